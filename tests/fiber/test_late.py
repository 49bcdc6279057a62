"""An impulse that stands still before a lesion and goes on is late; one that does not is stopped.

Beside the whole solve: the same fiber followed for long without being left, and whether its far
node ever fires. With one pulse and a rest that holds, whatever fires there comes of the pulse.
"""

from typing import Literal

import numpy as np
import pytest
from numpy.typing import NDArray

from multifocal.fiber import Current, Fibers, Geometry, Lesion, Membrane, Pulse, conduct
from multifocal.fiber.arrivals import label
from multifocal.fiber.conduction import simulate
from multifocal.fiber.lesion import Kind
from multifocal.fiber.stimulus import drive

Array = NDArray[np.float64]
ENGINES: tuple[Literal["fast", "reference"], ...] = ("fast", "reference")


def _whole(
    fibers: Fibers,
    lesions: list[Lesion],
    goal: int,
    duration_ms: float,
    engine: Literal["fast", "reference"] = "reference",
) -> Array:
    """When node `goal` first fires in a solve that leaves no fiber before, (fibers,)."""
    count = len(fibers)
    crossings, _, _, _ = simulate(
        fibers, lesions, np.zeros(count, int), drive(count, (0.0,), Pulse()), duration_ms, None,
        engine, "cn", goal=goal, leave_quiet=False,
    )  # fmt: skip
    return crossings[:, goal, 0]


@pytest.mark.parametrize("engine", ENGINES)
def test_fifty_thin_internodes_are_slow_and_do_not_stop(
    engine: Literal["fast", "reference"],
) -> None:
    """Along 51 internodes with 6 % of their myelin impulses crest below -20 mV, unseen, and come
    out 7 ms later; healthy nodes beyond then fire one after the other."""
    fibers = Fibers(Geometry.of(10.318), 76, Membrane(39.5))
    thin = [Lesion.at_all("lamellae", np.arange(14, 65), 0.06)]
    comes = _whole(fibers, thin, 71, 20.0)
    answer = conduct(fibers, thin, engine=engine, watch_at_mm=fibers.node_mm()[:, [71]])
    assert answer.status.tolist() == ["arrived"]
    assert answer.times_ms[0, 0, 0] == pytest.approx(comes[0], abs=0.3)
    assert comes[0] > 6.0
    assert np.isnan(answer.unasked_ms[0])


@pytest.mark.parametrize("engine", ENGINES)
def test_bared_paranodes_in_the_cold_are_late_above_their_block_and_stop_below(
    engine: Literal["fast", "reference"],
) -> None:
    """20 °C, six nodes: 4 % above block the impulse stands still for 5 ms and goes on."""
    fibers = Fibers(Geometry.of(10.43), 41, Membrane(20.0))
    scales = np.array([0.42, 0.375, 0.34])
    comes, stated = [], []
    for scale in scales:
        bared = [Lesion.centered("paranode", 6, scale, 20)]
        comes.append(_whole(fibers, bared, 38, 60.0)[0])
        answer = conduct(fibers, bared, engine=engine)
        stated.append(answer.times_ms[0, 0, 0])
        assert answer.status[0] == ("stopped" if np.isnan(comes[-1]) else "arrived")
    assert np.isnan(comes).tolist() == [False, False, True]
    assert stated[:2] == pytest.approx(comes[:2], abs=0.3)
    assert comes[1] - comes[0] > 0.5


def _near_block(
    kind: Kind, count: int, celsius: float, diameters_um: Array
) -> tuple[Fibers, list[Array]]:
    """Fibers, and scales from their block (of the whole solve) to 10 % above and 1 % below."""
    fibers = Fibers(Geometry.of(diameters_um), 41, Membrane(celsius))
    blocks, passes = np.full(len(fibers), 1e-3), np.ones(len(fibers))
    for _ in range(18):
        middle = np.sqrt(blocks * passes)
        lesion = Lesion.centered(kind, count, middle, 20, len(fibers))
        came = np.isfinite(_whole(fibers, [lesion], 38, 100.0, "fast"))
        passes, blocks = np.where(came, middle, passes), np.where(came, blocks, middle)
    return fibers, [np.minimum(passes * by, 1.0) for by in (0.99, 1.0, 1.001, 1.01, 1.1)]


