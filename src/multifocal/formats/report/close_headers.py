"""Header rows whose headings lie one space apart: the ways to part them into known ones."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Final

from multifocal.formats.report.close_words import is_value, tokens_of
from multifocal.formats.report.headers import is_header, is_unit, read_heading
from multifocal.formats.report.lines import Line
from multifocal.formats.report.places import read_context
from multifocal.study.vocabulary import normalized

OF_WORDS: Final = ("nerve", "site", "side", "recording", "segment", "kind", "remark", "site1",
                    "site2")  # fmt: skip
"""Columns that hold words."""
UNTOLD: Final = "-"
_NORM: Final = re.compile(r"(?:^|_)(?:norms?|normal|ref|reference|limit)(?:_|$)")
_MOST_WORDS: Final = 30
"""Words of a header row; a longer line is a text."""
_MOST_OF_HEADING: Final = 4
_MOST_WAYS: Final = 256
"""With more of them it cannot be told that one alone fits."""
_LONG: Final = 3
"""Words of a heading from which on none of them is that of a place."""
_LEAST_COLUMNS: Final = 2
_F: Final = "f_minimum"
_ROW_NUMBER: Final = frozenset(("no", "nr", "row", ""))
""" "" is of "#"."""


@dataclass(frozen=True)
class Columns:
    """A header row that is parted: its headings, and of each the name of a column of words, "" for
    one of numbers, "-" for one whose cells are not told: what marks that no response came, and
    limits where they are written as "<4.2", and the number of the row."""

    headings: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The places of the columns of numbers."""
        return tuple(at for at, word in enumerate(self.words) if not word)

    @property
    def limits(self) -> int:
        """How many columns of limits are told by their signs."""
        pairs = zip(self.headings, self.words, strict=True)
        return sum(word == UNTOLD and _is_norm(written) for written, word in pairs)

    @property
    def has_row_numbers(self) -> bool:
        """Whether the first column is that of the row's number."""
        first = read_heading(0, self.headings[0])
        left_out = first.meaning is not None and first.meaning.name == "left_out"
        return left_out and normalized(first.written) in _ROW_NUMBER

    @property
    def runs(self) -> list[list[int]]:
        """The places of columns of words and of numbers by turns."""
        told = [at for at, word in enumerate(self.words) if word != UNTOLD]
        return [list(some) for _, some in groupby(told, lambda at: self.words[at] != "")]


def _is_norm(written: str) -> bool:
    return _NORM.search(normalized(written)) is not None


def names_columns(line: Line) -> bool:
    """Whether a line has no number, and words of it are headings of responses or of places."""
    tokens = tokens_of(line)
    if not 1 < len(tokens) <= _MOST_WORDS or any(map(is_value, tokens)):
        return False
    return any(is_header(way) for way in ways(tokens))


def may_name_columns(line: Line) -> bool:
    """Whether a line without a number may be a header of which not every word is known: several of
    its words are headings, and it names no nerve. Rows below it are of no table above it."""
    tokens = tokens_of(line)
    if not _LEAST_COLUMNS < len(tokens) <= _MOST_WORDS or any(map(is_value, tokens)):
        return False
    meanings = [read_heading(1, one).meaning for one in tokens if one[0].isalpha()]
    known = {one.name for one in meanings if one is not None}
    return len(known) >= _LEAST_COLUMNS and read_context(" ".join(tokens), 0) is None


def ways(tokens: Sequence[str]) -> list[tuple[str, ...]]:
    """The ways to part the words into headings that are known; none where they are too many."""
    from_here: dict[int, list[tuple[str, ...]]] = {len(tokens): [()]}
    for start in range(len(tokens) - 1, -1, -1):
        parted: list[tuple[str, ...]] = []
        for end in range(min(len(tokens), start + _MOST_OF_HEADING), start, -1):
            heading = " ".join(tokens[start:end])
            if from_here[end] and _is_part(tokens[start:end]) and _is_heading(heading):
                parted += [(heading, *rest) for rest in from_here[end]]
        if len(parted) > _MOST_WAYS:
            return []
        from_here[start] = parted
    return from_here[0]


def _is_part(words: Sequence[str]) -> bool:
    """Whether the words may be one heading: a unit or a stroke does not stand alone, behind a unit
    another heading begins, and "NR" is one by itself."""
    inside = any(is_unit(one) and not one[0].isalnum() for one in words[:-1])
    alone = len(words) == 1 or "NR" not in words
    return words[0][0].isalnum() and words[-1] != "/" and alone and not inside


@lru_cache(4096)
def _is_heading(words: str) -> bool:
    """Whether the words are a heading; one that is left out, as "Norm Lat (ms)", has the word for
    limits once, does not end in that of a place, and has none where it is long."""
    meaning = read_heading(1, words).meaning
    if meaning is None or meaning.name != "left_out" or " " not in words:
        return meaning is not None
    each = words.split(" ")
    if sum(map(_is_norm, each)) > 1:
        return False
    apart = [read_heading(1, one).meaning for one in (each if len(each) >= _LONG else each[-1:])]
    return not any(one is not None and one.name in OF_WORDS for one in apart)


def named_columns(headings: tuple[str, ...], *, limits: bool) -> Columns:
    """`limits`: whether columns of limits are told by their signs."""
    words = []
    for at, written in enumerate(headings):
        meaning = read_heading(at, written).meaning
        name = meaning.name if meaning else ""
        is_limit = limits and name == "left_out" and _is_norm(written)
        is_untold = name == "no_response" or is_limit
        words.append(UNTOLD if is_untold else name if name in OF_WORDS else "")
    columns = Columns(headings, tuple(words))
    if columns.has_row_numbers:
        return Columns(headings, (UNTOLD, *words[1:]))
    return columns


def holds_responses(columns: Columns) -> bool:
    """Whether numbers stand in several columns: of one alone a sentence would be a row, but for
    the shortest F latency."""
    if len(columns.numbers) >= _LEAST_COLUMNS:
        return True
    meanings = [read_heading(1, columns.headings[at]).meaning for at in columns.numbers]
    return any(one is not None and one.name == _F for one in meanings)
