"""Sensory responses against published normal values; they stay whole where motor fibers fail."""

import numpy as np
import pytest

from multifocal import body
from multifocal.measuring import measure
from multifocal.nerve import (
    Focus,
    entrapment,
    motor_pool,
    sensory_nerve,
    sensory_response,
    simulated_sensory_studies,
    stimulate,
)

PEOPLE = 16


def read(study: str) -> np.ndarray:
    """Amplitude µV, velocity from onset m/s, peak latency ms; one row a person."""
    rows = []
    for person in range(PEOPLE):
        sweep = sensory_response(sensory_nerve(study, seed=person), noise=None)
        m = measure(sweep)
        assert m.landmarks is not None
        rows.append(
            [1000 * m.amplitude_mv, sweep.distance_mm / m.latency_ms, m.landmarks.peak_ms]  # type: ignore[operator]
        )
    return np.array(rows)


@pytest.mark.parametrize(
    ("study", "least_uv", "latest_ms"),
    [  # AANEM 2016 and textbook limits
        ("median_index", 11, 4.0),
        ("ulnar_little", 10, 4.0),
        ("superficial_radial", 7, 2.8),
        ("sural", 4, 4.5),
        ("superficial_fibular", 6, 4.4),
        ("lateral_forearm", 5, 3.0),
        ("medial_forearm", 4, 3.2),
        ("dorsal_ulnar", 8, 2.5),
    ],
)
def test_healthy_people_are_within_the_limits(
    study: str, least_uv: float, latest_ms: float
) -> None:
    found = read(study)
    assert np.mean(found[:, 0] >= least_uv) >= 15 / 16
    assert np.mean(found[:, 2] <= latest_ms) >= 15 / 16


def test_index_finger_and_sural_have_the_published_means() -> None:
    """25.7 ± 12.5 µV and 55.8 ± 4.7 m/s (Czech norms); 21.7 µV (8.3 to 35.2)."""
    index, sural = read("median_index"), read("sural")
    assert index[:, 0].mean() == pytest.approx(25.7, abs=6)
    assert index[:, 1].mean() == pytest.approx(55.8, abs=2.3)
    assert sural[:, 0].mean() == pytest.approx(21.7, abs=4)
    assert np.all((sural[:, 0] >= 8.3) & (sural[:, 0] <= 40))


def test_every_usual_study_can_be_simulated() -> None:
    assert set(simulated_sensory_studies()) == {one.id for one in body.sensory_studies()}


def test_a_sensory_response_falls_far_more_with_distance_than_a_motor_one() -> None:
    """Its potentials are short, so they cancel sooner (physiology.md 3.6)."""
    nerve, pool = sensory_nerve("median_index"), motor_pool("apb")
    wrist, elbow = body.site("median", "wrist"), body.site("median", "elbow")
    sensory = [measure(sensory_response(nerve, site=s)).amplitude_mv for s in (wrist, elbow)]
    motor = [measure(stimulate(pool, s)).amplitude_mv for s in (wrist, elbow)]
    assert sensory[1] < 0.7 * sensory[0]  # type: ignore[operator]
    assert motor[1] > 0.9 * motor[0]  # type: ignore[operator]


def test_the_usual_distance_is_kept_whatever_the_height() -> None:
    for height in (150.0, 200.0):
        nerve = sensory_nerve("sural", subject=body.Subject(height_cm=height))
        assert sensory_response(nerve).distance_mm == pytest.approx(140)


def test_entrapment_at_the_wrist_slows_the_finger_and_block_in_the_forearm_does_not() -> None:
    nerve = sensory_nerve("median_index")
    healthy = measure(sensory_response(nerve))
    pressed = measure(sensory_response(nerve, [entrapment("median_wrist")]))
    assert pressed.latency_ms > healthy.latency_ms + 0.2  # type: ignore[operator]
    above = [Focus(body.site("median", "mid_forearm").place("right"), 1.0, mechanism="block")]
    assert measure(sensory_response(nerve, above)) == healthy


def test_a_sweep_says_what_it_is() -> None:
    sweep = sensory_response(sensory_nerve("ulnar_little", "left"))
    assert (sweep.kind, sweep.nerve, sweep.skin, sweep.site, sweep.side, sweep.muscle) == (
        "sensory", "ulnar", "little_finger", "wrist", "left", None,
    )  # fmt: skip
    with pytest.raises(KeyError):
        sensory_nerve("tongue")
