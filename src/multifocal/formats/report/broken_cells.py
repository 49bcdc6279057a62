"""Tables pasted as text whose cells hold line breaks: one row of them lies over several lines.

The signs between the cells tell where a row ends, for every row has as many. The lines are joined
where that holds of each row and the first of them is a header row; else the paste is refused whole,
for no line of it can be told to be a row.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from multifocal.fault import Fault
from multifocal.formats.report.headers import is_header, is_unit, unit_key
from multifocal.formats.report.lines import Line
from multifocal.formats.report.places import read_context

_LEAST_CELLS: Final = 4
"""Cells of a row of such a table."""
_LEAST_ROWS: Final = 2
_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


def with_whole_rows(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with the rows of such a table each in its first line; the same lines where there is
    none. Fault where one is there and its rows are not sure."""
    told: list[Line] = []
    for block in _blocks(lines):
        width = _width(block)
        if not width or not _is_broken(block, width):
            told += block
            continue
        rows = _joined(block, width)
        if rows is None:
            raise Fault("report.broken_cells", line=block[0].number)
        told += rows
    return tuple(told)


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines by the gaps between them."""
    block: list[Line] = []
    for line in lines:
        if block and line.number > block[-1].number + 1:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _width(block: Sequence[Line]) -> int:
    """How many cells the rows of a table have, some of which lie in one line; 0 for no table."""
    if any(line.spans is not None for line in block):
        return 0
    most = max(len(line.cells) for line in block)
    whole = sum(len(line.cells) == most for line in block)
    return most if most >= _LEAST_CELLS and whole >= _LEAST_ROWS else 0


def _is_broken(block: Sequence[Line], width: int) -> bool:
    """Whether the header row of a table lies over several lines: none is one by itself, and lines
    with fewer cells begin it, each with a column's name and the end of the one before."""
    if any(is_header(line.cells) and 2 * len(line.cells) > width for line in block):
        return False
    first = next(at for at, line in enumerate(block) if len(line.cells) == width)
    short = [line for line in block[:first] if len(line.cells) > 1]
    units = [line for line in block[:first] if _is_in_brackets(line.cells[0])]
    return len(short) >= _LEAST_ROWS and bool(units)


def _joined(block: Sequence[Line], width: int) -> list[Line] | None:
    """Header and rows, below the titles above them; None where they are not sure."""
    titles = 0
    while titles < len(block) and len(block[titles].cells) == 1:
        titles += 1
    for above in range(titles):
        rows = _rows(block[above:], width)
        if rows is not None and is_header(rows[0].cells) and _names_place(rows[0].cells[0]):
            return [*block[:above], *rows]
    rows = _rows(block[titles:], width)
    return [*block[:titles], *rows] if rows and is_header(rows[0].cells) else None


def _names_place(text: str) -> bool:
    """Whether the first cell of a header row begins with a column of places: a title that stands
    right above it is no part of it."""
    first = re.split(r"[\s,;/(\[]", text.strip(), maxsplit=1)[0]
    return is_header((first, "Latency (ms)", "Amplitude (mV)")) and bool(first)


def _rows(block: Sequence[Line], width: int) -> list[Line] | None:
    rows: list[Line] = []
    line: Line | None = None
    for lower in block:
        if line is None:
            line = lower
        elif len(line.cells) < width:
            line = _with(line, lower)
            if len(line.cells) > width:
                return None
        elif len(lower.cells) > 1 or read_context(lower.cells[0], 0) is not None:
            rows.append(line)
            line = lower
        elif _is_in_brackets(lower.cells[0]):
            line = _with(line, lower)  # the unit of the last column
        else:
            return None  # the end of the last cell, or the beginning of the next row
    return [*rows, line] if line is not None and len(line.cells) == width else None


def _with(line: Line, more: Line) -> Line:
    """The line with the next one: its last cell goes on in the first of that."""
    middle = f"{line.cells[-1]} {more.cells[0]}".strip()
    return Line(line.number, (*line.cells[:-1], middle, *more.cells[1:]))


def _is_in_brackets(text: str) -> bool:
    return _BRACKETS.fullmatch(text.strip()) is not None and is_unit(unit_key(text))
