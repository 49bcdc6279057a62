"""A row that cannot be read is asked about, or refused with a way on, and is never lost unseen."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multifocal.fault import Fault
from multifocal.formats import Understood, read_report
from tests.formats.report.test_layouts import PAGE, content

RUN_TOGETHER = """Sensory NCS
Nerve       Stim      Rec       Onset (ms)  Amp O-P (uV)   Dist (mm)
R Radial    Forearm Snuffbox    2.1          14.0           100
R Median    Wrist     Index     2.6          22.0           140
"""
TWO_NERVES = """Motor
L Median - APB
Site\tLat (ms)\tO-P Amp (mV)\tDist (mm)
Wrist\t3.4\t9.0\t70
Elbow\t7.9\t8.8\t230

Sensory
L Radial/Median - Thumb
Site\tOnset (ms)\tO-P Amp (µV)
Wrist\t2.35 / 2.40\t14.1 / 16.2
"""


def leaving_out(report: str | bytes, **more: str) -> Understood:
    """The report with every row left out that may be, and nothing else answered."""
    text = report.encode() if isinstance(report, str) else report
    answers = dict(more)
    for _ in range(4):
        found = read_report(text, answers)
        left = {one.id: "leave-out" for one in found.questions if "leave-out" in one.choices}
        if not left:
            break
        answers |= left
    return found


def test_two_places_in_one_cell_are_parted_where_each_is_known() -> None:
    study = read_report(RUN_TOGETHER.encode()).study()
    assert [(one.site, one.skin, one.latency_ms) for one in study.measures] == [
        ("forearm", "snuffbox", 2.1), ("wrist", "index_finger", 2.6),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "places", ["Forearm Quux    ", "Quux Snuffbox   ", "Forearm Snuffbox Index"]
)
def test_where_they_cannot_be_parted_the_row_is_asked_about(places: str) -> None:
    report = RUN_TOGETHER.replace("Forearm Snuffbox", places)
    (question,) = read_report(report.encode()).questions
    assert (
        question.id == "row:3"
        and "leave this row out" in question.text
        and "one column" in question.text
    )
    with pytest.raises(Fault):
        read_report(report.encode()).study()
    found = leaving_out(report)
    study = found.study()
    assert [one.nerve for one in study.measures] == ["median"] and study.sensory_unread == 1
    assert any("was left out" in one.unread for one in found.remarks())


def test_a_heading_of_two_nerves_can_be_left_out_with_its_rows() -> None:
    asked = {one.id for one in read_report(TWO_NERVES.encode()).questions}
    assert "heading:8" in asked
    found = leaving_out(TWO_NERVES)
    study = found.study()
    assert {one.nerve for one in study.measures} == {"median"}
    assert all(one.kind == "M" for one in study.measures) and study.sensory_unread == 1
    assert any("14.1 / 16.2" in one.unread for one in found.remarks())


@pytest.mark.parametrize(
    "row", ["Zork R\tWrist\tIndex\t2.6\t22.0\t140", "Zork R\tWrist\tQuux\t2.6\t22.0\t140"]
)
def test_a_nerve_that_nobody_knows_stops_nothing_once_its_row_is_left_out(row: str) -> None:
    report = "\n".join(
        ["Sensory", "Nerve\tStim\tRec\tOnset (ms)\tAmp O-P (uV)\tDist (mm)",
         "Median R\tWrist\tIndex\t2.6\t22.0\t140", row]
    )  # fmt: skip
    found = leaving_out(report)
    assert [one.nerve for one in found.study().measures] == ["median"]
    assert found.sensory_unread == 1


def test_the_distance_behind_a_row_that_is_left_out_is_not_known() -> None:
    rows = ["R Ulnar - ADM", "Site\tLat (ms)\tO-P Amp (mV)\tDist (mm)", "Wrist\t2.8\t9.0\t70",
            "B Elbow\t6.9\t8.8\t220\t1\t2", "A Elbow\t8.8\t8.7\t100"]  # fmt: skip
    study = leaving_out("\n".join(rows)).study()
    assert [(one.site, one.distance_mm) for one in study.measures] == [
        ("wrist", 70.0), ("above_elbow", None),
    ]  # fmt: skip


INSTEAD = {"place": "Quux", "number": "12..3", "two": "14.1 / 16.2", "nothing": ""}


def spoil(cells: list[str], how: str, at: int) -> list[str]:
    """The cells with one of them spoiled, or with more cells than the table has columns."""
    if how == "more":
        return [*cells, "", "", "77.7"]
    return [*cells[:at], INSTEAD[how], *cells[at + 1 :]]


TABLES = [one for one in PAGE.values() if Path(one["file"]).suffix == ".tsv"]


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(TABLES), st.sampled_from([*INSTEAD, "more"]), st.data())
def test_no_spoiled_row_is_lost_unseen(
    layout: dict[str, object], how: str, data: st.DataObject
) -> None:
    report = content(layout)
    answers = layout.get("answers") or {}
    assert isinstance(answers, dict)
    whole = read_report(report, answers)
    line = data.draw(st.sampled_from([line for line, _ in whole.rows]))
    texts = report.decode().split("\n")
    cells = texts[line - 1].split("\t")
    at = data.draw(st.integers(0, len(cells) - 1))
    texts[line - 1] = "\t".join(spoil(cells, how, at))
    spoiled = "\n".join(texts).encode()

    found = read_report(spoiled, answers)
    asked = {one.line for one in found.questions}
    named = {one.line for one in found.problems}
    if not found.questions and not found.problems:
        count = len(found.study().measures) + len(found.study().f_measures)
        all_ = len(whole.study().measures) + len(whole.study().f_measures)
        told = any(note.line == line for note in found.notes)
        emptied = how == "nothing"
        assert count == all_ or told or emptied
        return
    assert asked | named
    left = leaving_out(spoiled, **answers)
    lost = {one for one, _ in whole.rows} - {one for one, _ in left.rows}
    for one in lost:
        assert any(note.line == one for note in left.notes) or how == "nothing"


def test_a_row_left_out_of_one_table_takes_no_distance_from_the_next_table() -> None:
    """What is measured in the sensory table hangs on no row of the motor table above it."""
    report = """Right Median - APB
Site\tNR\tLat (ms)\tO-P Amp (mV)
Wrist\t\t3.5\t9.1
L Median\tElbow\tWrist\t5.3

Sensory
Left Median (2nd Digit)
Site\tNR\tPeak (ms)\tP-T Amp (µV)\tDist (cm)
Wrist\t\t3.1\t38.2\t14.0
"""
    told = read_report(report.encode(), {"row:4": "leave-out"})
    (row,) = [cells for _, cells in told.rows if cells.get("kind") == "sensory"]
    assert row["distance_mm"] == "140"
