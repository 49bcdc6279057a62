"""Days as machines write them: each with every day that it can mean."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

Order = Literal["day", "month"]

_PIVOT: Final = 69
"""The last two-digit year of the 2000s, as POSIX's strptime reads %y."""


@dataclass(frozen=True)
class WrittenDay:
    """A date in a line, at `start` to `end`. `parts`: its numbers as written, year first where
    that is sure; `sign`: between them; `named`: its month is a word."""

    start: int
    end: int
    parts: tuple[str, str, str]
    sign: str = ""
    named: bool = False

    @property
    def order(self) -> Order | None:
        """What comes first, where the numbers leave no other way: one of them is no month."""
        first, second, third = self.parts
        if self.named or len(third) != 4:
            return None
        day_first, month_first = _day(third, second, first), _day(third, first, second)
        if (day_first is None) == (month_first is None):
            return None
        return "day" if day_first else "month"

    def readings(self, order: Order | None = None, *, points_day_first: bool = False) -> list[date]:
        """The days that it can mean: none where that is not understood, two where it is not known
        whether day or month comes first. `order`: what is written or answered of that;
        `points_day_first`: whether a date with points is so in the language of its label."""
        first, second, third = self.parts
        if self.named or len(first) == 4:
            # a year of two digits beside a month's name may be the day
            return [day for day in (_day(first, second, third),) if day and len(first) == 4]
        if order is None and points_day_first and self.sign == ".":
            order = "day"
        if len(third) == 2 and order is None:
            return []  # even which of them is the year is not known
        year = third if len(third) == 4 else f"{'20' if int(third) <= _PIVOT else '19'}{third}"
        day_first, month_first = _day(year, second, first), _day(year, first, second)
        meant = {"day": [day_first], "month": [month_first]}.get(
            order or "", [day_first, month_first]
        )
        return list(dict.fromkeys(day for day in meant if day))


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


@cache
def words() -> Mapping[str, Mapping[str, Any]]:
    """The words of dates by language."""
    page = files("multifocal.formats.report").joinpath("study_date.toml")
    found: Mapping[str, Mapping[str, Any]] = tomllib.loads(page.read_text(encoding="utf-8"))
    return found


@cache
def _months() -> Mapping[str, int]:
    return {
        name: number
        for language in words().values()
        for number, names in enumerate(language["months"], 1)
        for name in names
    }


def composed(text: str) -> str:
    """The text with each letter and its accents as one sign."""
    return unicodedata.normalize("NFC", text)


def folded(text: str) -> str:
    """The text in lower case without accents, sign for sign at the same place. `text`:
    `composed`."""
    return "".join(unicodedata.normalize("NFD", sign)[0].lower()[:1] for sign in text)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    month = "|".join(sorted(_months(), key=len, reverse=True))
    begins, ends = r"(?<![\w./-])", r"(?=$|[^\w./-]|[.](?!\d))"
    return tuple(
        re.compile(one)
        for one in (
            rf"{begins}(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}})({ends}|(?=t\d))",
            rf"{begins}(\d{{1,2}})([./-])\s?(\d{{1,2}})\2\s?(\d{{4}}|\d{{2}}){ends}",
            rf"{begins}(?P<d>\d{{1,2}})(?:\.|st|nd|rd|th|er|º|ª)?[\s-]*(?:(?:of|de)\s+)?"
            rf"(?P<m>{month})\.?(?:\s*,|\s+del?)?[\s-]*(?P<y>\d{{4}}|\d{{2}})(?![\w/-])",
            rf"(?<!\w)(?P<m>{month})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?P<y>\d{{4}})(?![\w/-])",
            rf"{begins}(?P<y>\d{{4}})[\s-]+(?P<m>{month})\.?[\s-]+(?P<d>\d{{1,2}})(?![\w/-])",
        )
    )


def days_in(text: str) -> Iterator[WrittenDay]:
    """The dates that stand in a text, from left to right. `text`: as `folded` gives it."""
    taken = 0
    for match in sorted(
        (match for one in _patterns() for match in one.finditer(text)),
        key=lambda match: (match.start(), -match.end()),
    ):
        if match.start() < taken:
            continue
        taken = match.end()
        named = match.groupdict()
        if named:
            parts = (named["y"], str(_months()[named["m"]]), named["d"])
            yield WrittenDay(match.start(), match.end(), parts, named=True)
        else:
            parts = (match[1], match[3], match[4])
            yield WrittenDay(match.start(), match.end(), parts, match[2])
