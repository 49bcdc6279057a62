"""The rows of one sheet of an XLSX workbook."""

import math
import re
from collections.abc import Mapping, Sequence
from typing import Final

from multifocal.fault import Fault
from multifocal.formats.workbook.cells import Number, Sheet, Suspect, letters
from multifocal.formats.workbook.limits import (
    LAST_COLUMN,
    LAST_ROW,
    MOST_CHARACTERS,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_TABLE,
    broken,
    too_much,
)
from multifocal.formats.workbook.number_formats import Styles, as_date, as_percent
from multifocal.formats.workbook.xml import Enough

_ADDRESS: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})", re.ASCII)
_NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,4})?", re.ASCII)
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


class SheetReader:
    """Told of a sheet's elements; afterwards `sheet()` gives its rows.

    `most_rows`: stop after so many rows. `recalculates`: the workbook wants all formulas worked out
    anew when it is opened, so that a stored 0 says nothing.
    """

    def __init__(
        self,
        strings: Sequence[str],
        styles: Styles,
        *,
        most_rows: int | None = None,
        since_1904: bool = False,
        recalculates: bool = False,
    ) -> None:
        self._strings, self._styles = strings, styles
        self._most, self._since_1904 = most_rows, since_1904
        self._recalculates = recalculates
        self._rows: list[tuple[int, list[str]]] = []
        self._row = 0
        self._cells: dict[int, str] = {}
        self._next = 0
        self._cell: Mapping[str, str] = {}
        self._at = -1
        self._value: str | None = None
        self._texts: list[str] = []
        self._length = 0
        self._formula = self._phonetic = self._row_hidden = False
        self._hidden_rows: list[int] = []
        self._hidden_columns: list[tuple[int, int]] = []
        self._seen_columns: set[int] = set()
        self._whole = True
        self._characters = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            self._begin_cell(attributes)
        elif name == "row":
            self._begin_row(attributes)
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._phonetic = True
        elif name == "col" and _is_true(attributes.get("hidden")):
            first, last = (_whole(attributes.get(key)) for key in ("min", "max"))
            if first and last:
                self._hidden_columns.append((first - 1, last - 1))
            if len(self._hidden_columns) > LAST_COLUMN:
                raise broken()

    def end(self, name: str, text: str) -> None:
        if name == "v":
            self._value = text
        elif name == "t" and not self._phonetic:
            if self._length <= MOST_CHARACTERS:
                self._texts.append(text)
                self._length += len(text)
        elif name == "c":
            self._end_cell()
        elif name == "row":
            self._end_row()
        elif name == "rPh":
            self._phonetic = False
        elif name == "sheetData":
            raise Enough

    def sheet(self) -> Sheet:
        """What was read."""
        hidden = [
            letters(column)
            for column in sorted(self._seen_columns)
            if any(first <= column <= last for first, last in self._hidden_columns)
        ]
        return Sheet(tuple(self._rows), tuple(self._hidden_rows), tuple(hidden), self._whole)

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        number = _whole(attributes["r"]) if "r" in attributes else self._row + 1
        if number is None or not self._row < number <= LAST_ROW:
            raise broken()
        self._row, self._next, self._cells = number, 0, {}
        self._row_hidden = _is_true(attributes.get("hidden"))

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        self._cell, self._value, self._formula = attributes, None, False
        self._texts, self._length = [], 0
        at = self._next
        if "r" in attributes:
            found = _ADDRESS.fullmatch(attributes["r"])
            if found is None or int(found[2]) != self._row:
                raise broken()
            at = 0
            for sign in found[1].upper():
                at = 26 * at + ord(sign) - 64
            at -= 1
        if not self._next <= at < LAST_COLUMN:
            raise broken()
        self._at, self._next = at, at + 1

    def _end_cell(self) -> None:
        text = self._text()
        if not text or not (isinstance(text, Suspect) or text.strip()):
            return
        if self._at >= MOST_COLUMNS:
            raise Fault("workbook.too_many_cells", count=MOST_COLUMNS, line=self._row)
        self._cells[self._at] = text

    def _end_row(self) -> None:
        if not self._cells:
            return
        length = sum(map(len, self._cells.values()))
        if length > MOST_CHARACTERS:
            raise Fault("workbook.too_much_text", line=self._row)
        self._characters += length
        if self._characters > MOST_TABLE:
            raise too_much()
        cells = [""] * (max(self._cells) + 1)
        for at, text in self._cells.items():
            cells[at] = text
        self._rows.append((self._row, cells))
        self._seen_columns.update(self._cells)
        if self._row_hidden:
            self._hidden_rows.append(self._row)
        if self._most is not None and len(self._rows) >= self._most:
            self._whole = False
            raise Enough
        if len(self._rows) > MOST_ROWS + 1:
            raise Fault("table.too_many_rows", count=MOST_ROWS)

    @property
    def _address(self) -> str:
        return f"{letters(self._at)}{self._row}"

    def _text(self) -> str:
        kind = self._cell.get("t", "n")
        value = self._value
        if self._formula and kind != "str" and not (value or "").strip():
            return Suspect(self._address, Fault("workbook.no_result", cell=self._address))
        if kind == "inlineStr":
            return self._checked(unescaped("".join(self._texts)))
        if value is None:
            return ""
        if kind == "s":
            at = _whole(value.strip())
            if at is None or at >= len(self._strings):
                raise broken()
            return self._checked(self._strings[at])
        if kind in ("str", "e", "d"):
            word = unescaped(value)
            if kind == "d":
                word = word.strip().partition("T")[0]
            return self._checked(word)
        if kind == "b":
            return {"1": "yes", "0": "no"}.get(value.strip(), value.strip())
        return self._number(value.strip())

    def _number(self, word: str) -> str:
        if not _NUMBER.fullmatch(word):
            return self._checked(word)
        value = float(word)
        if not math.isfinite(value) or (
            value == 0 and re.search("[1-9]", word.lower().split("e")[0])
        ):
            return word
        if value == 0 and self._formula and self._recalculates:
            return Suspect(self._address, Fault("workbook.not_worked_out", cell=self._address))
        shown = self._styles.of(self._cell.get("s"))
        if shown == "percent":
            return Number(as_percent(value))
        if shown == "date" and (day := as_date(value, since_1904=self._since_1904)) is not None:
            return day
        return Number(digits(value))

    def _checked(self, text: str) -> str:
        if len(text) > MOST_CHARACTERS:
            return Suspect(self._address, Fault("workbook.cell_too_long", cell=self._address))
        return text


class Strings:
    """Told of the shared strings; `found` has them in order."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._texts: list[str] = []
        self._length = 0
        self._phonetic = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002
        if name == "si":
            self._texts, self._length = [], 0
        elif name == "rPh":
            self._phonetic = True

    def end(self, name: str, text: str) -> None:
        if name == "t" and not self._phonetic and self._length <= MOST_CHARACTERS:
            self._texts.append(text)
            self._length += len(text)
        elif name == "rPh":
            self._phonetic = False
        elif name == "si":
            self.found.append(unescaped("".join(self._texts)))


def digits(value: float) -> str:
    """A number with all its digits, a whole one without a point."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def unescaped(text: str) -> str:
    """The text with signs written as _x000D_ put back (ECMA-376 part 1, 22.9.2.19)."""
    return _ESCAPED.sub(_sign, text) if "_x" in text else text


def _sign(escaped: re.Match[str]) -> str:
    number = int(escaped[1], 16)
    return "\ufffd" if 0xD800 <= number < 0xE000 else chr(number)


def _whole(word: str | None) -> int | None:
    return int(word) if word and word.isascii() and word.isdigit() and len(word) < 10 else None


def _is_true(word: str | None) -> bool:
    return word in ("1", "true", "on")
