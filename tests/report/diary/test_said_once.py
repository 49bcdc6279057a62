"""What several series of measures say word for word stands in the report once."""

from decimal import Decimal

from multifocal.diary import Entry, Force, Infusion, new_entry
from multifocal.diary.strength import Device, ForceKind, ForceUnit
from multifocal.report.diary import present_diary
from tests.diary.made import MONDAY, day

SIX: tuple[tuple[ForceKind, ForceUnit, Device], ...] = (
    ("grip", "kPa", "vigorimeter"),
    ("key_pinch", "kg", "pinch_gauge"),
    ("tip_pinch", "kg", "pinch_gauge"),
)
UNKNOWN = "Not known yet whether strength falls"


def measured(at: int, kind: ForceKind, unit: ForceUnit, device: Device) -> tuple[Entry, ...]:
    return tuple(
        new_entry(Force(kind, side, unit, (Decimal(20),), device), day(at), MONDAY)
        for side in ("left", "right")
    )


def test_the_sentence_of_six_series_stands_once() -> None:
    every = [one for series in SIX for at in (1, 2) for one in measured(at, *series)]
    every.append(new_entry(Infusion("given"), day(0), MONDAY))
    shown = present_diary(every)
    assert len(shown.strength) == 6 and not any(one.wear_off for one in shown.strength)
    unknown = [one for one in shown.strength_shared if UNKNOWN in one]
    assert len(unknown) == 1 and unknown[0].startswith("For all of these: ")
    (bulb,) = [one for one in shown.strength_shared if "8 kPa" in one]
    names = "; ".join(one.name for one in shown.strength if "Vigorimeter" in one.name)
    assert bulb.startswith(f"{names}: 8 kPa is the change")


def test_what_one_series_says_stays_beside_it() -> None:
    every = [*measured(1, *SIX[0])[:1], new_entry(Infusion("given"), day(0), MONDAY)]
    shown = present_diary(every)
    (line,) = shown.strength
    assert UNKNOWN in line.wear_off and "8 kPa" in line.notes[0] and not shown.strength_shared
