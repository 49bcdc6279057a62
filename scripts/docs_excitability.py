"""Makes the numbers and figures of docs/excitability.md (called by make_docs.py)."""

from collections.abc import Callable

import matplotlib.pyplot as plt
import numpy as np
from tests.reference.test_excitability import FIBERS, thresholds

from multifocal.excitability import (
    PUBLISHED,
    Electrotonus,
    RecoveryCycle,
    StrengthDuration,
    Tracking,
    recovery_cycle,
    steady_for_shift,
    strength_duration,
    threshold_electrotonus,
)
from multifocal.excitability import published as people
from multifocal.fiber import Fibers, GainesMembrane, Geometry, Lesion, Membrane, conduct
from multifocal.figures import palette

Fill = Callable[[str, str, str], None]
Save = Callable[[plt.Figure, str], None]
PAGE = "excitability.md"
ONES = {
    "MRG, 37 °C": Fibers(Geometry.of(10.0), 21),
    "MRG, 33 °C": Fibers(Geometry.of(10.0), 21, Membrane(33.0)),
    "Gaines motor, 37 °C": Fibers(Geometry.of([10.0], "gaines"), 21, GainesMembrane("motor")),
}
COLORS = (palette()["nerve"], palette("chart")["blue"], palette("chart")["gray"])
ROWS = {
    "time_constant_ms": "strength-duration time constant, ms",
    "relative_refractory_ms": "relative refractory period, ms",
    "superexcitability_percent": "superexcitability, %",
    "subexcitability_percent": "late subexcitability, %",
    "ted_10_percent": "+40 %, after 10 ms, %",
    "ted_90_percent": "+40 %, after 90 ms, %",
    "ted_after_percent": "+40 %, undershoot, %",
    "teh_10_percent": "-40 %, after 10 ms, %",
    "teh_90_percent": "-40 %, after 90 ms, %",
    "teh_after_percent": "-40 %, overshoot, %",
}
TRAIN, SHARES = 10, np.linspace(0.155, 0.225, 57)


def main(fill: Fill, save: Save) -> None:
    """Every block and figure of the page."""
    cycles = {name: recovery_cycle(one) for name, one in ONES.items()}
    tonus = {name: threshold_electrotonus(one) for name, one in ONES.items()}
    laws = {name: strength_duration(one) for name, one in ONES.items()}
    measures(fill, laws, cycles, tonus)
    recovery(save, cycles)
    electrotonus(save, tonus)
    polarized(fill)
    exact(fill)
    train(fill)


def _cell(value: float) -> str:
    return "none" if np.isnan(value) else f"{value:.3g}"


def measures(
    fill: Fill,
    laws: dict[str, StrengthDuration],
    cycles: dict[str, RecoveryCycle],
    tonus: dict[str, Electrotonus],
) -> None:
    """What clinics read off the curves."""
    lines = [f"| | people | {' | '.join(ONES)} |", "|---" * (2 + len(ONES)) + "|"]
    for key, label in ROWS.items():
        value = PUBLISHED[key]
        spread = "" if value.sd is None else f" ± {value.sd:g}"
        cells = []
        for name in ONES:
            curve = tonus[name]
            measured = {
                "time_constant_ms": laws[name].time_constant_ms,
                "relative_refractory_ms": cycles[name].relative_refractory_ms,
                "superexcitability_percent": cycles[name].superexcitability_percent,
                "subexcitability_percent": cycles[name].subexcitability_percent,
                "ted_10_percent": curve.mean(40, 10, 10),
                "ted_90_percent": curve.mean(40, 90, 90),
                "ted_after_percent": curve.rebound(40),
                "teh_10_percent": curve.mean(-40, 10, 10),
                "teh_90_percent": curve.mean(-40, 90, 90),
                "teh_after_percent": curve.rebound(-40),
            }[key]
            cells.append(_cell(float(measured[0])))
        lines.append(f"| {label} | {value.mean:g}{spread} | {' | '.join(cells)} |")
    fill(PAGE, "measures", "\n".join(lines))


