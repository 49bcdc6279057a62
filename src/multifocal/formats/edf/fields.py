"""Fixed-width ASCII fields of the header: numbers, words, and how they are written.

Numbers are kept as `Decimal`, so that "0.050" is written again as "0.050".
"""

import re
from decimal import Decimal
from typing import Final

from multifocal.fault import Fault, Phrase
from multifocal.formats.edf.remark import Remark, placed, quoted
from multifocal.words import say

NUMBER_WIDTH: Final = 8
_NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,2})?", re.ASCII)
_WHOLE: Final = re.compile(r"[+-]?\d+", re.ASCII)
_POINT_ZERO: Final = re.compile(r"[+-]?\d+\.0*", re.ASCII)


class Fields:
    """Reads the header from its first byte to its last, and remembers what it had to bend."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.at = 0
        self.remarks: list[Remark] = []
        self._padded = False

    def text(self, width: int, name: str | Phrase) -> str:
        """The next field, without the spaces that fill it."""
        at, raw = self._next(width, name)
        if raw != (bare := raw.rstrip(b"\0")):
            raw = bare
            if not self._padded:
                self._padded = True
                self._remark(at, say("remarks.edf.nul_filled"))
        if any(not 32 <= byte <= 126 for byte in raw):
            raw = raw.replace(b"\0", b" ")
            self._remark(at, say("remarks.edf.not_ascii", field=name))
        try:
            plain = raw.decode("utf-8")
        except UnicodeDecodeError:
            plain = raw.decode("latin-1")
        return "".join(sign if sign.isprintable() else "?" for sign in plain).strip()

    def number(self, width: int, name: str | Phrase) -> Decimal:
        """The next field as a number; Fault if it is none."""
        at = self.at
        word = self.text(width, name)
        if "," in word and "." not in word:
            self._remark(at, say("remarks.edf.decimal_comma", field=name))
            word = word.replace(",", ".")
        if not _NUMBER.fullmatch(word):
            raise _no_number(at, name, word)
        return Decimal(word)

    def whole(self, width: int, name: str | Phrase) -> int:
        """The next field as a whole number; Fault if it is none."""
        at = self.at
        word = self.text(width, name)
        if _WHOLE.fullmatch(word):
            return int(word)
        if _POINT_ZERO.fullmatch(word):
            self._remark(at, say("remarks.edf.point_zero", field=name))
            return int(word.split(".")[0])
        raise _no_number(at, name, word)

    def _next(self, width: int, name: str | Phrase) -> tuple[int, bytes]:
        at, raw = self.at, self.content[self.at : self.at + width]
        if len(raw) < width:
            raise Fault("edf.header_ends", field=name, byte=len(self.content))
        self.at += width
        return at, raw

    def _remark(self, at: int, text: str) -> None:
        self.remarks.append(Remark(text, placed("byte", at)))


def _no_number(at: int, name: str | Phrase, word: str) -> Fault:
    return Fault("edf.number", field=name, word=quoted(word), byte=at)


def decimal(value: float | Decimal) -> Decimal:
    """The number with no more digits than it needs: 0.05 and not 0.05000000000000000277."""
    return value if isinstance(value, Decimal) else Decimal(repr(value))


def plain(value: Decimal) -> str:
    """The number without an exponent."""
    return format(value, "f")


def filled(word: str, width: int, name: str) -> bytes:
    """The field as bytes, filled with spaces; ValueError if it does not fit or is not ASCII."""
    if not (word.isascii() and (word.isprintable() or not word)):
        raise ValueError(f"{name} must be printable ASCII")
    if len(word) > width:
        raise ValueError(f"{name} must be at most {width} characters long")
    return word.encode("ascii").ljust(width)


def filled_number(value: Decimal | int, width: int, name: str) -> bytes:
    """The number's field; ValueError if all its digits do not fit."""
    word = plain(value) if isinstance(value, Decimal) else str(value)
    if len(word) > width and word.startswith(("0.", "-0.")):
        word = word.replace("0.", ".", 1)
    return filled(word, width, name)
