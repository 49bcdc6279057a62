"""From single units to the response of the muscle: the sum of their surface potentials."""

import math

import numpy as np
from numpy.typing import NDArray

from multifocal.fiber.jit import jit
from multifocal.nerve.pool import Recordable

Array = NDArray[np.float64]


def compound_mv(units: Recordable, start_ms: Array, times_ms: Array) -> Array:
    """Sum of the potentials of units that start at `start_ms` (units,), NaN where silent.

    Each is a negative half-sine followed by a longer, lower positive one, negativity upward
    (belly-tendon recording over the end-plates; source multifocal-choice-unit-potential); a share
    of it may come later (`Recordable.late_share`).
    `times_ms` are evenly spaced. Shape (times,), mV.
    """
    wave = np.zeros(times_ms.size)
    step = float(times_ms[1] - times_ms[0])
    begin = (np.asarray(start_ms, dtype=np.float64) - times_ms[0]) / step
    negative, positive = units.negative_ms / step, units.positive_ms / step
    # copies, so that the compiler meets one kind of array: those of a pool cannot be written
    height, share = np.array(units.amplitude_mv), np.array(units.positive_share)
    if units.late_share is None or units.late_ms is None:
        _add(begin, negative, positive, height, share, wave)
        return wave
    late = height * units.late_share
    _add(begin, negative, positive, height - late, share, wave)
    _add(begin + units.late_ms / step, negative, positive, late, share, wave)
    return wave


@jit
def _add(
    begin: Array, negative: Array, positive: Array, height: Array, share: Array, wave: Array
) -> None:
    """Adds every unit's two half-sines to `wave`; times are in samples from its first one."""
    for k in range(begin.size):
        if not math.isfinite(begin[k]):
            continue
        turn, end = begin[k] + negative[k], begin[k] + negative[k] + positive[k]
        _half_sine(wave, begin[k], turn, height[k])
        _half_sine(wave, turn, end, -height[k] * share[k])


@jit
def _half_sine(wave: Array, start: float, end: float, height: float) -> None:
    """Adds a half-sine by turning a vector a step at a time, which spares the sines."""
    first, last = max(math.ceil(start), 0), min(math.floor(end), wave.size - 1)
    if first > last:
        return
    angle = math.pi / (end - start)
    s, c = math.sin(angle * (first - start)), math.cos(angle * (first - start))
    ds, dc = math.sin(angle), math.cos(angle)
    for k in range(first, last + 1):
        wave[k] += height * s
        s, c = s * dc + c * ds, c * dc - s * ds
