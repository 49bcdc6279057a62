"""The table of measures, one row a stimulation site: columns, rows, CSV and XLSX."""

from multifocal.formats.table.csv_reading import parse_csv, read_csv
from multifocal.formats.table.csv_writing import write_csv, write_csv_study
from multifocal.formats.table.text import MOST_BYTES
from multifocal.formats.table.xlsx import parse_xlsx, xlsx_bytes

__all__ = [
    "MOST_BYTES",
    "parse_csv",
    "parse_xlsx",
    "read_csv",
    "write_csv",
    "write_csv_study",
    "xlsx_bytes",
]