CASES: tuple[tuple[Kind, int, float], ...] = (
    ("paranode", 6, 20.0), ("paranode", 5, 25.0), ("gna", 7, 20.0), ("lamellae", 8, 20.0),
    ("lamellae", 5, 30.0), ("seal+peri", 8, 20.0), ("lamellae", 8, 42.0), ("gna", 5, 37.0),
)  # fmt: skip


@pytest.mark.parametrize(("kind", "count", "celsius"), CASES)
def test_near_its_block_a_fiber_is_as_in_the_whole_solve(
    kind: Kind, count: int, celsius: float
) -> None:
    fibers, tried = _near_block(kind, count, celsius, np.array([6.5, 9.0, 12.0, 15.5]))
    for scales in tried:
        lesion = [Lesion.centered(kind, count, scales, 20, len(fibers))]
        comes = _whole(fibers, lesion, 38, 100.0, "fast")
        answer = conduct(fibers, lesion, stop_at_node=38)
        assert answer.arrived.tolist() == np.isfinite(comes).tolist()
        came = np.isfinite(comes)
        assert answer.times_ms[came, 0, 0] == pytest.approx(comes[came], abs=0.05)


def test_a_late_spike_is_no_earlier_pulses_once_a_later_one_passed() -> None:
    """Pulse 1 ends at node 2, pulse 2 passes at 20 ms, and node 4 fires again at 27 ms."""
    crossings = np.full((1, 6, 3), np.nan)
    crossings[0, :3, 0] = [0.1, 0.2, 0.3]
    crossings[0, :, 1] = [20.1, 20.2, 20.3, 20.4, 20.5, 20.6]
    crossings[0, 3:, 2] = [27.0, 27.1, 27.2]
    crossings.sort(axis=2)
    times, unasked = label(crossings, np.zeros(1, int), np.array([[0.0, 20.0]]))
    assert np.isnan(times[0, 3:, 0]).all()
    assert times[0, 3:, 1].tolist() == [20.4, 20.5, 20.6]
    assert unasked.tolist() == [27.0]


def test_a_spike_that_another_current_fires_is_no_late_impulse() -> None:
    """The pulse's impulse stops before the lesion; at 12 ms a current fires the same node, and its
    impulse is let through where steady sodium is not asked for twice."""
    fibers = Fibers(Geometry.of(10.0), 41)
    poor = [Lesion.centered("gna", 7, 0.0, 20)]
    again = Current(4.0, 12.0, 12.1)
    answer = conduct(fibers, poor, currents=[again])
    assert answer.status.tolist() == ["stopped"]
    assert answer.unasked_ms[0] == pytest.approx(12.0, abs=0.1)
    crossings = np.full((1, 6, 2), np.nan)
    crossings[0, :3, 0] = [0.1, 0.2, 0.3]
    crossings[0, :, 1] = [12.1, 12.2, 12.3, 12.4, 12.5, 12.6]
    alone = label(crossings, np.zeros(1, int), np.zeros((1, 1)), pulses_only=False)
    assert np.isnan(alone[0][0, 3:, 0]).all()


@pytest.mark.parametrize("engine", ENGINES)
def test_a_long_slow_stretch_does_not_make_its_healthy_nodes_too_early(
    engine: Literal["fast", "reference"],
) -> None:
    """82 bared paranodes at 22.5 °C take 0.6 ms each, healthy nodes 0.03 ms: before the stretch and
    beyond it the next node fires half a millisecond before the fiber's median pace would have it.
    """
    fibers = Fibers(Geometry.of(9.017), 111, Membrane(22.5))
    bared = [Lesion.at_all("paranode", np.arange(14, 98), 1.0)]
    comes = _whole(fibers, bared, 107, 80.0, engine)
    answer = conduct(fibers, bared, engine=engine, stop_at_node=107)
    assert answer.node_times_ms[0, 107, 0] == pytest.approx(comes[0], abs=0.01)
    assert 45.0 < comes[0] < 55.0
    assert np.isfinite(answer.node_times_ms[0, :14, 0]).all()
