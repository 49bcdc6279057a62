"""The figure and the tables of docs/measuring.md: errors of measuring against noise."""

from collections.abc import Callable, Sequence

import matplotlib.pyplot as plt
import numpy as np
from numpy.typing import NDArray
from rich.progress import track
from tests.measuring.truth import Truth, disturbed, simulated_set

from multifocal.figures import palette
from multifocal.measuring import measured
from multifocal.measuring.choices import LEAST_FOR_TIMES

RATIOS = (15, 20, 30, 40, 60, 80, 100, 150, 200, 400, 1000)
PEOPLE, TIMES = 8, 5
NAMES = ("onset, ms", "amplitude, %", "area, %", "duration, %")
QUIET, HUM, MUSCLE = "white noise", "with hum, drift and artifact", "noise of an unrelaxed muscle"
SLOW_SHARE = np.sqrt(1 / 10)  # averages over 0.5 ms tremble so much less than samples at 20 kHz

Errors = NDArray[np.float64]


def errors(
    truths: Sequence[Truth], ratio: float, kind: str, times: int, seed: int = 7
) -> tuple[Errors, dict[str, int]]:
    """Errors (responses, 4) in the order of NAMES, NaN where not measured, and what was said.

    `ratio` is the true amplitude over the noise in averages over 0.5 ms.
    """
    rng = np.random.default_rng(seed)
    rows, said = [], {"measured": 0, "times left out": 0}
    for truth in truths:
        for _ in range(times):
            d = measured(_disturbed(truth, ratio, kind, rng))
            word = d.unmeasurable or ("absent" if d.absent else "measured")
            if d.landmarks is None or d.amplitude_mv is None:
                said[word] = said.get(word, 0) + 1
                continue
            said["measured" if d.latency_ms is not None else "times left out"] += 1
            area = d.negative_peak_area_mvms or np.nan
            duration = d.landmarks.end_ms - d.landmarks.onset_ms
            rows.append(
                [
                    d.landmarks.onset_ms - truth.onset_ms,
                    100 * (d.amplitude_mv / truth.amplitude_mv - 1),
                    100 * (area / truth.area_mvms - 1),
                    100 * (duration / truth.duration_ms - 1),
                ]
            )
    return np.array(rows).reshape(-1, len(NAMES)), said


def _disturbed(truth: Truth, ratio: float, kind: str, rng: np.random.Generator):
    slow_mv = truth.amplitude_mv / ratio
    if kind == MUSCLE:
        return disturbed(truth, rng, noise_mv=slow_mv, colored=True)
    if kind == QUIET:
        return disturbed(truth, rng, noise_mv=slow_mv / SLOW_SHARE)
    return disturbed(
        truth,
        rng,
        noise_mv=slow_mv / SLOW_SHARE,
        hum_hz=float(rng.choice([50.0, 60.0])),
        hum_mv=0.2 * truth.amplitude_mv,
        drift_mv_per_ms=0.01 * truth.amplitude_mv * rng.uniform(-1, 1),
        artifact_mv=truth.amplitude_mv * rng.uniform(-3, 3),
        decay_ms=rng.uniform(0.3, 1.0),
    )


def measuring(
    save: Callable[[plt.Figure, str], None], fill: Callable[[str, str, str], None]
) -> None:
    """Draws the figure and fills the table."""
    truths = simulated_set(PEOPLE)
    figure, axes = plt.subplots(1, len(NAMES), figsize=(11, 3))
    ours = palette()
    colors = {QUIET: ours["nerve"], HUM: ours["blocked"], MUSCLE: ours["slowed"]}
    lines = [
        "| ratio | noise | said to be lost | times left out | " + " | ".join(NAMES) + " |",
        "|---" * (4 + len(NAMES)) + "|",
    ]
    for kind, color in colors.items():
        bands = []
        for ratio in track(RATIOS, kind):
            found, said = errors(truths, ratio, kind, TIMES)
            total = sum(said.values())
            assert "absent" not in said, "a response was called absent"
            enough = len(found) >= 0.05 * total
            low, high = np.percentile(found, [5, 95], axis=0) if enough else np.full((2, 4), np.nan)
            bands.append((low, high))
            lost = total - said["measured"] - said["times left out"]
            cells = " | ".join(
                f"{a:+.1f} to {b:+.1f}" if enough else "" for a, b in zip(low, high, strict=True)
            )
            lines.append(
                f"| {ratio} | {kind} | {100 * lost / total:.0f} % "
                f"| {100 * said['times left out'] / total:.0f} % | {cells} |"
            )
        for k, axis in enumerate(axes):
            axis.fill_between(
                RATIOS,
                [low[k] for low, _ in bands],
                [high[k] for _, high in bands],
                color=color,
                alpha=0.3,
                label=kind,
                linewidth=0,
            )
    for name, axis in zip(NAMES, axes, strict=True):
        axis.set_xscale("log")
        axis.set_title(f"error of {name}", fontsize=9)
        axis.axhline(0, color=palette("chart")["faint"], linewidth=0.8)
        axis.axvline(LEAST_FOR_TIMES, color=palette("chart")["faint"], linewidth=0.8, linestyle=":")
        axis.set_xlabel("negative peak over noise")
    axes[1].legend(fontsize=7)
    figure.tight_layout()
    save(figure, "measuring-errors")
    fill("measuring.md", "errors", "\n".join(lines))
