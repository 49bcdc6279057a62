"""Places where nerves are commonly pressed, and which stretches between sites hold them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from multifocal.body.graph import Junction, chains
from multifocal.body.stimulation import site, sites
from multifocal.body.tables import table
from multifocal.frozen import FrozenDict


@dataclass(frozen=True)
class Entrapment:
    """A common entrapment site: `from_mm` to `to_mm` of a segment (175-cm adult).

    `source` says that it is one, `extent_source` where it begins and ends; `ours` marks one that
    the published criteria do not name. `name` is a message key.
    """

    id: str
    nerve: str
    name: str
    segment: str
    from_mm: float
    to_mm: float
    ours: bool
    source: str
    extent_source: str


@cache
def _entrapments() -> Mapping[str, Entrapment]:
    return FrozenDict(
        {
            key: Entrapment(
                id=key,
                nerve=row["nerve"],
                name=f"body.entrapment.{key}",
                segment=row["segment"],
                from_mm=float(row["from_mm"]),
                to_mm=float(row["to_mm"]),
                ours=row["ours"],
                source=row["source"],
                extent_source=row["extent_source"],
            )
            for key, row in table("entrapments").items()
        }
    )


def entrapments() -> tuple[Entrapment, ...]:
    """Every common entrapment site."""
    return tuple(_entrapments().values())


def entrapments_between(
    nerve_id: str, distal_site_id: str, proximal_site_id: str
) -> tuple[Entrapment, ...]:
    """The entrapment sites of a nerve that the stretch between two of its sites spans or overlaps.

    One that only touches an end of the stretch does not count. The two may be given in either
    order. KeyError if the nerve has no such site.
    """
    order = sites(nerve_id)
    distal, proximal = sorted(
        (site(nerve_id, distal_site_id), site(nerve_id, proximal_site_id)), key=order.index
    )
    spans = _spans(distal.points[0], proximal.points)
    return tuple(
        one
        for one in entrapments()
        if one.nerve == nerve_id and any(span.overlaps(one) for span in spans)
    )


@dataclass(frozen=True)
class _Span:
    segment: str
    from_mm: float
    to_mm: float

    def overlaps(self, one: Entrapment) -> bool:
        """Whether more than a point is shared."""
        if self.segment != one.segment:
            return False
        return max(self.from_mm, one.from_mm) < min(self.to_mm, one.to_mm)


def _spans(distal: Junction, proximal: tuple[Junction, ...]) -> tuple[_Span, ...]:
    """The parts of segments between a distal point and the first proximal one above it."""
    for point in proximal:
        for way in chains(distal.segment, point.segment):
            passed = (*way, distal)
            return (
                _Span(point.segment, point.mm, passed[0].mm),
                *(_Span(junction.segment, 0.0, junction.mm) for junction in passed[1:]),
            )
    raise ValueError(f"no way from {proximal[0].segment} down to {distal.segment}")
