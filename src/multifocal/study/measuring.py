"""From a waveform to its landmarks: onset, negative peak, return to the baseline.

The marks lie between samples, so they do not depend on the sampling rate. How they are found is
this project's choice (source `multifocal-choice-landmarks`):

* baseline: median of the sweep before the stimulus; where less than 1 ms of that was kept, of the
  quiet stretch between the stimulus artifact and the response;
* response: the first negative phase that stands clear of the noise and reaches a tenth of the
  largest one;
* onset and end: where that phase leaves and comes back to the baseline.
"""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby, pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from multifocal.fault import Fault
from multifocal.study.measure import Landmarks, Measure
from multifocal.study.order import series_rank, site_rank
from multifocal.study.recording import Recording

Samples = NDArray[np.float64]

# Source of all of these: multifocal-choice-landmarks.
ARTIFACT_MS: Final = {"M": 1.0, "sensory": 0.4}  # no response begins sooner; the shock may last
LEAST_RESPONSE_MV: Final = {"M": 0.02, "sensory": 0.001}
LEAST_PHASE_MS: Final = {"M": 0.5, "sensory": 0.2}
LEAST_QUIET_MS: Final = 0.5
LEAST_BEFORE_STIMULUS_MS: Final = 1.0
LEAST_QUIET_SAMPLES: Final = 3
NOISE_SIGMAS: Final = 3.0  # within these, or within
REST_SHARE: Final = 0.25  # of the least response, a sample counts as on the baseline
RESPONSE_SIGMAS: Final = 6.0
FIRST_PHASE_SHARE: Final = 0.1
TAIL_SHARE: Final = 0.02  # where a phase fades without crossing, it ends at this share of its peak


def measure(recording: Recording) -> Measure:
    """Latency, amplitude, area and duration of the first negative phase of one sweep.

    Amplitude is baseline to negative peak, mV; area that of the negative phase, mV·ms. `absent`
    where nothing stands clear of the noise. `distance_mm` is the recording's, which is right for
    the most distal site; `measure_all` makes it the distance between sites. Fault where the sweep
    cannot be measured: an F response, no baseline, a response inside the stimulus artifact or cut
    off by the end of the sweep.
    """
    kind = recording.kind
    if kind == "F":
        raise Fault(
            "an F response has no single negative peak to measure",
            remedy="Measure M or sensory responses; F latencies are read off several sweeps",
        )
    times, wave = recording.times_ms, recording.negativity_mv
    start = int(np.searchsorted(times, ARTIFACT_MS[kind] - 1e-9))
    if times[0] > ARTIFACT_MS[kind] or times.size - start <= LEAST_QUIET_SAMPLES:
        raise Fault(
            "the sweep does not hold the time after the stimulus",
            remedy="Check the time of the stimulus and the length of the sweep",
        )
    baseline, noise = _baseline(times, wave, start, kind)
    rest = max(NOISE_SIGMAS * noise, REST_SHARE * LEAST_RESPONSE_MV[kind])
    least = max(LEAST_RESPONSE_MV[kind], RESPONSE_SIGMAS * noise)
    phase = _first_phase(times[start:], wave[start:], baseline, rest, least, LEAST_PHASE_MS[kind])
    absent = Measure(
        side=recording.side,
        nerve=recording.nerve,
        muscle=recording.muscle,
        site=recording.site,
        distance_mm=recording.distance_mm,
        absent=True,
        temperature_c=recording.temperature_c,
        supramaximal=recording.supramaximal,
        kind=kind,
        skin=recording.skin,
        origin=recording.origin,
    )
    if phase is None:
        return absent
    first, last = phase[0] + start, phase[1] + start
    onset_ms = _leaves_baseline(times, wave, first, baseline, rest)
    end_ms, last = _returns(times, wave, first, last, baseline, rest)
    peak_ms, peak_mv = _peak(times, wave, first, last)
    return replace(
        absent,
        absent=False,
        latency_ms=onset_ms,
        amplitude_mv=peak_mv - baseline,
        negative_peak_area_mvms=_area(times, wave, first, last, (onset_ms, end_ms), baseline),
        negative_peak_duration_ms=end_ms - onset_ms,
        landmarks=Landmarks(onset_ms, peak_ms, end_ms, baseline),
    )


