"""Healthy pools lie in the published ranges (physiology.md 3.5, 3.6, 3.9; V17, V18, V24)."""

import numpy as np
import pytest

from multifocal import body
from multifocal.measuring import measure
from multifocal.nerve import MotorPool, motor_pool, stimulate
from multifocal.study import Measure

SITES = ("wrist", "below_elbow", "above_elbow", "axilla", "erb")
PEOPLE = range(10)


def studied(pool: MotorPool) -> dict[str, Measure]:
    return {s: measure(stimulate(pool, body.site("ulnar", s), noise=None)) for s in SITES}


@pytest.fixture(scope="module", params=["adm", "fdi"])
def people(request: pytest.FixtureRequest) -> list[tuple[MotorPool, dict[str, Measure]]]:
    pools = [motor_pool(request.param, seed=seed) for seed in PEOPLE]
    return [(pool, studied(pool)) for pool in pools]


def falls(people: list[tuple[MotorPool, dict[str, Measure]]], field: str, site: str) -> np.ndarray:
    return np.array([1 - getattr(m[site], field) / getattr(m["wrist"], field) for _, m in people])


def test_velocity_lies_in_the_published_range(people) -> None:  # type: ignore[no-untyped-def]
    """Forearm 60.4 ± 5.2 m/s, lower limit 52 (AANEM); across the elbow 43."""
    for _, m in people:
        forearm = 210 / (m["below_elbow"].latency_ms - m["wrist"].latency_ms)
        elbow = 100 / (m["above_elbow"].latency_ms - m["below_elbow"].latency_ms)
        assert 50 <= forearm <= 60.4 + 2 * 5.2
        assert 43 <= elbow <= 75


def test_a_normal_response_falls_a_little_on_the_way_up(people) -> None:  # type: ignore[no-untyped-def]
    amplitude, area = (
        falls(people, f, "below_elbow") for f in ("amplitude_mv", "negative_peak_area_mvms")
    )
    assert 0.02 <= amplitude.mean() <= 0.10
    assert np.percentile(amplitude, 97) <= 0.25
    assert np.all(area < amplitude)
    assert falls(people, "negative_peak_area_mvms", "axilla").max() < 0.30
    longer = -falls(people, "negative_peak_duration_ms", "below_elbow")
    assert longer.mean() <= 0.14


def test_twitches_are_fuglevands() -> None:
    """Strongest unit 100 times the weakest; the top fifth makes 61 % of the force (V25)."""
    twitch = np.sort(motor_pool("adm").twitch)
    assert twitch.sum() == pytest.approx(1.0)
    assert twitch[-1] / twitch[0] == pytest.approx(100.0)
    assert twitch[-len(twitch) // 5 :].sum() == pytest.approx(0.608, abs=0.02)


def test_the_same_seed_is_the_same_person_and_another_is_not() -> None:
    assert motor_pool("adm", seed=3).velocity_m_s is motor_pool("adm", seed=3).velocity_m_s
    assert len(motor_pool("adm", seed=3)) != len(motor_pool("adm", seed=4)) or not np.array_equal(
        motor_pool("adm", seed=3).velocity_m_s, motor_pool("adm", seed=4).velocity_m_s
    )


def test_every_muscle_of_the_body_has_a_pool() -> None:
    for muscle in body.muscles():
        pool = motor_pool(muscle.id, "left")
        assert pool.twitch.sum() == pytest.approx(1.0)
        assert pool.way.length_mm > 100


def test_a_taller_person_has_later_responses() -> None:
    tall, short = (
        measure(stimulate(motor_pool("adm", subject=body.Subject(height_cm=h)), site, noise=None))
        for h, site in ((200.0, body.site("ulnar", "erb")), (150.0, body.site("ulnar", "erb")))
    )
    assert tall.latency_ms is not None and short.latency_ms is not None
    assert tall.latency_ms > short.latency_ms + 2
