"""From one infusion to the next: what was measured, over the days since.

How often anyone should be treated is not said here, and cannot be read from it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean
from typing import Final

from multifocal.diary.entry import Entry, InOrder, in_order
from multifocal.diary.infusion import Infusion
from multifocal.diary.strength import Force
from multifocal.diary.when import When

SOURCE: Final = "multifocal-choice-diary-cycles"
ONE_COURSE_DAYS: Final = 4.0
"""Infusions less than so many days apart are one course. Source: SOURCE."""

MEANINGFUL_KPA: Final = 8.0
"""A change beyond this counted as meaningful with a Vigorimeter, in CIDP. It says nothing of other
devices, and no smaller fall is without meaning. Sources: vigorimeter-ice,
neuromuscular-outcomes-table."""

_CLOCKS_APART: Final = timedelta(days=2)

Series = tuple[str, ...]
"""Measure, side, unit and device: only what agrees in all may stand on one curve."""


@dataclass(frozen=True)
class Session:
    """One measure of a series: the mean of its tries, in its own unit, and its number in the
    series, from 0. `cold` is None where it was not said."""

    entry: str
    when: When
    value: float
    best: float
    number: int
    cold: bool | None


@dataclass(frozen=True)
class CyclePoint:
    """A session so many days after the last infusion of a course; percent of one's own best."""

    days: float
    percent_of_best: float
    session: Session


@dataclass(frozen=True)
class Cycle:
    """From the last infusion of a course to the first of the next; `length_days` is None while it
    is not over."""

    number: int
    start: When
    infusion: str
    length_days: float | None
    points: tuple[CyclePoint, ...]


def series_of(entries: Iterable[Entry]) -> dict[Series, tuple[Session, ...]]:
    """Every series of measured strength, each in order of time; the longest first."""
    every = in_order(entries)
    return every.worked_out("series", lambda: _series_of(every))


def _series_of(entries: InOrder) -> dict[Series, tuple[Session, ...]]:
    rows: dict[Series, list[Entry]] = {}
    for entry in entries:
        if isinstance(entry.content, Force):
            rows.setdefault(entry.content.series, []).append(entry)
    series = {key: tuple(_sessions(some)) for key, some in rows.items()}
    return dict(sorted(series.items(), key=lambda one: (-len(one[1]), one[0])))


def _sessions(entries: Sequence[Entry]) -> Iterable[Session]:
    for number, entry in enumerate(entries):
        content = entry.content
        assert isinstance(content, Force)
        values = [float(one) for one in content.tries]
        yield Session(entry.id, entry.when, fmean(values), max(values), number, content.cold)


def received_infusions(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Infusions that ran, in order of time. Planned and missed ones begin no cycle."""
    every = in_order(entries)
    return every.worked_out("received", lambda: tuple(
        one for one in every if isinstance(one.content, Infusion) and one.content.received
    ))  # fmt: skip


def courses(infusions: Sequence[Entry]) -> tuple[tuple[Entry, ...], ...]:
    """Infusions put together where they are days of one course."""
    some: list[list[Entry]] = []
    for entry in infusions:
        if some and entry.when.days_since(some[-1][-1].when) < ONE_COURSE_DAYS:
            some[-1].append(entry)
        else:
            some.append([entry])
    return tuple(tuple(one) for one in some)


def cycles(entries: Iterable[Entry], series: Series) -> tuple[Cycle, ...]:
    """The cycles of a diary with the sessions of one series, the earliest first.

    A session on the day of an infusion whose time is not known belongs to neither cycle: whether
    it came before or after is not known. So do sessions within a course.
    """
    every = in_order(entries)
    return every.worked_out(("cycles", series), lambda: _cycles(every, series))


def _cycles(every: InOrder, series: Series) -> tuple[Cycle, ...]:
    sessions = series_of(every).get(series, ())
    best = max((one.value for one in sessions), default=0.0)
    some = courses(received_infusions(every))
    days = [one.when.day for one in sessions]
    made = []
    for number, course in enumerate(some):
        start = course[-1].when
        end = some[number + 1][0].when if number + 1 < len(some) else None
        points = tuple(
            CyclePoint(one.when.days_since(start), 100.0 * one.value / best if best else 0.0, one)
            for one in _between(sessions, days, start, end)
            if _after(one.when, start) and (end is None or _after(end, one.when))
        )
        length = None if end is None else end.days_since(start)
        made.append(Cycle(number, start, course[-1].id, length, points))
    return tuple(made)


def _between(
    sessions: Sequence[Session], days: Sequence[date], start: When, end: When | None
) -> Sequence[Session]:
    """Sessions that can lie between; a clock far away may call a moment another day."""
    first = bisect_left(days, start.day - _CLOCKS_APART)
    return sessions[first : None if end is None else bisect_right(days, end.day + _CLOCKS_APART)]


def _after(later: When, earlier: When) -> bool:
    if later.moment is not None and earlier.moment is not None:
        return later.moment > earlier.moment
    return later.day > earlier.day
