"""A first column without a heading that holds the sites, "Wrist", "S1", "Elbow - Wrist" under an
empty corner, or the numbers of the rows."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from multifocal.formats.report.aligned import is_place
from multifocal.formats.report.cells import is_number
from multifocal.formats.report.headers import Meaning, is_header, is_unit, read_heading
from multifocal.formats.report.lines import Line
from multifocal.formats.report.places import ends_of, read_context
from multifocal.formats.report.site_labels import LABEL
from multifocal.formats.report.titles import title_kind
from multifocal.study.vocabulary import normalized

_SITE: Final = "Site"
"""Heads the column then."""
_NUMBER: Final = "No."
"""Heads a column that counts the rows."""
_OF_ELECTRODES: Final = frozenset(("pick", "pickup", "electrode", "electrodes", "active", "lead",
                                   "elektrode", "elektroda", "detection"))  # fmt: skip
"""Words of a heading of places where it is recorded, and not stimulated."""
_COUNTS: Final = re.compile(r"\d{1,2}[.)]?")
_PLACES: Final = frozenset(("site", "site1", "segment", "nerve"))


def with_named_sites(lines: Sequence[Line]) -> list[Line]:
    """The lines, such a column headed. Only where a place stands in most of the rows below."""
    return [_named(line, lines[at + 1 :]) for at, line in enumerate(lines)]


def _named(header: Line, below: Sequence[Line]) -> Line:
    if not is_header(header.words):
        return header
    written = header.cells[0]
    if written and (header.spans is None or _is_unknown(written)):
        return _renamed(header, below) if _is_unknown(written) else header
    headed = any(one.name in _PLACES for one in _meanings(header.words))
    first = [_first_cell(line, header) for line in _rows(below)]
    counts = headed and header.spans is not None and all(_COUNTS.fullmatch(one) for one in first)
    if not first or not (counts or (not headed and _are_places(first))):
        return header
    name = _NUMBER if counts else _SITE
    if header.spans is None:
        return replace(header, cells=(name, *header.cells[1:]))
    place = (0, max(header.spans[0][0] - 1, 1))
    return replace(header, cells=(name, *header.cells), spans=(place, *header.spans))


def _is_unknown(written: str) -> bool:
    """Whether a heading is no column's that is known, no title and no nerve's."""
    known = read_heading(0, written).meaning is not None or title_kind(written) is not None
    electrode = _OF_ELECTRODES & set(normalized(written).split("_"))
    return not known and not electrode and read_context(written, 0) is None


def _renamed(header: Line, below: Sequence[Line]) -> Line:
    """The header row with "Site" for a word that nobody knows, over a column of sites."""
    if any(one.name in _PLACES for one in _meanings(header.words[1:])):
        return header
    placed = header.spans is not None
    first = [line.cells[0] for line in _rows(below) if (line.spans is not None) == placed]
    if not first or not _are_places(first):
        return header
    return replace(header, cells=(_SITE, *header.cells[1:]))


def _meanings(words: Sequence[str]) -> list[Meaning]:
    each = (read_heading(at, word).meaning for at, word in enumerate(words, 1))
    return [one for one in each if one is not None]


def _rows(below: Sequence[Line]) -> list[Line]:
    """The rows of the table: lines with a number, up to another header row or a line of words, but
    for those that name a nerve and nothing else."""
    rows: list[Line] = []
    for line in below:
        if any(map(is_number, line.words[1:])):
            rows.append(line)
        elif not (_names_nerve(line) or (not rows and all(map(is_unit, line.words)))):
            break
    return rows


def _names_nerve(line: Line) -> bool:
    if len(line.words) != 1:
        return False
    context = read_context(line.words[0], line.number)
    return context is not None and not context.rest


def _first_cell(line: Line, header: Line) -> str:
    """What of a row stands before every heading; "" for nothing."""
    if header.spans is None or line.spans is None:
        return line.cells[0] if header.spans is line.spans else ""
    return line.cells[0][: max(header.spans[0][0] - line.spans[0][0], 0)].strip()


def _are_places(cells: Sequence[str]) -> bool:
    """Whether the cells are words, and most of them places: of the others each is asked about."""
    worded = all(one and not is_number(one) for one in cells)
    return worded and 2 * sum(map(_is_place, cells)) > len(cells)


def _is_place(text: str) -> bool:
    if is_place(text, "site") or LABEL.fullmatch(text.strip(" *")) is not None:
        return True
    return any(
        is_place(one, "site") and (is_place(other, "site") or is_place(other, "recording"))
        for one, other in ends_of(text)
    )