def measure_all(recordings: Iterable[Recording]) -> tuple[Measure, ...]:
    """Measures of many sweeps, site by site from distal to proximal, with distances between sites.

    F sweeps are left out. Each distance becomes the one from the previous, more distal site, None
    where either is not known. Fault as in `measure`, for a site that its nerve does not have, and
    for distances that do not grow from distal to proximal.
    """

    def place(one: Recording) -> tuple[str, tuple[str, int, int], str]:
        return one.kind, series_rank(one.side, one.nerve, one.muscle), one.skin or ""

    found: list[Measure] = []
    wanted = sorted((one for one in recordings if one.kind != "F"), key=place)
    for _, group in groupby(wanted, key=place):
        sweeps = sorted(group, key=lambda one: site_rank(one.nerve, one.site))
        found.append(measure(sweeps[0]))
        for distal, proximal in pairwise(sweeps):
            near, far = distal.distance_mm, proximal.distance_mm
            between = None if near is None or far is None else far - near
            if between is not None and between <= 0:
                raise Fault(
                    f"the distance at {proximal.site} is not longer than at {distal.site}",
                    remedy="Measure along the nerve from the cathode to the recording electrode",
                )
            found.append(replace(measure(proximal), distance_mm=between))
    return tuple(found)


def _baseline(times: Samples, wave: Samples, start: int, kind: str) -> tuple[float, float]:
    """Level (mV) and noise (standard deviation, mV) of the sweep at rest."""
    before = wave[times < -1e-9]
    if before.size >= LEAST_QUIET_SAMPLES and times[0] <= -LEAST_BEFORE_STIMULUS_MS:
        return _level_and_noise(before)
    least = int(np.searchsorted(times, times[start] + LEAST_QUIET_MS)) - start
    quiet = wave[start : start + max(least, LEAST_QUIET_SAMPLES)]
    level, noise = _level_and_noise(quiet)
    if _rises(quiet, LEAST_RESPONSE_MV[kind] / 2):
        raise Fault(
            "no quiet baseline before the response",
            remedy="Record from before the stimulus, and keep its artifact short",
        )
    band = max(RESPONSE_SIGMAS * noise, LEAST_RESPONSE_MV[kind] / 2)
    departed = np.flatnonzero(np.abs(wave[start + quiet.size :] - level) > band)
    until = start + quiet.size + int(departed[0]) if departed.size else wave.size
    return _level_and_noise(wave[start:until])


