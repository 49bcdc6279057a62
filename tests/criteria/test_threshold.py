"""Exactly on a threshold is decided by the comparison, not by the last bit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multifocal.criteria import Threshold


@pytest.mark.parametrize(
    ("comparison", "on_it"),
    [("at_least", True), ("at_most", True), ("more_than", False), ("less_than", False)],
)
def test_on_the_threshold(comparison: str, on_it: bool) -> None:
    limit = Threshold(comparison, 30.0, "%")  # type: ignore[arg-type]
    for number in (30.0, 30.0 * (1 + 9e-10), 30.0 * (1 - 9e-10)):
        assert limit.met_by(number) is on_it
        assert limit.margin(number) == 0.0


@pytest.mark.parametrize(
    ("comparison", "above"),
    [("at_least", True), ("at_most", False), ("more_than", True), ("less_than", False)],
)
def test_just_off_the_threshold(comparison: str, above: bool) -> None:
    limit = Threshold(comparison, 30.0, "%")  # type: ignore[arg-type]
    assert limit.met_by(30.0 * (1 + 2e-9)) is above
    assert limit.met_by(30.0 * (1 - 2e-9)) is not above


def test_margin_is_positive_on_the_met_side() -> None:
    assert Threshold("at_least", 50.0, "%").margin(62.5) == 12.5
    assert Threshold("at_most", 30.0, "%").margin(31.0) == -1.0


@given(st.floats(-200, 200))
def test_a_number_off_the_threshold_never_reads_as_on_it(number: float) -> None:
    limit = Threshold("at_least", 50.0, "%")
    if limit.margin(number) != 0:
        assert limit.rounded(number) != 50.0
    else:
        assert limit.rounded(number) == 50.0


def test_numbers_for_people_have_one_decimal_where_that_is_enough() -> None:
    limit = Threshold("at_least", 50.0, "%")
    assert limit.rounded(1.376146788990826) == 1.4
    assert limit.rounded(49.9666) == 49.97
