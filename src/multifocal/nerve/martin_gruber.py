"""Martin-Gruber: fibers of ulnar hand muscles that come down the median nerve and cross over.

They answer at the ulnar wrist, not at the ulnar elbow, and at the median elbow: an ulnar study
alone then looks like block in the forearm.
"""

from dataclasses import dataclass, replace

import numpy as np

from multifocal import body
from multifocal.arguments import names_arguments
from multifocal.fault import Fault
from multifocal.nerve.pool import MotorPool
from multifocal.nerve.source import Part, Source
from multifocal.nerve.transit import course

# Where the crossing fibers leave the median and join the ulnar nerve, mm down their forearm
# segments (175-cm adult; source multifocal-choice-martin-gruber).
LEAVES_MM, JOINS_MM = 80.0, 60.0
DONOR, RECEIVER = "median_forearm", "ulnar_forearm"
DEFAULT_SHARE = 0.3
CROSSOVER_MUSCLES = ("adm", "fdi")
"""Recordable muscles whose fibers may cross."""
CHECK_SITE = ("median", "elbow")
"""Where a stimulus tells crossing fibers from block: they answer to the median nerve too."""


@dataclass(frozen=True)
class CrossedPath(body.Path):
    """A way that joins a segment in its middle: from there on only, the segment is on the way."""

    joins: str = RECEIVER
    joins_mm: float = JOINS_MM

    def passes(self, place: body.Place) -> bool:
        """Whether the place lies on this way."""
        if place.segment == self.joins and place.mm < self.joins_mm:
            return False
        return super().passes(self._from_join(place))

    def mm_from_muscle(self, place: body.Place) -> float:
        """How far the place is from the muscle along the way; Fault if it is not on it."""
        if not self.passes(place):
            raise Fault(
                "nerve.off_crossed_way",
                segment=place.segment,
                muscle=self.muscle,
                side=self.side,
                segments=self.segments,
            )
        return super().mm_from_muscle(self._from_join(place))

    def place_at(self, mm_from_muscle: float) -> body.Place:
        """The place at that distance from the muscle."""
        found = super().place_at(mm_from_muscle)
        if found.segment != self.joins:
            return found
        return replace(found, mm=found.mm + self.joins_mm)

    def _from_join(self, place: body.Place) -> body.Place:
        if place.segment != self.joins:
            return place
        return replace(place, mm=max(place.mm - self.joins_mm, 0.0))


@names_arguments
def martin_gruber(pool: MotorPool, share: float = DEFAULT_SHARE) -> Source:
    """Let a share of a pool's units cross over; which ones is drawn from the person.

    Fault for a muscle that is not an ulnar muscle of the hand, and for a share outside 0 to 1.
    """
    check_may_cross(pool.way)
    if not 0.0 <= share <= 1.0:
        raise Fault("nerve.crossing_share")
    order = np.random.default_rng([pool.person, len(pool), 77]).permutation(len(pool))
    crosses = np.zeros(len(pool), dtype=bool)
    crosses[order[: round(share * len(pool))]] = True
    if not crosses.any():
        return Source.of(pool)
    way = _crossed_path(pool.way)
    over = replace(pool.only(crosses), way=way, course=course(way, pool.temperature))
    parts = (Part(pool.only(~crosses)), Part(over, crosses=True))
    return Source(tuple(one for one in parts if len(one.pool)), (body.site(*CHECK_SITE),))


def may_cross(muscle: str) -> bool:
    """Whether fibers of this recordable muscle may come down the median nerve."""
    return muscle in CROSSOVER_MUSCLES


def check_may_cross(way: body.Path) -> None:
    """Fault if the way does not lead down the ulnar nerve into a muscle of the hand."""
    if RECEIVER not in way.segments or "ulnar_deep" not in way.segments:
        raise Fault("nerve.no_hand_muscle", muscle=way.target)


def _crossed_path(way: body.Path) -> CrossedPath:
    scale = way.subject.length_scale
    donor = body.path("apb", way.side, way.subject, way.root)
    stretches: list[body.Stretch] = []
    for stretch in reversed(way.stretches):
        if stretch.segment == RECEIVER:
            length = stretch.length_mm - JOINS_MM * scale
            stretches.append(body.Stretch(RECEIVER, length, stretch.end_mm_from_muscle))
            break
        stretches.append(stretch)
    upstream = donor.stretches[: donor.segments.index(DONOR) + 1]
    for stretch in reversed(upstream):
        length = LEAVES_MM * scale if stretch.segment == DONOR else stretch.length_mm
        end = stretches[-1].start_mm_from_muscle
        stretches.append(body.Stretch(stretch.segment, length, end))
    return CrossedPath(
        way.muscle,
        way.root,
        way.side,
        way.subject,
        tuple(reversed(stretches)),
        joins_mm=JOINS_MM * scale,
    )
