"""Who the body is: absurd values are refused, without repeating them."""

import pytest

from multifocal.body import Subject
from multifocal.fault import Fault


def test_what_was_not_told_is_not_known_and_lengths_are_those_of_the_tables() -> None:
    assert Subject() == Subject(age_years=None, sex=None, height_cm=None)
    assert Subject().length_scale == Subject(height_cm=175).length_scale == 1
    assert Subject(height_cm=140).length_scale == pytest.approx(0.8)


@pytest.mark.parametrize("height", [0, -175, 39.9, 260.1, 1.75, 1750, float("nan"), float("inf")])
def test_absurd_height(height: float) -> None:
    with pytest.raises(Fault, match="height is out of range") as caught:
        Subject(height_cm=height)
    assert "between 40 and 260 cm" in caught.value.remedy


@pytest.mark.parametrize("age", [-1, 125.1, 999, float("nan")])
def test_absurd_age_is_refused_and_not_repeated(age: float) -> None:
    with pytest.raises(Fault, match="age is out of range") as caught:
        Subject(age_years=age)
    assert "999" not in str(caught.value)


@pytest.mark.parametrize("age", [0, 47.5, 125])
def test_ages_of_people(age: float) -> None:
    assert Subject(age_years=age, sex="female").age_years == age


def test_unknown_sex() -> None:
    with pytest.raises(Fault, match="female, male or leave it out"):
        Subject(sex="unknown")  # type: ignore[arg-type]


def test_what_is_told_later_goes_before_and_leaves_the_rest() -> None:
    before = Subject(age_years=40, sex="female", height_cm=168)
    assert before.updated(Subject(age_years=41)) == Subject(41, "female", 168)
    assert before.updated(None) == before.updated(Subject()) == before
    assert Subject().updated(before) == before
