"""`mrg_cv.csv`: 61 nodes, nodes 20 to 50, -20 mV crossings, 37 °C; NEURON 9.0.2."""

import numpy as np
import pytest

from multifocal.fiber import Fibers, Geometry, Membrane, node_voltages, velocity_m_s
from multifocal.fiber.engines.registry import EngineName
from tests.reference.tables import rows

CV = rows("mrg_cv.csv")
RULES = {"discrete": "table", "interp": "polynomial"}


@pytest.mark.parametrize("engine", ["fast", "reference"])
@pytest.mark.parametrize("model", RULES)
def test_velocity_is_within_half_a_percent_of_neuron_extrapolated_to_no_time_step(
    model: str, engine: EngineName
) -> None:
    wanted = [r for r in CV if r["model"] == model and float(r["dt_ms"]) == 0]
    ours = velocity_m_s([float(r["D_um"]) for r in wanted], RULES[model], engine=engine)
    assert ours == pytest.approx([float(r["CV_m_s"]) for r in wanted], rel=0.005)


@pytest.mark.parametrize("dt_ms", [0.005, 0.001])
def test_backward_euler_makes_neurons_own_error(dt_ms: float) -> None:
    wanted = [r for r in CV if r["model"] == "discrete" and float(r["dt_ms"]) == dt_ms]
    ours = velocity_m_s([float(r["D_um"]) for r in wanted], dt_ms=dt_ms, scheme="be")
    assert ours == pytest.approx([float(r["CV_m_s"]) for r in wanted], rel=1e-4)


def test_halving_the_step_quarters_the_error() -> None:
    """Second order in time: the ratio tends to 4 (first order would give 2)."""
    steps = (0.005, 0.0025, 0.00125)
    v = [float(velocity_m_s(10.0, dt_ms=dt, engine="reference")[0]) for dt in steps]
    assert (v[1] - v[0]) / (v[2] - v[1]) == pytest.approx(4.0, abs=0.8)


@pytest.mark.parametrize("engine", ["fast", "reference"])
def test_rest_peak_and_width_of_the_spike_are_neurons(engine: EngineName) -> None:
    wanted = {
        float(r["D_um"]): r for r in CV if r["model"] == "discrete" and float(r["dt_ms"]) == 0
    }
    fibers = Fibers(Geometry.of(list(wanted)), 41)
    times, volts = node_voltages(fibers, dt_ms=0.001, engine=engine)
    for f, row in enumerate(wanted.values()):
        v = volts[f, :, 20]
        assert v[0] == pytest.approx(float(row["rest_mV"]), abs=0.01)
        assert v.max() == pytest.approx(float(row["peak_mV"]), abs=0.8)
        half = (v.max() + v[0]) / 2
        width_ms = np.ptp(times[v > half])
        assert width_ms == pytest.approx(float(row["halfwidth_ms"]), abs=0.005)


def test_velocity_rises_with_temperature_as_published() -> None:
    """physiology.md 1.5: about 1.6 m/s per °C at 34 to 37 °C, 10 µm (V7, 15 %)."""
    warm, cool = (float(velocity_m_s(10.0, membrane=Membrane(t))[0]) for t in (37.0, 34.0))
    assert (warm - cool) / 3 == pytest.approx(1.6, rel=0.15)
