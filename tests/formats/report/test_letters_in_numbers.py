"""A letter that a scanner made of a digit is asked about: no digit is lost, and none is guessed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multifocal.formats import Understood, read_report

HEAD = (
    "R Median - APB\nSite\tLat (ms)\tO-P Amp (mV)\tNeg Area (mVms)\tNeg Dur (ms)\tDist (mm)\t"
    "CV (m/s)\tTemp (C)\n"
)
ROWS = [["Wrist", "3.1", "10.1", "30.1", "5.1", "70", "", "31.0"],
        ["Elbow", "7.1", "10.0", "30.0", "5.1", "210", "52.5", "31.0"]]  # fmt: skip
LOOKS = {"1": "lI", "0": "Oo"}


def text_of(rows: list[list[str]]) -> str:
    return HEAD + "".join("\t".join(row) + "\n" for row in rows)


def read(rows: list[list[str]], **answers: str) -> Understood:
    return read_report(text_of(rows).encode(), answers)


TRUTH = [dict(row) for _, row in read(ROWS).rows]


def amplitude(cell: str, beside: str = "10.1", **answers: str) -> Understood:
    text = (
        f"R Median - APB\nSite\tLat (ms)\tO-P Amp (mV)\nWrist\t3.1\t{beside}\nElbow\t7.1\t{cell}\n"
    )
    return read_report(text.encode(), answers)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_letter_in_any_place_of_any_number_is_asked_about(data: st.DataObject) -> None:
    rows = [[*row] for row in ROWS]
    places = [
        (row, at, sign)
        for row, cells in enumerate(ROWS)
        for at, cell in enumerate(cells)
        for sign, digit in enumerate(cell)
        if digit in LOOKS
    ]
    for row, at, sign in data.draw(st.lists(st.sampled_from(places), min_size=1, max_size=2)):
        cell, digit = rows[row][at], ROWS[row][at][sign]
        letter = data.draw(st.sampled_from(LOOKS[digit]))
        rows[row][at] = cell[:sign] + letter + cell[sign + 1 :]
    spoiled = {
        (at, place) for at in (0, 1) for place in range(8) if rows[at][place] != ROWS[at][place]
    }
    found = read(rows)
    asked = {one.id for one in found.questions if one.key == "letters"}
    assert asked == {f"letters:{at + 3}:{place + 1}" for at, place in spoiled}
    told = read(rows, **dict.fromkeys(asked, "as-digits"))
    assert not told.questions
    assert [dict(row) for _, row in told.rows] == TRUTH


@pytest.mark.parametrize(
    ("cell", "choices"),
    [
        ("l.9", {"1.9": "as-digits"}),
        ("9.l", {"9.1": "as-digits"}),
        ("l0.4", {"10.4": "as-digits", "0.4": "without-letter"}),
        ("24.O", {"24.0": "as-digits"}),
        ("I2.4 mV", {"12.4": "as-digits"}),
        ("4.1l", {"4.11": "as-digits", "4.1": "without-letter"}),
        ("4.1L", {"4.1": "without-letter"}),
        ("l.9 (>5)", {"1.9": "as-digits"}),
        ("O.5", {"0.5": "as-digits"}),
    ],
)
def test_what_a_number_with_a_letter_may_be(cell: str, choices: dict[str, str]) -> None:
    (question,) = amplitude(cell).questions
    assert set(question.choices) == {*choices.values(), "leave-out"}
    for number, choice in choices.items():
        _, elbow = amplitude(cell, **{question.id: choice}).study().measures
        assert elbow.amplitude_mv == float(number)
    left = amplitude(cell, **{question.id: "leave-out"})
    assert left.study().measures[1].amplitude_mv is None
    assert any(cell in one.unread for one in left.remarks())


@pytest.mark.parametrize("cell", ["4.1 L", "4.1 H", "4.1*", "4.1 (L)", "4.1h", "H 4.1", "4.1 l"])
def test_a_flag_that_stands_apart_stays_a_flag(cell: str) -> None:
    found = amplitude(cell)
    assert not found.questions
    assert found.study().measures[1].amplitude_mv == 4.1


def test_a_letter_that_touches_its_number_is_a_flag_where_others_are() -> None:
    found = amplitude("4.1L", beside="21.1H")
    assert not found.questions
    assert [row["amplitude_mv"] for _, row in found.rows] == ["21.1", "4.1"]


@pytest.mark.parametrize("typed", ["32.l C", "32,O °C", "3l.2 C", "l2.5 C", "3O C"])
def test_a_temperature_with_a_letter_is_told_and_not_used(typed: str) -> None:
    rows = "".join("\t".join(row[:-1]) + "\n" for row in ROWS)
    found = read_report(
        f"Hand temp {typed}\n{HEAD.replace(chr(9) + 'Temp (C)', '')}{rows}".encode()
    )
    assert {one.temperature_c for one in found.study().measures} == {None}
    assert any("temp" in one.unread for one in found.remarks())
