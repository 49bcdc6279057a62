"""Between which stimulation sites a fall of the response would place the harm."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from multifocal import body
from multifocal.localize.explanation import Explanation, HarmedPlace, Stimulation

MOST_EXPLANATIONS: Final = 3
_LEFT_OUT: Final = ("root",)
"""Too deep to be stimulated on the skin."""


def stimulations(explanations: Sequence[Explanation]) -> tuple[Stimulation, ...]:
    """For the leading explanations whose places lie on a nerve that motor studies name: the pairs
    of neighboring sites that hold one of the segments, the heaviest first."""
    found = []
    for rank, explanation in enumerate(explanations[:MOST_EXPLANATIONS]):
        for place in explanation.places:
            found += _of_place(rank, place)
    return tuple(sorted(found, key=lambda one: (one.rank, -one.share)))


def _of_place(rank: int, place: HarmedPlace) -> list[Stimulation]:
    if place.unit not in _studied():
        return []
    sites = [s for s in body.sites(place.unit) if s.id not in _LEFT_OUT]
    muscle = next((m for m in place.muscles if body.muscle(m).stem == place.unit), None)
    if not sites or muscle is None:
        return []
    way = body.path(muscle, place.side)
    on_way = [site for site in sites if site.is_on(way)]
    proposed = []
    for distal, proximal in pairwise(on_way):
        near, far = (way.mm_from_muscle(s.place_on(way)) for s in (distal, proximal))
        share = sum(_inside(way, one.segment, near, far) * one.share for one in place.segments)
        if share > 0.0:
            proposed.append(
                Stimulation(rank, place.side, place.unit, muscle, distal.id, proximal.id, share)
            )
    return proposed


@cache
def _studied() -> frozenset[str]:
    """The nerves that motor studies name."""
    return frozenset(one.id for one in body.nerves() if one.recordable)


def _inside(way: body.Path, segment: str, near_mm: float, far_mm: float) -> float:
    """How much of a segment lies between two distances from the muscle; 0 if off the way."""
    for stretch in way.stretches:
        if stretch.segment == segment:
            low = max(stretch.end_mm_from_muscle, near_mm)
            high = min(stretch.start_mm_from_muscle, far_mm)
            return max(high - low, 0.0) / stretch.length_mm
    return 0.0
