"""Whether a response, or the absence of one, can be relied on; Unmeasurable where it cannot."""

import numpy as np

from multifocal.measuring import choices
from multifocal.measuring.baseline import Rest
from multifocal.measuring.clipping import is_clipped
from multifocal.measuring.phases import Phase
from multifocal.measuring.reason import Unmeasurable
from multifocal.measuring.sweep import Samples, Sweep


def check_response(sweep: Sweep, rest: Rest, first: Phase, *, short: bool) -> None:
    """Raises where the first negative phase is cut off, stands still or is lost in noise.

    `short`: the sweep may have ended before a response.
    """
    if is_clipped(sweep.wave, first):
        raise Unmeasurable("clipped", "measuring.clipped")
    _check_standing(sweep, first)
    if sweep.still and first.height < choices.LEAST_STEPS * sweep.step_mv:
        raise lost_in_noise(choices.LEAST_STEPS * sweep.step_mv)
    if first.height < choices.LEAST_SIGNAL_TO_NOISE * rest.slow_noise:
        raise lost_in_noise(choices.LEAST_SIGNAL_TO_NOISE * rest.slow_noise)
    quiet = first.first - sweep.start + int(np.searchsorted(sweep.times, 0.0))
    small = first.height < choices.SMALL * sweep.scale.least_mv
    if short and small and quiet < first.last - first.first:
        raise lost_in_noise(first.height)  # noise as slow as it would not have shown before it
    unsure = float(rest.unsure[first.first : first.last + 1].max())
    if unsure > choices.MOST_UNSURE_SHARE * first.height:
        raise Unmeasurable("unsure_baseline", "measuring.unsure_baseline")


def _check_standing(sweep: Sweep, first: Phase) -> None:
    """Raises where the channel stands still while the response lasts."""
    for begins, after in sweep.still:
        if min(after, first.last + 1) - max(begins, first.first) <= sweep.bin_samples:
            continue
        top = float(sweep.wave[first.first : first.last + 1].max())
        if top - float(sweep.wave[begins]) > sweep.step_mv:  # else see `is_clipped`
            raise Unmeasurable("saturated", "measuring.stands_still")


def check_nothing_moves(sweep: Sweep, smooth: Samples, band: float, least: float) -> None:
    """Raises where a sweep without a negative peak is not silent: then nothing is known absent."""
    after = np.abs(smooth[sweep.start :])
    quiet = np.flatnonzero(after <= band)
    until = int(quiet[0]) if quiet.size else after.size
    if until * sweep.step_ms > choices.LONGEST_TAIL_MS:
        raise Unmeasurable("in_artifact", "measuring.artifact_tail")
    if float(after[until:].max(initial=0.0)) > least:
        raise Unmeasurable("no_negative_peak", "measuring.no_negative_peak")


def lost_in_noise(least_mv: float) -> Unmeasurable:
    return Unmeasurable("noise", "measuring.noise", least_mv=least_mv)
