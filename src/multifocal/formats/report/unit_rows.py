"""A word of a heading that stands among the units in the row below: "Site" in "Site [ms] [mV]"."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from multifocal.formats.report.headers import is_header, is_unit, read_heading
from multifocal.formats.report.lines import Line

_LEAST_UNITS: Final = 2
_PLACES: Final = ("site", "nerve", "recording", "segment")


def with_words_of_unit_rows(lines: Sequence[Line]) -> list[Line]:
    """The lines, each such word in the header row above it, where it heads a column with it or,
    left of all headings, one of its own."""
    told: list[Line] = []
    for line in lines:
        pair = _parted(told[-1], line) if told else None
        if pair is None:
            told.append(line)
        else:
            told[-1:] = pair
    return told


def _parted(header: Line, below: Line) -> tuple[Line, Line] | None:
    if not is_header(header.words):
        return None
    if header.spans is None or below.spans is None:
        return _parted_cells(header, below) if header.spans is below.spans else None
    words = [at for at, cell in enumerate(below.cells) if not is_unit(cell)]
    if len(words) != 1 or len(below.cells) < 1 + _LEAST_UNITS:
        return None
    (at,) = words
    word, (start, end) = below.cells[at], below.spans[at]
    units = replace(
        below,
        cells=(*below.cells[:at], *below.cells[at + 1 :]),
        spans=(*below.spans[:at], *below.spans[at + 1 :]),
    )
    if end < header.spans[0][0]:
        first = read_heading(0, word).meaning
        if first is None or first.name not in _PLACES:
            return None
        cells, spans = (word, *header.cells), ((start, end), *header.spans)
        return replace(header, cells=cells, spans=spans), units
    under = [n for n, (left, right) in enumerate(header.spans) if start < right and left < end]
    if len(under) != 1:
        return None
    (n,) = under
    both = read_heading(n, f"{header.cells[n]} {word}").meaning
    if both is None or both.name not in _PLACES:
        return None
    left, right = header.spans[n]
    cells = (*header.cells[:n], f"{header.cells[n]} {word}", *header.cells[n + 1 :])
    spans = (*header.spans[:n], (min(left, start), max(right, end)), *header.spans[n + 1 :])
    return replace(header, cells=cells, spans=spans), units


def _parted_cells(header: Line, below: Line) -> tuple[Line, Line] | None:
    """As `_parted`, of cells that signs part."""
    words = [at for at, cell in enumerate(below.cells) if cell and not is_unit(cell)]
    if len(words) != 1 or len(below.words) < 1 + _LEAST_UNITS or len(header.cells) <= words[0]:
        return None
    (at,) = words
    name = f"{header.cells[at]} {below.cells[at]}".strip()
    meaning = read_heading(at, name).meaning
    if meaning is None or meaning.name not in _PLACES:
        return None
    named = (*header.cells[:at], name, *header.cells[at + 1 :])
    units = (*below.cells[:at], "", *below.cells[at + 1 :])
    return replace(header, cells=named), replace(below, cells=units)
