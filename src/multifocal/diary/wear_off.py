"""How far strength falls from the first half of a cycle to its last days, and how sure that is.

Within each cycle, measures of the last days are held against those of the first half; cycles are
then the units that vary. Nothing is supposed of the fall's shape, nor of the measures' noise. Where
the diary cannot carry an estimate there is none, but what would tell.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from multifocal.diary.cycles import SOURCE, Cycle, CyclePoint
from multifocal.diary.robust import clustered, huber_weights

__all__ = ["SOURCE", "NotEstimated", "WearOff", "is_early", "is_late", "late_days", "wear_off"]

Array = NDArray[np.float64]

# Source of all: SOURCE; what they do was measured on simulated diaries (docs/diary.md).
SHORTEST_DAYS: Final = 12.0
LATE_DAYS: Final = 7.0
LATE_SHARE: Final = 1 / 3
EARLY_FROM_DAYS: Final = 2.0
PRACTICE_SESSIONS: Final = 2
PRACTICE_SCALE: Final = 3.0
LEAST_PRACTICE: Final = 0.02
LEAST_CYCLES: Final = 3
LEAST_EARLY: Final = 6
LEAST_LATE: Final = 6
EACH_PART: Final = 3
"""Measures of each part that a further cycle is said to need. Three cycles of so many are enough,
and in the first half two of them may be practice."""
ALIKE: Final = (0.6, 1.5)
LEAST_COLD: Final = 3
LEAST_FREEDOM: Final = 1.5
MOST_CYCLES: Final = 26
"""Older cycles say little of today, and a number must not wait for ten years of them."""
INTERVAL: Final = 0.90
SEEN: Final = 0.975
"""A fall is seen where this one-sided interval lies above none."""

Lack = Literal["infusions", "often", "cycles", "late", "early", "apart", "zero"]


@dataclass(frozen=True)
class WearOff:
    """The fall to the last `late_days`, percent of the first half of the same cycles, with its 90 %
    interval (`low_percent` to `high_percent`).

    `seen`: whether it lies above none with 97.5 % one-sided. Not seen is not absent, and says
    nothing on how often anyone should be treated. `cold_adjusted`: whether cold was in the model;
    `cold_late`, `cold_early` count the cold measures of both parts.
    """

    fall_percent: float
    low_percent: float
    high_percent: float
    seen: bool
    late_days: float
    cycles: tuple[int, ...]
    left_out: tuple[int, ...]
    early: int
    late: int
    cold_adjusted: bool
    cold_early: int
    cold_late: int


@dataclass(frozen=True)
class NotEstimated:
    """Why there is no estimate, and how many more of what would give one.

    infusions: none in the diary; often: they come too close for cycles; cycles: more whole cycles
    with EACH_PART measures in both parts; late, early: more measures of the last days, or the first
    half, in at least `over` cycles that have some of the other part; apart: there are cycles
    enough, but too few have both parts: so many more with EACH_PART measures in each; zero: the
    hand moved nothing, and a share of nothing is none.
    """

    lack: Lack
    count: int
    late_days: float | None = None
    over: int = 1


def late_days(length_days: float) -> float:
    """How many of a cycle's days are its last ones."""
    return min(LATE_DAYS, LATE_SHARE * length_days)


def is_late(days: float, length_days: float) -> bool:
    """Whether it lies in a cycle's last days."""
    return days >= length_days - late_days(length_days)


def is_early(days: float, length_days: float) -> bool:
    """Whether it lies in a cycle's first half, after the days in which an infusion tires."""
    return EARLY_FROM_DAYS <= days <= length_days / 2


def wear_off(cycles: Sequence[Cycle]) -> WearOff | NotEstimated:
    """The fall within a cycle, of the newest cycles of one series (`cycles.cycles`)."""
    if not cycles:
        return NotEstimated("infusions", 1)
    whole = [(c, c.length_days) for c in cycles if c.length_days is not None][-MOST_CYCLES:]
    lengths = [length for _, length in whole if length >= SHORTEST_DAYS]
    if len(whole) >= LEAST_CYCLES and len(lengths) < len(whole) / 2:
        return NotEstimated("often", 0)
    usual = median(lengths) if lengths else 0.0
    alike = [(c, n) for c, n in whole
             if n >= SHORTEST_DAYS and ALIKE[0] * usual <= n <= ALIKE[1] * usual]  # fmt: skip
    rows = [_Row(c.number, p, is_late(p.days, n)) for c, n in alike for p in c.points
            if p.session.number >= PRACTICE_SESSIONS
            and (is_late(p.days, n) or is_early(p.days, n))]  # fmt: skip
    days = late_days(usual) if usual else None
    lacking = _lacking(rows, days)
    if lacking is not None:
        return lacking
    return _estimated(rows, [c.number for c, _ in whole], late_days(usual))


@dataclass(frozen=True)
class _Row:
    cycle: int
    point: CyclePoint
    late: bool

    @property
    def value(self) -> float:
        return self.point.session.value

    @property
    def cold(self) -> bool:
        return self.point.session.cold is True


def _both(rows: Sequence[_Row]) -> set[int]:
    return {r.cycle for r in rows if r.late} & {r.cycle for r in rows if not r.late}


