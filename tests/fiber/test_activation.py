"""Each fiber's own threshold for an impulse that travels."""

import numpy as np
import pytest

from multifocal.fiber import (
    Current,
    Fibers,
    GainesMembrane,
    Geometry,
    Lesion,
    Membrane,
    Pulse,
    activation_threshold,
    conduct,
)

NODES, NODE = 21, 10


def fibers(*diameters: float, temperature_c: float = 37.0) -> Fibers:
    return Fibers(Geometry.of(diameters), NODES, Membrane(temperature_c))


def test_fast_engine_and_reference_agree_within_a_thousandth() -> None:
    """16 µm hesitates at -65 mV, falling, before it fires: left there, it is 1.2 % off."""
    batch = fibers(6.0, 10.0, 16.0)
    ours, truth = (
        activation_threshold(batch, engine=engine, dt_ms=0.002, precision=3e-4)  # type: ignore[arg-type]
        for engine in ("fast", "reference")
    )
    assert ours == pytest.approx(truth, rel=1e-3)


def test_above_the_threshold_it_fires_and_below_it_does_not() -> None:
    batch = fibers(5.7, 8.0, 12.0, 16.0)
    lasts = np.array([0.05, 0.1, 0.5, 2.0])
    found = activation_threshold(batch, pulse_ms=lasts)
    middle = batch.node_mm()[:, NODE]
    for share, fires in ((1.002, True), (0.998, False)):
        answer = conduct(
            batch, stimulate_at_mm=middle, watch_at_mm=batch.node_mm()[:, [NODE + 5]],
            pulse=Pulse(found * share, lasts), duration_ms=6.0,
        )  # fmt: skip
        assert answer.arrived.tolist() == [fires] * 4, share


@pytest.mark.parametrize("sodium", [0.02, 0.1, 0.2])
def test_a_fiber_that_conducts_nothing_has_no_threshold(sodium: float) -> None:
    """A strong current reaches five nodes by itself (28 nA for 1 ms, at 2 % of the sodium); that is
    no impulse, for nothing comes to the end of a longer fiber."""
    batch = fibers(10.0)
    poor = Lesion.at_all("gna", range(NODES), sodium)
    long = Fibers(Geometry.of(10.0), 61)
    dead = Lesion.at_all("gna", range(61), sodium)
    assert not conduct(long, [dead], pulse=Pulse(50.0, 0.1)).arrived.any()
    for lasts in (0.2, 1.0):
        assert np.isinf(activation_threshold(batch, [poor], pulse_ms=lasts)).all()


def test_an_impulse_that_a_block_stops_on_one_side_has_its_threshold() -> None:
    """What is stopped just beyond the node where impulses are looked for is an impulse all the
    same, since it goes on to the other side."""
    batch = fibers(10.0)
    blocked = Lesion.at_all("gna", range(NODE + 6, NODES), 0.0)
    healthy = activation_threshold(batch)
    assert activation_threshold(batch, [blocked]) == pytest.approx(healthy, rel=0.03)


def test_each_fiber_gets_what_it_would_alone() -> None:
    """Of one batch: pulse, moment, steady current and damage of its own."""
    batch, lasts, at = fibers(6.0, 9.0, 14.0), np.array([0.1, 0.3, 1.0]), np.array([0.0, 3.0, 9.0])
    steady = np.array([0.0, 0.01, -0.01])[:, None] * np.ones(NODES)
    scale = np.array([1.0, 0.5, 0.2])
    poor = Lesion.at_all("gna", [NODE], scale, fibers=3)
    before = [2.0, 2.0, 3.0]
    together = activation_threshold(
        batch,
        [poor],
        pulse_ms=lasts,
        at_ms=at + 2,
        conditioning=[Current(before, 0.0, 0.2)],
        steady_na=steady,
    )
    for k in range(3):
        alone = activation_threshold(
            batch.part(np.array([k])), [Lesion.at_all("gna", [NODE], scale[k])], pulse_ms=lasts[k],
            at_ms=at[k] + 2, conditioning=[Current(before[k], 0.0, 0.2)],
            steady_na=steady[[k]],
        )  # fmt: skip
        assert together[k] == pytest.approx(alone[0], rel=1e-3)
    healthy = activation_threshold(batch, pulse_ms=lasts)
    assert (np.abs(together / healthy - 1) > 0.02).all()


