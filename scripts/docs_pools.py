"""Healthy pools of every recordable muscle beside what is published, for docs/nerve.md."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from numpy.typing import NDArray
from rich.progress import track

from multifocal import body
from multifocal.figures import palette
from multifocal.measuring import measure
from multifocal.nerve import (
    Experiment,
    Focus,
    Harm,
    f_latencies_ms,
    limb_force,
    motor_pool,
    muscles_behind,
    sensory_nerve,
    sensory_response,
    stimulate,
)

Array = NDArray[np.float64]
Fill = Callable[[str, str, str], None]
Save = Callable[[plt.Figure, str], None]

PUBLISHED = Path(__file__).parents[1] / "tests" / "reference" / "pools.toml"
SENSORY = Path(__file__).parents[1] / "src" / "multifocal" / "nerve" / "tables" / "sensory.toml"
PEOPLE = 200
SAID = {
    "amplitude_mv": ("amplitude, mV", 1),
    "latency_ms": ("latency, ms", 2),
    "duration_ms": ("duration of the negative peak, ms", 1),
    "velocity_m_s": ("velocity, m/s", 1),
    "units": ("motor units", 0),
    "unit_uv": ("response over units, µV", 0),
    "half_units": ("units that make half of it (D50)", 0),
}


def published() -> dict[str, dict[str, Any]]:
    return tomllib.loads(PUBLISHED.read_text(encoding="utf-8"))


def studied(muscle: str, row: dict[str, Any], people: int = PEOPLE) -> dict[str, Array]:
    """One number a person for each quantity, and what changes with distance."""
    sites = [body.site(row["nerve"], one) for one in row["sites"]]
    cells, units, halves, distance = [], [], [], []
    for person in track(range(people), muscle):
        pool = motor_pool(muscle, seed=person)
        sweeps = [stimulate(pool, site, noise=None) for site in sites]
        distance = [one.distance_mm or 0.0 for one in sweeps]
        cells.append(
            [
                (m.amplitude_mv, m.latency_ms, m.negative_peak_duration_ms)
                for m in map(measure, sweeps)
            ]
        )
        assert pool.recordable is not None
        share = np.cumsum(np.sort(pool.recordable.amplitude_mv)[::-1])
        units.append(len(pool))
        halves.append(np.searchsorted(share, share[-1] / 2) + 1)
    values = np.array(cells, dtype=np.float64)
    at = row["sites"].index(row.get("latency_ms", {}).get("at", row["sites"][0]))
    measured = {
        "amplitude_mv": values[:, 0, 0],
        "latency_ms": values[:, at, 1],
        "duration_ms": values[:, 0, 2],
        "units": np.array(units, dtype=np.float64),
        "unit_uv": 1000 * values[:, 0, 0] / units,
        "half_units": np.array(halves, dtype=np.float64),
    }
    if len(sites) > 1:
        later = values[:, 1, 1] - values[:, 0, 1]
        measured["velocity_m_s"] = (distance[1] - distance[0]) / later
    for k, site in enumerate(row["sites"][1:], 1):
        measured[f"fall {site}"] = 100 * (1 - values[:, k, 0] / values[:, 0, 0])
        measured[f"rise {site}"] = 100 * (values[:, k, 2] / values[:, 0, 2] - 1)
    return measured


def everything(fill: Fill, save: Save) -> None:
    """All that docs/nerve.md shows of healthy people."""
    every_pool(fill, save)
    late_responses(fill)
    sensory_responses(fill)
    nerve_blocks(fill)


def every_pool(fill: Fill, save: Save) -> None:
    """The table and figure of healthy distributions, and the changes with distance."""
    lines = [
        "| muscle | | 200 simulated people, mean (3rd to 97th percentile) | published | "
        "share inside |",
        "|---|---|---|---|---|",
    ]
    distance = [
        "| muscle | from | to | amplitude falls, % | duration rises, % |",
        "|---|---|---|---|---|",
    ]
    figure, axes = plt.subplots(12, 4, figsize=(11, 19))
    for k, (muscle, row) in enumerate(published().items()):
        measured = studied(muscle, row)
        label = muscle.replace("_", " ").upper()
        for name, (words, digits) in SAID.items():
            if name not in row:
                continue
            values, range_ = measured[name], row[name]
            low, high = range_.get("low", 0.0), range_.get("high", np.inf)
            inside = 100 * np.mean((values >= low) & (values <= high))
            lines.append(
                f"| {label} | {words} | {_spread(values, digits)} | {_range(range_)} | "
                f"{'' if name in ('units', 'unit_uv', 'half_units') else f'{inside:.0f} %'} |"
            )
        for j, name in enumerate(("amplitude_mv", "latency_ms", "velocity_m_s", "units")):
            _panel(axes[k, j], measured.get(name), row.get(name, {}), f"{label}: {SAID[name][0]}")
        for site in row["sites"][1:]:
            distance.append(
                f"| {label} | {row['sites'][0].replace('_', ' ')} | {site.replace('_', ' ')} | "
                f"{_spread(measured[f'fall {site}'], 1)} | {_spread(measured[f'rise {site}'], 1)} |"
            )
    figure.tight_layout()
    save(figure, "every-pool")
    fill("nerve.md", "pools", "\n".join(lines))
    fill("nerve.md", "distance", "\n".join(distance))


def _panel(axis: plt.Axes, values: Array | None, row: dict[str, Any], title: str) -> None:
    axis.set_title(title, fontsize=8)
    axis.set_yticks([])
    if values is None:
        axis.set_axis_off()
        return
    axis.hist(values, bins=24, color=palette()["nerve"])
    if row:
        low, high = axis.get_xlim()
        axis.axvspan(
            row.get("low", low),
            row.get("high", high),
            color=palette()["coating"],
            alpha=0.4,
            zorder=0,
        )


def _spread(values: Array, digits: int) -> str:
    low, high = np.percentile(values, [3, 97])
    return f"{values.mean():.{digits}f} ({low:.{digits}f} to {high:.{digits}f})"


def _range(row: dict[str, Any]) -> str:
    mean = f"{row['mean']:g}" if "mean" in row else ""
    if "sd" in row:
        mean += f" ± {row['sd']:g}"
    if "low" in row and "high" in row:
        limits = f"{row['low']:g} to {row['high']:g}"
    elif "low" in row:
        limits = f"at least {row['low']:g}"
    else:
        limits = f"at most {row['high']:g}"
    return "; ".join(part for part in (mean, limits) if part) + f" ({row['source']})"


F_PUBLISHED = {  # muscle: nerve, site, then mean and SD (PMID 15351376; oalib 2465965)
    "adm": ("ulnar", "wrist", "83 ± 19", "26.5 ± 2.1", "28.1 ± 2.2", "30.4 ± 2.3", "3.9 ± 0.9"),
    "ah": ("tibial", "ankle", "97 ± 5", "47.0 ± 4.1", "49.6 ± 4.4", "52.5 ± 4.4", "5.5 ± 1.4"),
    "apb": ("median", "wrist", "40 to 100", "24.8 ± 1.7", "26.8 ± 1.4", "29.8 ± 2.8", "5 ± 2.8"),
    "edb": ("fibular", "ankle", "", "", "", "", ""),
}


def late_responses(fill: Fill) -> None:
    """F waves of people of 172 cm: 20 stimuli each."""
    lines = [
        "| | persistence, % | least, ms | mean, ms | most, ms | chronodispersion, ms |",
        "|---|---|---|---|---|---|",
    ]
    who = body.Subject(height_cm=172)
    for muscle, (nerve, site, *said) in F_PUBLISHED.items():
        rows = []
        for person in track(range(PEOPLE), f"F {muscle}"):
            pool = motor_pool(muscle, subject=who, seed=person)
            times = f_latencies_ms(pool, body.site(nerve, site), stimuli=20, seed=person)
            seen = times[np.isfinite(times)]
            if seen.size > 1:
                spread = float(np.ptp(seen))
                rows.append([5 * seen.size, seen.min(), seen.mean(), seen.max(), spread])
        mean, sd = np.mean(rows, axis=0), np.std(rows, axis=0)
        found = [f"{m:.1f} ± {s:.1f}" for m, s in zip(mean, sd, strict=True)]
        lines.append(f"| {muscle.upper()} | " + " | ".join(found) + " |")
        lines.append("| published | " + " | ".join(one or "–" for one in said) + " |")
    fill("nerve.md", "f-waves", "\n".join(lines))


def sensory_responses(fill: Fill) -> None:
    """Sensory studies beside their limits."""
    lines = [
        "| study | amplitude, µV | limit | velocity, m/s | peak, ms | limit | share inside |",
        "|---|---|---|---|---|---|---|",
    ]
    rows = tomllib.loads(SENSORY.read_text(encoding="utf-8"))
    for study, row in rows.items():
        responses = []
        for person in track(range(PEOPLE), study):
            sweep = sensory_response(sensory_nerve(study, seed=person), noise=None)
            m = measure(sweep)
            assert m.landmarks is not None and m.latency_ms and sweep.distance_mm
            responses.append(
                [
                    1000 * (m.amplitude_mv or 0),
                    sweep.distance_mm / m.latency_ms,
                    m.landmarks.peak_ms,
                ]
            )
        values = np.array(responses)
        low, late = row.get("low_uv"), row.get("peak_ms")
        inside = np.mean((values[:, 0] >= (low or 0)) & (values[:, 2] <= (late or np.inf)))
        lines.append(
            f"| {study.replace('_', ' ')} | {_spread(values[:, 0], 1)} | {low or '–'} | "
            f"{_spread(values[:, 1], 1)} | {_spread(values[:, 2], 2)} | {late or '–'} | "
            f"{f'{100 * inside:.0f} %' if low else ''} |"
        )
    fill("nerve.md", "sensory", "\n".join(lines))


def nerve_blocks(fill: Fill) -> None:
    """What a block of every motor fiber at the wrist costs."""
    lines = [
        "| strength | ulnar nerve | published | median nerve | published |",
        "|---|---|---|---|---|",
    ]
    for force, (ulnar, median) in BLOCKS.items():
        cells = []
        for nerve, muscle, said in (("ulnar", "adm", ulnar), ("median", "apb", median)):
            place = body.site(nerve, "wrist").place_on(motor_pool(muscle).way)
            stopped = Harm((Focus(place, 1.0, mechanism="block"),))
            strength = Experiment(harm=stopped).strength(muscles_behind(force))
            lost = 1 - limb_force(force, strength).share
            cells += [f"{100 * lost:.0f} %", said]
        lines.append(f"| {force.replace('_', ' ')} | " + " | ".join(cells) + " |")
    fill("nerve.md", "blocks", "\n".join(lines))


BLOCKS = {  # J Hand Ther 2018 and Kozin 1999; PMID 27979334, Kozin 1999, J Hand Surg 1997
    "grip": ("27 %; 38 %", "none; 32 %"),
    "key_pinch": ("58 %; 77 %", "30 %; 60 %"),
    "tip_pinch": ("58 %", "20 %"),
    "palmar_pinch": ("61 %", "40 %"),
    "thumb_abduction": ("", "70 %, 74 %"),
}
