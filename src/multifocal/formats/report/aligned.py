"""Which cell of a line stands under which column, where columns are told by position."""

import re
from collections.abc import Sequence
from typing import Final

from multifocal.fault import Fault, quoted
from multifocal.formats.report.cells import is_number, nothing
from multifocal.formats.report.lines import Line
from multifocal.formats.report.row import Table
from multifocal.study.vocabulary import may_say_no_response, says_no_response

_LEAST: Final = 3
"""Numbers of a row that is told by order alone."""
_FINGER: Final = re.compile(r"(?i)\b(?:d|dig\w*|finger|dedo|doigt)[\s.]*[1-5]\b|\b[1-5][ºª°.]")


def aligned(line: Line, table: Table) -> dict[int, str]:
    """The cells by the place of their column, from 0; Fault where that cannot be told."""
    if table.spans is None or line.spans is None:
        return dict(enumerate(line.cells))
    by_column: dict[int, str] = {}
    in_order = _in_order(line, table)
    for cell, (start, end) in _apart(line, table.spans):
        under = [at for at, (left, right) in enumerate(table.spans) if start < right and left < end]
        if len(under) > 1 and _says_none(cell):
            under = under[:1]  # said of the response, and not of a column
        if len(under) != 1 or under[0] in by_column:
            if in_order is not None:
                return in_order
            raise Fault("report.columns_run_together", line=line.number, cell=quoted(cell))
        by_column[under[0]] = cell
    return by_column


def _says_none(cell: str) -> bool:
    """Whether words say that no response came, or that nothing was recorded."""
    return says_no_response(cell) or may_say_no_response(cell) or nothing(cell)


def _in_order(line: Line, table: Table) -> dict[int, str] | None:
    """The cells one after another, where every column but the first holds a number and nothing else
    is in the line but words before them; None where that is not so."""
    assert table.spans is not None
    count = len(table.spans) - 1
    words, numbers = line.cells[:-count], line.cells[-count:]
    if count < _LEAST or not words or not all(map(is_number, numbers)):
        return None
    if any(sign.isdigit() for cell in words for sign in _FINGER.sub("", cell)):
        return None
    return {0: " ".join(words), **dict(enumerate(numbers, 1))}


def _apart(line: Line, columns: Sequence[tuple[int, int]]) -> list[tuple[str, tuple[int, int]]]:
    """The cells of a line, those parted at a space before which a column begins."""
    assert line.spans is not None
    parts: list[tuple[str, tuple[int, int]]] = []
    for cell, (start, end) in zip(line.cells, line.spans, strict=True):
        left, rest = start, cell
        for begin, _ in () if _says_none(cell) else columns:
            if left < begin < end and rest[begin - left - 1] == " ":
                parts.append((rest[: begin - left - 1].strip(), (left, begin - 1)))
                left, rest = begin, rest[begin - left :]
        parts.append((rest, (left, end)))
    return parts
