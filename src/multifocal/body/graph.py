"""Stretches of nerve, from the cord to each muscle and area of skin: the edges of the body's graph.

The tables hold the segments of roots, plexus and nerves; the own twig of each muscle and of each
area of skin is a segment too (`adm_branch`), so that any point between cord and end has a Place.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from multifocal.body.known import known
from multifocal.body.tables import limbs
from multifocal.frozen import FrozenDict

SegmentKind = Literal["root", "ramus", "trunk", "division", "cord", "nerve", "twig"]


@dataclass(frozen=True)
class Junction:
    """Where a segment comes off a more proximal one: mm from that one's proximal end (175 cm)."""

    segment: str
    mm: float


@dataclass(frozen=True)
class Segment:
    """A stretch of nerve without a fork of its own ends; `length_mm` for a 175-cm adult.

    `joins` says which segments it continues and where on them it comes off; several where
    nerves unite (a trunk has two roots). Roots begin at the cord and have none.
    """

    id: str
    nerve: str
    kind: SegmentKind
    length_mm: float
    joins: tuple[Junction, ...]
    source: str

    @property
    def proximal(self) -> tuple[str, ...]:
        """Ids of the segments it comes from; empty for a root."""
        return tuple(junction.segment for junction in self.joins)


@cache
def _segments() -> Mapping[str, Segment]:
    rows = {**limbs("segments"), **limbs("cutaneous")}
    segments = {key: _segment(key, row, rows) for key, row in rows.items()}
    for target, row in (*limbs("muscles").items(), *limbs("skin").items()):
        for supply in (row, *row.get("also", ())):
            key = twig_id(target, None if supply is row else rows[supply["segment"]]["nerve"])
            segments[key] = Segment(
                id=key,
                nerve=rows[supply["segment"]]["nerve"],
                kind="twig",
                length_mm=float(supply["twig_mm"]),
                joins=(Junction(supply["segment"], float(supply["branch_mm"])),),
                source=supply["twig_source"],
            )
    return FrozenDict(segments)


def _segment(key: str, row: dict[str, Any], rows: dict[str, Any]) -> Segment:
    joins = tuple(
        Junction(join["segment"], float(join.get("mm", rows[join["segment"]]["length_mm"])))
        for join in row.get("from", ())
    )
    return Segment(
        id=key,
        nerve=row["nerve"],
        kind=row["kind"],
        length_mm=float(row["length_mm"]),
        joins=joins,
        source=row["source"],
    )


def twig_id(target_id: str, second_nerve: str | None = None) -> str:
    """The id of a muscle's or skin's own twig, or of the twig that a second nerve gives it."""
    return f"{target_id}_{second_nerve}_branch" if second_nerve else f"{target_id}_branch"


def segments() -> tuple[Segment, ...]:
    """Every segment, arms before legs, proximal before distal, the twigs last."""
    return tuple(_segments().values())


def segment(segment_id: str) -> Segment:
    """The segment of that id; KeyError if there is none."""
    return known("segment", segment_id, _segments())


@cache
def chains(segment_id: str, root_segment_id: str) -> tuple[tuple[Junction, ...], ...]:
    """Every way from a root down to a segment's beginning.

    Each way lists, proximal to distal, the segments passed and where each is left; empty when
    the segment is the root itself. No way: an empty tuple.
    """
    if segment_id == root_segment_id:
        return ((),)
    return tuple(
        (*way, junction)
        for junction in segment(segment_id).joins
        for way in chains(junction.segment, root_segment_id)
    )
