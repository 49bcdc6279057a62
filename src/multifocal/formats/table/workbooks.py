"""The table in a workbook: which of its sheets holds it, and what is said of the others."""

from collections.abc import Sequence
from typing import Final

from multifocal.fault import Fault, quoted
from multifocal.formats.edf import Remark
from multifocal.formats.edf.remark import placed
from multifocal.formats.table.columns import names_columns
from multifocal.formats.table.comments import heed_comments
from multifocal.formats.table.reading import StudyWithRemarks, study_of_table
from multifocal.formats.table.text import NumberedCells, can_be_row, one_line
from multifocal.formats.workbook import MOST_SHEETS, Number, Sheet, Suspect, Tab, read_xlsx
from multifocal.study.study import Study
from multifocal.words import listed, say

_GLANCE: Final = 20
"""Rows in which a sheet's header is looked for."""
_NAMED: Final = 10
"""Rows, columns or sheets that a remark names; of more it gives the number."""


def parse_xlsx(content: bytes) -> Study:
    """The study in the bytes of an XLSX workbook; as `parse_workbook`."""
    return parse_workbook(read_xlsx(content))[0]


def parse_workbook(tabs: Sequence[Tab]) -> StudyWithRemarks:
    """The study in a workbook, and what there is to say of its other sheets and hidden parts.

    It is read from the first visible sheet whose header names columns, else from the first one
    that is not empty. Fault, with the sheet's row as line, for what is not understood.
    """
    glances = [(tab, _glance(tab)) for tab in tabs[:MOST_SHEETS]]
    chosen = _chosen(glances)
    if chosen is None:
        hidden = any(sheet is None or sheet.rows for _, sheet in glances)
        raise Fault("workbook.all_hidden" if hidden else "workbook.empty")
    sheet = chosen.read(None)
    header, rows, comments = _rows(sheet)
    passed_over = [number for number, cells in comments if len(cells) > 1]
    study, remarks = study_of_table(header, rows, comma=True)
    others = [tab for tab, seen in glances if tab is not chosen and (seen is None or seen.rows)]
    return study, (
        *remarks,
        *(Remark(say("remarks.table.comment"), placed("row", number)) for number in passed_over),
        *heed_comments([(number, " ".join(cells)) for number, cells in comments], study, "row"),
        *_of_hidden(sheet),
        *remarks_of_others(chosen, others, len(tabs) - len(glances)),
    )


def _glance(tab: Tab) -> Sheet | None:
    """A sheet's first rows; None where it is too large or too odd to be looked at."""
    try:
        return tab.read(_GLANCE)
    except Fault:
        return None


def _chosen(glances: Sequence[tuple[Tab, Sheet | None]]) -> Tab | None:
    shown = [(tab, sheet) for tab, sheet in glances if not tab.hidden]
    for tab, sheet in shown:
        if sheet is not None and any(names_columns(cells) for _, cells in sheet.rows):
            return tab
    return next((tab for tab, sheet in shown if sheet is None or sheet.rows), None)


def _rows(sheet: Sheet) -> tuple[NumberedCells, list[NumberedCells], list[NumberedCells]]:
    """Header and rows, of the header's width at least, without comments; the comments below it."""
    numbered: list[NumberedCells] = []
    comments: list[NumberedCells] = []
    for number, plain in sheet.rows:
        cells = [one if isinstance(one, Number | Suspect) else one_line(one) for one in plain]
        if cells[0].lstrip().startswith("#"):
            row = can_be_row(cells, 0) if numbered else names_columns(cells)
            if not row:
                if numbered:
                    comments.append((number, [cell for cell in cells if cell.strip()]))
                continue
        if any(cell.strip() for cell in cells):
            numbered.append((number, cells))
    if not numbered:
        raise Fault("workbook.empty_sheet")
    width = len(numbered[0][1])
    rows = [(number, cells + [""] * (width - len(cells))) for number, cells in numbered[1:]]
    return numbered[0], rows, comments


def _of_hidden(sheet: Sheet) -> list[Remark]:
    remarks = []
    for what, which in (("row", sheet.hidden_rows), ("column", sheet.hidden_columns)):
        if which:
            many = "many_" if len(which) > _NAMED else ""
            named = listed(str(one) for one in which)
            key = f"remarks.workbook.hidden.{many}{what}"
            remarks.append(Remark(say(key, count=len(which), which=named)))
    return remarks


def remarks_of_others(chosen: Tab, others: Sequence[Tab], more: int) -> list[Remark]:
    """What is said of the sheets that are not read, `more` of them without names, and of a workbook
    that does not tell how its numbers are shown."""
    remarks = [
        Remark(
            say(
                f"remarks.workbook.{'hidden' if tab.hidden else 'other'}_sheet",
                read=quoted(chosen.name),
                other=quoted(tab.name),
            )
        )
        for tab in others[:_NAMED]
    ]
    more += len(others) - len(remarks)
    if more > 0:
        remarks.append(Remark(say("remarks.workbook.further_sheets", count=more)))
    if not chosen.sees_formats:
        remarks.append(Remark(say("remarks.workbook.bare_numbers")))
    return remarks
