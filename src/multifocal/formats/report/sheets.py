"""A report in a workbook: its sheet as the text that copying its cells would give.

A machine's export, or a laboratory's own sheet, has titles over its tables, cells that are merged
over the rows of a nerve, units in a second row. The project's own table is left to its own reader.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from multifocal.fault import Fault, quoted, together
from multifocal.formats.edf import Remark
from multifocal.formats.report.reading import is_report
from multifocal.formats.report.titles import title_kind
from multifocal.formats.table.columns import names_columns
from multifocal.formats.table.text import MOST_ROWS, one_line
from multifocal.formats.table.workbooks import remarks_of_others
from multifocal.formats.workbook import (
    MOST_SHEETS,
    Number,
    Sheet,
    Suspect,
    Tab,
    read_other,
    read_xlsx,
    workbook_kind,
)
from multifocal.words import listed, say

_GLANCE: Final = 40
"""Rows in which a sheet's first table is looked for."""
_MOST_GLANCED: Final = 50_000
"""Characters in them: the titles and the first rows of a report have a few thousand."""
_OTHERS: Final = ("xls", "xlsb", "ods")
_DECIMAL_COMMA: Final = re.compile(r"\d,\d")
_DECIMAL_POINT: Final = re.compile(r"\d\.\d")


@dataclass(frozen=True)
class SheetReport:
    """A report out of a workbook: text with tabs between its cells, its lines counted as the
    sheet's rows, and what there is to say of the other sheets."""

    text: bytes
    remarks: tuple[Remark, ...] = ()


def report_of_workbook(content: bytes) -> SheetReport | None:
    """The report that a workbook holds; None for other files, and for a workbook with the project's
    own table.

    Sheets that are named after the kinds of one study stand one below the other. Fault where other
    ones hold reports, where parts are hidden, and for cells without a value.
    """
    kind = workbook_kind(content)
    if kind == "xlsx":
        return report_in_tabs(read_xlsx(content))
    return report_in_tabs(read_other(content, kind.upper())) if kind in _OTHERS else None


def report_in_tabs(tabs: Sequence[Tab]) -> SheetReport | None:
    """As `report_of_workbook`, of the sheets of a workbook that is open."""
    reports: list[Tab] = []
    others: list[Tab] = []
    for tab in tabs[:MOST_SHEETS]:
        try:
            sheet = tab.read(_GLANCE)
        except Fault:
            others.append(tab)  # alone, its own reader says what is wrong with it
            continue
        if not tab.hidden and _holds_report(sheet):
            reports.append(tab)
        elif not tab.hidden and any(names_columns(cells) for _, cells in sheet.rows):
            return None  # the project's own table
        elif sheet.rows:
            others.append(tab)
    if not reports:
        return None
    more = max(len(tabs) - MOST_SHEETS, 0)
    remarks = remarks_of_others(reports[0], others, more)
    if len(reports) == 1:
        return SheetReport(_whole(reports[0]), tuple(remarks))
    names = listed(quoted(one.name) for one in reports)
    kinds = [title_kind(one.name) for one in reports]
    if len(set(kinds)) < len(kinds) or not set(kinds) <= {"M", "sensory", "F"}:
        raise Fault("workbook.several_reports", sheets=names)
    # "Motor", "Sensory": the parts of one study, each below its name
    text = b"".join(one.name.encode() + b"\n" + _whole(one) for one in reports)
    joined = Remark(say("remarks.workbook.sheets_joined", sheets=names))
    return SheetReport(text, (joined, *remarks))


def _whole(tab: Tab) -> bytes:
    """The text of a sheet; Fault for what is hidden in it, and for cells without a value."""
    sheet = tab.read(None)
    if sheet.hidden_rows:
        raise Fault("workbook.report_hidden_row", line=sheet.hidden_rows[0])
    if sheet.hidden_columns:
        raise Fault("workbook.report_hidden_column", which=sheet.hidden_columns[0])
    suspects = [one.fault for _, cells in sheet.rows for one in cells if isinstance(one, Suspect)]
    if suspects:
        raise together(suspects)
    return _text(sheet)


def _holds_report(sheet: Sheet) -> bool:
    size = sum(len(one) for _, cells in sheet.rows for one in cells)
    if not sheet.rows or size > _MOST_GLANCED or sheet.rows[-1][0] > MOST_ROWS:
        return False
    return is_report(_text(sheet))


def _text(sheet: Sheet) -> bytes:
    """The sheet's cells with tabs between them, every row as wide as the widest: an empty cell at
    its end is known to be empty. A number has the decimal sign of its neighbors."""
    words = [one for _, cells in sheet.rows for one in cells if not isinstance(one, Number)]
    comma = any(_DECIMAL_COMMA.search(one) for one in words)
    comma = comma and not any(_DECIMAL_POINT.search(one) for one in words)
    last = sheet.rows[-1][0]
    if last > MOST_ROWS:
        raise Fault("table.too_many_rows", count=MOST_ROWS)
    lines = [""] * last
    width = max(len(cells) for _, cells in sheet.rows)
    for number, cells in sheet.rows:
        row = [_cell(one, comma=comma) for one in cells]
        lines[number - 1] = "\t".join((*row, *[""] * (width - len(row))))
    return "\n".join([*lines, ""]).encode()


def _cell(cell: str, *, comma: bool) -> str:
    if isinstance(cell, Number):
        return cell.replace(".", ",") if comma else str(cell)
    return one_line(cell).replace("\t", " ").strip()
