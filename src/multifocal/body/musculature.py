"""Muscles: which nerve and roots supply each, and where its twig leaves."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from multifocal.body.graph import segment, twig_id
from multifocal.body.known import known
from multifocal.body.nerve_tree import stem_of
from multifocal.body.tables import limbs
from multifocal.frozen import FrozenDict


@dataclass(frozen=True)
class Supply:
    """One nerve's twig to a muscle and the roots whose fibers it carries.

    `branch_mm` is where it leaves `segment` (from that segment's proximal end, 175-cm adult);
    `twig` the segment from there to the recording electrode, or the motor point.
    """

    nerve: str
    segment: str
    branch_mm: float
    twig: str
    roots: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Muscle:
    """A muscle, or a group that is tested as one.

    `name`, `movement` and `everyday` (what gets hard in daily life; None where the source is
    silent) are message keys. `roots` run from cranial to caudal; `occasional_roots` are those
    of them that the source puts in brackets. `source` covers nerve and roots,
    `main_root_source` which root is the main one. `part_of` names the muscle that it is a head of,
    where both stand in the tables: lists for people name one of the two.
    """

    id: str
    name: str
    roots: tuple[str, ...]
    occasional_roots: tuple[str, ...]
    main_root: str
    supplies: tuple[Supply, ...]
    movement: str
    everyday: str | None
    source: str
    main_root_source: str
    part_of: str | None = None

    @property
    def nerve(self) -> str:
        """Id of the nerve or branch whose twig it is (of the main one where two supply it)."""
        return self.supplies[0].nerve

    @property
    def stem(self) -> str | None:
        """Id of the recordable nerve it belongs to, if any."""
        found = stem_of(self.nerve)
        return found.id if found else None

    @property
    def segment(self) -> str:
        """Id of the segment that its twig leaves."""
        return self.supplies[0].segment

    @property
    def branch_mm(self) -> float:
        """Where its twig leaves that segment, mm from the proximal end, 175-cm adult."""
        return self.supplies[0].branch_mm

    @property
    def twig(self) -> str:
        """Id of the segment from the branch point to the electrode or motor point."""
        return self.supplies[0].twig

    def supply(self, root: str) -> Supply:
        """The twig that carries the fibers of a root; KeyError if the root is not its own."""
        for one in self.supplies:
            if root in one.roots:
                return one
        raise KeyError(root)


@cache
def _muscles() -> Mapping[str, Muscle]:
    return FrozenDict({key: _muscle(key, row) for key, row in limbs("muscles").items()})


def _muscle(key: str, row: dict[str, Any]) -> Muscle:
    roots: tuple[str, ...] = tuple(row["roots"])
    others = row.get("also", ())
    elsewhere = {root for other in others for root in other["roots"]}
    main = _supply(row, twig_id(key), tuple(root for root in roots if root not in elsewhere))
    return Muscle(
        id=key,
        name=f"body.muscle.{key}",
        roots=roots,
        occasional_roots=tuple(row.get("occasional_roots", ())),
        main_root=row["main_root"],
        supplies=(
            main,
            *(
                _supply(other, twig_id(key, segment(other["segment"]).nerve), tuple(other["roots"]))
                for other in others
            ),
        ),
        movement=f"body.movement.{row['movement']}",
        everyday=f"body.everyday.{row['everyday']}" if "everyday" in row else None,
        source=row["source"],
        main_root_source=row["main_root_source"],
        part_of=row.get("part_of"),
    )


def _supply(row: dict[str, Any], twig: str, roots: tuple[str, ...]) -> Supply:
    return Supply(
        nerve=segment(row["segment"]).nerve,
        segment=row["segment"],
        branch_mm=float(row["branch_mm"]),
        twig=twig,
        roots=roots,
        source=row["twig_source"],
    )


def muscles() -> tuple[Muscle, ...]:
    """Every muscle, arms before legs."""
    return tuple(_muscles().values())


def muscle(muscle_id: str) -> Muscle:
    """The muscle of that id; KeyError if there is none."""
    return known("muscle", muscle_id, _muscles())