def recovery(save: Save, cycles: dict[str, RecoveryCycle]) -> None:
    """Threshold after an impulse."""
    figure, axis = plt.subplots(figsize=(5.5, 3.2))
    for (name, cycle), color in zip(cycles.items(), COLORS, strict=True):
        axis.plot(cycle.intervals_ms, cycle.change_percent[0], "-", color=color, label=name)
    axis.plot(*np.array(people.RECOVERY_PERCENT).T, "o", color="black", ms=4, label="people")
    axis.axhline(0, color="0.8", lw=0.8)
    axis.set(xscale="log", ylim=(-45, 70), xlabel="interval, ms", ylabel="threshold change, %")
    axis.set_xticks([2, 5, 10, 20, 50, 100, 200], ["2", "5", "10", "20", "50", "100", "200"])
    axis.legend(frameon=False)
    save(figure, "recovery-cycle")


def electrotonus(save: Save, tonus: dict[str, Electrotonus]) -> None:
    """Threshold during and after a current."""
    figure, axis = plt.subplots(figsize=(5.5, 3.6))
    for (name, found), color in zip(tonus.items(), COLORS, strict=True):
        for k, curve in enumerate(found.reduction_percent[0]):
            axis.plot(found.delays_ms, curve, "-", color=color, label=None if k else name)
    both = np.array([*people.DEPOLARIZING_PERCENT, *people.HYPERPOLARIZING_PERCENT])
    axis.plot(*both.T, "o", color="black", ms=4, label="people")
    axis.axhline(0, color="0.8", lw=0.8)
    axis.set(xlabel="after the current began, ms", ylabel="threshold reduction, %")
    axis.legend(frameon=False)
    save(figure, "threshold-electrotonus")


def polarized(fill: Fill) -> None:
    """The recovery cycle of shifted rests."""
    fibers = ONES["MRG, 37 °C"]
    lines = [
        "| rest moved by | threshold, 1 ms | refractory | superexcitable | subexcitable |",
        "|---|---|---|---|---|",
    ]
    for shift in (-8.0, -4.0, 0.0, 4.0):
        steady = steady_for_shift(fibers, shift) if shift else None
        found = recovery_cycle(Tracking(fibers, steady_na=steady))
        lines.append(
            f"| {shift:+g} mV | {found.control_na[0]:.3f} nA | "
            f"{_cell(float(found.relative_refractory_ms[0]))} ms | "
            f"{found.superexcitability_percent[0]:.1f} % | "
            f"{found.subexcitability_percent[0]:.1f} % |"
        )
    fill(PAGE, "polarized", "\n".join(lines))


def exact(fill: Fill) -> None:
    """Differences of threshold from NEURON's."""
    lines = [
        "| fiber | thresholds | median difference | largest |",
        "|---|---|---|---|",
    ]
    for key, found in FIBERS:
        truth = np.array([float(r["threshold_na"]) for r in found])
        ours = thresholds(key, found, dt_ms=0.005 if key[0] == "mrg" else 0.010)
        off = 100 * np.abs(ours / truth - 1)
        lines.append(
            f"| {key[0]}, {key[1]:g} µm, {key[2]:g} °C | {len(found)} | {np.median(off):.2f} % "
            f"| {off.max():.2f} % |"
        )
    fill(PAGE, "exact", "\n".join(lines))


def train(fill: Fill) -> None:
    """Which of ten impulses pass five nodes of little sodium, by what is left of it."""
    count = len(SHARES)
    fibers = Fibers(Geometry.of([10.0] * count), 41)
    poor = Lesion.at_all("gna", range(18, 23), SHARES, fibers=count)
    lines = ["| an impulse every | the first passes from | all ten pass from |", "|---|---|---|"]
    patterns = []
    for every in (100.0, 30.0, 20.0, 10.0):
        times = conduct(
            fibers, [poor], pulse_times_ms=every * np.arange(TRAIN), duration_ms=every * TRAIN + 20
        ).times_ms[:, 0]
        passed = np.isfinite(times)
        first, whole = SHARES[passed[:, 0]].min(), SHARES[passed.all(axis=1)].min()
        lines.append(f"| {every:g} ms | {100 * first:.2f} % | {100 * whole:.2f} % |")
        if every == 10.0:
            patterns = [
                f"{100 * share:.2f} %  {''.join('x' if one else '.' for one in row)}"
                for share, row in zip(SHARES, passed, strict=True)
                if row.any() and not row.all()
            ][::2]
    fill(PAGE, "train", "\n".join([*lines, "", "At 100 a second (x passes, . is stopped):", "",
                                   "```", *patterns, "```"]))  # fmt: skip
