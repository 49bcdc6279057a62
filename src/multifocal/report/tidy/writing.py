"""Tidy rows as CSV or as sheets of a workbook."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from multifocal.fault import Fault
from multifocal.report.tidy.rows import Cell, Row

MOST_SHEET_ROWS: Final = 1_048_575  # of a workbook, without the header
_STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def tidy_csv(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """The rows under a header; a text that a spreadsheet would take for a formula is quoted."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_written(row.get(name)) for name in columns] for row in rows)
    return text.getvalue().encode()


def tidy_xlsx(sheets: Mapping[str, tuple[Sequence[str], Sequence[Row]]]) -> bytes:
    """A workbook of those sheets. Fault where one has more rows than a sheet holds."""
    from openpyxl import Workbook  # noqa: PLC0415  (slow to load)

    book = Workbook(write_only=True)
    for name, (columns, rows) in sheets.items():
        if len(rows) > MOST_SHEET_ROWS:
            raise Fault("report.too_many_rows", count=len(rows), most=MOST_SHEET_ROWS)
        sheet = book.create_sheet(name)
        sheet.append(list(columns))
        for row in rows:
            sheet.append([_written(row.get(column)) for column in columns])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _written(cell: Cell) -> Cell:
    if isinstance(cell, str) and cell.startswith(_STARTS_A_FORMULA):
        return f"'{cell}"
    if isinstance(cell, float):
        return float(f"{cell:.6g}")  # no more was measured
    return cell
