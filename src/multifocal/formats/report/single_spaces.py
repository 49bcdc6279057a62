"""Tables whose cells lie one space apart, as text comes that is copied out of a PDF.

A header row is parted where its words are known headings in one way that fits the rows below it,
of which one at least is whole; a row where between its words stand as many numbers as columns. What
is not parted stays a line as it is, and is no row of the table.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, combinations, groupby, pairwise, takewhile
from typing import Final

from multifocal.formats.report.aligned import is_place
from multifocal.formats.report.close_words import (
    are_counted,
    begins_anew,
    flagged,
    is_value,
    may_be_row,
    names_place,
    tokens_of,
    without_count,
)
from multifocal.formats.report.headers import is_header, is_unit, read_heading
from multifocal.formats.report.lines import Line
from multifocal.formats.report.places import read_context
from multifocal.formats.report.titles import title_kind
from multifocal.study.vocabulary import normalized, side_words

_OF_WORDS: Final = ("nerve", "site", "side", "recording", "segment", "kind", "remark", "site1",
                    "site2")  # fmt: skip
"""Columns that hold words."""
_UNTOLD: Final = "-"
_NORM: Final = re.compile(r"(?:^|_)(?:norms?|normal|ref|reference|limit)(?:_|$)")
_LIMIT: Final = re.compile(r"[<>≤≥]=?\d+(?:[.,]\d+)?")
_LEAST_PARTS: Final = 2
"""Of a row: words and numbers."""
_MOST_WORDS: Final = 30
"""Words of a header row; a longer line is a text."""
_MOST_OF_HEADING: Final = 4
_MOST_WAYS: Final = 8
_MOST_OF_RUN: Final = 8
"""Words of a row that stand in columns side by side."""
_LEAST_COLUMNS: Final = 2
_F: Final = "f_minimum"
_MOST_LINES: Final = 600
_MOST_HEADERS: Final = 60
"""Of a report on paper; a longer text is not looked into, before work is spent on its words."""
_MOST_ROWS: Final = 12
"""Rows below a header that are looked at."""


@dataclass(frozen=True)
class _Columns:
    """A header row that is parted: its headings, and of each the name of a column of words, "" for
    one of numbers, "-" for one whose cells are not told: what marks that no response came, and
    limits where they are written as "<4.2"."""

    headings: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The places of the columns of numbers."""
        return tuple(at for at, word in enumerate(self.words) if not word)

    @property
    def runs(self) -> list[list[int]]:
        """The places of columns of words and of numbers by turns."""
        told = [at for at, word in enumerate(self.words) if word != _UNTOLD]
        return [list(some) for _, some in groupby(told, lambda at: self.words[at] != "")]


def with_single_spaces(lines: Sequence[Line]) -> list[Line]:
    """The lines, header rows and rows of such tables as cells of their own."""
    if len(lines) > _MOST_LINES:
        return list(lines)
    headers = {line.number for line in lines if _names_columns(line)}
    apart = any(line.number in headers and not _is_one_cell(line) for line in lines)
    if apart or len(headers) > _MOST_HEADERS:
        return list(lines)  # told by signs or by place, which says more
    told: list[Line] = []
    columns: _Columns | None = None
    below = counted = units_may_follow = False
    for at, line in enumerate(lines):
        follows, units_may_follow = units_may_follow, False
        if line.number in headers:
            rows = takewhile(lambda one: one.number not in headers, lines[at + 1 :][:_MOST_ROWS])
            columns, counted = _columns_of(line, list(rows))
            below, units_may_follow = True, columns is not None
            told.append(line if columns is None else Line(line.number, columns.headings))
            continue
        if _ends_table(line):
            columns, below = None, False
        cells = None
        if columns is not None:
            plain = without_count(line) if counted else line
            cells = (_units(line, columns) if follows else None) or _cells(plain, columns)
        if cells is not None:
            told.append(Line(line.number, cells, close=True))
        else:
            told.append(replace(line, row=below and may_be_row(line)))
    return told


def _is_one_cell(line: Line) -> bool:
    return line.spans is not None and len(line.cells) == 1