def test_a_refractory_fiber_cannot_be_fired_and_one_that_fires_has_no_threshold() -> None:
    just_fired = Current(2.0, 0.0, 0.2)
    found = activation_threshold(fibers(10.0), at_ms=0.4, conditioning=[just_fired], most_na=10.0)
    assert np.isposinf(found).all()
    batch = fibers(6.23)
    assert np.isnan(activation_threshold(batch, currents=[Current(1.0, 0.0, 5.0)])).all()


def test_a_guess_far_off_changes_nothing() -> None:
    batch = fibers(10.0)
    usual = activation_threshold(batch)
    for guess in (0.002, 0.3, 60.0):
        assert activation_threshold(batch, guess_na=guess) == pytest.approx(usual, rel=1e-3)


def test_pulses_and_currents_of_each_fiber_sum_to_what_flows() -> None:
    """Two fibers of one make, one with a pulse of 1 nA, one with 0.4 nA and a current of 0.6."""
    batch = fibers(10.0, 10.0)
    split = conduct(
        batch, pulse=Pulse([1.0, 0.4], 0.3), currents=[Current([0.0, 0.6], 0.0, 0.3)],
        watch_at_mm=batch.node_mm()[:, [15]],
    ).times_ms[:, 0, 0]  # fmt: skip
    assert np.isfinite(split).all()
    assert split[0] == pytest.approx(split[1], abs=1e-5)


@pytest.mark.parametrize("engine", ["fast", "reference"])
def test_pulses_begin_when_each_fiber_is_told(engine: str) -> None:
    batch = fibers(10.0, 10.0)
    times = conduct(
        batch, pulse_times_ms=[[0.0, 4.0], [1.0, 6.5]], engine=engine,  # type: ignore[arg-type]
        pulse=Pulse([[4.0, 4.0], [4.0, 0.0]]),
    ).times_ms[:, 0]  # fmt: skip
    assert times[1, 0] - times[0, 0] == pytest.approx(1.0, abs=0.002)
    assert times[0, 1] - times[0, 0] == pytest.approx(4.0, abs=0.1)
    assert np.isnan(times[1, 1])  # no current, no impulse


def test_a_motor_fiber_too() -> None:
    batch = Fibers(Geometry.of([8.0, 12.0], "gaines"), NODES, GainesMembrane("motor"))
    usual = activation_threshold(batch, pulse_ms=1.0)
    assert (usual[1] > usual[0], bool((usual > 0.1).all())) == (True, True)
    lower = activation_threshold(
        batch, pulse_ms=1.0, at_ms=20.0, currents=[Current(0.4 * usual, 0.0, 30.0)]
    )
    assert ((lower < 0.7 * usual) & (lower > 0.3 * usual)).all()


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("precision", {"precision": 0.0}),
        ("pulse_ms", {"pulse_ms": [0.1, 0.2]}),
        ("stimulate_node", {"stimulate_node": 10.5}),
        ("stimulate_node", {"stimulate_node": NODES}),
        ("duration_ms", {"pulse_ms": 0.0}),
        ("current_na", {"currents": [Current([1.0, 2.0], 0.0, 1.0)]}),
    ],
)
def test_what_does_not_fit_is_named(name: str, given: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=name):
        activation_threshold(fibers(10.0), **given)  # type: ignore[arg-type]


def test_a_fiber_too_short_for_an_impulse_to_travel_is_refused() -> None:
    with pytest.raises(ValueError, match="nodes is 10"):
        activation_threshold(Fibers(Geometry.of(10.0), 10))
