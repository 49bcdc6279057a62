"""Crossing fibers that a report names are asked about before anything is judged."""

from dataclasses import replace

import pytest

from multifocal.criteria import evaluate
from multifocal.fault import Fault
from multifocal.formats import Understood, parse_csv, read_report
from multifocal.formats.study_json import parse_json, write_json
from multifocal.formats.table.csv_writing import write_csv_study
from multifocal.study import ClinicalPicture

UNITS = "Lat (ms)\tO-P Amp (mV)\tNeg Dur (ms)\tNeg Area (mVms)\tDist (mm)"
RIGHT = ["R Ulnar - ADM", f"Site\t{UNITS}", "Wrist\t2.8\t10.9\t5.7\t36.5\t70",
         "B. Elbow\t6.6\t5.0\t5.9\t16.1\t220"]  # fmt: skip
LEFT = ["L Ulnar - ADM", "Wrist\t2.9\t9.9\t5.6\t31.5\t70", "B. Elbow\t6.5\t4.1\t5.8\t13.0\t215"]
NAMED = [
    "Comment: Martin-Gruber anastomosis present on the right.",
    "No evidence of a Martin-Gruber anastomosis on the right",
    "V.a. Martin-Gruber-Anastomose rechts (Medianusreizung: ADM 4,3 mV)",
    "Martin-Gruber-Anastomose rechts ausgeschlossen",
    "Anastomose de Martin-Gruber à droite",
    "Sin anastomosis de Martin Gruber en el lado derecho",
    "Forearm crossover on the right side excluded",
    "MGA right",
]


def read(lines: list[str], **answers: str) -> Understood:
    return read_report(
        "\n".join(lines).encode(), {k.replace("__", ":"): v for k, v in answers.items()}
    )


def asked(found: Understood) -> list[str]:
    return [one.id for one in found.questions]


@pytest.mark.parametrize("line", NAMED)
@pytest.mark.parametrize("at", [0, 4])
def test_a_line_that_names_a_crossing_is_a_question_of_its_side(line: str, at: int) -> None:
    lines = [*RIGHT, *LEFT]
    lines.insert(at if at == 0 else len(lines), line)
    found = read(lines)
    (question,) = found.questions
    assert question.key == "crossing_right" and question.choices == (
        "present",
        "excluded",
        "unknown",
    )
    assert line[:150] in question.text
    with pytest.raises(Fault):
        found.study()


def test_without_such_words_nothing_is_asked() -> None:
    assert asked(read([*RIGHT, *LEFT, "Comment: the hand was warm on the right."])) == []


@pytest.mark.parametrize("criteria", ["efns-pns-2010", "utrecht", "ghosh-2005"])
@pytest.mark.parametrize(
    ("answer", "right"), [("present", True), ("excluded", False), ("unknown", "possible")]
)
def test_the_answer_holds_for_its_side_alone(criteria: str, answer: str, right: bool | str) -> None:
    number = len(RIGHT) + len(LEFT) + 1
    study = read([*RIGHT, *LEFT, NAMED[0]], **{f"crossing__{number}": answer}).study()
    said = {(one.side, one.crossing_in_forearm) for one in study.measures}
    assert said == {("right", right), ("left", None)}
    here, there = (
        next(one for one in evaluate(study, criteria).segments if one.side == side)
        for side in ("right", "left")
    )
    assert "no_crossing" in there.provided or there.block == "not_met"
    assert ("no_crossing" in here.provided) is (answer == "unknown" and here.block != "not_met")
    if answer == "present":
        assert here.block in ("cannot_be_assessed", "not_met")


def test_an_answer_for_the_whole_study_does_not_go_before_a_crossing_that_is_there() -> None:
    study = read([*RIGHT, NAMED[0]], crossing__5="present").study()
    against = replace(study, clinical=ClinicalPicture(no_crossing_in_forearm=True))
    (verdict,) = evaluate(against).segments
    assert (verdict.block, verdict.reason) == ("cannot_be_assessed", "crossing_against")


def test_a_line_that_was_left_open_stands_on_the_first_screen() -> None:
    found = read([*RIGHT, NAMED[0]], crossing__5="unknown")
    assert any("Martin-Gruber" in one.unread for one in found.remarks())


