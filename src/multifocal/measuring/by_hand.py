"""Landmarks that a person set or moved."""

import math
from dataclasses import replace

import numpy as np

from multifocal.arguments import names_arguments
from multifocal.fault import Fault
from multifocal.measuring.baseline import at_rest
from multifocal.measuring.negative_peak import area_mvms
from multifocal.measuring.reason import Unmeasurable
from multifocal.measuring.response import smoothing, taken_as_mv, unread
from multifocal.measuring.sensory import peak_to_peak_mv
from multifocal.measuring.silence import silence
from multifocal.measuring.sweep import Samples, Sweep, smoothed
from multifocal.measuring.unit import check_marked_unit
from multifocal.study.measure import Landmarks, Measure
from multifocal.study.quality import Quality
from multifocal.study.recording import Recording


@names_arguments
def remeasure(recording: Recording, landmarks: Landmarks) -> Measure:
    """The measures that follow from given landmarks, whatever the program would have found.

    Amplitude is the height over the baseline at the peak mark; area that of what is negative
    between onset and end. What `measure` takes off the baseline (drift, hum, artifact) is taken off
    here too, and the rest shifted so that the baseline at the onset is `baseline_mv`. Fault for
    marks that are out of order or off the sweep, and for a peak mark below the baseline;
    Unmeasurable for samples that cannot be mV, as `measure` has it.
    """
    sweep = Sweep.of(recording)
    times = sweep.times
    marks = (landmarks.onset_ms, landmarks.peak_ms, landmarks.end_ms)
    if not np.isfinite([*marks, landmarks.baseline_mv]).all():
        raise ValueError("landmarks must be finite")
    if not 0 <= marks[0] < marks[1] < marks[2] <= float(times[-1]):
        raise Fault("measuring.marks_order")
    level, quality = _level(sweep, landmarks)
    wave = sweep.wave - level
    height = float(np.interp(landmarks.peak_ms, times, _smooth(sweep, wave)))
    if height <= 0:
        raise Fault("measuring.peak_mark")
    check_marked_unit(recording, height, taken_as_mv)
    sensory = recording.kind == "sensory"
    area = area_mvms(times, wave, landmarks.onset_ms, landmarks.end_ms)
    return replace(
        unread(recording),
        latency_ms=landmarks.onset_ms,
        amplitude_mv=height,
        negative_peak_area_mvms=area,
        negative_peak_duration_ms=landmarks.end_ms - landmarks.onset_ms,
        landmarks=landmarks,
        quality=replace(quality, signal_to_noise=height / quality.noise_mv)
        if quality and quality.noise_mv > 0
        else quality,
        peak_latency_ms=landmarks.peak_ms if sensory else None,
        peak_to_peak_mv=peak_to_peak_mv(times, wave, landmarks.end_ms, height) if sensory else None,
    )


@names_arguments
def no_response(recording: Recording) -> Measure:
    """The measure of a sweep that a person has marked as showing no response.

    Its `silence` says what the sweep itself shows, however little that is; None for a sweep that
    does not hold the time after the stimulus. Unmeasurable for samples that cannot be mV, as
    `measure` has it: a slip of the unit is no "no response".
    """
    check_marked_unit(recording, None, taken_as_mv)
    try:
        shown = silence(recording)
    except Unmeasurable:
        shown = None
    return replace(unread(recording), absent=True, silence=shown)


def _level(sweep: Sweep, landmarks: Landmarks) -> tuple[Samples, Quality | None]:
    """What to take off, (n,), and the sweep's quality where it has a rest of its own."""
    try:
        rest = at_rest(sweep)
    except Unmeasurable:
        return np.full(sweep.wave.shape, landmarks.baseline_mv), None
    own = float(np.interp(landmarks.onset_ms, sweep.times, rest.level))
    shift = landmarks.baseline_mv - own
    # a mark that was read off and printed has lost its last digits
    moved = abs(shift) > 0.1 * max(rest.slow_noise, sweep.scale.least_mv)
    found = "by_hand" if moved else rest.found
    return rest.level + (shift if moved else 0.0), Quality(rest.slow_noise, found, rest.removed)


def _smooth(sweep: Sweep, wave: Samples) -> Samples:
    try:
        return smoothed(wave, smoothing(sweep, at_rest(sweep), float(wave.max())))
    except Unmeasurable:
        return wave


@names_arguments
def baseline_mv(recording: Recording, at_ms: float) -> float:
    """The sweep's rest at a time after the stimulus, mV, as `measure` takes it.

    Where nothing is quiet, the median of the millisecond before that time. Unmeasurable for a sweep
    without the time after the stimulus.
    """
    sweep = Sweep.of(recording)
    if not math.isfinite(at_ms):
        raise ValueError(f"at_ms is {at_ms}; give a finite number of ms")
    try:
        return float(np.interp(at_ms, sweep.times, at_rest(sweep).level))
    except Unmeasurable:
        before = sweep.wave[(sweep.times <= at_ms) & (sweep.times > at_ms - 1.0)]
        return float(np.median(before)) if before.size else float(sweep.wave[0])
