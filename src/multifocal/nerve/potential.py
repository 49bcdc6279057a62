"""From single units to the response of the muscle: the sum of their surface potentials."""

import numpy as np
from numpy.typing import NDArray

from multifocal.nerve.pool import Recordable

Array = NDArray[np.float64]


def compound_mv(units: Recordable, start_ms: Array, times_ms: Array) -> Array:
    """Sum of the potentials of units that start at `start_ms` (units,), NaN where silent.

    Each is a negative half-sine followed by a longer, lower positive one, negativity upward
    (belly-tendon recording over the end-plates; source multifocal-choice-unit-potential).
    `times_ms` are evenly spaced. Shape (times,), mV.
    """
    wave = np.zeros_like(times_ms)
    fired = np.isfinite(start_ms)
    if not fired.any():
        return wave
    starts, step = start_ms[fired, None], times_ms[1] - times_ms[0]
    negative, positive = units.negative_ms[fired, None], units.positive_ms[fired, None]
    # only the samples that each potential touches
    first = np.floor((starts - times_ms[0]) / step).astype(np.int64) + 1
    longest = int(np.ceil(float((negative + positive).max()) / step)) + 1
    at = first + np.arange(longest)
    t = times_ms[0] + at * step - starts
    late = t - negative
    in_first = late < 0
    swing = np.sin(np.pi * np.where(in_first, t / negative, 1.0 + late / positive))
    height = np.where(in_first, 1.0, units.positive_share[fired, None]) * swing
    height *= units.amplitude_mv[fired, None]
    kept = (late < positive) & (at >= 0) & (at < times_ms.size)
    return np.asarray(
        np.bincount(at[kept], weights=height[kept], minlength=times_ms.size), dtype=np.float64
    )
