"""A whole study measured: every kind of sweep in its own way."""

from dataclasses import replace

import pytest

from multifocal.criteria import evaluate
from multifocal.measuring import completed_study, measure_all, measured_study
from multifocal.study import Measure, Study
from tests.formats.waves import recording
from tests.measuring.test_f_waves import series

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


def test_only_what_has_no_measure_yet_is_measured() -> None:
    by_hand = replace(measure_all(MOTOR)[0], latency_ms=2.9)
    late = series(0.002).sweeps
    study = Study(measures=(by_hand,), recordings=(*MOTOR, SENSORY, *late))
    found = completed_study(study)
    assert found.measures[0] == by_hand and found.recordings == study.recordings
    wrist, elbow, sural = found.measures
    assert (elbow.site, elbow.distance_mm) == ("below_elbow", 220.0)
    assert (wrist.site, sural.nerve) == ("wrist", "sural")
    assert found.f_measures == measured_study(Study(recordings=late)).f_measures
    assert found.f_measures[0].sweeps == len(late)
    assert completed_study(found) is found


def test_f_sweeps_are_judged_beside_measures_that_are_there() -> None:
    made = series(0.002)
    first = made.sweeps[0]
    place = (first.side, first.nerve, first.muscle)
    motor = (
        Measure(*place, "wrist", 3.0, 8.0),
        Measure(*place, "below_elbow", 7.0, 7.9),
    )
    (nerve,) = evaluate(Study(measures=motor, recordings=made.sweeps), "utrecht").nerves
    statuses = {one.rule: one.status for one in nerve.findings}
    assert statuses["utrecht.f_absent"] == "not_met"


def test_f_sweeps_without_room_for_f_waves_are_known_to_be_there() -> None:
    short = recording(kind="F", samples_mv=[0.0] * 200)
    (found,) = measured_study(Study(recordings=(short,))).f_measures
    assert found.empty and found.sweeps == 1