def _ends_table(line: Line) -> bool:
    """Whether a line is the title of another part, and no heading of a nerve or row."""
    text = _text(line)
    numbers = any(map(is_value, tokens_of(line)))
    return not numbers and title_kind(text) is not None and read_context(text, 0) is None


def _text(line: Line) -> str:
    return " ".join(line.words)


def _names_columns(line: Line) -> bool:
    """Whether a line has no number, and words of it are headings of responses or of places."""
    tokens = tokens_of(line)
    if not 1 < len(tokens) <= _MOST_WORDS or any(map(is_value, tokens)):
        return False
    return any(is_header(way) for way in _ways(tokens))


def _ways(tokens: Sequence[str]) -> list[tuple[str, ...]]:
    """The ways to part the words into headings that are known, up to so many."""
    ways: dict[int, list[tuple[str, ...]]] = {len(tokens): [()]}
    for start in range(len(tokens) - 1, -1, -1):
        found: list[tuple[str, ...]] = []
        for end in range(min(len(tokens), start + _MOST_OF_HEADING), start, -1):
            heading = " ".join(tokens[start:end])
            if ways[end] and _is_part(tokens[start:end]) and _is_heading(heading):
                found += [(heading, *rest) for rest in ways[end]]
        ways[start] = found[:_MOST_WAYS]
    return ways[0]


def _is_part(words: Sequence[str]) -> bool:
    """Whether the words may be one heading: a unit or a stroke does not stand alone, behind a unit
    another heading begins, and "NR" is one by itself."""
    inside = any(is_unit(one) and not one[0].isalnum() for one in words[:-1])
    alone = len(words) == 1 or "NR" not in words
    return words[0][0].isalnum() and words[-1] != "/" and alone and not inside


@lru_cache(4096)
def _is_heading(words: str) -> bool:
    """Whether the words are a heading; one that is left out does not end in that of a place."""
    meaning = read_heading(1, words).meaning
    if meaning is None or meaning.name != "left_out" or " " not in words:
        return meaning is not None
    last = read_heading(1, words.rsplit(" ", maxsplit=1)[-1]).meaning
    return last is None or last.name not in _OF_WORDS


def _columns_of(header: Line, below: Sequence[Line]) -> tuple[_Columns | None, bool]:
    """The columns, and whether the rows are counted behind their words. Where that may be so, a row
    is to have more numbers than columns with its count: else a count may be a latency."""
    if not are_counted(below):
        return _columns(header, below), False
    columns = _columns(header, [without_count(line) for line in below])
    if columns is None or max(map(_numbers, below)) <= len(columns.numbers):
        return None, False
    return columns, True


def _numbers(line: Line) -> int:
    return sum(map(is_value, tokens_of(line)))


def _columns(header: Line, below: Sequence[Line]) -> _Columns | None:
    """The columns where those of numbers are told in one way alone that fits a whole row below; of
    several ways to part the words before them, that which more rows fit, or else the shortest.
    Units beneath, one for each, tell how many there are."""
    each = [
        one
        for way in _ways(tokens_of(header))
        for one in (_named(way, limits=False), _named(way, limits=True))
        if _holds_responses(one)
    ]
    by_units = [one for one in each if below and _has_units(one, below[0])]
    fitting = {one: len(rows) for one in by_units or each if (rows := _fitting(one, below))}
    if len({tuple(one.headings[at] for at in one.numbers) for one in fitting}) != 1:
        return None
    return max(fitting, key=lambda one: (fitting[one], -len(one.headings)))


def _named(headings: tuple[str, ...], *, limits: bool) -> _Columns:
    """`limits`: whether columns of limits are told by their signs."""
    words = []
    for at, written in enumerate(headings):
        meaning = read_heading(at, written).meaning
        name = meaning.name if meaning else ""
        is_limit = limits and name == "left_out" and _NORM.search(normalized(written))
        is_untold = name == "no_response" or is_limit
        words.append(_UNTOLD if is_untold else name if name in _OF_WORDS else "")
    return _Columns(headings, tuple(words))


