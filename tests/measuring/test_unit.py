"""Samples in another unit than mV are asked about: neither a giant response nor none at all."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from multifocal.measuring import measure, no_response, remeasure
from multifocal.measuring.many import measured
from multifocal.measuring.reason import Unmeasurable
from multifocal.study import Recording

HZ, AT_MS = 20_000.0, 5.0


def sweep(height_mv: float, noise_mv: float, kind: Any = "M") -> Recording:
    """40 ms of a living channel, with a response of 6 ms (sensory: 1.5) from 4 ms on."""
    times = np.arange(900) * 1e3 / HZ - AT_MS
    last = 6.0 if kind == "M" else 1.5
    shape = np.where((times > 4) & (times < 4 + last), np.sin(np.pi * (times - 4) / last), 0.0)
    noise = noise_mv * np.random.default_rng(3).normal(size=times.size)
    muscle, skin = ("adm", None) if kind == "M" else (None, "little_finger")
    return Recording(
        height_mv * shape + noise, HZ, kind, "right", "ulnar", muscle, skin, "wrist", AT_MS
    )


def times(recording: Recording, factor: float) -> Recording:
    return replace(recording, samples_mv=factor * recording.samples_mv)


MOTOR, SENSORY = sweep(8.0, 2e-3), sweep(0.012, 2e-4, "sensory")


@pytest.mark.parametrize(("true", "height_mv"), [(MOTOR, 8.0), (SENSORY, 0.012)])
def test_volts_and_microvolts_are_asked_about(true: Recording, height_mv: float) -> None:
    assert measure(true).amplitude_mv == pytest.approx(height_mv, rel=0.05)
    with pytest.raises(Unmeasurable, match=r"most that is plausible.*1000 µV"):
        measure(times(true, 1e3))
    with pytest.raises(Unmeasurable, match=r"in volts it would be a response of .*1000 mV"):
        measure(times(true, 1e-3))
    for factor in (1e3, 1e-3):
        slipped = measured(times(true, factor))
        assert (slipped.unmeasurable, slipped.absent) == ("unit", False)


@pytest.mark.parametrize("true", [MOTOR, SENSORY])
def test_marks_by_hand_do_not_make_millivolts_of_another_unit(true: Recording) -> None:
    """The marks are right, the samples are not; nor is a slip of the unit "no response"."""
    marks = measure(true).landmarks
    assert marks is not None
    assert remeasure(true, marks).amplitude_mv == pytest.approx(measure(true).amplitude_mv, 0.01)
    assert no_response(true).absent  # a person may know better
    for factor, says in ((1e3, "most that is plausible"), (1e-3, "in volts it would be")):
        slipped = times(true, factor)
        own = replace(marks, baseline_mv=factor * marks.baseline_mv)
        with pytest.raises(Unmeasurable, match=says):
            remeasure(slipped, own)
        with pytest.raises(Unmeasurable, match=says):
            no_response(slipped)


@pytest.mark.parametrize("height_mv", [0.03, 0.3])
def test_a_small_response_marked_by_hand_is_one(height_mv: float) -> None:
    """In volts it would be 30 or 300 mV; the program sees it, too, so that the unit is right."""
    small = sweep(height_mv, 5e-5)
    marks = measure(small).landmarks
    assert marks is not None
    assert remeasure(small, marks).amplitude_mv == pytest.approx(height_mv, rel=0.05)


@pytest.mark.parametrize("noise_mv", [3e-4, 1e-3, 5e-3])
def test_what_is_absent_stays_absent(noise_mv: float) -> None:
    """With the noise of an amplifier, or on a converter's coarse steps, nothing is nothing."""
    nothing = sweep(0.0, noise_mv)
    assert measure(nothing).absent
    steps = replace(nothing, samples_mv=np.round(nothing.samples_mv, 3))
    assert measured(steps).unmeasurable in (None, "dead_channel", "recording_stopped")
    assert measured(steps).absent or measured(steps).unmeasurable != "unit"
    assert measure(sweep(0.005, noise_mv)).absent  # a flicker below what counts as a response


def test_a_curve_without_any_noise_before_its_stimulus_tells_nothing_of_its_unit() -> None:
    """A simulated one, of which 10 µV are no response."""
    drawn = sweep(0.01, 1e-6)
    assert measured(drawn).unmeasurable == "unit"
    still = np.where(drawn.times_ms < 0, 0.0, drawn.samples_mv)
    assert measured(replace(drawn, samples_mv=still)).absent
