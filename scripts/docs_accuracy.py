"""Makes the numbers and figures of docs/accuracy.md (called by make_docs.py)."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from numpy.typing import NDArray
from tests.reference.tables import rows
from tests.reference.test_random_lesions import DIAMETERS, GATE, NODES, SAID, column, lesions

from multifocal.fiber import Fibers, Geometry, Lesion, Membrane, conduct
from multifocal.fiber import velocity_m_s as velocity
from multifocal.fiber.engines.lanes import engine as lanes
from multifocal.fiber.engines.lanes import twoport
from multifocal.figures import palette

Array = NDArray[np.float64]
Fill = Callable[[str, str, str], None]
Save = Callable[[plt.Figure, str], None]
PAGE = "accuracy.md"
GREEN, RED = palette()["nerve"], palette()["blocked"]
BLUE, GRAY = palette("chart")["blue"], palette("chart")["gray"]
RULES = {"discrete": "table", "interp": "polynomial"}
HERE = Path(__file__)


def everything(fill: Fill, save: Save) -> None:
    """Every block and figure of the page."""
    velocities(fill)
    steps(save)
    temperatures(fill)
    against_neuron(fill)
    random_lesions(fill, save)
    float32(fill, save)
    modes(fill, save)


def _table(heads: list[str], lines: list[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(line)} |" for line in [heads, ["---"] * len(heads), *lines])


def _truth(model: str) -> tuple[list[float], Array]:
    found = [r for r in rows("mrg_cv.csv") if r["model"] == model and float(r["dt_ms"]) == 0]
    return [float(r["D_um"]) for r in found], np.array([float(r["CV_m_s"]) for r in found])


def velocities(fill: Fill) -> None:
    """Both geometries, several steps, both engines."""
    fast = (0.010, 0.0075, 0.005, 0.003, 0.001)
    lines = []
    for model, rule in RULES.items():
        d, truth = _truth(model)
        ours = [velocity(d, rule, dt_ms=dt) for dt in fast]  # type: ignore[arg-type]
        ours.append(velocity(d, rule, engine="reference"))  # type: ignore[arg-type]
        for k, (diameter, true) in enumerate(zip(d, truth, strict=True)):
            errors = [f"{100 * (v[k] / true - 1):+.2f} %" for v in ours]
            lines.append([f"{diameter:g}, {rule}", f"{true:.2f} m/s", *errors])
    heads = ["diameter, µm", "NEURON, dt → 0", *(f"fast, {1000 * dt:g} µs" for dt in fast)]
    fill(PAGE, "velocity", _table([*heads, "reference, 2.5 µs"], lines))


def steps(save: Save) -> None:
    """Largest velocity error against the step: with κ, without, the reference, backward Euler."""
    d, truth = _truth("discrete")
    dts = np.array([0.001, 0.0015, 0.0025, 0.004, 0.006, 0.008, 0.010])

    def worst(**how: object) -> list[float]:
        found = [velocity(d, dt_ms=float(dt), **how) for dt in dts]  # type: ignore[arg-type]
        return [float(100 * np.abs(v / truth - 1).max()) for v in found]

    tuned = worst()
    kept = lanes.KAPPA_AT_0, lanes.KAPPA_PER_MS
    lanes.KAPPA_AT_0, lanes.KAPPA_PER_MS = 0.0, 0.0
    plain = worst()
    lanes.KAPPA_AT_0, lanes.KAPPA_PER_MS = kept
    figure, axis = plt.subplots(figsize=(5.4, 3.4))
    for values, name, color, style in (
        (tuned, "fast", GREEN, "o-"),
        (plain, "fast, κ = 0", GREEN, "o:"),
        (worst(engine="reference"), "reference", BLUE, "s-"),
        (worst(scheme="be"), "backward Euler", RED, "^-"),
    ):
        axis.loglog(1000 * dts, values, style, color=color, label=name)
    axis.axhline(0.5, color=GRAY, linewidth=0.8, linestyle=":")
    axis.set_xlabel("time step, µs")
    axis.set_ylabel("largest velocity error, %")
    axis.legend()
    save(figure, "velocity-error")


def temperatures(fill: Fill) -> None:
    """Held out from κ: every temperature."""
    wanted = [r for r in rows("mrg_temperature.csv") if r["converged_m_s"]]
    lines = []
    for row in wanted:
        membrane = Membrane(float(row["temperature_c"]))
        true = float(row["daspk_m_s"] or row["converged_m_s"])
        errors = [
            f"{100 * (velocity(float(row['D_um']), membrane=membrane, engine=e)[0] / true - 1):+.2f} %"  # type: ignore[arg-type]  # noqa: E501
            for e in ("fast", "reference")
        ]
        lines.append([row["D_um"], row["temperature_c"], f"{true:.2f} m/s", *errors])
    fill(PAGE, "temperature", _table(["µm", "°C", "NEURON", "fast", "reference"], lines))


def against_neuron(fill: Fill) -> None:
    """Thresholds and delays of mrg_block_converged.csv."""
    said = []
    for engine, words in (("fast", "fast engine, 3 µs"), ("reference", "reference, 2.5 µs")):
        off_threshold, off_delay = 0.0, 0.0
        for row in (r for r in rows("mrg_block_converged.csv") if float(r["dt_ms"]) == 0):
            threshold = float(row["threshold_scale"])
            if threshold:
                tried = threshold * np.linspace(0.98, 1.02, 81)
                ours = tried[np.isnan(_delays_us(row, tried, engine))].max(initial=tried[0])
                off_threshold = max(off_threshold, abs(ours / threshold - 1))
            far = [s for s in (0.5, 0.25, 0.1, 0.05, 0.02) if s >= 1.3 * threshold]
            wanted = np.array([float(row[f"delay_us_{s:g}"]) for s in far])
            if far:
                late = np.abs(_delays_us(row, np.array(far), engine) - wanted).max()
                off_delay = max(off_delay, float(late))
        said.append(
            f"- {words}: largest difference of a threshold {100 * off_threshold:.1f} %, of a delay "
            f"(at least 1.3 times the threshold left) {off_delay:.1f} µs."
        )
    fill(PAGE, "lesions", "\n".join(said))


def _delays_us(row: dict[str, str], scales: Array, engine: str) -> Array:
    count = len(scales) + 1
    fibers = Fibers(Geometry.of([float(row["D_um"])] * count), 41)
    lesion = Lesion.centered(row["kind"], int(row["N"]), scales, 20, count - 1)  # type: ignore[arg-type]
    times = conduct(fibers, [lesion], duration_ms=6, engine=engine, stop_at_node=38)  # type: ignore[arg-type]
    at = times.node_times_ms[:, 38, 0]
    return np.asarray(1000 * (at[:-1] - at[-1]))


def gate_times(dt_ms: float | None = None, healthy: bool = False) -> Array:
    """When each of the 2,400 random fibers' impulses comes to the gate, ms."""
    damage = [] if healthy else lesions()
    answer = conduct(
        Fibers(Geometry.of(DIAMETERS), NODES), damage, duration_ms=40, dt_ms=dt_ms,
        stop_at_node=GATE,
    )  # fmt: skip
    return np.asarray(answer.node_times_ms[:, GATE, 0])


