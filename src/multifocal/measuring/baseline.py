"""The sweep at rest: what it would show without a response, and how much it trembles.

Where the stretch before the stimulus (or between its artifact and the response) and the end of the
sweep agree, rest is their level. Where they do not, drift, mains hum and the stimulus artifact are
fitted to the quiet stretches (`disturbance`) and taken off.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from multifocal.measuring import choices
from multifocal.measuring.disturbance import Bins, fitted, trembling
from multifocal.measuring.living import SAME_MV
from multifocal.measuring.reason import Unmeasurable
from multifocal.measuring.sweep import Samples, Sweep
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


def at_rest(sweep: Sweep, *, cut: bool = False) -> Rest:
    """The sweep's rest. Unmeasurable where nothing quiet lies before the response.

    `cut`: its end need not be at rest, for a response may not be over there.
    """
    bins = Bins.of(sweep)
    plain = _plain(sweep)
    moved = plain is not None and _moved(sweep, bins, plain)
    if plain is not None and not moved and _agrees(sweep, bins, plain, cut=cut):
        return _constant(sweep, bins, *plain)
    model = fitted(sweep, bins)
    if model is not None and model.removed:
        quiet = np.repeat(model.quiet, bins.samples)
        rest = sweep.wave - model.level
        noise = float(rest[: quiet.size][quiet].std())
        found = Rest(
            model.level, noise, model.noise, model.unsure, "quiet_stretches", model.removed
        )
        return _floored(sweep, found)
    if plain is None or moved:
        raise Unmeasurable("no_baseline", "measuring.no_baseline")
    return _constant(sweep, bins, *plain)


def _plain(sweep: Sweep) -> tuple[float, float, BaselineFound] | None:
    """Level and noise of the stretch before the stimulus, else before the response; mV."""
    times, wave, start, scale = sweep.times, sweep.wave, sweep.start, sweep.scale
    before = wave[times < -1e-9]
    enough = before.size >= choices.LEAST_QUIET_SAMPLES
    if enough and times[0] <= -choices.LEAST_BEFORE_STIMULUS_MS:
        return _middle(before, sweep.step_mv), float(before.std()), "before_stimulus"
    least = int(np.searchsorted(times, times[start] + choices.LEAST_QUIET_MS)) - start
    quiet = wave[start : start + max(least, choices.LEAST_QUIET_SAMPLES)]
    if _rises(quiet, scale.least_mv / 2):
        return None
    level, noise = float(np.median(quiet)), float(quiet.std())
    band = max(choices.RESPONSE_SIGMAS * noise, scale.least_mv / 2)
    departed = np.flatnonzero(np.abs(wave[start + quiet.size :] - level) > band)
    until = start + quiet.size + int(departed[0]) if departed.size else wave.size
    quiet = wave[start:until]
    return _middle(quiet, sweep.step_mv), float(quiet.std()), "before_response"


def _middle(quiet: Samples, step_mv: float) -> float:
    """The level of a quiet stretch; where it lies between two or three steps, no median is it."""
    few = float(quiet.std()) < choices.FEW_STEPS * step_mv
    return float(quiet.mean()) if few else float(np.median(quiet))


def _rises(quiet: Samples, least_mv: float) -> bool:
    """Whether the stretch has a trend, which rest has not: its ends differ beyond the noise."""
    part = max(quiet.size // 3, 1)
    change = abs(float(quiet[-part:].mean() - quiet[:part].mean()))
    noise = float(np.diff(quiet).std()) / np.sqrt(2.0)  # a steady trend adds nothing to this
    band = choices.RESPONSE_SIGMAS * noise * float(np.sqrt(2.0 / part))
    return bool(change > max(least_mv, band))


def _agrees(
    sweep: Sweep, bins: Bins, plain: tuple[float, float, BaselineFound], *, cut: bool
) -> bool:
    """Whether all that is quiet at both ends of the sweep, or before it is cut, has that level."""
    level = plain[0]
    quick = trembling(bins.mean_mv, bins, lags=(1,))  # hum would pass for slow noise
    ends = [
        bins.mean_mv[bins.at_ms < -bins.width_ms / 2],
        bins.mean_mv[bins.count if cut else -max(bins.count // 10, 4) :],
    ]
    first = bins.mean_mv[bins.usable & (bins.at_ms > 0)][:1]
    for part in (*ends, first):
        if part.size == 0:
            continue
        band = max(choices.NOISE_SIGMAS * quick, choices.REST_SHARE * bins.least_mv)
        if cut:  # too little is left to be fitted for the sake of one step
            band = max(band, sweep.step_mv)
        if np.abs(part - level).max() > 1.5 * band:
            return False
    return True


def _moved(sweep: Sweep, bins: Bins, plain: tuple[float, float, BaselineFound]) -> bool:
    """Whether the level was read where nothing trembles, and the sweep comes to rest at another.

    Then it may be that of padding.
    """
    level, noise, _ = plain
    late = bins.mean_mv[bins.usable & (bins.at_ms > 0) & ~_still(sweep, bins)][-(bins.count // 3) :]
    if noise > SAME_MV or not late.size:
        return False
    away = abs(float(np.median(late)) - level)
    least = max(choices.MOVED_STEPS * sweep.step_mv, bins.least_mv)
    return away > max(least, choices.MOVED_SIGMAS * float(late.std()))


def _constant(
    sweep: Sweep, bins: Bins, level: float, noise: float, baseline: BaselineFound
) -> Rest:
    shape = sweep.wave.shape
    away = np.abs(bins.mean_mv - level)
    quiet = away[bins.usable & (away < 5 * bins.noise_mv)]
    slow = float(np.sqrt(np.mean(quiet**2))) if quiet.size > 3 else bins.noise_mv
    if bins.samples == 1:
        slow = max(slow, noise)
    slow = min(slow, noise) if bins.samples > 1 and noise > 0 else slow
    return _floored(sweep, Rest(np.full(shape, level), noise, slow, np.zeros(shape), baseline))


def _floored(sweep: Sweep, rest: Rest) -> Rest:
    """The rest with no less slow noise than the converter's steps make."""
    return replace(rest, slow_noise=max(rest.slow_noise, sweep.least_noise_mv))


