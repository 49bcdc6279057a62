"""Strength and duration: rheobase and the strength-duration time constant, by Weiss's law."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from multifocal.arguments import names_arguments
from multifocal.excitability.columns import Columns, long_form, table
from multifocal.excitability.tracking import Tracking, tracking
from multifocal.fiber import Fibers

Array = NDArray[np.float64]

DURATIONS_MS = (0.2, 0.4, 0.6, 0.8, 1.0)
"""Between the two durations of the clinical protocol (source kiernan-2000-excitability)."""


@dataclass(frozen=True)
class StrengthDuration:
    """durations_ms (durations,); threshold_na (fibers, durations).

    Weiss: charge = rheobase x (duration + time constant), by least squares (source mogyoros-1996);
    rheobase_na, time_constant_ms (fibers,); misfit_percent (fibers,): the largest distance of a
    threshold from the line. All three are NaN where a pulse of these starts no impulse (its
    threshold is inf), so that there is no line. In Weiss's law the time constant is the chronaxie.
    """

    durations_ms: Array
    threshold_na: Array
    rheobase_na: Array
    time_constant_ms: Array
    misfit_percent: Array

    @property
    def charge_pc(self) -> Array:
        """Threshold charge, pC; (fibers, durations)."""
        return np.asarray(self.threshold_na * self.durations_ms)

    def columns(self) -> Columns:
        """A row each fiber and duration."""
        return long_form(
            len(self.threshold_na), duration_ms=self.durations_ms, threshold_na=self.threshold_na
        )

    def table(self) -> object:
        """`columns` as a pandas DataFrame."""
        return table(self.columns())


@names_arguments
def strength_duration(
    given: Tracking | Fibers, durations_ms: ArrayLike = DURATIONS_MS
) -> StrengthDuration:
    """Thresholds for pulses of these durations, and Weiss's line through them.

    >>> from multifocal.fiber import Fibers, Geometry
    >>> print(strength_duration(Fibers(Geometry.of(10), nodes=21)).time_constant_ms.round(2))
    [0.35]
    """
    tested, lasts = tracking(given), np.atleast_1d(np.asarray(durations_ms, dtype=np.float64))
    if len(lasts) < 2 or not (np.diff(lasts) > 0).all():
        raise ValueError("durations_ms must be two or more, rising")
    threshold_na = np.stack(
        [tested.with_pulse(float(one)).under(0.0)[:, 0] for one in lasts], axis=1
    )
    told = np.isfinite(threshold_na).all(axis=1, keepdims=True)
    charge = np.where(told, threshold_na, np.nan) * lasts
    off = lasts - lasts.mean()
    rheobase = (charge * off).sum(axis=1) / (off**2).sum()
    constant = charge.mean(axis=1) / rheobase - lasts.mean()
    line = rheobase[:, None] * (1.0 + constant[:, None] / lasts)
    misfit = 100.0 * np.abs(threshold_na / line - 1.0).max(axis=1)
    return StrengthDuration(lasts, threshold_na, rheobase, constant, misfit)
