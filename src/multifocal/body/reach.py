"""Look-ups both ways: what lies beyond a place, a nerve or a root, and what a muscle hangs on."""

from functools import cache

from multifocal.body.cutaneous import Skin, skin_areas
from multifocal.body.everyday import Task, tasks
from multifocal.body.graph import segment, segments
from multifocal.body.innervated import targets
from multifocal.body.musculature import Muscle, muscle, muscles
from multifocal.body.nerve_tree import Nerve, lineage, nerve
from multifocal.body.paths import TOLERANCE_MM, root_segment, route
from multifocal.body.place import Place
from multifocal.body.subject import Subject
from multifocal.fault import Fault


@cache
def roots() -> tuple[str, ...]:
    """Every spinal root, cranial to caudal: C4 to S3."""
    return tuple(
        part.id.removeprefix("root_").upper() for part in segments() if part.kind == "root"
    )


def muscles_beyond(place: Place, subject: Subject | None = None) -> tuple[Muscle, ...]:
    """The muscles whose fibers, by any of their roots, pass a place.

    A twig that leaves exactly at the place counts. Fault if the segment is unknown or shorter.
    """
    beyond = _beyond(place, subject)
    return tuple(one for one in muscles() if one.id in beyond)


def skin_beyond(place: Place, subject: Subject | None = None) -> tuple[Skin, ...]:
    """The areas of skin whose fibers pass a place; as `muscles_beyond`."""
    beyond = _beyond(place, subject)
    return tuple(one for one in skin_areas() if one.id in beyond)


def _beyond(place: Place, subject: Subject | None) -> frozenset[str]:
    scale = (subject or Subject()).length_scale
    try:
        length_mm = segment(place.segment).length_mm * scale
    except KeyError:
        raise Fault("body.no_segment", segment=place.segment) from None
    if place.mm > length_mm + TOLERANCE_MM:
        raise Fault("body.beyond_segment", segment=place.segment, length_mm=length_mm)
    left = _left_at(place.segment)
    return frozenset(key for key, mm in left.items() if place.mm <= mm * scale + TOLERANCE_MM)


@cache
def _left_at(segment_id: str) -> dict[str, float]:
    """How far along a segment the last fibers of each muscle and skin that pass it leave."""
    lengths: dict[str, float] = {}
    for one in targets():
        for root in one.roots:
            for junction in route(one, root):
                if junction.segment == segment_id:
                    lengths[one.id] = max(lengths.get(one.id, 0.0), junction.mm)
    return lengths


def nerve_of(muscle_id: str) -> Nerve:
    """The nerve or branch whose twig supplies a muscle; KeyError if the muscle is unknown."""
    return nerve(muscle(muscle_id).nerve)


def muscles_of(nerve_id: str) -> tuple[Muscle, ...]:
    """The muscles that a nerve and its branches supply, wholly or in part."""
    wanted = nerve(nerve_id)
    return tuple(
        one for one in muscles() if any(wanted in lineage(supply.nerve) for supply in one.supplies)
    )


def skin_of(nerve_id: str) -> tuple[Skin, ...]:
    """The areas of skin that a nerve and its branches supply."""
    wanted = nerve(nerve_id)
    return tuple(one for one in skin_areas() if wanted in lineage(one.nerve))


def roots_of(muscle_id: str) -> tuple[str, ...]:
    """A muscle's roots, cranial to caudal, such as C8 and T1."""
    return muscle(muscle_id).roots


def muscles_of_root(root: str) -> tuple[Muscle, ...]:
    """The muscles that a root supplies; KeyError if there is no such root."""
    wanted = root.upper()
    segment(root_segment(wanted))
    return tuple(one for one in muscles() if wanted in one.roots)


def tasks_of(muscle_id: str) -> tuple[Task, ...]:
    """The tasks that need a muscle; KeyError if the muscle is unknown."""
    wanted = muscle(muscle_id).id
    return tuple(one for one in tasks() if wanted in one.weights)
