"""A line that says several things of the study: each is heard, whatever stands beside it."""

import pytest

from multifocal.formats import Understood, read_report

TABLE = """Nerve\tSite\tLat (ms)\tO-P Amp (mV)
R Median APB\tWrist\t3.4\t9.0
\tElbow\t7.9\t8.8
"""
LEG = """R Tibial AH\tAnkle\t4.4\t9.6
\tPop fossa\t12.4\t8.9
"""


def read(text: str, **answers: str) -> Understood:
    return read_report(text.encode(), {k.replace("__", ":"): v for k, v in answers.items()})


@pytest.mark.parametrize(
    "line",
    [
        "Date: 23/10/2023   Age: 58   Limb temp: 32.9 C",
        "Limb temp: 32.9 C   Date: 23/10/2023",
        "Age: 58\tHand temp: 32.9\tDate of study: 2023-10-23",
    ],
)
def test_a_date_is_heard_beside_age_and_temperature(line: str) -> None:
    found = read(f"{line}\n{TABLE}")
    assert str(found.on) == "2023-10-23"
    assert {one.temperature_c for one in found.study().measures} == {32.9}


def test_a_date_without_a_label_beside_a_temperature_is_offered_and_is_none_till_then() -> None:
    text = f"18 Jun 2024   Temp 33.5\n{TABLE}"
    found = read(text)
    assert found.on is None
    (question,) = found.offered
    assert question.choices == ("2024-06-18",)
    assert str(read_report(text.encode(), {"study-date": "2024-06-18"}).on) == "2024-06-18"


def test_a_day_of_birth_beside_a_temperature_is_not_offered() -> None:
    assert not read(f"born 18 Jun 1964   Temp 33.5\n{TABLE}").offered


def test_a_temperature_behind_a_title_that_names_a_nerve_is_heard() -> None:
    found = read(f"Right median neuropathy study   18 Jun 2024   Temp 33.5\n\n{TABLE}")
    assert {one.temperature_c for one in found.study().measures} == {33.5}


def test_of_which_limb_a_temperature_is_can_be_said() -> None:
    text = f"Limb temp: 32.9 C\n{TABLE}{LEG}"
    found = read(text)
    assert {one.temperature_c for one in found.study().measures} == {None}
    assert any("Limb temp: 32.9 C" in one.unread for one in found.remarks())
    (question,) = found.offered
    assert question.id == "temperature:1" and question.choices == ("arm", "leg", "all")
    told = read(text, temperature__1="arm").study().measures
    assert {one.nerve: one.temperature_c for one in told} == {"median": 32.9, "tibial": None}
    told = read(text, temperature__1="all").study().measures
    assert {one.temperature_c for one in told} == {32.9}
