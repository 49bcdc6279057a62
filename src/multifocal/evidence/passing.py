"""What is true of a simulated nerve: which share of its fibers gets through, and where not."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from multifocal import body
from multifocal.nerve import Focus, MotorPool, conduction

DELAYED_MS = 0.1
"""A fiber counts as delayed from here on: more than any healthy fiber's own doubt."""


@dataclass(frozen=True)
class FocusTruth:
    """What one focus alone does to one muscle's fibers; shares are of the fibers that pass it.

    `stopped_share`: of the impulses from above it; `delayed_share`: of those that get through,
    0.1 ms late or more; delays in ms, None where nothing gets through.
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
        float(np.mean(through >= DELAYED_MS)) if through.size else 0.0,
        float(np.median(through)) if through.size else None,
    )


def arrives_from(pool: MotorPool, site: body.Site, foci: Sequence[Focus] = ()) -> NDArray[np.bool_]:
    """Which fibers reach the muscle from a stimulus at the site, (units,)."""
    reaching = [one for one in foci if one.reaches(pool)]
    return conduction(pool, reaching, pool.mm_from_cord(site.place_on(pool.way))).arrives


def stopped_between(
    pool: MotorPool, distal: body.Site, proximal: body.Site, foci: Sequence[Focus] = ()
) -> float:
    """Share of fibers stopped between two sites, of those that arrive from the distal one.

    NaN where none arrives from the distal site.
    """
    near, far = (arrives_from(pool, site, foci) for site in (distal, proximal))
    return float(1.0 - far[near].mean()) if near.any() else float("nan")
