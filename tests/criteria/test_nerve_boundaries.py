"""Rules on a whole nerve: F waves, distal latency, velocity, just inside and outside each limit."""

from dataclasses import replace
from typing import Any

import pytest

from multifocal.criteria import (
    evaluate,
    said,
)
from multifocal.formats import parse_study
from multifocal.study import FMeasure, Measure, Study


def nerve_finding(criteria: str, rule: str, *rows: Measure | FMeasure) -> str:
    study = Study(
        measures=tuple(one for one in rows if isinstance(one, Measure)),
        f_measures=tuple(one for one in rows if isinstance(one, FMeasure)),
    )
    found = evaluate(study, criteria, "preston-shapiro")
    (nerve,) = found.nerves
    (one,) = (f for f in nerve.findings if f.rule == f"{criteria}.{rule}")
    return one.status


def with_f(
    latency_ms: float | None, *, distal_mv: float = 8.0
) -> tuple[Measure, Measure, FMeasure]:
    """Median nerve at wrist and elbow with F responses; upper limit 31 ms, lower 4 mV."""
    median = ("right", "median", "apb")
    return (
        Measure(*median, "wrist", latency_ms=3.0, amplitude_mv=distal_mv),  # type: ignore[arg-type]
        Measure(*median, "elbow", latency_ms=7.0, amplitude_mv=distal_mv),  # type: ignore[arg-type]
        FMeasure(
            *median,  # type: ignore[arg-type]
            "wrist",
            minimum_latency_ms=latency_ms,
            persistence_percent=0.0 if latency_ms is None else 90.0,
            sweeps=10,
            supramaximal=True,
        ),
    )


@pytest.mark.parametrize(
    ("criteria", "latency_ms", "distal_mv", "status"),
    [
        ("utrecht", 1.3 * 31, 8.0, "not_met"),  # exactly 130 %: not more
        ("utrecht", 1.3 * 31 + 1e-6, 8.0, "met"),
        ("efns-pns-2010-cidp", 1.3 * 31, 8.0, "met"),  # at least 30 % above
        ("efns-pns-2010-cidp", 1.3 * 31 - 1e-6, 8.0, "not_met"),
        ("efns-pns-2010-cidp", 1.3 * 31, 3.1, "not_met"),  # under 80 % of 4 mV: 50 % above
        ("efns-pns-2010-cidp", 1.5 * 31, 3.1, "met"),
        ("efns-pns-2010-cidp", 1.5 * 31 - 1e-6, 3.1, "not_met"),
        ("efns-pns-2010-cidp", 1.4 * 31, 3.2, "met"),  # exactly 80 % is not under it
        ("ean-pns-2021-cidp", 1.2 * 31, 8.0, "met"),  # at least 20 % above
        ("ean-pns-2021-cidp", 1.2 * 31 - 1e-6, 8.0, "not_met"),
        ("ean-pns-2021-cidp", 1.5 * 31 - 1e-6, 3.1, "not_met"),
        ("ean-pns-2021-cidp", 1.5 * 31, 3.1, "met"),
    ],
)
def test_f_latency(criteria: str, latency_ms: float, distal_mv: float, status: str) -> None:
    rows = with_f(latency_ms, distal_mv=distal_mv)
    assert nerve_finding(criteria, "f_latency", *rows) == status


@pytest.mark.parametrize(
    ("criteria", "distal_mv", "status"),
    [
        ("utrecht", 8.0, "met"),
        ("efns-pns-2010-cidp", 0.8, "met"),  # exactly 20 % of 4 mV
        ("efns-pns-2010-cidp", 0.79, "not_applicable"),
        ("ean-pns-2021-cidp", 0.8, "met"),
        ("ean-pns-2021-cidp", 0.79, "not_applicable"),
    ],
)
def test_absent_f_responses(criteria: str, distal_mv: float, status: str) -> None:
    assert nerve_finding(criteria, "f_absent", *with_f(None, distal_mv=distal_mv)) == status
    assert nerve_finding(criteria, "f_absent", *with_f(28.0, distal_mv=8.0)) == "not_met"


def test_f_responses_that_were_not_studied_are_not_absent() -> None:
    assert nerve_finding("utrecht", "f_absent", *with_f(28.0)[:2]) == "cannot_be_assessed"


