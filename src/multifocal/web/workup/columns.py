"""The columns of the page's grid: what each is called, which stand there, what is suggested."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from multifocal import body
from multifocal.body.mrc import MRC_GRADES
from multifocal.formats.table.columns import columns, names_columns
from multifocal.study.examined import NEEDLE_FINDINGS
from multifocal.study.sensory_words import sensory_ids
from multifocal.study.vocabulary import muscle_words, nerve_words
from multifocal.words import say

_LABELS: Final = {
    "side": "site.column.side", "nerve": "site.column.nerve", "muscle": "workup.column.muscle",
    "site": "workup.column.site", "latency_ms": "report.label.latency_ms",
    "amplitude_mv": "report.label.amplitude_mv", "negative_peak_area_mvms": "workup.column.area",
    "negative_peak_duration_ms": "workup.column.duration",
    "distance_mm": "report.label.distance_mm", "temperature_c": "workup.column.temperature",
}  # fmt: skip
GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "technique": (
        "supramaximal", "no_response_checked", "crossing_in_forearm", "peak_to_peak_mv",
    ),
    "sensory": (
        "kind", "skin", "sensory_amplitude_uv", "peak_latency_ms", "sensory_peak_to_peak_uv",
    ),
    "f": (
        "kind", "f_minimum_ms", "f_mean_ms", "f_persistence_percent", "f_chronodispersion_ms",
        "f_sweeps",
    ),
    "inching": ("position_cm",),
    "beside": ("strength_mrc", "needle", "motor_units", "ultrasound_area_mm2"),
    "person": ("date", "age_years", "sex", "height_cm"),
}  # fmt: skip
"""Columns that are shown where they are asked for or hold something."""


@dataclass(frozen=True)
class PlacedFault:
    """A fault as the page names its place: the row and column of the grid, or a line of the text.

    `row`: from 1; 0 where the fault lies in no row of the grid."""

    problem: str
    remedy: str
    row: int
    line: int | None
    column: str
    label: str
    byte: int | None


def label_of(name: str) -> str:
    """What the page calls a column."""
    return say(_LABELS.get(name, f"workup.column.{name}"))


def grid() -> Mapping[str, Any]:
    """What the page's script needs to draw the grid."""
    return {
        "columns": [
            {
                "name": one.name,
                "label": label_of(one.name),
                "number": one.kind == "number",
                "groups": [group for group, names in GROUPS.items() if one.name in names],
            }
            for one in columns()
        ],
        "groups": {name: say(f"workup.grid.group.{name}") for name in GROUPS},
        "words": suggestions(),
    }


@cache
def suggestions() -> Mapping[str, Any]:
    """Words that the cells suggest: of muscle and site those of the row's nerve."""
    return {
        "side": ["right", "left"],
        "nerve": list(dict.fromkeys((*nerve_words(), *sensory_ids("nerve")))),
        "muscle": {nerve: list(muscle_words(nerve)) for nerve in nerve_words()},
        "site": {nerve: [one.id for one in body.sites(nerve)] for nerve in nerve_words()},
        "skin": list(sensory_ids("skin")),
        "kind": ["motor", "sensory", "F"],
        "supramaximal": ["yes", "no"],
        "no_response_checked": ["yes", "no"],
        "crossing_in_forearm": ["yes", "no", "possible"],
        "strength_mrc": list(MRC_GRADES),
        "needle": list(NEEDLE_FINDINGS),
        "sex": ["female", "male"],
    }


def rows_of_grid(text: str) -> Mapping[int, int] | None:
    """The grid's row, from 1, of each line of the text; None for a text that the grid cannot hold.

    As `parse` of workup.js, which draws it."""
    lines = [
        (number, line)
        for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1)
        if line.strip() and not line.lstrip().startswith("#")
    ]
    if not lines or any(sign in line for _, line in lines for sign in "\t;"):
        return None
    try:
        cells = [next(csv.reader([line], strict=True)) for _, line in lines]
    except csv.Error:
        return None
    header = [cell.strip().lower() for cell in cells[0]]
    known = {one.name for one in columns()}
    if not set(header) <= known or not names_columns(header):
        return None
    if any(len(each) > len(header) for each in cells[1:]):
        return None
    return {number: row for row, (number, _) in enumerate(lines[1:], 1)}
