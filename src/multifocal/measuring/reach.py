"""How long after a stimulus a response could still last: before that, nothing is known absent.

Source of the numbers: `multifocal-choice-recorded`.
"""

from functools import cache
from typing import Final

from multifocal import body
from multifocal.fault import Fault
from multifocal.study.quality import Reach
from multifocal.study.recording import Kind, Recording

SLOWEST_M_S: Final = 15.0
"""A nerve that conducts more slowly over its whole length is rare even in demyelination."""
SHORTEST_MS: Final[dict[Kind, float]] = {"M": 20.0, "F": 20.0, "sensory": 8.0}
"""However near the site, for the last stretch may be the slowest."""
RESPONSE_MS: Final[dict[Kind, float]] = {"M": 6.0, "F": 6.0, "sensory": 2.0}
"""About the length of a normal negative peak; that of the person's own distal response, which the
segment knows, may be longer."""
FARTHEST_MM: Final[dict[Kind, float]] = {"M": 800.0, "F": 800.0, "sensory": 400.0}
"""Where neither the file nor `body` tells the distance: farther than from Erb's point to a hand, or
from an elbow to a finger."""


def reach(recording: Recording, window_ms: float) -> Reach:
    """How far the sweep reaches, and how far it must for "no response" to be said.

    The distance is the recording's own, else the usual one of an adult of 175 cm from `body` (of a
    muscle of another nerve, that of the nerve's farthest muscle), else `FARTHEST_MM`.
    """
    own = recording.distance_mm
    distance = own
    if distance is None:
        distance = _usual_mm(
            recording.kind, recording.nerve, recording.site, recording.muscle, recording.skin
        )
    needed = distance / SLOWEST_M_S + RESPONSE_MS[recording.kind]
    needed = max(needed, SHORTEST_MS[recording.kind])
    return Reach(window_ms, needed, distance, "usual" if own is None else "recorded")


@cache
def _usual_mm(kind: Kind, nerve: str, site: str, muscle: str | None, skin: str | None) -> float:
    if kind == "sensory":
        known = [
            one.distance_mm
            for one in body.sensory_studies()
            if (one.nerve, one.skin, one.site_id) == (nerve, skin, site)
        ]
        if known:
            return max(known)
    farthest = FARTHEST_MM[kind]
    own = usual_way_mm(nerve, site, muscle or skin or "")
    if own is not None:
        return own
    try:  # a muscle of another nerve, recorded to find fibers that cross over
        muscles = [one.id for one in body.muscles_of(nerve)]
    except KeyError:
        return farthest
    ways = (usual_way_mm(nerve, site, one) for one in muscles)
    return max((mm for mm in ways if mm is not None), default=farthest)


@cache
def usual_way_mm(nerve: str, site: str, target: str) -> float | None:
    """From a site to a muscle or area of skin in an adult of 175 cm, mm; None where `body` knows no
    such way."""
    try:
        way = body.path(target)
        return way.mm_from_muscle(body.site(nerve, site).place_on(way))
    except (Fault, KeyError):
        return None
