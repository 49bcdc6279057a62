"""Workbooks of spreadsheet programs, read with limits: XLSX by an own streaming pass, XLS, XLSB and
ODS in a child process. What a cell holds is told, never what it ought to mean.
"""

from multifocal.formats.workbook.cells import Number, Sheet, Suspect, Tab
from multifocal.formats.workbook.kinds import workbook_kind
from multifocal.formats.workbook.limits import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, MOST_SHEETS
from multifocal.formats.workbook.others import read_other
from multifocal.formats.workbook.xlsx import read_xlsx

__all__ = [
    "MOST_BYTES",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "MOST_SHEETS",
    "Number",
    "Sheet",
    "Suspect",
    "Tab",
    "read_other",
    "read_xlsx",
    "workbook_kind",
]
