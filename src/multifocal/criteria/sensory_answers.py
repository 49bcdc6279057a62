"""Sensory responses that speak against normal sensory conduction, for a person to confirm.

They answer nothing by themselves: a carpal tunnel takes the response of a finger too, and sensory
loss may come with years of MMN. But a study that shows such a response is never said to be without
a sensory study, and an answer that says otherwise is held against it.
"""

from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

from multifocal.body import Side, sensory_studies
from multifocal.criteria.sensory_reach import motor_nerve
from multifocal.criteria.threshold import Threshold
from multifocal.reference import ReferenceTable
from multifocal.study.measure import Measure

UV_PER_MV: Final = 1000.0


class Against(NamedTuple):
    """A response that did not come, or one below the lower limit of the table."""

    measure: Measure
    why: Literal["absent", "low"]
    amplitude_uv: float | None = None
    lower_uv: float | None = None


def responses_of(sensory: Iterable[Measure], side: Side, nerve: str) -> tuple[Measure, ...]:
    """The sensory responses of a nerve and its branches that were looked for."""
    return tuple(
        one
        for one in sensory
        if one.side == side and not one.empty and motor_nerve(one.nerve, (nerve,))
    )


def against(responses: Iterable[Measure], table: ReferenceTable) -> tuple[Against, ...]:
    """Those that are absent, or too small from the site that the table's limit is for."""
    reasons: list[Against] = []
    for response in responses:
        limits = table.sensory.get(response.nerve)
        lower = limits.amplitude_lower_uv if limits else None
        uv = None if response.amplitude_mv is None else UV_PER_MV * response.amplitude_mv
        if response.silent:
            reasons.append(Against(response, "absent"))
        elif uv is None or lower is None or not _as_the_limit(response):
            continue
        elif Threshold("less_than", lower, "µV").met_by(uv):
            reasons.append(Against(response, "low", uv, lower))
    return tuple(reasons)


def _as_the_limit(one: Measure) -> bool:
    """Whether it was studied as the limits were: from further up the same response is smaller, by
    dispersion alone."""
    place = (one.nerve, one.site)
    return any((standard.nerve, standard.site_id) == place for standard in sensory_studies())
