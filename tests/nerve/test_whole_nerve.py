"""Nerves that are slow all along, and units that differ, against what is published."""

from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from multifocal import body
from multifocal.fault import Fault
from multifocal.fiber import Fibers, Geometry, Lesion, Membrane, conduct
from multifocal.measuring import measure_all
from multifocal.nerve import (
    Experiment,
    Focus,
    Harm,
    MotorRun,
    Person,
    Protocol,
    SensoryRun,
    motor_pool,
    stimulate,
)
from multifocal.nerve.whole_nerve import varied
from multifocal.study import Measure

PEOPLE = range(6)
SITES = {"apb": ("wrist", "elbow", "axilla"), "adm": ("wrist", "below_elbow", "axilla")}


@cache
def responses(muscle: str, velocity_left: float, person: int) -> tuple[Measure, ...]:
    made = Experiment(
        Person(person),
        Harm(velocity_left=velocity_left),
        Protocol((MotorRun(muscle, SITES[muscle]),)),
    )
    return tuple(measure_all(made.motor))


def velocities(muscle: str, velocity_left: float, person: int) -> list[float]:
    """Of the forearm and of the upper arm, m/s."""
    found = responses(muscle, velocity_left, person)
    return [
        (far.distance_mm or 0.0) / ((far.latency_ms or 0.0) - (near.latency_ms or 0.0))
        for near, far in pairwise(found)
    ]


def mean(muscle: str, velocity_left: float, name: str) -> float:
    """Of the distal response, over people."""
    return float(np.mean([getattr(responses(muscle, velocity_left, p)[0], name) for p in PEOPLE]))


def test_evenly_thinned_fibers_of_all_diameters_lose_nearly_the_same_time() -> None:
    """With 10 % of the myelin, 8 to 11.5 µm, a mm: within 20 % of their mean. A constant share of
    the velocity would differ by 44 %."""
    late = []
    for diameter in (8.0, 9.0, 10.0, 11.5):
        thinned, healthy = (
            conduct(
                Fibers(Geometry.of([diameter]), 67, Membrane(37.0)),
                [
                    Lesion(
                        "lamellae",
                        np.zeros(27, dtype=np.int64),
                        np.arange(20, 47),
                        np.full(27, left),
                    )
                ],
                duration_ms=20.0,
                dt_ms=0.006,
            ).node_times_ms[0, :, 0]
            for left in (0.1, 1.0)
        )
        length = 27 * Geometry.of([diameter]).internode_um[0] / 1000
        late.append(((thinned[-4] - thinned[5]) - (healthy[-4] - healthy[5])) / length)
    assert np.allclose(late, np.mean(late), rtol=0.2)


def test_at_the_velocity_of_children_with_cmt1a_the_distal_latency_is_theirs() -> None:
    """18.7 m/s and 7.3 ms (4.0 to 12.3) in 80 children (Yiu 2008)."""
    left = 18.7 / np.mean([velocities("apb", 1.0, p)[0] for p in PEOPLE])
    found = np.mean([velocities("apb", float(left), p)[0] for p in PEOPLE])
    assert found == pytest.approx(18.7, rel=0.1)
    assert mean("apb", float(left), "latency_ms") == pytest.approx(7.3, abs=1.0)


def test_slowing_is_the_same_everywhere_and_in_every_nerve() -> None:
    """r = 0.86 proximal and distal, 0.94 median and ulnar (Kaku 1993); the healthy ratio stays."""
    for person in PEOPLE:
        for muscle in SITES:
            share = [
                now / usual
                for now, usual in zip(
                    velocities(muscle, 0.35, person), velocities(muscle, 1.0, person), strict=True
                )
            ]
            assert np.allclose(share, 0.35, atol=0.06)


def test_and_hardly_disperses() -> None:
    """Amplitude falls in 19 of 360 segments (Kaku 1993): in none of these by as much as a fifth."""
    for muscle in SITES:
        for person in PEOPLE:
            for near, far in pairwise(responses(muscle, 0.35, person)):
                assert far.amplitude_mv > 0.8 * near.amplitude_mv  # type: ignore[operator]


def test_sensory_fibers_are_as_slow() -> None:
    run = Protocol(sensory=(SensoryRun("median_index"),))
    slow, usual = (
        measure_all(Experiment(Person(1), Harm(velocity_left=one), run).sensory)[0].latency_ms
        for one in (0.4, 1.0)
    )
    assert usual / slow == pytest.approx(0.4, abs=0.05)  # type: ignore[operator]


def test_a_whole_velocity_changes_nothing() -> None:
    plain = Experiment(Person(2)).pool("adm")
    assert Experiment(Person(2), Harm(velocity_left=1.0)).pool("adm") is plain


@pytest.mark.parametrize("left", [0.0, 0.05, 1.5, float("nan")])
def test_the_share_of_velocity_is_checked(left: float) -> None:
    with pytest.raises(Fault):
        Harm(velocity_left=left)


# Units


def test_varied_units_last_as_differently_as_single_ones_are_published_to() -> None:
    """FDI: 4.0 to 18.0 ms around 9.4 ms are the limits of outliers; 5 to 40 % polyphasic (TA)."""
    low, high = 4.0 / 9.4, 18.0 / 9.4
    for person in PEOPLE:
        pool = motor_pool("fdi", seed=person)
        units = varied(pool).recordable
        assert units is not None and units.late_share is not None and pool.recordable is not None
        lasts = units.negative_ms + units.positive_ms
        share = lasts / lasts.mean()
        assert np.mean((share > low) & (share < high)) > 0.95
        assert (
            share.std()
            > 2.0 * pool.recordable.negative_ms.std() / pool.recordable.negative_ms.mean()
        )
        assert 0.05 <= np.mean(units.late_share > 0) <= 0.40


def test_their_response_stays_within_healthy_limits() -> None:
    """4.1 mV and more, from the wrist after at most 4.5 ms (median nerve), as with alike units; on
    the mean no later than half of the SD of people, 0.5 ms."""
    run = Protocol((MotorRun("apb", ("wrist", "elbow")),), noise=None)
    later = []
    for person in PEOPLE:
        alike, differing = (
            measure_all(Experiment(Person(person, varied_units=one), protocol=run).motor)
            for one in (False, True)
        )
        near, far = differing
        assert near.amplitude_mv == pytest.approx(alike[0].amplitude_mv, rel=0.05)
        assert near.amplitude_mv > 4.1 and near.latency_ms < 4.5  # type: ignore[operator]
        assert far.amplitude_mv > 0.8 * near.amplitude_mv  # type: ignore[operator]
        later.append(near.latency_ms - alike[0].latency_ms)  # type: ignore[operator]
    assert abs(np.mean(later)) < 0.25


@pytest.mark.some_cases(1)
@pytest.mark.parametrize("differing", [False, True])
def test_a_dispersed_response_has_many_peaks_and_a_healthy_one_has_one(differing: bool) -> None:
    def peaks(person: int, foci: list[Focus]) -> int:
        pool = motor_pool("adm", seed=person)
        pool = varied(pool) if differing else pool
        wave = stimulate(pool, body.site("ulnar", "axilla"), foci, noise=None).samples_mv
        high = wave[1:-1] > 0.05 * wave.max()
        return int(((wave[1:-1] > wave[:-2]) & (wave[1:-1] >= wave[2:]) & high).sum())

    way = motor_pool("adm").way
    assert peaks(0, [Focus(way.place_at(330.0), 0.5, 400.0, "patches")]) >= 2
    assert all(peaks(one, []) == 1 for one in PEOPLE)
