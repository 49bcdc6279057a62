"""A machine's report in a workbook is read as its copied cells are, and asks the same."""

from collections.abc import Sequence

import pytest

from multifocal.fault import Fault
from multifocal.formats import parse_study, read_report, report_of_workbook
from tests.formats.workbook.books import parts, sheet, styles, workbook, zipped
from tests.formats.workbook.old_books import biff, compound

HEADER = ["Nerve", "Side", "Stim. site", "Latency", "CMAP", None, None, "Dist."]
BELOW = [None, None, None, "ms", "Amp (mV)", "Neg area (mVms)", "Neg dur (ms)", "mm"]
MEDIAN: list[list[object]] = [
    ["Median (APB)", "R", "Wrist", 3.5, 9.0, 28.2, 5.7, None],
    [None, None, "Elbow", 8.0, 3.9, 12.4, 6.4, 232],
    [None, "L", "Wrist", 3.4, 9.3, 29.0, 5.6, None],
    [None, None, "Elbow", 7.8, 9.0, 28.1, 5.8, 231],
]
TITLE: list[list[object]] = [["Laboratory of Neurophysiology"], [], HEADER, BELOW]  # type: ignore[list-item]
BOOK: list[list[object]] = [*TITLE, *MEDIAN]
# by hand: the right elbow against the wrist, 12.4 of 28.2; the left 28.1 of 29.0
EXPECTED = [
    ("right", "wrist", 3.5, 9.0, 28.2, 5.7, None), ("right", "elbow", 8.0, 3.9, 12.4, 6.4, 232),
    ("left", "wrist", 3.4, 9.3, 29.0, 5.6, None), ("left", "elbow", 7.8, 9.0, 28.1, 5.8, 231),
]  # fmt: skip


def told(content: bytes, **answers: str) -> list[tuple[object, ...]]:
    return [
        (one.side, one.site, one.latency_ms, one.amplitude_mv, one.negative_peak_area_mvms,
         one.negative_peak_duration_ms, one.distance_mm)
        for one in parse_study(content, answers=answers).study.measures
    ]  # fmt: skip


def of(*sheets: tuple[str, Sequence[Sequence[object]]], states: Sequence[str] = ()) -> bytes:
    return zipped(parts({name: sheet(rows) for name, rows in sheets}, states=states))


def test_titles_merged_cells_and_units_in_a_second_row() -> None:
    reading = parse_study(workbook(*BOOK))
    assert told(workbook(*BOOK)) == EXPECTED
    assert {one.muscle for one in reading.study.measures} == {"apb"}
    assert reading.format == "xlsx"


def test_an_empty_cell_at_the_end_of_a_row_is_empty() -> None:
    rows: list[list[object]] = [
        ["Study date", '<c r="{at}" s="1"><v>46082</v></c>'], ["Left Median - APB"],
        ["Site", "Lat (ms)", "O-P Amp (mV)", "Dist (mm)", "CV (m/s)"], ["Wrist", 3.4, 9.3],
        ["Elbow", 7.8, 9.0, 231, 52.5],
    ]  # fmt: skip
    reading = parse_study(workbook(*rows, styles=styles("yyyy-mm-dd")))
    assert [one.distance_mm for one in reading.study.measures] == [None, 231]
    assert str(reading.study.on) == "2026-03-01"  # 46,082 days after 30 December 1899


def test_of_excel_before_2007() -> None:
    rows = [["" if one is None else one for one in row] for row in BOOK]
    assert told(compound({"Workbook": biff(rows)})) == EXPECTED


def test_it_asks_what_the_copied_cells_ask_and_takes_the_answer() -> None:
    plain = [[*row] for row in BOOK]
    plain[3][5] = "Area (mVms)"
    content = workbook(*plain)
    with pytest.raises(Fault) as caught:
        parse_study(content)
    (asked,) = caught.value.each
    assert (asked.line, asked.column) == (4, "negative_peak_area_mvms")
    assert told(content, area="negative-peak") == EXPECTED


def test_a_line_is_the_sheets_own_row() -> None:
    wrong = [[*row] for row in BOOK]
    wrong[5][4] = "3.9 or so"
    with pytest.raises(Fault, match="line 6, column amplitude_mv"):
        parse_study(workbook(*wrong))


