"""Columns of both sides under one header row, with the columns of nerve and site in common.

Either each of them names its side, as "Lat R, Lat L, Amp R, Amp L" do, or the line above the header
row does, "Right" over one half of them and "Left" over the other.
"""

import re
from collections.abc import Sequence
from typing import Final

from multifocal.fault import Fault
from multifocal.formats.report.headers import is_header, read_heading
from multifocal.formats.report.lines import Line
from multifocal.formats.report.table_parts import Part, cell_at, says_side
from multifocal.study import vocabulary

_PLACES: Final = ("site", "nerve", "recording", "segment", "kind", "site1", "site2", "left_out")
"""Columns that both sides have in common; what no rule needs may stand among them."""
_LEAST_CELLS: Final = 3
_WORD: Final = re.compile(r"[^\W\d_]+")
_SIGNS: Final = "()[].,;:/-–"


def parts_by_side(line: Line, above: Line | None) -> tuple[Part, ...]:
    """The tables of the two sides in a header row; () where it is none of this kind."""
    if line.spans is not None or len(line.cells) < _LEAST_CELLS:
        return ()
    if len(_side_words(line)) > 1:
        return _by_own_words(line)
    if above is not None and len(_side_words(above)) > 1:
        return _by_line_above(line, above)
    return ()


def _side_words(line: Line) -> set[str]:
    """The words of a line that may name a side: a report of thousands of rows is looked through for
    them alone."""
    words = _WORD.findall(" ".join(line.cells).casefold())
    return set(vocabulary.side_words().intersection(words))


def _by_own_words(line: Line) -> tuple[Part, ...]:
    """Tables of which each column names its side."""
    bare_cells = [_without_side(at, cell) for at, cell in enumerate(line.cells)]
    sides = list(dict.fromkeys(one[0] for one in bare_cells if one))
    shared = [at for at, one in enumerate(bare_cells) if one is None]
    if len(sides) != 2 or _faulty(line, shared):
        return ()
    each = [[at for at, one in enumerate(bare_cells) if one and one[0] == side] for side in sides]
    bare = [[one[1] for one in bare_cells if one and one[0] == side] for side in sides]
    meant = [sorted(_name(0, cell) for cell in cells) for cells in bare]
    if meant[0] != meant[1]:
        return ()
    common = tuple(line.cells[at] for at in shared)
    return tuple(
        Part(own, None, shared, side=side, heads=(*common, *cells))
        for own, side, cells in zip(each, sides, bare, strict=True)
        if is_header((*common, *cells))
    )


def _by_line_above(line: Line, above: Line | None) -> tuple[Part, ...]:
    """Tables of which a cell of the line above names the side."""
    names = [_name(at, cell) for at, cell in enumerate(line.cells)]
    first = next((at for at, name in enumerate(names) if name not in _PLACES), len(names))
    half, odd = divmod(len(names) - first, 2)
    if above is None or not first or odd or not half or "" in names[first:]:
        return ()
    groups = [range(at, at + half) for at in (first, first + half)]
    shared = range(first)
    if [names[at] for at in groups[0]] != [names[at] for at in groups[1]] or _faulty(line, shared):
        return ()
    over = [{_side(cell_at(above, at)) for at in one if cell_at(above, at)} for one in groups]
    if any(len(one) != 1 or "" in one for one in over) or over[0] == over[1]:
        return ()
    if any(cell_at(above, at) for at in range(first + 2 * half, len(above.cells))):
        return ()
    return tuple(
        Part(own, None, shared, last=own is groups[1], side=side.pop(),
             heads=tuple(line.cells[at] for at in (*shared, *own)))
        for own, side in zip(groups, over, strict=True)
    )  # fmt: skip


def _faulty(line: Line, shared: Sequence[int]) -> bool:
    """Whether a column in common is none of nerve and site, or none of them is."""
    names = [_name(at, line.cells[at]) for at in shared if line.cells[at]]
    return not {"site", "nerve", "segment"} & set(names) or not set(names) <= set(_PLACES)


def _without_side(at: int, cell: str) -> tuple[str, str] | None:
    """The side that a header cell names beside a column that is understood without it, and the
    cell without that word; None for another cell."""
    if _name(at, cell):
        return None
    words = cell.replace("_", " ").split()
    for place, word in enumerate(words):
        side = _side(word.strip(_SIGNS))
        rest = " ".join((*words[:place], *words[place + 1 :]))
        if side and rest and _name(at, rest) not in ("", *_PLACES):
            return side, rest
    return None


def _name(at: int, cell: str) -> str:
    meaning = read_heading(at, cell).meaning if cell else None
    return meaning.name if meaning else ""


def _side(text: str) -> str:
    """The side that the words mean, as a row writes it; "" for others."""
    if not text or not says_side(text):
        return ""
    words = text.split()
    for word in words:
        try:
            return str(vocabulary.side(word.strip(_SIGNS))).title()
        except Fault:
            continue
    return ""
