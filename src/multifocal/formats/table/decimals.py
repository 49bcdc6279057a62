"""The decimal sign of a table: a point or a comma, and never a sign between thousands.

1.200 is 1.2 or 1200, by where its writer grew up. Other numbers of the table may tell; where they
do not, and both could be meant, it is asked about.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from multifocal.fault import Fault, quoted
from multifocal.formats.table.columns import Column
from multifocal.formats.workbook.cells import Number

_POINT: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
_COMMA: Final = re.compile(r"[+-]?(\d+,?\d*|,\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
_THREE: Final = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_GROUPED: Final = re.compile(r"[+-]?\d{1,3}(?:[.,\s'\u2019_]\d{3})+(?:[.,]\d+)?", re.IGNORECASE)


@dataclass(frozen=True)
class Decimals:
    """`comma`: whether a decimal comma may stand in a number. `points`, `commas`: whether one was
    seen in this table where it cannot stand between thousands."""

    comma: bool
    points: bool = False
    commas: bool = False

    def number(self, typed: str, column: Column) -> float | None:
        """The number that was typed, None where it is none. Fault where it may be two."""
        word = typed.strip()
        if word.endswith("%") and column.name.endswith("_percent"):
            word = word[:-1].strip()
        if not isinstance(typed, Number):
            self._check(word, column)
        if _POINT.fullmatch(word) or (self.comma and _COMMA.fullmatch(word)):
            number = float(word.replace(",", "."))
            lost = number == 0 and re.search("[1-9]", word.lower().split("e")[0])  # 1e-400
            return number if math.isfinite(number) and not lost else None
        return None

    def _check(self, word: str, column: Column) -> None:
        if self.comma and _THREE.fullmatch(word):
            same, other = self.points, self.commas
            if "," in word:
                same, other = other, same
            if other or not (same or not _as_thousands(word, column)):
                raise in_doubt(word, column.name)
        elif _GROUPED.fullmatch(word) and not (_POINT.fullmatch(word) or _COMMA.fullmatch(word)):
            raise Fault("table.thousands", number=quoted(word), column=column.name)


def decimals_of(numbers: Iterable[tuple[str, Column]], *, comma: bool) -> Decimals:
    """What the numbers of a table tell of its decimal sign."""
    points = commas = False
    for typed, column in numbers:
        word = typed.strip()
        if isinstance(typed, Number) or (_THREE.fullmatch(word) and _as_thousands(word, column)):
            continue
        points = points or ("." in word and bool(_POINT.fullmatch(word)))
        commas = commas or ("," in word and bool(_COMMA.fullmatch(word)))
    return Decimals(comma, points, commas)


def _as_thousands(word: str, column: Column) -> bool:
    """Whether the number is plausible if the sign stands between thousands."""
    return column.least <= float(re.sub("[.,]", "", word)) <= column.most


def in_doubt(word: str, column: str | None = None) -> Fault:
    """What is said of a number whose sign may be the decimal one, or stand between thousands."""
    whole = re.sub("[.,]", "", word)
    return Fault(
        "table.may_be_two",
        number=quoted(word),
        one=whole,
        other=float(word.replace(",", ".")),
        column=column,
    )


_CELL: Final = r"""(?<![^;\t\n"])[+-]?{}(?![^;\t\n"])"""
_SIGNS: Final = {
    sign: (
        re.compile(_CELL.format(rf"[1-9]\d{{0,2}}\{sign}\d{{3}}"), re.ASCII),
        re.compile(_CELL.format(rf"(?![1-9]\d{{0,2}}\{sign}\d{{3}}(?!\d))\d*\{sign}\d+"), re.ASCII),
    )
    for sign in ".,"
}


def doubtful(text: str) -> tuple[int, str] | None:
    """Where and what the first number of a text is whose sign may stand between thousands.

    For large tables, separated by semicolons or tabs, of numbers of one kind.
    """
    seen = {sign: sure.search(text) is not None for sign, (_, sure) in _SIGNS.items()}
    for sign, other in ((".", ","), (",", ".")):
        three = _SIGNS[sign][0].search(text)
        if three is not None and (seen[other] or not seen[sign]):
            return three.start(), three[0]
    return None
