"""What makes a study mislead: temperature, crossing fibers, entrapment, the stimulus itself."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from multifocal import body
from multifocal.fault import Fault
from multifocal.fiber import Membrane, velocity_m_s
from multifocal.measuring import measure
from multifocal.nerve import (
    Focus,
    LimbTemperature,
    Stimulus,
    conduction,
    entrapment,
    force,
    martin_gruber,
    motor_pool,
    stimulate,
)
from multifocal.nerve.temperature import velocity_ratio
from multifocal.study import Measure

ADM = motor_pool("adm")


def at(site: str, nerve: str = "ulnar") -> body.Site:
    return body.site(nerve, site)


def response(site: str, **more: object) -> Measure:
    return measure(stimulate(ADM, at(site), **{"noise": None} | more))  # type: ignore[arg-type]


# Temperature


def test_velocity_follows_temperature_as_our_own_fiber_does() -> None:
    """10 µm, 29, 33 and 40 °C over 37 °C: within 1.5 %."""
    here = velocity_m_s([10.0])[0]
    for membrane_c in (29.0, 33.0, 40.0):
        ours = velocity_m_s([10.0], membrane=Membrane(temperature_c=membrane_c))[0] / here
        assert velocity_ratio(membrane_c - 37.0) == pytest.approx(ours, rel=0.015)


def test_a_cold_hand_is_slow_and_late_and_the_shoulder_is_not() -> None:
    """Forearm 1.5 to 2 m/s a degree less by physiology.md 3.5; distal latency 0.2 ms a degree."""
    latency, shoulder = {}, {}
    for skin in (33.0, 28.0):
        pool = motor_pool("adm", temperature=LimbTemperature(skin))
        latency[skin] = [
            measure(stimulate(pool, at(s), noise=None)).latency_ms or 0.0
            for s in ("wrist", "below_elbow")
        ]
        erb, axilla = (pool.mm_from_cord(at(s).place_on(pool.way)) for s in ("erb", "axilla"))
        shoulder[skin] = float(np.mean((axilla - erb) / pool.transit_ms(erb, axilla)))
    cold, warm = np.array(latency[28.0]), np.array(latency[33.0])
    assert (cold[0] - warm[0]) / 5 == pytest.approx(0.2, abs=0.03)
    forearm = [210 / (t[1] - t[0]) for t in (warm, cold)]
    assert 1.0 <= (forearm[0] - forearm[1]) / 5 <= 2.0
    assert 0 <= (shoulder[33.0] - shoulder[28.0]) / 5 < 0.5


@pytest.mark.parametrize(("muscle", "nerve"), [("adm", "ulnar"), ("apb", "median")])
@pytest.mark.parametrize("skin_c", [25.0, 28.0, 31.0, 36.0])
def test_what_the_nerve_does_not_take_of_the_latency_synapse_and_muscle_do(
    muscle: str, nerve: str, skin_c: float
) -> None:
    """0.2 ms a degree at the wrist (distal-latency-temperature), of which the nerve takes 0.04."""
    cold, usual = (motor_pool(muscle, temperature=LimbTemperature(c)) for c in (skin_c, 33.0))
    degrees = 33.0 - skin_c
    wrist = cold.mm_from_cord(at("wrist", nerve).place_on(cold.way))
    on_nerve, beyond = (
        np.median((one - other) / degrees)
        for one, other in (
            (cold.transit_ms(wrist, 1e9), usual.transit_ms(wrist, 1e9)),
            (cold.recordable.delay_ms, usual.recordable.delay_ms),  # type: ignore[union-attr]
        )
    )
    assert on_nerve == pytest.approx(0.04, abs=0.01)
    assert on_nerve + beyond == pytest.approx(0.2, abs=0.01)


def test_the_standard_temperature_is_no_change_and_nonsense_is_refused() -> None:
    pool = motor_pool("adm", temperature=LimbTemperature(33.0))
    assert measure(stimulate(pool, at("erb"), noise=None)) == replace(
        response("erb"), temperature_c=33.0
    )
    assert stimulate(pool, at("erb")).temperature_c == 33.0
    for skin in (15.0, 40.0, float("nan")):
        with pytest.raises(Fault):
            LimbTemperature(skin)


# Martin-Gruber


def test_crossing_fibers_look_like_block_until_the_median_nerve_is_stimulated() -> None:
    crossed = martin_gruber(ADM, 0.4)
    healthy = {s: response(s).amplitude_mv or 0.0 for s in ("wrist", "below_elbow", "erb")}
    found = {s: measure(crossed.stimulate(at(s))).amplitude_mv for s in healthy}
    assert found["wrist"] == pytest.approx(healthy["wrist"], rel=0.05)
    assert found["below_elbow"] == pytest.approx(0.6 * healthy["below_elbow"], rel=0.15)
    assert found["erb"] == pytest.approx(healthy["erb"], rel=0.1)
    median = measure(crossed.stimulate(at("elbow", "median"))).amplitude_mv
    assert median == pytest.approx(healthy["wrist"] - found["below_elbow"], rel=0.15)  # type: ignore[operator]
    with pytest.raises(Fault):
        crossed.stimulate(at("wrist", "median"))


def test_only_the_nerve_that_a_fiber_runs_in_can_harm_it() -> None:
    crossed = martin_gruber(ADM, 0.4)
    median = [Focus(at("elbow", "median").place("right"), 1.0, mechanism="block")]
    ulnar = [Focus(at("below_elbow").place("right"), 1.0, mechanism="block")]
    assert crossed.force() == pytest.approx(1.0)
    assert crossed.force(median) + crossed.force(ulnar) == pytest.approx(1.0)
    assert force(ADM, median) == 1.0
    below = [Focus(at("wrist").place("right"), 1.0, mechanism="block")]
    assert crossed.force(below) == 0.0


def test_places_of_the_crossed_way_go_there_and_back() -> None:
    direct, crossing = martin_gruber(ADM).parts
    assert direct.pool.way is ADM.way and (direct.crosses, crossing.crosses) == (False, True)
    way = crossing.pool.way
    for mm in np.linspace(0, way.length_mm, 60):
        assert way.mm_from_muscle(way.place_at(float(mm))) == pytest.approx(mm)
    assert not way.passes(at("below_elbow").place("right"))
    assert abs(way.length_mm - ADM.way.length_mm) < 40


def test_crossing_is_refused_where_there_is_none() -> None:
    with pytest.raises(Fault):
        martin_gruber(motor_pool("apb"))
    with pytest.raises(Fault):
        martin_gruber(ADM, 1.5)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_none_or_all_may_cross(share: float) -> None:
    crossed = martin_gruber(ADM, share)
    (part,) = crossed.parts
    assert (part.crosses, len(crossed.checks)) == (share == 1.0, int(share))
    assert crossed.force() == pytest.approx(1.0)
    focus = Focus(at("wrist").place("right"), 0.3)
    assert 0.0 < crossed.force([focus]) < 1.0
    wrist = measure(crossed.stimulate(at("wrist"))).amplitude_mv
    assert wrist == pytest.approx(response("wrist").amplitude_mv, rel=0.05)


# Entrapment


def test_entrapment_slows_across_the_elbow_and_nowhere_else() -> None:
    """Below the limit of 43 m/s across the elbow, the forearm as before, few fibers stopped."""
    pressed = [entrapment("ulnar_elbow")]
    hit = {s: response(s, foci=pressed) for s in ("wrist", "below_elbow", "above_elbow")}
    late = {s: m.latency_ms or 0.0 for s, m in hit.items()}
    assert 100 / (late["above_elbow"] - late["below_elbow"]) < 43
    assert late["below_elbow"] == response("below_elbow").latency_ms
    assert conduction(ADM, pressed).arrives.mean() > 0.8


def test_entrapments_are_the_bodys() -> None:
    for one in body.entrapments():
        assert entrapment(one.id, "left").place.segment == one.segment
    with pytest.raises(Fault, match="ulnar_elbow"):
        entrapment("tennis_elbow")


# The stimulus


def test_a_weaker_stimulus_never_gives_a_larger_response_and_full_strength_gives_all() -> None:
    found = [
        stimulate(ADM, at("wrist"), stimulus=Stimulus(strength), noise=None).samples_mv.max()
        for strength in (0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.5)
    ]
    assert all(a <= b + 0.01 for a, b in pairwise(found))
    assert found[0] < 0.05
    assert found[-1] == found[-2] == stimulate(ADM, at("wrist"), noise=None).samples_mv.max()
    assert stimulate(ADM, at("wrist"), stimulus=Stimulus(0.8)).supramaximal is False


def test_too_weak_at_the_elbow_looks_like_block() -> None:
    wrist, elbow = response("wrist"), response("below_elbow", stimulus=Stimulus(0.7))
    assert 1 - elbow.amplitude_mv / wrist.amplitude_mv > 0.5  # type: ignore[operator]


def test_spread_to_the_ulnar_nerve_makes_the_thumb_larger_at_the_wrist() -> None:
    pool, wrist = motor_pool("apb"), at("wrist", "median")
    found = [
        measure(stimulate(pool, wrist, stimulus=Stimulus(1.0, spread))).amplitude_mv or 0.0
        for spread in (0.0, 0.5, 1.0)
    ]
    assert found[0] < found[1] < found[2] < 1.5 * found[0]


def test_spread_needs_a_neighbor() -> None:
    with pytest.raises(Fault, match="does not spread"):
        stimulate(motor_pool("apb"), at("elbow", "median"), stimulus=Stimulus(1.0, 0.5))
    for strength, spread in ((-1.0, 0.0), (1.0, 1.5)):
        with pytest.raises(Fault):
            Stimulus(strength, spread)
