"""What `conduct` promises, apart from the numbers that NEURON gave (tests/reference)."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multifocal.fault import Fault
from multifocal.fiber import (
    Fibers,
    Geometry,
    Lesion,
    Pulse,
    conduct,
    conduction,
    diameter_for_velocity,
    velocity_from_table,
    velocity_m_s,
)


def test_a_fiber_in_a_batch_conducts_as_it_does_alone() -> None:
    diameters = [7.0, 9.0, 11.0]
    lesion = Lesion.at_all("paranode", [20], 1.0, 3)
    together = conduct(Fibers(Geometry.of(diameters), 41), [lesion]).times_ms
    for f, d in enumerate(diameters):
        alone = conduct(Fibers(Geometry.of(d), 41), [Lesion.at_all("paranode", [20], 1.0)])
        assert together[f] == pytest.approx(alone.times_ms[0], abs=1e-4)  # ms


def test_impulses_run_both_ways_and_a_block_stops_one_of_them() -> None:
    fibers = Fibers(Geometry.of(10.0), 41, first_node_mm=np.array([100.0]))
    at = fibers.node_mm()[0]
    answer = conduct(
        fibers,
        [Lesion.at_all("paranode", [30, 31], 1.0)],
        stimulate_at_mm=at[15],
        watch_at_mm=at[[2, 38]],
    )
    assert np.isfinite(answer.times_ms[0, 0, 0])
    assert np.isnan(answer.times_ms[0, 1, 0])
    assert at[29] <= answer.block_at_mm[0] <= at[32]


def test_times_between_nodes_are_interpolated() -> None:
    fibers = Fibers(Geometry.of(10.0), 41)
    at = fibers.node_mm()[0]
    t = conduct(fibers, watch_at_mm=[at[20], (at[20] + at[21]) / 2, at[21]]).times_ms[0, :, 0]
    assert t[1] == pytest.approx((t[0] + t[2]) / 2)


def test_a_train_keeps_its_impulses_apart() -> None:
    fibers = Fibers(Geometry.of(10.0), 41)
    pulses = (0.0, 3.0, 6.0)
    t = conduct(fibers, pulse_times_ms=pulses).times_ms[0, 0]
    assert np.diff(t) == pytest.approx([3.0, 3.0], abs=0.15)


def test_a_second_impulse_in_the_refractory_period_is_lost_and_not_mistaken() -> None:
    fibers = Fibers(Geometry.of(10.0), 41)
    t = conduct(fibers, pulse_times_ms=(0.0, 0.5, 6.0)).times_ms[0, 0]
    assert np.isnan(t[1])
    assert t[2] - t[0] == pytest.approx(6.0, abs=0.1)


def test_stopping_early_changes_no_answer() -> None:
    """Random lesions, some of which conduct late: with the early stop and without."""
    rng = np.random.default_rng(7)
    fibers = Fibers(Geometry.of(rng.uniform(6, 14, 60)), 41)
    lesions = [
        Lesion.centered("gna", 3, rng.uniform(0.010, 0.03, 60), 20, 60),
        Lesion("lamellae", np.arange(60), np.full(60, 26), rng.uniform(0.01, 0.06, 60)),
    ]
    quick = conduct(fibers, lesions, duration_ms=12).times_ms
    before = conduction.QUIET_MV
    conduction.QUIET_MV = -np.inf
    try:
        slow = conduct(fibers, lesions, duration_ms=12).times_ms
    finally:
        conduction.QUIET_MV = before
    assert 5 < np.isnan(slow).sum() < 55
    assert np.array_equal(quick, slow, equal_nan=True)


def test_lesions_of_different_kinds_add_up() -> None:
    fibers = Fibers(Geometry.of([10.0, 10.0, 10.0]), 41)
    bare = Lesion("paranode", np.array([1, 2]), np.array([20, 20]), np.array([1.0, 1.0]))
    thin = Lesion("lamellae", np.array([2]), np.array([28]), np.array([0.05]))
    t = conduct(fibers, [bare, thin]).times_ms[:, 0, 0]
    assert t[0] < t[1] < t[2]


def test_the_velocity_table_keeps_its_promise() -> None:
    d = np.random.default_rng(3).uniform(5.7, 16.0, 40)
    assert velocity_from_table(d) == pytest.approx(velocity_m_s(d), rel=0.002)
    assert velocity_from_table(diameter_for_velocity([34, 50, 66])) == pytest.approx([34, 50, 66])


@settings(max_examples=15, deadline=None)
@given(st.floats(5.7, 16.0), st.floats(0.05, 1.0), st.floats(0.1, 0.95))
def test_more_damage_never_conducts_sooner(diameter: float, scale: float, factor: float) -> None:
    fibers = Fibers(Geometry.of([diameter] * 2), 41)
    lesion = Lesion.centered("lamellae", 3, [scale, scale * factor], 20, 2)
    t = conduct(fibers, [lesion]).times_ms[:, 0, 0]
    assert np.isnan(t[1]) or t[1] >= t[0] - 1e-9


@pytest.mark.parametrize("diameter", [0.9, 16.5, float("nan")])
def test_a_diameter_that_the_geometry_does_not_cover_is_refused(diameter: float) -> None:
    with pytest.raises(Fault, match=r"1.0 to 16"):
        Geometry.of(diameter)


@pytest.mark.parametrize(("kind", "scale"), [("lamellae", 0.0), ("gna", 1.5), ("gna", -0.1)])
def test_a_scale_out_of_range_is_refused(kind: str, scale: float) -> None:
    with pytest.raises(Fault, match="out of range"):
        Lesion.at_all(kind, [20], scale)  # type: ignore[arg-type]


def test_a_lesion_beyond_the_fiber_is_refused() -> None:
    with pytest.raises(IndexError):
        conduct(Fibers(Geometry.of(10.0), 21), [Lesion.at_all("lamellae", [20], 0.5)])


@pytest.mark.parametrize("current_na", [0.0, 0.01, -4.0])
def test_what_no_pulse_started_is_not_stopped(current_na: float) -> None:
    """A block is of an impulse; a pulse too weak, or inward, says nothing of the fiber."""
    healthy = Fibers(Geometry.of([6.0, 10.0]), nodes=41)
    answer = conduct(healthy, pulse=Pulse(current_na, 0.1))
    assert answer.status.tolist() == ["not started"] * 2
    assert not (answer.started.any() or answer.arrived.any())
    blocked = conduct(healthy, [Lesion.at_all("gna", range(18, 24), 0.0, fibers=2)])
    assert blocked.status.tolist() == ["stopped"] * 2
    assert blocked.started.all()
