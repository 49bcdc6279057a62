"""What an XLSX workbook holds is told: formulas, percent, dates, what is hidden, other sheets."""

import pickle

import pytest

from multifocal.fault import Fault
from multifocal.formats import Reading, parse_csv, parse_study
from multifocal.formats.workbook import Number, Suspect, read_xlsx
from multifocal.formats.workbook.number_formats import as_date, as_percent, display_of
from tests.formats.workbook.books import (
    ELBOW,
    HEADER,
    MAIN,
    ROWS,
    STRICT,
    STRICT_REL,
    WRIST,
    parts,
    sheet,
    styles,
    workbook,
    zipped,
)

CSV = "\n".join(",".join(str(one) for one in row) for row in ROWS).encode()
EXPECTED = parse_csv(CSV)
WITH_F = [*HEADER, "f_minimum_ms", "f_persistence_percent", "f_sweeps"]


def said(found: Reading) -> str:
    return " | ".join(str(one) for one in found.remarks)


def fault(content: bytes) -> Fault:
    with pytest.raises(Fault) as caught:
        parse_study(content, "study.xlsx")
    return caught.value


def changed(column: str, one: object, row: list[object] = WRIST) -> list[object]:
    return [one if name == column else old for name, old in zip(HEADER, row, strict=True)]


def test_the_same_table_as_in_csv() -> None:
    found = parse_study(workbook())
    assert (found.study, found.format, found.remarks) == (EXPECTED, "xlsx", ())


@pytest.mark.parametrize(
    "formula",
    ["<f>raw!A2/1000</f>", "<f>raw!A2/1000</f><v/>", "<f>A2</f><v></v>", '<f t="shared" si="0"/>'],
)
def test_a_formula_without_its_result_is_named(formula: str) -> None:
    found = fault(workbook(HEADER, changed("amplitude_mv", f'<c r="{{at}}">{formula}</c>'), ELBOW))
    assert found.problem == "cell F2 holds a formula without its result"
    assert (found.line, found.column) == (2, "amplitude_mv")


@pytest.mark.parametrize("column", ["side", "site", "latency_ms", "distance_mm"])
def test_in_whichever_column(column: str) -> None:
    found = fault(workbook(HEADER, WRIST, changed(column, '<c r="{at}"><f>A1</f></c>', ELBOW)))
    assert "formula without its result" in found.problem and (found.line, found.column) == (
        3,
        column,
    )


def test_in_the_header_too() -> None:
    found = fault(workbook(changed("site", '<c r="{at}"><f>A1</f></c>', [*HEADER]), WRIST))
    assert "cell D1 holds a formula without its result" in [one.problem for one in found.each]
    assert found.line == 1


def test_a_formula_with_its_result_is_read() -> None:
    number = changed("amplitude_mv", '<c r="{at}"><f>4*2</f><v>8</v></c>')
    number[0] = '<c r="{at}" t="str"><f>"ri"&amp;"ght"</f><v>right</v></c>'
    assert parse_study(workbook(HEADER, number, ELBOW)).study == EXPECTED


def test_a_zero_that_nobody_worked_out_is_no_missing_response() -> None:
    """Some libraries store 0 under every formula and ask for all to be worked out on opening."""
    zero = changed("amplitude_mv", '<c r="{at}"><f>raw!A2</f><v>0</v></c>')
    zero[4] = zero[6] = zero[7] = None
    again = '<calcPr fullCalcOnLoad="1"/>'
    assert "never worked out" in fault(workbook(HEADER, zero, ELBOW, book=again)).problem
    (first, _) = parse_study(workbook(HEADER, zero, ELBOW)).study.measures
    assert first.absent


@pytest.mark.parametrize(
    ("code", "style"), [("0%", 1), ("0.00%", 1), ('0.0" of "0%', 1), ("#,##0.0 %", 1)]
)
def test_a_percent_cell_holds_what_it_shows(code: str, style: int) -> None:
    row = [*WRIST, 27.5, f'<c r="{{at}}" s="{style}"><v>0.8</v></c>', 20]
    (late,) = parse_study(workbook(WITH_F, row, styles=styles(code))).study.f_measures
    assert late.persistence_percent == 80


