"""Noise as a recording has it: seeded, added to simulated sweeps, the truth left as it is."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from multifocal.study import Recording


@dataclass(frozen=True)
class Noise:
    """Sizes in µV: of broadband noise (SD), mains hum and drift (peak), stimulus artifact (peak).

    Proposals of this project (source multifocal-choice-noise).
    """

    broadband_uv: float
    hum_uv: float
    drift_uv: float
    artifact_uv: float
    artifact_ms: float
    """In which the artifact falls to 1/e."""


USUAL: Final = {
    "M": Noise(8.0, 6.0, 25.0, 900.0, 0.15),
    "sensory": Noise(0.3, 0.2, 1.0, 60.0, 0.06),  # averaged over some sweeps
}
MAINS_HZ: Final = 50.0


def with_noise(
    recordings: Iterable[Recording], seed: int, loudness: float = 1.0
) -> tuple[Recording, ...]:
    """The sweeps with noise of their kind, `loudness` times the usual; deterministic by seed.

    ValueError for a loudness below 0.
    """
    if not loudness >= 0.0:
        raise ValueError("loudness must be at least 0")
    return tuple(
        _noisy(one, np.random.default_rng([seed, at, 23]), loudness)
        for at, one in enumerate(recordings)
    )


def _noisy(one: Recording, rng: np.random.Generator, loudness: float) -> Recording:
    sizes = USUAL["sensory" if one.kind == "sensory" else "M"]
    times = one.times_ms
    span = float(times[-1] - times[0])
    added = sizes.broadband_uv * rng.standard_normal(times.size)
    hum = rng.uniform(0.0, sizes.hum_uv)
    added += hum * np.sin(2 * np.pi * (MAINS_HZ * times / 1000 + rng.random()))
    drift = rng.uniform(-sizes.drift_uv, sizes.drift_uv)
    added += drift * np.sin(2 * np.pi * (0.4 * (times - times[0]) / span + rng.random()))
    shock = rng.uniform(-sizes.artifact_uv, sizes.artifact_uv)
    after = np.maximum(times, 0.0)
    added += np.where(times >= 0.0, shock * np.exp(-after / sizes.artifact_ms), 0.0)
    sign = 1.0 if one.negative_up else -1.0
    return replace(one, samples_mv=one.samples_mv + sign * loudness * added / 1000)
