"""Landmarks on waveforms whose amplitude, area and duration are known by formula."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from multifocal.fault import Fault
from multifocal.measuring import measure, measure_all
from multifocal.study import Recording

Wave = Callable[[NDArray[np.float64]], NDArray[np.float64]]


def half_sine(amplitude_mv: float, onset_ms: float, width_ms: float, positive: float = 0.5) -> Wave:
    """A negative half sine, then a positive one of `positive` times its height, 8 ms long."""

    def wave(t: NDArray[np.float64]) -> NDArray[np.float64]:
        end = onset_ms + width_ms
        up = np.where((t > onset_ms) & (t < end), np.sin(np.pi * (t - onset_ms) / width_ms), 0.0)
        down = np.where((t >= end) & (t < end + 8.0), np.sin(np.pi * (t - end) / 8.0), 0.0)
        return np.asarray(amplitude_mv * (up - positive * down))

    return wave


def sweep(
    wave: Wave,
    *,
    sampling_hz: float = 20_000.0,
    before_ms: float = 5.0,
    after_ms: float = 45.0,
    noise_mv: float = 0.0,
    offset_mv: float = 0.0,
    negative_up: bool = True,
    kind: str = "M",
    site: str = "wrist",
    distance_mm: float | None = None,
) -> Recording:
    t = np.arange(int((before_ms + after_ms) * sampling_hz / 1e3)) * 1e3 / sampling_hz - before_ms
    noise = np.random.default_rng(7).normal(0.0, noise_mv, t.size)
    samples = wave(t) + offset_mv + noise
    return Recording(
        samples_mv=samples if negative_up else -samples,
        sampling_hz=sampling_hz,
        kind=kind,  # type: ignore[arg-type]
        side="right",
        nerve="ulnar",
        muscle="adm",
        skin=None,
        site=site,
        stimulus_at_ms=before_ms,
        distance_mm=distance_mm,
        negative_up=negative_up,
    )


@given(
    amplitude_mv=st.floats(0.5, 30.0),
    onset_ms=st.floats(2.0, 12.0),
    width_ms=st.floats(3.0, 15.0),
    sampling_hz=st.sampled_from([5_000.0, 10_000.0, 20_000.0, 48_000.0]),
    before_ms=st.sampled_from([0.0, 2.0, 5.0]),
    offset_mv=st.floats(-2.0, 2.0),
    negative_up=st.booleans(),
    positive=st.sampled_from([0.0, 0.5]),
)
@settings(max_examples=150, deadline=None)
def test_half_sine(
    amplitude_mv: float,
    onset_ms: float,
    width_ms: float,
    sampling_hz: float,
    before_ms: float,
    offset_mv: float,
    negative_up: bool,
    positive: float,
) -> None:
    """Whatever sampling rate, polarity, offset: marks within half a sample, area within 0.5 %."""
    found = measure(
        sweep(
            half_sine(amplitude_mv, onset_ms, width_ms, positive),
            sampling_hz=sampling_hz,
            before_ms=before_ms,
            offset_mv=offset_mv,
            negative_up=negative_up,
        )
    )
    half_sample_ms = 0.5e3 / sampling_hz
    assert found.latency_ms == pytest.approx(onset_ms, abs=half_sample_ms)
    assert found.amplitude_mv == pytest.approx(amplitude_mv, rel=1e-3)
    assert found.negative_peak_area_mvms == pytest.approx(
        2 * amplitude_mv * width_ms / math.pi, rel=5e-3
    )
    assert found.negative_peak_duration_ms == pytest.approx(width_ms, abs=half_sample_ms)
    assert found.landmarks is not None
    assert found.landmarks.peak_ms == pytest.approx(onset_ms + width_ms / 2, abs=half_sample_ms)
    assert found.landmarks.baseline_mv == pytest.approx(offset_mv, abs=1e-9)


def test_marks_lie_between_samples() -> None:
    """At 2 kHz a sample is 0.5 ms; an onset at 3.2 ms is still found near 3.2 ms."""
    found = measure(sweep(half_sine(8.0, 3.2, 6.0, 0.0), sampling_hz=2_000.0))
    assert found.latency_ms == pytest.approx(3.2, abs=0.05)
    assert found.negative_peak_duration_ms == pytest.approx(6.0, abs=0.05)


def test_amplitude_and_area_scale_and_times_do_not() -> None:
    small = measure(sweep(half_sine(2.0, 3.0, 6.0)))
    large = measure(sweep(half_sine(10.0, 3.0, 6.0)))
    assert small.amplitude_mv is not None and small.negative_peak_area_mvms is not None
    assert large.amplitude_mv == pytest.approx(5 * small.amplitude_mv)
    assert large.negative_peak_area_mvms == pytest.approx(5 * small.negative_peak_area_mvms)
    assert large.latency_ms == pytest.approx(small.latency_ms)
    assert large.negative_peak_duration_ms == pytest.approx(small.negative_peak_duration_ms)


def test_noise_moves_the_marks_little() -> None:
    found = measure(sweep(half_sine(8.0, 3.0, 6.0), noise_mv=0.01))
    assert found.latency_ms == pytest.approx(3.0, abs=0.05)
    assert found.amplitude_mv == pytest.approx(8.0, abs=0.04)
    assert found.negative_peak_area_mvms == pytest.approx(96 / math.pi, rel=0.005)
    assert found.negative_peak_duration_ms == pytest.approx(6.0, abs=0.05)


def test_only_the_first_negative_phase_counts() -> None:
    """A late wave beyond the positive phase adds neither area nor duration."""
    first, late = half_sine(8.0, 3.0, 6.0), half_sine(3.0, 25.0, 5.0, 0.0)
    found = measure(sweep(lambda t: first(t) + late(t)))
    assert found.negative_peak_area_mvms == pytest.approx(96 / math.pi, rel=2e-3)


def test_the_first_phase_counts_though_a_later_one_is_larger() -> None:
    """A dispersed response that comes back to the baseline: the first peak, if no mere ripple."""
    first, later = half_sine(2.0, 4.0, 5.0, 0.0), half_sine(6.0, 11.0, 5.0, 0.0)
    found = measure(sweep(lambda t: first(t) + later(t)))
    assert found.amplitude_mv == pytest.approx(2.0, rel=1e-3)
    assert found.negative_peak_duration_ms == pytest.approx(5.0, abs=0.03)
    ripple = half_sine(0.3, 4.0, 3.0, 0.0)
    found = measure(sweep(lambda t: ripple(t) + later(t)))
    assert found.latency_ms == pytest.approx(11.0, abs=0.03)


def test_notches_above_the_baseline_do_not_end_the_phase() -> None:
    """Two humps that do not reach the baseline in between are one dispersed negative peak."""
    one, two = half_sine(4.0, 4.0, 6.0, 0.0), half_sine(3.0, 8.0, 6.0, 0.0)
    found = measure(sweep(lambda t: one(t) + two(t)))
    assert found.negative_peak_duration_ms == pytest.approx(10.0, abs=0.03)
    assert found.negative_peak_area_mvms == pytest.approx(2 * 7.0 * 6.0 / math.pi, rel=2e-3)
    assert found.amplitude_mv is not None and found.amplitude_mv < 5.0


def test_a_small_positive_dip_before_the_onset_is_not_the_response() -> None:
    def wave(t: NDArray[np.float64]) -> NDArray[np.float64]:
        dip = np.where((t > 2.0) & (t < 3.0), -0.4 * np.sin(np.pi * (t - 2.0)), 0.0)
        return np.asarray(dip + half_sine(8.0, 3.0, 6.0)(t))

    found = measure(sweep(wave))
    assert found.latency_ms == pytest.approx(3.0, abs=0.03)
    assert found.amplitude_mv == pytest.approx(8.0, rel=1e-3)


def test_stimulus_artifact_is_no_response() -> None:
    def artifact(t: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.where(t >= 0, 40.0 * np.exp(-np.maximum(t, 0) / 0.15), 0.0)

    assert measure(sweep(artifact, noise_mv=0.002)).absent
    found = measure(sweep(lambda t: artifact(t) + half_sine(8.0, 3.5, 6.0)(t)))
    assert found.latency_ms == pytest.approx(3.5, abs=0.05)


@pytest.mark.parametrize("noise_mv", [0.0005, 0.001, 0.02])
@pytest.mark.parametrize("before_ms", [0.0, 5.0])
def test_nothing_above_the_noise_is_absent(noise_mv: float, before_ms: float) -> None:
    found = measure(sweep(np.zeros_like, noise_mv=noise_mv, before_ms=before_ms))
    assert found.absent
    assert found.amplitude_mv == 0.0
    assert found.negative_peak_area_mvms == 0.0
    assert found.latency_ms is None
    assert found.negative_peak_duration_ms is None
    assert found.landmarks is None
    assert found.silence is not None
    assert found.silence.window_ms == pytest.approx(44.95)
    assert found.silence.noise_mv == pytest.approx(max(noise_mv / 10**0.5, 5e-4), rel=0.6)


@pytest.mark.parametrize(
    ("recording", "says"),
    [
        (sweep(np.zeros_like, kind="F"), "F response"),
        (sweep(half_sine(8.0, 3.0, 6.0), after_ms=6.0), "longer sweep"),
        (sweep(half_sine(8.0, 1.0, 6.0), before_ms=0.0), "no quiet baseline"),
        (sweep(half_sine(8.0, 0.5, 6.0)), "artifact"),
        (sweep(np.zeros_like, before_ms=20.0, after_ms=0.5), "after the stimulus"),
    ],
    ids=["F", "cut off", "no baseline", "in the artifact", "too short"],
)
def test_what_cannot_be_measured_says_so(recording: Recording, says: str) -> None:
    with pytest.raises(Fault, match=says):
        measure(recording)


def test_distances_become_those_between_sites() -> None:
    """Given in any order; each distance is from the previous, more distal site."""
    far = sweep(half_sine(7.0, 6.9, 6.2), site="below_elbow", distance_mm=300.0)
    near = sweep(half_sine(8.0, 3.0, 6.0), site="wrist", distance_mm=80.0)
    late = sweep(np.zeros_like, kind="F", site="wrist")
    wrist, elbow = measure_all([far, late, near])
    assert (wrist.site, wrist.distance_mm) == ("wrist", 80.0)
    assert (elbow.site, elbow.distance_mm) == ("below_elbow", 220.0)
    with pytest.raises(Fault, match="not longer"):
        measure_all([near, sweep(half_sine(7.0, 6.9, 6.2), site="below_elbow", distance_mm=70.0)])


def test_a_recording_keeps_its_samples() -> None:
    samples = np.zeros(10)
    kept = Recording(samples, 1000.0, "M", "left", "ulnar", "adm", None, "wrist")
    samples[0] = 5.0
    assert kept.samples_mv[0] == 0.0
    with pytest.raises(ValueError, match="read-only"):
        kept.samples_mv[0] = 1.0


@pytest.mark.parametrize("samples", [np.zeros((2, 3)), np.array([]), np.array([0.0, np.nan])])
def test_what_is_no_waveform_is_refused(samples: NDArray[np.float64]) -> None:
    with pytest.raises(ValueError, match="samples_mv"):
        Recording(samples, 1000.0, "M", "left", "ulnar", "adm", None, "wrist")