def _holds_responses(columns: _Columns) -> bool:
    """Whether numbers stand in several columns: of one alone a sentence would be a row, but for
    the shortest F latency."""
    if len(columns.numbers) >= _LEAST_COLUMNS:
        return True
    meanings = [read_heading(1, columns.headings[at]).meaning for at in columns.numbers]
    return any(one is not None and one.name == _F for one in meanings)


def _fitting(columns: _Columns, below: Sequence[Line]) -> list[tuple[str, ...]]:
    """The rows below that fit, of which one at least is whole; else none."""
    rows = [cells for line in below if (cells := _cells(line, columns)) is not None]
    return rows if any(len(cells) == len(columns.headings) for cells in rows) else []


def _units(line: Line, columns: _Columns) -> tuple[str, ...] | None:
    """The units of a line below a header, each below its column of numbers."""
    tokens = tokens_of(line)
    if len(tokens) != len(columns.numbers) or not all(map(is_unit, tokens)):
        return None
    return _placed(dict(zip(columns.numbers, tokens, strict=True)), len(columns.headings))


def _has_units(columns: _Columns, line: Line) -> bool:
    """Whether the line tells a unit for each column of numbers, which may be its."""
    units = _units(line, columns)
    if units is None:
        return False
    return all(read_heading(at, columns.headings[at], units[at]).meaning for at in columns.numbers)


def _placed(by_place: Mapping[int, str], width: int) -> tuple[str, ...]:
    return tuple(by_place.get(at, "") for at in range(width))


def _cells(line: Line, columns: _Columns) -> tuple[str, ...] | None:
    """The cells of a row, whose last ones may be missing; None where the line is none."""
    tokens = [] if begins_anew(line) else tokens_of(line)
    if _UNTOLD in columns.words:
        tokens = [one for one in tokens if not _LIMIT.fullmatch(one)]
    parts = [list(some) for _, some in groupby(flagged(tokens), lambda one: one[1])]
    runs = columns.runs
    starts = bool(parts) and not parts[0][0][1] and bool(columns.words[runs[0][0]])
    if not starts or len(parts) < _LEAST_PARTS or len(parts) > len(runs):
        return None
    values = [text for text, told in chain.from_iterable(parts) if told]
    lone = len(values) == 1 and is_value(values[0]) and len(columns.numbers) > 1
    if lone and not names_place(" ".join(text for text, _ in parts[0])):
        return None  # "Week 4"
    by_place: dict[int, str] = {}
    for at, (run, part) in enumerate(zip(runs, parts, strict=False)):
        texts: Sequence[str] | None = [text for text, _ in part]
        if columns.words[run[0]]:
            texts = _words([text for text, _ in part], [columns.words[one] for one in run])
        elif len(part) > len(run) or (len(part) < len(run) and at + 1 < len(parts)):
            texts = None
        if texts is None:
            return None
        by_place |= dict(zip(run, texts, strict=False))
    whole = set(columns.numbers) <= set(by_place)
    return _placed(by_place, len(columns.headings) if whole else max(by_place) + 1)


def _words(tokens: Sequence[str], names: Sequence[str]) -> list[str] | None:
    """The words by their columns, where there is one way alone; a column that is carried on from
    the row above stays empty."""
    if len(names) == 1:
        return [" ".join(tokens)]
    if len(tokens) > _MOST_OF_RUN:
        return None
    for first in range(len(names)):
        ways = [
            ["" for _ in range(first)] + part
            for part in _parted(tokens, len(names) - first)
            if all(_is_of(one, name) for one, name in zip(part, names[first:], strict=True))
        ]
        if ways:
            return ways[0] if len(ways) == 1 else None
    return None


def _parted(tokens: Sequence[str], count: int) -> Iterator[list[str]]:
    for cuts in combinations(range(1, len(tokens)), count - 1):
        yield [" ".join(tokens[a:b]) for a, b in pairwise((0, *cuts, len(tokens)))]


@lru_cache(4096)
def _is_of(words: str, name: str) -> bool:
    """Whether the words may stand in a column of that name."""
    if name == "nerve":
        context = read_context(words, 0)
        return context is not None and not context.rest and context.site is None
    if name == "side":
        return words.casefold() in side_words()
    return is_place(words, "recording" if name == "recording" else "site")
