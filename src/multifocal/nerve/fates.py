"""What is true of a simulated nerve: which of its fibers get through, how late, and where not."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from multifocal import body
from multifocal.frozen import frozen
from multifocal.nerve.focus import Focus, reaching
from multifocal.nerve.passage import Passage, passages
from multifocal.nerve.pool import MotorPool
from multifocal.nerve.source import Part, Source
from multifocal.nerve.stimulation import Conduction, conduction
from multifocal.nerve.stimulus import SUPRAMAXIMAL, Stimulus

Array = NDArray[np.float64]
Fate = Literal["healthy", "slowed", "blocked"]

LATE_MS: Final = 0.1
"""A fiber counts as slowed from this extra time on: more than any healthy fiber's own doubt."""


def fate_of(delay_ms: float) -> Fate:
    """What a fiber's extra time, ms, means: NaN where its impulse is stopped."""
    if np.isnan(delay_ms):
        return "blocked"
    return "slowed" if delay_ms >= LATE_MS else "healthy"


@dataclass(frozen=True, eq=False)
class PartFates:
    """Units that run one way, and what becomes of a voluntary impulse in each; lazily solved."""

    pool: MotorPool
    crosses: bool
    foci: tuple[Focus, ...]

    @cached_property
    def fate(self) -> Conduction:
        """Extra time of each fiber and where it is stopped, (units,); arrays are read-only."""
        return frozen(conduction(self.pool, self.foci))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every damaged stretch of every fiber. Order: fiber, then place from the cord."""
        return passages(self.pool, self.foci)


@dataclass(frozen=True, eq=False)
class Fates:
    """The fates of all fibers of a muscle, by the way they run."""

    parts: tuple[PartFates, ...]

    @classmethod
    def of(cls, source: Source, foci: Sequence[Focus]) -> "Fates":
        """Of a voluntary impulse, with these foci wherever they lie."""
        return cls(tuple(_with(part, foci) for part in source.parts))

    @property
    def total(self) -> int:
        """How many fibers lead to the muscle."""
        return sum(len(one.pool) for one in self.parts)

    @property
    def stopped(self) -> int:
        """How many of them are stopped."""
        return sum(int((~one.fate.arrives).sum()) for one in self.parts)

    @property
    def late_ms(self) -> Array:
        """Extra time of the fibers that arrive late, ms, (late fibers,)."""
        delays = np.concatenate([one.fate.delay_ms[one.fate.arrives] for one in self.parts])
        return np.asarray(delays[delays >= LATE_MS])

    @property
    def prescribed(self) -> bool:
        """Whether some of the block was given and not computed."""
        return any(one.fate.prescribed for one in self.parts)


def _with(part: Part, foci: Sequence[Focus]) -> PartFates:
    return PartFates(part.pool, part.crosses, reaching(foci, part.pool))


@dataclass(frozen=True)
class FocusTruth:
    """What one focus alone does to one muscle's fibers; shares are of the fibers that pass it.

    `stopped_share`: of the impulses from above it; `delayed_share`: of those that get through,
    `LATE_MS` late or more; delays in ms, None where nothing gets through.
    """

    muscle: str
    mm_from_muscle: float
    fibers: int
    stopped_share: float
    delayed_share: float
    median_delay_ms: float | None


def focus_truth(pool: MotorPool, focus: Focus) -> FocusTruth:
    """Count the fibers that one focus stops and slows; Fault if the fibers do not pass it."""
    fate = conduction(pool, [focus])
    through = fate.delay_ms[fate.arrives]
    return FocusTruth(
        pool.muscle,
        pool.way.mm_from_muscle(focus.place),
        len(pool),
        float(1.0 - fate.arrives.mean()),
        float(np.mean(through >= LATE_MS)) if through.size else 0.0,
        float(np.median(through)) if through.size else None,
    )


@dataclass(frozen=True)
class SiteTruth:
    """How many of a muscle's fibers a stimulus at a site fires, and how many of these arrive."""

    fired: int
    arrived: int


def site_truth(
    source: Source,
    site: body.Site,
    foci: Sequence[Focus] = (),
    stimulus: Stimulus = SUPRAMAXIMAL,
) -> SiteTruth:
    """Count the fibers that pass the site; what spreads to a neighboring nerve is not counted."""
    fired = arrived = 0
    for pool in (part.pool for part in source.parts if site.is_on(part.pool.way)):
        fires = np.ones(len(pool), dtype=bool)
        if stimulus.strength < 1.0:
            fires = stimulus.fires(pool, site)
        fired += int(fires.sum())
        arrived += int((fires & _arrives_from(pool, site, foci)).sum())
    return SiteTruth(fired, arrived)


@dataclass(frozen=True)
class SegmentTruth:
    """Of the fibers that pass both sites: how many reach the muscle from the distal one, and which
    share of these is stopped between the two, None where none arrives."""

    fibers: int
    stopped_share: float | None


def segment_truth(
    source: Source, distal: body.Site, proximal: body.Site, foci: Sequence[Focus] = ()
) -> SegmentTruth:
    """Count the fibers that are stopped between two sites."""
    near = stopped = 0
    for pool in (part.pool for part in source.parts):
        if distal.is_on(pool.way) and proximal.is_on(pool.way):
            arrives = _arrives_from(pool, distal, foci)
            near += int(arrives.sum())
            stopped += int((arrives & ~_arrives_from(pool, proximal, foci)).sum())
    return SegmentTruth(near, stopped / near if near else None)


def _arrives_from(pool: MotorPool, site: body.Site, foci: Sequence[Focus]) -> NDArray[np.bool_]:
    """Which fibers reach the muscle from a stimulus at the site, (units,)."""
    return conduction(pool, foci, pool.mm_from_cord(site.place_on(pool.way))).arrives
