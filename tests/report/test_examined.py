"""Beside the map: what was recorded, and where to look for a block further up."""

from pathlib import Path

import pytest

from multifocal.criteria import criteria_names, evaluate_by
from multifocal.formats import parse_csv, read_study
from multifocal.reference import DEFAULT_REFERENCE, reference_table
from multifocal.report import PresentedStudy, present_study, study_pdf
from multifocal.study import Study

LIMITS = reference_table(DEFAULT_REFERENCE)
EXAMPLES = Path(__file__).parents[2] / "examples"
HEADER = "side,nerve,muscle,site,latency_ms,amplitude_mv,negative_peak_area_mvms,strength_mrc"


def shown(study: Study) -> PresentedStudy:
    return present_study(study, evaluate_by(study, criteria_names(), LIMITS), LIMITS, "en")


def look_above(*rows: str) -> tuple[str, ...]:
    examined = shown(parse_csv("\n".join((HEADER, *rows)).encode())).examined
    return examined.look_above if examined else ()


def ulnar(
    grade: str, distal: str = "9.0", proximal: str = "8.8", site: str = "axilla"
) -> list[str]:
    area = float(proximal) * 3.2 if proximal else ""
    return [f"right,ulnar,adm,wrist,2.9,{distal},28.8,{grade}",
            f"right,ulnar,adm,{site},9.9,{proximal},{area},"]  # fmt: skip


def test_a_weak_muscle_with_a_large_distal_response_and_no_fall_asks_for_more() -> None:
    (said,) = look_above(*ulnar("3"))
    assert said.startswith("R ulnar (abductor digiti minimi): weak (MRC 3)")
    assert "look for block above" in said and "axilla" in said


@pytest.mark.parametrize(
    "rows",
    [
        ulnar("4+"), ulnar("5"), ulnar(""),  # not weak, or not examined
        ulnar("3", distal="0.9", proximal="0.9"),  # few fibers left
        ulnar("3", distal=""),  # not recorded
        ulnar("3", proximal="3.0"),  # a block below
        ulnar("3", proximal="6.0"),  # a large fall, counted or not
        ulnar("3", site="root"),  # nothing above
    ],
)  # fmt: skip
def test_else_nothing_is_said_of_blocks_above(rows: list[str]) -> None:
    assert look_above(*rows) == ()


@pytest.mark.parametrize("grade", ["4", "4-", "0"])
def test_grade_four_is_weak(grade: str) -> None:
    assert len(look_above(*ulnar(grade))) == 1


def test_what_was_not_recorded_says_so_and_all_of_it_is_on_paper() -> None:
    study = read_study(EXAMPLES / "beside" / "two_nerves.csv").study
    whole = shown(study)
    assert whole.examined is not None
    first = next(row for row in whole.examined.muscles if "digiti minimi" in row.name)
    assert first.numbers == ("3", "normal", "not recorded")
    assert [row.numbers for row in whole.examined.areas] == [("14",)]
    assert len(whole.examined.look_above) == 1
    assert study_pdf(whole, "en").startswith(b"%PDF")
    assert study == read_study(EXAMPLES / "beside" / "two_nerves.json").study


def test_nothing_examined_is_nothing_shown_and_no_answer_changes() -> None:
    study = read_study(EXAMPLES / "beside" / "two_nerves.csv").study
    bare = Study(measures=study.measures)
    assert shown(bare).examined is None
    names = criteria_names(research=True)
    assert repr(evaluate_by(study, names, LIMITS)) == repr(evaluate_by(bare, names, LIMITS))
