"""A threshold of block says of late impulses what a nerve says: they are not stopped."""

from typing import Any

import numpy as np
import pytest

from multifocal.fiber import (
    KINDS,
    Fibers,
    Geometry,
    Lesion,
    Membrane,
    block_threshold,
    conduct,
    limits,
)
from multifocal.nerve import passage

BARED = np.arange(14, 84)
"""70 nodes: at 20 °C an impulse takes nearly 1 ms for each."""
COLD = Fibers(Geometry.of(6.0), 14 + len(BARED) + 12, Membrane(20.0))


def test_the_double_cable_stops_below_the_threshold_and_is_late_above() -> None:
    """Had the fiber been left after 40 ms, 0.66 would have been called block."""
    (threshold,) = block_threshold(COLD, "paranode", BARED)
    stated = []
    for by in (0.98, 1.02, 1.7):
        bared = [Lesion.at_all("paranode", BARED, threshold * by)]
        answer = conduct(COLD, bared, engine="reference", stop_at_node=COLD.nodes - 3)
        stated.append((answer.status[0], answer.times_ms[0, 0, 0] > 40.0))
    assert stated == [("stopped", False), ("arrived", True), ("arrived", True)]
    assert 0.3 < threshold < 0.45


def test_the_reference_engine_has_the_same_threshold() -> None:
    """A focus of 30 nodes, 2 to 30 ms late near its block."""
    fibers = Fibers(Geometry.of(10.0), 56, Membrane(25.0))
    fast, slow = (
        block_threshold(fibers, "paranode", np.arange(14, 44), engine=engine, precision=0.02)
        for engine in ("fast", "reference")
    )
    assert fast == pytest.approx(slow, rel=0.03)


@pytest.mark.parametrize(("kind", "count", "celsius"), [
    ("paranode", 70, 20.0), ("paranode", 20, 27.0), ("gna", 5, 37.0), ("lamellae", 50, 20.0),
])  # fmt: skip
def test_a_nerve_stops_and_lets_through_at_the_same_damage(
    kind: Any, count: int, celsius: float
) -> None:
    at = np.arange(14, 14 + count)
    fibers = Fibers(Geometry.of(6.0), 14 + count + 12, Membrane(celsius))
    (threshold,) = block_threshold(fibers, kind, at)
    stopped = []
    for by in (0.98, 1.02):
        fiber = np.zeros(count, dtype=np.int64)
        damage = passage._Damage(
            fiber, at, np.full(count, KINDS.index(kind)), np.full(count, threshold * by),
            np.zeros(count),
        )  # fmt: skip
        _, hops = passage._transits(
            np.array([6.0]), np.array([count - 1]), damage, fiber, at - 14, Membrane(celsius)
        )
        stopped.append(not np.isnan(hops[0]))
    assert stopped == [True, False]


def test_what_is_known_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of three fibers one fires by itself, and one is stopped elsewhere whatever the scale: after
    the first round only the third is solved."""
    asked = []

    def counted(fibers: Fibers, *rest: Any, **more: Any) -> Any:
        asked.append(len(fibers))
        return conduct(fibers, *rest, **more)

    monkeypatch.setattr(limits, "conduct", counted)
    fibers = Fibers(Geometry.of([10.0] * 3), 41)
    steady = np.zeros((3, 41))
    steady[0, 15:25] = 0.1
    elsewhere = Lesion("gna", np.full(9, 1), np.arange(26, 35), np.zeros(9))
    found = block_threshold(fibers, "gna", [19, 20, 21, 22], [elsewhere], steady_na=steady)
    assert np.isnan(found).tolist() == [True, False, False]
    assert found[1] == 1.0
    assert 0.0 < found[2] < 1.0
    assert len(asked) > 2
    assert set(asked[1:]) == {asked[0] / 3}


@pytest.mark.exhaustive  # a minute
def test_other_conductances_are_not_blocked_by_a_short_wait() -> None:
    """A slow potassium conductance a thousandth larger has the published one's threshold; had it
    been left after 40 ms, 0.66 would have been called block."""
    other = Fibers(COLD.geometry, COLD.nodes, Membrane(20.0, g_k_slow_s_cm2=0.08008))
    known, asked = (
        block_threshold(fibers, "paranode", BARED, precision=0.05) for fibers in (COLD, other)
    )
    assert asked == pytest.approx(known, rel=0.02)
