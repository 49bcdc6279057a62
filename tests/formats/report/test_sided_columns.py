"""Columns of right and left under one header row: each number to its own arm, or asked about."""

import pytest

from multifocal.formats import Understood, parse_study, read_report

BLOCK = {
    ("right", "wrist"): (3.6, 9.8), ("right", "elbow"): (8.0, 9.6),
    ("left", "wrist"): (3.7, 9.4), ("left", "elbow"): (8.2, 2.1),
}  # fmt: skip
"""Latency and amplitude: the left arm has lost three quarters on the way to the elbow."""
OVER = """\t\tRight\t\tLeft\t
Nerve\tSite\tLat (ms)\tAmp (mV)\tLat (ms)\tAmp (mV)
Median APB\tWrist\t3.6\t9.8\t3.7\t9.4
\tElbow\t8.0\t9.6\t8.2\t2.1
"""
TURNS = """Nerve\tSite\tLat R\tLat L\tAmp R\tAmp L
Median APB\tWrist\t3.6\t3.7\t9.8\t9.4
\tElbow\t8.0\t8.2\t9.6\t2.1
"""
ONE_SITE = """Median APB
Site\tR Lat (ms)\tL Lat (ms)\tR Amp (mV)\tL Amp (mV)
Wrist\t3.6\t3.7\t9.8\t9.4
Elbow\t8.0\t8.2\t9.6\t2.1
"""
TOGETHER = """Nerve, site\tRight Lat (ms)\tRight Amp (mV)\tLeft Lat (ms)\tLeft Amp (mV)
Median (APB) wrist\t3.6\t9.8\t3.7\t9.4
Median (APB) elbow\t8.0\t9.6\t8.2\t2.1
"""
PLACED = """
                       Right                  Left
Nerve        Site      Lat (ms)   Amp (mV)    Lat (ms)   Amp (mV)
Median APB   Wrist     3.6        9.8         3.7        9.4
             Elbow     8.0        9.6         8.2        2.1
"""
TWICE = """R Median APB
Site\tLat (ms)\tAmp (mV)\tLat (ms)\tAmp (mV)
Wrist\t3.6\t9.8\t3.7\t9.4
Elbow\t8.0\t9.6\t8.2\t2.1
"""


def numbers(understood: Understood) -> dict[tuple[str, str], tuple[float | None, float | None]]:
    assert not understood.questions
    return {
        (str(one.side), one.site): (one.latency_ms, one.amplitude_mv)
        for one in understood.study().measures
    }


@pytest.mark.parametrize(
    "table", [OVER, TURNS, ONE_SITE, TOGETHER, PLACED],
    ids=["sides above", "in turns", "one site", "nerve and site", "by position"],
)  # fmt: skip
def test_each_number_is_of_its_own_arm(table: str) -> None:
    assert numbers(read_report(table.encode())) == BLOCK
    study = parse_study(table.encode()).study
    assert {(str(one.side), one.site): one.amplitude_mv for one in study.measures} == {
        place: amplitude for place, (_, amplitude) in BLOCK.items()
    }


def test_a_title_beside_the_sides_stays() -> None:
    told = read_report(("Motor" + OVER).encode())
    assert numbers(told) == BLOCK


def test_the_second_nerve_of_an_arm_is_not_the_first_of_the_other() -> None:
    table = ONE_SITE + "Ulnar ADM\nWrist\t2.6\t2.7\t8.8\t8.7\n"
    found = read_report(table.encode()).study().measures
    assert {(str(one.side), one.nerve, one.site): one.amplitude_mv for one in found} == {
        ("right", "median", "wrist"): 9.8, ("right", "median", "elbow"): 9.6,
        ("left", "median", "wrist"): 9.4, ("left", "median", "elbow"): 2.1,
        ("right", "ulnar", "wrist"): 8.8, ("left", "ulnar", "wrist"): 8.7,
    }  # fmt: skip


def test_an_arm_without_the_first_site_keeps_its_nerve() -> None:
    table = OVER.replace("3.7\t9.4", "\t") + "Ulnar ADM\tWrist\t2.6\t8.8\t2.7\t8.7\n"
    found = read_report(table.encode()).study().measures
    left = {(one.nerve, one.site) for one in found if one.side == "left"}
    assert left == {("median", "elbow"), ("ulnar", "wrist")}


def test_a_remark_below_is_heard_once() -> None:
    told = read_report((OVER + "\nLeft median elbow: stimulus submaximal\n").encode())
    weak = {(one.side, one.site) for one in told.study().measures if one.supramaximal is False}
    assert weak == {("left", "elbow")}


def test_a_heading_of_one_side_over_columns_of_both_is_asked_about() -> None:
    found = read_report(ONE_SITE.replace("Median", "Right Median").encode())
    assert found.questions or found.problems


def test_a_row_with_a_side_of_its_own_under_columns_of_both_is_asked_about() -> None:
    found = read_report(OVER.replace("Median APB", "R Median APB").encode())
    assert found.questions or found.problems
    assert not [cells for _, cells in found.rows if cells.get("side") == "left"]


def test_columns_that_come_twice_are_chosen_together() -> None:
    """One question, so that no latency of one arm stands beside an amplitude of the other."""
    (question,) = read_report(TWICE.encode()).questions
    assert question.id == "columns:2" and question.choices == ("first", "second")
    assert "columns 2, 3" in question.label("first")
    for answer, side in (("first", "right"), ("second", "left")):
        told = read_report(TWICE.encode(), {question.id: answer})
        assert numbers(told) == {("right", one): BLOCK[side, one] for one in ("wrist", "elbow")}


def test_columns_that_were_not_chosen_are_named_and_count_as_not_read() -> None:
    told = read_report(TWICE.encode(), {"columns:2": "first"})
    assert {one.why for one in told.columns if not one.column} == {"not_chosen"}
    assert told.study().motor_unread == 2
    (unread,) = parse_study(TWICE.encode(), answers={"columns:2": "first"}).unread
    assert all(text in unread for text in ("3.7", "9.4", "8.2", "2.1"))
