"""Whether a fiber's rest holds: beside NEURON, and beside the eigenvalues of the whole fiber."""

from typing import Any, Literal

import numpy as np
import pytest
from numpy.typing import NDArray

from multifocal.fiber import (
    KINDS,
    Fibers,
    GainesMembrane,
    Geometry,
    Lesion,
    Membrane,
    Pulse,
    activation_threshold,
    block_threshold,
    conduct,
    node_voltages,
    passing_intervals,
    stability,
)
from multifocal.fiber.cable import Cable, build
from multifocal.fiber.engines.records import Nodes, Passive
from multifocal.fiber.engines.reference.kernel import settle
from multifocal.fiber.membranes.gates import E_K_MV, E_NA_MV, MRG_GATES
from multifocal.fiber.membranes.scalar import rates, settled
from multifocal.fiber.stability import growing
from multifocal.fiber.touched import leaves_rest
from tests.reference.tables import rows

ENGINES: tuple[Literal["fast", "reference"], ...] = ("fast", "reference")
UNSTEADY = Membrane(37.0, 5.13, 0.0064, 0.065, 0.0092)
"""Its only rest is at -54 mV, where it fires by itself some 400 times a second."""
Array = NDArray[np.float64]


def _growing_at_once(fibers: Fibers, lesions: list[Lesion], steady_na: Array) -> int:
    """The same count from a matrix of all voltages and gates of one fiber: C dx/dt = -G x."""
    of, nodes = build(fibers.geometry, fibers.nodes, lesions, Membrane()), fibers.nodes
    channels = Nodes(
        of.g_na_fast_us[0], of.g_na_persistent_us[0], of.g_k_slow_us[0], of.g_leak_us[0]
    )
    v, x = np.empty(nodes), np.empty((nodes - 1, 10, 2))
    settle(channels, _passive(of), steady_na, v, x)
    size = 5 * nodes + 20 * (nodes - 1)
    c, g = np.zeros((size, size)), np.zeros((size, size))

    def join(a: int, b: int | None, conductance: float, capacitance: float = 0.0) -> None:
        for matrix, value in ((g, conductance), (c, capacitance)):
            matrix[a, a] += value
            if b is not None:
                matrix[b, b] += value
                matrix[a, b] -= value
                matrix[b, a] -= value

    q = Membrane().rate_factors
    for k in range(nodes):
        m, h, p, s = (settled(v[k], gate) for gate in MRG_GATES)
        naf, nap, ks, leak = (one[k] for one in channels)
        join(k, None, naf * m**3 * h + nap * p**3 + ks * s + leak, of.node_nf[0, k])
        na, potassium = v[k] - E_NA_MV, v[k] - E_K_MV
        opens = (3 * naf * m**2 * h * na, naf * m**3 * na, 3 * nap * p**2 * na, ks * potassium)
        for j, (gate, factor) in enumerate(zip(MRG_GATES, (q.mp, q.h, q.mp, q.s), strict=True)):
            row, pace = nodes + 4 * k + j, factor * sum(rates(v[k], gate))
            slope = (settled(v[k] + 1e-4, gate) - settled(v[k] - 1e-4, gate)) / 2e-4
            c[row, row], g[row, row], g[row, k], g[k, row] = 1.0, pace, -pace * slope, opens[j]
    for i in range(nodes - 1):
        first = 5 * nodes + 20 * i
        inner, outer = np.arange(first, first + 10), np.arange(first + 10, first + 20)
        for k in range(10):
            join(inner[k], outer[k], of.axolemma_us[0, i, k], of.axolemma_nf[0, i, k])
            join(outer[k], None, of.myelin_us[0, i, k], of.myelin_nf[0, i, k])
        for chain, links in ((inner, of.axial_us[0, i]), (outer, of.periaxonal_us[0, i])):
            ends = (i, i + 1) if chain is inner else (None, None)
            join(chain[0], ends[0], links[0])
            join(chain[-1], ends[1], links[-1])
            for k in range(9):
                join(chain[k], chain[k + 1], links[k + 1])
    return int((np.linalg.eigvals(np.linalg.solve(c, -g)).real > 0).sum())


def _passive(of: Cable) -> Passive:
    return Passive(
        of.axolemma_nf[0], of.axolemma_us[0], of.myelin_nf[0], of.myelin_us[0], of.axial_us[0],
        of.periaxonal_us[0],
    )  # fmt: skip


