"""Motor units lost, and survivors that take over some of their muscle fibers."""

from dataclasses import dataclass, replace

import numpy as np

from multifocal.nerve.pool import MotorPool

MOST_ENLARGED = 5.0
"""Survivors enlarge up to fivefold (source axon-sprouting-limit)."""
UNEVEN = 2.0
"""Shape of the gamma distribution by which survivors differ in what they take over (source
multifocal-choice-axon-loss)."""
_LEAST_UNITS = 2


@dataclass(frozen=True)
class AxonLoss:
    """Share of a muscle's units lost, and share of their muscle fibers that others took over."""

    share: float
    regained: float


def lose_units(pool: MotorPool, share: float, regained: float, seed: int = 0) -> MotorPool:
    """The pool after a random share of its units is gone.

    `regained` is the share of the lost units' muscle fibers that survivors take over, as far as
    none grows beyond fivefold; their responses and twitches grow alike, and the shape of a unit's
    potential stays (source multifocal-choice-axon-loss). At least two units stay. ValueError for
    a share outside 0 to 1.
    """
    for name, value in (("share", share), ("regained", regained)):
        if not 0.0 <= value <= 1.0:
            raise ValueError(f"{name} must lie within 0 to 1")
    rng = np.random.default_rng([pool.person, seed, len(pool), 11])
    order = rng.permutation(len(pool))
    left = max(len(pool) - round(share * len(pool)), _LEAST_UNITS)
    kept = np.sort(order[:left])  # the pool's own order: from weak to strong
    survivors = pool.only(kept)
    twitch = survivors.twitch
    lost = pool.twitch.sum() - twitch.sum()
    appetite = rng.gamma(UNEVEN, 1.0 / UNEVEN, left)
    takes = regained * lost * appetite * twitch / (appetite * twitch).sum()
    grown = np.minimum(1.0 + takes / twitch, MOST_ENLARGED)
    units = survivors.recordable
    if units is not None:
        units = replace(units, amplitude_mv=units.amplitude_mv * grown)
    return replace(survivors, twitch=twitch * grown, recordable=units)
