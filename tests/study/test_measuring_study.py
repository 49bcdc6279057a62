"""A whole study measured: every kind of sweep in its own way."""

from dataclasses import replace

import pytest

from multifocal.study import Measure, Study, measure_all, measured_study
from tests.study.formats.waves import recording

MOTOR = (
    recording(distance_mm=65.0),
    recording("below_elbow", 7.0, height_mv=3.0, distance_mm=285.0),
)
SENSORY = recording(
    "calf", 2.0, nerve="sural", muscle=None, skin="ankle", kind="sensory", height_mv=0.02,
    distance_mm=140.0,
)  # fmt: skip


def test_motor_and_sensory_responses_are_measured() -> None:
    found = measured_study(Study(recordings=(*MOTOR, SENSORY)))
    *motor, sensory = found.measures
    assert tuple(motor) == measure_all(MOTOR)
    assert motor[1].distance_mm == 220.0
    assert (sensory.nerve, sensory.skin, sensory.distance_mm) == ("sural", "ankle", 140.0)
    assert sensory.amplitude_mv == pytest.approx(0.02, rel=0.01)
    assert sensory.latency_ms == pytest.approx(2.0, abs=0.1)


def test_other_measures_stay_and_old_ones_go() -> None:
    axilla = Measure("right", "ulnar", "adm", "axilla", 10.0, 2.9)
    wrong = Measure("right", "ulnar", "adm", "wrist", 30.0, 1.0)
    found = measured_study(Study(measures=(axilla, wrong), recordings=MOTOR))
    assert found.measures == (*measure_all(MOTOR), axilla)


def test_nothing_to_measure() -> None:
    study = Study(measures=(Measure("right", "ulnar", "adm", "axilla", 10.0, 2.9),))
    assert measured_study(study) == replace(study)
