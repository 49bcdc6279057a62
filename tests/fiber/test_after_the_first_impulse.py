"""What comes after the first impulse, other membranes, and whose spike is whose.

Times and voltages are NEURON's (DASPK), in review of the engine, 41 nodes; where none are named,
the double cable of `engine="reference"` is the outside truth.
"""

from typing import Literal

import numpy as np
import pytest
from numpy.typing import NDArray

from multifocal.fiber import (
    Fibers,
    Geometry,
    Lesion,
    Membrane,
    Pulse,
    block_threshold,
    conduct,
    node_voltages,
    passing_intervals,
    refractory_period_ms,
)
from multifocal.fiber.arrivals import label
from multifocal.fiber.conduction import simulate
from multifocal.fiber.stimulus import drive

ENGINES: tuple[Literal["fast", "reference"], ...] = ("fast", "reference")


def test_the_afterpotential_lasts() -> None:
    """5.96 µm, 35 °C: ten ms after the impulse NEURON's node 20 is at -77.685 mV."""
    for engine in ENGINES:
        fibers = Fibers(Geometry.of(5.96), 41, Membrane(35.0))
        times_ms, volts = node_voltages(fibers, duration_ms=11.0, engine=engine)
        assert np.interp(10.0, times_ms, volts[0, :, 20]) == pytest.approx(-77.685, abs=0.04)


def test_steps_of_a_trace_are_the_engines() -> None:
    times_ms, _ = node_voltages(Fibers(Geometry.of(10.0), 21), duration_ms=2.0, dt_ms=0.003)
    assert times_ms[[0, 332]] == pytest.approx([0.003, 0.999], abs=1e-12)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_second_impulse_meets_what_the_first_left(engine: Literal["fast", "reference"]) -> None:
    """NEURON: the second of two impulses, 7.22 ms apart, passes and comes at 8.455 ms."""
    fibers = Fibers(Geometry.of(5.96), 41, Membrane(35.0))
    poor = Lesion.at_all("gna", [11, 12, 13], 0.01278)
    second = conduct(fibers, [poor], pulse_times_ms=(0.0, 7.22), engine=engine).times_ms[0, 0, 1]
    assert second == pytest.approx(8.455, abs=0.004)


def test_a_refractory_period_is_what_all_longer_intervals_pass() -> None:
    """5.8 µm, sodium left: NEURON passes from 8.6 ms on (the fast engine once said 11.3)."""
    fibers = Fibers(Geometry.of(5.8), 41)
    poor = Lesion.centered("gna", 5, 0.17945, 20)
    tried = np.arange(8.0, 12.05, 0.1)
    period_ms = refractory_period_ms(fibers, [poor], intervals_ms=tried)
    assert period_ms[0] == pytest.approx(8.6, abs=0.15)
    passes = passing_intervals(fibers, [poor], intervals_ms=tried)[0]
    assert passes[tried >= period_ms[0] - 1e-9].all()
    assert not passes[tried < period_ms[0] - 1e-9][-1]


def test_an_interval_may_fail_between_two_that_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """NEURON at 5.8 µm and thin myelin: 1.8 to 2.0 pass, 2.2 to 3.2 fail, 3.3 and more pass."""
    passing = {1.8: True, 2.0: True, 2.2: False, 3.2: False, 3.3: True, 4.0: True}

    def neuron(_: object, __: object, interval_ms: float, *___: object) -> NDArray[np.bool_]:
        return np.array([[passing[interval_ms]], [False]])

    monkeypatch.setattr("multifocal.fiber.limits._both_arrive", neuron)
    fibers = Fibers(Geometry.of(5.8), 41)
    period = refractory_period_ms(fibers, intervals_ms=list(passing))
    assert period == [3.3]
    assert passing_intervals(fibers, intervals_ms=list(passing))[0].tolist() == [*passing.values()]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_node_that_was_passed_unseen_does_not_hold_the_impulse_up(
    engine: Literal["fast", "reference"],
) -> None:
    """Nodes 26 to 36 are depolarized, and crest too low to be seen; NEURON: node 38 at 1.059 ms.
    (Left alone such a fiber fires by itself, so `conduct` gives no times.)"""
    fibers, steady, home = Fibers(Geometry.of(6.23), 41), np.zeros((1, 41)), np.zeros(1, int)
    steady[0, 26:37] = 0.069
    flows = drive(1, (0.0,), Pulse())
    crossings_ms, _, _, _ = simulate(
        fibers, [], home, flows, 20.0, None, engine, "cn", steady_na=steady
    )
    times_ms, _ = label(crossings_ms, home, flows.pulses_ms)
    assert np.isnan(times_ms[0, 30, 0])
    assert times_ms[0, 38, 0] == pytest.approx(1.059, abs=0.005)


def test_a_fiber_that_fires_by_itself_says_so() -> None:
    """0.1 nA into 11 nodes: NEURON fires by itself, node 38 first at 2.04 ms."""
    steady = np.zeros((1, 41))
    steady[0, 15:26] = 0.1
    answer = conduct(Fibers(Geometry.of(6.23), 41), steady_na=steady, engine="reference")
    assert answer.unasked_ms[0] == pytest.approx(2.4, abs=0.5)
    quiet = conduct(Fibers(Geometry.of([6.23, 14.0]), 41), pulse_times_ms=(0.0, 5.0))
    assert np.isnan(quiet.unasked_ms).all()


def test_other_membranes_are_followed_to_their_end() -> None:
    """24 random ones (SD of the log 0.5)."""
    rng = np.random.default_rng(8)
    arrived = 0
    for _ in range(6):
        share = np.exp(rng.normal(0.0, 0.5, 4)) * [3.0, 0.01, 0.08, 0.007]
        fibers = Fibers(
            Geometry.of(rng.uniform(5.7, 16.0, 4)), 41, Membrane(37.0, *map(float, share))
        )
        answers = [conduct(fibers, engine=engine) for engine in ENGINES]
        rest = answers[0].answered & answers[1].answered
        fast, slow_ms = (answer.times_ms[rest, 0, 0] for answer in answers)
        assert np.isnan(fast).tolist() == np.isnan(slow_ms).tolist()
        assert fast[~np.isnan(fast)] == pytest.approx(slow_ms[~np.isnan(fast)], rel=0.02)
        arrived += int((~np.isnan(fast)).sum())
    assert arrived > 6


def test_a_fiber_without_rest_is_one_fibers_trouble() -> None:
    """500 nA into one node: no rest, no times; the fiber beside it keeps its own."""
    fibers = Fibers(Geometry.of([10.0, 10.0]), 21)
    steady = np.zeros((2, 21))
    steady[0, 10] = 500.0
    for engine in ENGINES:
        answer = conduct(fibers, steady_na=steady, engine=engine)
        assert answer.no_rest.tolist() == [True, False]
        assert answer.arrived.tolist() == [False, True]
        assert np.isnan(answer.node_times_ms[0]).all()
        alone = conduct(fibers, engine=engine).times_ms[1]
        assert answer.times_ms[1] == pytest.approx(alone, abs=0.001)
    threshold = block_threshold(fibers, "gna", [9, 10, 11], steady_na=steady)
    assert np.isnan(threshold).tolist() == [True, False]
