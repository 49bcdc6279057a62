"""What stands behind "no response": a sweep that was long enough, and living all the while."""

from typing import Final

import numpy as np

from multifocal.measuring.baseline import Rest, at_rest, trembling_beside
from multifocal.measuring.living import Living, living
from multifocal.measuring.reach import reach
from multifocal.measuring.reason import Reason, Unmeasurable
from multifocal.measuring.sweep import Sweep
from multifocal.study.quality import Reach, Silence
from multifocal.study.recording import Recording

ARTIFACT_SIGMAS: Final = 10.0  # of the noise: so large a spike at the stimulus is its artifact
BEFORE_MS: Final = 0.2  # a stimulus may be noted so much too late
_ENDED: Final[dict[Reason, str]] = {
    "ends_too_early": "measuring.ended.sweep",
    "record_ends": "measuring.ended.record",
    "next_stimulus": "measuring.ended.next_stimulus",
    "recording_stopped": "measuring.ended.recording",
    "dead_channel": "measuring.ended.dead_channel",
    "saturated": "measuring.ended.saturated",
}
_CUT: Final = ("cut_off", "no_baseline", "unsure_baseline", "too_short")


def silence(recording: Recording) -> Silence:
    """What the sweep shows where a person says that there is no response.

    However short it is: whoever judges compares. Unmeasurable for a sweep without the time after
    the stimulus.
    """
    known = living(recording)
    sweep = Sweep.of(recording)
    try:
        part = Sweep.of(recording, known)
        rest: Rest | None = trembling_beside(part, at_rest(part), None)
    except Unmeasurable:
        rest = None
    return _silence(recording, sweep, rest, known)


def silence_beside(recording: Recording, sweep: Sweep, rest: Rest, known: Living) -> Silence:
    """What the absence of a response rests on; Unmeasurable where the sweep ended too early."""
    beside = _silence(recording, sweep, rest, known)
    if recording.stimulus_recorded is False:
        raise Unmeasurable("not_stimulated", "measuring.not_stimulated")
    far = reach(recording, beside.window_ms)
    if far.window_ms < far.needed_ms:
        raise ended(known.stands_still or _ending(recording, known), far)
    return beside


def ends_early(
    recording: Recording, sweep: Sweep, known: Living, after_ms: float | None = None
) -> bool:
    """Whether the sweep ends, or stands still, before a response and what follows must be over."""
    end_ms = float(sweep.times[-1])
    if known.runs:  # not where a curve without any noise stands still at rest
        end_ms = min(end_ms, known.trembles_until_ms)
    more_ms = sweep.scale.after_ms if after_ms is None else after_ms
    return end_ms < reach(recording, max(end_ms, 0.0)).needed_ms + more_ms


def _silence(recording: Recording, sweep: Sweep, rest: Rest | None, known: Living) -> Silence:
    window_ms = max(min(float(sweep.times[-1]), known.trembles_until_ms), 0.0)
    noted = recording.stimulus_recorded
    if noted is None and rest is not None and rest.level.size == sweep.wave.size:
        noted = True if _artifact_recorded(sweep, rest) else None
    noise_mv = float(np.diff(sweep.wave).std() / np.sqrt(2.0)) if rest is None else rest.slow_noise
    return Silence(window_ms, noise_mv, noted)


def _artifact_recorded(sweep: Sweep, rest: Rest) -> bool:
    at = (sweep.times >= -BEFORE_MS) & (sweep.times < sweep.scale.artifact_ms)
    away = np.abs((sweep.wave - rest.level)[at])
    least = max(sweep.scale.certain_mv, ARTIFACT_SIGMAS * rest.noise)
    return bool(away.max(initial=0.0) > least)


def ended(reason: Reason, far: Reach) -> Unmeasurable:
    """The fault of a sweep that ended before a response could have."""
    return Unmeasurable(
        reason, _ENDED[reason], window_ms=far.window_ms, needed_ms=far.needed_ms, reach=far
    )


def _ending(recording: Recording, known: Living) -> Reason:
    """What ended the sweep's living stretch."""
    if known.ended_by is not None:
        return known.ended_by
    ends: dict[str | None, Reason] = {"record": "record_ends", "next_stimulus": "next_stimulus"}
    return ends.get(recording.ends_at, "ends_too_early")


def because(fault: Unmeasurable, recording: Recording, known: Living) -> Unmeasurable:
    """The same fault, or what is behind it: a response that the end of the recording cut off."""
    if fault.reason not in _CUT:
        return fault
    cause = _ending(recording, known) if fault.reason == "cut_off" else known.ended_by
    if cause is None or cause == "ends_too_early":
        return fault
    until_ms = (known.last - 1) * 1e3 / recording.sampling_hz - recording.stimulus_at_ms
    far = reach(recording, max(min(until_ms, known.trembles_until_ms), 0.0))
    return ended(cause, far)