@pytest.mark.parametrize(
    ("change", "because"),
    [
        ({"minimum_latency_ms": None, "mean_latency_ms": 52.0}, "the least F latency is missing"),
        ({"site": "elbow"}, "evoked from another site"),
    ],
)
def test_an_f_latency_that_the_limit_is_not_for(change: dict[str, Any], because: str) -> None:
    *motor, late = with_f(50.0)
    rows = (*motor, replace(late, **change))
    assert nerve_finding("utrecht", "f_latency", *rows) == "cannot_be_assessed"
    study = Study(measures=tuple(motor), f_measures=rows[2:])
    (nerve,) = evaluate(study, "utrecht", "preston-shapiro").nerves
    assert any(because in said(one) for one in nerve.findings)
    assert nerve_finding("utrecht", "f_absent", *rows) == "not_met"  # they came


def test_of_several_sites_the_most_distal_one_s_f_waves_count() -> None:
    *motor, late = with_f(1.3 * 31 + 1)
    other = replace(late, site="axilla", minimum_latency_ms=20.0)
    for rows in ((late, other), (other, late)):
        assert nerve_finding("utrecht", "f_latency", *motor, *rows) == "met"


def test_sweeps_in_which_noise_could_hide_a_wave_are_not_absent_waves() -> None:
    *motor, late = with_f(None)
    unread = replace(late, persistence_percent=None, sweeps=10)
    assert nerve_finding("utrecht", "f_absent", *motor, unread) == "cannot_be_assessed"
    assert nerve_finding("utrecht", "f_absent", *motor, late) == "met"


F_FILE = b"""side,nerve,muscle,site,latency_ms,amplitude_mv,negative_peak_area_mvms,\
negative_peak_duration_ms,distance_mm,kind,f_minimum_ms,f_persistence_percent,f_sweeps,supramaximal
right,median,apb,wrist,3.0,8.0,,,,,,,,
right,median,apb,elbow,7.0,7.8,,,220,,,,,
right,median,apb,wrist,,,,,,F,%s,,20,%s
"""


@pytest.mark.parametrize(
    ("cell", "strong", "latency", "absent"),
    [
        (b"40.4", b"", "met", "not_met"),
        (b"40.3", b"", "not_met", "not_met"),  # exactly 130 % of 31 ms
        (b"NR", b"yes", "cannot_be_assessed", "met"),
        (b"NR", b"", "cannot_be_assessed", "cannot_be_assessed"),
    ],
)
def test_f_waves_of_a_file_are_judged(
    cell: bytes, strong: bytes, latency: str, absent: str
) -> None:
    study = parse_study(F_FILE % (cell, strong)).study
    (nerve,) = evaluate(study, "utrecht", "preston-shapiro").nerves
    found = {one.rule: one.status for one in nerve.findings}
    assert (found["utrecht.f_latency"], found["utrecht.f_absent"]) == (latency, absent)


@pytest.mark.parametrize(
    ("latency_ms", "status"), [(1.5 * 4.4, "met"), (1.5 * 4.4 - 1e-6, "not_met")]
)
def test_cidp_2010_distal_latency(latency_ms: float, status: str) -> None:
    first, *others = with_f(28.0)
    rows = (replace(first, latency_ms=latency_ms), *others)
    assert nerve_finding("efns-pns-2010-cidp", "distal_latency", *rows) == status


@pytest.mark.parametrize(
    ("velocity_m_s", "status"), [(0.7 * 49, "met"), (0.7 * 49 + 1e-6, "not_met")]
)
def test_cidp_2010_velocity_and_dispersion(velocity_m_s: float, status: str) -> None:
    wrist, elbow, _ = with_f(28.0)
    wrist = replace(wrist, negative_peak_duration_ms=6.0)
    for longer_ms, dispersion in ((7.8, "not_met"), (7.800001, "met")):
        rows = (
            wrist,
            replace(
                elbow,
                latency_ms=3.0 + 200 / velocity_m_s,
                distance_mm=200,
                negative_peak_duration_ms=longer_ms,
            ),
        )
        found = evaluate(Study(measures=rows), "efns-pns-2010-cidp", "preston-shapiro")
        by_rule = {f.rule.rpartition(".")[2]: f.status for f in found.segments[0].findings}
        assert by_rule["slow_velocity"] == status
        assert by_rule["dispersion"] == dispersion
        assert found.segments[0].block == "not_met"  # neither changes the answer on block
