"""Tables with one row a nerve and its sites over the columns: "Wrist | Elbow" over latency and
amplitude of each, or "CMAP wrist (mV)", "CMAP elbow (mV)". Laid out so that each site has a row.

Only where no column but those of sites holds what is measured at one: a "DML (ms)" beside them is
of one, and which is not said.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from multifocal.formats.report.aligned import is_place
from multifocal.formats.report.cells import is_number
from multifocal.formats.report.headers import VALUES, is_header, is_unit, read_heading
from multifocal.formats.report.lines import Line
from multifocal.formats.report.table_parts import cell_at
from multifocal.study.vocabulary import normalized

_SITE: Final = "Site"
"""Heads the column of sites."""
_LEAST_SITES: Final = 2
_MOST_WORDS: Final = 6
_OF_PLACES: Final = ("site", "site1", "site2", "segment", "distance", "delta")
_OF_SITES: Final = (*VALUES, "negative_duration", "plain_duration")


@dataclass(frozen=True)
class _Columns:
    """Which columns say what a row is of, and which are of which site: the site, and its headings
    by place."""

    of_rows: dict[int, str]
    of_sites: dict[str, dict[int, str]]


def with_rows_of_sites(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with such tables laid out, not counted anew."""
    at = 0
    while at < len(lines):
        for count in (2, 1):
            head = lines[at : at + count]
            columns = _columns(head) if len(head) == count else None
            if columns is not None:
                break
        else:
            yield lines[at]
            at += 1
            continue
        at += count
        names = list(dict.fromkeys(n for each in columns.of_sites.values() for n in each.values()))
        yield Line(head[0].number, (*columns.of_rows.values(), _SITE, *names))
        while at < len(lines) and _is_row(lines[at]):
            yield from _laid_out(lines[at], columns, names)
            at += 1


def _columns(head: Sequence[Line]) -> _Columns | None:
    """The columns of a header in one row or two; None where it is no such header."""
    if any(line.spans is not None for line in head):
        return None
    width = max(len(line.cells) for line in head)
    of_rows: dict[int, str] = {}
    of_sites: dict[str, dict[int, str]] = {}
    group = ""
    for place in range(width):
        cells = [cell_at(line, place) for line in head]
        if any(map(is_number, cells)):
            return None
        if len(head) > 1:
            group = cells[0] or group
            heading = cells[1] or cells[0]
            placed = (group, heading) if cells[1] and is_place(group, "site") else None
        else:
            heading = cells[0]
            placed = _site_within(heading)
        if not heading:
            return None
        if placed is not None:
            site = next((one for one in of_sites if _alike(one, placed[0])), placed[0])
            named = of_sites.setdefault(site, {})
            if any(_name(one) == _name(placed[1]) for one in named.values()):
                return None  # two numbers of one kind, as of two days
            named[place] = placed[1]
        elif _name(heading) in (*_OF_SITES, *_OF_PLACES):
            return None  # of one site, and nobody says of which
        else:
            of_rows[place] = heading
    if len(of_sites) < _LEAST_SITES or "nerve" not in [_name(one) for one in of_rows.values()]:
        return None
    names = {one for each in of_sites.values() for one in each.values()}
    known = all(_name(one) in _OF_SITES for one in names)
    header = is_header((*of_rows.values(), _SITE, *names))
    return _Columns(of_rows, of_sites) if known and header else None


def _alike(one: str, other: str) -> bool:
    return normalized(one) == normalized(other)


def _name(heading: str) -> str:
    meaning = read_heading(1, heading).meaning
    return meaning.name if meaning else ""


def _site_within(heading: str) -> tuple[str, str] | None:
    """The site in a heading such as "CMAP wrist (mV)", and the heading without it."""
    words = heading.split()
    if not 1 < len(words) <= _MOST_WORDS:
        return None
    for size in (3, 2, 1):
        for first in range(len(words) - size + 1):
            site = " ".join(words[first : first + size])
            rest = " ".join((*words[:first], *words[first + size :]))
            if rest and not is_unit(rest) and is_place(site, "site") and _name(rest) in _OF_SITES:
                return site, rest
    return None


def _is_row(line: Line) -> bool:
    return line.spans is None and any(map(is_number, line.words[1:]))


def _laid_out(line: Line, columns: _Columns, names: Sequence[str]) -> Iterator[Line]:
    """A row for each site that it says anything of."""
    own = [cell_at(line, place) for place in columns.of_rows]
    for site, headings in columns.of_sites.items():
        by_name = {name: cell_at(line, place) for place, name in headings.items()}
        cells = [by_name.get(name, "") for name in names]
        if any(cells):
            yield Line(line.number, (*own, site, *cells))
