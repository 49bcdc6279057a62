"""The causes that may stand behind a pattern, and how often each stands there in a setting."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from multifocal import body
from multifocal.fault import Fault, quoted
from multifocal.frozen import FrozenDict, frozen
from multifocal.localize.loci import Locus, LocusTable, locus_table

Array = NDArray[np.float64]

Spread = Literal["both", "each", "one"]
Setting = Literal["general_clinic", "neuromuscular_clinic", "mmn_known"]
SETTINGS: Final[tuple[Setting, ...]] = get_args(Setting)
"""Where the doctor works; without one no odds of causes are said."""
NONE: Final = "none"
"""The cause that is none of the others."""
TENDON: Final = "torn_tendon"
MILD: Final = 0.15
"""So many of the places of any cause are only a little harmed, the first of `grades.LEVELS`; chosen
on simulated patients of seed 2 (multifocal-choice-localize-mild)."""
_TWIG: Final = 0.3
"""A muscle's own twig counts for so much of its length: few causes reach that far."""


@dataclass(frozen=True)
class PlacesCause:
    """A cause that harms places of nerves, or single tendons.

    `rate` (loci,) is the mean number of places in each locus of `place_table`, both sides together,
    where it comes with the most of them; `extents`, the shares of that with which it comes, alike
    often;
    `one_side`, the share of them on the side of any; `mirror`, how often the same place of the
    other side is struck too; `part`, how often some fascicles only are; `skin`, how often feeling
    goes too; `levels`, weights of `grades.LEVELS`.
    """

    id: str
    rate: Array
    extents: tuple[float, ...]
    one_side: float
    mirror: float
    part: float
    skin: float
    levels: Array
    source: str
    both: tuple[str, ...] = ()
    """Two causes that are at work at once, where this one stands for that."""
    second: float = 0.0
    """How many places the second of them has, as a share of those that it has alone."""


@dataclass(frozen=True)
class Variant:
    """How often each muscle (by id) is weak where the cause strikes."""

    weight: float
    weak: Mapping[str, float]


@dataclass(frozen=True)
class DiffuseCause:
    """A cause that weakens groups of muscles, whatever nerve they hang on."""

    id: str
    spread: Spread
    limb: float
    skin: float
    levels: Array
    variants: tuple[Variant, ...]
    source: str


@dataclass(frozen=True)
class Unexplained:
    """None of these: muscles weak one by one, without a pattern."""

    weak: tuple[float, ...]
    skin: float
    levels: Array


