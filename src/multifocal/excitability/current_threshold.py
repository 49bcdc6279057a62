"""Current against threshold: what a current of 200 ms leaves of it shows how a fiber rectifies."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from multifocal.arguments import names_arguments
from multifocal.excitability.columns import Columns, long_form, table
from multifocal.excitability.tracking import Condition, Tracking, tracking
from multifocal.fiber import Fibers

Array = NDArray[np.float64]

CURRENTS_PERCENT = tuple(float(one) for one in range(50, -101, -10))
LASTS_MS = 200.0
"""Of the clinical protocol (source kiernan-2000-excitability)."""


@dataclass(frozen=True)
class CurrentThreshold:
    """currents_percent (currents,) of the control threshold; reduction_percent (fibers, currents):
    by how much of it the threshold is lowered at the current's end; control_na (fibers,).

    resting_slope, least_slope (fibers,): current per threshold reduction, from -10 to +10 %, and
    the least of neighbors: the fiber's conductance at rest, and where it rectifies least.
    """

    currents_percent: Array
    reduction_percent: Array
    control_na: Array
    resting_slope: Array
    least_slope: Array

    def columns(self) -> Columns:
        """A row each fiber and current."""
        return long_form(
            len(self.control_na), current_percent=self.currents_percent,
            reduction_percent=self.reduction_percent,
        )  # fmt: skip

    def table(self) -> object:
        """`columns` as a pandas DataFrame."""
        return table(self.columns())


@names_arguments
def current_threshold(
    given: Tracking | Fibers, currents_percent: ArrayLike = CURRENTS_PERCENT
) -> CurrentThreshold:
    """Thresholds at the end of 200 ms of these currents, in shares of the control threshold.

    >>> from multifocal.fiber import Fibers, Geometry
    >>> found = current_threshold(Fibers(Geometry.of(10), nodes=21), [40, 0, -40])
    >>> print(found.reduction_percent.round())
    [[ 44.  -0. -51.]]
    """
    tested = tracking(given)
    shares = np.atleast_1d(np.asarray(currents_percent, dtype=np.float64))
    control = tested.control_na
    current = Condition(control[:, None] * shares / 100.0, 0.0, LASTS_MS)
    found = tested.under(
        np.full(len(shares), LASTS_MS - tested.test_ms), [current], guess_na=control[:, None]
    )
    reduction = 100.0 * (1.0 - found / control[:, None])
    near = np.abs(shares) <= 10.0
    rest, least = np.full(len(control), np.nan), np.full(len(control), np.nan)
    if near.sum() > 1:
        rest = np.array([np.polyfit(one[near], shares[near], 1)[0] for one in reduction])
    if len(shares) > 1:
        least = (np.diff(shares) / np.diff(reduction, axis=1)).min(axis=1)
    return CurrentThreshold(shares, reduction, control, rest, least)
