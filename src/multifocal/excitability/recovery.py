"""The recovery cycle: how an impulse shifts the threshold of the next."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from multifocal.arguments import names_arguments
from multifocal.excitability.columns import Columns, long_form, table
from multifocal.excitability.tracking import Condition, Tracking, tracking
from multifocal.fiber import Fibers

Array = NDArray[np.float64]

INTERVALS_MS = (
    1.3, 1.6, 2.0, 2.5, 3.2, 4.0, 5.0, 6.3, 7.9, 10.0, 13.0, 18.0, 24.0, 32.0, 42.0, 56.0, 75.0,
    100.0, 140.0, 200.0,
)  # fmt: skip
"""From the beginning of one pulse to that of the other: those of the clinical protocol (source
nerve-norms-apb), and two shorter ones, for fibers at 37 °C recover sooner than a cool hand."""
CONDITIONING_MS, SUPRAMAXIMAL = 1.0, 1.5
MOST_TIMES = 10.0
"""A fiber that ten times its threshold does not fire is refractory."""


@dataclass(frozen=True)
class RecoveryCycle:
    """intervals_ms (intervals,); change_percent (fibers, intervals): threshold above the
    unconditioned one, inf where refractory (not fired by
    MOST_TIMES the control); control_na (fibers,).

    relative_refractory_ms (fibers,): the first interval at which the threshold is back (between two
    intervals on a logarithmic scale; NaN where it is below already at the shortest);
    superexcitability_percent, subexcitability_percent (fibers,): the lowest mean change of three
    neighboring intervals, and the highest after it.
    """

    intervals_ms: Array
    change_percent: Array
    control_na: Array
    relative_refractory_ms: Array
    superexcitability_percent: Array
    subexcitability_percent: Array

    def columns(self) -> Columns:
        """A row each fiber and interval."""
        return long_form(
            len(self.control_na), interval_ms=self.intervals_ms, change_percent=self.change_percent
        )

    def table(self) -> object:
        """`columns` as a pandas DataFrame."""
        return table(self.columns())


@names_arguments
def recovery_cycle(
    given: Tracking | Fibers, intervals_ms: ArrayLike = INTERVALS_MS
) -> RecoveryCycle:
    """Thresholds after an impulse, whose pulse is 1 ms long and 1.5 times its own threshold.

    >>> from multifocal.fiber import Fibers, Geometry
    >>> cycle = recovery_cycle(Fibers(Geometry.of(10), nodes=21), [2.5, 3.2, 4.0, 18, 24, 32])
    >>> print(cycle.superexcitability_percent.round(), cycle.subexcitability_percent.round())
    [-20.] [14.]
    """
    tested, after = tracking(given), np.atleast_1d(np.asarray(intervals_ms, dtype=np.float64))
    if len(after) < 3 or not (np.diff(after) > 0).all() or after[0] < CONDITIONING_MS:
        raise ValueError(f"intervals_ms must be three or more, rising, from {CONDITIONING_MS} on")
    control = tested.control_na
    pulse = tested.with_pulse(CONDITIONING_MS).control_na * SUPRAMAXIMAL
    first = Condition(pulse[:, None], 0.0, CONDITIONING_MS, impulse=True)
    found = tested.under(
        after, [first], guess_na=control[:, None], most_na=MOST_TIMES * control[:, None]
    )
    change = 100.0 * (found / control[:, None] - 1.0)
    lowest, highest = _extremes(change)
    return RecoveryCycle(after, change, control, _back_ms(after, change), lowest, highest)


def _back_ms(after_ms: Array, change: Array) -> Array:
    """Where each curve first comes down to 0."""
    out = np.full(len(change), np.nan)
    for fiber, curve in enumerate(change):
        down = np.flatnonzero((curve[:-1] > 0) & (curve[1:] <= 0))
        if down.size == 0:
            continue
        k = down[0]
        share = 1.0 if np.isinf(curve[k]) else curve[k] / (curve[k] - curve[k + 1])
        out[fiber] = after_ms[k] * (after_ms[k + 1] / after_ms[k]) ** share
    return out


def _extremes(change: Array) -> tuple[Array, Array]:
    threes = np.lib.stride_tricks.sliding_window_view(change, 3, axis=1).mean(axis=2)
    lowest = np.full(len(change), np.nan)
    highest = np.full(len(change), np.nan)
    for fiber, means in enumerate(threes):
        known = np.isfinite(means)
        if known.any():
            at = int(np.where(known, means, np.inf).argmin())
            lowest[fiber] = means[at]
            highest[fiber] = np.where(known[at:], means[at:], -np.inf).max()
    return lowest, highest
