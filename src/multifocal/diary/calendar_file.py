"""Reminders as a calendar file (iCalendar): what is planned, and days of measuring.

What a reminder says is discreet unless it is asked to be plain: calendars are shared, and stand on
locked screens. No day is proposed here; each comes from an entry or was chosen.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final, Literal, get_args

from multifocal.diary.checks import choice, refuse
from multifocal.diary.daily import Supply, Visit
from multifocal.diary.entry import Entry, in_order
from multifocal.diary.infusion import Infusion
from multifocal.diary.when import When
from multifocal.extras import require
from multifocal.words import say

if TYPE_CHECKING:
    from icalendar import Event

Weekday = Literal["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
WEEKDAYS: Final[tuple[Weekday, ...]] = get_args(Weekday)
MEDIA_TYPE: Final = "text/calendar"
_PRODUCT: Final = "-//Multifocal//diary//EN"
_DOMAIN: Final = "diary.multifocal"
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class Measuring:
    """Days of the week on which to measure, at that time on the clock, from a day on."""

    weekdays: tuple[Weekday, ...]
    at: time
    start: date

    def __post_init__(self) -> None:
        refuse(*(choice("weekdays", one, WEEKDAYS) for one in self.weekdays))


@dataclass(frozen=True)
class Reminder:
    """One event: a stable id, when, and what it says."""

    id: str
    when: When
    text: str


def reminders(entries: Iterable[Entry], today: date, *, discreet: bool = True
              ) -> tuple[Reminder, ...]:  # fmt: skip
    """What is planned from today on: infusions, visits, supplies that are to be used by a day."""
    planned = []
    for entry in in_order(entries):
        content, when = entry.content, entry.when
        key = None
        if isinstance(content, Infusion) and content.status == "planned":
            key = "diary.calendar.infusion"
        elif isinstance(content, Visit) and content.status == "planned":
            key = "diary.calendar.visit"
        elif isinstance(content, Supply) and content.expires:
            key, when = "diary.calendar.supply", When(content.expires)
        if key is not None and when.day >= today:
            text = say("diary.calendar.discreet" if discreet else key)
            planned.append(Reminder(entry.id, when, text))
    return tuple(planned)


def write_calendar(
    events: Sequence[Reminder],
    made: datetime,
    measuring: Measuring | None = None,
    *,
    discreet: bool = True,
) -> bytes:
    """The file. A reminder keeps its id, so that a calendar that takes it again doubles nothing.

    Fault where the extra `site` is not installed.
    """
    require("site")
    from icalendar import Calendar  # noqa: PLC0415 (an extra)

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    for one in events:
        start = one.when.day if one.when.moment is None else one.when.moment.astimezone(UTC)
        calendar.add_component(_event(one.id, one.text, start, made, _DAY))
    if measuring is not None and measuring.weekdays:
        text = say("diary.calendar.discreet" if discreet else "diary.calendar.measure")
        # a time without a zone is that of wherever the person is
        start = datetime.combine(_first(measuring), measuring.at)
        event = _event("measuring", text, start, made, timedelta(0))
        event.add("rrule", {"freq": "weekly", "byday": list(measuring.weekdays)})
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _first(measuring: Measuring) -> date:
    """The first of those days: a recurrence begins on one of its own."""
    days = (measuring.start + timedelta(days=n) for n in range(7))
    return next(day for day in days if WEEKDAYS[day.weekday()] in measuring.weekdays)


def _event(key: str, text: str, start: date | datetime, made: datetime, before: timedelta
           ) -> "Event":  # fmt: skip
    from icalendar import Alarm, Event  # noqa: PLC0415

    event = Event()
    event.add("uid", f"{key}@{_DOMAIN}")
    event.add("dtstamp", made.astimezone(UTC))
    event.add("dtstart", start)
    event.add("summary", text)
    event.add("class", "PRIVATE")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    alarm.add("trigger", -before)
    event.add_component(alarm)
    return event
