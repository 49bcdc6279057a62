"""The extended signs: for research, behind a gate, beside block, and only if asked by name."""

import json
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multifocal.criteria import (
    Evaluation,
    Finding,
    criteria_names,
    criteria_set,
    evaluate,
    evaluate_by,
    said,
)
from multifocal.criteria.extended import CORE
from multifocal.formats import parse_csv
from multifocal.sources import source
from multifocal.study import ClinicalPicture, FMeasure, Measure, Study
from tests.study.tables import SOUND, pair, table

PICTURE = replace(SOUND, **dict(CORE))  # type: ignore[arg-type]
NO_BLOCK = {"amplitude": (8, 8), "area": (30, 30)}


def judged(study: Study, picture: ClinicalPicture = PICTURE) -> Evaluation:
    return evaluate(replace(study, clinical=picture), "extended", "preston-shapiro")


def study_of(
    *,
    velocity_m_s: float = 56.0,
    latency_ms: float = 3.0,
    total_ms: float | None = 6.0,
    f_ms: float | None = 28.0,
    sweeps: int = 20,
    **numbers: Any,
) -> Study:
    """The ulnar nerve from wrist to below elbow with F responses; nothing is missing."""
    rows = pair(**({"duration": (6, 6)} | NO_BLOCK | numbers))
    near, far = parse_csv(table(*rows)).measures
    near = replace(near, latency_ms=latency_ms, total_duration_ms=total_ms)
    far = replace(far, latency_ms=latency_ms + 220 / velocity_m_s, distance_mm=220.0)
    place: Any = ("right", "ulnar", "adm", "wrist")
    kept = 0.0 if f_ms is None else 90.0
    late = FMeasure(*place, minimum_latency_ms=f_ms, persistence_percent=kept, sweeps=sweeps)
    return Study((near, far), f_measures=(late,))


def finding(found: Evaluation, rule: str) -> Finding:
    every = [
        *(one for segment in found.segments for one in segment.findings),
        *(one for nerve in found.nerves for one in nerve.findings),
    ]
    (one,) = [one for one in every if one.rule == f"extended.{rule}"]
    return one


@pytest.mark.parametrize(
    ("rule", "changes", "status"),
    [
        ("dispersion", {"duration": (6, 7.8)}, "not_met"),  # exactly 30 %: not more
        ("dispersion", {"duration": (6, 7.800001)}, "met"),
        ("slow_velocity", {"velocity_m_s": 0.7 * 49}, "met"),
        ("slow_velocity", {"velocity_m_s": 0.7 * 49 + 1e-4}, "not_met"),
        ("distal_latency", {"latency_ms": 1.5 * 3.3}, "met"),
        ("distal_latency", {"latency_ms": 1.5 * 3.3 - 1e-6}, "not_met"),
        ("distal_duration", {"total_ms": 6.7}, "met"),
        ("distal_duration", {"total_ms": 6.7 - 1e-6}, "not_met"),
        ("distal_duration", {"total_ms": None}, "cannot_be_assessed"),
        ("f_latency", {"f_ms": 1.3 * 32}, "met"),
        ("f_latency", {"f_ms": 1.3 * 32 - 1e-6}, "not_met"),
        ("f_latency", {"f_ms": 1.4 * 32, "amplitude": (4.7, 4.7)}, "not_met"),  # under 80 % of 6 mV
        ("f_absent", {"f_ms": None}, "met"),
        ("f_absent", {"f_ms": None, "amplitude": (1.19, 1.19)}, "not_applicable"),
    ],
)
def test_each_of_the_six_signs_at_its_limit(
    rule: str, changes: dict[str, Any], status: str
) -> None:
    one = finding(judged(study_of(**changes)), rule)
    assert one.status == status


