"""Tables whose cells lie one space apart, as text comes that is copied out of a PDF.

A header row is parted where its words are known headings in one way that fits the rows below it,
of which one at least is whole; a row where between its words stand as many numbers as columns. What
is not parted stays a line as it is, and is no row of the table.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import lru_cache
from itertools import chain, combinations, groupby, pairwise, takewhile
from typing import Final

from multifocal.formats.report.aligned import is_place
from multifocal.formats.report.close_headers import (
    Columns,
    holds_responses,
    may_name_columns,
    named_columns,
    names_columns,
    ways,
)
from multifocal.formats.report.close_words import (
    are_counted,
    flagged,
    is_no_row,
    is_value,
    may_be_row,
    names_place,
    tokens_of,
    without_count,
    without_row_number,
)
from multifocal.formats.report.headers import is_unit, read_heading
from multifocal.formats.report.lines import Line
from multifocal.formats.report.marks import Marks
from multifocal.formats.report.missing_cells import FIRST_LACKS
from multifocal.formats.report.places import read_context
from multifocal.formats.report.titles import title_kind
from multifocal.study.technique_words import technique_said
from multifocal.study.vocabulary import side_words

_LIMIT: Final = re.compile(r"[<>≤≥]=?\d+(?:[.,]\d+)?")
_LEAST_PARTS: Final = 2
"""Of a row: words and numbers."""
_MOST_OF_RUN: Final = 8
"""Words of a row that stand in columns side by side."""
_MOST_LINES: Final = 600
_MOST_HEADERS: Final = 60
"""Of a report on paper; a longer text is not looked into, before work is spent on its words."""
_MOST_ROWS: Final = 12
"""Rows below a header that are looked at."""


def with_single_spaces(lines: Sequence[Line]) -> list[Line]:
    """The lines, header rows and rows of such tables as cells of their own."""
    if len(lines) > _MOST_LINES:
        return list(lines)
    headers = {line.number for line in lines if names_columns(line)}
    apart = any(line.number in headers and not _is_one_cell(line) for line in lines)
    if apart or len(headers) > _MOST_HEADERS:
        return list(lines)  # told by signs or by place, which says more
    lines = _with_whole_headers(lines, headers)
    told: list[Line] = []
    columns: Columns | None = None
    below = counted = units_may_follow = False
    for at, line in enumerate(lines):
        follows, units_may_follow = units_may_follow, False
        if line.number in headers:
            columns, counted = _columns_of(line, _rows_from(at + 1, lines, headers))
            below, units_may_follow = True, columns is not None
            told.append(line if columns is None else Line(line.number, columns.headings))
            continue
        if _ends_table(line):
            columns, below = None, False
        elif not follows and may_name_columns(line):
            columns = None
        cells = None
        if columns is not None:
            plain = without_count(line) if counted else line
            cells = (_units(line, columns) if follows else None) or _cells(plain, columns)
        if cells is not None:
            told.append(Line(line.number, cells, close=True))
        else:
            told.append(replace(line, row=below and may_be_row(line)))
    return told


def _rows_from(at: int, lines: Sequence[Line], headers: Set[int]) -> list[Line]:
    """The lines from there to the next header, up to so many."""
    return list(takewhile(lambda one: one.number not in headers, lines[at:][:_MOST_ROWS]))


def _with_whole_headers(lines: Sequence[Line], headers: set[int]) -> list[Line]:
    """The lines, a header that goes on in the next one as one: where more rows fit both together
    than one of them alone. `headers` gains what it lacks."""
    whole: list[Line] = []
    for at, line in enumerate(lines):
        before = whole[-1] if whole else None
        if before is not None and _may_go_on(before, line, headers):
            joined = Line(before.number, (f"{_text(before)} {_text(line)}",), before.spans)
            rows = _rows_from(at + 1, lines, headers)
            alone = max(_rows_read(before, [line, *rows]), _rows_read(line, rows))
            if _rows_read(joined, rows) > alone:
                whole[-1] = joined
                headers.add(joined.number)
                continue
        whole.append(line)
    return whole


def _rows_read(header: Line, rows: Sequence[Line]) -> int:
    """How many of the rows fit a header."""
    columns, counted = _columns_of(header, rows) if names_columns(header) else (None, False)
    if columns is None:
        return 0
    plain = [without_count(one) for one in rows] if counted else rows
    return len(_fitting(columns, plain))


def _may_go_on(before: Line, line: Line, headers: Set[int]) -> bool:
    tokens = tokens_of(line)
    words = not any(map(is_value, (*tokens_of(before), *tokens))) and not all(map(is_unit, tokens))
    return words and bool({before.number, line.number} & headers)


def _is_one_cell(line: Line) -> bool:
    return line.spans is not None and len(line.cells) == 1


def _ends_table(line: Line) -> bool:
    """Whether a line is the title of another part, and no heading of a nerve or row."""
    text = _text(line)
    numbers = any(map(is_value, tokens_of(line)))
    return not numbers and title_kind(text) is not None and read_context(text, 0) is None


def _text(line: Line) -> str:
    return " ".join(line.words)


def _columns_of(header: Line, below: Sequence[Line]) -> tuple[Columns | None, bool]:
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


def _columns(header: Line, below: Sequence[Line]) -> Columns | None:
    """The columns where those of numbers are told in one way alone that fits a whole row below; of
    several ways to part the words before them, that which more rows fit, or else the shortest.
    Units beneath, one for each, tell how many there are."""
    each = [
        one
        for way in ways(tokens_of(header))
        for one in (named_columns(way, limits=False), named_columns(way, limits=True))
        if holds_responses(one)
    ]
    by_units = [one for one in each if below and _has_units(one, below[0])]
    fitting = {one: len(rows) for one in by_units or each if (rows := _fitting(one, below))}
    if len({tuple(one.headings[at] for at in one.numbers) for one in fitting}) != 1:
        return None
    return max(fitting, key=lambda one: (fitting[one], -len(one.headings)))


def _fitting(columns: Columns, below: Sequence[Line]) -> list[tuple[str, ...]]:
    """The rows below that fit, of which one at least is whole, or lacks at its end what the first
    response of a nerve never has; else none."""
    rows = [cells for line in below if (cells := _cells(line, columns)) is not None]
    meanings = [read_heading(1, one).meaning for one in columns.headings]
    width = len(columns.headings)
    while width and (last := meanings[width - 1]) is not None and last.name in FIRST_LACKS:
        width -= 1
    return rows if any(len(cells) >= width for cells in rows) else []


def _units(line: Line, columns: Columns) -> tuple[str, ...] | None:
    """The units of a line below a header, each below its column of numbers."""
    tokens = tokens_of(line)
    if len(tokens) != len(columns.numbers) or not all(map(is_unit, tokens)):
        return None
    return _placed(dict(zip(columns.numbers, tokens, strict=True)), len(columns.headings))


def _has_units(columns: Columns, line: Line) -> bool:
    """Whether the line tells a unit for each column of numbers, which may be its."""
    units = _units(line, columns)
    if units is None:
        return False
    return all(read_heading(at, columns.headings[at], units[at]).meaning for at in columns.numbers)


def _placed(by_place: Mapping[int, str], width: int) -> tuple[str, ...]:
    return tuple(by_place.get(at, "") for at in range(width))


def _cells(line: Line, columns: Columns) -> tuple[str, ...] | None:
    """The cells of a row, whose last ones may be missing; None where the line is none."""
    tokens = [] if is_no_row(line) else tokens_of(line)
    if columns.limits:
        plain = [one for one in tokens if not _LIMIT.fullmatch(one)]
        if len(tokens) - len(plain) > columns.limits:
            return None  # one of them was measured: "<0.1"
        tokens = plain
    told = flagged(without_row_number(tokens))
    parts = [list(some) for _, some in groupby(told, lambda one: one[1])]
    runs = columns.runs
    parts = _with_remark(parts, runs, columns)
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


_Parts = list[list[tuple[str, bool]]]


def _with_remark(parts: _Parts, runs: Sequence[Sequence[int]], columns: Columns) -> _Parts:
    """The words and numbers of a row by turns, what is said of the stimulus at its end beside the
    last number, where no column is for it: "3.0 58.3 submaximal"."""
    at = len(parts) - 1
    if at < _LEAST_PARTS or parts[at][0][1] or (at < len(runs) and columns.words[runs[at][0]]):
        return parts
    *others, (last, _) = parts[at - 1]
    said = " ".join((last, *(text for text, _ in parts[at])))
    row = Marks(()).take(Line(0, ("", last, said)))
    if technique_said(said) is None or row.cells[-1] != last:
        return parts  # other words are not read there: the row is asked about
    return [*parts[: at - 1], [*others, (said, True)]]


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