def _lacking(rows: Sequence[_Row], days: float | None) -> NotEstimated | None:
    late = [r.cycle for r in rows if r.late]
    early = [r.cycle for r in rows if not r.late]
    both = _both(rows)
    # only cycles with both parts count
    needs_late = max(0, LEAST_LATE - sum(c in both for c in late))
    needs_early = max(0, LEAST_EARLY - sum(c in both for c in early))
    needs = max(0, LEAST_CYCLES - len(both))
    if not (needs or needs_late or needs_early):
        return None
    cycles = max(needs, math.ceil(needs_late / EACH_PART), math.ceil(needs_early / EACH_PART))
    if len({*late, *early}) < LEAST_CYCLES:
        return NotEstimated("cycles", _cycles_wanted(rows, cycles), days)
    has_late, has_early = _is_enough(late, LEAST_LATE), _is_enough(early, LEAST_EARLY)
    over = max(needs, 1)  # each of these cycles brings at least one measure of the other part
    if not has_late and has_early and needs_early <= needs:
        count = max(needs_late, needs)
        if _is_enough_with(rows, _spread(count, over, late=True)):
            return NotEstimated("late", count, days, over)
    if not has_early and has_late and needs_late <= needs:
        count = max(needs_early, needs)
        if _is_enough_with(rows, _spread(count, over, late=False)):
            return NotEstimated("early", count, days, over)
    return NotEstimated("apart", _cycles_wanted(rows, cycles), days)


def _spread(count: int, over: int, *, late: bool) -> list[tuple[int, int]]:
    """So many measures of one part over further cycles, each with one of the other: (early, late)
    for each."""
    shares = [count // over + (at < count % over) for at in range(over)]
    return [(1, one) if late else (one, 1) for one in shares]


def _cycles_wanted(rows: Sequence[_Row], least: int) -> int:
    """How many further cycles with EACH_PART measures in both parts would tell."""
    counts = range(max(least, 1), least + LEAST_CYCLES + 2)
    return next(
        (n for n in counts if _is_enough_with(rows, [(EACH_PART, EACH_PART)] * n)), counts[-1]
    )


def _is_enough_with(rows: Sequence[_Row], more: Sequence[tuple[int, int]]) -> bool:
    """Whether these rows with further cycles, as (early, late) measures, carry an estimate: it
    hangs on when one measured, hardly on what."""
    parts = [(r.cycle, r.late, r.point.session.number) for r in rows]
    fresh = 1 + max((one for one, _, _ in parts), default=0)
    for cycle, counts in enumerate(more, start=fresh):
        for late, count in zip((False, True), counts, strict=True):
            at = 1 + max((number for _, _, number in parts), default=-1)
            parts += [(cycle, late, at + k) for k in range(count)]
    parts = [one for one in parts if one[2] >= PRACTICE_SESSIONS]
    both = {c for c, late, _ in parts if late} & {c for c, late, _ in parts if not late}
    parts = [one for one in parts if one[0] in both]
    lates = sum(late for _, late, _ in parts)
    if len(both) < LEAST_CYCLES or lates < LEAST_LATE or len(parts) - lates < LEAST_EARLY:
        return False
    x, cluster = _columns(parts)
    found = clustered(x, np.zeros(len(parts)), np.ones(len(parts)), cluster, 0)
    return found is not None and found.freedom >= LEAST_FREEDOM


def _columns(parts: Sequence[tuple[int, bool, int]]) -> tuple[Array, NDArray[np.int64]]:
    """Last days, a level for each cycle and learning, of (cycle, late, number of the session)."""
    numbers = sorted({cycle for cycle, _, _ in parts})
    cluster = np.array([numbers.index(cycle) for cycle, _, _ in parts])
    practice = np.exp(-np.array([number for _, _, number in parts]) / PRACTICE_SCALE)
    columns = [np.array([float(late) for _, late, _ in parts]), *np.eye(len(numbers))[:, cluster]]
    if practice.max() > LEAST_PRACTICE:
        columns.append(practice / practice.max())
    return np.array(columns).T, cluster


def _is_enough(part: Sequence[int], least: int) -> bool:
    return len(part) >= least and len(set(part)) >= LEAST_CYCLES


def _estimated(rows: Sequence[_Row], whole: Sequence[int], days: float) -> WearOff | NotEstimated:
    both = _both(rows)
    rows = [r for r in rows if r.cycle in both]
    numbers = sorted(both)
    y = np.array([r.value for r in rows])
    late = np.array([float(r.late) for r in rows])
    cold = np.array([float(r.cold) for r in rows])
    level = float(np.median(y[late == 0]))
    if level <= 0:
        return NotEstimated("zero", 0, days)
    x, cluster = _columns([(r.cycle, r.late, r.point.session.number) for r in rows])
    adjusted = bool(LEAST_COLD <= cold.sum() <= len(rows) - LEAST_COLD)
    if adjusted:
        x = np.column_stack([x, cold])
    weights = huber_weights(x, y)
    estimate = clustered(x, y, weights, cluster, 0)
    if estimate is None or estimate.freedom < LEAST_FREEDOM:
        return NotEstimated("cycles", _cycles_wanted(rows, 1), days)
    early = late == 0
    base = float(np.average(y[early], weights=weights[early]))
    from scipy.special import stdtrit  # noqa: PLC0415  (slow to load)

    wide, one_sided = (float(stdtrit(estimate.freedom, q)) for q in ((1 + INTERVAL) / 2, SEEN))
    fall, error = -100.0 * estimate.value / base, 100.0 * estimate.error / base
    if not math.isfinite(fall) or not math.isfinite(error):
        return NotEstimated("apart", 1, days)
    return WearOff(
        fall_percent=fall,
        low_percent=fall - wide * error,
        high_percent=fall + wide * error,
        seen=fall - one_sided * error > 0,
        late_days=days,
        cycles=tuple(numbers),
        left_out=tuple(sorted(set(whole) - both)),
        early=int(early.sum()),
        late=int(late.sum()),
        cold_adjusted=adjusted,
        cold_early=int(cold[early].sum()),
        cold_late=int(cold[~early].sum()),
    )
