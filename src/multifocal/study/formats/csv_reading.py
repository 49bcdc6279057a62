"""Reads the table of a nerve conduction study (CSV).

One row a stimulation site; columns by name, in any order, units in the names. Separated by
commas, or by semicolons or tabs; then numbers may have decimal commas. Lines beginning with "#"
are comments.
"""

import csv
from pathlib import Path
from typing import Final

from multifocal.fault import Fault
from multifocal.study.formats.columns import Column, recognized
from multifocal.study.formats.rows import measure_of
from multifocal.study.formats.text import MOST_BYTES, lines_of
from multifocal.study.measure import Measure
from multifocal.study.study import Study

_DELIMITERS: Final = (",", ";", "\t")


def read_csv(path: Path) -> Study:
    """The study in a file. Fault, naming the file, if it cannot be read or understood."""
    name = "".join(sign if sign.isprintable() else "?" for sign in str(path))
    try:
        with path.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a file"
        raise Fault(
            f"the file cannot be read ({reason.lower()})",
            remedy="Give the name of a CSV file, or - for standard input",
            source=name,
        ) from None
    return parse_csv(content, name)


def parse_csv(content: bytes, source: str | None = None) -> Study:
    """The study in the bytes of a CSV table.

    Fault, naming `source` (where the bytes came from), line and column, if it is not understood.
    """
    try:
        return Study(measures=_measures(content))
    except Fault as fault:
        raise (fault.within(source) if source else fault) from None


def _measures(content: bytes) -> tuple[Measure, ...]:
    lines = lines_of(content)
    delimiter = None
    if lines[0][1].strip().lower() in ("sep=,", "sep=;"):  # Excel's own note
        delimiter = lines.pop(0)[1].strip()[-1]
    if not lines:
        raise Fault("the table is empty", remedy="Give a header and one row a stimulation site")
    (at, header), rows = lines[0], lines[1:]
    delimiter = delimiter or max(_DELIMITERS, key=header.count)
    names = _cells(at, header, delimiter)
    columns = _columns_of(at, names)
    if not rows:
        raise Fault("the table has no rows", remedy="Give one row a stimulation site", line=at)
    measures: list[Measure] = []
    seen: dict[tuple[str, str, str | None, str], int] = {}
    for number, line in rows:
        cells = _named_cells(number, _cells(number, line, delimiter), columns, delimiter)
        numbers = {one.name: one for one in columns if one and one.kind == "number"}
        try:
            one = measure_of(cells, numbers, comma=delimiter != ",")
        except Fault as fault:
            raise Fault(
                fault.problem, remedy=fault.remedy, line=number, column=fault.column
            ) from None
        place = (one.side, one.nerve, one.muscle, one.site)
        if place in seen:
            raise Fault(
                f"lines {seen[place]} and {number} are both {' '.join(map(str, place))}",
                remedy="Keep one row a stimulation site",
                line=number,
                column="site",
            )
        seen[place] = number
        measures.append(one)
    return tuple(measures)


def _columns_of(number: int, names: list[str]) -> tuple[Column | None, ...]:
    try:
        return recognized(names)
    except Fault as fault:
        raise Fault(fault.problem, remedy=fault.remedy, line=number, column=fault.column) from None


def _cells(number: int, line: str, delimiter: str) -> list[str]:
    try:
        found = list(csv.reader([line], delimiter=delimiter, strict=True, skipinitialspace=True))
    except csv.Error:
        raise Fault(
            "a quotation mark is not closed or stands inside a cell",
            remedy="Put quotation marks round the whole cell, or none",
            line=number,
        ) from None
    return found[0] if found else []


def _named_cells(
    number: int, cells: list[str], columns: tuple[Column | None, ...], delimiter: str
) -> dict[str, str]:
    wanted = len(columns)
    extra = [cell for cell in cells[wanted:] if cell.strip()]
    if extra or len(cells) < wanted:
        remedy = "Give every row as many cells as the header; cells may be empty"
        if extra and delimiter == ",":
            remedy += "; with decimal commas, separate the columns with semicolons"
        raise Fault(
            f"the row has {len(cells)} cells, the header {wanted}", remedy=remedy, line=number
        )
    named: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        if column is not None:
            named[column.name] = cell
        elif cell.strip():
            raise Fault(
                "a cell stands in a column without a name",
                remedy="Name the column or leave it empty",
                line=number,
            )
    return named
