"""When something was: a day alone, or a moment with the clock and the time zone of its place."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cached_property
from typing import Final, Self

from multifocal.diary.checks import between, day_plausible, refuse
from multifocal.fault import Fault

_ZONE: Final = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}")
MOST_OFFSET_MINUTES: Final = 15 * 60
_DAY_S: Final = 86_400


@dataclass(frozen=True)
class When:
    """A day, and where it is known the time on the clock there.

    `offset_minutes` is how far that clock was ahead of UTC; `zone` its IANA name ("Europe/Madrid"),
    kept where known and never needed. A time without an offset is refused: it is no moment.
    """

    day: date
    clock: time | None = None
    offset_minutes: int | None = None
    zone: str | None = None

    def __post_init__(self) -> None:
        if isinstance(self.day, datetime):
            object.__setattr__(self, "day", self.day.date())
        if self.clock is not None:
            plain = self.clock.replace(microsecond=0, tzinfo=None, fold=0)
            object.__setattr__(self, "clock", plain)
        refuse(
            day_plausible("day", self.day),
            between("offset_minutes", self.offset_minutes, -MOST_OFFSET_MINUTES,
                    MOST_OFFSET_MINUTES),
            [Fault("diary.offset", column="offset_minutes")]
            if (self.clock is None) != (self.offset_minutes is None) else [],
            [Fault("diary.zone", column="zone")]
            if self.zone is not None and (self.clock is None or len(self.zone) > 60
                                          or not _ZONE.fullmatch(self.zone)) else [],
        )  # fmt: skip

    @classmethod
    def of(cls, moment: datetime) -> Self:
        """That moment. Fault if it has no time zone."""
        offset = moment.utcoffset()
        if offset is None:
            raise Fault("diary.offset", column="offset_minutes")
        zone = getattr(moment.tzinfo, "key", None)
        return cls(moment.date(), moment.time(), round(offset.total_seconds() / 60), zone)

    @cached_property
    def moment(self) -> datetime | None:
        """The moment, aware, as its own clock said it; None where only the day is known."""
        if self.clock is None or self.offset_minutes is None:
            return None
        there = timezone(timedelta(minutes=self.offset_minutes))
        return datetime.combine(self.day, self.clock, there)

    @cached_property
    def order(self) -> tuple[datetime, int]:
        """What entries are sorted by; a day alone stands at its noon."""
        if self.moment is not None:
            return self.moment.astimezone(UTC), 1
        return datetime.combine(self.day, time(12), UTC), 0

    def days_since(self, earlier: "When") -> float:
        """Days from `earlier` to here: exact between moments, else whole days of the calendar."""
        if self.moment is not None and earlier.moment is not None:
            return (self.moment - earlier.moment).total_seconds() / _DAY_S
        return float((self.day - earlier.day).days)
