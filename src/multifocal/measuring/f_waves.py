"""F waves: late, small responses that vary from sweep to sweep, read off a series of sweeps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from multifocal.arguments import names_arguments
from multifocal.body import Side
from multifocal.fault import Fault
from multifocal.measuring import choices
from multifocal.measuring.living import living
from multifocal.measuring.onset import leaves_baseline
from multifocal.measuring.phases import Phase
from multifocal.measuring.sweep import Samples, Sweep, smoothed
from multifocal.study.recording import Recording

# Source of all of these: multifocal-choice-f-waves.
THRESHOLD_MV: Final = 0.02  # peak to peak: what is smaller is no F wave
FEWEST_SWEEPS: Final = 10  # fewer say little of persistence
LONGEST_F_MS: Final = 15.0  # from its onset; the published mean is 8.6 ms in ADM, 13 in AH
M_IS_OVER_SHARE: Final = 0.02  # of the M wave's height, within which its tail must lie
SHORTEST_WINDOW_MS: Final = 10.0
RUN_MS: Final = 0.5  # after a departure that is no wave, until the next is looked for
ROUNDS: Final = 12


@dataclass(frozen=True)
class FWave:
    """One F wave: latency of its onset, ms, and its height from peak to peak, mV."""

    onset_ms: float
    amplitude_mv: float


@dataclass(frozen=True)
class FWaves:
    """A series of sweeps from one site; `waves` has one entry a sweep, None where none was seen.

    `undecided` sweeps tremble so much that an F wave of `threshold_mv` would be lost in them, or
    show no living channel to the end: then persistence is not known. `window_ms` is where F waves
    were looked for: after the M wave.
    """

    side: Side
    nerve: str
    muscle: str | None
    site: str
    waves: tuple[FWave | None, ...]
    undecided: int
    threshold_mv: float
    window_ms: tuple[float, float]

    @property
    def latencies_ms(self) -> tuple[float, ...]:
        """Latencies of the waves that were seen, in the order of the sweeps."""
        return tuple(one.onset_ms for one in self.waves if one is not None)

    @property
    def persistence_percent(self) -> float | None:
        """Share of sweeps with an F wave; None where any sweep is undecided."""
        return None if self.undecided else 100.0 * len(self.latencies_ms) / len(self.waves)

    @property
    def minimum_latency_ms(self) -> float | None:
        """The shortest latency; None where no wave was seen."""
        return min(self.latencies_ms, default=None)

    @property
    def mean_latency_ms(self) -> float | None:
        """The mean latency; None where no wave was seen."""
        return float(np.mean(self.latencies_ms)) if self.latencies_ms else None

    @property
    def maximum_latency_ms(self) -> float | None:
        """The longest latency; None where no wave was seen."""
        return max(self.latencies_ms, default=None)

    @property
    def chronodispersion_ms(self) -> float | None:
        """Longest minus shortest latency; None with fewer than two waves."""
        seen = self.latencies_ms
        return max(seen) - min(seen) if len(seen) > 1 else None

    @property
    def mean_amplitude_mv(self) -> float | None:
        """Mean height of the waves that were seen, peak to peak, mV."""
        seen = [one.amplitude_mv for one in self.waves if one is not None]
        return float(np.mean(seen)) if seen else None

    @property
    def few(self) -> bool:
        """Whether there are fewer than ten sweeps."""
        return len(self.waves) < FEWEST_SWEEPS


@names_arguments
def f_waves(
    recordings: Sequence[Recording],
    window_ms: tuple[float, float] | None = None,
    threshold_mv: float = THRESHOLD_MV,
) -> FWaves:
    """F waves of sweeps of one kind "F", side, nerve, muscle and site.

    An F wave is a departure from the sweep's slow course, of either sign, that is at least
    `threshold_mv` from peak to peak; its latency is that of the first departure. `window_ms`: where
    to look; by default from the end of the M wave, as far as the shortest sweep goes. ValueError
    for recordings that are no such series; Fault where no room is left after the M wave.
    """
    if not recordings:
        raise ValueError("recordings must hold at least one sweep")
    if threshold_mv <= 0:
        raise ValueError("threshold_mv must be more than 0")
    first = recordings[0]
    place = (first.side, first.nerve, first.muscle, first.site)
    if any((one.side, one.nerve, one.muscle, one.site) != place for one in recordings):
        raise ValueError("recordings must be of one side, nerve, muscle and site")
    if any(one.kind != "F" for one in recordings):
        raise ValueError("recordings must be of kind F")
    sweeps = [Sweep.of(one) for one in recordings]
    until = [living(one).trembles_until_ms for one in recordings]
    lives = [end >= float(sweep.times[-1]) for end, sweep in zip(until, sweeps, strict=True)]
    # A dead sweep has no M wave: beside it those of the others would pass for F waves.
    whole = [sweep for sweep, alive in zip(sweeps, lives, strict=True) if alive]
    window = window_ms or _window(whole or sweeps)
    if window[1] - window[0] < SHORTEST_WINDOW_MS:
        raise Fault("measuring.no_room_for_f")
    read = [
        _read(sweep, window, threshold_mv, lives=end >= window[1])
        for end, sweep in zip(until, sweeps, strict=True)
    ]
    return FWaves(
        *place,
        waves=tuple(wave for wave, _ in read),
        undecided=sum(wave is None and lost for wave, lost in read),
        threshold_mv=threshold_mv,
        window_ms=window,
    )


def _window(sweeps: list[Sweep]) -> tuple[float, float]:
    """From where the M wave, the same in all sweeps, has died away to the end of the sweep.

    The least of the sweeps' departures at each time is the M wave's: F waves vary.
    """
    until = min(float(sweep.times[-1]) for sweep in sweeps)
    grid = np.arange(1.0, until, 0.25)
    rows = []
    for sweep in sweeps:
        level = float(np.median(sweep.wave[sweep.times >= 0.75 * until]))
        calm = smoothed(sweep.wave - level, sweep.bin_samples | 1)
        rows.append(np.interp(grid, sweep.times, np.abs(calm)))
    least = np.min(rows, axis=0) if len(rows) > 1 else rows[0]
    top = int(np.argmax(least))
    over = np.flatnonzero(least[top:] > max(M_IS_OVER_SHARE * float(least[top]), THRESHOLD_MV / 2))
    # in one run with the peak, give or take the crossings of the baseline (3 ms)
    last = top
    for at in top + over:
        if at - last > 12:
            break
        last = int(at)
    return float(grid[last]) + 0.5, until


def _read(
    sweep: Sweep, window: tuple[float, float], threshold_mv: float, *, lives: bool
) -> tuple[FWave | None, bool]:
    """The F wave of one sweep, and whether noise or a channel that had stopped could hide one."""
    inside = (sweep.times >= window[0]) & (sweep.times <= window[1])
    times, wave = sweep.times[inside], sweep.wave[inside]
    quick = float(np.diff(wave).std()) / np.sqrt(2.0)
    still = choices.NOISE_SIGMAS * quick < choices.REST_SHARE * threshold_mv
    calm = smoothed(wave, 1 if still else sweep.bin_samples | 1)
    course, slow_noise = _course(times, calm, sweep.bin_samples, threshold_mv)
    away = calm - course
    band = max(choices.NOISE_SIGMAS * slow_noise, choices.REST_SHARE * threshold_mv)
    lost = 2 * band > threshold_mv or not lives
    out = np.flatnonzero(np.abs(away) > band)
    if out.size and out[0] == 0:  # the last of the M wave's tail
        gaps = np.flatnonzero(np.diff(out) > 1)
        out = out[int(gaps[0]) + 1 :] if gaps.size else out[:0]
    while out.size:
        begin = int(out[0])
        part = away[(times >= times[begin]) & (times <= times[begin] + LONGEST_F_MS)]
        height = float(part.max() - part.min())
        if height >= max(threshold_mv, 2 * choices.NOISE_SIGMAS * slow_noise):
            up = float(np.sign(away[begin])) * away
            end = begin
            while end + 1 < up.size and up[end + 1] > band:
                end += 1
            phase = Phase(begin, end, float(up[begin : end + 1].max()))
            if phase.height > 1.6 * band:  # else a single tremble some time before the wave
                onset = leaves_baseline(times, up, phase, band, noisy=not still)
                return FWave(max(onset, window[0]), height), lost
        out = out[times[out] > times[begin] + RUN_MS]
    return None, lost


def _course(
    times: Samples, calm: Samples, width: int, threshold_mv: float
) -> tuple[Samples, float]:
    """The slow course of the sweep in the window, and the SD of what trembles about it.

    A parabola, fitted by least squares with what departs from it weighing less and less (Tukey).
    """
    x = (times - times.mean()) / max(float(np.ptp(times)), 1e-9)
    columns = np.column_stack([np.ones_like(x), x, x**2])[::width]
    y = calm[::width]
    bend = np.abs(y[:-2] - 2 * y[1:-1] + y[2:])
    floor = 0.1 * choices.REST_SHARE * threshold_mv
    noise = max(float(np.quantile(bend, 0.3)) / (0.385 * np.sqrt(6.0)), floor)
    weight = np.ones_like(y)
    beta = np.zeros(3)
    for turn in range(ROUNDS):
        w = columns * weight[:, None]
        beta = np.linalg.lstsq(w.T @ columns, w.T @ y, rcond=None)[0]
        off = np.abs(y - columns @ beta)
        wide = max(5.0 * noise, float(np.median(off)) * 4.0 * 0.7**turn)
        weight = np.where(off < wide, (1 - np.minimum(off / wide, 1.0) ** 2) ** 2, 0.0)
    kept = off[weight > 0]
    spread = float(np.sqrt(np.mean(kept**2))) if kept.size > 5 else noise
    return np.column_stack([np.ones_like(x), x, x**2]) @ beta, max(spread, noise)
