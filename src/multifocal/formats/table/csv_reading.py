"""Reads the table of a nerve conduction study (CSV).

One row a stimulation site; columns by name, in any order, units in the names. Separated by
commas, or by semicolons or tabs; then numbers may have decimal commas. Lines beginning with "#"
are comments.
"""

from pathlib import Path
from typing import Final

from multifocal.fault import Fault
from multifocal.files import read_whole, shown
from multifocal.formats.table.reading import study_of_table
from multifocal.formats.table.text import MOST_BYTES, cells_of, lines_of
from multifocal.study.study import Study

_DELIMITERS: Final = (",", ";", "\t")


def read_csv(path: Path) -> Study:
    """The study in a file. Fault, naming the file, if it cannot be read or understood."""
    remedy = "Give the name of a CSV file, or - for standard input"
    return parse_csv(read_whole(path, MOST_BYTES, remedy=remedy), shown(path))


def parse_csv(content: bytes, source: str | None = None) -> Study:
    """The study in the bytes of a CSV table.

    Fault, naming `source` (where the bytes came from), line and column, if it is not understood.
    """
    try:
        return _study(content)
    except Fault as fault:
        raise (fault.within(source) if source else fault) from None


def _study(content: bytes) -> Study:
    lines = lines_of(content)
    delimiter = None
    if lines[0][1].strip().lower() in ("sep=,", "sep=;"):  # Excel's own note
        delimiter = lines.pop(0)[1].strip()[-1]
    if not lines:
        raise Fault("the table is empty", remedy="Give a header and one row a stimulation site")
    (at, header), rows = lines[0], lines[1:]
    sign = delimiter or max(_DELIMITERS, key=header.count)
    return study_of_table(
        (at, cells_of(at, header, sign)),
        [(number, cells_of(number, line, sign)) for number, line in rows],
        comma=sign != ",",
        more_cells="; with decimal commas, separate the columns with semicolons"
        if sign == ","
        else "",
    )
