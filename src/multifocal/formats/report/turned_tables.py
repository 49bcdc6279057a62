"""Tables with the stimulation sites as columns, "Wrist | Elbow | Axilla" over rows of latency and
amplitude: turned, so that each site has a row.

Only where each column of numbers stands under a site of the nerve, and each row says what it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from multifocal.formats.report.aligned import is_place
from multifocal.formats.report.headers import is_header, read_heading
from multifocal.formats.report.lines import Line
from multifocal.formats.report.places import Context, is_site, read_context
from multifocal.formats.report.second_headings import is_limit
from multifocal.formats.report.sites_over_columns import with_rows_of_sites
from multifocal.formats.report.table_parts import cell_at
from multifocal.study.vocabulary import normalized

_SITE: Final = "Site"
"""Heads the column of sites."""
_LEAST_SITES: Final = 2
_MOST_WORDS: Final = 20
"""Words of a heading that is looked into."""


def with_turned_tables(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such tables turned, and then counted anew; the same lines where there is
    none."""
    each = list(_turned(list(with_rows_of_sites(lines))))
    if each == list(lines):
        return tuple(lines)
    return tuple(replace(line, number=number) for number, line in enumerate(each, 1))


def _turned(lines: Sequence[Line]) -> Iterator[Line]:
    above: Context | None = None
    at = 0
    while at < len(lines):
        line = lines[at]
        text = " ".join(line.words)
        corner = _corner(line)
        heading = corner if len(line.words) > 1 else text
        named = read_context(heading, 0) if len(heading.split()) <= _MOST_WORDS else None
        above = named or above
        sites = _sites(line, above)
        rows = _rows(lines[at + 1 :], line, sites) if sites else []
        names = [row[0] for row in rows]
        if not rows or not is_header((_SITE, *names)) or len(set(names)) < len(names):
            yield line
            at += 1
            continue
        if corner and named is None and read_heading(0, corner).meaning is None:
            yield Line(line.number, (corner,))  # it may say a side: the reader looks into it
        yield Line(line.number, (corner if named else _SITE, *names))
        for place, site in sites.items():
            cells = (row[1].get(place, "") for row in rows)
            yield Line(line.number, (site, *cells))
        at += 1 + len(rows)


def _corner(line: Line) -> str:
    """What stands before the columns of a line; in a line told by position nothing does."""
    return "" if line.spans is not None else line.cells[0]


def _sites(line: Line, above: Context | None) -> dict[int, str]:
    """The sites that a line names, by the place of their column; none where another word stands
    among them, but for a column of limits, or a site comes twice."""
    first = 0 if line.spans is not None else 1
    named = {at: cell for at, cell in enumerate(line.cells) if cell and at >= first}
    sites = {at: cell for at, cell in named.items() if not is_limit(cell)}
    known = all(is_site(one, above) if above else is_place(one, "site") for one in sites.values())
    once = len({normalized(one) for one in sites.values()}) == len(sites)
    return sites if len(sites) >= _LEAST_SITES and known and once else {}


def _rows(
    below: Sequence[Line], header: Line, sites: dict[int, str]
) -> list[tuple[str, dict[int, str]]]:
    """What each line below measured at the sites: its heading, and its cells by their column."""
    rows: list[tuple[str, dict[int, str]]] = []
    for line in below:
        name = line.cells[0]
        meaning = read_heading(1, name).meaning if name else None
        cells = _under(line, header) if meaning is not None else None
        if cells is None or not any(cells.get(at) for at in sites):
            break
        rows.append((name, {at: cells.get(at, "") for at in sites}))
    return rows


def _under(line: Line, header: Line) -> dict[int, str] | None:
    """The cells behind the first by the place of their column; None where one has none."""
    if header.spans is None or line.spans is None:
        if header.spans is not line.spans or any(line.cells[len(header.cells) :]):
            return None
        return {at: cell_at(line, at) for at in range(1, len(header.cells))}
    by_column: dict[int, str] = {}
    for cell, (start, end) in list(zip(line.cells, line.spans, strict=True))[1:]:
        under = [
            at for at, (left, right) in enumerate(header.spans) if start < right and left < end
        ]
        if len(under) != 1 or under[0] in by_column:
            return None
        by_column[under[0]] = cell
    return by_column
