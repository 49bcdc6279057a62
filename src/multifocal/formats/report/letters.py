"""Letters within numbers, as a scanner makes them of digits, or as flags stand beside them."""

import re
from collections.abc import Sequence
from typing import Final

from multifocal.formats.report.cells import is_number, plain_number
from multifocal.formats.report.headers import Heading
from multifocal.formats.report.lines import Line

_AS_DIGITS: Final = str.maketrans("lIOo", "1100")
_CORE: Final = re.compile(r"[*↑↓†‡#]*\s*[+-]?\s*(?P<core>[\dlIOo.,]+)")
_LETTER: Final = re.compile(r"[lIOo]")
_DIGIT: Final = re.compile(r"[\d.,]")
_OUTER: Final = re.compile(r"^l+|l+$")
"""Where the letter may stand for Low, as a flag beside a number that is out of its limits."""
_FLAG: Final = re.compile(r"[HL]?(?P<number>[+-]?\d[\d.,]*)[HL]?")
_FLAGGED: Final = re.compile(r"[+-]?\d[\d.,]*\s?[HL]|[HL]\s?[+-]?\d[\d.,]*")
_LEAST_FLAGS: Final = 2
"""Cells with such a flag in a report that has them."""


def has_flags(lines: Sequence[Line]) -> bool:
    """Whether a report writes H and L beside numbers that are out of their limits."""
    cells = [cell for line in lines for cell in line.words]
    return sum(_FLAGGED.fullmatch(cell) is not None for cell in cells) >= _LEAST_FLAGS


def without_flag(text: str) -> str | None:
    """The number of a cell that an H or L touches: "4.1L"; None for another cell."""
    found = _FLAG.fullmatch(text)
    if found is None or found["number"] == text or not is_number(found["number"]):
        return None
    return found["number"]


def is_lettered(text: str, heading: Heading | None = None) -> bool:
    """Whether a cell is a number of which some digits are letters: "l.9", "24.O mV"."""
    return with_digits(text, heading) is not None


def with_digits(text: str, heading: Heading | None = None) -> str | None:
    """The cell with digits for the letters in its number; None where it holds none, or where that
    makes no number of it."""
    found = _CORE.match(text)
    if found is None or not (_LETTER.search(found["core"]) and _DIGIT.search(found["core"])):
        return None
    start, end = found.span("core")
    made = f"{text[:start]}{found['core'].translate(_AS_DIGITS)}{text[end:]}"
    return made if is_number(plain_number(made, heading)) else None


def without_outer(text: str, heading: Heading | None = None) -> str | None:
    """The cell without an l before or behind its number, which may stand for Low; None where that
    leaves no whole number."""
    found = _CORE.match(text)
    core = found["core"] if found else ""
    bare = _OUTER.sub("", core)
    if found is None or bare == core or not (bare[:1].isdigit() and is_number(bare)):
        return None
    start, end = found.span("core")
    made = f"{text[:start]}{bare}{text[end:]}"
    return made if is_number(plain_number(made, heading)) else None
