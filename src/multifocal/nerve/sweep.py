"""How long a simulated sweep is: long enough for the slowest response that could still come."""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from multifocal.measuring import SLOWEST_M_S
from multifocal.nerve.pool import Recordable

Array = NDArray[np.float64]

SAMPLING_HZ: Final = 20_000.0
BEFORE_STIMULUS_MS: Final = 2.0
LENGTHS_MS: Final = (70.0, 100.0, 150.0, 200.0)
"""After the stimulus; the first that still holds a response as slow as measuring asks of a sweep
without one is taken (source multifocal-choice-sweep)."""
_LONGER_MS: Final = 100.0


def sweep_times_ms(sweep_ms: float = LENGTHS_MS[0]) -> Array:
    """Time of each sample after the stimulus, ms."""
    samples = round((BEFORE_STIMULUS_MS + sweep_ms) / 1000 * SAMPLING_HZ)
    return np.asarray(np.arange(samples) / SAMPLING_HZ * 1000 - BEFORE_STIMULUS_MS)


def sweep_ms(
    units: Recordable,
    distance_mm: float,
    starts_ms: Array,
    lengths_ms: Sequence[float] = LENGTHS_MS,
    least_ms: float = 0.0,
) -> float:
    """The length, ms after the stimulus, that shows every unit to its end.

    `starts_ms` (units,) are the starts of those that answer, NaN for the others: for these a
    response at 15 m/s over the distance would still be seen. `least_ms`: no shorter than this.
    """
    lasts = units.lasts_ms
    slowest = distance_mm / SLOWEST_M_S + float(np.max(units.delay_ms + lasts, initial=0.0))
    needed = max(least_ms, slowest)
    ends = starts_ms + lasts
    needed = max(needed, float(np.max(ends, where=np.isfinite(ends), initial=0.0)))
    for length in lengths_ms:
        if needed <= length:
            return length
    return math.ceil(needed / _LONGER_MS) * _LONGER_MS
