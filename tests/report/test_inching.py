"""Inching in words: numbers by place, one limit with a source, and no word on the others."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from multifocal.criteria import criteria_names, evaluate_by
from multifocal.formats import parse_csv, read_study
from multifocal.reference import DEFAULT_REFERENCE, reference_table
from multifocal.report import present_study, study_pdf
from multifocal.report.inching import BEYOND, present_inching

EXAMPLES = Path(__file__).parents[2] / "examples"
STUDY = read_study(EXAMPLES / "inching" / "ulnar_elbow.csv").study
HEADER = "side,nerve,muscle,site,latency_ms,amplitude_mv,position_cm"


def table(*rows: str, head: str = HEADER) -> list[tuple[str, ...]]:
    (one,) = present_inching(parse_csv("\n".join((head, *rows)).encode()), "en")
    assert one.figure.table is not None
    return list(one.figure.table.rows)


def test_every_place_stands_in_picture_and_table() -> None:
    (one,) = present_inching(STUDY, "en")
    assert one.figure.table is not None
    assert [row[0] for row in one.figure.table.rows] == ["−4", "−2", "0", "2", "4", "6"]
    root = ElementTree.fromstring(one.figure.svg)
    marks = [each for each in root.iter() if each.get("class") == "inching__point"]
    assert len(marks) == 3 * 6 + 2  # amplitude, area and latency, and two in the legend
    assert "most from 0 to 2 cm: −50 %" in one.figure.text


@pytest.mark.parametrize(
    ("place", "amplitude", "beyond"),
    [("3", "5.6", True), ("3", "5.7", False), ("3.1", "5.6", False), ("2", "NR", True)],
)
def test_the_limit_is_of_steps_up_to_30_mm_and_falls_from_30_percent(
    place: str, amplitude: str, beyond: bool
) -> None:
    latency = "" if amplitude == "NR" else "6.5"
    rows = table(
        "right,ulnar,adm,ulnar_elbow,6.0,8.0,0",
        f"right,ulnar,adm,ulnar_elbow,{latency},{amplitude},{place}",
    )
    assert (BEYOND in rows[1][7]) is beyond


def test_what_was_not_recorded_has_no_number_and_no_sign() -> None:
    rows = table("right,ulnar,adm,,6.0,8.0,0", "right,ulnar,adm,,6.5,,2", "right,ulnar,adm,,,4.0,4")
    assert [row[7] for row in rows] == ["", "", ""]
    assert rows[2][1] == ""


def test_what_is_not_known_is_said() -> None:
    (one,) = present_inching(parse_csv(f"{HEADER}\nright,ulnar,adm,,6.0,8.0,0\n".encode()), "en")
    said = " ".join(one.notes)
    assert "place 0 lies was not recorded" in said
    assert "supramaximal" in said
    assert "no limit with a source" in said
    assert {each.id for each in one.sources} >= {"utrecht-criteria"}


def test_no_answer_of_any_set_changes_by_it() -> None:
    def answers(text: str) -> list[str]:
        found = evaluate_by(parse_csv(text.encode()), criteria_names(research=True), LIMITS)
        return [repr(one) for one in found]

    lines = (EXAMPLES / "inching" / "ulnar_elbow.csv").read_text(encoding="utf-8").splitlines()
    named = [line for line in lines if "ulnar_elbow" not in line]
    assert answers("\n".join(lines)) == answers("\n".join(named))


def test_the_pdf_has_it_in_its_appendix() -> None:
    found = evaluate_by(STUDY, criteria_names(), LIMITS)
    shown = present_study(STUDY, found, LIMITS, "en")
    assert len(shown.inching) == 1
    assert study_pdf(shown, "en").startswith(b"%PDF")


LIMITS = reference_table(DEFAULT_REFERENCE)
