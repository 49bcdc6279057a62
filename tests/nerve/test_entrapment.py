"""Entrapment by its severity: latency first, then stopped fibers; against grades of carpal tunnel
syndrome."""

from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from multifocal import body
from multifocal.fault import Fault
from multifocal.fiber import Fibers, Geometry, Lesion, Membrane, conduct
from multifocal.measuring import measure
from multifocal.nerve import (
    Focus,
    conduction,
    entrapment,
    motor_pool,
    sensory_nerve,
    sensory_response,
    stimulate,
)
from multifocal.nerve.entrapment import _LATE_MS_PER_MM, _LEFT
from multifocal.study import Measure

PEOPLE = range(6)
WRIST = body.site("median", "wrist")


def tunnel(severity: float, person: int = 0) -> list[Focus]:
    return [entrapment("median_wrist", severity=severity, seed=person)]


@cache
def thenar(severity: float) -> tuple[Measure, ...]:
    return tuple(
        measure(stimulate(motor_pool("apb", seed=one), WRIST, tunnel(severity, one)))
        for one in PEOPLE
    )


@cache
def index(severity: float) -> tuple[Measure, ...]:
    return tuple(
        measure(sensory_response(sensory_nerve("median_index", seed=one), tunnel(severity, one)))
        for one in PEOPLE
    )


def mean(found: tuple[Measure, ...], name: str) -> float:
    return float(np.mean([getattr(one, name) for one in found]))


@pytest.mark.parametrize("row", range(1, len(_LEFT)))
def test_what_is_left_of_the_myelin_delays_our_own_fiber_so_much(row: int) -> None:
    """10 µm at 37 °C, 27 internodes thinned alike: within 3 %, or 0.1 ms over all of them."""
    thinned, healthy = (
        conduct(
            Fibers(Geometry.of([10.0]), 67, Membrane(37.0)),
            [
                Lesion(
                    "lamellae", np.zeros(27, dtype=np.int64), np.arange(20, 47), left * np.ones(27)
                )
            ],
            duration_ms=20.0,
            dt_ms=0.006,
        ).node_times_ms[0, :, 0]
        for left in (float(_LEFT[row]), 1.0)
    )
    late = (thinned[-4] - thinned[5]) - (healthy[-4] - healthy[5])
    length_mm = 27 * Geometry.of([10.0]).internode_um[0] / 1000
    assert _LATE_MS_PER_MM[row] * length_mm == pytest.approx(late, rel=0.03, abs=0.1)


@pytest.mark.parametrize(
    ("severity", "least_ms", "most_ms"),
    [
        (0.1, 3.9, 4.5),  # mild: within the limit of 4.5 ms
        (0.3, 4.5, 5.5),  # moderate: late, below 6.5 ms (Bland's grade 3)
        (0.5, 5.0, 6.5),
        (0.8, 6.4, 9.0),  # very severe: 6.5 ms and more (grade 5)
    ],
)
def test_the_distal_latency_is_that_of_the_grades_of_carpal_tunnel_syndrome(
    severity: float, least_ms: float, most_ms: float
) -> None:
    """Bland 2000."""
    assert least_ms < mean(thenar(severity), "latency_ms") < most_ms


def test_up_to_severity_seven_tenths_it_is_latency_that_grows_evenly() -> None:
    """Four ms for each unit, a tenth at a time, and most fibers get through."""
    steps = [thenar(one) for one in (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)]
    late = [mean(one, "latency_ms") for one in steps]
    assert all(0.2 < b - a < 0.5 for a, b in pairwise(late))
    for person in PEOPLE:
        pool = motor_pool("apb", seed=person)
        fate = conduction(pool, tunnel(0.5, person))
        assert fate.arrives.mean() > 0.95
        assert np.median(fate.delay_ms[fate.arrives]) == pytest.approx(2.0, abs=0.4)


def test_from_there_on_more_and_more_fibers_stop_and_at_last_all() -> None:
    """Extremely severe (grade 6): below 0.2 mV; the sensory response is lost first (grade 4)."""
    shares = [
        np.mean(
            [conduction(motor_pool("apb", seed=p), tunnel(s, p)).arrives.mean() for p in PEOPLE]
        )
        for s in (0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 1.0)
    ]
    assert all(a > b for a, b in pairwise(shares[:-1]))
    assert shares[0] > 0.9 and 0.05 < shares[3] < 0.6
    assert all(one.absent or (one.amplitude_mv or 0.0) < 0.2 for one in thenar(1.0))
    assert all(one.absent for one in index(1.0))


def test_the_finger_is_slow_before_the_thumb_is_late() -> None:
    """Mild: slow from finger to wrist, the distal latency normal (Bland's grade 2)."""
    slow = 140.0 / mean(index(0.1), "latency_ms")
    assert slow < 50.0 and mean(thenar(0.1), "latency_ms") < 4.5
    assert 140.0 / mean(index(0.5), "latency_ms") < 40.0


def test_the_distal_response_is_late_and_hardly_dispersed() -> None:
    """8 of 103 hands, advanced ones among them, beyond the limit (Cleland 2003)."""
    for severity in (0.3, 0.5):
        grown = mean(thenar(severity), "negative_peak_duration_ms") / mean(
            thenar(0.0), "negative_peak_duration_ms"
        )
        assert grown < 1.10


@pytest.mark.parametrize("place", [one.id for one in body.entrapments()])
def test_every_place_has_all_severities(place: str) -> None:
    """None is nothing, one stops all, and no step between stops more than the next."""
    muscle = {
        "median_wrist": "apb",
        "ulnar_wrist": "adm",
        "ulnar_elbow": "adm",
        "fibular_head": "edb",
        "radial_spiral_groove": "eip",
    }[place]
    pool = motor_pool(muscle)
    through = [
        float(conduction(pool, [entrapment(place, severity=s)]).arrives.mean())
        for s in (0.0, 0.3, 0.6, 0.8, 0.9, 1.0)
    ]
    assert through[:2] == [1.0, 1.0] and through[2] > 0.85 and through[-1] == 0.0
    assert all(a >= b for a, b in pairwise(through))


@pytest.mark.parametrize("severity", [-0.1, 1.1, float("nan")])
def test_a_severity_is_a_share(severity: float) -> None:
    with pytest.raises(Fault):
        entrapment("median_wrist", severity=severity)