def test_numbers_of_the_program_beside_typed_ones_with_decimal_commas() -> None:
    typed = [[*row] for row in BOOK]
    typed[4][4], typed[5][4] = "9,0", 3.901
    assert [one[3] for one in told(workbook(*typed))] == [9.0, 3.901, 9.3, 9.0]


def test_two_sheets_with_reports_may_be_two_days() -> None:
    book = of(("January", BOOK), ("June", BOOK))
    with pytest.raises(Fault, match="'January', 'June'"):
        parse_study(book)
    assert told(of(("January", BOOK), ("June", BOOK), states=("", "hidden"))) == EXPECTED


def test_sheets_named_after_the_kinds_of_a_study_are_its_parts() -> None:
    motor: list[list[object]] = [["Site", "Lat (ms)", "O-P Amp (mV)"], ["Wrist", 3.5, 9.0]]
    sensory: list[list[object]] = [["Site", "Onset (ms)", "O-P Amp (µV)"], ["Wrist", 2.6, 28]]
    book = of(("Motor", [["R Median - APB"], *motor]), ("Sensory", [["R Median - D2"], *sensory]))
    reading = parse_study(book)
    assert [(one.kind, one.latency_ms) for one in reading.study.measures] == [
        ("M", 3.5), ("sensory", 2.6)
    ]  # fmt: skip
    assert any("'Motor', 'Sensory'" in one.text for one in reading.remarks)
    twice = of(("Motor", [["R Median - APB"], *motor]), ("Motor 2", [["L Median - APB"], *motor]))
    with pytest.raises(Fault) as caught:
        parse_study(twice)
    assert caught.value.key == "workbook.several_reports"


def test_a_further_sheet_that_is_far_too_large_refuses_nothing() -> None:
    large = [["x" * 9_000] * 30 for _ in range(10)]
    assert told(of(("Motor", BOOK), ("Raw", large))) == EXPECTED


def test_another_sheet_is_said_not_to_be_read() -> None:
    reading = parse_study(of(("Motor", BOOK), ("Comments", [["cold hands", 3]])))
    assert [one.text for one in reading.remarks if "Comments" in one.text]


@pytest.mark.parametrize(
    ("before", "hidden", "key"),
    [
        ("", (6,), "workbook.report_hidden_row"),
        ('<cols><col min="5" max="5" hidden="1"/></cols>', (), "workbook.report_hidden_column"),
    ],
)
def test_what_is_hidden_is_not_read_unsaid(before: str, hidden: Sequence[int], key: str) -> None:
    content = zipped(parts({"Sheet1": sheet(BOOK, before=before, hidden=hidden)}))
    with pytest.raises(Fault) as caught:
        parse_study(content)
    assert caught.value.key == key


def test_a_formula_without_its_result_is_named() -> None:
    wrong = [[*row] for row in BOOK]
    wrong[5][4] = '<c r="{at}"><f>A1*2</f></c>'
    with pytest.raises(Fault, match="cell E6 holds a formula without its result"):
        parse_study(workbook(*wrong))


def test_the_projects_own_table_is_left_to_its_own_reader() -> None:
    assert report_of_workbook(workbook()) is None
    assert report_of_workbook(b"side,nerve\n") is None


def test_columns_of_a_group_that_is_something_else_are_no_response() -> None:
    rows = [[*row] for row in BOOK]
    rows[2][4] = "Previous study"
    with pytest.raises(Fault) as caught:
        parse_study(workbook(*rows))
    assert {one.column for one in caught.value.each} == {"amplitude_mv"}


def test_another_days_area_is_no_area() -> None:
    text = "R Median - APB\nSite\tLat (ms)\tAmp (mV)\tPrev area (mVms)\nWrist\t3.5\t9.0\t28.0\n"
    found = read_report(text.encode())
    assert not found.questions
    assert [one.negative_peak_area_mvms for one in found.study().measures] == [None]


def test_a_title_in_the_row_above_a_header_is_no_group() -> None:
    rows: list[list[object]] = [
        ["Motor nerve conduction"], ["R Median - APB"], ["Site", "Lat (ms)", "O-P Amp (mV)"],
        ["Wrist", 3.5, 9.0], ["Elbow", 8.0, 3.9],
    ]  # fmt: skip
    assert [one[1:4] for one in told(workbook(*rows))] == [("wrist", 3.5, 9.0), ("elbow", 8.0, 3.9)]
