"""A stimulator anywhere on a nerve, as it is moved along it: what fires, what the muscle answers.

At the named sites (`stimulate`) every fiber's threshold is drawn anew; here a fiber lies as deep
all along the nerve, so that moving the stimulator a little changes little.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from multifocal import body
from multifocal.arguments import names_arguments
from multifocal.fault import Fault
from multifocal.nerve.focus import Focus
from multifocal.nerve.noise import AMPLIFIER, Noise, with_noise
from multifocal.nerve.pool import MotorPool
from multifocal.nerve.potential import compound_mv
from multifocal.nerve.source import Source
from multifocal.nerve.stimulation import conduction, recordable_of, recording_of
from multifocal.nerve.stimulus import Stimulus, thresholds_drawn
from multifocal.nerve.sweep import sweep_ms, sweep_times_ms
from multifocal.study import Recording

SITE = "stimulator"
"""What a recording from no named site calls its site."""


@dataclass(frozen=True, eq=False)
class Shocked:
    """The muscle's response to one stimulus, and how many fibers it fired and how many arrived."""

    recording: Recording
    fired: int
    arrived: int


@names_arguments
def shocked(
    source: Source,
    place: body.Place,
    foci: Sequence[Focus] = (),
    strength: float = 1.0,
    noise: Noise | None = AMPLIFIER,
    *,
    least_ms: float = 0.0,
) -> Shocked:
    """Stimulate the nerve to a muscle at any place of its way.

    `strength`: a share of the one that fires every fiber there. Sampled as by `stimulate`. Fault
    where no fiber of the muscle passes the place, and for a strength out of range.
    """
    given = Stimulus(strength)
    passing = [part.pool for part in source.parts if part.pool.way.passes(place)]
    if not passing:
        raise Fault(
            "nerve.place_off_way", segment=place.segment, muscle=source.parts[0].pool.muscle
        )
    fired = arrived = 0
    starts = []
    for pool in passing:
        fires = _fires(pool, given)
        start_mm = pool.mm_from_cord(place)
        late = conduction(pool, foci, start_mm).delay_ms
        silent = np.zeros(len(pool), dtype=bool)
        for focus in foci:
            if focus.reaches(pool) and pool.mm_from_cord(focus.place) < start_mm:
                silent |= focus.silent(pool)
        fires &= ~silent
        runs = pool.transit_ms(start_mm, pool.way.length_mm) + recordable_of(pool).delay_ms + late
        starts.append(np.where(fires, runs, np.nan))
        fired += int(fires.sum())
        arrived += int(np.isfinite(starts[-1]).sum())
    first = passing[0]
    distance_mm = first.way.length_mm - first.mm_from_cord(place)
    lengths = [
        sweep_ms(recordable_of(pool), distance_mm, one, least_ms=least_ms)
        for pool, one in zip(passing, starts, strict=True)
    ]
    times_ms = sweep_times_ms(max(lengths))
    wave = np.sum(
        [
            compound_mv(recordable_of(pool), one, times_ms)
            for pool, one in zip(passing, starts, strict=True)
        ],
        axis=0,
    )
    nerve = body.muscle(first.muscle).stem or ""
    site = replace(body.sites(nerve)[0], id=SITE)
    found = recording_of(first, site, wave, distance_mm, supramaximal=strength >= 1.0)
    words = f"{distance_mm:.1f} {given.seed_words}"
    return Shocked(with_noise(found, noise, first.person, words), fired, arrived)


def _fires(pool: MotorPool, given: Stimulus) -> NDArray[np.bool_]:
    seed = [crc32(f"{pool.muscle} {pool.side} {SITE}".encode()), len(pool)]
    return np.asarray(thresholds_drawn(pool, seed) <= given.strength)
