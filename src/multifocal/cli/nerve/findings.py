"""What `multifocal nerve` prints: plain values for JSON, tables for people."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from multifocal.cli.nerve.files import rounded
from multifocal.words import say

if TYPE_CHECKING:
    from multifocal.nerve import Ability, LimbForce
    from multifocal.study import Measure


def motor_row(one: "Measure") -> dict[str, Any]:
    """One motor response."""
    return {
        "site": one.site,
        "latency_ms": rounded(one.latency_ms),
        "amplitude_mv": rounded(one.amplitude_mv),
        "negative_peak_area_mvms": rounded(one.negative_peak_area_mvms),
        "negative_peak_duration_ms": rounded(one.negative_peak_duration_ms),
        "distance_mm": rounded(one.distance_mm),
    }


def sensory_row(one: "Measure") -> dict[str, Any]:
    """One sensory response, in µV."""
    peak = one.landmarks.peak_ms if one.landmarks else None
    velocity = None
    if one.distance_mm is not None and one.latency_ms:
        velocity = round(one.distance_mm / one.latency_ms, 1)
    return {
        "nerve": one.nerve,
        "skin": one.skin,
        "site": one.site,
        "onset_ms": rounded(one.latency_ms),
        "peak_ms": rounded(peak),
        "amplitude_uv": None if one.amplitude_mv is None else round(1000 * one.amplitude_mv, 1),
        "velocity_m_s": velocity,
    }


def f_row(latencies_ms: NDArray[np.float64]) -> dict[str, Any]:
    """Persistence and latencies of a run of F waves; NaN where none came."""
    seen = latencies_ms[np.isfinite(latencies_ms)]
    return {
        "stimuli": len(latencies_ms),
        "persistence_percent": round(100 * len(seen) / len(latencies_ms), 1),
        "least_ms": rounded(float(seen.min())) if seen.size else None,
        "mean_ms": rounded(float(seen.mean())) if seen.size else None,
        "most_ms": rounded(float(seen.max())) if seen.size else None,
        "chronodispersion_ms": rounded(float(np.ptp(seen))) if seen.size else None,
    }


def limb_force_row(one: "LimbForce") -> dict[str, Any]:
    """One strength at a limb; kg where a normal value for age and sex is known."""
    return {
        "id": one.id,
        "share": round(one.share, 4),
        "low": round(one.low, 4),
        "high": round(one.high, 4),
        "weakest": one.weakest,
        "normal": None
        if one.normal is None
        else {
            "mean": round(one.normal.mean, 1),
            "sd": None if one.normal.sd is None else round(one.normal.sd, 1),
            "unit": one.normal.unit,
            "source": one.normal.source,
            "verified": False,
        },
    }


def ability_row(one: "Ability") -> dict[str, Any]:
    """One task."""
    return {
        "id": one.task,
        "share": round(one.share, 4),
        "low": round(one.low, 4),
        "high": round(one.high, 4),
        "weakest": one.weakest,
    }


def render(
    console: Console,
    rows: Iterable[dict[str, Any]],
    title: str | None = None,
    leave_out: tuple[str, ...] = (),
) -> None:
    """Rows of equal keys as a table, if there are any."""
    found = [{key: row[key] for key in row if key not in leave_out} for row in rows]
    if not found:
        return
    columns = (say(f"cli_nerve.column.{key}") for key in found[0])
    table = Table(*columns, title=title, title_justify="left")
    for row in found:
        table.add_row(*(_said(value) for value in row.values()))
    console.print(table)


def _said(value: float | str | None) -> str:
    if value is None:
        return "–"
    return value if isinstance(value, str) else f"{value:g}"
