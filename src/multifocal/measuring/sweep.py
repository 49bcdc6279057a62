"""One sweep made ready for measuring: negativity upward, and where the response is looked for."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from multifocal.measuring.choices import LEAST_QUIET_SAMPLES, SCALES, Scale
from multifocal.measuring.living import Living
from multifocal.measuring.reason import Unmeasurable
from multifocal.study.recording import Recording

Samples = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Sweep:
    """Arrays of shape (n,): time after the stimulus, ms, and negativity, mV.

    `start` is the first sample after the stimulus artifact; `step_mv` is the converter's step,
    0 where it is not known. `still`: first and after-last sample of stretches that stand still and
    tell nothing of the noise.
    """

    times: Samples
    wave: Samples
    step_ms: float
    scale: Scale
    start: int
    step_mv: float = 0.0
    still: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(cls, recording: Recording, known: Living | None = None) -> "Sweep":
        """Of the samples that are known to be recorded, or of all.

        Unmeasurable if they do not hold the time after the stimulus, or where that is not known.
        """
        if not recording.timed:
            raise Unmeasurable("no_stimulus_time", "measuring.no_stimulus_time")
        known = known or Living(0, recording.samples_mv.size, 0.0)
        part = slice(known.first, known.last)
        times, wave = recording.times_ms[part], recording.negativity_mv[part]
        scale = SCALES[recording.kind].at(recording.temperature_c)
        start = int(np.searchsorted(times, scale.artifact_ms - 1e-9))
        late = times.size == 0 or times[0] > scale.artifact_ms
        if late or times.size - start <= LEAST_QUIET_SAMPLES:
            raise Unmeasurable("too_short", "measuring.too_short")
        still = tuple(
            (max(run.first - known.first, 0), min(run.after - known.first, times.size))
            for run in known.runs
            if run.after > known.first and run.first < known.last
        )
        step_ms = 1e3 / recording.sampling_hz
        return cls(times, wave, step_ms, scale, start, known.step_mv, still)

    @property
    def least_noise_mv(self) -> float:
        """Standard deviation that the converter's steps alone make, of averages over a bin, mV."""
        return self.step_mv / float(np.sqrt(12.0 * self.bin_samples))

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
