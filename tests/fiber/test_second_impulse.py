"""Whether a second impulse passes, where the first stands still, comes late, or fires twice.

The outside truth is the double cable of `engine="reference"`, which keeps all its nodes at work.
"""

from typing import Literal

import numpy as np
import pytest

from multifocal.fiber import (
    Fibers,
    Geometry,
    Lesion,
    Membrane,
    conduct,
    limits,
    passing_intervals,
    refractory_period_ms,
)

Engine = Literal["fast", "reference"]
ENGINES: tuple[Engine, ...] = ("fast", "reference")

BARED = np.arange(14, 94)
LONG = Fibers(Geometry.of(10.0), 14 + len(BARED) + 12, Membrane(20.0))
"""80 bared paranodes at 20 °C, which the impulse takes 51 ms to pass. Where it stands still before
them it fires the nodes behind it again, so that the far end fires a second time 7 ms later."""


@pytest.mark.parametrize("engine", ENGINES)
def test_a_second_impulse_may_be_later_than_forty_ms(engine: Engine) -> None:
    """It leaves at 40 ms and comes at 95.6. One that leaves at 12 ms stops at the lesion."""
    bared = [Lesion.at_all("paranode", BARED, 1.0)]
    passes = passing_intervals(LONG, bared, intervals_ms=[12.0, 40.0], engine=engine)
    assert passes.tolist() == [[False, True]]


def test_what_the_first_impulse_fires_again_is_not_the_second() -> None:
    """Without the second pulse the far node fires at 51.5 and 58.9 ms; with it, at 12 ms, the same;
    at 40 ms a third time."""
    bared = [Lesion.at_all("paranode", BARED, 1.0)]
    alone_ms = limits._spikes_alone_ms(LONG, bared, 40.0, None)[0]
    stated = [51.5, 58.9]
    assert alone_ms[:2] == pytest.approx(stated, abs=0.1)
    assert np.isnan(alone_ms[2:]).all()
    pairs = [conduct(LONG, bared, pulse_times_ms=(0.0, one)).times_ms[0, 0] for one in (12.0, 40.0)]
    assert pairs[0] == pytest.approx(stated, abs=0.1)
    assert pairs[1] == pytest.approx([51.5, 95.6], abs=0.1)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_fiber_that_fires_twice_keeps_the_nodes_that_the_second_pulse_needs(
    engine: Engine,
) -> None:
    """20 °C, eight loose seals: the fiber fires by itself 10.6 ms after its first impulse. The next
    pulse at 16 ms comes at 17.99 ms. Counting spikes as pulses, the fast engine had left the nodes
    behind the second spike, and gave 20.75."""
    fibers = Fibers(Geometry.of(14.679), 34, Membrane(20.0))
    loose = [Lesion.at_all("seal", np.arange(14, 22), 0.001)]
    for goal in (None, 31):
        answer = conduct(
            fibers, loose, pulse_times_ms=(0.0, 16.0), engine=engine, stop_at_node=goal
        )
        assert answer.times_ms[0, 0] == pytest.approx([1.09, 17.99], abs=0.01)
        assert answer.unasked_ms[0] == pytest.approx(10.56, abs=0.01)


def test_an_impulse_of_its_own_is_not_taken_for_the_firsts() -> None:
    """The same fiber: a pulse at 10 ms is before what the fiber would fire by itself at 10.56, and
    at 11 ms after it. Its impulse is followed from node to node."""
    fibers = Fibers(Geometry.of(14.679), 34, Membrane(20.0))
    loose = [Lesion.at_all("seal", np.arange(14, 22), 0.001)]
    tried = [8.0, 10.0, 10.4, 11.0, 12.0, 16.0]
    passes = passing_intervals(fibers, loose, intervals_ms=tried)[0]
    assert passes.tolist() == [True, True, True, False, False, True]


def test_usual_lesions_have_the_periods_that_they_had(monkeypatch: pytest.MonkeyPatch) -> None:
    """12 usual lesions: the same periods as when 40 ms are waited. All fibers are left before."""
    fibers = Fibers(Geometry.of(np.linspace(6.0, 15.0, 12)), 41)
    poor = [Lesion.centered("gna", 5, np.linspace(0.1, 0.5, 12), 20, 12)]
    waited = refractory_period_ms(fibers, poor)
    monkeypatch.setattr(limits, "LONGEST_MS", 40.0)
    assert np.array_equal(waited, refractory_period_ms(fibers, poor), equal_nan=True)
