"""Transmembrane currents, what electrodes see of them, and traces of chosen nodes."""

import numpy as np
import pytest

from multifocal.fiber import (
    Fibers,
    GainesMembrane,
    Geometry,
    Lesion,
    Membrane,
    Pulse,
    activation_threshold,
    conduct,
    membrane_currents,
    node_voltages,
    velocity_m_s,
)

FIBERS = Fibers(Geometry.of([10.0, 13.0]), 31)
PULSE = Pulse(3.0, 0.1)


def test_all_that_leaves_the_fiber_is_what_flows_into_it() -> None:
    """Thin myelin, a bared paranode and a poor node change where, not how much."""
    harm = [Lesion.at_all("lamellae", [8], 0.1, 2), Lesion.at_all("paranode", [15], 0.5, 2)]
    found = membrane_currents(FIBERS, harm, pulse=PULSE, every=1, duration_ms=2.0)
    total = found.current_na.sum(axis=2)
    during = found.times_ms < 0.099
    assert total[:, during] == pytest.approx(3.0, abs=2e-3)
    assert total[:, found.times_ms > 0.103] == pytest.approx(0.0, abs=2e-3)
    assert np.abs(found.current_na[:, ~during]).max() > 0.5


def test_most_current_of_a_healthy_fiber_flows_at_nodes() -> None:
    found = membrane_currents(FIBERS, pulse=PULSE, every=1, duration_ms=1.0)
    inward = -found.current_na.min(axis=1)
    assert found.at_mm[0, ::11] == pytest.approx(FIBERS.node_mm()[0])
    assert (np.diff(found.at_mm, axis=1) > 0).all()
    at_nodes, between = inward[:, 55:-55:11], inward[:, 60:-60:11]
    assert (at_nodes.min(axis=1) > 20 * between.max(axis=1)).all()


def test_electrodes_see_a_triphasic_wave_that_travels_at_the_fibers_velocity() -> None:
    found = membrane_currents(FIBERS, pulse=PULSE, every=1, duration_ms=1.5)
    electrodes = FIBERS.node_mm()[0, [12, 18]]
    wave = found.potential_uv(electrodes, 1.0, conductivity_s_m=0.3)
    trough = wave[0].argmin(axis=0)
    for k in range(2):
        before, after = wave[0, : trough[k], k].max(), wave[0, trough[k] :, k].max()
        assert before > 0.1 * -wave[0, trough[k], k]
        assert after > 0.02 * -wave[0, trough[k], k]
    took_ms = np.diff(found.times_ms[trough])[0]
    velocity = np.diff(electrodes)[0] / took_ms
    assert velocity == pytest.approx(velocity_m_s(10.0)[0], rel=0.04)
    far = found.potential_uv(electrodes, 5.0, conductivity_s_m=0.3)
    assert np.ptp(far[0, :, 0]) < 0.2 * np.ptp(wave[0, :, 0])


def test_engines_agree_on_currents() -> None:
    """Each node's largest inward current, and when it flows: 5 % apart at one moment is 1 µs."""
    ours, truth = (
        membrane_currents(
            FIBERS, pulse=PULSE, duration_ms=0.8, dt_ms=0.001, every=1, engine=engine  # type: ignore[arg-type]
        )
        for engine in ("fast", "reference")
    )  # fmt: skip
    inward, true = (one.current_na[:, :, 55:-55:11] for one in (ours, truth))
    assert inward.min(axis=1) == pytest.approx(true.min(axis=1), rel=0.01)
    apart = inward.argmin(axis=1) - true.argmin(axis=1)
    assert np.abs(apart).max() <= 2


def test_channels_in_the_internode_are_refused() -> None:
    motor = Fibers(Geometry.of([10.0], "gaines"), 21, GainesMembrane())
    with pytest.raises(ValueError, match="MRG"):
        membrane_currents(motor)


@pytest.mark.parametrize("engine", ["fast", "reference"])
def test_traces_of_chosen_nodes_at_chosen_steps(engine: str) -> None:
    how = {"pulse": PULSE, "duration_ms": 1.0, "engine": engine, "stimulate_node": 3}
    times, whole = node_voltages(FIBERS, **how)  # type: ignore[arg-type]
    some_ms, some = node_voltages(FIBERS, nodes=[20, 5], every=7, **how)  # type: ignore[arg-type]
    assert some_ms == pytest.approx(times[6::7])
    assert np.array_equal(some, whole[:, 6::7, [20, 5]])
    assert some.dtype == (np.float32 if engine == "fast" else np.float64)


def test_traces_of_a_motor_fiber() -> None:
    motor = Fibers(Geometry.of([9.0, 10.0], "gaines"), 21, GainesMembrane())
    times, whole = node_voltages(motor, duration_ms=0.5)
    some_ms, some = node_voltages(motor, duration_ms=0.5, nodes=4, every=10)
    assert some_ms == pytest.approx(times[9::10])
    assert np.array_equal(some[:, :, 0], whole[:, 9::10, 4])


@pytest.mark.parametrize("wrong", [{"nodes": [31]}, {"every": 0}, {"stimulate_node": -1}])
def test_what_cannot_be_traced_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        node_voltages(FIBERS, **wrong)  # type: ignore[arg-type]


def test_every_fiber_has_its_own_temperature() -> None:
    warm = np.array([30.0, 37.0, 30.0, 34.0])
    shape = Geometry.of([8.0, 9.0, 10.0, 11.0])
    mixed = Fibers(shape, 31, temperature_c=warm)
    harm = Lesion.at_all("lamellae", [15], [0.2, 0.3, 0.4, 0.5], 4)
    times = conduct(mixed, [harm]).times_ms[:, 0, 0]
    fires = activation_threshold(mixed, [harm])
    for k, one in enumerate(warm):
        alone = Fibers(shape.part(np.array([k])), 31, Membrane(float(one)))
        of_it = harm.part(np.array([k]))
        assert times[k] == pytest.approx(conduct(alone, [of_it]).times_ms[0, 0, 0], abs=2e-5)
        assert fires[k] == pytest.approx(activation_threshold(alone, [of_it])[0], rel=2e-3)
    with pytest.raises(ValueError, match="temperature_c must be 4"):
        Fibers(shape, 31, temperature_c=warm[:2])
