"""F waves: antidromic impulses that a few motor neurons send back."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from multifocal import body
from multifocal.arguments import names_arguments
from multifocal.fault import Fault
from multifocal.nerve.focus import Focus
from multifocal.nerve.noise import AMPLIFIER, Noise, with_noise
from multifocal.nerve.pool import MotorPool
from multifocal.nerve.potential import compound_mv
from multifocal.nerve.stimulation import (
    conduction,
    recordable_of,
    recording_of,
)
from multifocal.nerve.sweep import LENGTHS_MS, sweep_ms, sweep_times_ms
from multifocal.study import Recording

Array = NDArray[np.float64]

TURNAROUND_MS = 1.0  # in the cord (source f-wave-norms)
F_LENGTHS_MS = LENGTHS_MS[1:]
MOST_STIMULI = 1000


@names_arguments
def f_waves(
    pool: MotorPool,
    site: body.Site,
    foci: Sequence[Focus] = (),
    stimuli: int = 20,
    seed: int = 0,
    noise: Noise | None = AMPLIFIER,
) -> tuple[Recording, ...]:
    """The sweeps after `stimuli` supramaximal stimuli at a site, each with its M and F response.

    An impulse runs up to the cord, a few units answer after 1 ms, and theirs run the whole way
    down. Damage is taken to delay and to stop impulses alike in both directions. Each unit answers
    by its own chance (`MotorPool.backfire`), anew at each stimulus; `seed` is the run. Recordings
    of kind "F", 100 ms long or longer where a late one needs it, negativity upward, each with
    noise of its own unless `noise` is None. Fault as in `stimulate`.
    """
    if not 1 <= stimuli <= MOST_STIMULI:
        raise Fault("nerve.stimuli", most=MOST_STIMULI)
    units = recordable_of(pool)
    start_mm = pool.mm_from_cord(site.place_on(pool.way))
    beyond = conduction(pool, foci, start_mm)
    whole = conduction(pool, foci)
    down_ms = pool.transit_ms(start_mm, pool.way.length_mm)
    m_starts = down_ms + beyond.delay_ms + units.delay_ms
    f_starts = f_latency_ms(pool, start_mm, beyond.delay_ms, whole.delay_ms)
    answers = answering(pool, stimuli, seed)
    distance_mm = pool.way.length_mm - start_mm
    last = np.fmax(m_starts, np.where(answers.any(axis=0), f_starts, np.nan))
    times_ms = sweep_times_ms(sweep_ms(units, distance_mm, last, F_LENGTHS_MS))
    m_wave = compound_mv(units, m_starts, times_ms)
    sweeps = (
        m_wave + compound_mv(units, np.where(fired, f_starts, np.nan), times_ms)
        for fired in answers
    )
    return tuple(
        with_noise(
            recording_of(pool, site, samples, distance_mm, kind="F"),
            noise,
            pool.person,
            f"run {seed}",
            number,
        )
        for number, samples in enumerate(sweeps)
    )


LEAST_MV = 0.02
"""An answer whose own potentials sum to less is not seen as an F wave."""


@names_arguments
def f_latencies_ms(
    pool: MotorPool,
    site: body.Site,
    foci: Sequence[Focus] = (),
    stimuli: int = 20,
    seed: int = 0,
) -> Array:
    """When the F wave of each of the same sweeps starts, ms, NaN where none is seen; (stimuli,).

    Known from the simulation, not read off the waveform.
    """
    units = recordable_of(pool)
    start_mm = pool.mm_from_cord(site.place_on(pool.way))
    beyond = conduction(pool, foci, start_mm).delay_ms
    starts = f_latency_ms(pool, start_mm, beyond, conduction(pool, foci).delay_ms)
    answers = answering(pool, stimuli, seed) & np.isfinite(starts)
    seen = (answers * units.amplitude_mv).sum(axis=1) >= LEAST_MV
    earliest = np.where(answers, starts, np.inf).min(axis=1)
    return np.where(seen, earliest, np.nan)


def f_latency_ms(pool: MotorPool, start_mm: float, beyond_ms: Array, whole_ms: Array) -> Array:
    """When each unit's F response starts, ms after the stimulus, NaN where it cannot; (units,).

    `beyond_ms` is the delay by damage from the stimulus to the muscle, `whole_ms` that from the
    cord; NaN where stopped.
    """
    units = recordable_of(pool)
    up_ms = pool.transit_ms(start_mm, 0.0) + (whole_ms - beyond_ms)
    down_ms = pool.transit_ms(0.0, pool.way.length_mm) + whole_ms
    return np.asarray(up_ms + TURNAROUND_MS + down_ms + units.delay_ms, dtype=np.float64)


def answering(pool: MotorPool, stimuli: int, seed: int) -> NDArray[np.bool_]:
    """Which units answer which stimulus, shape (stimuli, units)."""
    rng = np.random.default_rng([seed, len(pool), stimuli])
    return np.asarray(rng.random((stimuli, len(pool))) < pool.backfire)
