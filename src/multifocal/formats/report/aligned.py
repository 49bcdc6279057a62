"""Which cell of a line stands under which column, where columns are told by position."""

import re
from collections.abc import Sequence
from typing import Final

from multifocal.fault import Fault, quoted
from multifocal.formats.report.cells import is_number, nothing
from multifocal.formats.report.headers import VALUES
from multifocal.formats.report.letters import is_lettered
from multifocal.formats.report.lines import Line
from multifocal.formats.report.places import Context, is_site, spot_of
from multifocal.formats.report.row import Table
from multifocal.study.sensory_words import is_sensory_word
from multifocal.study.vocabulary import may_say_no_response, nerve_words, says_no_response

_LEAST: Final = 3
"""Numbers of a row that is told by order alone."""
_WITH_SITE: Final = 2
"""Cells of a row that says but its site, and that nothing came from there."""
_FINGER: Final = re.compile(r"(?i)\b(?:d|dig\w*|finger|dedo|doigt)[\s.]*[1-5]\b|\b[1-5][ºª°.]")


def aligned(line: Line, table: Table) -> dict[int, str]:
    """The cells by the place of their column, from 0; Fault where that cannot be told."""
    if table.spans is None or line.spans is None:
        return dict(enumerate(line.cells))
    by_column: dict[int, str] = {}
    in_order = _in_order(line, table)
    for cell, (start, end) in _apart(line, table.spans):
        under = [at for at, (left, right) in enumerate(table.spans) if start < right and left < end]
        if len(under) > 1 and says_none(cell):
            under = under[:1]  # said of the response, and not of a column
        if not under and len(line.cells) <= _WITH_SITE and says_none(cell):
            under = _of_response(table)[:1]  # "Erb  NR", between the columns
        both = _of_two_places(cell, under, table)
        if both is not None and not any(at in by_column for at in under):
            by_column |= both
            continue
        if len(under) != 1 or under[0] in by_column:
            if in_order is not None:
                return in_order
            raise Fault("report.columns_run_together", line=line.number, cell=quoted(cell))
        by_column[under[0]] = cell
    return by_column


def _of_response(table: Table) -> list[int]:
    """The places of the columns that are measured at a response."""
    return [one.at for one in table.headings if one.meaning and one.meaning.name in VALUES]


def _of_two_places(cell: str, under: Sequence[int], table: Table) -> dict[int, str] | None:
    """The words of a cell that stands under two columns of places, as "Forearm Snuffbox" under site
    and electrode, where they can be parted in one way so that each is a place of its column."""
    if len(under) != 2:
        return None
    meanings = [table.headings[at].meaning for at in under]
    names = [one.name if one else "" for one in meanings]
    words = cell.split(" ")
    ways = [
        (" ".join(words[:at]), " ".join(words[at:]))
        for at in range(1, len(words))
        if is_place(" ".join(words[:at]), names[0]) and is_place(" ".join(words[at:]), names[1])
    ]
    return dict(zip(under, ways[0], strict=True)) if len(ways) == 1 else None


def is_place(words: str, column: str) -> bool:
    """Whether the words are a site, or where it is recorded from, of any nerve."""
    if column == "site":
        return is_sensory_word("site", words) or any(
            is_site(words, Context(nerve=one, kind="M")) for one in nerve_words()
        )
    if column != "recording":
        return False
    return is_sensory_word("skin", words) or any(
        spot_of(words, Context(nerve=one, kind="M")).muscle != words for one in nerve_words()
    )


def says_none(cell: str) -> bool:
    """Whether words say that no response came, or that nothing was recorded."""
    return says_no_response(cell) or may_say_no_response(cell) or nothing(cell)


def _in_order(line: Line, table: Table) -> dict[int, str] | None:
    """The cells one after another, where every column but the first holds a number and nothing else
    is in the line but words before them; None where that is not so."""
    assert table.spans is not None
    count = len(table.spans) - 1
    words, numbers = line.cells[:-count], line.cells[-count:]
    if count < _LEAST or not words or not all(map(_is_number, numbers)):
        return None
    if any(sign.isdigit() for cell in words for sign in _FINGER.sub("", cell)):
        return None
    return {0: " ".join(words), **dict(enumerate(numbers, 1))}


def _is_number(text: str) -> bool:
    return is_number(text) or is_lettered(text)


def _apart(line: Line, columns: Sequence[tuple[int, int]]) -> list[tuple[str, tuple[int, int]]]:
    """The cells of a line, those parted at a space before which a column begins."""
    assert line.spans is not None
    parts: list[tuple[str, tuple[int, int]]] = []
    for cell, (start, end) in zip(line.cells, line.spans, strict=True):
        left, rest = start, cell
        for begin, _ in () if says_none(cell) else columns:
            if left < begin < end and rest[begin - left - 1] == " ":
                parts.append((rest[: begin - left - 1].strip(), (left, begin - 1)))
                left, rest = begin, rest[begin - left :]
        parts.append((rest, (left, end)))
    return parts
