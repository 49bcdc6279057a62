"""Only what was seen to end is called stopped: an impulse still under way may come yet."""

from typing import Literal

import numpy as np
import pytest

from multifocal.fiber import (
    KINDS,
    Fibers,
    GainesMembrane,
    Geometry,
    Lesion,
    Membrane,
    Pulse,
    block_threshold,
    conduct,
)
from multifocal.fiber.stimulus import Current
from multifocal.nerve import passage

ENGINES = ["fast", "reference"]
Engine = Literal["fast", "reference"]
THREE = Fibers(Geometry.of([6.0, 10.0, 14.0]), nodes=41)
POOR = Lesion.centered("gna", 7, 0.0, 20, 3)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("duration_ms", [0.05, 0.1, 0.3])
def test_a_healthy_fiber_watched_too_briefly_is_not_stopped(
    engine: Engine, duration_ms: float
) -> None:
    answer = conduct(THREE, duration_ms=duration_ms, engine=engine)
    assert answer.status.tolist() == ["unfinished"] * 3
    assert answer.unfinished.all()
    assert not answer.arrived.any()
    assert np.isnan(answer.block_at_mm).all()


@pytest.mark.parametrize("engine", ENGINES)
def test_it_is_stopped_once_nothing_moves_any_more(engine: Engine) -> None:
    """However short the watch; longer ones say the same."""
    said = [
        conduct(THREE, [POOR], duration_ms=ms, engine=engine).status.tolist()
        for ms in (0.1, 3.0, 10.0)
    ]
    assert said == [["unfinished"] * 3, ["stopped"] * 3, ["stopped"] * 3]


@pytest.mark.parametrize("engine", ENGINES)
def test_who_left_before_the_lesion_does_not_know_of_it(engine: Engine) -> None:
    """Node 10 has seen the impulse; whether the lesion at 20 stops it nobody asked."""
    before, within = (conduct(THREE, [POOR], stop_at_node=node, engine=engine) for node in (10, 25))
    assert before.status.tolist() == ["unfinished"] * 3
    assert within.status.tolist() == ["stopped"] * 3
    healthy = conduct(THREE, stop_at_node=10, engine=engine)
    assert healthy.status.tolist() == ["unfinished"] * 3


def test_neighbors_in_a_call_do_not_change_what_is_known() -> None:
    """Twenty fibers that are watched to the end, and one that is left at node 10."""
    fibers = Fibers(Geometry.of([10.0] * 21), 41)
    poor = Lesion.centered("gna", 7, 0.0, 20, 21)
    answer = conduct(fibers, [poor], stop_at_node=[10, *[38] * 20])
    assert answer.status.tolist() == ["unfinished", *["stopped"] * 20]


def test_motor_fibers_are_held_to_the_same() -> None:
    fibers = Fibers(Geometry.of([8.0, 12.0], "gaines"), 41, GainesMembrane("motor"))
    poor = Lesion.centered("gna", 7, 0.0, 20, 2)
    assert conduct(fibers, duration_ms=0.1).status.tolist() == ["unfinished"] * 2
    assert conduct(fibers, [poor]).status.tolist() == ["stopped"] * 2
    assert conduct(fibers, [poor], stop_at_node=5).status.tolist() == ["unfinished"] * 2


@pytest.mark.parametrize("engine", ENGINES)
def test_other_conductances_are_stopped_once_they_are_at_rest(engine: Engine) -> None:
    """At 22 °C it takes longer than 20 ms to come back to rest."""
    fibers = Fibers(Geometry.of(10.0), 41, Membrane(22.0, g_na_fast_s_cm2=2.5))
    poor = [Lesion.centered("gna", 7, 0.0, 20)]
    assert conduct(fibers, poor, engine=engine).status.tolist() == ["unfinished"]
    longer = conduct(fibers, poor, engine=engine, duration_ms=90.0)
    assert longer.status.tolist() == ["stopped"]


def test_a_first_impulse_is_stopped_only_where_the_train_was_seen_to_its_end() -> None:
    brief, whole = (
        conduct(THREE, [POOR], pulse_times_ms=(0.0, 3.0), duration_ms=ms) for ms in (3.2, 20.0)
    )
    assert brief.status.tolist() == ["unfinished"] * 3
    assert whole.status.tolist() == ["stopped"] * 3


def test_while_a_current_flows_nothing_is_over() -> None:
    """0.1 nA until 30 ms may lift the node beyond the lesion yet."""
    flowing = [Current(0.1, 0.0, 30.0)]
    for ms, said in ((10.0, "unfinished"), (60.0, "stopped")):
        answer = conduct(THREE, [POOR], currents=flowing, duration_ms=ms)
        assert answer.status.tolist() == [said] * 3


def test_a_pulse_that_ends_after_the_watch_has_not_failed() -> None:
    """2 nA fire the fiber only late in its 0.1 ms."""
    brief, whole = (conduct(THREE, pulse=Pulse(3.0, 0.1), duration_ms=ms) for ms in (0.03, 9.0))
    assert brief.status.tolist() == ["unfinished"] * 3
    assert whole.status.tolist() == ["arrived"] * 3


def test_a_threshold_of_block_is_not_made_by_a_short_watch() -> None:
    """Had it been, every fiber were blocked whatever is left of its myelin."""
    known, brief = (
        block_threshold(THREE, "lamellae", [19, 20, 21], duration_ms=ms, precision=0.1)
        for ms in (20.0, 0.3)
    )
    assert np.isnan(brief).all()
    assert ((known > 0.02) & (known < 0.06)).all()
    with pytest.raises(ValueError, match="at names no place"):
        block_threshold(THREE, "lamellae", [])


@pytest.mark.exhaustive  # half a minute
def test_800_bared_nodes_in_the_cold_let_through_what_400_ms_do_not_see() -> None:
    """20 °C, 6 µm: half a second, nearly 1 ms for each node; a nerve waits for it too."""
    count, at = 800, np.arange(14, 814)
    fibers = Fibers(Geometry.of(6.0), 14 + count + 12, Membrane(20.0))
    bared = [Lesion.at_all("paranode", at, 0.6)]
    assert conduct(fibers, bared, duration_ms=400.0).status.tolist() == ["unfinished"]
    answer = conduct(fibers, bared, stop_at_node=fibers.nodes - 3)
    assert answer.status.tolist() == ["arrived"]
    assert answer.times_ms[0, 0, 0] > 400.0
    whose = np.zeros(count, dtype=np.int64)
    damage = passage._Damage(
        whose, at, np.full(count, KINDS.index("paranode")), np.full(count, 0.6), np.zeros(count)
    )
    delay, hops = passage._transits(
        np.array([6.0]), np.array([count - 1]), damage, whose, at - 14, Membrane(20.0)
    )
    assert delay[0] > 380.0
    assert np.isnan(hops[0])
