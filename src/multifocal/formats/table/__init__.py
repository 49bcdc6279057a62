"""The table of measures, one row a stimulation site: columns, rows, CSV and XLSX."""

from multifocal.formats.table.csv_reading import parse_csv, parse_csv_with_remarks, read_csv
from multifocal.formats.table.csv_writing import write_csv, write_csv_study
from multifocal.formats.table.text import MOST_BYTES
from multifocal.formats.table.workbooks import parse_workbook, parse_xlsx
from multifocal.formats.table.xlsx import xlsx_bytes

__all__ = [
    "MOST_BYTES",
    "parse_csv",
    "parse_csv_with_remarks",
    "parse_workbook",
    "parse_xlsx",
    "read_csv",
    "write_csv",
    "write_csv_study",
    "xlsx_bytes",
]