def test_a_bare_fraction_is_no_percentage() -> None:
    assert "fraction" in fault(workbook(WITH_F, [*WRIST, 27.5, 0.8, 20])).problem


def test_a_percent_cell_elsewhere_is_no_number() -> None:
    row = changed("amplitude_mv", '<c r="{at}" s="1"><v>0.08</v></c>')
    assert "'8%' is not a number" in fault(workbook(HEADER, row, styles=styles("0%"))).problem


@pytest.mark.parametrize(
    ("cell", "book"),
    [
        ('<c r="{at}" s="1"><v>46082.5</v></c>', ""),
        ('<c r="{at}" s="1"><v>44620</v></c>', '<workbookPr date1904="1"/>'),
        ('<c r="{at}" t="d"><v>2026-03-01T10:00:00</v></c>', ""),
    ],
)
def test_a_date_is_a_day(cell: str, book: str) -> None:
    found = parse_study(
        workbook([*HEADER, "date"], [*WRIST, cell], styles=styles("dd.mm.yyyy"), book=book)
    )
    assert str(found.study.on) == "2026-03-01"


def test_a_number_that_became_a_date_is_no_number() -> None:
    """3.2 typed into a sheet that takes it for the third of February."""
    row = changed("latency_ms", '<c r="{at}" s="1"><v>46056</v></c>')
    assert (
        "'2026-02-03' is not a number"
        in fault(workbook(HEADER, row, styles=styles("d. mmm"))).problem
    )


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#VALUE!", "#DIV/0!"])
@pytest.mark.parametrize("at", range(5))
def test_an_error_in_a_cell_is_told_and_its_row_does_not_vanish(error: str, at: int) -> None:
    row = changed(HEADER[at], f'<c r="{{at}}" t="e"><v>{error}</v></c>', ELBOW)
    found = fault(workbook(HEADER, WRIST, row))
    assert error in found.problem and (found.line, found.column) == (3, HEADER[at])


def test_hidden_rows_and_columns_are_read_and_said() -> None:
    found = parse_study(
        zipped(
            parts(
                {
                    "S": sheet(
                        ROWS, before='<cols><col min="6" max="7" hidden="1"/></cols>', hidden=[3]
                    )
                }
            )
        )
    )
    assert found.study == EXPECTED
    assert "read all the same: row 3" in said(found) and "columns F, G" in said(found)


def test_the_first_sheet_that_is_shown_is_read() -> None:
    lists = sheet([["sides"], ["left"], ["right"]])
    for state in ("hidden", "veryHidden"):
        found = parse_study(zipped(parts({"lists": lists, "S": sheet(ROWS)}, states=[state])))
        assert found.study == EXPECTED and "hidden sheet 'lists'" in said(found)


def test_a_sheet_of_notes_before_the_table_is_passed_over_aloud() -> None:
    found = parse_study(zipped(parts({"notes": sheet([["Study of today"]]), "S": sheet(ROWS)})))
    assert found.study == EXPECTED and "sheet 'notes' holds something too" in said(found)


def test_a_further_sheet_with_rows_is_said_and_an_empty_one_is_not() -> None:
    left = sheet([HEADER, ["left", *WRIST[1:]]])
    found = parse_study(zipped(parts({"R": sheet(ROWS), "left": left, "empty": sheet([])})))
    assert found.study == EXPECTED
    assert "sheet 'left' holds something too and was not read" in said(found)
    assert "empty" not in said(found)


def test_a_huge_further_sheet_does_not_refuse_the_study() -> None:
    huge = sheet([["x" * 20_000]])
    found = parse_study(zipped(parts({"R": sheet(ROWS), "raw": huge})))
    assert found.study == EXPECTED and "'raw'" in said(found)


def test_only_hidden_sheets() -> None:
    assert "hidden" in fault(zipped(parts({"S": sheet(ROWS)}, states=["hidden"]))).problem


def test_strict_open_xml() -> None:
    content = zipped(parts({"S": sheet(ROWS, space=STRICT)}, space=STRICT, rel=STRICT_REL))
    assert parse_study(content).study == EXPECTED


