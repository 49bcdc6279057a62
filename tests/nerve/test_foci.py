"""Foci: who is slowed, who is stopped, what the muscle and the study show of it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multifocal import body
from multifocal.fault import Fault
from multifocal.fiber import Fibers, Geometry, Lesion, conduct
from multifocal.measuring import measure
from multifocal.nerve import (
    Experiment,
    Focus,
    Harm,
    LimbTemperature,
    conduction,
    force,
    motor_pool,
    passages,
    stimulate,
)

ADM = motor_pool("adm")


def focus(mm_from_muscle: float, severity: float, **more: object) -> Focus:
    return Focus(ADM.way.place_at(mm_from_muscle), severity, **more)  # type: ignore[arg-type]


def test_solving_only_the_damaged_stretch_is_as_good_as_solving_the_whole_fiber() -> None:
    """Two foci, the whole fiber from cord to muscle solved at the same step: within 5 µs."""
    foci = [focus(200, 0.06, seed=1), focus(420, 0.04, seed=2)]
    ours = conduction(ADM, foci)
    hit = sorted({p.fiber for p in passages(ADM, foci)})[::9]
    worst = 0.0
    for f in hit:
        nodes = len(ADM.node_mm(f))
        fibers = Fibers(Geometry.of([ADM.diameter_um[f]] * 2), nodes, first_node_mm=np.full(2, 0.0))
        lesions = []
        for one in foci:
            for lesion in one.on(ADM):
                mine = lesion.fiber == f
                zero = np.zeros(mine.sum(), dtype=np.int64)
                lesions.append(Lesion(lesion.kind, zero, lesion.at[mine], lesion.scale[mine]))
        t = conduct(fibers, lesions, dt_ms=0.005, duration_ms=40).times_ms[:, 0, 0]
        assert np.isnan(t[0]) == np.isnan(ours.delay_ms[f]), f
        if np.isfinite(t[0]):
            worst = max(worst, abs(t[0] - t[1] - ours.delay_ms[f]))
    assert 0 < np.isnan(ours.delay_ms[hit]).sum() < len(hit)
    assert worst < 0.005


def test_the_position_teaches_where_the_block_shows() -> None:
    """At the wrist every response is small; in the forearm from the elbow up; above the elbow
    only axilla and Erb are small, though the muscle is as weak."""

    def amplitudes(at: float) -> dict[str, float]:
        one = [focus(at, 0.35)]
        return {
            s: measure(stimulate(ADM, body.site("ulnar", s), one)).amplitude_mv or 0.0
            for s in ("wrist", "below_elbow", "above_elbow", "axilla", "erb")
        }

    healthy = amplitudes_healthy = {
        s: measure(stimulate(ADM, body.site("ulnar", s))).amplitude_mv or 0.0
        for s in ("wrist", "below_elbow", "above_elbow", "axilla", "erb")
    }
    small = {
        name: {s for s, mv in amplitudes(at).items() if mv < 0.6 * healthy[s]}
        for name, at in (("hand", 45), ("forearm", 180), ("upper arm", 450))
    }
    assert amplitudes_healthy["wrist"] > 5
    assert small == {
        "hand": {"wrist", "below_elbow", "above_elbow", "axilla", "erb"},
        "forearm": {"below_elbow", "above_elbow", "axilla", "erb"},
        "upper arm": {"axilla", "erb"},
    }
    forces = [force(ADM, [focus(at, 0.35)]) for at in (180, 450)]
    assert max(forces) < 0.5


@settings(max_examples=12, deadline=None)
@given(st.floats(0.01, 0.9), st.floats(0.01, 0.9), st.sampled_from(["paranode", "lamellae"]))
def test_a_higher_severity_damages_the_same_spots_and_more(a: float, b: float, kind: str) -> None:
    low, high = sorted((a, b))
    spots = []
    for severity in (low, high):
        (lesion,) = focus(200, severity, mechanism=kind).on(ADM)
        spots.append(
            {(f, at): s for f, at, s in zip(lesion.fiber, lesion.at, lesion.scale, strict=True)}
        )
    assert set(spots[0]) <= set(spots[1])
    assert all(spots[1][k] <= s + 1e-12 for k, s in spots[0].items())


def test_severity_is_the_mean_share_of_damaged_nodes() -> None:
    for severity in (0.1, 0.3, 0.7):
        damaged = whole = 0
        for seed in range(20):
            damaged += len(focus(200, severity, seed=seed).on(ADM)[0].at)
            whole += len(focus(200, 1.0, seed=seed).on(ADM)[0].at)
        assert damaged / whole == pytest.approx(severity, abs=0.03)


def test_only_fibers_that_pass_the_focus_are_touched() -> None:
    elsewhere = motor_pool("apb")
    assert focus(300, 0.5).on(elsewhere) == []
    assert focus(300, 0.5).on(motor_pool("adm", "left")) == []
    found = Experiment(harm=Harm((focus(300, 0.6),))).strength(["adm", "fdi", "apb"])
    assert found["apb"] == 1.0
    assert found["adm"] < 0.5 and found["fdi"] < 0.5


def test_a_prescribed_block_stops_exactly_its_share() -> None:
    answer = conduction(ADM, [focus(200, 0.4, mechanism="block")])
    assert (~answer.arrives).sum() == round(0.4 * len(ADM))
    assert answer.prescribed
    assert not conduction(ADM, [focus(200, 0.4)]).prescribed


def test_a_prescribed_block_lowers_amplitude_and_area_by_its_share() -> None:
    """Mean of 40 people within 2 points (200 in `make docs`); V20."""
    share = 0.5
    falls = []
    for seed in range(40):
        pool = motor_pool("adm", seed=seed)
        one = [Focus(pool.way.place_at(180), share, mechanism="block", seed=seed)]
        site = body.site("ulnar", "below_elbow")
        hit, healthy = (measure(stimulate(pool, site, foci, noise=None)) for foci in (one, []))
        falls.append(
            [
                1 - hit.amplitude_mv / healthy.amplitude_mv,  # type: ignore[operator]
                1 - hit.negative_peak_area_mvms / healthy.negative_peak_area_mvms,  # type: ignore[operator]
            ]
        )
    assert np.mean(falls, axis=0) == pytest.approx([share, share], abs=0.02)


def test_pure_dispersion_lowers_amplitude_more_than_area() -> None:
    """Long moderate thinning slows every fiber by its own amount and stops none; V19."""
    pool = motor_pool("adm", seed=5)
    place = pool.way.place_at(180)
    slow = Focus(place, 0.80, 120, mechanism="lamellae", spread=60, seed=5)
    answer = conduction(pool, [slow])
    assert answer.arrives.all()
    site = body.site("ulnar", "below_elbow")
    hit, healthy = (measure(stimulate(pool, site, foci, noise=None)) for foci in ([slow], []))
    amplitude = 1 - hit.amplitude_mv / healthy.amplitude_mv  # type: ignore[operator]
    area = 1 - hit.negative_peak_area_mvms / healthy.negative_peak_area_mvms  # type: ignore[operator]
    assert amplitude > area
    assert amplitude > 0.05


@pytest.mark.parametrize(
    ("severity", "extent", "mechanism"),
    [(1.2, 20, "paranode"), (-0.1, 20, "paranode"), (0.5, 0, "paranode"), (0.5, 20, "magic")],
)
def test_nonsense_is_refused(severity: float, extent: float, mechanism: str) -> None:
    with pytest.raises(Fault):
        Focus(ADM.way.place_at(200), severity, extent, mechanism=mechanism)  # type: ignore[arg-type]


def test_a_muscle_without_a_recording_says_so() -> None:
    with pytest.raises(Fault, match="cannot be simulated yet"):
        stimulate(motor_pool("adductor_pollicis"), body.site("ulnar", "wrist"))


def test_warming_a_damaged_nerve_blocks_and_cooling_rescues_it() -> None:
    """MRG says so (physiology.md 2.3, V13); people with MMN report the opposite, which is said
    wherever a temperature can be set."""
    arriving = []
    for skin_c in (24.0, 33.0, 36.0):
        pool = motor_pool("adm", temperature=LimbTemperature(skin_c))
        thin = Focus(pool.way.place_at(150), 0.95, 20, mechanism="lamellae", spread=400)
        arriving.append(conduction(pool, [thin]).arrives.mean())
    assert arriving[0] > arriving[1] > arriving[2]
