"""The diary as tables for a spreadsheet."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings

from multifocal.diary import Entry, Note, new_entry, read_bundle, write_tables
from tests.diary.made import MONDAY, day, diaries

EXAMPLE = Path(__file__).parents[2] / "examples" / "diary" / "version-1.json"


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_every_kind_has_its_table_with_units_and_all_tries() -> None:
    entries = read_bundle(EXAMPLE.read_bytes()).entries
    tables = write_tables(entries)
    live = [one for one in entries if not one.deleted]
    assert sum(len(rows(text)) for text in tables.values()) == len(live)
    first = rows(tables["force"])[0]
    assert (first["tries"], first["unit"], first["clock"]) == ("18.5; 18.0; 17.0", "kg", "08:30")
    infusion = rows(tables["infusion"])[0]
    assert (infusion["lots"], infusion["dose"], infusion["dose_unit"]) == ("LOT-A1", "70", "g")


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "=cmd|'/c calc'!A0"])
def test_no_cell_is_run_as_a_formula(text: str) -> None:
    (row,) = rows(write_tables([new_entry(Note(text), day(0), MONDAY)])["note"])
    assert row["text"] == f"'{text}"


@settings(max_examples=10, deadline=None)
@given(diaries())
def test_no_diary_has_a_cell_that_a_spreadsheet_would_run(entries: tuple[Entry, ...]) -> None:
    for text in write_tables(entries).values():
        for row in csv.reader(io.StringIO(text)):
            for cell in row:
                assert not cell.startswith(("=", "+", "@", "\t", "\r"))
                assert not cell.startswith("-") or Decimal(cell) < 0
