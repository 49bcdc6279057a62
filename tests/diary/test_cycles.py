"""Days since an infusion, and what may stand on one curve."""

from datetime import date
from decimal import Decimal

import pytest

from multifocal.diary import Content, Entry, Force, Infusion, When, new_entry
from multifocal.diary.cycles import courses, cycles, received_infusions, series_of
from tests.diary.made import MONDAY, day

SERIES = ("grip", "right", "kg", "")


def grip(value: str, side: str = "right", **more: object) -> Force:
    return Force("grip", side, "kg", (Decimal(value),), **more)  # type: ignore[arg-type]


def entry(content: Content, when: When | int) -> Entry:
    return new_entry(content, day(when) if isinstance(when, int) else when, MONDAY)


def test_measures_stand_on_the_days_since_the_last_infusion_that_ran() -> None:
    entries = [
        entry(Infusion("given"), 0),
        entry(grip("20"), 7),
        entry(Infusion("planned"), 14),
        entry(Infusion("missed"), 14),
        entry(grip("15"), 21),
        entry(Infusion("late"), 28),
        entry(grip("10"), 30),
    ]
    first, second = cycles(entries, SERIES)
    assert (first.length_days, second.length_days) == (28.0, None)
    assert [(p.days, p.percent_of_best) for p in first.points] == [(7.0, 100.0), (21.0, 75.0)]
    assert [p.days for p in second.points] == [2.0]


def test_days_of_one_course_are_one_infusion_and_count_from_its_last_day() -> None:
    entries = [entry(Infusion("given"), n) for n in (0, 1, 2, 28, 29)]
    assert [len(one) for one in courses(received_infusions(entries))] == [3, 2]
    first, _ = cycles([*entries, entry(grip("9"), 1), entry(grip("9"), 12)], SERIES)
    assert first.length_days == 26.0 and [p.days for p in first.points] == [10.0]


@pytest.mark.parametrize(
    ("measured", "count"),
    [(When(date(2026, 3, 2)), 0), (When(date(2026, 3, 3)), 1), (day(0), 0)],
)
def test_a_measure_on_the_day_of_an_infusion_without_a_time_belongs_to_no_cycle(
    measured: When, count: int
) -> None:
    (only,) = cycles(
        [entry(Infusion("given"), When(date(2026, 3, 2))), entry(grip("9"), measured)], SERIES
    )
    assert len(only.points) == count


def test_another_device_unit_or_hand_is_another_curve() -> None:
    entries = [
        entry(grip("20"), 0),
        entry(grip("21", device_name="Clinic"), 1),
        entry(grip("21", "left"), 2),
        entry(Force("grip", "right", "kPa", (Decimal(40),)), 3),
        entry(grip("22"), 4),
    ]
    series = series_of(entries)
    assert len(series) == 4
    assert [one.value for one in series[SERIES]] == [20.0, 22.0]
    assert [one.number for one in series[SERIES]] == [0, 1]


def test_nothing_measured_is_no_strength_of_zero() -> None:
    assert cycles([], SERIES) == () and series_of([]) == {}
    (only,) = cycles([entry(Infusion("given"), 0), entry(grip("0"), 3)], SERIES)
    assert [one.percent_of_best for one in only.points] == [0.0]
