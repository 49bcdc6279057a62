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


MANY = """Nerve\tSide\tSite\tLatency (ms)\tAmplitude (mV)
Median - APB\tR\tWrist\t3.5\t8.0
Median - APB\tR\tElbow\t7.9\t{none}
Median - APB\tR\tAxilla\t10.1\t{none}
Median - APB\tR\tErb\tNR\t2.2
Ulnar - ADM\tL\tWrist\t2.8\t9.0
Ulnar - ADM\tL\tBelow elbow\t6.6\t{none}
"""


@pytest.mark.parametrize("none", ["NR", "0.0"])
def test_rows_that_contradict_themselves_alike_are_asked_about_once(none: str) -> None:
    report = MANY.format(none=none).encode()
    zero = {"zero": "no-response"} if none == "0.0" else {}
    asked = [one for one in read_report(report, zero).questions if one.key != "same_site"]
    assert [one.id for one in asked] == ["none-but:3:rows", "none-but:5"]
    together = asked[0].text
    assert together.startswith("3 rows") and "7.9" in together and "6.6" in together
    answers = {**zero, "none-but:3:rows": "no-response", "none-but:5": "numbers"}
    measures = read_report(report, answers).study().measures
    assert [one.absent for one in measures] == [False, True, True, False, False, True]
    assert measures[3].amplitude_mv == 2.2


def test_each_of_them_can_be_answered_apart() -> None:
    report = MANY.format(none="NR").encode()
    answers = {"none-but:3:rows": "each", "none-but:5": "numbers"}
    asked = {one.id for one in read_report(report, answers).questions}
    assert asked == {"none-but:3", "none-but:4", "none-but:7"}
    answers |= {"none-but:3": "no-response", "none-but:4": "numbers", "none-but:7": "not-recorded"}
    measures = read_report(report, answers).study().measures
    assert [one.absent for one in measures] == [False, True, False, False, False, False]
    assert measures[2].latency_ms == 10.1 and measures[5].empty

    own = {"none-but:3:rows": "no-response", "none-but:5": "numbers", "none-but:4": "numbers"}
    measures = read_report(report, own).study().measures
    assert [one.absent for one in measures] == [False, True, False, False, False, True]


def test_a_zero_of_one_row_can_be_answered_apart() -> None:
    text = MANY.format(none="0").replace("7.9", "").replace("10.1", "").replace("6.6", "")
    text = text.replace("\tErb\tNR\t2.2", "\tErb\t\t").encode()
    assert [one.choices for one in read_report(text).questions if one.id == "zero"] == [
        ("no-response", "not-recorded", "each")
    ]
    asked = {one.id for one in read_report(text, {"zero": "each"}).questions}
    assert asked == {"zero:3", "zero:4", "zero:7"}
    told = read_report(text, {"zero": "no-response", "zero:4": "not-recorded"}).study().measures
    assert [(one.site, one.absent) for one in told if not one.amplitude_mv] == [
        ("elbow", True), ("axilla", False), ("erb", False), ("below_elbow", True),
    ]  # fmt: skip


UNDONE = """R Median - APB
Site\tLat (ms)\tO-P Amp (mV)\tDist (mm)\tComment
Wrist\t3.9\t7.7\t70\t
Elbow\t8.4\t7.4\t230\t
Axilla\t{latency}\tNR\t{distance}\t{comment}
"""


@pytest.mark.parametrize(
    ("latency", "comment"), [("not done", ""), ("NR", "not stimulated"), ("nicht untersucht", "")]
)
def test_no_response_beside_not_done_is_asked_and_never_taken(latency: str, comment: str) -> None:
    text = UNDONE.format(latency=latency, distance="", comment=comment).encode()
    (question,) = read_report(text).questions
    assert question.id == "undone:5" and (comment or latency) in question.text
    unknown = read_report(text, {"undone:5": "not-recorded"})
    assert unknown.study().measures[-1].absent is False
    assert "row_undone" in {one.key for one in unknown.notes}
    assert read_report(text, {"undone:5": "no-response"}).study().measures[-1].absent


@pytest.mark.parametrize(
    ("latency", "distance"), [("n/a", ""), ("-", ""), ("NR", "not recorded"), ("", "not done")]
)
def test_what_is_usual_beside_no_response_is_not_asked(latency: str, distance: str) -> None:
    text = UNDONE.format(latency=latency, distance=distance, comment="").encode()
    found = read_report(text)
    assert not [one for one in found.questions if one.id.startswith("undone")]
    assert found.study().measures[-1].absent
