"""Look-ups both ways: what lies beyond a place, a nerve or a root, and what a muscle hangs on."""

from functools import cache

from multifocal.body.everyday import Task, tasks
from multifocal.body.graph import segment, segments
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
    scale = (subject or Subject()).length_scale
    try:
        length_mm = segment(place.segment).length_mm * scale
    except KeyError:
        raise Fault(
            f"segment {place.segment!r} is not in the body", remedy="Name one of its segments"
        ) from None
    if place.mm > length_mm + TOLERANCE_MM:
        raise Fault(f"{place.segment} is not that long", remedy=f"Give at most {length_mm:.0f} mm")
    left = _left_at(place.segment)
    return tuple(
        one for one in muscles() if place.mm <= left.get(one.id, -1) * scale + TOLERANCE_MM
    )


@cache
def _left_at(segment_id: str) -> dict[str, float]:
    """For each muscle whose fibers pass a segment, how far along it the last of them leave."""
    left: dict[str, float] = {}
    for one in muscles():
        for root in one.roots:
            for junction in route(one, root):
                if junction.segment == segment_id:
                    left[one.id] = max(left.get(one.id, 0.0), junction.mm)
    return left


def nerve_of(muscle_id: str) -> Nerve:
    """The nerve or branch whose twig supplies a muscle; KeyError if the muscle is unknown."""
    return nerve(muscle(muscle_id).nerve)


def muscles_of(nerve_id: str) -> tuple[Muscle, ...]:
    """The muscles that a nerve and its branches supply, wholly or in part."""
    wanted = nerve(nerve_id)
    return tuple(
        one for one in muscles() if any(wanted in lineage(supply.nerve) for supply in one.supplies)
    )


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