def random_lesions(fill: Fill, save: Save) -> None:
    """Verdicts and delays of 2,400 random fibers, and where κ does not matter."""
    truth, whole = column("gate_ms"), column("healthy_ms")
    doubt = np.isnan(column("at_0.97")) != np.isnan(column("at_1.03"))
    near = np.isnan(column("at_1_over_1.3"))
    lines = []
    off_default = np.zeros(0)
    kept = lanes.KAPPA_AT_0, lanes.KAPPA_PER_MS
    for dt, tuned in ((0.003, True), (0.003, False), (0.006, True), (0.006, False), (0.010, True)):
        lanes.KAPPA_AT_0, lanes.KAPPA_PER_MS = kept if tuned else (0.0, 0.0)
        ours = gate_times(dt)
        off = 1000 * ((ours - gate_times(dt, healthy=True)) - (truth - whole))
        differs = np.isnan(ours) != np.isnan(truth)
        if dt == 0.003 and tuned:
            off_default = off
        both = np.isfinite(off)
        cells = [
            f"{1000 * dt:g} µs{'' if tuned else ', κ = 0'}",
            f"{(differs & ~doubt).sum()}",
            f"{(differs & doubt).sum()} of {doubt.sum()}",
            f"{np.median(np.abs(off[both & ~near])):.2f}, {np.abs(off[both & ~near]).max():.1f} µs",
            f"{np.median(np.abs(off[both & near & ~doubt])):.1f}, "
            f"{np.abs(off[both & near & ~doubt]).max():.1f} µs",
            f"{np.abs(off[both & doubt]).max():.0f} µs",
        ]
        lines.append(cells)
    lanes.KAPPA_AT_0, lanes.KAPPA_PER_MS = kept
    heads = [
        "step", "verdicts that differ where the reference is sure", "in doubt: differ",
        "delay error far from block: median, largest", "within 1.3 of the threshold",
        "in doubt: largest",
    ]  # fmt: skip
    blocked = int(np.isnan(truth).sum())
    text = (
        f"{len(SAID)} fibers, {blocked} of them blocked; in {doubt.sum()} the reference's own "
        "verdict turns within 3 % of the severity.\n\n" + _table(heads, lines)
    )
    fill(PAGE, "random", text)
    figure, axis = plt.subplots(figsize=(5.4, 3.2))
    delay = 1000 * (truth - whole)
    for some, name, color in ((~near, "far from block", GREEN), (near & ~doubt, "near", BLUE),
                              (doubt, "in doubt", RED)):  # fmt: skip
        axis.plot(delay[some], np.abs(off_default[some]), ".", ms=3, color=color, label=name)
    axis.set(xlabel="delay by damage, µs", ylabel="error at 3 µs steps, µs", yscale="log")
    axis.set_xscale("symlog", linthresh=10)
    axis.set_ylim(1e-3, 200)
    axis.legend()
    save(figure, "delay-error")


