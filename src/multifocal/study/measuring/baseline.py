"""The sweep at rest: what it would show without a response, and how much it trembles.

Where the stretch before the stimulus (or between its artifact and the response) and the end of the
sweep agree, rest is their level. Where they do not, drift, mains hum and the stimulus artifact are
fitted to the quiet stretches (`disturbance`) and taken off.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from multifocal.study.measuring import choices
from multifocal.study.measuring.disturbance import Bins, fitted, trembling
from multifocal.study.measuring.reason import Unmeasurable
from multifocal.study.measuring.sweep import Samples, Sweep
from multifocal.study.quality import BaselineFound, Disturbance


@dataclass(frozen=True, eq=False)
class Rest:
    """Rest of one sweep; `level` and `unsure` have shape (n,), mV.

    `unsure` is the standard error of the level where it was fitted, 0 where it was read off.
    `noise` is the standard deviation of single samples, `slow_noise` that of averages over one bin.
    """

    level: Samples
    noise: float
    slow_noise: float
    unsure: Samples
    found: BaselineFound
    removed: tuple[Disturbance, ...] = ()


def at_rest(sweep: Sweep) -> Rest:
    """The sweep's rest. Unmeasurable where nothing quiet lies before the response."""
    bins = Bins.of(sweep)
    plain = _plain(sweep)
    if plain is not None and _agrees(bins, plain):
        return _constant(sweep, bins, *plain)
    model = fitted(sweep, bins)
    if model is not None and model.removed:
        quiet = np.repeat(model.quiet, bins.samples)
        rest = sweep.wave - model.level
        noise = float(rest[: quiet.size][quiet].std())
        return Rest(model.level, noise, model.noise, model.unsure, "quiet_stretches", model.removed)
    if plain is None:
        raise Unmeasurable(
            "no_baseline",
            "no quiet baseline before the response",
            remedy="Record from before the stimulus, and keep its artifact short",
        )
    return _constant(sweep, bins, *plain)


def _plain(sweep: Sweep) -> tuple[float, float, BaselineFound] | None:
    """Level and noise of the stretch before the stimulus, else before the response; mV."""
    times, wave, start, scale = sweep.times, sweep.wave, sweep.start, sweep.scale
    before = wave[times < -1e-9]
    enough = before.size >= choices.LEAST_QUIET_SAMPLES
    if enough and times[0] <= -choices.LEAST_BEFORE_STIMULUS_MS:
        return float(np.median(before)), float(before.std()), "before_stimulus"
    least = int(np.searchsorted(times, times[start] + choices.LEAST_QUIET_MS)) - start
    quiet = wave[start : start + max(least, choices.LEAST_QUIET_SAMPLES)]
    if _rises(quiet, scale.least_mv / 2):
        return None
    level, noise = float(np.median(quiet)), float(quiet.std())
    band = max(choices.RESPONSE_SIGMAS * noise, scale.least_mv / 2)
    departed = np.flatnonzero(np.abs(wave[start + quiet.size :] - level) > band)
    until = start + quiet.size + int(departed[0]) if departed.size else wave.size
    quiet = wave[start:until]
    return float(np.median(quiet)), float(quiet.std()), "before_response"


def _rises(quiet: Samples, least_mv: float) -> bool:
    """Whether the stretch has a trend, which rest has not: its ends differ beyond the noise."""
    part = max(quiet.size // 3, 1)
    change = abs(float(quiet[-part:].mean() - quiet[:part].mean()))
    noise = float(np.diff(quiet).std()) / np.sqrt(2.0)  # a steady trend adds nothing to this
    band = choices.RESPONSE_SIGMAS * noise * float(np.sqrt(2.0 / part))
    return bool(change > max(least_mv, band))


def _agrees(bins: Bins, plain: tuple[float, float, BaselineFound]) -> bool:
    """Whether all that is quiet at both ends of the sweep lies at that level."""
    level = plain[0]
    quick = trembling(bins.mean_mv, bins, lags=(1,))  # hum would pass for slow noise
    ends = [
        bins.mean_mv[bins.at_ms < -bins.width_ms / 2],
        bins.mean_mv[-max(bins.count // 10, 4) :],
    ]
    first = bins.mean_mv[bins.usable & (bins.at_ms > 0)][:1]
    for part in (*ends, first):
        if part.size == 0:
            continue
        band = max(choices.NOISE_SIGMAS * quick, choices.REST_SHARE * bins.least_mv)
        if np.abs(part - level).max() > 1.5 * band:
            return False
    return True


def _constant(sweep: Sweep, bins: Bins, level: float, noise: float, found: BaselineFound) -> Rest:
    shape = sweep.wave.shape
    away = np.abs(bins.mean_mv - level)
    quiet = away[bins.usable & (away < 5 * bins.noise_mv)]
    slow = float(np.sqrt(np.mean(quiet**2))) if quiet.size > 3 else bins.noise_mv
    if bins.samples == 1:
        slow = max(slow, noise)
    slow = min(slow, noise) if bins.samples > 1 and noise > 0 else slow
    return Rest(np.full(shape, level), noise, slow, np.zeros(shape), found)


def trembling_beside(sweep: Sweep, rest: Rest, span: tuple[int, int] | None) -> Rest:
    """The rest with the noise that shows beside the response.

    `span`: first and last sample of the response, None where there is none. What follows within
    `after_ms` is taken for its positive phase, and a slow course of the remainder for no noise.
    """
    bins = Bins.of(sweep)
    level = rest.level[: bins.count * bins.samples].reshape(bins.count, bins.samples).mean(axis=1)
    away = bins.mean_mv - level
    first, last = sweep.times[list(span)] if span else (np.inf, np.inf)
    early = bins.usable & (bins.at_ms < first - 2 * bins.width_ms)
    late = bins.usable & (bins.at_ms > last + sweep.scale.after_ms)
    parts = [away[early]]
    if late.sum() > LEAST_LATE_BINS:
        x = np.linspace(-1, 1, int(late.sum()))
        parts.append(away[late] - np.polyval(np.polyfit(x, away[late], 2), x))
    beside = np.concatenate(parts)
    if beside.size < LEAST_LATE_BINS:
        return rest
    slow = 1.48 * float(np.median(np.abs(beside)))  # of a normal deviate, the SD
    slow = max(slow, 0.1 * choices.REST_SHARE * sweep.scale.least_mv) if slow > 0 else 0.0
    return replace(rest, slow_noise=slow, noise=max(slow, rest.noise))


LEAST_LATE_BINS: Final = 8
