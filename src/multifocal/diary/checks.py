"""What an entry may hold: each check hands back the faults of one field, so that all are said."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from multifocal.fault import Fault, quoted, together

# Source of the limits: multifocal-choice-plausible-values.
MOST_LETTERS: Final = 200
MOST_LETTERS_OF_A_NOTE: Final = 4_000
MOST_ITEMS: Final = 50
MOST_DIGITS: Final = 12
EARLIEST: Final = date(1900, 1, 1)
LATEST: Final = date(2200, 1, 1)
_NOT_PLAIN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def refuse(*checks: Iterable[Fault]) -> None:
    """Raises all faults as one, if there is any."""
    faults = [fault for check in checks for fault in check]
    if faults:
        raise together(faults)


def choice(field: str, value: str | None, known: Sequence[str]) -> list[Fault]:
    """One of `known`, or not said."""
    if value is None or value in known:
        return []
    return [Fault("diary.choice", word=quoted(str(value)), known=tuple(known), column=field)]


def needed(field: str, value: object) -> list[Fault]:
    """Something must be said."""
    return [Fault("diary.needed", column=field)] if value in (None, "", ()) else []


def words(field: str, value: str | None, most: int = MOST_LETTERS) -> list[Fault]:
    """Free text, not empty and not too long; line ends and tabs may stand in it."""
    if value is None:
        return []
    if not value.strip() or _NOT_PLAIN.search(value):
        return [Fault("diary.text", column=field)]
    return [Fault("diary.text_long", count=most, column=field)] if len(value) > most else []


def several(field: str, values: Sequence[str], most: int = MOST_ITEMS) -> list[Fault]:
    """A list of short texts."""
    return [*count_of(field, values, most), *(f for one in values for f in words(field, one))]


def count_of(field: str, values: Sequence[object], most: int = MOST_ITEMS) -> list[Fault]:
    """No more than `most`."""
    return [Fault("diary.too_many", count=most, column=field)] if len(values) > most else []


def between(
    field: str, value: Decimal | int | None, least: float, most: float, *, above: bool = False
) -> list[Fault]:
    """A number from `least` (or above it) to `most`, with no more digits than anyone reads."""
    if value is None:
        return []
    number = Decimal(value)
    if not number.is_finite():
        return [Fault("diary.number", column=field)]
    digits, places = number.as_tuple().digits, number.as_tuple().exponent
    if len(digits) > MOST_DIGITS or abs(int(places)) > MOST_DIGITS:
        return [Fault("diary.number", column=field)]
    if number < Decimal(str(least)) or number > Decimal(str(most)) or (above and number == least):
        return [Fault("diary.number_beyond", least=least, most=most, column=field)]
    return []


def day_plausible(field: str, day: date | None) -> list[Fault]:
    """A day of the last or the next centuries."""
    if day is None or EARLIEST <= day < LATEST:
        return []
    return [Fault("diary.day", column=field)]
