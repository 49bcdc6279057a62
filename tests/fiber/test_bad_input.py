"""What is not finite or out of range is a ValueError that names the argument and its range."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multifocal.fiber import (
    Current,
    Fibers,
    Geometry,
    Lesion,
    Membrane,
    Pulse,
    block_threshold,
    conduct,
    diameter_for_velocity,
    passing_intervals,
    refractory_period_ms,
    velocity_from_table,
)

FIBER = Fibers(Geometry.of(10.0), 21)
THREE = Fibers(Geometry.of([8.0, 10.0, 12.0]), 21)
THIN = Geometry.of(6.0)
NAN, INF = float("nan"), float("inf")

WRONG: list[tuple[str, Callable[[], object]]] = [
    ("diameter_um", lambda: Geometry.of(NAN)),
    ("diameter_um", lambda: Geometry.of(17.0)),
    ("geometry rule", lambda: Geometry.of(10.0, "round")),  # type: ignore[arg-type]
    ("temperature_c", lambda: Membrane(NAN)),
    ("g_leak_s_cm2", lambda: Membrane(g_leak_s_cm2=-1.0)),
    ("g_k_slow_s_cm2", lambda: Membrane(g_k_slow_s_cm2=INF)),
    ("nodes", lambda: Fibers(Geometry.of(10.0), 1)),
    ("nodes", lambda: Fibers(Geometry.of(10.0), 21.5)),  # type: ignore[arg-type]
    ("first_node_mm", lambda: Fibers(Geometry.of(10.0), 21, first_node_mm=np.array([NAN]))),
    ("internode_um", lambda: Fibers(Geometry.of(10.0), 3, internode_um=np.array([[5.0, 1150.0]]))),
    ("internode_um", lambda: Fibers(Geometry.of(10.0), 3, internode_um=np.array([[1150.0]]))),
    ("pieces", lambda: FIBER.remyelinated([3], 0)),
    ("diameter_um lies outside 5.7 to 16", lambda: velocity_from_table(2.0)),
    ("diameter_um lies outside 5.7 to 16", lambda: velocity_from_table([10.0, 30.0])),
    ("velocity must be a number", lambda: diameter_for_velocity([60.0, NAN])),
    ("stop_at_node must be whole numbers", lambda: conduct(FIBER, stop_at_node=3.5)),
    ("stop_at_node must be whole numbers", lambda: conduct(FIBER, stop_at_node=[None])),  # type: ignore[list-item]
    ("at names", lambda: FIBER.remyelinated([20], 2)),
    ("current_na", lambda: Pulse(current_na=INF)),
    ("duration_ms", lambda: Pulse(duration_ms=0.0)),
    ("duration_ms is -1; give", lambda: Pulse(duration_ms=np.array([[0.1], [-1.0]] * 8))),
    ("current_na is inf; give", lambda: Pulse(current_na=np.array([[2.0], [INF]] * 8))),
    ("end_ms is 1; give", lambda: Current(0.1, 2.0, np.array([3.0, 1.0] * 8))),
    ("begin_ms is nan; give", lambda: Current(0.1, np.array([3.0, NAN] * 8), 9.0)),
    ("scale", lambda: Lesion.at_all("gna", [3], NAN)),
    ("scale", lambda: Lesion.at_all("widened", [3], 0.0)),
    ("duration_ms", lambda: conduct(FIBER, duration_ms=NAN)),
    ("duration_ms", lambda: conduct(FIBER, pulse_times_ms=[0, 50], duration_ms=30)),
    ("duration_ms", lambda: conduct(FIBER, pulse_times_ms=[450])),  # 400 ms unless told
    (
        "duration_ms",
        lambda: conduct(THREE, pulse_times_ms=[[0, 9], [0, 8], [0, 30]], duration_ms=30),
    ),
    ("dt_ms", lambda: conduct(FIBER, dt_ms=0.02)),
    ("dt_ms", lambda: conduct(FIBER, dt_ms=0.0)),
    ("dt_ms", lambda: conduct(FIBER, dt_ms=NAN)),
    ("engine", lambda: conduct(FIBER, engine="slow")),  # type: ignore[arg-type]
    ("scheme", lambda: conduct(FIBER, scheme="rk4")),  # type: ignore[arg-type]
    ("scheme", lambda: conduct(FIBER, scheme="be", engine="fast")),
    ("pulse_times_ms", lambda: conduct(FIBER, pulse_times_ms=[])),
    ("pulse_times_ms", lambda: conduct(FIBER, pulse_times_ms=[NAN])),
    ("pulse_times_ms", lambda: conduct(FIBER, pulse_times_ms=[-1.0])),
    ("stimulate_at_mm", lambda: conduct(FIBER, stimulate_at_mm=INF)),
    ("watch_at_mm", lambda: conduct(FIBER, watch_at_mm=[NAN])),
    ("steady_na", lambda: conduct(FIBER, steady_na=NAN)),
    ("steady_na", lambda: conduct(FIBER, steady_na=np.zeros((2, 21)))),
    ("stop_at_node", lambda: conduct(FIBER, stop_at_node=21)),
    ("stimulate_at_mm is 1e", lambda: conduct(FIBER, stimulate_at_mm=1e6)),
    ("watch_at_mm is 1000 mm", lambda: conduct(FIBER, watch_at_mm=[1000.0])),
    ("watch_at_mm is -2 mm", lambda: conduct(FIBER, watch_at_mm=[-2.0])),
    ("at must be whole", lambda: Lesion.at_all("gna", [20.7], 0.5)),
    ("fibers must be whole", lambda: Lesion.at_all("gna", [3], 0.5, [0.5])),  # type: ignore[list-item]
    ("one fiber", lambda: conduct(THREE, [Lesion.centered("gna", 3, 0.5, 10)])),
    ("one fiber", lambda: block_threshold(THREE, "gna", [10], [Lesion.at_all("gna", [3], 0.5)])),
    ("axon_diameter_um", lambda: replace(THIN, axon_diameter_um=np.array([20.0]))),
    ("lamellae", lambda: replace(THIN, lamellae=np.array([-5.0]))),
    ("flut_length_um", lambda: replace(THIN, flut_length_um=np.array([900.0]))),
    ("node_diameter_um", lambda: replace(THIN, node_diameter_um=np.array([1.0, 2.0]))),
    ("intervals_ms", lambda: passing_intervals(FIBER, intervals_ms=[INF])),
    ("precision", lambda: block_threshold(FIBER, "gna", [10], precision=0.0)),
    ("intervals_ms", lambda: refractory_period_ms(FIBER, intervals_ms=[0.0])),
]


@pytest.mark.parametrize(
    ("name", "wrong"), WRONG, ids=[f"{n}-{k}" for k, (n, _) in enumerate(WRONG)]
)
def test_the_argument_and_its_range_are_named(name: str, wrong: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=name):
        wrong()


@settings(max_examples=20, deadline=None)
@given(st.floats(5.7, 16.0), st.floats(-0.3, 1.0), st.floats(20.0, 45.0), st.floats(0.0, 1.0))
def test_whatever_is_in_range_gets_an_answer(
    d: float, steady: float, celsius: float, scale: float
) -> None:
    fibers = Fibers(Geometry.of(d), 21, Membrane(celsius))
    current = np.zeros((1, 21))
    current[0, 8:12] = steady
    lesion = Lesion.at_all("gna", [10, 11], scale)
    answer = conduct(fibers, [lesion], steady_na=current, duration_ms=10)
    assert answer.times_ms.shape == (1, 1, 1)
    assert np.isnan(answer.times_ms[0, 0, 0]) != answer.arrived[0]


def test_progress_is_told_and_an_interruption_stops() -> None:
    fibers = Fibers(Geometry.of(np.full(2000, 10.0)), 21)
    told: list[tuple[int, int]] = []
    conduct(fibers, progress=lambda done, count: told.append((done, count)))
    assert len(told) >= 4
    assert told[-1] == (2000, 2000)

    def interrupted(done: int, count: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        conduct(fibers, progress=interrupted)


def test_the_seconds_place_of_a_threshold_is_the_double_cables() -> None:
    """Thresholds within 2 % of the reference engine, kinds that block in the sodium and myelin."""
    fibers = Fibers(Geometry.of([7.3, 14.0]), 41)
    for kind, at in (("lamellae", [18, 19, 20]), ("gna", [18, 19, 20, 21, 22])):
        fast = block_threshold(fibers, kind, at)  # type: ignore[arg-type]
        slow = block_threshold(fibers, kind, at, engine="reference", precision=0.005)  # type: ignore[arg-type]
        assert fast == pytest.approx(slow, rel=0.02)