def test_line_ends_and_signs_of_no_width_in_cells() -> None:
    header = [one.replace("latency_ms", "Latency_x000D_\n(ms)") for one in HEADER]
    row = changed("site", "below elbow_x000D_\n\u200b", ELBOW)
    assert parse_study(workbook(header, WRIST, row)).study == EXPECTED


def test_shared_strings_with_formats_and_readings() -> None:
    strings = (
        f'<sst xmlns="{MAIN}"><si><r><rPr><b/></rPr><t>ri</t></r><r><t>ght</t></r>'
        "<rPh><t>no</t></rPh></si></sst>"
    )
    rows = [
        HEADER,
        *[changed("side", '<c r="{at}" t="s"><v>0</v></c>', row) for row in (WRIST, ELBOW)],
    ]
    assert parse_study(workbook(*rows, strings=strings)).study == EXPECTED


@pytest.mark.parametrize(
    "bad",
    [
        '<row r="2"><c r="B2"/><c r="A2"/></row>',
        '<row r="2"><c r="A3"/></row>',
        '<row r="2"><c r="A0"/></row>',
        '<row r="2"/><row r="1"/>',
        '<row r="2"/><row r="2"/>',
        '<row r="0"/>',
        '<row r="1048577"/>',
        '<row r="2"><c r="A2" t="s"><v>7</v></c></row>',
        '<row r="2"><c r="A2" t="s"><v>-1</v></c></row>',
    ],
)
def test_addresses_that_contradict_each_other_are_broken(bad: str) -> None:
    page = sheet([HEADER]).replace("</sheetData>", f"{bad}</sheetData>")
    assert "broken" in fault(zipped(parts({"S": page}))).problem


def test_cells_without_addresses_follow_each_other() -> None:
    bare = "".join(
        "<row>" + "".join(f'<c t="str"><v>{one}</v></c>' for one in row) + "</row>" for row in ROWS
    )
    page = f'<worksheet xmlns="{MAIN}"><sheetData>{bare}</sheetData></worksheet>'
    assert parse_study(zipped(parts({"S": page}))).study == EXPECTED


def test_rows_below_a_long_gap_do_not_vanish() -> None:
    page = sheet(ROWS).replace('r="3"', 'r="90003"')
    for at in "ABCDEFGHI":
        page = page.replace(f'"{at}3"', f'"{at}90003"')
    assert parse_study(zipped(parts({"S": page}))).study == EXPECTED


def test_cells_know_what_they_are() -> None:
    row = ["text", 1.5, '<c r="{at}"><f>A1</f></c>', True]
    (tab,) = read_xlsx(workbook(row))
    ((_, cells),) = tab.read(None).rows
    assert [type(one) for one in cells[:3]] == [str, Number, Suspect]
    again = pickle.loads(pickle.dumps(cells[2]))
    assert (again, str(again.fault)) == (cells[2], str(cells[2].fault))


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("General", "plain"), ("0.00", "plain"), ("#,##0.0", "plain"), ('0.0" ms"', "plain"),
        ('0.0"%"', "plain"), (r"0.0\%", "plain"), ("0.00E+00", "plain"), ("[Red]0.0", "plain"),
        ("0%", "percent"), ('[Red]0.0%;-0.0%', "percent"), ("yyyy-mm-dd", "date"),
        ("[$-409]d-mmm-yy", "date"), ("[h]:mm", "date"), ("@", "plain"),
    ],
)  # fmt: skip
def test_what_a_number_format_shows(code: str, expected: str) -> None:
    assert display_of(code) == expected


def test_percent_and_dates_as_they_are_shown() -> None:
    assert [as_percent(one) for one in (0.8, 0.29, 1.0, 0.005)] == ["80%", "29%", "100%", "0.5%"]
    assert as_date(1.0, since_1904=False) == "1900-01-01"
    assert as_date(61.0, since_1904=False) == "1900-03-01"
    assert as_date(0.5, since_1904=False) == "12:00:00"
    assert as_date(-1.0, since_1904=False) is None
