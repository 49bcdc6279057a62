"""Which cell styles show a number as percent or as a date."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final, Literal

Display = Literal["plain", "percent", "date"]

# Numbers of built-in formats: ECMA-376 part 1, 18.8.30 (numFmt).
_PERCENT: Final = frozenset((9, 10))
_DATES: Final = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_LITERAL: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)


class Styles:
    """Reads the styles part: how the cells of each style show a number."""

    def __init__(self) -> None:
        self.displays: list[Display] = []
        self._codes: dict[str, str] = {}
        self._inside = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "numFmt":
            self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            self.displays.append(self._of(attributes.get("numFmtId", "0")))

    def end(self, name: str, text: str) -> None:  # noqa: ARG002
        if name == "cellXfs":
            self._inside = False

    def of(self, style: str | None) -> Display:
        """How a cell with that style shows a number."""
        at = int(style) if style and style.isascii() and style.isdigit() else 0
        return self.displays[at] if at < len(self.displays) else "plain"

    def _of(self, number: str) -> Display:
        code = self._codes.get(number)
        if code is not None:
            return display_of(code)
        at = int(number) if number.isascii() and number.isdigit() else 0
        return "percent" if at in _PERCENT else "date" if at in _DATES else "plain"


def display_of(code: str) -> Display:
    """How a format code shows a number."""
    plain = _LITERAL.sub("", code[:1_000]).lower()
    if "%" in plain:
        return "percent"
    if "general" in plain:
        return "plain"
    return "date" if re.search(r"[dmyhs]", plain) else "plain"


def as_percent(value: float) -> str:
    """0.8 as 80%, without the noise of binary fractions."""
    return f"{format((Decimal(repr(value)) * 100).normalize(), 'f')}%"


def as_date(value: float, *, since_1904: bool) -> str | None:
    """The day, or the time of day, of a number that is shown as a date; None where it is none."""
    if not 0 <= value < 2_958_466:  # the last day that spreadsheets know, 9999-12-31
        return None
    if value < 1:
        return (datetime(1900, 1, 1) + timedelta(days=value)).time().isoformat("seconds")
    begin = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)
    if not since_1904 and value < 60:  # they count a 29 February 1900 that never was
        begin += timedelta(days=1)
    try:
        return (begin + timedelta(days=value)).date().isoformat()
    except OverflowError:
        return None
