"""Sensory values beside their limits: what is within, what is beyond, and what cannot be said."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multifocal.body import Subject
from multifocal.criteria import evaluate, said
from multifocal.criteria.finding import Finding
from multifocal.study import ClinicalPicture, Measure, Study
from tests.criteria.sensory.rows import felt, motor


def place(one: Measure) -> tuple[object, ...]:
    return one.side, one.nerve, one.skin, one.site


def judged(*rows: Measure, age: float | None = 45.0, **picture: Any) -> dict[str, Finding]:
    """What is said of the first row, by value."""
    found = evaluate(Study(rows, subject=Subject(age), clinical=ClinicalPicture(**picture)))
    (one,) = (each for each in found.sensory if place(each.measure) == place(rows[0]))
    return {each.rule.removeprefix("values.sensory_"): each for each in one.findings}


@pytest.mark.parametrize(
    ("row", "value", "status"),
    [
        (felt("median", 11.0), "amplitude", "met"),  # at the limit is within it
        (felt("median", 10.999), "amplitude", "not_met"),
        (felt("ulnar", 10.0), "amplitude", "met"),
        (felt("ulnar", 9.999), "amplitude", "not_met"),
        (felt("superficial_radial", 7.0), "amplitude", "met"),
        (felt("sural", 4.0), "amplitude", "met"),
        (felt("sural", 3.999), "amplitude", "not_met"),
        (felt("median", latency_ms=140 / 46.4), "velocity", "met"),
        (felt("median", latency_ms=140 / 46.4 + 0.001), "velocity", "not_met"),
        (felt("ulnar", latency_ms=140 / 46.2 + 0.001), "velocity", "not_met"),
        (felt("median", peak_latency_ms=4.0), "peak", "met"),
        (felt("median", peak_latency_ms=4.001), "peak", "not_met"),
    ],
)
def test_at_its_limit_a_value_is_within_it(row: Measure, value: str, status: str) -> None:
    assert judged(row)[value].status == status


def test_every_limit_names_the_source_that_it_has() -> None:
    row = felt("median", 10.0, latency_ms=3.2, peak_latency_ms=4.2)
    found = judged(row)
    assert said(found["amplitude"]) == (
        "Sensory amplitude, 10.0 µV: below the lower limit of 11.0 µV "
        "(AANEM 2016; not yet checked against the publication)."
    )
    assert found["amplitude"].source == "aanem-2016"
    assert found["velocity"].source == "czech-median-ulnar-norms"  # the table has none
    assert said(found["velocity"]).startswith("Sensory velocity, 43.8 m/s: below the lower limit")


@pytest.mark.parametrize(
    ("age", "uv", "status"),
    [
        (59.9, 3.9, "not_met"),
        (60.0, 3.0, "met"),
        (60.0, 2.99, "not_met"),
        (70.0, 1.0, "met"),
        (74.9, 0.99, "not_met"),
        (75.0, 0.5, "cannot_be_assessed"),
        (75.0, None, "cannot_be_assessed"),  # by then a healthy nerve may give none
        (74.9, None, "not_met"),
        (None, 3.9, "cannot_be_assessed"),  # nobody is taken to be young
    ],
)
def test_the_limit_of_the_sural_nerve_falls_with_age(
    age: float | None, uv: float | None, status: str
) -> None:
    assert judged(felt("sural", uv), age=age)["amplitude"].status == status


@pytest.mark.parametrize(
    "change",
    [
        {"site": "elbow"},  # from further up it is smaller in health
        {"skin": "ring_finger"},  # a half of the finger is another nerve's
        {"skin": "thumb"},
        {"site": "index_finger", "skin": "wrist"},  # the other way round
        {"distance_mm": 170.1},
    ],
)
def test_a_limit_holds_for_its_own_place_only(change: dict[str, Any]) -> None:
    assert judged(replace(felt("median", 5.0), **change))["amplitude"].status == (
        "cannot_be_assessed"
    )


@pytest.mark.parametrize(
    ("distance_mm", "status"),
    [(145.0, "not_met"), (145.1, "cannot_be_assessed"), (None, "cannot_be_assessed")],
)
def test_a_peak_latency_is_for_one_distance(distance_mm: float | None, status: str) -> None:
    row = felt("median", peak_latency_ms=4.5, distance_mm=distance_mm)
    assert judged(row)["peak"].status == status


@pytest.mark.parametrize(
    ("temperature_c", "slow", "normal"),
    [
        (32.0, "not_met", "met"),
        (31.9, "cannot_be_assessed", "cannot_be_assessed"),
        (None, "cannot_be_assessed", "met"),
    ],
)
def test_cold_excuses_slowness_and_makes_no_amplitude_normal(
    temperature_c: float | None, slow: str, normal: str
) -> None:
    row = felt("median", latency_ms=3.5, temperature_c=temperature_c)
    found = judged(row)
    assert (found["velocity"].status, found["amplitude"].status) == (slow, normal)
    fast = felt("median", temperature_c=temperature_c)
    assert judged(fast)["velocity"].status == "met"
    small = felt("median", 5.0, temperature_c=temperature_c)
    assert judged(small)["amplitude"].status == "not_met"  # small although cold makes it larger


def test_the_limb_s_temperature_is_that_of_any_row_of_the_same_limb() -> None:
    row = felt("median", latency_ms=3.5, temperature_c=None)
    arm = felt("ulnar")
    assert judged(row, arm)["velocity"].status == "not_met"
    assert judged(row, replace(arm, side="left"))["velocity"].status == "cannot_be_assessed"
    assert judged(row, felt("sural"))["velocity"].status == "cannot_be_assessed"
    cold = judged(row, arm, felt("superficial_radial", temperature_c=30.0))
    assert "below 32" in said(cold["velocity"])


@pytest.mark.parametrize(
    ("change", "picture"),
    [
        ({"supramaximal": False}, {}),
        ({}, {"stimulation_supramaximal": False}),
        ({"no_response_checked": False}, {}),
        ({}, {"no_response_confirmed": False}),
    ],
)
def test_no_response_needs_a_stimulus(change: dict[str, Any], picture: dict[str, Any]) -> None:
    none = felt("median", None, **change)
    assert judged(none, **picture)["amplitude"].status == "cannot_be_assessed"
    assert judged(felt("median", None))["amplitude"].status == "not_met"


def test_a_weak_stimulus_makes_no_response_small() -> None:
    assert judged(felt("median", 5.0, supramaximal=False))["amplitude"].status == (
        "cannot_be_assessed"
    )


@pytest.mark.parametrize(
    ("nerve", "smaller", "status"),
    [
        ("sural", 20.0 - 7.76, "met"),
        ("sural", 20.0 - 7.77, "not_met"),
        ("superficial_fibular", 20.0 - 6.71, "not_met"),
    ],
)
def test_sides_of_the_leg(nerve: str, smaller: float, status: str) -> None:
    ankles = tuple(
        Measure(side, "fibular", "edb", "ankle", 4.0, mv)  # type: ignore[arg-type]
        for side, mv in (("left", 5.0), ("right", 5.0 + 4.04))
    )
    rows = (felt(nerve, smaller), felt(nerve, 20.0, "left"))
    assert judged(*rows, *ankles)["sides"].status == status
    assert judged(*rows)["sides"].status == "cannot_be_assessed"
    unlike = replace(ankles[1], amplitude_mv=9.05)
    assert judged(*rows, ankles[0], unlike)["sides"].status == "cannot_be_assessed"


def test_sides_of_the_arm_are_not_compared_for_no_limit_with_a_source_was_found() -> None:
    assert "sides" not in judged(felt("median", 12.0), felt("median", 60.0, "left"))


NUMBERS = ("latency_ms", "amplitude_mv", "distance_mm", "temperature_c", "peak_latency_ms")


@given(st.sets(st.sampled_from(NUMBERS)), st.booleans())
def test_a_missing_value_is_neither_normal_nor_abnormal(missing: set[str], healthy: bool) -> None:
    whole = felt(
        "median", 30.0 if healthy else 5.0, latency_ms=2.5 if healthy else 3.5,
        peak_latency_ms=3.2 if healthy else 4.4,
    )  # fmt: skip
    full = judged(whole)
    row = replace(whole, **dict.fromkeys(missing))  # type: ignore[arg-type]
    if row.empty:
        return
    for value, finding in judged(row).items():
        assert finding.status in (full[value].status, "cannot_be_assessed"), value


@given(st.permutations(
    (*motor(), felt("median"), felt("median", 12.0, site="elbow", latency_ms=6.25, distance_mm=350),
     felt("ulnar", None), felt("sural", 20.0), felt("sural", 5.0, "left"))
))  # fmt: skip
def test_the_order_of_the_rows_never_matters(rows: list[Measure]) -> None:
    ordered = evaluate(Study(tuple(sorted(rows, key=repr))))
    assert evaluate(Study(tuple(rows))) == ordered