def float32(fill: Fill, save: Save) -> None:
    """The same kernel in float32 and float64, lane by lane (plain path)."""
    times = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, double in (("single", ""), ("double", "1")):
            out = Path(folder) / f"{name}.npy"
            code = (
                f"import sys; sys.path[:0] = {sys.path[:2]!r}\n"
                "import numpy as np, docs_accuracy as d\n"
                f"np.save({str(out)!r}, np.stack([d.gate_times(), d.gate_times(healthy=True)]))"
            )
            env = os.environ | {"MULTIFOCAL_LANES": "1", "MULTIFOCAL_DOUBLE": double}
            subprocess.run([sys.executable, "-c", code], env=env, check=True, cwd=HERE.parent)
            times[name] = np.load(out)
    single, double = times["single"], times["double"]
    off_ns = 1e6 * (single - double)
    doubt = np.isnan(column("at_0.97")) != np.isnan(column("at_1.03"))
    sure = np.isfinite(off_ns[0]) & ~doubt
    turned = int((np.isnan(single[0]) != np.isnan(double[0])).sum())
    fill(
        PAGE,
        "float32",
        f"Of {len(SAID)} random fibers {turned} get another verdict in float32 than in float64. "
        f"Arrivals differ by {np.median(np.abs(off_ns[0][sure])):.0f} ns on the median and "
        f"{np.abs(off_ns[0][sure]).max() / 1000:.2f} µs at most (healthy fibers: "
        f"{np.abs(off_ns[1]).max():.0f} ns at most), apart from the fibers in doubt.",
    )
    figure, axis = plt.subplots(figsize=(5.4, 3.0))
    edges = np.logspace(-1, 4, 51)
    for values, name, color in ((off_ns[1], "healthy", GREEN), (off_ns[0][sure], "damaged", BLUE)):
        axis.hist(np.clip(np.abs(values), 0.1, None), edges, color=color, alpha=0.6, label=name)
    axis.set(xscale="log", xlabel="float32 against float64: difference of arrival, ns")
    axis.set_ylabel("fibers")
    axis.legend()
    save(figure, "float32-error")


def modes(fill: Fill, save: Save) -> None:
    """What fewer modes would cost: the same fibers, internodes exact at fewer rates."""
    kept = dict(twoport.SHIFTS_PER_MS)
    doubt = np.isnan(column("at_0.97")) != np.isnan(column("at_1.03"))
    sets = {
        2: [5.0, 100.0], 3: [3.0, 25.0, 200.0], 4: [3.0, 15.0, 60.0, 250.0],
        5: [2.0, 8.0, 30.0, 100.0, 300.0], 6: [1.0, 4.0, 16.0, 60.0, 200.0, 600.0],
    }  # fmt: skip
    d, truth = _truth("discrete")
    best = np.zeros(0)
    lines, shown = [], []
    for count in reversed(sets):
        shifts = np.array(sets[count])
        twoport.SHIFTS_PER_MS.update(healthy=shifts, remade=shifts)
        ours, fast = gate_times(), velocity(d, dt_ms=0.001)
        best = ours if not len(best) else best
        off = np.abs(1000 * (ours - best))[~doubt]
        turned = int(((np.isnan(ours) != np.isnan(best)) & ~doubt).sum())
        error = float(100 * np.abs(fast / truth - 1).max())
        worst = float(np.nanmax(off)) if count < 6 else 0.0
        shown.append((2 * count, float(np.nanpercentile(off, 95)), worst))
        lines.append([
            f"{2 * count}", f"{error:.3f} %", f"{turned}",
            "-" if count == 6 else f"{np.nanpercentile(off, 95):.2f} µs",
            "-" if count == 6 else f"{worst:.1f} µs",
        ])  # fmt: skip
    twoport.SHIFTS_PER_MS.update(kept)
    heads = ["modes of an internode", "largest velocity error at 1 µs",
             "sure verdicts that differ from 12 modes", "arrivals, 95 %", "largest"]  # fmt: skip
    fill(PAGE, "modes", _table(heads, lines))
    figure, axis = plt.subplots(figsize=(5.4, 3.0))
    many = [s for s in shown if s[0] < 12]
    for column_, name, style in ((1, "95 %", "o-"), (2, "largest", "s:")):
        axis.semilogy(
            [s[0] for s in many], [s[column_] for s in many], style, color=GREEN, label=name
        )
    axis.set(xlabel="modes of every internode", ylabel="difference of arrival from 12 modes, µs")
    axis.legend()
    save(figure, "mode-error")
