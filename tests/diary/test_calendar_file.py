"""Reminders, read back by icalendar."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from icalendar import Calendar

from multifocal.diary import Entry, Infusion, Note, Supply, Visit, When, new_entry
from multifocal.diary.calendar_file import Measuring, reminders, write_calendar
from multifocal.fault import Fault
from tests.diary.made import MONDAY, day

TODAY = date(2026, 3, 2)
NEEDLES = Supply("needles", "received", Decimal(5), expires=date(2026, 5, 1))
VISIT_DAY = When(date(2026, 4, 9))


def planned() -> tuple[Entry, ...]:
    return (
        new_entry(Infusion("planned", product="Example"), day(28), MONDAY),
        new_entry(Infusion("planned"), day(-1), MONDAY),
        new_entry(Infusion("given"), day(1), MONDAY),
        new_entry(Visit("Dr. Example", "planned"), VISIT_DAY, MONDAY),
        new_entry(NEEDLES, day(0), MONDAY),
        new_entry(Note("Infusion on Friday"), day(3), MONDAY),
    )  # fmt: skip


def events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_what_is_planned_is_reminded_of_on_its_day() -> None:
    some = reminders(planned(), TODAY, discreet=False)
    found = events(write_calendar(some, MONDAY))
    assert sorted(str(one.decoded("dtstart")) for one in found) == [
        "2026-03-30 09:30:00+00:00", "2026-04-09", "2026-05-01",
    ]  # fmt: skip
    assert {str(one["summary"]) for one in found} == {
        "Infusion", "Visit to the doctor", "Use by today: something in stock",
    }  # fmt: skip
    assert all(len(one.walk("VALARM")) == 1 for one in found)


def test_a_reminder_says_nothing_of_an_illness_unless_asked() -> None:
    content = write_calendar(reminders(planned(), TODAY), MONDAY).decode().lower()
    for word in ("infusion", "doctor", "example", "needles", "dose"):
        assert word not in content


def test_taken_again_it_is_the_same_event() -> None:
    some = reminders(planned(), TODAY)
    first, again = (events(write_calendar(some, MONDAY)) for _ in range(2))
    assert [str(one["uid"]) for one in first] == [str(one["uid"]) for one in again]
    assert len({str(one["uid"]) for one in first}) == 3


def test_days_of_measuring_come_back_every_week_on_the_clock_of_the_place() -> None:
    chosen = Measuring(("WE", "SA"), time(8), TODAY)
    (one,) = events(write_calendar((), MONDAY, chosen, discreet=False))
    assert one.decoded("dtstart") == datetime(2026, 3, 4, 8)  # the first Wednesday
    assert one["rrule"]["byday"] == ["WE", "SA"] and str(one["summary"]) == "Measure your strength"
    with pytest.raises(Fault):
        Measuring(("XX",), time(8), TODAY)  # type: ignore[arg-type]
