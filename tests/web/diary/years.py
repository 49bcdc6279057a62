"""Made-up diaries of some length."""

import random
from datetime import date, timedelta
from decimal import Decimal

from multifocal.diary import Entry, Force, Infusion, Note, When, new_entry
from multifocal.web.diary.state import now


def some_years(years: float, until: date) -> tuple[Entry, ...]:
    """Strength of both hands twice a week, an infusion every four weeks, a note a week."""
    drawn, written, entries = random.Random(19), now(), []
    for back in range(int(365 * years)):
        day = until - timedelta(days=back)
        when, since = When(day), back % 28
        if back % 28 == 0:
            entries.append(Infusion("given", "intravenous", "Example", ("L1",), Decimal(40), "g"))
        if back % 3 == 0:
            fall = 4 * max(0, 14 - since) / 14  # days are counted backwards
            for side, level in (("right", 26), ("left", 15)):
                tries = tuple(Decimal(f"{level - fall + drawn.gauss(0, 0.8):.1f}") for _ in "123")
                entries.append(Force("grip", side, "kg", tries, "dynamometer"))
        if back % 7 == 0:
            entries.append(Note(f"a week, {back} days ago"))
        for at, content in enumerate(entries):
            if not isinstance(content, Entry):
                entries[at] = new_entry(content, when, written)
    return tuple(entries)
