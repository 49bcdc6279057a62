"""Threshold electrotonus: thresholds during a current of 100 ms too weak to fire, and after it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from multifocal.arguments import names_arguments
from multifocal.excitability.columns import Columns, table
from multifocal.excitability.tracking import Condition, Tracking, tracking
from multifocal.fiber import Fibers

Array = NDArray[np.float64]

CURRENTS_PERCENT = (40.0, -40.0)
BEGINS_MS, LASTS_MS = 10.0, 100.0
DELAYS_MS = (
    -5.0, 0.0, 2.0, 5.0, 10.0, 15.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0, 98.0, 101.0,
    105.0, 110.0, 115.0, 120.0, 130.0, 140.0, 150.0, 160.0, 180.0, 200.0,
)  # fmt: skip
"""From the beginning of the current to that of the test pulse; the clinical protocol's range."""


@dataclass(frozen=True)
class Electrotonus:
    """currents_percent (currents,) of the control threshold; delays_ms (delays,); reduction_percent
    (fibers, currents, delays): by how much of the control the threshold is lowered (positive while
    the current depolarizes; -inf where no current fires the fiber, NaN where it fires by itself);
    control_na (fibers,)."""

    currents_percent: Array
    delays_ms: Array
    reduction_percent: Array
    control_na: Array

    def mean(self, current_percent: float, from_ms: float, to_ms: float) -> Array:
        """Mean reduction under one current between two delays, (fibers,): TEd and TEh as clinics
        write them, `mean(40, 90, 100)` for TEd(90-100 ms)."""
        inside = (self.delays_ms >= from_ms) & (self.delays_ms <= to_ms)
        if not inside.any():
            raise ValueError(f"no delay lies between {from_ms} and {to_ms} ms")
        return np.asarray(self._of(current_percent)[:, inside].mean(axis=1))

    def peak(self, current_percent: float) -> Array:
        """The largest reduction (of a hyperpolarizing current, the most negative), (fibers,)."""
        while_on = (self.delays_ms >= 0) & (self.delays_ms < LASTS_MS)
        curve = self._of(current_percent)[:, while_on]
        return np.asarray(curve.max(axis=1) if current_percent > 0 else curve.min(axis=1))

    def rebound(self, current_percent: float) -> Array:
        """The largest shift the other way once the current is over, (fibers,)."""
        curve = self._of(current_percent)[:, self.delays_ms > LASTS_MS]
        return np.asarray(curve.min(axis=1) if current_percent > 0 else curve.max(axis=1))

    def _of(self, current_percent: float) -> Array:
        found = np.flatnonzero(self.currents_percent == current_percent)
        if not found.size:
            known = self.currents_percent.tolist()
            raise ValueError(f"no current of {current_percent} %; there are {known}")
        return np.asarray(self.reduction_percent[:, found[0]])

    def columns(self) -> Columns:
        """A row each fiber, current and delay."""
        fibers, currents, delays = self.reduction_percent.shape
        return {
            "fiber": np.repeat(np.arange(fibers), currents * delays),
            "current_percent": np.tile(np.repeat(self.currents_percent, delays), fibers),
            "delay_ms": np.tile(self.delays_ms, fibers * currents),
            "reduction_percent": self.reduction_percent.ravel(),
        }

    def table(self) -> object:
        """`columns` as a pandas DataFrame."""
        return table(self.columns())


@names_arguments
def threshold_electrotonus(
    given: Tracking | Fibers,
    currents_percent: ArrayLike = CURRENTS_PERCENT,
    delays_ms: ArrayLike = DELAYS_MS,
) -> Electrotonus:
    """Thresholds during and after currents of these shares of the test pulse's own threshold.

    Current and test pulse flow into the same node, as through one electrode.

    >>> from multifocal.fiber import Fibers, Geometry
    >>> found = threshold_electrotonus(Fibers(Geometry.of(10), nodes=21), [40], [10, 20, 95])
    >>> print(found.reduction_percent.round())
    [[[46. 48. 45.]]]
    """
    tested = tracking(given)
    shares = np.atleast_1d(np.asarray(currents_percent, dtype=np.float64))
    delays = np.atleast_1d(np.asarray(delays_ms, dtype=np.float64))
    if not (delays >= -BEGINS_MS).all():
        raise ValueError(f"delays_ms must be {-BEGINS_MS:g} or later")
    control = tested.control_na
    of, at = np.repeat(shares, len(delays)), np.tile(delays, len(shares)) + BEGINS_MS
    current = Condition(control[:, None] * of / 100.0, BEGINS_MS, BEGINS_MS + LASTS_MS)
    found = tested.under(at, [current], guess_na=control[:, None])
    reduction = 100.0 * (1.0 - found / control[:, None])
    shape = (len(control), len(shares), len(delays))
    return Electrotonus(shares, delays, reduction.reshape(shape), control)
