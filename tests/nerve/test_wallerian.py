"""Cut axons by the days since: block that is none, then loss, then larger and longer units."""

from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from multifocal import body
from multifocal.fault import Fault
from multifocal.measuring import measure_all
from multifocal.nerve import (
    Experiment,
    Focus,
    Harm,
    MotorRun,
    Person,
    Protocol,
    SensoryRun,
    conduction,
    motor_pool,
    sensory_nerve,
)
from multifocal.study import Measure

HERE = body.path("adm").place_at(250.0)  # in the forearm, between wrist and elbow
PEOPLE = range(4)
MOTOR = MotorRun("adm", ("wrist", "above_elbow"))


def cut(days: float, share: float = 0.6) -> Focus:
    return Focus(HERE, share, mechanism="axon", days=days)


@cache
def examined(days: float, person: int = 1, share: float = 0.6) -> Experiment:
    harm = Harm((cut(days, share),)) if share else Harm()
    return Experiment(Person(person), harm, Protocol((MOTOR,), (), (SensoryRun("ulnar_little"),)))


@cache
def motor(days: float, person: int = 1, share: float = 0.6) -> tuple[Measure, ...]:
    """From the wrist, below the cut, and from above the elbow."""
    return tuple(measure_all(examined(days, person, share).motor))


def left(days: float, share: float = 1.0) -> float:
    """Of the response from below the cut: the mean over people."""
    return float(
        np.mean(
            [
                (motor(days, one, share)[0].amplitude_mv or 0.0)
                / (motor(0.0, one, 0.0)[0].amplitude_mv or 0.0)
                for one in PEOPLE
            ]
        )
    )


@pytest.mark.parametrize(
    ("days", "least", "most"),
    [(0.0, 0.99, 1.01), (1.0, 0.99, 1.01), (3.0, 0.5, 0.95), (4.0, 0.3, 0.7), (5.0, 0.05, 0.5)],
)
def test_the_motor_response_below_a_cut_nerve_is_halved_on_day_3_to_5(
    days: float, least: float, most: float
) -> None:
    """Chaudhry and Cornblath 1992."""
    assert least <= left(days) <= most


def test_it_is_gone_by_day_9_and_the_sensory_one_by_day_11_halved_on_day_7() -> None:
    for person in PEOPLE:
        assert motor(9.0, person, 1.0)[0].absent
        felt = {
            days: measure_all(examined(days, person, 1.0).sensory)[0] for days in (4.0, 7.0, 11.0)
        }
        whole = measure_all(examined(0.0, person, 0.0).sensory)[0].amplitude_mv
        assert felt[4.0].amplitude_mv == pytest.approx(whole, rel=0.05)
        assert felt[7.0].amplitude_mv == pytest.approx(0.5 * whole, rel=0.4)  # type: ignore[operator]
        assert felt[11.0].absent


def test_nerve_outlasts_muscle_by_two_to_three_days() -> None:
    """In the baboon (Gilliatt and Hjorth 1972); half of the stumps of either are compared."""
    pool, nerve = motor_pool("adm"), sensory_nerve("ulnar_little")
    half = [
        min(d for d in np.arange(0, 12, 0.25) if cut(float(d), 1.0).silent(one).mean() >= 0.5)
        for one in (pool, nerve)
    ]
    assert half[1] - half[0] == pytest.approx(2.75, abs=0.75)


def test_what_still_conducts_is_as_fast_as_before() -> None:
    """No change of latency until the response is much reduced (Gilliatt and Hjorth 1972)."""
    assert motor(3.0)[0].latency_ms == pytest.approx(motor(0.0, 1, 0.0)[0].latency_ms, abs=0.15)


def test_fresh_loss_looks_like_block_and_a_week_later_it_does_not() -> None:
    for person in PEOPLE:
        ratio = {
            days: (motor(days, person)[1].amplitude_mv or 0)
            / (motor(days, person)[0].amplitude_mv or 1)
            for days in (1.0, 2.0, 10.0)
        }
        assert ratio[1.0] < 0.5 and ratio[2.0] < 0.55 and ratio[10.0] > 0.9


def test_force_is_lost_at_once() -> None:
    forces = [examined(days).strength(("adm",))["adm"] for days in (0.0, 5.0, 20.0)]
    assert forces[0] == forces[1] == forces[2] < 0.7


def test_survivors_grow_over_months_and_their_potentials_last_longer() -> None:
    """With a time constant of 1 to 2 months after a delay (Gordon 1982); units grow larger and
    longer (Wohlfart), at most fivefold."""
    forces = [
        examined(d).strength(("adm",))["adm"] for d in (30.0, 60.0, 90.0, 150.0, 400.0, 2000.0)
    ]
    assert all(a <= b for a, b in pairwise(forces))
    gained = np.array(forces) - forces[0]
    assert 0.6 < gained[2] / gained[-1] < 0.75 and gained[3] / gained[-1] > 0.8
    whole = motor_pool("adm", seed=1)
    late = examined(400.0).pool("adm")
    survives = ~cut(400.0).stopped(whole)
    assert whole.recordable is not None and late.recordable is not None
    size = late.recordable.amplitude_mv[survives] / whole.recordable.amplitude_mv[survives]
    lasts = late.recordable.lasts_ms[survives] / whole.recordable.lasts_ms[survives]
    assert np.all(size >= 1.0) and size.mean() > 1.5 and size.max() <= 5.0 + 1e-9
    assert np.all(lasts >= 1.0) and lasts.mean() > 1.15


def test_young_branches_make_the_response_long_and_old_ones_less() -> None:
    young, old = (motor(days)[0].negative_peak_duration_ms for days in (120.0, 1500.0))
    healthy = motor(0.0, 1, 0.0)[0].negative_peak_duration_ms
    assert young > old > healthy  # type: ignore[operator]


def test_above_the_stimulus_only_what_has_degenerated_counts() -> None:
    pool = motor_pool("adm")
    wrist = pool.mm_from_cord(body.site("ulnar", "wrist").place_on(pool.way))
    assert conduction(pool, [cut(0.0)], wrist).arrives.all()
    assert not conduction(pool, [cut(0.0)], wrist).prescribed
    later = conduction(pool, [cut(30.0)], wrist)
    assert later.prescribed
    assert (~later.arrives).sum() == (~conduction(pool, [cut(0.0)]).arrives).sum()


@pytest.mark.parametrize("days", [-1.0, 1e6, float("nan")])
def test_days_are_days(days: float) -> None:
    with pytest.raises(Fault):
        cut(days)
