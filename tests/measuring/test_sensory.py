"""Sensory responses: microvolts, positive peak first, peak to peak, velocity from one site."""

import math
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from multifocal.measuring import measure, sensory_velocity_m_s
from multifocal.study import Recording

Samples = NDArray[np.float64]


def sensory(wave_uv: Samples, noise_uv: float = 0.1, hz: float = 20_000.0) -> Recording:
    rng = np.random.default_rng(4)
    return Recording(
        (wave_uv + rng.normal(0.0, noise_uv, wave_uv.size)) / 1e3,
        hz, "sensory", "right", "median", None, "index_finger", "wrist",
        stimulus_at_ms=2.0, distance_mm=140.0,
    )  # fmt: skip


def snap(first_uv: float = 0.0, high_uv: float = 25.0, last_uv: float = 10.0) -> Samples:
    """Positive half sine 2.0 to 2.5 ms (may be none), negative 2.5 to 3.5, positive to 5."""
    t = np.arange(0, 22.0, 0.05) - 2.0

    def half(a: float, b: float) -> Samples:
        return np.where((t > a) & (t < b), np.sin(math.pi * (t - a) / (b - a)), 0.0)

    return np.asarray(
        -first_uv * half(2.0, 2.5) + high_uv * half(2.5, 3.5) - last_uv * half(3.5, 5.0)
    )


def test_onset_amplitude_and_peak_to_peak() -> None:
    found = measure(sensory(snap()))
    assert found.latency_ms == pytest.approx(2.5, abs=0.05)
    assert found.peak_latency_ms == pytest.approx(3.0, abs=0.05)
    assert found.amplitude_mv == pytest.approx(0.025, rel=0.03)
    assert found.peak_to_peak_mv == pytest.approx(0.035, rel=0.03)
    assert found.negative_peak_duration_ms == pytest.approx(1.0, abs=0.08)


def test_a_positive_peak_that_comes_first_gives_the_latency() -> None:
    found = measure(sensory(snap(first_uv=6.0)))
    assert found.latency_ms == pytest.approx(2.25, abs=0.07)
    assert found.amplitude_mv == pytest.approx(0.025, rel=0.03)
    assert found.landmarks is not None
    assert found.landmarks.onset_ms == pytest.approx(2.5, abs=0.05)


def test_velocity_from_one_site() -> None:
    recording = sensory(snap())
    assert sensory_velocity_m_s(recording, measure(recording)) == pytest.approx(56.0, rel=0.03)
    unknown = replace(recording, distance_mm=None)
    assert sensory_velocity_m_s(unknown, measure(unknown)) is None


def test_what_is_not_there_is_absent() -> None:
    assert measure(sensory(np.zeros(440), noise_uv=0.2)).absent
