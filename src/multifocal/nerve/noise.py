"""What amplifier, electrodes and mains add to a simulated sweep: seeded, so that it comes again.

Recorded sweeps tremble; simulated ones must too, or "no response" would be read off a line that no
amplifier gives. Whoever asks for the truth of fibers asks for `noise=None`.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from multifocal.study import Recording
from multifocal.study.recording import Kind

Array = NDArray[np.float64]

MAINS_HZ: Final = 50.0
DRIFT_TURNS: Final = 0.4
"""How much of a sine a drift shows in one sweep."""


@dataclass(frozen=True)
class Sizes:
    """Of one sweep, µV at the electrodes: SD of broadband noise (white, up to half the sampling
    rate); peaks, at most, of mains hum, drift and stimulus artifact, which falls to 1/e in
    `artifact_ms`. ValueError for a negative size."""

    broadband_uv: float
    hum_uv: float = 0.0
    drift_uv: float = 0.0
    artifact_uv: float = 0.0
    artifact_ms: float = 0.15

    def __post_init__(self) -> None:
        sizes = (self.broadband_uv, self.hum_uv, self.drift_uv, self.artifact_uv)
        if not (all(0.0 <= one < np.inf for one in sizes) and 0.0 < self.artifact_ms < np.inf):
            raise ValueError("sizes of noise must be finite and at least 0")

    def times(self, loudness: float) -> "Sizes":
        """All of it so many times as large."""
        return replace(
            self,
            broadband_uv=loudness * self.broadband_uv,
            hum_uv=loudness * self.hum_uv,
            drift_uv=loudness * self.drift_uv,
            artifact_uv=loudness * self.artifact_uv,
        )

    def drawn_mv(self, times_ms: Array, rng: np.random.Generator) -> Array:
        """One sweep's worth, mV, at these times after the stimulus; shape (times,)."""
        added = self.broadband_uv * rng.standard_normal(times_ms.size)
        if self.hum_uv:
            phase = MAINS_HZ * times_ms / 1000 + rng.random()
            added += rng.uniform(0.0, self.hum_uv) * np.sin(2 * np.pi * phase)
        if self.drift_uv:
            share = (times_ms - times_ms[0]) / (times_ms[-1] - times_ms[0])
            turned = DRIFT_TURNS * share + rng.random()
            added += rng.uniform(-self.drift_uv, self.drift_uv) * np.sin(2 * np.pi * turned)
        if self.artifact_uv:
            fading = np.exp(-np.maximum(times_ms, 0.0) / self.artifact_ms)
            shock = rng.uniform(-self.artifact_uv, self.artifact_uv)
            added += np.where(times_ms >= 0.0, shock * fading, 0.0)
        return np.asarray(added / 1000, dtype=np.float64)


# Amplifiers for evoked potentials have 0.45 and 0.76 µV RMS from 10 Hz to 10 kHz
# (kumaragamage-2014-amplifier), electrodes on skin 1 to 20 µV, the less the better the skin is
# prepared (huigen-2002-electrode-noise; fernandez-2000-electrode-noise). 2 µV stands for well
# prepared skin. Sensory sweeps are filtered more and averaged until little is left of it: 0.1 µV,
# about 0.6 µV from peak to peak (multifocal-choice-amplifier-noise).
SINGLE_SWEEP: Final = Sizes(broadband_uv=2.0)
AVERAGED: Final = Sizes(broadband_uv=0.1)


@dataclass(frozen=True)
class Noise:
    """Of M and F sweeps, which are single ones, and of sensory responses, which are averages.

    The same person, nerve, site, stimulus and limb temperature have the same noise, with and
    without disease, so that two studies differ by the harm alone. `run` is the examination:
    another number, other noise.
    """

    single: Sizes = SINGLE_SWEEP
    averaged: Sizes = AVERAGED
    run: int = 0

    def of(self, kind: Kind) -> Sizes:
        """The sizes for that kind of sweep."""
        return self.averaged if kind == "sensory" else self.single


AMPLIFIER: Final = Noise()
"""What every simulated recording has unless told otherwise."""


def with_noise(
    recording: Recording, noise: Noise | None, person: int, stimulus: str, number: int = 0
) -> Recording:
    """The sweep as it would be recorded; as it is where `noise` is None.

    `person` is the seed of whose it is, `stimulus` tells stimuli at one site apart, `number` the
    sweeps of one stimulus.
    """
    if noise is None:
        return recording
    spot = recording.muscle or recording.skin
    warmth = "" if recording.temperature_c is None else f"{recording.temperature_c:.3f}"
    place = f"{recording.kind} {recording.side} {recording.nerve} {spot} {recording.site} {warmth}"
    seed = (person, noise.run, number, crc32(f"noise {place} {stimulus}".encode()))
    clock = (recording.samples_mv.size, recording.sampling_hz, recording.stimulus_at_ms)
    added = _drawn_mv(noise.of(recording.kind), seed, clock)
    sign = 1.0 if recording.negative_up else -1.0
    return replace(recording, samples_mv=recording.samples_mv + sign * added)


@lru_cache(maxsize=256)  # a page that moves a focus asks for the same sweeps again and again
def _drawn_mv(sizes: Sizes, seed: tuple[int, ...], clock: tuple[int, float, float]) -> Array:
    samples, sampling_hz, stimulus_at_ms = clock
    times_ms = np.arange(samples, dtype=np.float64) * (1e3 / sampling_hz) - stimulus_at_ms
    added = sizes.drawn_mv(times_ms, np.random.default_rng(seed))
    added.setflags(write=False)
    return added
