"""How an infusion's effect comes and fades: one made-up person's grip, day by day.

An example to play with, marked as one. It says nothing of when anybody needs an infusion.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from multifocal.words import say

# multifocal-choice-wear-off: grip in kg on these days; smooth in between.
KNOTS = ((0, 14.0), (2, 14.0), (10, 22.0), (16, 22.0), (38, 14.0), (42, 14.0))
LOWEST_KG, HIGHEST_KG = 14.0, 22.0
LAST_DAY = KNOTS[-1][0]
LB_PER_KG = 2.20462
NEAR_AN_END = 0.15
"""Within this share of the whole gain a day is weak, or good (multifocal-choice-wear-off)."""

CHOSEN_DAYS = (0, 6, 13, 26, 40)
"""The days that can be chosen without a script: one of each phase."""

LEFT, RIGHT, BOTTOM, PER_KG = 38.0, 330.0, 186.0, 6.6
"""Where the curve is drawn, in the picture's own units."""

Phase = Literal["before", "rising", "good", "fading", "weak"]


@dataclass(frozen=True)
class Day:
    """A day since the infusion, the example's grip on it, and where it is drawn."""

    day: int
    grip_kg: float

    @property
    def kg(self) -> int:
        """The grip in whole kilograms."""
        return round(self.grip_kg)

    @property
    def lb(self) -> int:
        """The whole kilograms in whole pounds, so that what stands beside them is the same."""
        return round(self.kg * LB_PER_KG)

    @property
    def phase(self) -> Phase:
        """Where this day stands between two weak times."""
        gained = (self.grip_kg - LOWEST_KG) / (HIGHEST_KG - LOWEST_KG)
        climbs = self.day < KNOTS[2][0]
        if gained >= 1 - NEAR_AN_END:
            return "good"
        if gained > NEAR_AN_END:
            return "rising" if climbs else "fading"
        return "before" if climbs else "weak"

    @property
    def said(self) -> str:
        """The day and its strength, in one sentence or two."""
        return say(f"learn.wear_off.{self.phase}", day=self.day, kg=self.kg, lb=self.lb)

    @property
    def x(self) -> str:
        """Across the picture."""
        return f"{LEFT + (RIGHT - LEFT) * self.day / LAST_DAY:.1f}"

    @property
    def y(self) -> str:
        """Down the picture; no strength at all lies on the lower axis."""
        return f"{BOTTOM - PER_KG * self.grip_kg:.1f}"


@dataclass(frozen=True)
class WearOff:
    """Every day of the example, and the few that stand for its phases."""

    days: tuple[Day, ...]
    chosen: tuple[Day, ...]

    @property
    def line(self) -> str:
        """The curve as the path of an SVG."""
        return "M" + "L".join(f"{day.x} {day.y}" for day in self.days)


def grip_kg(day: float) -> float:
    """The example's grip on a day from 0 to LAST_DAY, kg; ValueError outside."""
    for (first, low), (last, high) in pairwise(KNOTS):
        if first <= day <= last:
            share = (day - first) / (last - first)
            return low + (high - low) * share * share * (3 - 2 * share)
    raise ValueError(f"the example runs from day 0 to {LAST_DAY}, not to {day}")


def _days() -> Iterator[Day]:
    return (Day(day, grip_kg(day)) for day in range(LAST_DAY + 1))


@cache
def wear_off() -> WearOff:
    """The example, whole."""
    days = tuple(_days())
    return WearOff(days, tuple(days[day] for day in CHOSEN_DAYS))
