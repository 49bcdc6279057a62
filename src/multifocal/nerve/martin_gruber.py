"""Martin-Gruber: fibers of ulnar hand muscles that come down the median nerve and cross over.

They answer at the ulnar wrist, not at the ulnar elbow, and at the median elbow: an ulnar study
alone then looks like block in the forearm.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from multifocal import body
from multifocal.fault import Fault
from multifocal.nerve.focus import Focus
from multifocal.nerve.noise import AMPLIFIER, Noise, with_noise
from multifocal.nerve.pool import MotorPool, Recordable
from multifocal.nerve.source import Part, force_of
from multifocal.nerve.stimulation import stimulate
from multifocal.nerve.stimulus import SUPRAMAXIMAL, Stimulus
from multifocal.nerve.transit import course
from multifocal.study import Recording

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
                f"the place on {place.segment} is not on the crossed way to {self.muscle}",
                remedy=f"Choose the {self.side} side and one of: {', '.join(self.segments)}",
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


@dataclass(frozen=True)
class CrossedPool:
    """The pool of an ulnar hand muscle in two parts: down the ulnar nerve, and crossing over."""

    direct: MotorPool
    crossing: MotorPool

    @property
    def parts(self) -> tuple[Part, ...]:
        """Those of the two that have any units."""
        both = (Part(self.direct, crosses=False), Part(self.crossing, crosses=True))
        return tuple(part for part in both if len(part.pool))

    @property
    def checks(self) -> tuple[body.Site, ...]:
        """The site of the median nerve that tells crossing fibers from block."""
        return (body.site(*CHECK_SITE),)

    def force(self, foci: Sequence[Focus] = ()) -> float:
        """Greatest voluntary force as a share of normal."""
        return force_of(self.parts, foci)

    def stimulate(
        self,
        site: body.Site,
        foci: Sequence[Focus] = (),
        stimulus: Stimulus = SUPRAMAXIMAL,
        noise: Noise | None = AMPLIFIER,
        *,
        least_ms: float = 0.0,
    ) -> Recording:
        """The muscle's response to a stimulus at a site of the ulnar or the median nerve.

        A stimulus that spreads to the neighboring nerve fires that nerve's crossing fibers anyway,
        so `spread` is left out. Noise and length as in `stimulate`. Fault if the site lies on
        neither way.
        """
        found = [
            stimulate(
                part.pool, site, foci, replace(stimulus, spread=0.0), noise=None, least_ms=least_ms
            )
            for part in self.parts
            if site.is_on(part.pool.way)
        ]
        if not found:
            raise Fault(
                f"{site.nerve} {site.id} is not on the way to {self.direct.muscle}",
                remedy="Choose a site of the ulnar nerve, or of the median above the forearm.",
            )
        total = np.zeros(max(one.samples_mv.size for one in found))
        for one in found:
            total[: one.samples_mv.size] += one.samples_mv
        both = replace(found[0], samples_mv=total)
        return with_noise(both, noise, self.direct.person, stimulus.told)


def martin_gruber(pool: MotorPool, share: float = DEFAULT_SHARE) -> CrossedPool:
    """Let a share of a pool's units cross over; which ones is drawn from the person.

    Fault for a muscle that is not an ulnar muscle of the hand, and for a share outside 0 to 1.
    """
    check_may_cross(pool.way)
    if not 0.0 <= share <= 1.0:
        raise Fault("the share that crosses lies outside 0 to 1", remedy="Give a share.")
    order = np.random.default_rng([pool.person, len(pool), 77]).permutation(len(pool))
    crosses = np.zeros(len(pool), dtype=bool)
    crosses[order[: round(share * len(pool))]] = True
    return CrossedPool(
        _part(pool, ~crosses, pool.way), _part(pool, crosses, _crossed_path(pool.way))
    )


def may_cross(muscle: str) -> bool:
    """Whether fibers of this recordable muscle may come down the median nerve."""
    return muscle in CROSSOVER_MUSCLES


def check_may_cross(way: body.Path) -> None:
    """Fault if the way does not lead down the ulnar nerve into a muscle of the hand."""
    if RECEIVER not in way.segments or "ulnar_deep" not in way.segments:
        raise Fault(
            f"{way.target} is not a hand muscle of the ulnar nerve",
            remedy="Choose adm, fdi or another one.",
        )


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


def _part(pool: MotorPool, chosen: NDArray[np.bool_], way: body.Path) -> MotorPool:
    units = pool.recordable
    return replace(
        pool,
        way=way,
        velocity_m_s=pool.velocity_m_s[chosen],
        diameter_um=pool.diameter_um[chosen],
        internode_mm=pool.internode_mm[chosen],
        first_node_mm=pool.first_node_mm[chosen],
        twitch=pool.twitch[chosen],
        backfire=pool.backfire[chosen],
        recordable=None
        if units is None
        else Recordable(
            amplitude_mv=units.amplitude_mv[chosen],
            delay_ms=units.delay_ms[chosen],
            negative_ms=units.negative_ms[chosen],
            positive_ms=units.positive_ms[chosen],
            positive_share=units.positive_share[chosen],
        ),
        course=course(way, pool.temperature),
    )