@pytest.mark.parametrize("na", [0.0, 0.08, 0.15, 0.3, 1.2])
def test_as_many_modes_grow_as_the_whole_matrix_has(na: float) -> None:
    fibers = Fibers(Geometry.of(8.0), 11)
    poor = [Lesion.at_all("gna", [7], 0.4), Lesion.at_all("lamellae", [2, 3], 0.1)]
    steady = np.zeros(11)
    steady[2:7] = na
    counted = growing(fibers, poor, steady[None])
    assert counted.tolist() == [_growing_at_once(fibers, poor, steady)]
    assert (counted[0] > 0) == (na in (0.15, 0.3))


def test_neurons_fiber_that_fires_by_itself_is_told() -> None:
    """Every fiber that fired by itself in NEURON, and no other but one: 0.1 nA into 5 nodes, which
    backward Euler at 0.02 ms holds. Its eigenvalue is 0.11 + 1.65i per ms."""
    told = [row for row in rows("mrg_polarization.csv") if not row["lesions"]]
    steady = np.zeros((len(told), 41))
    for row, into in zip(told, steady, strict=True):
        k = int(row["k"])
        into[20 - k // 2 : 20 - k // 2 + k] = float(row["current_na"])
    answer = conduct(Fibers(Geometry.of([10.0] * len(told)), 41), steady_na=steady)
    fires = [row["own_spikes"] != "0" for row in told]
    held = [(row["k"], row["current_na"]) == ("5", "0.1") for row in told]
    assert sum(fires) == 7
    assert sum(held) == 1
    assert answer.unstable_rest.tolist() == [a or b for a, b in zip(fires, held, strict=True)]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_fiber_that_fires_by_itself_is_neither_stopped_nor_late(
    engine: Literal["fast", "reference"],
) -> None:
    fibers = Fibers(Geometry.of([12.11]), 41, UNSTEADY)
    answer = conduct(fibers, engine=engine)
    assert answer.status.tolist() == ["unstable rest"]
    assert np.isnan([answer.times_ms[0, 0, 0], answer.block_at_mm[0]]).all()
    assert not answer.arrived[0]
    assert answer.unasked_ms[0] == pytest.approx(3.06, abs=0.05)


def test_one_fiber_that_fires_by_itself_leaves_the_others_their_answers() -> None:
    fibers = Fibers(Geometry.of([10.0, 10.0, 10.0]), 41)
    steady = np.zeros((3, 41))
    steady[1, 15:25] = 0.1
    poor = Lesion.at_all("gna", [30, 31, 32, 33], 0.01, 3)
    assert conduct(fibers, steady_na=steady).status.tolist() == [
        "arrived",
        "unstable rest",
        "arrived",
    ]
    assert conduct(fibers, [poor], steady_na=steady).status.tolist()[0] == "stopped"
    for limit in (
        block_threshold(fibers, "gna", [30, 31, 32], steady_na=steady, precision=0.2),
        activation_threshold(fibers, steady_na=steady, precision=0.2),
    ):
        assert np.isnan(limit).tolist() == [False, True, False]


def _currents(wide: tuple[int, ...], na: tuple[float, ...]) -> Array:
    """Into so many nodes round the middle of 41, so much: (fibers, nodes)."""
    steady = np.zeros((len(wide) * len(na), 41))
    for row, (k, one) in zip(steady, [(k, one) for k in wide for one in na], strict=True):
        row[20 - k // 2 : 20 - k // 2 + k] = one
    return steady


@pytest.mark.parametrize("celsius", [37.0, 25.0])
def test_a_touch_tells_what_the_eigenvalues_tell(celsius: float) -> None:
    """Of the published membrane, whose growing modes are counted: 60 currents, 24 without rest."""
    steady = _currents((3, 5, 11), (0.02, 0.05, 0.08, 0.1, 0.12, 0.15, 0.2, 0.3, 0.6, 1.2))
    fibers = Fibers(Geometry.of([10.0] * len(steady)), 41, Membrane(celsius))
    counted = growing(fibers, [], steady) != 0
    assert leaves_rest(fibers, [], steady).tolist() == counted.tolist()
    assert 5 < counted.sum() < 25


@pytest.mark.parametrize("kind", ["motor", "sensory"])
def test_motor_and_sensory_fibers_hold_their_rest_and_are_answered(
    kind: Literal["motor", "sensory"],
) -> None:
    """Beside the same fibers watched without a pulse to speak of: none swings by itself, where
    MRG fibers fire (0.1 to 0.3 nA into 5 or 11 nodes)."""
    steady = _currents((5, 11), (0.1, 0.3))
    fibers = Fibers(Geometry.of([10.0] * len(steady), "gaines"), 41, GainesMembrane(kind))
    _, volts = node_voltages(
        fibers, steady_na=steady, pulse=Pulse(0.001, 0.1), stimulate_node=20, nodes=[20], every=8,
        duration_ms=60.0, dt_ms=0.0075,
    )  # fmt: skip
    swings = np.ptp(volts[:, volts.shape[1] // 2 :, 0], axis=1) > 0.01
    assert leaves_rest(fibers, [], steady).tolist() == swings.tolist() == [False] * len(steady)
    assert conduct(fibers, steady_na=steady, duration_ms=10.0).answered.all()


@pytest.mark.parametrize(
    ("celsius", "sodium"),
    [
        (20.0, (1.34, 1.43, 1.474, 1.504, 1.55, 1.86, 3.44, 3.87, 4.13, 4.26, 4.35, 4.48, 5.38)),
        (30.0, (1.38, 1.477, 1.523, 1.554, 1.69, 2.94, 3.53, 3.64, 3.71, 3.82, 4.59)),
        (37.0, (1.38, 1.477, 1.5234, 1.554, 1.69, 1.92, 2.79, 3.07, 3.13, 3.22, 3.87)),
    ],
)
def test_membranes_that_leave_their_rest_in_the_reference_engine_get_no_answer(
    celsius: float, sodium: tuple[float, ...]
) -> None:
    """35 membranes with more sodium, 1 % from either border and farther: between the borders they
    fire by themselves, below rest holds, above it holds near -40 mV. The double cable is touched
    with a thousandth of threshold and followed for 60 ms."""
    leaves, stated = [], []
    for share in sodium:
        fibers = Fibers(Geometry.of(10.0), 21, Membrane(celsius, g_na_fast_s_cm2=3.0 * share))
        _, volts = node_voltages(
            fibers, pulse=Pulse(5e-4, 0.1), stimulate_node=10, nodes=[10], every=10,
            duration_ms=60.0, dt_ms=0.005, engine="reference",
        )  # fmt: skip
        first, second, last = (np.ptp(part) for part in np.array_split(volts[0, :, 0], 3))
        leaves.append(bool(max(first, second, last) > 10.0 or last > second))
        stated.append(conduct(fibers).status[0])
    assert [one == "unstable rest" for one in stated] == leaves
    assert 4 < sum(leaves) < 9


def test_a_fiber_that_was_counted_is_not_counted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pairs of pulses ask the same fiber again and again; one other number asks anew."""
    counted = []

    def count(f: int, fibers: Fibers, *rest: Any) -> int:
        counted.append(f)
        return 0

    monkeypatch.setattr(stability, "_of_one", count)
    monkeypatch.setattr(stability, "_counted_before", {})
    fibers = Fibers(Geometry.of([8.0, 10.0]), 21, Membrane(37.0, g_leak_s_cm2=0.0071))
    passing_intervals(fibers, intervals_ms=[2.0, 3.0, 4.0])
    assert len(counted) == 2
    others = [
        (fibers, [Lesion.at_all("gna", [4], 0.5, 2)], 0.0),
        (fibers, [Lesion.at_all("lamellae", [4], 0.5, 2)], 0.0),
        (fibers, [], 0.01),
        (Fibers(fibers.geometry, 21, Membrane(37.0, g_leak_s_cm2=0.0072)), [], 0.0),
        (Fibers(fibers.geometry, 21, Membrane(36.0, g_leak_s_cm2=0.0071)), [], 0.0),
    ]
    for one, lesions, na in others:
        growing(one, lesions, np.full((2, 21), na))
    assert len(counted) == 2 + 2 * len(others)


def _damaged(
    kind: Literal["motor", "sensory"], celsius: float, count: int, rng: np.random.Generator
) -> tuple[Fibers, list[Lesion]]:
    """Fibers with some of every kind of damage, four places each, down to a hundredth."""
    geometry = Geometry.of(rng.uniform(5.7, 16.0, count), "gaines")
    lesions = []
    for damage in KINDS:
        hurt = np.flatnonzero(rng.random(count) < 0.3)
        at = rng.integers(8, 20, len(hurt))
        left = np.exp(rng.uniform(np.log(0.01), 0.0, (4, len(hurt))))
        lesions += [Lesion(damage, hurt, at + k, left[k]) for k in range(4)]
    return Fibers(geometry, 31, GainesMembrane(kind, celsius)), lesions


@pytest.mark.parametrize("kind", ["motor", "sensory"])
def test_damage_alone_makes_no_motor_or_sensory_fiber_leave_its_rest(
    kind: Literal["motor", "sensory"],
) -> None:
    rng = np.random.default_rng(3)
    for celsius in (20.0, 30.0, 45.0):
        fibers, lesions = _damaged(kind, celsius, 8, rng)
        assert not leaves_rest(fibers, lesions, np.zeros((8, 31))).any()


@pytest.mark.exhaustive
@pytest.mark.parametrize("kind", ["motor", "sensory"])
def test_damage_alone_makes_none_of_many_leave_its_rest(
    kind: Literal["motor", "sensory"],
) -> None:
    """So `conduct` need not ask: 1,560 fibers, 20 to 45 °C."""
    rng = np.random.default_rng(12)
    for celsius in np.linspace(20.0, 45.0, 26):
        fibers, lesions = _damaged(kind, float(celsius), 30, rng)
        assert not leaves_rest(fibers, lesions, np.zeros((30, 31))).any()


@pytest.mark.exhaustive
def test_damage_alone_makes_no_published_fiber_fire_by_itself() -> None:
    """So `conduct` need not ask: 3,120 fibers, 20 to 45 °C, with two or three kinds of damage."""
    rng = np.random.default_rng(11)
    for temperature_c in np.linspace(20.0, 45.0, 26):
        count = 120
        fibers = Fibers(Geometry.of(rng.uniform(5.7, 16.0, count)), 21, Membrane(temperature_c))
        lesions = []
        for kind in KINDS:
            hurt = np.flatnonzero(rng.random(count) < 0.3)
            at = rng.integers(3, 17, len(hurt))
            left = np.exp(rng.uniform(np.log(0.02), 0.0, (3, len(hurt))))
            lesions += [Lesion(kind, hurt, at + k, left[k]) for k in range(3)]
        assert not growing(fibers, lesions, np.zeros((count, 21))).any()


LATE = Membrane(37.0, 5.33441, 0.00698, 0.11159, 0.0061)
"""Much sodium: after an impulse it comes back near its rest and leaves it so slowly that it fires
by itself 84 ms later (double cable; 68 ms the fast engine, which starts nearer to rest)."""


@pytest.mark.parametrize("engine", ENGINES)
def test_a_membrane_that_fires_by_itself_after_it_is_left_is_told(
    engine: Literal["fast", "reference"],
) -> None:
    """Membranes with other conductances are followed for 20 ms. Whether rest holds is no matter of
    how long: it is counted from it."""
    fibers = Fibers(Geometry.of([10.0]), 31, LATE)
    usual = conduct(fibers, engine=engine)
    assert usual.status.tolist() == ["unstable rest"]
    assert np.isnan(usual.unasked_ms[0])
    followed = conduct(fibers, engine=engine, duration_ms=100.0)
    assert 60.0 < followed.unasked_ms[0] < 90.0


def test_a_membrane_whose_rest_holds_fires_no_more_when_followed_longer() -> None:
    """20 random membranes (SD of the log 0.6), 20 to 37 °C: what is not told in 20 ms to leave its
    rest has not fired by itself after 150 ms, and keeps its fate."""
    rng = np.random.default_rng(56)
    held = 0
    for celsius in (20.0, 25.0, 30.0, 34.0, 37.0):
        share = np.exp(rng.normal(0.0, 0.6, 4)) * [3.0, 0.01, 0.08, 0.007]
        membrane = Membrane(celsius, *map(float, share))
        fibers = Fibers(Geometry.of(rng.uniform(5.7, 16.0, 4)), 31, membrane)
        usual, longer = conduct(fibers), conduct(fibers, duration_ms=150.0)
        assert usual.status.tolist() == longer.status.tolist()
        late = np.isnan(usual.unasked_ms) & ~np.isnan(longer.unasked_ms)
        assert not (late & usual.answered).any()
        held += int(usual.answered.sum())
    assert held >= 12
