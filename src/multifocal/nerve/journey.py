"""One impulse on its way: when it is where, from the cord to the muscle or to where it ends."""

import math
from collections.abc import Iterable

from multifocal.nerve.passage import Passage
from multifocal.nerve.pool import Bundle

Knot = tuple[float, float]
"""Time, ms after leaving the cord, and place, mm from the cord."""


def journey(
    pool: Bundle, fiber: int, met: Iterable[Passage], end_mm: float | None = None
) -> tuple[Knot, ...]:
    """The knots of one fiber's voluntary impulse; between them it is drawn at an even pace.

    Healthy stretches take what `Bundle.transit_ms` says, damaged ones (`met`: this fiber's, in
    order of place) their extra time too. `end_mm`: where the impulse ends, mm from the cord; None
    for the muscle.
    """
    last_mm = pool.way.length_mm if end_mm is None else end_mm

    def knot(mm: float, late_ms: float) -> Knot:
        return float(pool.transit_ms(0.0, mm)[fiber]) + late_ms, mm

    knots, late_ms = [knot(0.0, 0.0)], 0.0
    for passage in met:
        if passage.from_mm >= last_mm:
            break
        knots.append(knot(passage.from_mm, late_ms))
        if math.isnan(passage.delay_ms):  # stopped within it
            break
        late_ms += passage.delay_ms
        least_mm = passage.from_mm + float(pool.internode_mm[fiber])
        knots.append(knot(min(max(passage.to_mm, least_mm), last_mm), late_ms))
    knots.append(knot(last_mm, late_ms))
    return tuple(knots)
