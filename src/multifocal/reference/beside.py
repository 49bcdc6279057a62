"""Limits beside the named table: taken only where it has none, each with its own source."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

from multifocal.reference.limits import ReferenceTable
from multifocal.reference.sensory_limits import (
    SENSORY_VALUES,
    Limit,
    SensoryLimits,
    SensoryRow,
    SensoryValue,
    Unlimited,
    sensory_limit,
)
from multifocal.sources import Source, source

BESIDE: Final = "multifocal-choice-limits-beside-the-table"


@dataclass(frozen=True)
class FRow:
    """Limits of F waves of a nerve and its muscles: upper of the least latency, lower of
    persistence, by so many stimuli."""

    nerve: str
    muscles: tuple[str, ...]
    latency_upper_ms: float
    persistence_lower_percent: float
    stimuli: int
    source: str


def sensory_row(row: Mapping[str, Any], table_source: str = "") -> SensoryRow:
    """A row of a TOML table; `table_source`: whose it is unless it says so itself."""
    cells = dict(row)
    limits = SensoryLimits(**{name: cells.pop(name) for name in SENSORY_VALUES if name in cells})
    cells["skins"] = tuple(cells["skins"])
    return SensoryRow(limits=limits, **({"source": table_source} | cells))


@cache
def _rows() -> tuple[tuple[SensoryRow, ...], tuple[FRow, ...]]:
    page = files("multifocal.reference").joinpath("beside.toml")
    content = tomllib.loads(page.read_text(encoding="utf-8"))
    late = tuple(FRow(**(row | {"muscles": tuple(row["muscles"])})) for row in content["f_wave"])
    return tuple(sensory_row(row) for row in content["sensory"]), late


def limit_of_sensory(
    table: ReferenceTable,
    what: SensoryValue,
    nerve: str,
    place: tuple[str | None, str],
    age_years: float | None,
) -> Limit | Unlimited:
    """The named table's limit for a nerve at a place (skin, site), else one from beside it, else
    why there is none."""
    others = [(row, _quoted(source(row.source))) for row in _rows()[0]]
    own = [(row, table.title) for row in table.sensory]
    return sensory_limit((*own, *others), what, nerve, place, age_years, table.height_cm)


def limit_of_f(
    table: ReferenceTable,
    what: Literal["latency", "persistence"],
    nerve: str,
    muscle: str,
    age_years: float | None,
) -> tuple[Limit, int | None] | None:
    """The limit of the least F latency or of persistence with the stimuli it was found by (None:
    not known); None where no source has one."""
    limits = table.limits(nerve, muscle, age_years)
    upper = limits.f_latency_upper_ms if limits else None
    if what == "latency" and upper is not None:
        return Limit(upper, table.source, table.title), None
    for row in _rows()[1]:
        if row.nerve == nerve and muscle in row.muscles:
            value = row.latency_upper_ms if what == "latency" else row.persistence_lower_percent
            whose = source(row.source)
            return Limit(value, whose, _quoted(whose)), row.stimuli
    return None


def _quoted(one: Source) -> str:
    return f"{one.authors}, {one.year}"
