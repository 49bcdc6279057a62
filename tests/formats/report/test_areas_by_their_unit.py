"""A unit of millivolts times milliseconds is an area's, whatever its heading is called: without the
area that was recorded, no segment could be judged."""

import pytest

from multifocal.formats import read_report
from multifocal.formats.report.understood import Understood

ROWS = """pols               3,7        10,2       34,0            5,9         70
elleboog           8,6        3,1        9,6             6,4         235
"""


def read(heading: str, answers: dict[str, str] | None = None) -> Understood:
    header = f"Plaats             Lat (ms)   Amp (mV)   {heading:<16}Duur (ms)   Afstand (mm)\n"
    given = {"duration": "negative-peak", **(answers or {})}
    return read_report(f"N. medianus rechts, APB\n{header}{ROWS}".encode(), answers=given)


@pytest.mark.parametrize(
    "heading", ["Opp (mVms)", "Alan (mV·ms)", "Opp. mVms", "Pole (uVs)", "S [mV*ms]"]
)
def test_which_area_it_is_is_asked_and_then_it_is_read(heading: str) -> None:
    asked = read(heading)
    assert "area" in {one.key for one in asked.questions}
    found = read(heading, {"area": "negative-peak"}).study().measures
    assert [one.negative_peak_area_mvms for one in found] == [34.0, 9.6]


def test_the_area_of_the_whole_response_stays_out() -> None:
    found = read("Opp (mVms)", {"area": "total"}).study().measures
    assert [one.negative_peak_area_mvms for one in found] == [None, None]


def test_a_column_of_the_area_that_is_known_asks_nothing_of_another() -> None:
    text = (
        "R Median - APB\nSite\tLat (ms)\tAmp (mV)\tNeg Area (mVms)\tOpp (mVms)\n"
        "Wrist\t3.7\t10.2\t34.0\t50.1\nElbow\t8.6\t3.1\t9.6\t14.2\n"
    )
    found = read_report(text.encode())
    assert not found.questions
    assert [one.negative_peak_area_mvms for one in found.study().measures] == [34.0, 9.6]


def test_the_unit_may_stand_in_a_line_beneath() -> None:
    text = (
        "R Median - APB\nSite\tLat\tAmp\tOpp\n\tms\tmV\tmVms\n"
        "Wrist\t3.7\t10.2\t34.0\nElbow\t8.6\t3.1\t9.6\n"
    )
    found = read_report(text.encode(), answers={"area": "negative-peak"})
    assert [one.negative_peak_area_mvms for one in found.study().measures] == [34.0, 9.6]


def test_a_word_that_contradicts_its_unit_is_no_area() -> None:
    text = "R Median - APB\nSite\tLat (ms)\tAmp (mV)\tLat (mVms)\nWrist\t3.7\t10.2\t34.0\n"
    found = read_report(text.encode()).study().measures
    assert [one.negative_peak_area_mvms for one in found] == [None]


def test_a_unit_of_time_says_no_area() -> None:
    found = read("Opp (ms)").study().measures
    assert [one.negative_peak_area_mvms for one in found] == [None, None]
