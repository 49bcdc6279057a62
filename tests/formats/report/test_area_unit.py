"""An area without a unit is asked about, in a table whose columns stand by their place, too."""

import pytest

from multifocal.formats import Understood, read_report

TABLE = """Nerve          Site       Lat(ms)  O-P Amp(mV)  Neg Area  Neg Dur(ms)
R Median APB   Wrist      4.1      8.6          24.9      5.3
               Elbow      8.8      8.5          24.6      5.5
"""


def read(answer: str | None = None) -> Understood:
    return read_report(TABLE.encode(), {"area-unit": answer} if answer else None)


def test_the_unit_is_a_question_and_no_fault() -> None:
    found = read()
    (question,) = found.questions
    assert question.choices == ("mVms", "uVms", "leave-out")
    assert not found.problems
    assert all(question.label(one) for one in question.choices)


@pytest.mark.parametrize(
    ("answer", "areas"),
    [("mVms", [24.9, 24.6]), ("leave-out", [None, None])],
)
def test_its_answer_is_what_is_read(answer: str, areas: list[float | None]) -> None:
    measures = read(answer).study().measures
    assert [one.negative_peak_area_mvms for one in measures] == areas


def test_a_thousandfold_smaller_unit_does_not_fit_its_peak_and_is_asked_about() -> None:
    """24.9 µVms under 8.6 mV and 5.3 ms is no area of that peak."""
    assert [one.key for one in read("uVms").questions] == ["fit_area", "fit_area"]


def test_a_column_that_is_left_out_says_why() -> None:
    (column,) = (one for one in read("leave-out").columns if one.written == "Neg Area")
    assert (column.column, column.why) == (None, "no_unit")
