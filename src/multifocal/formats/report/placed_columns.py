"""Tables of both sides whose columns are told by position alone: their lines as cells by column."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from multifocal.fault import Fault
from multifocal.formats.report.aligned import aligned
from multifocal.formats.report.headers import is_header, read_heading
from multifocal.formats.report.lines import Line
from multifocal.formats.report.places import read_context
from multifocal.formats.report.row import Table
from multifocal.formats.report.sided_columns import parts_by_side
from multifocal.formats.report.table_parts import says_side
from multifocal.formats.report.titles import title_kind

_SIDES: Final = 2


def in_columns(lines: Sequence[Line]) -> list[Line]:
    """The lines, those of such a table as cells of its columns. A table of which one row cannot be
    told so stays as it is, and is asked about."""
    told = list(lines)
    for at, line in enumerate(lines):
        found = _header(line, lines[at - 1] if at else None)
        if found is None:
            continue
        above, header = found
        stop = next((one for one in range(at + 1, len(lines)) if ends_table(lines[one])), None)
        rows = _rows(lines[at + 1 : stop], line)
        if rows is not None:
            told[at : at + 1 + len(rows)] = [header, *rows]
            if above is not None:
                told[at - 1] = above
    return told


def ends_table(line: Line) -> bool:
    """Whether a line begins something new, for which the header row above it does not hold."""
    if len(line.words) == 1:
        text = line.words[0]
        return title_kind(text) is not None and read_context(text, 0) is None
    return is_header(line.cells) or bool(parts_by_side(replace(line, spans=None), None))


def _header(line: Line, above: Line | None) -> tuple[Line | None, Line] | None:
    """The line with the sides above a header row, if it names them, and the header row, as cells;
    None for a line that is no header row of both sides."""
    if line.spans is None:
        return None
    header = replace(line, spans=None)
    if parts_by_side(header, None):
        return None, header
    if above is None or len(above.words) != _SIDES or not all(map(says_side, above.words)):
        return None
    for shared in range(1, len(line.cells) - 1):
        half, odd = divmod(len(line.cells) - shared, _SIDES)
        gap = [""] * (half - 1)
        first, second = above.words
        sides = replace(above, spans=None, cells=(*[""] * shared, first, *gap, second, *gap))
        if not odd and parts_by_side(header, sides):
            return sides, header
    return None


def _rows(lines: Sequence[Line], header: Line) -> list[Line] | None:
    """The lines below a header row as cells of its columns; None where one cannot be told so."""
    headings = tuple(read_heading(at, cell) for at, cell in enumerate(header.cells))
    table = Table(header.number, headings, header.spans)
    rows: list[Line] = []
    for line in lines:
        if len(line.words) == 1:
            rows.append(replace(line, spans=None))
            continue
        try:
            cells = aligned(line, table)
        except Fault:
            return None
        if max(cells) >= len(headings):
            return None
        rows.append(Line(line.number, tuple(cells.get(at, "") for at in range(len(headings)))))
    return rows
