"""What `multifocal nerve` prints: plain values for JSON, tables for people."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from rich.box import SIMPLE_HEAD
from rich.console import Console

from multifocal.cli.nerve.files import rounded
from multifocal.cli.whole_table import WholeTable
from multifocal.words import say

if TYPE_CHECKING:
    from multifocal.nerve import Ability, LimbForce
    from multifocal.study import Measure

_GAP = 2
"""Between two columns, in letters."""


def motor_row(measure: "Measure") -> dict[str, Any]:
    """One motor response."""
    return {
        "site": measure.site,
        "latency_ms": rounded(measure.latency_ms),
        "amplitude_mv": rounded(measure.amplitude_mv),
        "negative_peak_area_mvms": rounded(measure.negative_peak_area_mvms),
        "negative_peak_duration_ms": rounded(measure.negative_peak_duration_ms),
        "distance_mm": rounded(measure.distance_mm),
    }


def sensory_row(measure: "Measure") -> dict[str, Any]:
    """One sensory response, in µV."""
    peak = measure.landmarks.peak_ms if measure.landmarks else None
    velocity = None
    if measure.distance_mm is not None and measure.latency_ms:
        velocity = round(measure.distance_mm / measure.latency_ms, 1)
    return {
        "nerve": measure.nerve,
        "skin": measure.skin,
        "site": measure.site,
        "onset_ms": rounded(measure.latency_ms),
        "peak_ms": rounded(peak),
        "amplitude_uv": None
        if measure.amplitude_mv is None
        else round(1000 * measure.amplitude_mv, 1),
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


def limb_force_row(force: "LimbForce") -> dict[str, Any]:
    """One strength at a limb; kg where a normal value for age and sex is known."""
    return {
        "id": force.id,
        "share": round(force.share, 4),
        "low": round(force.low, 4),
        "high": round(force.high, 4),
        "weakest": force.weakest,
        "normal": None
        if force.normal is None
        else {
            "mean": round(force.normal.mean, 1),
            "sd": None if force.normal.sd is None else round(force.normal.sd, 1),
            "unit": force.normal.unit,
            "source": force.normal.source,
            "verified": False,
        },
    }


def ability_row(ability: "Ability") -> dict[str, Any]:
    """One task."""
    return {
        "id": ability.task,
        "share": round(ability.share, 4),
        "low": round(ability.low, 4),
        "high": round(ability.high, 4),
        "weakest": ability.weakest,
    }


def render(
    console: Console,
    rows: Iterable[dict[str, Any]],
    title: str | None = None,
    leave_out: tuple[str, ...] = (),
) -> None:
    """Rows of equal keys as a table, if there are any."""
    shown = [{key: row[key] for key in row if key not in leave_out} for row in rows]
    if not shown:
        return
    table = WholeTable(
        title=title, title_justify="left",
        box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0),
    )  # fmt: skip
    headings = [say(f"cli_nerve.column.{key}") for key in shown[0]]
    columns = [[_said(row[key]) for row in shown] for key in shown[0]]
    names = [all(isinstance(row[key], str) for row in shown) for key in shown[0]]
    whole = _least_width(headings, columns, names) <= console.width
    for heading, is_name in zip(headings, names, strict=True):
        table.add_column(heading, no_wrap=is_name and whole)
    for cells in zip(*columns, strict=True):
        table.add_row(*cells)
    console.print(table)


def _said(value: float | str | None) -> str:
    if value is None:
        return "–"
    return value if isinstance(value, str) else f"{value:g}"


def _least_width(headings: list[str], columns: list[list[str]], names: list[bool]) -> int:
    """Of the table, where names stand on one line and headings are broken between words."""
    width = 0
    for heading, cells, is_name in zip(headings, columns, names, strict=True):
        parts = [*(heading,) * is_name, *heading.split(), *cells]
        width += max(len(part) for part in parts) + _GAP
    return width - _GAP
