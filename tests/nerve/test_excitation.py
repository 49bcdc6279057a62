"""Effort and force (V25; Fuglevand 1993)."""

import numpy as np
import pytest

from multifocal.nerve import Focus, force, motor_pool, voluntary_force
from multifocal.nerve.excitation import called_at, greatest_excitation, rates_per_s

POOL = motor_pool("fdi")


def test_every_unit_is_called_by_two_thirds_to_three_quarters_of_the_greatest_effort() -> None:
    assert 0.6 <= called_at(120)[-1] / greatest_excitation() <= 0.75


def test_force_rises_with_effort_as_a_sigmoid_to_the_whole() -> None:
    """Slow at first, steepest in the middle, flat at the end."""
    effort = np.linspace(0, 1, 51)
    found = voluntary_force(POOL, effort)
    slope = np.diff(found)
    assert found[0] == 0.0
    assert found[-1] == pytest.approx(1.0)
    assert np.all(slope >= -1e-12)
    steepest = effort[slope.argmax()]
    assert 0.25 < steepest < 0.75
    assert slope[:5].mean() < 0.3 * slope.max()
    assert slope[-5:].mean() < 0.3 * slope.max()


def test_units_fire_between_eight_and_thirty_five_a_second() -> None:
    rates = rates_per_s(120, greatest_excitation())
    assert rates.max() == 35.0
    assert rates[-1] == pytest.approx(25.0)
    small = rates_per_s(120, 5.0)
    assert small[small > 0].min() >= 8.0
    assert (small == 0).any()


def test_a_block_lowers_every_effort_and_the_greatest_about_as_much_as_the_twitches() -> None:
    stopped = [Focus(POOL.way.place_at(200), 0.5, mechanism="block")]
    effort = np.array([0.2, 0.5, 1.0])
    healthy, hit = voluntary_force(POOL, effort), voluntary_force(POOL, effort, stopped)
    assert np.all(hit < healthy)
    assert hit[-1] == pytest.approx(force(POOL, stopped), abs=0.03)
    with pytest.raises(ValueError, match="effort"):
        voluntary_force(POOL, 1.2)
