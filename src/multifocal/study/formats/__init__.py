"""Files of nerve conduction studies: the CSV table."""

from multifocal.study.formats.csv_reading import parse_csv, read_csv
from multifocal.study.formats.csv_writing import write_csv
from multifocal.study.formats.text import MOST_BYTES

__all__ = ["MOST_BYTES", "parse_csv", "read_csv", "write_csv"]
