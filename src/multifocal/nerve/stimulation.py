"""Stimulate a nerve at a site, record from its muscle."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from multifocal import body
from multifocal.fault import Fault
from multifocal.nerve.focus import Focus
from multifocal.nerve.passage import passages_of
from multifocal.nerve.pool import MotorPool, recordable_muscles
from multifocal.nerve.potential import compound_mv
from multifocal.study import Recording

Array = NDArray[np.float64]

SAMPLING_HZ = 20_000.0
BEFORE_STIMULUS_MS = 2.0
SWEEP_MS = 70.0


@dataclass(frozen=True)
class Conduction:
    """What becomes of each fiber's impulse between a place and the muscle; shape (units,).

    delay_ms: over healthy, NaN where stopped; stopped_mm: last node that fired, mm from the cord,
    NaN where it arrived; prescribed: whether some of the block was given, not computed.
    """

    delay_ms: Array
    stopped_mm: Array
    prescribed: bool

    @property
    def arrives(self) -> NDArray[np.bool_]:
        """Which fibers reach the muscle, (units,)."""
        return np.isfinite(self.delay_ms)


def conduction(pool: MotorPool, foci: Sequence[Focus] = (), from_mm: float = 0.0) -> Conduction:
    """Each fiber's fate from `from_mm` (mm from the cord; 0: a voluntary impulse) to the muscle."""
    delay = np.zeros(len(pool))
    stopped = np.full(len(pool), np.nan)
    met = passages_of(pool, foci, from_mm)
    np.add.at(delay, met.fiber, met.delay_ms)
    stops = np.isnan(met.delay_ms)
    stopped[met.fiber[stops][::-1]] = met.stopped_mm[stops][::-1]  # the first one counts
    prescribed = False
    for focus in foci:
        if not (focus.prescribed and focus.reaches(pool)):
            continue
        middle = pool.mm_from_cord(focus.place)
        if middle >= from_mm:
            prescribed = True
            chosen = focus.stopped(pool)
            sooner = chosen & ~(stopped < middle)
            stopped[sooner] = middle
            delay[chosen] = np.nan
    return Conduction(delay, stopped, prescribed)


def stimulate(pool: MotorPool, site: body.Site, foci: Sequence[Focus] = ()) -> Recording:
    """The muscle's response to a supramaximal stimulus at a site of its nerve.

    Sampled at 20 kHz for 70 ms, negativity upward, stimulus 2 ms into the sweep; no noise.
    Each unit starts at distance / velocity + delay in its damaged stretches + delay in the muscle.
    Fault if the muscle has a pool for force only, or the site does not lie on its way.
    """
    if pool.recordable is None:
        raise Fault(
            f"the response of {pool.muscle} cannot be simulated yet",
            remedy=f"Muscles with recordings: {', '.join(recordable_muscles())}.",
        )
    start_mm = pool.mm_from_cord(site.place_on(pool.way))
    fate = conduction(pool, foci, start_mm)
    distance_mm = pool.way.length_mm - start_mm
    starts = distance_mm / pool.velocity_m_s + fate.delay_ms + pool.recordable.delay_ms
    samples = round((BEFORE_STIMULUS_MS + SWEEP_MS) / 1000 * SAMPLING_HZ)
    times_ms = np.arange(samples) / SAMPLING_HZ * 1000 - BEFORE_STIMULUS_MS
    return Recording(
        samples_mv=compound_mv(pool.recordable, starts, times_ms),
        sampling_hz=SAMPLING_HZ,
        kind="M",
        side=pool.side,
        nerve=site.nerve,
        muscle=pool.muscle,
        skin=None,
        site=site.id,
        stimulus_at_ms=BEFORE_STIMULUS_MS,
        supramaximal=True,
        distance_mm=distance_mm,
        negative_up=True,
        origin="simulated",
    )
