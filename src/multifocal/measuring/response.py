"""From one sweep to its landmarks and measures."""

from dataclasses import replace

import numpy as np

from multifocal.arguments import names_arguments
from multifocal.measuring import choices
from multifocal.measuring.baseline import Rest, at_rest, trembling_beside
from multifocal.measuring.checks import check_nothing_moves, check_response, lost_in_noise
from multifocal.measuring.living import Living, living
from multifocal.measuring.negative_peak import area_mvms, top
from multifocal.measuring.onset import leaves_baseline, returns
from multifocal.measuring.phases import Phase, narrowed, negative_phases
from multifocal.measuring.reason import Unmeasurable
from multifocal.measuring.sensory import peak_to_peak_mv, with_sensory
from multifocal.measuring.silence import because, ends_early, silence_beside
from multifocal.measuring.sweep import Samples, Sweep, smoothed
from multifocal.measuring.unit import check_unit
from multifocal.study.measure import Landmarks, Measure
from multifocal.study.quality import Quality
from multifocal.study.recording import Recording


@names_arguments
def measure(recording: Recording) -> Measure:
    """Latency, amplitude, area and duration of the first negative phase of one sweep.

    Amplitude is baseline to negative peak, mV; area that of the negative phase, mV·ms. `absent`
    where nothing stands clear of the noise, the noise is low enough that a response would, and the
    sweep shows a living channel until no response could come any more; `silence` says how long.
    In more noise than latency and duration bear, these are None and the landmarks say about where.
    `distance_mm` is the recording's, which is right for the most distal site; `measure_all` makes
    it the distance between sites. Unmeasurable (a Fault with its `reason`) where the sweep cannot
    be measured: no baseline, a response inside the stimulus artifact, cut off by the end of the
    sweep or by the amplifier, or lost in noise; a recording that ended too early, had stopped or
    never lived; samples that cannot be mV. Fault for an F response.
    """
    if recording.kind == "F":
        raise Unmeasurable("too_short", "measuring.f_response")
    found = taken_as_mv(recording)
    check_unit(recording, found, taken_as_mv)
    return found


def taken_as_mv(recording: Recording) -> Measure:
    """The same, whatever the unit of the samples may be."""
    known = living(recording)
    try:
        sweep = Sweep.of(recording, known)
        rest = at_rest(sweep, cut=ends_early(recording, sweep, known))
        return _read(recording, sweep, rest, known)
    except Unmeasurable as fault:
        raise because(fault, recording, known) from None


def unread(recording: Recording) -> Measure:
    """A response of which nothing is known yet but how it was evoked."""
    return Measure(
        side=recording.side,
        nerve=recording.nerve,
        muscle=recording.muscle,
        site=recording.site,
        distance_mm=recording.distance_mm,
        temperature_c=recording.temperature_c,
        supramaximal=recording.supramaximal,
        crossing_in_forearm=recording.crossing_in_forearm,
        kind=recording.kind,
        skin=recording.skin,
        origin=recording.origin,
    )


def smoothing(sweep: Sweep, rest: Rest, height_mv: float) -> int:
    """Samples to average over, odd: as few as make the noise small beside the height."""
    for width in range(1, sweep.bin_samples + 1, 2):
        trembles = choices.NOISE_SIGMAS * rest.noise / np.sqrt(width)
        if trembles < max(
            choices.REST_SHARE * sweep.scale.least_mv, choices.SMOOTH_SHARE * height_mv
        ):
            return width
    return sweep.bin_samples | 1