@pytest.mark.parametrize("criteria", ["efns-pns-2010", "utrecht", "ghosh-2005", "aanem-2003"])
def test_a_line_that_does_not_tell_keeps_its_condition_whatever_is_said_of_the_study(
    criteria: str,
) -> None:
    study = read([*RIGHT, *LEFT, NAMED[0]], crossing__8="unknown").study()
    assert {(one.side, one.crossing_in_forearm) for one in study.measures} == {
        ("right", "possible"), ("left", None),
    }  # fmt: skip
    told = replace(study, clinical=ClinicalPicture(no_crossing_in_forearm=True))
    right, left = (
        next(one for one in evaluate(told, criteria).segments if one.side == side)
        for side in ("right", "left")
    )
    if right.block not in ("not_met", "cannot_be_assessed", "not_counted"):
        assert "no_crossing" in right.provided
    assert "no_crossing" not in left.provided
    against = replace(study, clinical=ClinicalPicture(no_crossing_in_forearm=False))
    right = next(one for one in evaluate(against, criteria).segments if one.side == "right")
    assert right.block in ("not_met", "cannot_be_assessed", "not_counted")


def test_of_two_lines_the_one_that_excludes_does_not_silence_the_other() -> None:
    lines = [*RIGHT, NAMED[0], NAMED[1]]
    for answers in (("unknown", "excluded"), ("excluded", "unknown")):
        study = read(lines, crossing__5=answers[0], crossing__6=answers[1]).study()
        assert {one.crossing_in_forearm for one in study.measures} == {"possible"}


def test_what_is_possible_stays_so_in_every_file() -> None:
    study = read([*RIGHT, NAMED[0]], crossing__5="unknown").study()
    for again in (
        parse_csv(write_csv_study(study).encode()),
        parse_json(write_json(study).encode()),
    ):
        assert [one.crossing_in_forearm for one in again.measures] == ["possible"] * 2


def test_a_line_without_a_side_asks_for_it_where_both_were_studied() -> None:
    line = "Comment: Martin-Gruber anastomosis"
    (question,) = read([*RIGHT, *LEFT, line]).questions
    assert question.choices == ("right", "left", "both", "excluded", "unknown")
    number = len(RIGHT) + len(LEFT) + 1
    study = read([*RIGHT, *LEFT, line], **{f"crossing__{number}": "both"}).study()
    assert {one.crossing_in_forearm for one in study.measures} == {True}
    assert asked(read([*RIGHT, line])) == ["crossing:5"]


def test_a_heading_that_names_it_still_heads_its_rows() -> None:
    check = ["R Median - ADM (Martin-Gruber)", "Wrist\t\tNR", "Elbow\t7.2\t4.3\t5.9\t14.0\t235"]
    found = read([*RIGHT, *check], crossing__5="unknown")
    assert [(one.nerve, one.muscle) for one in found.study().measures] == [
        ("ulnar", "adm"), ("ulnar", "adm"), ("median", "adm"), ("median", "adm"),
    ]  # fmt: skip


def test_where_no_ulnar_response_is_there_nothing_hangs_on_it() -> None:
    lines = ["R Median - APB", f"Site\t{UNITS}", "Wrist\t2.8\t10.9\t5.7\t36.5\t70", NAMED[0]]
    found = read(lines)
    assert asked(found) == [] and "crossing_nothing" in {one.key for one in found.notes}


HEADER = "side,nerve,muscle,site,latency_ms,amplitude_mv"
OWN = ["right,ulnar,adm,wrist,2.8,10.9", "right,ulnar,adm,below_elbow,6.6,5.0"]


def test_a_comment_in_the_own_table_is_refused_unless_a_row_says_it() -> None:
    comment = "# Martin-Gruber anastomosis on the right"
    with pytest.raises(Fault, match="crossing_in_forearm"):
        parse_csv("\n".join([HEADER, *OWN, comment]).encode())
    rows = [f"{HEADER},crossing_in_forearm", f"{OWN[0]},", f"{OWN[1]},yes", comment]
    study = parse_csv("\n".join(rows).encode())
    (verdict,) = evaluate(study, "utrecht").segments
    assert (verdict.block, verdict.reason) == ("cannot_be_assessed", "crossing_stated")
