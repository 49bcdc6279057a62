"""From single units to the response of the muscle: the sum of their surface potentials."""

import numpy as np
from numpy.typing import NDArray

from multifocal.nerve.pool import Recordable

Array = NDArray[np.float64]


def compound_mv(units: Recordable, start_ms: Array, times_ms: Array) -> Array:
    """Sum of the potentials of units that start at `start_ms` (units,), NaN where silent.

    Each is a negative half-sine followed by a longer, lower positive one, negativity upward
    (belly-tendon recording over the end-plates; source multifocal-choice-unit-potential).
    Shape (times,), mV.
    """
    fired = np.isfinite(start_ms)
    if not fired.any():
        return np.zeros_like(times_ms)
    t = times_ms[None, :] - start_ms[fired, None]
    negative, positive = units.negative_ms[fired, None], units.positive_ms[fired, None]
    height = units.amplitude_mv[fired, None]
    up = np.where((t > 0) & (t < negative), np.sin(np.pi * t / negative), 0.0)
    late = t - negative
    down = np.where((late > 0) & (late < positive), np.sin(np.pi * late / positive), 0.0)
    return np.asarray(
        (height * (up - units.positive_share[fired, None] * down)).sum(axis=0), dtype=np.float64
    )
