"""Motor and sensory membranes: what the batched double cable promises, apart from NEURON's numbers
(tests/reference/test_gaines.py)."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from multifocal.fault import Fault
from multifocal.fiber import (
    KINDS,
    Fibers,
    GainesMembrane,
    Geometry,
    Lesion,
    Pulse,
    conduct,
    conduction,
    node_voltages,
    velocity_m_s,
)
from multifocal.fiber.damage import damage
from multifocal.fiber.engines.gaines import engine, gates
from multifocal.fiber.engines.share import Share
from multifocal.fiber.engines.vector import LANES, load, store, vector_jit
from multifocal.fiber.membranes import gaines
from multifocal.fiber.membranes.scalar import rates
from multifocal.fiber.stimulus import drive


def fibers(diameters: object, kind: str = "motor", nodes: int = 41) -> Fibers:
    return Fibers(Geometry.of(diameters, "gaines"), nodes, GainesMembrane(kind))  # type: ignore[arg-type]


@pytest.mark.some_cases(1)
@pytest.mark.parametrize("kind", ["motor", "sensory"])
def test_a_fiber_at_rest_stays_there_to_the_last_bit(kind: str) -> None:
    lesions = [
        Lesion.at_all("paranode", [20, 21], 0.5, 3),
        Lesion.at_all("lamellae", [10], 0.02, 3),
    ]
    batch = fibers([5.7, 9.3, 16.0], kind)
    how = {"pulse": Pulse(0.0), "duration_ms": 20, "dt_ms": 0.01}
    _, volts = node_voltages(batch, lesions, **how)  # type: ignore[arg-type]
    assert np.abs(volts - volts[:, :1]).max() == 0.0
    steady = np.zeros(41)
    steady[30] = 0.05
    _, raised = node_voltages(batch, lesions, steady_na=steady, **how)  # type: ignore[arg-type]
    assert np.abs(raised - raised[:, :1]).max() == 0.0
    assert np.all((raised - volts)[:, 0, 30] > 0.5)


def test_new_short_internodes_let_thin_myelin_conduct() -> None:
    """Three internodes at 3 % of their lamellae block; each replaced by three conducts, late."""
    thin = Lesion.centered("lamellae", 3, 0.03, 20)
    assert not conduct(fibers([10.0]), [thin]).arrived[0]
    repaired = fibers([10.0]).remyelinated([19, 20, 21], 3)
    new = Lesion.at_all("lamellae", np.arange(19, 28), 0.03)
    late, healthy = (conduct(repaired, lesions).times_ms[0, 0, 0] for lesions in ([new], []))
    assert late > healthy + 0.1


@vector_jit
def _move_all(v, g, span, out):
    for i in range(v.shape[0] // LANES):
        x = load(v, i)
        zero = x * 0.0
        store(out[0], i, gates.moved(zero, x, g.m, span))
        store(out[1], i, gates.moved(zero, x, g.h, span))
        store(out[2], i, gates.moved(zero, x, g.p, span))
        store(out[3], i, gates.moved_s(zero, x, span))
        store(out[4], i, gates.moved_n(zero, x, span))
        store(out[5], i, gates.moved(zero, x, g.q, span))


@pytest.mark.parametrize("kind", ["motor", "sensory"])
@pytest.mark.parametrize("span_ms", [0.01, 1.0, 1e9])
def test_gates_of_sixteen_fibers_follow_the_formulas(kind: str, span_ms: float) -> None:
    """From closed, for a while at one voltage: settled * (1 - exp(-span * (a + b))).

    The singular points of the rates are among the voltages. Below -105 mV slow potassium takes
    minutes to settle; the vectors let it be.
    """
    g = gaines.GATES[kind]  # type: ignore[index]
    singular = [-form.b for gate in (g.m, g.h, g.p, g.n) for form in (gate.alpha, gate.beta)]
    v = np.concatenate([np.linspace(-150, 60, 512 - len(singular)), singular]).astype(np.float32)
    fair = v > (-105 if span_ms > 1e6 else -200)
    got = np.zeros((6, len(v)), dtype=np.float32)
    _move_all(v, g, span_ms, got)
    for row, gate in zip(got, g, strict=True):
        a, b = np.array([rates(float(x), gate) for x in v]).T
        wanted = a / (a + b) * -np.expm1(-span_ms * (a + b))
        assert np.abs(row - wanted)[fair].max() < 1e-6


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_lesion_slows_or_stops(kind: str) -> None:
    scale = {"gna": 0.5, "paranode": 1.0, "mysa": 1.0}.get(kind, 0.1)
    batch = fibers([10.0, 10.0])
    harm = Lesion.centered(kind, 2, scale, 20, 1)  # type: ignore[arg-type]
    times = conduct(batch, [harm]).times_ms[:, 0, 0]
    assert np.isfinite(times[1])
    assert np.isnan(times[0]) or times[0] > times[1]
    assert np.isnan(times[0]) == (kind == "paranode")


def test_bared_paranodes_stop_the_impulse_where_they_are() -> None:
    batch = fibers([10.0], "sensory")
    at = batch.node_mm()[0]
    answer = conduct(
        batch,
        [Lesion.at_all("paranode", [30, 31], 1.0)],
        stimulate_at_mm=at[15],
        watch_at_mm=at[[2, 38]],
    )
    assert np.isfinite(answer.times_ms[0, 0, 0])
    assert np.isnan(answer.times_ms[0, 1, 0])
    assert at[28] <= answer.block_at_mm[0] <= at[32]


def test_a_fiber_in_a_batch_conducts_as_it_does_alone() -> None:
    """Forty fibers, two blocks of sixteen and half a third, each with its own damage and start."""
    rng = np.random.default_rng(4)
    d, scale, start = rng.uniform(5.7, 16, 40), rng.uniform(0.03, 1, 40), rng.integers(0, 10, 40)
    order = rng.permutation(40)
    harm = Lesion("lamellae", order, np.full(40, 20), scale[order])
    batch = fibers(d)
    at = batch.node_mm()
    together = conduct(batch, [harm], stimulate_at_mm=at[np.arange(40), start])
    for f in (0, 15, 16, 39):
        alone = conduct(
            fibers(d[f]), [Lesion.at_all("lamellae", [20], scale[f])],
            stimulate_at_mm=at[f, start[f]],
        )  # fmt: skip
        assert np.array_equal(together.node_times_ms[f], alone.node_times_ms[0], equal_nan=True)


def test_stopping_early_changes_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(7)
    batch = fibers(rng.uniform(6, 14, 32))
    lesions = [Lesion.centered("gna", 3, rng.uniform(0.05, 0.4, 32), 20, 32)]
    how = {"duration_ms": 8.0, "dt_ms": 0.005}
    quick = conduct(batch, lesions, **how).times_ms  # type: ignore[arg-type]
    monkeypatch.setattr(conduction, "QUIET_MV", -np.inf)
    slow = conduct(batch, lesions, **how).node_times_ms[:, :, 0]  # type: ignore[arg-type]
    assert 3 < np.isnan(slow[:, 38]).sum() < 29
    assert np.array_equal(quick[:, 0, 0], slow[:, 38], equal_nan=True)
    goal = conduct(batch, lesions, stop_at_node=30, watch_at_mm=batch.node_mm()[:, [30]], **how)  # type: ignore[arg-type]
    assert np.array_equal(goal.times_ms[:, 0, 0], slow[:, 30], equal_nan=True)


def test_a_train_keeps_its_impulses_apart() -> None:
    t = conduct(fibers(10.0), pulse_times_ms=(0.0, 3.0, 6.0)).times_ms[0, 0]
    assert np.diff(t) == pytest.approx([3.0, 3.0], abs=0.15)


def crossings(
    batch: Fibers, lesions: list[Lesion], pulses_ms: tuple[float, ...] = (0.0,), **how: object
) -> NDArray[np.float64]:
    """(fibers, nodes, pulses + 1), dt 5 µs, with the options that `conduct` does not offer."""
    assert isinstance(batch.membrane, GainesMembrane)
    out = np.full((len(batch), batch.nodes, len(pulses_ms) + 1), np.nan)
    none = np.zeros(len(batch), dtype=np.int64)
    share = Share(
        batch.geometry, damage(batch.geometry, batch.nodes, lesions), batch.membrane,
        start=none, steady_na=None, drive=drive(len(batch), pulses_ms, Pulse()), scheme="cn",
        steps=1200, dt_ms=0.005, quiet_mv=0.0, resting_mv=0.0, goal=none - 1,
        until_ms=np.full(len(batch), 6.0), crossings_ms=out,
        trace_mv=np.empty((len(batch), 0, 0), np.float32), traced=none[:0], every=1,
        no_rest=np.zeros(len(batch), dtype=bool), quiet=np.zeros(len(batch), dtype=bool),
    )  # fmt: skip
    engine.run(share, **how)  # type: ignore[arg-type]
    return out


def test_refreshing_the_internode_every_20_us_is_often_enough() -> None:
    """Against every step: velocities within 0.01 %, the threshold of a block within 0.5 %."""
    healthy = fibers(np.linspace(5.7, 16, 16), "sensory")
    hurt = fibers(np.full(16, 10.0), "sensory")
    harm = Lesion.centered("lamellae", 3, np.linspace(0.036, 0.039, 16), 20, 16)
    took, blocked = [], []
    for every in (1, None):
        times = crossings(healthy, [], refresh_every=every)[:, :, 0]
        took.append(times[:, 35] - times[:, 15])
        blocked.append(np.isnan(crossings(hurt, [harm], refresh_every=every)[:, 38, 0]).tolist())
    assert took[1] == pytest.approx(took[0], rel=1e-4)
    assert blocked[1] == blocked[0]
    assert 0 < sum(blocked[0]) < 16


PLAIN = """
import sys
import numpy as np
from multifocal.fiber import Lesion
from multifocal.fiber.engines.vector import LANES
from multifocal.fiber.stimulus import drive
from tests.fiber.engines.test_gaines import crossings, fibers
thin = Lesion.centered("lamellae", 3, [0.08, 0.1, 0.4], 10, 3)
lesions = [thin, Lesion.at_all("mysa", [14], 0.8, 3)]
dtype = np.float64 if LANES == 1 else np.float32
batch = fibers([6.0, 10.0, 15.0], "sensory", 21)
np.save(sys.argv[1], crossings(batch, lesions, (0.0, 3.0), dtype=dtype))
"""


@pytest.mark.exhaustive
def test_float32_vectors_give_what_plain_float64_gives(tmp_path: Path) -> None:
    """Crossings of two impulses through damage within 0.02 µs."""
    found = []
    for lanes in ("16", "1"):
        out = tmp_path / f"{lanes}.npy"
        subprocess.run(
            [sys.executable, "-c", PLAIN, str(out)],
            env=os.environ | {"MULTIFOCAL_LANES": lanes},
            check=True,
        )
        found.append(np.load(out))
    assert np.isfinite(found[1][1:, 18, :2]).all()
    np.testing.assert_allclose(found[0], found[1], rtol=0, atol=2e-5)


def test_cold_slows_both_membranes() -> None:
    for kind in ("motor", "sensory"):
        warm, cool = (
            velocity_m_s(10.0, membrane=GainesMembrane(kind, t))[0]  # type: ignore[arg-type]
            for t in (37.0, 32.0)
        )
        assert 1.0 < (warm - cool) / 5 < 2.0  # m/s per °C


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="'motor' or 'sensory'"):
        GainesMembrane("mixed")  # type: ignore[arg-type]
    with pytest.raises(Fault, match="20 to 45"):
        GainesMembrane("motor", 10.0)
    with pytest.raises(ValueError, match="scheme is 'rk4'"):
        velocity_m_s(10.0, membrane=GainesMembrane(), scheme="rk4")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="have their own"):
        velocity_m_s(10.0, membrane=GainesMembrane(), engine="reference")
    with pytest.raises(ValueError, match=r"dt_ms is 0\.03"):
        velocity_m_s(10.0, membrane=GainesMembrane(), dt_ms=0.03)
    with pytest.raises(Fault, match=r"5.7 to 16"):
        Geometry.of(5.0, "gaines")
    with pytest.raises(IndexError):
        conduct(fibers(10.0, nodes=21), [Lesion.at_all("lamellae", [20], 0.5)])