def test_every_limit_says_that_it_is_ours() -> None:
    found = judged(study_of())
    limits = [
        one
        for findings in (found.segments[0].findings, found.nerves[0].findings)
        for one in findings
        if one.threshold is not None
    ]
    assert len(limits) == 5
    assert all(source(one.source).evidence == "proposal" for one in limits)
    assert all("our proposal" in said(one) for one in limits)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, "signs_none"),
        ({"duration": (6, 8)}, "sign_seen"),
        ({"velocity_m_s": 30.0}, "sign_seen"),
        ({"duration": (6, "")}, "signs_open"),
        ({"area": (30, 15)}, "sign_beside_block"),
        ({"area": (30, 15), "duration": (6, 9)}, "sign_beside_block"),  # probable, with dispersion
    ],
)
def test_a_segment_is_never_graded(changes: dict[str, Any], reason: str) -> None:
    (only,) = judged(study_of(**changes)).segments
    assert (only.block, only.reason) == ("not_counted", reason)
    text = said(only.findings[0])
    assert "Charcot-Marie-Tooth" in text or reason != "sign_seen"


@pytest.mark.parametrize("name", [name for name, _ in CORE])
@pytest.mark.parametrize("told", [False, None])
def test_no_sign_counts_without_clinical_core_and_normal_sensory_responses(
    name: str, told: bool | None
) -> None:
    wanted = dict(CORE)[name]
    picture = replace(PICTURE, **{name: None if told is None else not wanted})  # type: ignore[arg-type]
    found = judged(study_of(duration=(6, 9), velocity_m_s=20.0, f_ms=None), picture)
    (only,) = found.segments
    assert only.reason == "signs_gated"
    core = [one for one in only.findings if one.rule == "extended.core"]
    assert [one.status for one in core] == ["cannot_be_assessed" if told is None else "not_met"]
    every = (*only.findings, *found.nerves[0].findings)
    assert all(one.threshold is None for one in every)


ANSWERS = st.fixed_dictionaries(
    {
        one.name: st.sampled_from([None, True, False])
        for one in fields(ClinicalPicture)
        if one.name != "weak_muscles"
    }
)


@given(ANSWERS, st.sampled_from([6.0, 8.0, 9.0]), st.sampled_from([20.0, 56.0]))
@settings(max_examples=60, deadline=None)
def test_whatever_is_told_it_makes_no_category_no_block_and_changes_no_other_set(
    answers: dict[str, Any], longer_ms: float, velocity_m_s: float
) -> None:
    study = replace(
        study_of(duration=(6, longer_ms), velocity_m_s=velocity_m_s),
        clinical=ClinicalPicture(**answers),
    )
    others = criteria_names()
    alone = evaluate_by(study, others)
    *beside, extended = evaluate_by(study, (*others, "extended"))
    assert tuple(beside) == alone
    assert extended.category is None
    assert {one.block for one in extended.segments} <= {"not_counted", "cannot_be_assessed"}


def test_a_dispersed_response_over_two_segments_of_the_limb_is_no_sign() -> None:
    median = {"nerve": "median", "muscle": "apb", "sites": ("wrist", "axilla")}
    rows = pair(duration=(6, 9), **NO_BLOCK, **median)  # type: ignore[arg-type]
    (only,) = judged(parse_csv(table(*rows))).segments
    assert only.reason == "signs_open"
    assert not [one for one in only.findings if one.rule == "extended.dispersion"]


def test_a_weak_stimulus_keeps_it_back_as_every_set() -> None:
    near, far = study_of(duration=(6, 9)).measures
    study = Study((near, replace(far, supramaximal=False)))
    (only,) = judged(study).segments
    assert (only.block, only.reason) == ("cannot_be_assessed", "submaximal")


def test_it_is_asked_by_name_only(capsys: pytest.CaptureFixture[str]) -> None:
    assert criteria_set("extended").standing == "research"
    assert "extended" not in criteria_names()
    assert "extended" in criteria_names(research=True)
    assert "extended" not in {one.criteria for one in evaluate_by(study_of())}


def test_a_nerve_the_limits_are_not_for_has_no_signs() -> None:
    radial = pair(nerve="radial", muscle="eip", sites=("forearm", "elbow"), **NO_BLOCK)  # type: ignore[arg-type]
    found = judged(parse_csv(table(*radial)))
    assert found.segments[0].reason == "nerve" and found.nerves == ()


def test_measures_are_left_as_they_were() -> None:
    study = study_of()
    judged(study)
    assert isinstance(study.measures[0], Measure)
    assert json.dumps([one.site for one in study.measures]) == '["wrist", "below_elbow"]'
