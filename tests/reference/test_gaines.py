"""Motor and sensory membranes of Gaines 2018 against NEURON 9.0.2 with its own geometry, 37 °C.

`gaines_cv.csv`: 61 nodes, nodes 20 to 50, -20 mV crossings, by dt; dt 0 is extrapolated, and beside
it stands DASPK's velocity. `gaines_block.csv`: 41 nodes, 4 nA x 0.1 ms at node 0, backward Euler
0.001 ms; delay of node 38's crossing over the healthy fiber, whose own time the row `none` gives.
Damage is written kind:scale@first-last.
"""

import numpy as np
import pytest
from numpy.typing import NDArray

from multifocal.fiber import (
    Fibers,
    GainesMembrane,
    Geometry,
    Lesion,
    Pulse,
    conduct,
    node_voltages,
    velocity_m_s,
)
from tests.reference.tables import rows

KINDS = ("motor", "sensory")
SHEET = {"motor": (45.9, 49.9), "sensory": (50.2, 54.2)}
"""physiology.md 1.6 at 10 µm: backward Euler 0.005 and 0.001 ms."""
CV = rows("gaines_cv.csv")
BLOCK = rows("gaines_block.csv")


@pytest.mark.parametrize("kind", KINDS)
def test_backward_euler_at_the_steps_of_the_sheet(kind: str) -> None:
    """V5, 2 %; sensory 2.5 %, since NEURON run anew lies 2.0 and 2.2 % below the sheet."""
    for wanted, dt_ms in zip(SHEET[kind], (0.005, 0.001), strict=True):
        ours = velocity_m_s(10.0, membrane=GainesMembrane(kind), dt_ms=dt_ms, scheme="be")  # type: ignore[arg-type]
        assert ours[0] == pytest.approx(wanted, rel=0.02 if kind == "motor" else 0.025)


def traces(kind: str, diameters: list[float], **how: object) -> tuple[NDArray, NDArray]:
    fibers = Fibers(Geometry.of(diameters, "gaines"), 41, GainesMembrane(kind))  # type: ignore[arg-type]
    return node_voltages(fibers, **how)  # type: ignore[arg-type]


def test_sensory_fibers_rest_higher_and_conduct_faster() -> None:
    """V6: rests 6.6 mV apart at 10 µm, sensory 6 to 11 % faster (5 % at 16 µm in NEURON too)."""
    d = [5.7, 10.0, 16.0]
    motor, sensory = (velocity_m_s(d, membrane=GainesMembrane(k)) for k in KINDS)
    assert np.all((sensory / motor > 1.05) & (sensory / motor < 1.11))
    rests = [traces(k, [10.0], pulse=Pulse(0.0), duration_ms=0.01)[1][0, 0, 20] for k in KINDS]
    assert rests == pytest.approx([-85.94, -79.36], abs=0.05)
    assert rests[1] - rests[0] == pytest.approx(6.6, abs=0.1)


@pytest.mark.parametrize("kind", KINDS)
def test_velocity_tends_to_neurons_as_the_step_goes_to_0(kind: str) -> None:
    """Within 0.5 % at the default step, 0.05 % at 0.5 µs."""
    wanted = [r for r in CV if r["membrane"] == kind and float(r["dt_ms"]) == 0]
    d, there = [float(r["D_um"]) for r in wanted], [float(r["daspk_m_s"]) for r in wanted]
    for dt_ms, within in ((0.0025, 0.005), (0.0005, 0.0005)):
        ours = velocity_m_s(d, membrane=GainesMembrane(kind), dt_ms=dt_ms)  # type: ignore[arg-type]
        assert ours == pytest.approx(there, rel=within)


@pytest.mark.parametrize("dt_ms", [0.005, 0.001])
@pytest.mark.parametrize("kind", KINDS)
def test_backward_euler_makes_neurons_own_error(kind: str, dt_ms: float) -> None:
    wanted = [r for r in CV if r["membrane"] == kind and float(r["dt_ms"]) == dt_ms]
    ours = velocity_m_s(
        [float(r["D_um"]) for r in wanted],
        membrane=GainesMembrane(kind),  # type: ignore[arg-type]
        dt_ms=dt_ms,
        scheme="be",
    )
    assert ours == pytest.approx([float(r["CV_m_s"]) for r in wanted], rel=1e-4)


