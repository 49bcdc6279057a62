"""Localize against simulated patients: they are no children of its own model, and it finds them."""

import json
from pathlib import Path

import pytest

from multifocal.evidence import (
    CONDITIONS,
    localization,
    localize_patient,
    nearest_nerves,
    tally_localized,
    weak_patient,
)
from multifocal.fault import Fault
from multifocal.localize import read_weakness
from multifocal.nerve import mrc_grade

FEW = 10


@pytest.fixture(scope="module")
def records() -> list[dict[str, object]]:
    return [
        localize_patient(one, n, weak_patient(one, n, 5)) for one in CONDITIONS for n in range(FEW)
    ]


def test_a_patient_is_the_same_whatever_was_drawn_before() -> None:
    first = weak_patient("plain", 3, 1)
    weak_patient("plain", 4, 1)
    assert weak_patient("plain", 3, 1) == first
    assert weak_patient("plain", 3, 2) != first


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_place_explains_muscles_that_lie_beyond_it_and_are_weak(condition: str) -> None:
    for number in range(3):
        patient = weak_patient(condition, number, 1)  # type: ignore[arg-type]
        weak = {(one.side, one.muscle) for one in patient.weakness.muscles if one.weak}
        assert weak
        for side, _, behind in patient.places:
            assert behind
            assert {(side, muscle) for muscle in behind} <= weak
        assert bool(patient.places) == (patient.kind != "none")


def test_no_grade_is_localizes_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forces come from nerve's fibers, grades from nerve's rule: localize is not asked."""
    for name in ("weak_grades", "healthy_grades"):
        monkeypatch.delattr(f"multifocal.localize.grades.{name}")
    grades = {one.grade for one in weak_patient("plain", 11, 1).weakness.muscles}
    assert grades <= {mrc_grade(k / 1000) for k in range(1001)} | {"0"}


def test_it_beats_the_nearest_named_nerve_and_none_of_these_rises(
    records: list[dict[str, object]],
) -> None:
    found = tally_localized(records)
    with_places = [found[one] for one in CONDITIONS if one != "unexplained"]
    own = sum(row["nerves"]["hits"] for row in with_places)
    baseline = sum(row["baseline_nerves"]["hits"] for row in with_places)
    assert own > baseline
    assert sum(row["top_three"]["hits"] for row in with_places) > 0.5 * FEW * len(with_places)
    assert found["unexplained"]["none_posterior"] > 3 * found["plain"]["none_posterior"]


def test_calibration_is_counted_by_what_was_said(records: list[dict[str, object]]) -> None:
    row = tally_localized(records)["plain"]
    assert sum(one["patients"] for one in row["calibration"]) == row["patients"] == FEW
    gaps = [one["patients"] * abs(one["said"] - one["right"]) for one in row["calibration"]]
    assert row["expected_calibration_error"] == pytest.approx(sum(gaps) / FEW)


@pytest.mark.parametrize(
    ("line", "nerves"),
    [
        ("R: fdi 2, adm 2, fcu 4", {("right", "ulnar")}),
        ("R: edc 2, fdi 5; L: ta 3, ehl 3", {("right", "radial"), ("left", "fibular")}),
        ("R: infraspinatus 3", {("right", "suprascapular")}),
    ],
)
def test_the_baseline_names_the_nerves_that_weak_muscles_share(
    line: str, nerves: set[tuple[str, str]]
) -> None:
    assert nearest_nerves(read_weakness(line)) == nerves


def test_a_run_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    out = tmp_path / "found.json"
    localization(1, 3, out)
    asked: list[int] = []
    report = localization(1, 3, out, lambda at, _: asked.append(at))
    assert not asked
    assert json.loads(out.read_text())["conditions"] == report["conditions"]
    with pytest.raises(Fault):
        localization(1, 4, out)
