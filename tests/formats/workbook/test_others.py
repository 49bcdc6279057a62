"""XLS, XLSB and ODS, read by a library in a child process: what it cannot tell is not assumed."""

import importlib.util
import sys

import pytest

from multifocal.fault import Fault
from multifocal.formats import format_of, parse_csv, parse_study
from multifocal.formats.workbook import others
from multifocal.formats.workbook.ole import ole_kind
from tests.formats.workbook.books import HEADER, ROWS, WRIST, ods, ods_table
from tests.formats.workbook.old_books import compound, xls, xlsb

EXPECTED = parse_csv("\n".join(",".join(str(one) for one in row) for row in ROWS).encode())
MADE = {"xls": xls(ROWS), "xlsb": xlsb(ROWS), "ods": ods(ods_table(ROWS))}
EMPTY_BELOW = (
    '<table:table-row table:number-rows-repeated="1048573">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)
LOCKED = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>'
    "</manifest:file-entry></manifest:manifest>"
)


def fault(content: bytes) -> Fault:
    with pytest.raises(Fault) as caught:
        parse_study(content, "study")
    return caught.value


@pytest.mark.parametrize("kind", MADE)
def test_the_same_table_in_every_kind_of_workbook(kind: str) -> None:
    found = parse_study(MADE[kind])
    assert found.study == EXPECTED and found.format == kind == format_of(MADE[kind]).name
    assert "percent" in str(found.remarks[-1])


def test_empty_cells_to_the_end_of_the_sheet_cost_nothing() -> None:
    assert parse_study(ods(ods_table(ROWS, more=EMPTY_BELOW))).study == EXPECTED


@pytest.mark.parametrize("made", [xls, xlsb, lambda rows: ods(ods_table(rows))])
def test_a_zero_may_be_a_formula_and_is_no_missing_response(made: object) -> None:
    assert callable(made)
    row = [0 if name == "amplitude_mv" else one for name, one in zip(HEADER, WRIST, strict=True)]
    found = fault(made([HEADER, row]))
    assert "cell F2 holds 0" in found.problem and (found.line, found.column) == (2, "amplitude_mv")


def test_a_fraction_is_no_percentage() -> None:
    header = [*HEADER, "f_minimum_ms", "f_persistence_percent", "f_sweeps"]
    assert "fraction" in fault(ods(ods_table([header, [*WRIST, 27.5, 0.8, 20]]))).problem


def test_a_further_sheet_is_said() -> None:
    found = parse_study(ods(ods_table(ROWS, "a") + ods_table([HEADER, WRIST], "b")))
    assert found.study == EXPECTED and any("'b'" in str(one) for one in found.remarks)


@pytest.mark.parametrize(
    "content",
    [
        xls(ROWS, locked=True),
        ods(ods_table(ROWS), manifest=LOCKED),
        compound({"EncryptionInfo": b"x", "EncryptedPackage": b"y"}),
    ],
    ids=["xls", "ods", "xlsx"],
)
def test_a_protected_workbook_is_named_for_what_it_is(content: bytes) -> None:
    assert "protected by a password" in fault(content).problem


def test_what_an_office_file_is() -> None:
    assert ole_kind(xls(ROWS)) == "xls"
    assert ole_kind(compound({"WordDocument": b"x"})) == "document"
    assert ole_kind(compound({"Other": b"EncryptedPackage"})) == "other"
    assert ole_kind(b"PK") is None


@pytest.mark.parametrize("missing", ["python_calamine", "resource"])
def test_where_the_library_or_its_limits_are_missing_the_format_is_named(
    missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == missing else spec(name)
    )
    found = fault(MADE["xls"])
    assert "format XLS cannot be read on this machine" in found.problem
    assert "XLSX" in found.remedy


def test_a_child_that_dies_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert "far too much" in fault(MADE["ods"]).problem


def test_a_child_that_never_ends_is_a_fault(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setattr(others, "_SECONDS", 0.001)
    assert "far too much" in fault(MADE["ods"]).problem
