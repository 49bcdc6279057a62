"""The words of a line whose cells lie one space apart: which are values, and what goes with one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from multifocal.formats.report.aligned import is_place, says_none
from multifocal.formats.report.cells import is_number, plain_number
from multifocal.formats.report.headers import is_unit
from multifocal.formats.report.letters import is_lettered
from multifocal.formats.report.lines import Line
from multifocal.formats.report.other_parts import is_other_part
from multifocal.formats.report.outside import is_numbered, names_person
from multifocal.formats.report.places import read_context
from multifocal.formats.report.unread_motor import is_measured

_SIGN: Final = re.compile(r"[<>≤≥]=?")
_WITH_FLAG: Final = re.compile(r"\d[\d.,]*[HL]")
""" "4.6H", and not "L5", which is a place."""
_FINGER: Final = re.compile(r"(?i)(?:d|dig|digit|finger|dedo|doigt|dito|zeh|toe)\.?")
_OF_FINGER: Final = frozenset("12345")
_WARMTH: Final = re.compile(r"\btemp(?!oral)", re.IGNORECASE)
_ROW_NUMBER: Final = re.compile(r"\d{1,2}[.)]?")
_OPENS: Final = re.compile(r"[(\[](?:[<>≤≥\d][^()\[\]]*)?")
_MOST_IN_BRACKETS: Final = 4
_LIKE_VALUE: Final = re.compile(r"\W*(?:ca\.?)?\d{1,5}([.,]\d+)?[^\w\s]*\w?\W*")
"""A number, also with a mark or a sign that leaves it no plain one: "3.1¹", "~7.6", "3.0?"."""
_LEAST: Final = 2
"""Numbers of a row."""


def tokens_of(line: Line) -> list[str]:
    """The words, the sign of a limit with its number, and a range in brackets as one."""
    tokens: list[str] = []
    opened = 0
    for word in " ".join(line.words).split():
        last = tokens[-1] if tokens else ""
        if word in _OF_FINGER and _FINGER.fullmatch(last):
            tokens[-1] += f" {word}"  # "Digit 2" is a place
        elif _SIGN.fullmatch(last):
            tokens[-1] += word
        elif opened and not word.startswith(("(", "[")):
            tokens[-1] += word if last in ("(", "[") else f" {word}"
            opened -= 1
        else:
            tokens.append(word)
            opened = _MOST_IN_BRACKETS if _OPENS.fullmatch(word) else 0
        if word.endswith((")", "]")):
            opened = 0
    return tokens


def flagged(tokens: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """The words of a line, each with whether it is a value; the flag of a limit with its number. A
    dash between two words is none."""
    joined: list[str] = []
    for token in tokens:
        with_flag = joined and is_value(joined[-1]) and is_value(f"{joined[-1]} {token}")
        if with_flag and not is_value(token):
            joined[-1] = f"{joined[-1]} {token}"
        else:
            joined.append(token)
    sure = [is_value(one) for one in joined]
    for at, one in enumerate(joined):
        # words that say that nothing came are a value beside others or at the end
        beside = at + 1 == len(joined) or sure[at + 1] or (at > 0 and sure[at - 1])
        last = all(sure[k] or says_none(joined[k]) for k in range(at, len(joined)))
        yield one, sure[at] or (says_none(one) and (beside or last) and at > 0)


def is_value(token: str) -> bool:
    """Whether a word is a number, and not a temperature."""
    if "°" in token:
        return False
    plain = is_number(plain_number(token)) or is_lettered(token)
    return plain or _WITH_FLAG.fullmatch(token) is not None


def are_counted(lines: Sequence[Line]) -> bool:
    """Whether behind the words of each row stands its count, from 1 and anew for each nerve: of
    "Wrist 1 3.5 8.9", "Elbow 2 7.6 8.1" the first number is no latency."""
    rows = [row for one in lines if (row := _words_and_number(one)) is not None]
    firsts = [number for _, number in rows]
    if not all(map(names_place, (words for words, _ in rows))):
        return False
    if len(firsts) < _LEAST or not all(one.isdecimal() and len(one) <= _LEAST for one in firsts):
        return False
    counts = [0, *map(int, firsts)]
    return all(later in (1, before + 1) for before, later in pairwise(counts)) and max(counts) > 1


def without_count(line: Line) -> Line:
    """A row without the number behind its words."""
    tokens = tokens_of(line)
    at = next((at for at, one in enumerate(tokens) if at and is_value(one)), len(tokens))
    return replace(line, cells=(" ".join((*tokens[:at], *tokens[at + 1 :])),))


def _words_and_number(line: Line) -> tuple[str, str] | None:
    """The words of a row and the first of its numbers; None for another line."""
    tokens = [] if is_no_row(line) else tokens_of(line)
    numbers = [at for at, one in enumerate(tokens) if is_value(one)]
    if len(numbers) < _LEAST or not numbers[0]:
        return None
    return " ".join(tokens[: numbers[0]]), tokens[numbers[0]]


def is_no_row(line: Line) -> bool:
    """Whether a line says that what follows is of another person, visit or page, "Patient 2", or
    how warm a limb is: it is no row."""
    text = " ".join(line.words)
    warm = _WARMTH.search(text) is not None
    return warm or names_person(text) or is_numbered(text) or is_other_part(text)


def without_row_number(tokens: Sequence[str]) -> Sequence[str]:
    """The words of a row without the number before them: "1 Wrist", and not "2 cm above elbow"."""
    if len(tokens) < _LEAST or not _ROW_NUMBER.fullmatch(tokens[0]):
        return tokens
    return tokens if is_value(tokens[1]) or is_unit(tokens[1]) else tokens[1:]


def names_place(words: str) -> bool:
    """Whether the words are a site of any nerve, a skin or muscle, or name a nerve."""
    sited = is_place(words, "site") or is_place(words, "recording")
    return sited or read_context(words, 0) is not None


def may_be_row(line: Line) -> bool:
    """Whether a line that could not be parted holds numbers of a response: behind the words of a
    place two or more, of which one has decimals. One with units is a sentence."""
    tokens = without_row_number(" ".join(line.words).split())
    like = [_LIKE_VALUE.fullmatch(one) for one in tokens]
    first = next((at for at, one in enumerate(like) if one), 0)
    found = [one for one in like if one]
    many = len(found) >= _LEAST and 2 * len(found) >= len(tokens) - first
    if not first or not many or not any(one[1] for one in found):
        return False
    words = " ".join(tokens[:first])
    told = read_context(words, 0)
    late = told is not None and told.kind == "F"  # which a line tells by itself
    return names_place(words) and not late and not is_measured(" ".join(tokens))