@pytest.mark.parametrize("kind", KINDS)
def test_rest_peak_and_width_of_the_spike_are_neurons(kind: str) -> None:
    wanted = [r for r in CV if r["membrane"] == kind and float(r["dt_ms"]) == 0]
    times, volts = traces(kind, [float(r["D_um"]) for r in wanted], dt_ms=0.001, duration_ms=2.5)
    for f, row in enumerate(wanted):
        v = volts[f, :, 20]
        assert v[0] == pytest.approx(float(row["rest_mV"]), abs=0.01)
        assert v.max() == pytest.approx(float(row["peak_mV"]), abs=0.8)
        high = times[v >= (v.max() + v[0]) / 2]
        assert np.ptp(high) == pytest.approx(float(row["halfwidth_ms"]), abs=0.005)


RESTS_MV = {
    "motor": (-86.01944, -85.95037, -85.92383, -85.91597, -85.92258),
    "sensory": (-79.45962, -79.36887, -79.35082, -79.36829, -79.40588),
}
"""NEURON with the authors' own mechanisms (ModelDB 243841), 21 nodes of 6, 8, 10, 12.5 and 15 µm,
the middle one after 6.5 s, at 37 and at 25 °C alike: a gate's rest asks for no temperature."""


@pytest.mark.parametrize("celsius", [37.0, 25.0])
@pytest.mark.parametrize("kind", KINDS)
def test_fibers_rest_where_the_published_mechanisms_do(kind: str, celsius: float) -> None:
    membrane = GainesMembrane(kind, celsius)  # type: ignore[arg-type]
    fibers = Fibers(Geometry.of([6.0, 8.0, 10.0, 12.5, 15.0], "gaines"), 21, membrane)
    _, volts = node_voltages(fibers, pulse=Pulse(0.0), duration_ms=0.01)
    assert volts[:, 0, 10] == pytest.approx(RESTS_MV[kind], abs=5e-5)


def damage(text: str, fiber: int) -> list[Lesion]:
    found = []
    for one in text.split(";"):
        kind, rest = one.split(":")
        scale, _, where = rest.partition("@")
        first, _, last = where.partition("-")
        places = np.arange(int(first), int(last or first) + 1)
        found.append(Lesion.at_all(kind, places, float(scale), [fiber]))  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_damaged_fibers_conduct_as_in_neuron(kind: str) -> None:
    """Backward Euler at NEURON's step: delays within 0.05 µs; default scheme and step: 1 %."""
    wanted = [r for r in BLOCK if r["membrane"] == kind]
    healthy = [r["damage"] == "none" for r in wanted]
    assert sum(healthy) == 2 and len(wanted) == 16
    fibers = Fibers(
        Geometry.of([float(r["D_um"]) for r in wanted], "gaines"),
        41,
        GainesMembrane(kind),  # type: ignore[arg-type]
    )
    lesions = [
        one
        for f, row in enumerate(wanted)
        if row["damage"] != "none"
        for one in damage(row["damage"], f)
    ]
    there = fibers.node_mm()[:, [38]]
    said = [np.nan if r["delay_us"] == "block" else float(r["delay_us"]) for r in wanted]
    for scheme, dt_ms, close in (
        ("be", 0.001, {"abs": 0.05}),
        ("cn", 0.0025, {"rel": 0.012}),
    ):
        answer = conduct(
            fibers, lesions, watch_at_mm=there, duration_ms=5, dt_ms=dt_ms, scheme=scheme  # type: ignore[arg-type]
        )  # fmt: skip
        times = 1000 * answer.times_ms[:, 0, 0]
        base = np.repeat(times[healthy], 8)
        delays = np.where(healthy, said, times - base)
        assert delays == pytest.approx(said, nan_ok=True, **close)
        if scheme == "be":
            assert times[healthy] == pytest.approx(np.asarray(said)[healthy], abs=0.05)
