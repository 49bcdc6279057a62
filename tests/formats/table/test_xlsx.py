"""Spreadsheets: the same table, and archives made to do harm."""

import io
import zipfile
from datetime import datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from multifocal.fault import Fault
from multifocal.formats import parse_csv
from multifocal.formats.table import parse_xlsx, xlsx_bytes
from multifocal.study import Study
from tests.formats.fuzzing import few
from tests.study.tables import HEADER, table

ROWS = (
    ["right", "ulnar", "adm", "wrist", 3.0, 8.0, 30, 6.0, None],
    ["right", "ulnar", "adm", "B/E", 6.9, 4.4, 15.0, 7.8, 220],
)


def book(*rows: list[object], first: str | None = None) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    if first is not None:
        made.create_sheet(first, 0)
    for row in rows:
        sheet.append(row)
    page = io.BytesIO()
    made.save(page)
    return page.getvalue()


PLAIN = book(HEADER.split(","), *ROWS)
EXPECTED = parse_csv(
    table("right,ulnar,adm,wrist,3.0,8.0,30,6.0,", "right,ulnar,adm,B/E,6.9,4.4,15.0,7.8,220")
)


@pytest.mark.parametrize(
    "content",
    [
        PLAIN,
        book(["# a comment"], [], HEADER.split(","), [], *ROWS, [None, " "]),
        book(HEADER.split(","), *ROWS, first="empty"),
        book(HEADER.split(","), *[[str(cell or "") for cell in row] for row in ROWS]),
        book(HEADER.split(","), *[[str(c or "").replace(".", ",") for c in row] for row in ROWS]),
    ],
    ids=["plain", "comments and gaps", "second sheet", "text cells", "decimal commas"],
)
def test_one_table_however_it_is_saved(content: bytes) -> None:
    assert parse_xlsx(content) == EXPECTED


def test_dates_and_truths_of_a_spreadsheet() -> None:
    header = [*HEADER.split(","), "date", "supramaximal"]
    found = parse_xlsx(book(header, [*ROWS[0], datetime(2026, 3, 1), True]))
    assert str(found.on) == "2026-03-01"
    assert found.measures[0].supramaximal is True


def test_a_fault_names_the_row_of_the_sheet() -> None:
    with pytest.raises(Fault, match="'toe' is no site") as caught:
        parse_xlsx(book([], ["# note"], HEADER.split(","), ["R", "ulnar", "adm", "toe"]))
    assert (caught.value.line, caught.value.column) == (4, "site")


def zipped(**members: bytes) -> bytes:
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__xml", ".xml").replace("__", "/"), content)
    return page.getvalue()


TYPES = {"[Content_Types].xml": b"<x/>"}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"PK\x03\x04", "broken"),
        (PLAIN[:200], "broken"),
        (zipped(hello=b"x"), "no workbook"),
        (zipped(**TYPES), "broken"),
        (zipped(**TYPES, xl__workbook__xml=b" " * 30_000_000), "far too much"),
        (zipped(**TYPES, **{f"f{n}": b"" for n in range(2_100)}), "far too much"),
        (zipped(**TYPES, xl__workbook__xml=b'<!DOCTYPE x [<!ENTITY a "b">]>'), "definitions"),
        (book(), "empty"),
        (book(*[["x"] * 201]), "200 cells"),
        (b"x" * 5_000_001, "larger than 5 MB"),
    ],
)
def test_what_is_no_study(content: bytes, says: str) -> None:
    with pytest.raises(Fault, match=says):
        parse_xlsx(content)


def test_a_size_that_lies() -> None:
    """The archive says 10 bytes where 30 MB come out."""
    honest = zipped(**TYPES, bomb=b"0" * 30_000_000)
    lie = honest.replace((30_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    with pytest.raises(Fault):
        parse_xlsx(lie)


def understood_or_fault(content: bytes) -> None:
    try:
        assert isinstance(parse_xlsx(content), Study)
    except Fault as fault:
        assert "\n" not in str(fault) and fault.remedy


@given(st.binary(max_size=300))
def test_any_bytes_are_understood_or_a_fault(content: bytes) -> None:
    understood_or_fault(content)
    understood_or_fault(b"PK\x03\x04" + content)


@given(st.integers(0, len(PLAIN) - 1), st.binary(max_size=3), st.integers(0, 4))
@few(60)
def test_any_damage_to_a_workbook_is_understood_or_a_fault(at: int, put: bytes, drop: int) -> None:
    understood_or_fault(PLAIN[:at] + put + PLAIN[at + drop :])


SHEET = "xl/worksheets/sheet1.xml"
with zipfile.ZipFile(io.BytesIO(PLAIN)) as _archive:
    MEMBERS = {name: _archive.read(name) for name in _archive.namelist()}


@given(st.integers(0, len(MEMBERS[SHEET]) - 1), st.binary(max_size=4), st.integers(0, 8))
@few(60)
def test_any_damage_to_a_sheet_is_understood_or_a_fault(at: int, put: bytes, drop: int) -> None:
    sheet = MEMBERS[SHEET]
    understood_or_fault(zipped(**{**MEMBERS, SHEET: sheet[:at] + put + sheet[at + drop :]}))


def test_what_is_written_is_plain() -> None:
    made = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(EXPECTED, ["seed 7"])))
    rows = list(made.worksheets[0].iter_rows(values_only=True))
    assert rows[0][0] == "# seed 7"
    assert list(rows[1]) == HEADER.split(",")
    assert rows[2][4] == 3.0
