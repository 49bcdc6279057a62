"""Responses whose onset, peak, area and duration are known without measuring them; disturbances.

Simulated truth comes from the units themselves: the first unit's start, and the sum of their
potentials on a grid of one microsecond. `scripts/docs_measuring.py` uses it too.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from multifocal import body
from multifocal.nerve import Focus, MotorPool, conduction, motor_pool, stimulate
from multifocal.nerve.potential import compound_mv
from multifocal.study import Recording

Samples = NDArray[np.float64]
FINE_MS = 0.002


@dataclass(frozen=True)
class Truth:
    """A sweep without noise, and what is true of its first negative phase."""

    recording: Recording
    onset_ms: float
    amplitude_mv: float
    area_mvms: float
    duration_ms: float


def simulated(pool: MotorPool, site_id: str, foci: Sequence[Focus] = ()) -> Truth:
    """The response of a pool at a site of the ulnar nerve."""
    site = body.site("ulnar", site_id)
    recording = stimulate(pool, site, foci, noise=None)
    units = pool.recordable
    assert units is not None
    start_mm = pool.mm_from_cord(site.place_on(pool.way))
    fate = conduction(pool, foci, start_mm)
    starts = pool.transit_ms(start_mm, pool.way.length_mm) + fate.delay_ms + units.delay_ms
    fine = np.arange(0.0, 70.0, FINE_MS)
    wave = compound_mv(units, starts, fine)
    onset = float(np.nanmin(starts))
    peak = int(np.argmax(wave))
    after = np.flatnonzero(wave[peak:] <= 0)
    end = peak + int(after[0]) if after.size else wave.size - 1
    inside = wave[int(onset / FINE_MS) : end]
    return Truth(
        recording,
        onset,
        float(wave[peak]),
        float(inside.sum() * FINE_MS),
        end * FINE_MS - onset,
    )


@cache
def simulated_set(people: int) -> tuple[Truth, ...]:
    """Wrist, above elbow and Erb's point; healthy and dispersed by one focus in the forearm."""
    found = []
    for person in range(people):
        pool = motor_pool("adm", seed=person)
        for site in ("wrist", "above_elbow", "erb"):
            found.append(simulated(pool, site))
            if site != "wrist":
                focus = Focus(pool.way.place_at(180), 0.1, seed=person)
                found.append(simulated(pool, site, [focus]))
    return tuple(found)


def disturbed(
    truth: Truth,
    rng: np.random.Generator,
    *,
    noise_mv: float = 0.0,
    colored: bool = False,
    hum_hz: float | None = None,
    hum_mv: float = 0.0,
    drift_mv_per_ms: float = 0.0,
    artifact_mv: float = 0.0,
    decay_ms: float = 1.0,
) -> Recording:
    """The sweep with noise, hum of a random phase, drift and the artifact's tail."""
    one = truth.recording
    times = one.times_ms
    wave = one.samples_mv + rng.normal(0.0, 1.0, times.size) * (0.0 if colored else noise_mv)
    if colored:
        wave = wave + noise_mv * muscle_noise(times.size, one.sampling_hz, rng)
    if hum_hz:
        wave = wave + hum_mv * np.sin(
            2 * math.pi * hum_hz * times / 1e3 + rng.uniform(0, 2 * math.pi)
        )
    wave = wave + drift_mv_per_ms * times
    tail = np.where(times >= 0, np.exp(-np.maximum(times, 0) / decay_ms), 0.0)
    return replace(one, samples_mv=wave + artifact_mv * tail)


def muscle_noise(count: int, sampling_hz: float, rng: np.random.Generator) -> Samples:
    """Noise as of a muscle that is not relaxed: mostly 50 to 300 Hz; standard deviation 1."""
    t = np.arange(int(0.012 * sampling_hz)) / sampling_hz * 1e3
    unit = np.exp(-t / 2.5) * np.sin(2 * math.pi * 0.12 * t)
    wave = np.convolve(rng.normal(0.0, 1.0, count + 2 * t.size), unit, "same")[t.size :][:count]
    return np.asarray(wave / wave.std())