def _rises(quiet: Samples, least_mv: float) -> bool:
    """Whether the stretch has a trend, which rest has not: its ends differ beyond the noise."""
    part = max(quiet.size // 3, 1)
    change = abs(float(quiet[-part:].mean() - quiet[:part].mean()))
    noise = float(np.diff(quiet).std()) / np.sqrt(2.0)  # a steady trend adds nothing to this
    return bool(change > max(least_mv, RESPONSE_SIGMAS * noise * float(np.sqrt(2.0 / part))))


def _level_and_noise(quiet: Samples) -> tuple[float, float]:
    return float(np.median(quiet)), float(quiet.std())


def _first_phase(
    times: Samples, wave: Samples, baseline: float, rest: float, least: float, least_ms: float
) -> tuple[int, int] | None:
    """First and last sample above the baseline of the first negative phase of the response."""
    above = np.concatenate(([False], wave > baseline + rest, [False]))
    edges = np.flatnonzero(above[1:] != above[:-1])
    step = float(times[1] - times[0])
    phases: list[tuple[int, int, float]] = []
    for first, after in zip(edges[::2], edges[1::2], strict=True):
        height = float(wave[first:after].max()) - baseline
        if height <= least or (after - first + 1) * step < least_ms:
            continue
        if first == 0:  # already there when the search begins
            if int(np.argmax(wave[first:after])) == 0:
                continue  # and falling: the tail of the stimulus artifact
            raise Fault(
                "the response begins inside the stimulus artifact",
                remedy="Move the stimulus farther away or keep its artifact short",
            )
        phases.append((int(first), int(after) - 1, height))
    if not phases:
        return None
    largest = max(height for *_, height in phases)
    return next((a, b) for a, b, height in phases if height >= FIRST_PHASE_SHARE * largest)


def _leaves_baseline(
    times: Samples, wave: Samples, first: int, baseline: float, rest: float
) -> float:
    """Time at which the phase leaves the baseline, between the samples `first` - 1 and `first`."""
    before = wave[first - 1]
    if before < baseline - rest:  # it comes up from a positive phase
        return _crossing(times, wave, first - 1, baseline)
    return _extended(times, wave, first, first + 1, baseline, rest)


def _returns(
    times: Samples, wave: Samples, first: int, last: int, baseline: float, rest: float
) -> tuple[float, int]:
    """Time of the return to the baseline, and the last sample before it."""
    if last + 1 < wave.size:
        if wave[last + 1] < baseline - rest:
            return _crossing(times, wave, last, baseline), last
        return _extended(times, wave, last, last - 1, baseline, rest), last
    peak = first + int(np.argmax(wave[first:]))
    tail = baseline + TAIL_SHARE * (wave[peak] - baseline)
    faded = np.flatnonzero(wave[peak:] <= tail)
    if not faded.size:
        raise Fault(
            "the response does not return to the baseline within the sweep",
            remedy="Record a longer sweep",
        )
    last = peak + int(faded[0]) - 1
    return _crossing(times, wave, last, tail), last


def _crossing(times: Samples, wave: Samples, left: int, level: float) -> float:
    """Time at which the line from sample `left` to the next one crosses the level."""
    share = (level - wave[left]) / (wave[left + 1] - wave[left])
    return float(times[left] + share * (times[left + 1] - times[left]))


def _extended(
    times: Samples, wave: Samples, near: int, far: int, baseline: float, rest: float
) -> float:
    """Where the line through two samples of the phase meets the baseline, outwards of `near`.

    The phase starts (or ends) somewhere between a sample at rest and one that is not; its own
    slope says where. A line between those two would always name the outer sample. Goes no
    farther than the outer sample and what the slope needs to climb out of the resting band.
    """
    step = float(times[1] - times[0])
    outwards = -1.0 if far > near else 1.0
    slope = float(wave[far] - wave[near]) / step  # towards the inside, per ms
    if slope <= 0:
        return float(times[near])
    reach = min(float(wave[near] - baseline) / slope, step + rest / slope)
    return float(times[near]) + outwards * reach


def _peak(times: Samples, wave: Samples, first: int, last: int) -> tuple[float, float]:
    """Time and height of the top of the parabola through the highest sample and its neighbours."""
    top = first + int(np.argmax(wave[first : last + 1]))
    if top in (0, wave.size - 1):
        return float(times[top]), float(wave[top])
    left, middle, right = (float(wave[top + step]) for step in (-1, 0, 1))
    bend = left - 2 * middle + right
    if bend >= 0:
        return float(times[top]), middle
    shift = 0.5 * (left - right) / bend
    height = middle - 0.25 * (left - right) * shift
    return float(times[top] + shift * (times[1] - times[0])), height


def _area(
    times: Samples,
    wave: Samples,
    first: int,
    last: int,
    ends: tuple[float, float],
    baseline: float,
) -> float:
    """Area between the phase and the baseline, mV·ms, by the trapezoid rule with its end pieces."""
    at = np.concatenate(([ends[0]], times[first : last + 1], [ends[1]]))
    height = np.concatenate(([0.0], wave[first : last + 1] - baseline, [0.0]))
    return float(np.trapezoid(height, at))
