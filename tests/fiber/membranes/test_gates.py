"""One table of gates: what it says is what the papers print, and what every engine computes."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from multifocal import sources
from multifocal.fiber import GainesMembrane, Membrane
from multifocal.fiber.engines.gaines import rest as axon
from multifocal.fiber.engines.lanes import gates as side_by_side
from multifocal.fiber.engines.lanes import rest as lanes
from multifocal.fiber.engines.reference import kernel as reference
from multifocal.fiber.engines.vector import LANES, load, store, vector_jit
from multifocal.fiber.membranes.gaines import INTERNODE_S_CM2
from multifocal.fiber.membranes.gates import (
    MOTOR,
    MOTOR_GATES,
    MRG,
    MRG_GATES,
    REVERSAL_MV,
    SENSORY,
    SENSORY_GATES,
    Gate,
    Linoid,
    Logistic,
    Mirrored,
)
from multifocal.fiber.membranes.scalar import moved, rates, settled

Array = NDArray[np.float64]
TABLES = {"mrg": MRG, "motor": MOTOR, "sensory": SENSORY}
V = np.linspace(-140.0, 60.0, 401) + 0.05  # beside the voltages where a rate is 0/0
EVERY = [(name, gate) for name, table in TABLES.items() for gate in table]
IDS = [f"{name}-{gate.letter}" for name, gate in EVERY]


def exp(x: Array) -> Array:
    return np.asarray(np.exp(x))


PRINTED: dict[str, tuple[Callable[[Array], Array], Callable[[Array], Array]]] = {
    "mrg-m": (
        lambda v: 1.86 * (v + 21.4) / (1 - exp(-(v + 21.4) / 10.3)),
        lambda v: 0.086 * -(v + 25.7) / (1 - exp((v + 25.7) / 9.16)),
    ),
    "mrg-h": (
        lambda v: 0.062 * -(v + 114) / (1 - exp((v + 114) / 11)),
        lambda v: 2.3 / (1 + exp(-(v + 31.8) / 13.4)),
    ),
    "mrg-p": (
        lambda v: 0.01 * (v + 27) / (1 - exp(-(v + 27) / 10.2)),
        lambda v: 0.00025 * -(v + 34) / (1 - exp((v + 34) / 10)),
    ),
    "mrg-s": (
        lambda v: 0.3 / (1 + exp((v + 53) / -5)),
        lambda v: 0.03 / (1 + exp(-(v + 90) / 1)),
    ),
    "motor-m": (
        lambda v: 1.86 * (v + 20.4) / (1 - exp(-(v + 20.4) / 10.3)),
        lambda v: 0.086 * -(v + 25.7) / (1 - exp((v + 25.7) / 9.16)),
    ),
    "motor-n": (
        lambda v: 0.0462 * (v + 83.2) / (1 - exp(-(v + 83.2) / 1.1)),
        lambda v: 0.0824 * -(v + 66) / (1 - exp((v + 66) / 10.5)),
    ),
    "motor-q": (
        lambda v: 0.00522 / exp((v + 107.3) / 12.2),
        lambda v: 0.00522 * exp((v + 107.3) / 12.2),
    ),
    "sensory-h": (
        lambda v: 0.075286 * -(v + 112.7124) / (1 - exp((v + 112.7124) / 8.391)),
        lambda v: 2.8083 / (1 + exp(-(v + 30.5435) / 10.2263)),
    ),
    "sensory-q": (
        lambda v: 0.00522 / exp((v + 94.2) / 12.2),
        lambda v: 0.00522 * exp((v + 94.2) / 12.2),
    ),
}


def of(gate: Gate, v: Array) -> tuple[Array, Array]:
    """Both rates at every voltage, by the compiled formulas."""
    alpha, beta = np.array([rates(float(x), gate.rates) for x in v]).T
    return alpha, beta


def forms(gate: Gate) -> tuple[Linoid | Logistic | Mirrored, ...]:
    return (
        (gate.rates,) if isinstance(gate.rates, Mirrored) else (gate.rates.alpha, gate.rates.beta)
    )


@pytest.mark.parametrize("which", PRINTED)
def test_a_rate_is_the_formula_that_its_paper_prints(which: str) -> None:
    gate = dict(zip(IDS, (gate for _, gate in EVERY), strict=True))[which]
    for ours, printed in zip(of(gate, V), PRINTED[which], strict=True):
        assert ours == pytest.approx(printed(V), rel=1e-10)


@pytest.mark.parametrize(("name", "gate"), EVERY, ids=IDS)
def test_a_rate_is_finite_positive_and_smooth_where_its_formula_is_0_over_0(
    name: str, gate: Gate
) -> None:
    for form in forms(gate):
        near = -form.b + np.array([-1e-4, 0.0, 1e-4])
        for rate in of(gate, near):
            assert (rate > 0).all()
            assert rate == pytest.approx(rate[1], rel=1e-4)


def test_gates_that_share_a_factor_of_temperature_share_it_in_the_table() -> None:
    """The kernels know three factors: of m and p, of h, and of s, n and q."""
    for table in TABLES.values():
        factor = {gate.letter: (gate.q10, gate.at_c) for gate in table}
        assert factor["m"] == factor["p"]
        assert factor["s"] == factor.get("n", factor["s"]) == factor.get("q", factor["s"])
    for membrane in (Membrane(27.0), GainesMembrane("sensory", 27.0)):
        assert membrane.rate_factors == pytest.approx((2.2**0.7, 2.9**0.7, 3.0**-0.9))


def test_slow_and_fast_potassium_are_alike_wherever_they_are() -> None:
    """The kernel of motor and sensory axons compiles one set of numbers in."""
    assert MRG_GATES.s == MOTOR_GATES.s == SENSORY_GATES.s
    assert MOTOR_GATES.n == SENSORY_GATES.n


def test_every_gate_names_its_source_and_a_current_that_there_is() -> None:
    for _, gate in EVERY:
        assert sources.source(gate.source)
        assert gate.current in REVERSAL_MV


def current(table: tuple[Gate, ...], g: dict[str, float], v: float) -> float:
    """Σ g Π gate**power (v - E), from the table alone; what no gate opens is always open."""
    total = 0.0
    for name, most in g.items():
        share = 1.0
        for gate in table:
            if gate.current == name:
                alpha, beta = of(gate, np.array([v]))
                share *= float(alpha[0] / (alpha[0] + beta[0])) ** gate.power
        total += most * share * (v - REVERSAL_MV[name])
    return total


MRG_NODE = {"na_fast": 3.0, "na_persistent": 0.01, "k_slow": 0.08, "leak": 0.007}
AXON_NODE = {**MRG_NODE, "k_fast": 0.03}


@pytest.mark.parametrize("v", [-110.0, -85.0, -79.0, -50.0, -21.4, 10.0, 45.0])
def test_what_gates_open_is_what_the_kernels_conduct(v: float) -> None:
    """Powers, conductances and reversal voltages: the table's, in every engine's own code."""
    wanted = current(MRG, MRG_NODE, v)
    assert reference._steady(v, *MRG_NODE.values()) == pytest.approx(wanted, rel=1e-12)
    out = np.zeros(LANES, dtype=np.float32)
    _lanes_at_rest(np.full(LANES, v, dtype=np.float32), out)
    assert out == pytest.approx(wanted, rel=2e-4, abs=2e-6)
    for table, compiled, kind in (
        (MOTOR, MOTOR_GATES, "motor"),
        (SENSORY, SENSORY_GATES, "sensory"),
    ):
        g = AXON_NODE
        node = axon.steady_node(
            v, g["na_fast"], g["na_persistent"], g["k_slow"], g["k_fast"], g["leak"], compiled
        )
        assert node == pytest.approx(current(table, g, v), rel=1e-12)
        density = INTERNODE_S_CM2[kind]  # type: ignore[index]
        between = axon.steady_internode(v, density, compiled)
        assert between == pytest.approx(current(table, density._asdict(), v), rel=1e-12)


@vector_jit
def _lanes_at_rest(v, out):
    store(out, 0, lanes._at_rest(load(v, 0), 3.0, 0.01, 0.08, 0.007))


@vector_jit
def _fractions(v, out):
    for i in range(v.shape[0] // LANES):
        x = load(v, i)
        for k, (a, b, d) in enumerate(
            (
                side_by_side.over_m(x),
                side_by_side.over_h(x),
                side_by_side.over_p(x),
                side_by_side.over_s(x),
            )
        ):
            store(out[k, 0], i, a / d)
            store(out[k, 1], i, b / d)


def test_rates_of_sixteen_fibers_are_those_of_one() -> None:
    """In float32, with 0/0 nudged by 0.01 mV: within 0.2 %, or where it is nearly closed 1e-6."""
    singular = [-form.b for gate in MRG for form in forms(gate)]
    v = np.concatenate([np.linspace(-140, 100, 16 * 40 - len(singular)), singular])
    got = np.zeros((4, 2, len(v)), dtype=np.float32)
    _fractions(v.astype(np.float32), got)
    for row, gate in zip(got, MRG, strict=True):
        for ours, exact in zip(row, of(gate, v.astype(np.float32).astype(float)), strict=True):
            assert ours == pytest.approx(exact, rel=2e-3, abs=1e-6)


@pytest.mark.parametrize("gates", [MRG_GATES, MOTOR_GATES, SENSORY_GATES])
def test_a_gate_relaxes_to_where_it_settles(gates: tuple[object, ...]) -> None:
    for gate in gates:
        for v in (-80.0, -20.0, 20.0):
            rest = settled(v, gate)  # type: ignore[arg-type]
            a, b = rates(v, gate)  # type: ignore[arg-type]
            half = moved(0.0, v, gate, np.log(2) / (a + b))  # type: ignore[arg-type]
            assert half == pytest.approx(rest / 2)
            assert moved(rest, v, gate, 3.0) == rest  # type: ignore[arg-type]
