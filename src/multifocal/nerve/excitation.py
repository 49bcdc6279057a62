"""From effort to force: which units are called, how fast they fire, what they pull.

Source fuglevand-1993, parameters as in physiology.md 3.7.
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from multifocal.nerve.focus import Focus
from multifocal.nerve.pool import MotorPool
from multifocal.nerve.stimulation import conduction

Array = NDArray[np.float64]

RECRUITMENT_RANGE = 30.0  # excitation at which the last unit is called, over the first's
GAIN_PER_S = 1.0  # impulses a second for each unit of excitation
LEAST_RATE_PER_S = 8.0
PEAK_RATE_FIRST_PER_S, PEAK_RATE_LAST_PER_S = 35.0, 25.0
LONGEST_TWITCH_MS, TWITCH_TIME_RANGE = 90.0, 3.0
LINEAR_UP_TO = 0.4  # of contraction time over interval; beyond it twitches fuse


def greatest_excitation() -> float:
    """Excitation at which the last unit reaches its peak rate."""
    return RECRUITMENT_RANGE + (PEAK_RATE_LAST_PER_S - LEAST_RATE_PER_S) / GAIN_PER_S


def called_at(units: int) -> Array:
    """Excitation at which each unit is called, smallest first; (units,)."""
    return np.asarray(RECRUITMENT_RANGE ** (np.arange(1, units + 1) / units))


def rates_per_s(units: int, excitation: float) -> Array:
    """How fast each unit fires, impulses a second, 0 where not called; (units,)."""
    above = excitation - called_at(units)
    peak = np.linspace(PEAK_RATE_FIRST_PER_S, PEAK_RATE_LAST_PER_S, units)
    return np.where(above >= 0, np.minimum(LEAST_RATE_PER_S + GAIN_PER_S * above, peak), 0.0)


def voluntary_force(pool: MotorPool, effort: ArrayLike, foci: Sequence[Focus] = ()) -> Array:
    """Force at an effort (0 to 1, the greatest excitation) as a share of the healthy greatest.

    The cord calls its units as if all could answer; only those that conduct pull. Same shape as
    `effort`. ValueError for an effort outside 0 to 1.
    """
    efforts = np.asarray(effort, dtype=np.float64)
    if not np.all((efforts >= 0) & (efforts <= 1)):
        raise ValueError("effort must lie between 0 and 1")
    arrives = conduction(pool, foci).arrives
    whole = _pulls(pool, greatest_excitation()).sum()
    found = [
        _pulls(pool, one * greatest_excitation())[arrives].sum() / whole for one in efforts.flat
    ]
    return np.asarray(found, dtype=np.float64).reshape(efforts.shape)


def _pulls(pool: MotorPool, excitation: float) -> Array:
    """Steady force of each unit: its twitch times what its rate makes of twitches."""
    strength = pool.twitch / pool.twitch.min()
    exponent = math.log(TWITCH_TIME_RANGE) / math.log(float(strength.max()))
    contraction_ms = LONGEST_TWITCH_MS * strength**-exponent
    beat = contraction_ms / 1000 * rates_per_s(len(pool), excitation)
    fused = (1 - np.exp(-2 * beat**3)) / (1 - math.exp(-2 * LINEAR_UP_TO**3))
    return np.asarray(strength * np.where(beat < LINEAR_UP_TO, beat / LINEAR_UP_TO, fused))
