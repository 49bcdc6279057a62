"""What a diary tells of its person, of however many entries "About you" there are: an older one
tells what a newer one leaves open, with its day (decision 071)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

from multifocal.diary.daily import About
from multifocal.diary.entry import Entry, in_order
from multifocal.frozen import FrozenDict

ANSWERS_OF: Final = (
    ("first_side", "first_region"),
    *((one.name,) for one in fields(About) if one.name not in ("first_side", "first_region")),
)
"""Fields of one answer: a side of one day and a place of another would be a place nobody told."""


@dataclass(frozen=True)
class Oneself:
    """What is told of the person. `earlier`: the day of what the newest entry leaves open, by
    field."""

    about: About
    earlier: Mapping[str, date]


def oneself(entries: Iterable[Entry]) -> Oneself:
    """What is told of the person, each answer by the newest entry that gives it. "Not examined"
    does not undo what an examination found before."""
    told = [(one.when.day, one.content) for one in in_order(entries)
            if isinstance(one.content, About)]  # fmt: skip
    values: dict[str, Any] = {}
    earlier: dict[str, date] = {}
    for names in ANSWERS_OF:
        answered = [(day, about) for day, about in told if _answers(about, names)]
        found = [one for one in answered if not _unexamined(one[1], names)]
        if not answered:
            continue
        day, about = (found or answered)[-1]
        values |= {name: getattr(about, name) for name in names}
        if about is not told[-1][1]:
            earlier |= dict.fromkeys(names, day)
    return Oneself(About(**values), FrozenDict(earlier))


def _answers(about: About, names: tuple[str, ...]) -> bool:
    return any(getattr(about, name) is not None for name in names)


def _unexamined(about: About, names: tuple[str, ...]) -> bool:
    return all(getattr(about, name) == "not_examined" for name in names)
