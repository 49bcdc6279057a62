"""A first column without a heading that holds the sites: "Wrist", "S1" under an empty corner."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from multifocal.formats.report.aligned import is_place
from multifocal.formats.report.cells import is_number
from multifocal.formats.report.headers import is_header, is_unit, read_heading
from multifocal.formats.report.lines import Line
from multifocal.formats.report.site_labels import LABEL

_SITE: Final = "Site"
"""Heads the column then."""
_PLACES: Final = frozenset(("site", "site1", "segment", "nerve"))


def with_named_sites(lines: Sequence[Line]) -> list[Line]:
    """The lines, such a column headed. Only where a place stands in each of the rows below."""
    return [_named(line, lines[at + 1 :]) for at, line in enumerate(lines)]


def _named(header: Line, below: Sequence[Line]) -> Line:
    if header.spans is None and header.cells[0]:
        return header
    if not is_header(header.words) or _PLACES & {
        meaning.name
        for at, cell in enumerate(header.words)
        if (meaning := read_heading(at + 1, cell).meaning)
    }:
        return header
    first = [_first_cell(line, header) for line in _rows(below)]
    if not first or not all(one and _is_place(one) for one in first):
        return header
    if header.spans is None:
        return replace(header, cells=(_SITE, *header.cells[1:]))
    place = (0, max(header.spans[0][0] - 1, 1))
    return replace(header, cells=(_SITE, *header.cells), spans=(place, *header.spans))


def _rows(below: Sequence[Line]) -> list[Line]:
    """The rows of the table: lines with a number, up to another header row or a line of words."""
    rows: list[Line] = []
    for line in below:
        if any(map(is_number, line.words[1:])):
            rows.append(line)
        elif rows or not all(map(is_unit, line.words)):
            break
    return rows


def _first_cell(line: Line, header: Line) -> str:
    """The cell of a row that stands before every heading; "" for none."""
    if header.spans is None or line.spans is None:
        return line.cells[0] if header.spans is line.spans else ""
    return line.cells[0] if line.spans[0][1] < header.spans[0][0] else ""


def _is_place(text: str) -> bool:
    return is_place(text, "site") or LABEL.fullmatch(text.strip(" *")) is not None
