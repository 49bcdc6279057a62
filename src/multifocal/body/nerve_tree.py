"""Nerves and the branches they give; a branch names the nerve it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from multifocal.body.graph import segments
from multifocal.body.known import known
from multifocal.body.tables import table
from multifocal.frozen import FrozenDict

Limb = Literal["arm", "leg"]


@dataclass(frozen=True)
class Nerve:
    """A nerve, a branch of one, or a plexus.

    `name` is a message key; `parent` the nerve or plexus it comes from (None for a plexus);
    `recordable` whether motor conduction studies name it; `segments` its own, proximal first,
    without the twigs of muscles and skin.
    """

    id: str
    name: str
    limb: Limb
    parent: str | None
    recordable: bool
    segments: tuple[str, ...]
    source: str


@cache
def _nerves() -> Mapping[str, Nerve]:
    own: dict[str, list[str]] = {}
    for part in segments():
        if part.kind != "twig":
            own.setdefault(part.nerve, []).append(part.id)
    return FrozenDict(
        {
            key: Nerve(
                id=key,
                name=f"body.nerve.{key}",
                limb=row["limb"],
                parent=row.get("parent"),
                recordable=row.get("recordable", False),
                segments=tuple(own.get(key, ())),
                source=row["source"],
            )
            for key, row in table("nerves").items()
        }
    )


def nerves() -> tuple[Nerve, ...]:
    """Every nerve, branch and plexus."""
    return tuple(_nerves().values())


def nerve(nerve_id: str) -> Nerve:
    """The nerve of that id; KeyError if there is none."""
    return known("nerve", nerve_id, _nerves())


@cache
def lineage(nerve_id: str) -> tuple[Nerve, ...]:
    """The nerve, the nerve it branches from, and so on up to its plexus."""
    first = nerve(nerve_id)
    return (first,) if first.parent is None else (first, *lineage(first.parent))


def stem_of(nerve_id: str) -> Nerve | None:
    """The recordable nerve that this one is or branches from, if any."""
    return next((one for one in lineage(nerve_id) if one.recordable), None)