@cache
def _table(name: str) -> dict[str, Any]:
    text = files("multifocal.localize").joinpath(f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def places_causes() -> tuple[PlacesCause, ...]:
    """The causes that harm places. ValueError where a row names what `body` has not."""
    alone = {key: _places(key, row) for key, row in _table("causes")["places"].items()}
    both = [
        replace(
            alone[row["both"][0]],
            id=key,
            both=tuple(row["both"]),
            second=float(row["second"]),
            source=row["source"],
        )
        for key, row in _table("causes")["both"].items()
    ]
    return (*alone.values(), *both)


@cache
def diffuse_causes() -> tuple[DiffuseCause, ...]:
    """The causes that weaken groups of muscles."""
    table = _table("causes")["diffuse"]
    return tuple(
        DiffuseCause(
            id=key,
            spread=row["spread"],
            limb=float(row.get("limb", 1.0)),
            skin=float(row["skin"]),
            levels=_levels(row),
            variants=tuple(_variant(one, table["groups"]) for one in row["variants"]),
            source=row["source"],
        )
        for key, row in table["causes"].items()
    )


@cache
def muscle_groups() -> Mapping[str, tuple[str, ...]]:
    """The muscles in groups, from hand to foot, each in one."""
    groups: Mapping[str, list[str]] = _table("causes")["diffuse"]["groups"]
    return FrozenDict({key: tuple(members) for key, members in groups.items()})


@cache
def unexplained() -> Unexplained:
    """The model of what none of the causes explains."""
    row = _table("causes")["none"]
    return Unexplained(tuple(row["weak"]), float(row["skin"]), _levels(row))


@cache
def cause_ids() -> tuple[str, ...]:
    """Every cause, `none` last."""
    return (*(c.id for c in places_causes()), *(c.id for c in diffuse_causes()), NONE)


@cache
def weights_of_causes(setting: str | None) -> Mapping[str, float]:
    """How often each cause stands behind weakness in a setting, summing to 1.

    Without a setting: the weights by which explanations are put in order, which say nothing of how
    frequent the causes are. Fault for a setting that is not known.
    """
    if setting is not None and setting not in SETTINGS:
        raise Fault("localize.setting", typed=quoted(setting), known=SETTINGS)
    row: dict[str, float] = _table("settings")[setting or "order"]
    total = sum(row.values())
    return FrozenDict({key: row[key] / total for key in cause_ids()})


def _levels(row: Mapping[str, Any]) -> Array:
    stronger = np.array(row["levels"], dtype=np.float64)
    return frozen(np.append(MILD, (1.0 - MILD) * stronger / stronger.sum()))


def _variant(row: Mapping[str, float], groups: Mapping[str, list[str]]) -> Variant:
    by_group = {m: row[group] for group, members in groups.items() for m in members if group in row}
    by_name = {key: value for key, value in row.items() if key not in groups and key != "weight"}
    if strangers := by_name.keys() - {one.id for one in body.muscles()}:
        raise ValueError(f"no such muscle: {sorted(strangers)}")
    return Variant(float(row["weight"]), FrozenDict({**by_group, **by_name}))


def _places(key: str, row: Mapping[str, Any]) -> PlacesCause:
    table, nerves = place_table(), locus_table()
    weight = np.zeros(len(table.loci))
    if "muscles" in row:
        weight[len(nerves.loci) :] = list(row["muscles"].values())
    else:
        weight[: len(nerves.loci)] = _along(nerves, row["units"])
        for spot in row.get("spots", ()):
            weight += _spot(table, spot)
    means = row["mean_places"] if isinstance(row["mean_places"], list) else [row["mean_places"]]
    return PlacesCause(
        id=key,
        rate=frozen(max(means) * weight / weight.sum()),
        extents=tuple(mean / max(means) for mean in means),
        one_side=float(row.get("one_side", 0.5)),
        mirror=float(row["mirror"]),
        part=float(row["part"]),
        skin=float(row["skin"]),
        levels=_levels(row),
        source=row["source"],
    )


@cache
def place_table() -> LocusTable:
    """Every locus of `locus_table`, then the tendons that may tear: all places of all causes."""
    nerves, muscles = locus_table(), _table("causes")["places"][TENDON]["muscles"]
    share = np.zeros((len(muscles), len(nerves.targets)))
    for at, muscle in enumerate(muscles):
        share[at, nerves.column[muscle]] = 1.0
        for task in body.tasks():
            share[at, nerves.column[task.id]] = task.weights.get(muscle, 0.0)
    loci = (*nerves.loci, *(Locus("", 0.0, 0.0, f"tendon_{muscle}") for muscle in muscles))
    return LocusTable(loci, nerves.targets, frozen(np.vstack([nerves.share, share])), nerves.column)


def _along(table: LocusTable, units: Mapping[str, float]) -> Array:
    lengths = np.array([_length(one) for one in table.loci])
    of = np.array([one.unit for one in table.loci])
    if strangers := units.keys() - {*of, "other"}:
        raise ValueError(f"no such unit: {sorted(strangers)}")
    weight = np.zeros(len(of))
    for unit in dict.fromkeys(of):
        mine = of == unit
        weight[mine] = units.get(unit, units["other"]) * lengths[mine] / lengths[mine].sum()
    return weight


def _length(locus: Locus) -> float:
    return locus.length_mm * (_TWIG if body.segment(locus.segment).kind == "twig" else 1.0)


def _spot(table: LocusTable, spot: Mapping[str, Any]) -> Array:
    shared = np.array(
        [
            max(min(one.to_mm, spot["to_mm"]) - max(one.from_mm, spot["from_mm"]), 0.0)
            * (one.segment == spot["segment"])
            for one in table.loci
        ]
    )
    if not shared.any():
        raise ValueError(f"no such stretch: {spot['segment']}")
    return np.asarray(spot["weight"] * shared / shared.sum())
