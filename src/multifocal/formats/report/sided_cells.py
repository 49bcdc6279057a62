"""Cells that hold a number of each side, "L 3.9 / R 4.1": laid out as two columns.

Only where every number of such a column is written so, names both sides, and nothing else in the
table says a side; any other such cell is left as it stands, and refused as no number.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from multifocal.fault import Fault
from multifocal.formats.report.cells import nothing
from multifocal.formats.report.headers import is_header, is_unit
from multifocal.formats.report.laid_by_side import laid_by_side
from multifocal.formats.report.lines import Line
from multifocal.formats.report.table_parts import cell_at
from multifocal.study import vocabulary

_VALUE: Final = r"(?:\d+(?:[.,]\d+)?(?:\s?(?:ms|mv|[uµμ]v|m/s))?|n\.?\s?r\.?|[-–—])"
_WORD: Final = r"[^\W\d_]{1,9}\.?"
_BEFORE: Final = re.compile(
    rf"(?P<one>{_WORD})\s*[:=]?\s*(?P<first>{_VALUE})\s*[/|;,]?\s*"
    rf"(?P<other>{_WORD})\s*[:=]?\s*(?P<second>{_VALUE})", re.IGNORECASE,
)  # fmt: skip
_BEHIND: Final = re.compile(
    rf"(?P<first>{_VALUE})\s*\((?P<one>{_WORD})\)\s*[/|;,]?\s*"
    rf"(?P<second>{_VALUE})\s*\((?P<other>{_WORD})\)", re.IGNORECASE,
)  # fmt: skip
_ALONE: Final = re.compile(rf"(?P<one>{_WORD})\s*[:=]?\s*(?P<first>{_VALUE})", re.IGNORECASE)
"""Of one side, in a column where other cells are of both."""
_SIDES: Final = ("right", "left")


def with_sided_cells(lines: Sequence[Line]) -> list[Line]:
    """The lines, each table with such cells as one that has a column for each side."""
    told = list(lines)
    if not any(_of_sides(cell) for line in told if line.spans is None for cell in line.cells):
        return told
    heads = [at for at, line in enumerate(told) if is_header(line.cells)]
    for here, head in enumerate(heads):
        start = heads[here - 1] + 1 if here else 0
        stop = heads[here + 1] if here + 1 < len(heads) else len(told)
        if any(line.spans is not None for line in told[head:stop]):
            continue
        laid = _parted(told[head:stop])
        whole = [*told[start:head], *laid]
        # a heading or a row that says a side of its own may contradict the cells
        if laid != told[head:stop] and laid_by_side(whole) != whole:
            told[head:stop] = laid
    return told


def _of_sides(cell: str) -> dict[str, str] | None:
    """What a cell says of each side; None where it is no such cell."""
    written = _BEFORE.fullmatch(cell.strip()) or _BEHIND.fullmatch(cell.strip())
    if written is None:
        return None
    sides = [_side(written[name]) for name in ("one", "other")]
    if sorted(sides) != sorted(_SIDES):
        return None
    values = (written["first"].strip(), written["second"].strip())
    return dict(zip(sides, values, strict=True))


def _of_one_side(cell: str) -> dict[str, str] | None:
    """What a cell says of one side, with nothing of the other; None where it is no such cell."""
    written = _ALONE.fullmatch(cell.strip())
    side = _side(written["one"]) if written else ""
    return {**dict.fromkeys(_SIDES, ""), side: written["first"]} if written and side else None


def _side(word: str) -> str:
    """The side that a word means; "" for another word."""
    try:
        return str(vocabulary.side(word))
    except Fault:
        return ""


def _parted(table: Sequence[Line]) -> list[Line]:
    """Header row and rows with two columns for each whose cells are all of both sides."""
    header, *rows = table
    sided = {at for at in range(len(header.cells)) if _is_sided([cell_at(r, at) for r in rows])}
    if not sided:
        return list(table)
    parted = []
    for line in table:
        cells: list[str] = []
        for at, cell in enumerate(line.cells):
            both = _of_sides(cell) or _of_one_side(cell)
            if at not in sided:
                cells.append(cell)
            elif line is header:
                cells += [f"{side.title()} {cell}" for side in _SIDES]
            else:
                cells += [both[side] for side in _SIDES] if both else [cell, cell]
        parted.append(replace(line, cells=tuple(cells)))
    return parted


def _is_sided(cells: Sequence[str]) -> bool:
    """Whether a column's cells are of both sides, or of one that they name, but for units and
    empty ones."""
    told = [cell for cell in cells if not (nothing(cell) or is_unit(cell))]
    return any(_of_sides(cell) for cell in told) and all(
        _of_sides(cell) or _of_one_side(cell) for cell in told
    )
