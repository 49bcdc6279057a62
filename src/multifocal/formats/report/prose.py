"""A letter without a table: no number is read out of its sentences, and that is what is said."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from multifocal.fault import Fault
from multifocal.formats.report.close_words import may_be_row
from multifocal.formats.report.headers import read_heading
from multifocal.formats.report.lines import Line
from multifocal.formats.report.unread_motor import measured_count
from multifocal.formats.report.unread_rows import is_numbers
from multifocal.formats.table.text import text_of
from multifocal.words import listed

_MOST_LOOKED_AT: Final = 4
"""Words at the beginning of a row that may say what it measured."""
_SIGNS: Final = re.compile(r"[\t;,|]|\s{2,}")
_NUMBER: Final = re.compile(
    r"(?:\t|\s{2,}|[;|]\s*)[<>]?\d+(?:[.,]\d+)?(?:\s?(?:mV|[µμu]V|ms|m/s|mm|cm))?"
    r"(?=\s{2,}|\t|\s*[;|]|\s*$)"
)
"""A number that is a cell by itself; a comma parts sentences too."""
_LEAST_NAMED: Final = 2
"""Cells of a first line that name columns: it is a header, and the table is at fault."""
_LEAST_WORDS: Final = 6
"""Words of a sentence."""
_MOST_LISTED: Final = 12
_MOST_LINES: Final = 2_000
"""Of a letter: what is longer is refused for its length, before work is spent on its words."""


def prose_fault(content: bytes) -> Fault | None:
    """What is wrong with a text that has no table in it, or one whose header nobody knows; None
    for one whose first line names columns, or that has no sentence either."""
    if content.count(b"\n") > _MOST_LINES:
        return None
    lines = [
        (number, line)
        for number, line in enumerate(text_of(content).splitlines(), 1)
        if line.strip() and not line.startswith("#")
    ]
    if not lines:
        return None
    cells = _SIGNS.split(lines[0][1])
    named = sum(read_heading(at, cell.strip()).meaning is not None for at, cell in enumerate(cells))
    if named >= _LEAST_NAMED:
        return None
    rows = [number for number, line in lines if len(_NUMBER.findall(line)) >= _LEAST_NAMED]
    if len(rows) >= _LEAST_NAMED:
        return _of_rows(dict(lines), rows)
    each = [Line(number, (line.strip(),)) for number, line in lines]
    close = [one.number for one in each if is_numbers(one) or may_be_row(one)]
    if len(close) >= _LEAST_NAMED:
        return Fault("formats.close_table", lines=f"{close[0]}–{close[-1]}")
    told = {number: found for number, line in lines if (found := measured_count(line))}
    if told:
        where = listed(map(str, list(told)[:_MOST_LISTED]))
        more = ", …" if len(told) > _MOST_LISTED else ""
        return Fault("formats.prose", count=sum(told.values()), lines=f"{where}{more}")
    if any(len(re.findall(r"[^\W\d_]{2,}", line)) >= _LEAST_WORDS for _, line in lines):
        return Fault("formats.prose_without_numbers")
    return None


def _of_rows(lines: Mapping[int, str], rows: Sequence[int]) -> Fault:
    """What is wrong with a table: where its rows are what was measured, its columns are of sides or
    sites, and it is another layout than the one that is read."""
    measured = [number for number in rows if _begins_with_measured(_SIGNS.split(lines[number])[0])]
    where = f"{rows[0]}–{rows[-1]}"
    if len(measured) >= _LEAST_NAMED:
        return Fault("formats.turned_table", lines=where)
    return Fault("formats.unknown_table", lines=where)


def _begins_with_measured(cell: str) -> bool:
    words = cell.split()[:_MOST_LOOKED_AT]
    each = (read_heading(1, " ".join(words[: at + 1])).meaning for at in range(len(words)))
    return any(one is not None and one.units is not None for one in each)
