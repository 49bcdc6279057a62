"""What a fiber answers hangs on that fiber alone, and what a nerve costs on its damage alone."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from multifocal.fault import Fault
from multifocal.fiber import Membrane, conduct
from multifocal.nerve import Focus, motor_pool, passage
from multifocal.nerve.passage import passages_of

SHARED_LANES_US = 1.0
"""Sixteen fibers side by side share which nodes are awake: 0.7 µs at the most over 1,800 stretches
(docs/decisions/037)."""


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Nodes of all the fibers of each call of the solver."""
    nodes: list[int] = []

    def counted(fibers: Any, *rest: Any, **more: Any) -> Any:
        nodes.append(len(fibers) * fibers.nodes)
        return conduct(fibers, *rest, **more)

    monkeypatch.setattr(passage, "conduct", counted)
    passage._known.clear()
    yield nodes


@pytest.mark.parametrize(("mechanism", "severity"), [("paranode", 0.25), ("lamellae", 0.96)])
def test_a_long_focus_elsewhere_leaves_a_short_ones_answers(
    mechanism: Any, severity: float
) -> None:
    """To the last bit: their stretches are not solved with equally many nodes."""
    pool = motor_pool("adm")
    short = Focus(pool.way.place_at(80.0), severity, mechanism=mechanism, seed=7)
    long = Focus(pool.way.place_at(430.0), 0.85, 150.0, "lamellae", seed=8)
    alone = passages_of(pool, [short])
    both = passages_of(pool, [short, long])
    met = np.abs(both.from_mm - pool.mm_from_cord(short.place)) < 20.0
    assert np.array_equal(both.fiber[met], alone.fiber)
    assert np.array_equal(both.stopped_mm[met], alone.stopped_mm, equal_nan=True)
    came = np.isnan(alone.stopped_mm)
    assert 10 < came.sum() < len(came) - 10
    assert np.array_equal(both.delay_ms[met][came], alone.delay_ms[came])


def test_one_stretch_alone_answers_as_in_company(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every fifth stretch of three foci, in the cold, solved with nothing beside it."""
    asked: list[tuple[Any, ...]] = []
    solve = passage._transits

    def seen(*these: Any) -> Any:
        asked.append(these[:-1])
        return solve(*these)

    monkeypatch.setattr(passage, "_transits", seen)
    passage._known.clear()
    pool = motor_pool("apb")
    foci = [
        Focus(pool.way.place_at(mm), severity, extent, seed=3)
        for mm, severity, extent in ((100.0, 0.3, 20.0), (260.0, 0.7, 140.0), (420.0, 0.7, 35.0))
    ]
    passages_of(pool, foci)
    cold, came = Membrane(26.0), 0
    for diameter_um, span, damage, stretch, at in asked:
        delay, hops = solve(diameter_um, span, damage, stretch, at, cold)
        for k in range(0, len(span), 5):
            mine = stretch == k
            own, own_hops = solve(
                diameter_um[[k]], span[[k]], damage.where(mine), np.zeros(mine.sum(), int),
                at[mine], cold,
            )  # fmt: skip
            assert np.array_equal(own_hops, hops[[k]], equal_nan=True)
            if np.isnan(hops[k]):
                assert own[0] == pytest.approx(delay[k], abs=SHARED_LANES_US / 1000)
                came += 1
    assert came > 20


def test_twenty_foci_cost_what_their_damage_is_long(worked: list[int]) -> None:
    """Foci that lie near each other are one stretch, hundreds of nodes long; the others are not
    solved as if they were. Beside the nodes that each stretch needs of its own."""
    pool = motor_pool("adm")
    cost = {}
    for count in (5, 10, 20):
        middles = np.linspace(20.0, pool.way.length_mm - 20.0, count)
        foci = [Focus(pool.way.place_at(mm), 0.2, seed=k) for k, mm in enumerate(middles)]
        worked.clear()
        found = passages_of(pool, foci)
        spacing = pool.internode_mm[found.fiber]
        span = np.round((found.to_mm - found.from_mm) / spacing)
        needed = (passage.BEFORE + span + 1 + passage.AFTER).sum()
        cost[count] = sum(worked)
        assert needed <= cost[count] < 2.0 * needed
    assert cost[20] < 2.2 * cost[10] < 5.0 * cost[5]


def test_a_stretch_that_is_under_way_is_not_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bared nodes hold an impulse up for a millisecond. Who watched for as long only would call
    every second fiber stopped; who still knows nothing after five times as long, says so."""
    pool = motor_pool("adm")
    focus = Focus(pool.way.place_at(180.0), 0.1, seed=7)
    known = passages_of(pool, [focus])
    for briefly_ms in (1.2, 0.1):
        monkeypatch.setattr(passage, "longest_ms", lambda _, ms=briefly_ms: ms)
        passage._known.clear()
        if briefly_ms == 1.2:
            again = passages_of(pool, [focus])
        else:
            with pytest.raises(Fault, match=r"still under way .* after 0.5 ms"):
                passages_of(pool, [focus])
    came = np.isnan(known.stopped_mm)
    assert 10 < came.sum() < len(came) - 10
    assert np.array_equal(again.stopped_mm, known.stopped_mm, equal_nan=True)
    assert again.delay_ms[came] == pytest.approx(known.delay_ms[came], abs=SHARED_LANES_US / 1000)
