"""A stimulator moved along a nerve: latency by the way, recruitment by strength, block."""

from itertools import pairwise

import numpy as np
import pytest

from multifocal import body
from multifocal.fault import Fault
from multifocal.measuring import measure
from multifocal.nerve import Focus, Shocked, martin_gruber, motor_pool, shocked, stimulate
from multifocal.nerve.source import Source

ADM = motor_pool("adm")
SOURCE = Source.of(ADM)
FOCUS = Focus(ADM.way.place_at(180.0), 0.4)


def at(mm: float, strength: float = 1.0, foci: tuple[Focus, ...] = ()) -> Shocked:
    return shocked(SOURCE, ADM.way.place_at(mm), foci, strength, noise=None)


@pytest.mark.parametrize("name", ["wrist", "below_elbow", "axilla", "erb"])
def test_at_a_named_site_a_full_stimulus_gives_the_site_s_response(name: str) -> None:
    site = body.site("ulnar", name)
    mm = ADM.way.mm_from_muscle(site.place_on(ADM.way))
    usual = stimulate(ADM, site, noise=None)
    assert at(mm).recording.samples_mv == pytest.approx(usual.samples_mv)
    assert at(mm).recording.distance_mm == pytest.approx(usual.distance_mm)


def test_moved_up_the_nerve_the_response_comes_later_by_the_way() -> None:
    """Each step later than the last; 50 to 75 m/s from forearm to upper arm."""
    late = [measure(at(mm).recording).latency_ms for mm in np.arange(80.0, 620.0, 60.0)]
    assert all(a < b for a, b in pairwise(late))  # type: ignore[operator]
    assert 50.0 < 480.0 / (late[-1] - late[0]) < 75.0  # type: ignore[operator]


def test_stronger_is_never_smaller_and_recruits_from_none_to_all() -> None:
    found = [at(200.0, strength) for strength in (0.2, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)]
    assert [one.fired for one in found] == sorted(one.fired for one in found)
    assert (found[0].fired, found[-1].fired) == (0, len(ADM))
    high = [float(one.recording.samples_mv.max()) for one in found]
    assert all(a <= b + 0.02 for a, b in pairwise(high))
    assert found[3].recording.supramaximal is False and found[-1].recording.supramaximal is True


def test_a_small_move_changes_little_at_any_strength() -> None:
    """The same fibers fire a centimeter further on."""
    for strength in (0.6, 0.8):
        here, there = at(200.0, strength), at(210.0, strength)
        assert here.fired == there.fired
        highest = (float(one.recording.samples_mv.max()) for one in (here, there))
        assert next(highest) == pytest.approx(next(highest), rel=0.02)


def test_moved_across_a_focus_fibers_that_fire_no_longer_arrive() -> None:
    below, above = at(100.0, foci=(FOCUS,)), at(260.0, foci=(FOCUS,))
    assert below.fired == above.fired == below.arrived == len(ADM)
    assert above.arrived < 0.5 * len(ADM)


def test_a_dead_stump_does_not_fire() -> None:
    cut = Focus(ADM.way.place_at(400.0), 0.5, mechanism="axon", days=20.0)
    fresh = Focus(ADM.way.place_at(400.0), 0.5, mechanism="axon", days=1.0)
    assert at(100.0, foci=(fresh,)).fired == len(ADM)
    assert at(100.0, foci=(cut,)).fired == len(ADM) - round(0.5 * len(ADM))


def test_crossing_fibers_fire_where_they_run() -> None:
    crossed = martin_gruber(ADM, 0.4)
    wrist, elbow = (
        shocked(crossed, body.site("ulnar", one).place_on(ADM.way))
        for one in ("wrist", "below_elbow")
    )
    assert wrist.fired == len(ADM) and elbow.fired == len(ADM) - round(0.4 * len(ADM))
    with pytest.raises(Fault, match="not on the way"):
        shocked(SOURCE, body.site("median", "elbow").place("right"))
    with pytest.raises(Fault):
        at(100.0, -1.0)
