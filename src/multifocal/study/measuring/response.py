"""From one sweep to its landmarks and measures."""

from dataclasses import replace

import numpy as np

from multifocal.study.measure import Landmarks, Measure
from multifocal.study.measuring import choices
from multifocal.study.measuring.baseline import Rest, at_rest, trembling_beside
from multifocal.study.measuring.clipping import is_clipped
from multifocal.study.measuring.negative_peak import area_mvms, top
from multifocal.study.measuring.onset import leaves_baseline, returns
from multifocal.study.measuring.phases import Phase, narrowed, negative_phases
from multifocal.study.measuring.reason import Unmeasurable
from multifocal.study.measuring.sensory import with_sensory
from multifocal.study.measuring.sweep import Samples, Sweep, smoothed
from multifocal.study.quality import Quality
from multifocal.study.recording import Recording


def measure(recording: Recording) -> Measure:
    """Latency, amplitude, area and duration of the first negative phase of one sweep.

    Amplitude is baseline to negative peak, mV; area that of the negative phase, mV·ms. `absent`
    where nothing stands clear of the noise and the noise is low enough that a response would.
    In more noise than latency and duration bear, these are None and the landmarks say about where.
    `distance_mm` is the recording's, which is right for the most distal site; `measure_all` makes
    it the distance between sites. Unmeasurable (a Fault with its `reason`) where the sweep cannot
    be measured: no baseline, a response inside the stimulus artifact, cut off by the end of the
    sweep or by the amplifier, or lost in noise. Fault for an F response.
    """
    if recording.kind == "F":
        raise Unmeasurable(
            "too_short",
            "an F response has no single negative peak to measure",
            remedy="Measure M or sensory responses; F latencies are read off several sweeps",
        )
    sweep = Sweep.of(recording)
    rest = at_rest(sweep)
    return _read(recording, sweep, rest)


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


def _read(recording: Recording, sweep: Sweep, rest: Rest) -> Measure:
    scale, times = sweep.scale, sweep.times
    wave = sweep.wave - rest.level
    for _ in range(3):
        width = smoothing(sweep, rest, 0.0)
        band, trembles = _band(sweep, rest, width)
        least = max(scale.least_mv, choices.RESPONSE_SIGMAS * trembles)
        smooth = smoothed(wave, width)
        try:
            phases = negative_phases(smooth, sweep.start, band, least, sweep.step_ms, scale)
        except Unmeasurable:
            again = trembling_beside(sweep, rest, None)
            if again.slow_noise <= 1.1 * rest.slow_noise:
                raise
            rest = again
            continue
        span = (phases[0].first, phases[-1].last) if phases else None
        # Slow trembling does not show in the short stretch before the stimulus.
        before, rest = rest.slow_noise, trembling_beside(sweep, rest, span)
        if 0.9 * before <= rest.slow_noise <= 1.1 * before:
            break
    quality = Quality(rest.slow_noise, rest.found, rest.removed)
    if not phases:
        if least > scale.certain_mv:
            raise _lost_in_noise(least)
        _check_silence(sweep, smooth, band, least)
        return replace(unread(recording), absent=True, quality=quality)
    first = phases[0]
    if is_clipped(sweep.wave, first):
        raise Unmeasurable(
            "clipped",
            "the peak is cut off by the range of the amplifier",
            remedy="Record with less amplification",
        )
    if first.height < choices.LEAST_SIGNAL_TO_NOISE * rest.slow_noise:
        raise _lost_in_noise(choices.LEAST_SIGNAL_TO_NOISE * rest.slow_noise)
    unsure = float(rest.unsure[first.first : first.last + 1].max())
    if unsure > choices.MOST_UNSURE_SHARE * first.height:
        raise Unmeasurable(
            "unsure_baseline",
            "the baseline under the response is not sure enough",
            remedy="Record more before the stimulus and after the response, with less hum",
        )
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
        raise _lost_in_noise(first.height)
    total_area, total_duration = _whole(times, smooth, wave, phases, onset_ms, band, noisy)
    found = replace(
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
        found = with_sensory(found, times, smooth, first, band)
    return _without_unsure_times(found, first.height < choices.LEAST_FOR_TIMES * rest.slow_noise)


def _without_unsure_times(found: Measure, unsure: bool) -> Measure:
    """In much noise height and area are still sure, but not where the response begins and ends."""
    if not unsure:
        return found
    return replace(found, latency_ms=None, negative_peak_duration_ms=None, total_duration_ms=None)


def _check_silence(sweep: Sweep, smooth: Samples, band: float, least: float) -> None:
    """Raises where a sweep without a negative peak is not silent: then nothing is known absent."""
    after = np.abs(smooth[sweep.start :])
    quiet = np.flatnonzero(after <= band)
    until = int(quiet[0]) if quiet.size else after.size
    if until * sweep.step_ms > choices.LONGEST_TAIL_MS:
        raise Unmeasurable(
            "in_artifact",
            "the tail of the stimulus artifact lies where the response would begin",
            remedy="Move the stimulus farther away or keep its artifact short",
        )
    if float(after[until:].max(initial=0.0)) > least:
        raise Unmeasurable(
            "no_negative_peak",
            "the sweep moves, but shows no negative peak",
            remedy="Check the polarity of the electrodes and of the file",
        )


def _band(sweep: Sweep, rest: Rest, width: int) -> tuple[float, float]:
    """Resting band and noise, mV, of the wave averaged over so many samples."""
    trembles = rest.noise / np.sqrt(width)
    if width > 1:
        trembles = max(trembles, rest.slow_noise)  # slow noise does not average out
    share = choices.REST_SHARE * sweep.scale.least_mv
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


def _lost_in_noise(least_mv: float) -> Unmeasurable:
    return Unmeasurable(
        "noise",
        f"a response smaller than {least_mv:.2g} mV cannot be told from the noise",
        remedy="Let the muscle relax, mend the electrodes, or average several sweeps",
    )
