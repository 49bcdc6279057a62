"""What changes every fiber of a person alike or unit by unit: a slow nerve, units that differ."""

from dataclasses import replace
from typing import Final, TypeVar
from zlib import crc32

import numpy as np

from multifocal.nerve.pool import Bundle, MotorPool
from multifocal.nerve.potential import compound_mv
from multifocal.nerve.sweep import sweep_times_ms

Fibers = TypeVar("Fibers", bound=Bundle)

SLOWEST: Final = 0.1
"""Least velocity over healthy that can be asked for."""
BRANCH_MS: Final = 0.45
"""Of the delay in the muscle, what myelinated branches take, which are slow too. Set so that the
distal latency of children with CMT1A is met (yiu-2008-cmt1a; multifocal-choice-uniform-slowing)."""


def slowed(fibers: Fibers, velocity_left: float) -> Fibers:
    """The fibers of a nerve that is slow all along, so that its mean velocity is that share.

    Every fiber takes the same time more for a mm, as evenly thinned ones of all diameters nearly do
    (tests/nerve); responses are then late and hardly dispersed, as in Charcot-Marie-Tooth disease
    type 1 (kaku-1993-uniform-slowing). Prescribed, not computed. The same fibers for a share of 1.
    """
    if velocity_left == 1.0:
        return fibers
    longer = 1.0 / velocity_left - 1.0
    late = longer / float(fibers.velocity_m_s.mean())
    if isinstance(fibers, MotorPool) and fibers.recordable is not None:
        units = fibers.recordable
        units = replace(units, delay_ms=units.delay_ms + longer * BRANCH_MS)
        return replace(fibers, late_ms_per_mm=late, recordable=units)
    return replace(fibers, late_ms_per_mm=late)


# How units differ in one muscle: single ones of FDI last 4 to 18 ms around a mean of 9.4 ms
# (norwegian-mup-norms); 5 to 40 % are polyphasic (tibialis-anterior-mup-norms). The shapes of the
# spreads, and that surface potentials follow needle ones, are ours
# (multifocal-choice-varied-units).
LENGTH_SPREAD: Final = 0.3
SHORTEST, LONGEST = 4.0 / 9.4, 18.0 / 9.4
POLYPHASIC: Final = 0.12
LATE_SHARE: Final = (0.3, 0.6)
LATE_MS: Final = (2.0, 6.0)


def varied(pool: MotorPool) -> MotorPool:
    """The pool with units whose potentials differ in length, some of them polyphasic."""
    units = pool.recordable
    if units is None:
        return pool
    rng = np.random.default_rng([pool.person, crc32(f"varied {pool.muscle} {pool.side}".encode())])
    count = len(pool)
    length = np.exp(LENGTH_SPREAD * rng.standard_normal(count) - LENGTH_SPREAD**2 / 2)
    length = np.clip(length, SHORTEST, LONGEST)
    polyphasic = rng.random(count) < POLYPHASIC
    share = np.where(polyphasic, rng.uniform(*LATE_SHARE, count), 0.0)
    late = np.where(polyphasic, rng.uniform(*LATE_MS, count), 0.0)
    differing = replace(
        units,
        negative_ms=units.negative_ms * length,
        positive_ms=units.positive_ms * length,
        late_share=share,
        late_ms=late,
    )
    # the whole muscle's response is as high as before, which is what is known of it
    times_ms = sweep_times_ms()
    before, after = (compound_mv(one, one.delay_ms, times_ms).max() for one in (units, differing))
    height = units.amplitude_mv * (before / after)
    return replace(pool, recordable=replace(differing, amplitude_mv=height))
