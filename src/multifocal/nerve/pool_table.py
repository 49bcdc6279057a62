"""What the tables say of each muscle's pool and each nerve's velocity."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from multifocal import body
from multifocal.body import Segment

# What a muscle without a row of its own, or a row without the entry, is taken to have; proposals
# of this project (sources multifocal-choice-force-pools, multifocal-choice-unit-potential).
DEFAULT_HALF_SHARE = 0.35
DEFAULT_NEGATIVE_MS = 5.0


@dataclass(frozen=True)
class Surface:
    """What a muscle's surface response is like: means, and SD between people.

    `half_units` is D50: so many of the largest units make half of the response.
    """

    cmap_mv: tuple[float, float]
    half_units: float
    delay_ms: tuple[float, float]
    negative_ms: float
    sources: tuple[str, ...]


@dataclass(frozen=True)
class PoolRow:
    """A muscle's units (mean and SD over people) and its response, None where only force is known.

    `backfire` is the chance that a unit answers one antidromic impulse; `sources` name where each
    number comes from.
    """

    units: tuple[float, float]
    surface: Surface | None
    backfire: float
    sources: tuple[str, ...]


@cache
def _table(name: str) -> dict[str, Any]:
    text = files("multifocal.nerve").joinpath("tables", name).read_text(encoding="utf-8")
    return tomllib.loads(text)


def _pair(value: Any) -> tuple[float, float]:
    return float(value[0]), float(value[1])


@cache
def pool_rows() -> Mapping[str, PoolRow]:
    """Every row of the table by muscle; `default` stands for all others."""
    return MappingProxyType({key: _row(row) for key, row in _table("pools.toml").items()})


def _row(row: dict[str, Any]) -> PoolRow:
    units = _pair(row["units"])
    surface = None
    if "cmap_mv" in row:
        surface = Surface(
            cmap_mv=_pair(row["cmap_mv"]),
            half_units=float(row.get("half_units", DEFAULT_HALF_SHARE * units[0])),
            delay_ms=_pair(row["delay_ms"]),
            negative_ms=float(row.get("negative_ms", DEFAULT_NEGATIVE_MS)),
            sources=tuple(row[key] for key in ("cmap_source", "delay_source")),
        )
    return PoolRow(
        units, surface, float(row.get("backfire", DEFAULT_BACKFIRE)), (row["units_source"],)
    )


DEFAULT_BACKFIRE = 0.014  # 1 to 3 % a fiber (f-wave-norms)


def pool_row(muscle: str) -> PoolRow:
    """The row of a muscle, or the default one."""
    rows = pool_rows()
    return rows.get(muscle, rows["default"])


def recordable_muscles() -> tuple[str, ...]:
    """Muscles whose response can be simulated; all others have force only."""
    return tuple(muscle for muscle, row in pool_rows().items() if row.surface is not None)


def nerve_velocity_m_s(muscle: str) -> tuple[float, float]:
    """Mean velocity of a muscle's fibers in forearm or leg, and its SD between people."""
    rows = _table("velocity.toml")["nerve"]
    found = body.muscle(muscle)
    key = found.stem or f"other_{body.nerve(found.nerve).limb}"
    return _pair(rows[key]["mean_m_s"])


def velocity_zone(segment_id: str) -> str:
    """In which zone of a limb a segment lies: trunk, upper_arm, thigh, elbow or distal."""
    part: Segment = body.segment(segment_id)
    if part.kind == "twig":
        return velocity_zone(part.joins[0].segment)
    if part.kind != "nerve":
        return "trunk"
    zones: dict[str, list[str]] = _table("velocity.toml")["zone"]
    return next((zone for zone, ids in zones.items() if segment_id in ids), "distal")


def velocity_factor(segment_id: str) -> float:
    """Velocity in a segment over that in forearm or leg."""
    return float(_table("velocity.toml")["along"][velocity_zone(segment_id)])
