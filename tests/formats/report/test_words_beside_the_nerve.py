"""Words beside the nerve in its own column say which response it is: none of them is dropped, for a
late or reflex response taken for the motor one would make or hide a block."""

import pytest

from multifocal.formats import read_report
from multifocal.formats.report.understood import Understood

HEADER = "Side\tNerve\tMuscle\tSite\tLat (ms)\tAmp (mV)\tDur (ms)\n"
MOTOR = (
    "Right\tMedian\tAPB\tWrist\t3.6\t9.4\t\n"
    "Right\tMedian\tAPB\tElbow\t7.9\t9.1\t\n"
    "Right\tUlnar (ADM)\tADM\tWrist\t2.8\t9.9\t\n"
)


def read(nerve: str, answers: dict[str, str] | None = None) -> Understood:
    row = f"Right\t{nerve}\tAPB\tWrist\t28.2\t0.3\t\n"
    given = {"duration": "negative-peak", **(answers or {})}
    return read_report((HEADER + MOTOR + row).encode(), given)


def motor(found: Understood) -> list[tuple[str | None, float | None]]:
    return [(one.site, one.amplitude_mv) for one in found.study().measures if one.nerve == "median"]


@pytest.mark.parametrize("nerve", ["F Median", "Median F", "F-wave Median", "Median (F)"])
def test_f_beside_the_nerve_is_no_motor_response(nerve: str) -> None:
    found = read(nerve)
    assert not found.questions
    assert motor(found) == [("wrist", 9.4), ("elbow", 9.1)]
    assert found.f_waves_unread == 1


@pytest.mark.parametrize(
    "nerve", ["Median H reflex", "Median RNS", "SSR Median", "Median post exercise", "Median xyz"]
)
def test_other_words_are_asked_about_and_the_row_may_be_left_out(nerve: str) -> None:
    asked = read(nerve)
    assert "unread_heading" in {one.key for one in asked.questions}
    found = read(nerve, {"heading:5": "leave-out"})
    assert motor(found) == [("wrist", 9.4), ("elbow", 9.1)]
    told = " ".join(str(note.parameters) for note in found.notes if note.line == 5)
    assert nerve in told


@pytest.mark.parametrize("nerve", ["Median CMAP", "N. medianus", "Median motor"])
def test_words_that_say_nothing_more_ask_nothing(nerve: str) -> None:
    row = f"Left\t{nerve}\tAPB\tWrist\t3.6\t9.4\t\n"
    found = read_report((HEADER + MOTOR + row).encode())
    assert not found.questions
