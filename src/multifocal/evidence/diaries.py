"""Simulated diaries with a known fall, from another model than the one that is fitted to them.

The curve is that of a Hill function of what is left of the last infusions, the noise has heavy
tails and memory, days are missed (less often when a hand is weak), and the first sessions are
learned. Nothing of `diary.wear_off` makes them but the two windows that define the truth.
"""

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from multifocal.body import Side
from multifocal.diary import Entry, Force, Infusion, When, new_entry
from multifocal.diary.wear_off import is_early, is_late

Array = NDArray[np.float64]
Fall = Literal["none", "some"]

# Source of all that the simulation draws: multifocal-choice-diary-simulation.
WEEKS: Final = (2, 3, 4, 5, 6)
A_WEEK: Final = (1.0, 2.0, 4.0, 7.0)
_START: Final = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
_NONE_SHARE: Final = 0.3


@dataclass(frozen=True)
class SimulatedDiary:
    """A diary and its truth: `fall_percent` from the first half to the last days of its whole
    cycles, of the person's own mean curve."""

    number: int
    weeks: int
    a_week: float
    cycles: int
    fall: Fall
    fall_percent: float
    series: tuple[str, ...]
    entries: tuple[Entry, ...]


def simulated_diary(number: int, seed: int) -> SimulatedDiary:
    """The diary of that number; the same for the same seed."""
    rng = np.random.default_rng([seed, number, 19])
    weeks = int(rng.choice(WEEKS))
    a_week = float(rng.choice(A_WEEK))
    count = int(rng.integers(4, 14))
    starts = _starts(rng, weeks, count)
    person = _Person.drawn(rng, weeks)
    content = _measured(rng, person, starts, a_week)
    infusion = Infusion("given", "intravenous")
    entries = [_entry(infusion, start, number, at) for at, start in enumerate(starts)]
    entries += [_entry(force, day, number, 10_000 + at) for at, (day, force) in enumerate(content)]
    return SimulatedDiary(
        number, weeks, a_week, count - 1, "none" if person.depth == 0 else "some",
        _truth(person, starts), content[0][1].series if content else (), tuple(entries),
    )  # fmt: skip


@dataclass(frozen=True)
class _Person:
    """Level in the device's unit; depth and shape of the fall; noise as shares of the level."""

    level: float
    depth: float
    half_day: float
    steepness: float
    spread: float
    tails: float
    memory: float
    cycle_spread: float
    depth_spread: float
    learning: float
    learned_after: float
    slope_a_day: float
    cold_effect: float
    resolution: float
    says_cold: float

    @classmethod
    def drawn(cls, rng: np.random.Generator, weeks: int) -> "_Person":
        none = rng.random() < _NONE_SHARE
        return cls(
            level=float(rng.uniform(6, 40)),
            depth=0.0 if none else float(rng.uniform(0.05, 0.5)),
            half_day=float(rng.uniform(0.5, 1.1)) * 7 * weeks,
            steepness=float(rng.uniform(2.0, 12.0)),
            spread=float(rng.uniform(0.03, 0.09)),
            tails=float(rng.choice([3.0, 4.0, 30.0])),
            memory=float(rng.uniform(0.0, 0.6)),
            cycle_spread=float(rng.uniform(0.0, 0.06)),
            depth_spread=float(rng.uniform(0.0, 0.4)),
            learning=float(rng.uniform(0.0, 0.12)),
            learned_after=float(rng.uniform(1.0, 5.0)),
            slope_a_day=float(rng.normal(0.0, 0.05 / 365)),
            cold_effect=float(rng.uniform(0.0, 0.2)),
            resolution=float(rng.choice([0.1, 0.5, 1.0])),
            says_cold=float(rng.choice([0.0, 0.6, 1.0])),
        )

    def share_left(self, days: float, depth: float) -> float:
        """Strength over that of a rested hand, so many days after an infusion."""
        if days <= 0:
            return 1.0 - depth
        return 1.0 - depth / (1.0 + math.pow(self.half_day / days, self.steepness))


def _starts(rng: np.random.Generator, weeks: int, count: int) -> list[float]:
    """Days of the infusions: some late by days, now and then one that was missed."""
    days = [0.0]
    for _ in range(count - 1):
        gap = 7.0 * weeks + float(rng.choice([0, 0, 0, 0, 1, -1, 3]))
        if rng.random() < 0.03:
            gap *= 2
        days.append(days[-1] + gap)
    return days


def _truth(person: _Person, starts: list[float]) -> float:
    falls = []
    for start, end in pairwise(starts):
        length = end - start
        days = np.arange(0.05, length, 0.2).tolist()
        curve = [(d, person.share_left(d, person.depth)) for d in days]
        early = np.mean([one for d, one in curve if is_early(d, length)])
        late = np.mean([one for d, one in curve if is_late(d, length)])
        falls.append(1.0 - late / early)
    return 100.0 * float(np.median(falls))


def _measured(
    rng: np.random.Generator, person: _Person, starts: list[float], a_week: float
) -> list[tuple[float, Force]]:
    last = starts[-1] + 5.0
    weak_depth = np.maximum(0.0, 1.0 + person.depth_spread * rng.standard_normal(len(starts)))
    of_cycle = person.cycle_spread * rng.standard_normal(len(starts))
    made: list[tuple[float, Force]] = []
    carried, session = 0.0, 0
    side: Side = "right" if rng.random() < 0.5 else "left"
    away = float(rng.uniform(0, last))
    for day in range(1, int(last)):
        now = day + float(rng.uniform(-0.1, 0.4))
        cycle = max(int(np.searchsorted(starts, now)) - 1, 0)
        share = person.share_left(now - starts[cycle], person.depth * float(weak_depth[cycle]))
        innovation = person.spread * _heavy(rng, person.tails)
        carried = person.memory * carried + math.sqrt(1 - person.memory**2) * innovation
        # a weak day is noticed, and measured rather than left out
        wanted = a_week / 7.0 * (1.0 + 0.5 * (1.0 - share))
        if rng.random() > wanted or away < day < away + 12:
            continue
        cold = bool(rng.random() < 0.25 + 0.2 * math.sin(2 * math.pi * day / 365))
        factor = share * (1 + of_cycle[cycle] + carried + person.slope_a_day * day)
        factor *= 1 - person.learning * math.exp(-session / person.learned_after)
        factor *= 1 - person.cold_effect * cold
        tries = _tries(rng, person, person.level * factor)
        said = rng.random() < person.says_cold
        made.append((now, Force("grip", side, "kg", tries, "dynamometer",
                                cold=cold if said else None)))  # fmt: skip
        session += 1
    return made


def _tries(rng: np.random.Generator, person: _Person, mean: float) -> tuple[Decimal, ...]:
    values = mean * (1 + 0.03 * rng.standard_normal(int(rng.choice([1, 3, 3]))))
    if rng.random() < 0.005:  # a slip of the pen
        values = values * float(rng.choice([0.1, 2.0]))
    step = Decimal(str(person.resolution))
    steps = (max(0, round(float(one) / person.resolution)) for one in values)
    return tuple(min(step * one, Decimal(150)) for one in steps)


def _heavy(rng: np.random.Generator, tails: float) -> float:
    """Student's t, scaled to a standard deviation of 1."""
    return float(rng.standard_t(tails) / math.sqrt(tails / (tails - 2)))


def _entry(content: Force | Infusion, day: float, number: int, at: int) -> Entry:
    moment = (_START + timedelta(days=day)).replace(second=0, microsecond=0)
    key = f"{number:08x}-0000-4000-8000-{at:012x}"
    return new_entry(content, When.of(moment), moment, key)
