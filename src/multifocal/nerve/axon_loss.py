"""Motor units lost, and survivors that take over some of their muscle fibers."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from multifocal.arguments import names_arguments
from multifocal.nerve.focus import Focus
from multifocal.nerve.pool import MotorPool, Recordable
from multifocal.nerve.wallerian import SPROUTS_FROM_DAYS, taken_over

Array = NDArray[np.float64]

MOST_ENLARGED = 5.0
"""Survivors enlarge up to fivefold (source axon-sprouting-limit)."""
UNEVEN = 2.0
"""Shape of the gamma distribution by which survivors differ in what they take over (source
multifocal-choice-axon-loss)."""
_LEAST_UNITS = 2
# What branches do that grew out anew: at first they conduct slowly, later the unit stays longer by
# its wider territory (multifocal-choice-wallerian; that units are larger and longer is published,
# wohlfart-1957-sprouting).
MOST_LATE_MS, MATURE_IN_DAYS, LONGER_BY = 12.0, 240.0, 0.4


@dataclass(frozen=True)
class AxonLoss:
    """Share of a muscle's units lost, and share of their muscle fibers that others took over.
    ValueError outside 0 to 1."""

    share: float
    regained: float

    def __post_init__(self) -> None:
        for name, value in (("share", self.share), ("regained", self.regained)):
            if not 0.0 <= value <= 1.0:
                raise ValueError(f"{name} must lie within 0 to 1")


@names_arguments
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
    grown = _grown(twitch, regained * lost, appetite)
    units = survivors.recordable
    if units is not None:
        units = replace(units, amplitude_mv=units.amplitude_mv * grown)
    return replace(survivors, twitch=twitch * grown, recordable=units)


def _grown(twitch: Array, taken: float, appetite: Array) -> Array:
    """How many times as large each survivor is that takes its part of so much; (survivors,)."""
    takes = taken * appetite * twitch / (appetite * twitch).sum()
    return np.asarray(np.minimum(1.0 + takes / twitch, MOST_ENLARGED))


def supplied_anew(pool: MotorPool, foci: Sequence[Focus]) -> MotorPool:
    """The pool after survivors of cut axons (mechanism `axon`) took over muscle fibers.

    Cut units stay in the pool, silent. Survivors' responses and twitches grow; while new branches
    are thin, a part of the potential comes late, so that it is polyphasic, and it stays longer
    (source multifocal-choice-wallerian). The same pool where no axon was cut a month ago or more.
    """
    for focus in foci:
        share = taken_over(focus.days) if focus.mechanism == "axon" else 0.0
        cut = focus.stopped(pool) if focus.reaches(pool) else np.zeros(len(pool), dtype=bool)
        if not share or not cut.any() or cut.all():
            continue
        rng = np.random.default_rng([pool.person, focus.seed, len(pool), 12])
        appetite = rng.gamma(UNEVEN, 1.0 / UNEVEN, len(pool))
        grown = np.ones(len(pool))
        lost = float(pool.twitch[cut].sum())
        grown[~cut] = _grown(pool.twitch[~cut], share * lost, appetite[~cut])
        units = pool.recordable
        if units is not None:
            units = _sprouted(units, grown, focus.days, rng)
        pool = replace(pool, twitch=pool.twitch * grown, recordable=units)
    return pool


def _sprouted(units: Recordable, grown: Array, days: float, rng: np.random.Generator) -> Recordable:
    added = 1.0 - 1.0 / grown  # share of a unit's muscle fibers that it took over
    young = math.exp(-max(days - SPROUTS_FROM_DAYS, 0.0) / MATURE_IN_DAYS)
    longer = 1.0 + LONGER_BY * added
    late = young * MOST_LATE_MS * rng.random(len(grown))
    share = added
    if units.late_share is not None and units.late_ms is not None:  # some were polyphasic before
        late = np.where(added > units.late_share, late, units.late_ms)
        share = np.maximum(added, units.late_share)
    return replace(
        units,
        amplitude_mv=units.amplitude_mv * grown,
        negative_ms=units.negative_ms * longer,
        positive_ms=units.positive_ms * longer,
        late_share=share,
        late_ms=late,
    )
