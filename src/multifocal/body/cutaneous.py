"""Areas of skin: which nerve and roots supply each, and where sensory studies record from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from multifocal.body.graph import segment, twig_id
from multifocal.body.known import known
from multifocal.body.musculature import Supply
from multifocal.body.nerve_tree import stem_of
from multifocal.body.tables import limbs
from multifocal.frozen import FrozenDict


@dataclass(frozen=True)
class Skin:
    """An area of skin and the nerve that feels it.

    `name` is a message key, and so is `electrode`, which says where a sensory study records (None
    where none usually does: the twig then ends in the middle of the area). A cell body lies
    where the root meets its ramus: a lesion nearer the cord leaves the sensory response as it is.
    """

    id: str
    name: str
    roots: tuple[str, ...]
    main_root: str
    supplies: tuple[Supply, ...]
    electrode: str | None
    source: str
    main_root_source: str

    @property
    def nerve(self) -> str:
        """Id of the nerve or branch whose twig it is."""
        return self.supplies[0].nerve

    @property
    def stem(self) -> str | None:
        """Id of the nerve that motor studies name and that it belongs to, if any."""
        found = stem_of(self.nerve)
        return found.id if found else None

    @property
    def twig(self) -> str:
        """Id of the segment from the branch point to the electrode or the middle of the area."""
        return self.supplies[0].twig

    def supply(self, root: str) -> Supply:
        """The twig that carries the fibers of a root; KeyError if the root is not its own."""
        if root not in self.roots:
            raise KeyError(root)
        return self.supplies[0]


@cache
def _skin() -> Mapping[str, Skin]:
    return FrozenDict({key: _area(key, row) for key, row in limbs("skin").items()})


def _area(key: str, row: dict[str, Any]) -> Skin:
    roots = tuple(row["roots"])
    supply = Supply(
        nerve=segment(row["segment"]).nerve,
        segment=row["segment"],
        branch_mm=float(row["branch_mm"]),
        twig=twig_id(key),
        roots=roots,
        source=row["twig_source"],
    )
    return Skin(
        id=key,
        name=f"body.skin.{key}",
        roots=roots,
        main_root=row["main_root"],
        supplies=(supply,),
        electrode=f"body.electrode.{row['electrode']}" if "electrode" in row else None,
        source=row["source"],
        main_root_source=row["main_root_source"],
    )


def skin_areas() -> tuple[Skin, ...]:
    """Every area of skin, arms before legs."""
    return tuple(_skin().values())


def skin(skin_id: str) -> Skin:
    """The area of that id; KeyError if there is none."""
    return known("skin", skin_id, _skin())
