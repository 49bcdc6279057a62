"""A simulated sweep is long enough for "no response" and for the slowest response there is."""

import numpy as np
import pytest

from multifocal import body
from multifocal.measuring import measure
from multifocal.nerve import (
    Focus,
    LimbTemperature,
    f_waves,
    martin_gruber,
    motor_pool,
    recordable_muscles,
    sensory_nerve,
    sensory_response,
    simulated_sensory_studies,
    stimulate,
)
from multifocal.nerve.sweep import LENGTHS_MS, sweep_ms
from multifocal.study import Recording

SLOW_M_S = 15.0
"""What a nerve is taken to conduct at least with, however ill it is."""
SHORT, TALL = 140.0, 210.0


def end_ms(one: Recording) -> float:
    return float(one.times_ms[-1])


def duration_ms(one: Recording) -> float:
    """Of the whole distal response, positive phase and all."""
    alive = np.flatnonzero(np.abs(one.samples_mv) > 1e-4)
    return float(one.times_ms[alive[-1]] - one.times_ms[alive[0]])


@pytest.mark.parametrize("muscle", recordable_muscles())
@pytest.mark.parametrize("height", [SHORT, 175.0, TALL])
def test_a_response_at_15_m_s_would_be_seen_to_its_end_from_every_site(
    muscle: str, height: float
) -> None:
    pool = motor_pool(muscle, subject=body.Subject(height_cm=height), seed=1)
    sites = body.stimulation_sites(body.muscle(muscle).stem or "", muscle)
    sweeps = [stimulate(pool, site, noise=None) for site in sites]
    lasting = duration_ms(sweeps[0])
    for one in sweeps:
        assert one.distance_mm is not None
        assert end_ms(one) >= one.distance_mm / SLOW_M_S + lasting


@pytest.mark.parametrize("study", simulated_sensory_studies())
def test_the_same_holds_for_sensory_responses(study: str) -> None:
    nerve = sensory_nerve(study, subject=body.Subject(height_cm=TALL))
    lasting = duration_ms(sensory_response(nerve, noise=None))
    for site in body.stimulation_sites(nerve.study.nerve, nerve.study.skin):
        one = sensory_response(nerve, site=site, noise=None)
        assert one.distance_mm is not None
        assert end_ms(one) >= one.distance_mm / SLOW_M_S + lasting


def slowed(muscle: str) -> list[Focus]:
    """Thinned myelin along the whole nerve, as much as it bears without stopping every fiber."""
    way, severity, each_mm = motor_pool(muscle).way, {"adm": 0.9, "ah": 0.75}[muscle], 120.0
    return [
        Focus(way.place_at(mm), severity, each_mm, mechanism="lamellae", spread=1e4, seed=k)
        for k, mm in enumerate(np.arange(60.0, way.length_mm - 60.0, each_mm))
    ]


@pytest.mark.some_cases(1)
@pytest.mark.parametrize(("muscle", "skin_c"), [("adm", 33.0), ("adm", 21.0), ("ah", 21.0)])
def test_the_slowest_response_is_not_cut_off(muscle: str, skin_c: float) -> None:
    """The whole nerve demyelinated, and cold: the last unit has come to rest before the end."""
    pool = motor_pool(muscle, temperature=LimbTemperature(skin_c))
    foci = slowed(muscle)
    for site in body.stimulation_sites(body.muscle(muscle).stem or "", muscle):
        one = stimulate(pool, site, foci, noise=None)
        alive = np.flatnonzero(np.abs(one.samples_mv) > 1e-9)
        assert alive.size and alive[-1] < one.samples_mv.size - 1
    root = one
    assert root.distance_mm is not None
    latency = measure(stimulate(pool, site, foci)).latency_ms
    assert latency is not None and root.distance_mm / latency < 35.0  # it is slow indeed


def test_f_waves_twice_over_a_slow_way_are_not_cut_off() -> None:
    pool = motor_pool("ah", subject=body.Subject(height_cm=TALL), temperature=LimbTemperature(21))
    for one in f_waves(pool, body.site("tibial", "ankle"), slowed("ah"), 10, noise=None):
        assert one.samples_mv[-1] == pytest.approx(0.0, abs=1e-9)
        assert end_ms(one) > 100.0


def test_crossing_fibers_of_another_length_are_added_whole() -> None:
    """The two ways differ by a few millimetres and may ask for sweeps of different lengths."""
    for height in np.arange(170.0, 215.0, 5.0):
        pool = motor_pool("adm", subject=body.Subject(height_cm=float(height)))
        crossed = martin_gruber(pool, 0.4)
        erb = body.site("ulnar", "erb")
        one = crossed.stimulate(erb, noise=None)
        parts = [stimulate(part.pool, erb, noise=None) for part in crossed.parts]
        assert one.samples_mv.size == max(part.samples_mv.size for part in parts)
        assert one.samples_mv.sum() == pytest.approx(sum(p.samples_mv.sum() for p in parts))


def test_lengths_are_those_of_a_screen_and_grow_beyond_it() -> None:
    units = motor_pool("adm").recordable
    assert units is not None
    none = np.full(len(units.delay_ms), np.nan)
    assert sweep_ms(units, 100.0, none) == LENGTHS_MS[0]
    assert sweep_ms(units, 100.0, none, least_ms=99.95) == 100.0
    assert sweep_ms(units, 2900.0, none) == 300.0
    late = none.copy()
    late[3] = 431.0
    assert sweep_ms(units, 100.0, late) == 500.0
