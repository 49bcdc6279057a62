"""One sweep made ready for measuring: negativity upward, and where the response is looked for."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from multifocal.study.measuring.choices import LEAST_QUIET_SAMPLES, SCALES, Scale
from multifocal.study.measuring.reason import Unmeasurable
from multifocal.study.recording import Recording

Samples = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Sweep:
    """Arrays of shape (n,): time after the stimulus, ms, and negativity, mV.

    `start` is the first sample after the stimulus artifact.
    """

    times: Samples
    wave: Samples
    step_ms: float
    scale: Scale
    start: int

    @classmethod
    def of(cls, recording: Recording) -> "Sweep":
        """Unmeasurable if the sweep does not hold the time after the stimulus."""
        times, wave = recording.times_ms, recording.negativity_mv
        scale = SCALES[recording.kind]
        start = int(np.searchsorted(times, scale.artifact_ms - 1e-9))
        if times[0] > scale.artifact_ms or times.size - start <= LEAST_QUIET_SAMPLES:
            raise Unmeasurable(
                "too_short",
                "the sweep does not hold the time after the stimulus",
                remedy="Check the time of the stimulus and the length of the sweep",
            )
        return cls(times, wave, 1e3 / recording.sampling_hz, scale, start)

    @property
    def bin_samples(self) -> int:
        """Samples in one bin of the scale, at least one."""
        return max(1, round(self.scale.bin_ms / self.step_ms))


def smoothed(wave: Samples, width: int) -> Samples:
    """Moving average over `width` samples (odd), over fewer at the ends; the wave itself for 1."""
    if width <= 1:
        return wave
    half = width // 2
    sums = np.concatenate(([0.0], np.cumsum(wave)))
    at = np.arange(wave.size)
    low, high = np.maximum(at - half, 0), np.minimum(at + half + 1, wave.size)
    return np.asarray((sums[high] - sums[low]) / (high - low), dtype=np.float64)
