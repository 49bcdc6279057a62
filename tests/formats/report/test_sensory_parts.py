"""Sensory results of a report: read, or said not to have been; never "no sensory response"."""

from multifocal.criteria import evaluate
from multifocal.formats import read_report

MOTOR = "Motor\nR Median - APB\nSite\tOnset (ms)\tO-P Amp (mV)\nWrist\t3.4\t9.0\n"
HEADING = "Right Median Anti Sensory (2nd Digit)"


def test_a_sensory_response_of_which_only_peak_values_are_given_was_looked_for() -> None:
    text = f"{MOTOR}Sensory\nSite\tPeak (ms)\tP-T Amp (µV)\n{HEADING}\nWrist\t3.2\t31.0\n"
    study = read_report(text.encode()).study()
    (sensory,) = [one for one in study.measures if one.kind == "sensory"]
    assert (sensory.peak_latency_ms, sensory.peak_to_peak_mv, sensory.empty) == (3.2, 0.031, False)
    assert len(evaluate(study).sensory) == 1


def test_a_sensory_part_of_which_no_row_was_read_is_asked_about() -> None:
    text = f"{MOTOR}Sensory\nPlace\tTempo\tGrandezza\n{HEADING}\nWrist\t3.2\t31.0\n"
    assert [one.id for one in read_report(text.encode()).questions] == ["sensory"]
    assert read_report(text.encode(), {"sensory": "leave-out"}).study().measures
