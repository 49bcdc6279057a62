"""Stimulate a nerve at a site, record from its muscle."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from multifocal import body
from multifocal.arguments import names_arguments
from multifocal.fault import Fault
from multifocal.nerve.focus import Focus
from multifocal.nerve.noise import AMPLIFIER, Noise, with_noise
from multifocal.nerve.passage import passages_of
from multifocal.nerve.pool import Bundle, MotorPool, Recordable
from multifocal.nerve.pool_table import recordable_muscles
from multifocal.nerve.potential import compound_mv
from multifocal.nerve.spreading import spread_mv
from multifocal.nerve.stimulus import SUPRAMAXIMAL, Stimulus
from multifocal.nerve.sweep import BEFORE_STIMULUS_MS, SAMPLING_HZ, sweep_ms, sweep_times_ms
from multifocal.study import Recording
from multifocal.study.recording import Kind

Array = NDArray[np.float64]


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


@names_arguments
def conduction(pool: Bundle, foci: Sequence[Focus] = (), from_mm: float = 0.0) -> Conduction:
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
        passed = middle < from_mm  # what lies above the stimulus; only stumps that died matter then
        chosen = focus.silent(pool) if passed else focus.stopped(pool)
        prescribed = prescribed or not passed or bool(chosen.any())
        end = from_mm if passed else middle
        sooner = chosen & ~(stopped < end)
        stopped[sooner] = end
        delay[chosen] = np.nan
    return Conduction(delay, stopped, prescribed)


@names_arguments
def stimulate(
    pool: MotorPool,
    site: body.Site,
    foci: Sequence[Focus] = (),
    stimulus: Stimulus = SUPRAMAXIMAL,
    noise: Noise | None = AMPLIFIER,
    *,
    least_ms: float = 0.0,
) -> Recording:
    """The muscle's response to a stimulus at a site of its nerve, supramaximal unless said.

    Sampled at 20 kHz, negativity upward, stimulus 2 ms into a sweep as long as a slow response
    needs (`sweep`) or `least_ms`, with the amplifier's noise unless `noise` is another or None.
    Each unit starts at distance / velocity + delay in its damaged stretches + delay in the muscle.
    Fault if the muscle has a pool for force only, or the site does not lie on its way.
    """
    units = recordable_of(pool)
    start_mm = pool.mm_from_cord(site.place_on(pool.way))
    fate = conduction(pool, foci, start_mm)
    healthy_ms = pool.transit_ms(start_mm, pool.way.length_mm)
    starts = healthy_ms + fate.delay_ms + units.delay_ms
    if stimulus.strength < 1.0:
        starts = np.where(stimulus.fires(pool, site), starts, np.nan)
    distance_mm = pool.way.length_mm - start_mm
    times_ms = sweep_times_ms(sweep_ms(units, distance_mm, starts, least_ms=least_ms))
    samples = compound_mv(units, starts, times_ms)
    if stimulus.spread > 0.0:
        samples = samples + spread_mv(pool, site, stimulus.spread, times_ms)
    found = recording_of(pool, site, samples, distance_mm, supramaximal=stimulus.strength >= 1.0)
    return with_noise(found, noise, pool.person, stimulus.seed_words)


def recordable_of(pool: MotorPool) -> Recordable:
    """What a pool's response is made of; Fault if it is known for force only."""
    if pool.recordable is None:
        raise Fault("nerve.no_recording", muscle=pool.muscle, known=tuple(recordable_muscles()))
    return pool.recordable


def recording_of(
    pool: MotorPool,
    site: body.Site,
    samples_mv: Array,
    distance_mm: float,
    *,
    kind: Kind = "M",
    supramaximal: bool = True,
) -> Recording:
    """A simulated sweep as a recording of `study`."""
    return Recording(
        samples_mv=samples_mv,
        sampling_hz=SAMPLING_HZ,
        kind=kind,
        side=pool.side,
        nerve=site.nerve,
        muscle=pool.muscle,
        skin=None,
        site=site.id,
        stimulus_at_ms=BEFORE_STIMULUS_MS,
        supramaximal=supramaximal,
        distance_mm=distance_mm,
        temperature_c=None if pool.temperature is None else pool.temperature.skin_c,
        negative_up=True,
        origin="simulated",
    )
