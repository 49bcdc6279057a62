"""Landmarks moved by hand: everything that follows is measured again."""

import math
from dataclasses import replace

import numpy as np
import pytest

from multifocal.fault import Fault
from multifocal.measuring import measure, remeasure
from multifocal.study import Landmarks
from tests.measuring.test_measuring import half_sine, sweep

SWEEP = sweep(half_sine(8.0, 3.0, 6.0), noise_mv=0.005, offset_mv=0.3)


def test_marks_left_alone_give_the_same_measures() -> None:
    found = measure(SWEEP)
    assert found.landmarks is not None
    again = remeasure(SWEEP, found.landmarks)
    assert again.latency_ms == found.latency_ms
    assert again.amplitude_mv == pytest.approx(found.amplitude_mv, rel=2e-3)
    assert again.negative_peak_area_mvms == pytest.approx(found.negative_peak_area_mvms, rel=1e-6)
    assert again.negative_peak_duration_ms == pytest.approx(found.negative_peak_duration_ms)


def test_measures_follow_from_the_marks_by_formula() -> None:
    """Half a half sine: from its onset to its peak half the area, and half the duration."""
    marks = Landmarks(3.0, 5.0, 6.0, 0.3, end_found="by_hand", peak_found="by_hand")
    found = remeasure(SWEEP, marks)
    assert found.latency_ms == 3.0
    assert found.negative_peak_duration_ms == pytest.approx(3.0)
    assert found.amplitude_mv == pytest.approx(8.0 * math.sin(math.pi * 2 / 6), abs=0.03)
    assert found.negative_peak_area_mvms == pytest.approx(48 / math.pi, rel=0.01)
    assert found.landmarks == marks


def test_a_baseline_moved_by_hand_moves_height_and_area() -> None:
    marks = Landmarks(3.0, 6.0, 9.0, 0.3)
    low = remeasure(SWEEP, replace(marks, baseline_mv=-0.7))
    level = remeasure(SWEEP, marks)
    assert low.amplitude_mv is not None and level.amplitude_mv is not None
    assert low.amplitude_mv - level.amplitude_mv == pytest.approx(1.0, abs=0.01)
    assert low.quality is not None and low.quality.baseline_found == "by_hand"


def test_marks_are_for_what_the_program_could_not_measure() -> None:
    lost = sweep(half_sine(1.0, 5.0, 6.0), noise_mv=0.3)
    found = remeasure(lost, Landmarks(5.0, 8.0, 11.0, 0.0, "by_hand", "by_hand", "by_hand"))
    assert found.negative_peak_area_mvms == pytest.approx(12 / math.pi, rel=0.15)


@pytest.mark.parametrize(
    "marks", [(5.0, 4.0, 9.0), (-1.0, 4.0, 9.0), (3.0, 4.0, 99.0), (3.0, 9.0, 9.0)]
)
def test_marks_out_of_order_are_refused(marks: tuple[float, float, float]) -> None:
    with pytest.raises(Fault, match="out of order"):
        remeasure(SWEEP, Landmarks(*marks, 0.3))


def test_a_peak_below_the_baseline_is_refused() -> None:
    with pytest.raises(Fault, match="below the baseline"):
        remeasure(SWEEP, Landmarks(3.0, 12.0, 14.0, 0.3))
    with pytest.raises(ValueError, match="finite"):
        remeasure(SWEEP, Landmarks(3.0, math.nan, 14.0, 0.3))


def test_hum_is_taken_off_under_marks_set_by_hand_too() -> None:
    wave = half_sine(8.0, 6.0, 6.0)
    humming = sweep(lambda t: wave(t) + np.sin(2 * math.pi * 0.05 * t), after_ms=65.0)
    own = measure(humming).landmarks
    assert own is not None
    found = remeasure(humming, replace(own, end_ms=12.0, end_found="by_hand"))
    assert found.negative_peak_area_mvms == pytest.approx(96 / math.pi, rel=0.01)