def trembling_beside(sweep: Sweep, rest: Rest, span: tuple[int, int, int] | None) -> Rest:
    """The rest with the noise that shows beside the response.

    `span`: first sample of the response, the one where its flank is sure, and its last; None where
    there is none. What follows within `after_ms` is taken for its positive phase, and a slow course
    of the remainder for no noise. Where too little follows, noise that passes for the beginning of
    the response counts too.
    """
    bins = Bins.of(sweep)
    living = bins.usable & ~_still(sweep, bins)
    level = rest.level[: bins.count * bins.samples].reshape(bins.count, bins.samples).mean(axis=1)
    away = bins.mean_mv - level
    first, flank, last = sweep.times[list(span)] if span else (np.inf, np.inf, np.inf)
    late = living & (bins.at_ms > last + sweep.scale.after_ms)
    begins = first if late.sum() > LEAST_LATE_BINS else flank
    early = living & (bins.at_ms < begins - 2 * bins.width_ms)
    parts = [away[early]]
    if late.sum() > LEAST_LATE_BINS:
        x = np.linspace(-1, 1, int(late.sum()))
        parts.append(away[late] - np.polyval(np.polyfit(x, away[late], 2), x))
    beside = np.concatenate(parts)
    if beside.size < LEAST_LATE_BINS:
        return rest
    slow = 1.48 * float(np.median(np.abs(beside)))  # of a normal deviate, the SD
    slow = max(slow, 0.1 * choices.REST_SHARE * sweep.scale.least_mv) if slow > 0 else 0.0
    return _floored(sweep, replace(rest, slow_noise=slow, noise=max(slow, rest.noise)))


def _still(sweep: Sweep, bins: Bins) -> NDArray[np.bool_]:
    """Bins in which the channel stands still; they tell nothing of its noise."""
    found = np.zeros(bins.count, dtype=np.bool_)
    for first, after in sweep.still:
        found[-(-first // bins.samples) : after // bins.samples] = True
    return found


LEAST_LATE_BINS: Final = 8
