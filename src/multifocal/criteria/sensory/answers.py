"""Sensory responses that speak against normal sensory conduction, for a person to confirm.

They answer nothing by themselves: a carpal tunnel takes the response of a finger too, and sensory
loss may come with years of MMN. But a study that shows such a response is never said to be without
a sensory study, and an answer that says otherwise is held against it.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from multifocal.body import Side
from multifocal.criteria.sensory.reach import motor_nerve
from multifocal.criteria.sensory.values import SensoryVerdict
from multifocal.study.measure import Measure


class Against(NamedTuple):
    """A response that did not come, or one below the lower limit of the table `by`."""

    measure: Measure
    why: Literal["absent", "low"]
    amplitude_uv: float | None = None
    lower_uv: float | None = None
    by: str = ""


def against(verdicts: Iterable[SensoryVerdict], side: Side, nerve: str) -> tuple[Against, ...]:
    """The responses of a nerve and its branches that are absent, then those that are small."""
    reasons: list[Against] = []
    for verdict in verdicts:
        own = verdict.measure.side == side and motor_nerve(verdict.measure.nerve, (nerve,))
        if not own or verdict.against is None:
            continue
        amplitude = verdict.findings[0]
        if verdict.against == "absent":
            reasons.append(Against(verdict.measure, "absent"))
            continue
        uv = amplitude.numbers["sensory_amplitude"]
        lower = amplitude.numbers["sensory_amplitude_limit"]
        reasons.append(
            Against(verdict.measure, "low", uv, lower, str(amplitude.parameters["table"]))
        )
    return tuple(sorted(reasons, key=lambda one: one.why))