def _read(recording: Recording, sweep: Sweep, rest: Rest, known: Living) -> Measure:
    scale, times = sweep.scale, sweep.times
    wave = sweep.wave - rest.level
    for turn in range(3):
        width = smoothing(sweep, rest, 0.0)
        band, trembles = _band(sweep, rest, width)
        least = max(scale.least_mv, choices.RESPONSE_SIGMAS * trembles)
        smooth = smoothed(wave, width)
        try:
            phases = negative_phases(smooth, sweep.start, band, least, sweep.step_ms, scale)
        except Unmeasurable:
            again = trembling_beside(sweep, rest, None)
            if turn == 2 or again.slow_noise <= 1.1 * rest.slow_noise:
                raise
            rest = again
            continue
        span = (phases[0].first, _flank(smooth, phases[0]), phases[-1].last) if phases else None
        # Slow trembling does not show in the short stretch before the stimulus.
        before, rest = rest.slow_noise, trembling_beside(sweep, rest, span)
        if 0.9 * before <= rest.slow_noise <= 1.1 * before:
            break
    quality = Quality(rest.slow_noise, rest.found, rest.removed)
    if not phases:
        if least > scale.certain_mv:
            raise lost_in_noise(least)
        check_nothing_moves(sweep, smooth, band, least)
        silence = silence_beside(recording, sweep, rest, known)
        return replace(unread(recording), absent=True, quality=quality, silence=silence)
    first = phases[0]
    short = ends_early(recording, sweep, known, after_ms=0.0)
    check_response(sweep, rest, first, short=short)
    wide, width = width, smoothing(sweep, rest, first.height)
    if width < wide:
        band, _ = _band(sweep, rest, width)
        smooth = smoothed(wave, width)
        phases = tuple(narrowed(smooth, phase, band, wide // 2) for phase in phases)
        first = phases[0]
    noisy = band > choices.REST_SHARE * scale.least_mv
    peak_ms, peak_mv = top(times, smooth, first.first, first.last, wide // 2)
    onset_ms = leaves_baseline(times, smooth, first, band, noisy)
    end_ms, _ = returns(times, smooth, first, band, noisy)
    if not 0 < onset_ms < peak_ms < end_ms:
        raise lost_in_noise(first.height)
    total_area, total_duration = _whole(times, smooth, wave, phases, onset_ms, band, noisy)
    if short:
        total_area = total_duration = None  # a later phase may follow
    measure = replace(
        unread(recording),
        latency_ms=onset_ms,
        amplitude_mv=peak_mv,
        negative_peak_area_mvms=area_mvms(times, wave, onset_ms, end_ms),
        negative_peak_duration_ms=end_ms - onset_ms,
        landmarks=Landmarks(onset_ms, peak_ms, end_ms, _level_at(times, rest.level, onset_ms)),
        quality=replace(quality, signal_to_noise=_ratio(peak_mv, rest.slow_noise)),
        total_negative_area_mvms=total_area,
        total_duration_ms=total_duration,
    )
    if recording.kind == "sensory":
        measure = with_sensory(measure, times, smooth, first, band)
    elif not short and times[-1] >= (later := end_ms + 2 * (end_ms - onset_ms)):
        height = peak_to_peak_mv(times, smooth, end_ms, peak_mv, later - end_ms)
        measure = replace(measure, peak_to_peak_mv=height)
    unsure = (
        first.height < choices.LEAST_FOR_TIMES * rest.slow_noise
        or onset_ms < scale.artifact_ms
        or _fitted_to_steps(sweep, rest)
    )
    return _without_unsure_times(measure, unsure)


def _fitted_to_steps(sweep: Sweep, rest: Rest) -> bool:
    """Whether what was taken off is no larger than a few steps of the converter: hum that its
    rounding made up, which may lift a flank out of the resting band."""
    away = float(np.ptp(rest.level))
    return bool(rest.removed) and away < choices.FITTED_STEPS * sweep.step_mv


def _flank(smooth: Samples, phase: Phase) -> int:
    """The first sample at which the phase is too high to be noise beside it."""
    part = smooth[phase.first : phase.last + 1]
    return phase.first + int(np.argmax(part >= choices.FIRST_PHASE_SHARE * phase.height))


def _without_unsure_times(found: Measure, unsure: bool) -> Measure:
    """Height and area are sure, but not where the response begins and ends: in much noise, after a
    baseline that a short stretch cannot tell, or where it would begin within the artifact."""
    if not unsure:
        return found
    return replace(found, latency_ms=None, negative_peak_duration_ms=None, total_duration_ms=None)


def _band(sweep: Sweep, rest: Rest, width: int) -> tuple[float, float]:
    """Resting band and noise, mV, of the wave averaged over so many samples."""
    trembles = rest.noise / np.sqrt(width)
    if width > 1:
        trembles = max(trembles, rest.slow_noise)  # slow noise does not average out
    share = choices.REST_SHARE * sweep.scale.least_mv
    if sweep.still:  # one step more or less is no departure
        share = max(share, choices.RESTING_STEPS * sweep.step_mv)
    return max(choices.NOISE_SIGMAS * float(trembles), share), float(trembles)


def _whole(
    times: Samples,
    smooth: Samples,
    wave: Samples,
    phases: tuple[Phase, ...],
    onset_ms: float,
    band: float,
    noisy: bool,
) -> tuple[float | None, float | None]:
    """Area of all negative phases and time to the end of the last; None where it is cut off."""
    area, end_ms = 0.0, onset_ms
    for phase in phases:
        try:
            end_ms = returns(times, smooth, phase, band, noisy)[0]
        except Unmeasurable:
            return None, None
        begins = (
            onset_ms if phase is phases[0] else leaves_baseline(times, smooth, phase, band, noisy)
        )
        area += area_mvms(times, wave, begins, end_ms)
    return area, end_ms - onset_ms


def _level_at(times: Samples, level: Samples, at_ms: float) -> float:
    return float(np.interp(at_ms, times, level))


def _ratio(height_mv: float, noise_mv: float) -> float | None:
    return height_mv / noise_mv if noise_mv > 0 else None
