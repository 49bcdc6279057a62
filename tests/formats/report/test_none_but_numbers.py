"""A row that says no response and has numbers of one: which is right is asked, never guessed."""

import pytest

from multifocal.formats import read_report

REPORT = """Nerve\tSide\tSite\tLatency (ms)\tAmplitude (mV)\tCV (m/s)
Median - APB\tR\tWrist\t3.5\t8.0\t
Median - APB\tR\tElbow\t{latency}\t{amplitude}\t52
"""


@pytest.mark.parametrize(
    ("latency", "amplitude"), [("7.9", "No response"), ("NR", "4.2"), ("7.9", "kein Potential")]
)
def test_it_is_asked_and_each_answer_settles_it(latency: str, amplitude: str) -> None:
    report = REPORT.format(latency=latency, amplitude=amplitude).encode()
    (question,) = read_report(report).questions
    assert question.choices == ("no-response", "numbers", "not-recorded")
    assert latency in question.text and amplitude in question.text
    silent = read_report(report, {question.id: "no-response"}).study().measures[1]
    assert silent.absent and silent.latency_ms is None
    came = read_report(report, {question.id: "numbers"}).study().measures[1]
    assert not came.absent
    told = (came.latency_ms, came.amplitude_mv)
    assert told == (None, 4.2) if latency == "NR" else told == (7.9, None)
    unknown = read_report(report, {question.id: "not-recorded"}).study().measures[1]
    assert unknown.empty and not unknown.absent


def test_a_mark_under_nr_beside_an_amplitude_is_asked_too() -> None:
    report = (
        "Site\tNR\tOnset (ms)\tO-P Amp (mV)\nLeft Median Motor (APB)\n"
        "Wrist\t\t3.5\t8.0\nElbow\tNR\t7.9\t4.2\n"
    )
    (question,) = read_report(report.encode()).questions
    assert question.key == "none_but" and question.line == 4
    assert read_report(report.encode(), {question.id: "numbers"}).study().measures[1].amplitude_mv


def test_what_a_machine_prints_beside_no_response_is_no_contradiction() -> None:
    report = (
        "R Median - APB\nSite\tLat (ms)\tAmp (mV)\tArea (mVms)\tCV (m/s)\tDist (mm)\n"
        "Wrist\t3.5\t8.0\t26.0\t\t70\nElbow\tNR\tNR\t0\t\t230\n"
    )
    found = read_report(report.encode(), {"area": "negative-peak"})
    assert not found.questions and found.study().measures[1].absent
