"""What a rule found, and what it presupposes: keys and numbers, never a finished sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from multifocal.criteria.threshold import Threshold

Status = Literal["met", "not_met", "cannot_be_assessed", "not_applicable"]
"""What a rule answers. Not applicable: the rule does not speak of such a segment."""
Parameters = Mapping[str, str | float]


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule applied to one segment.

    `numbers` are what was compared (units in their names, None where missing), `inputs` the
    sites' fields they came from, `margin` how far the number lies on the met side of the
    threshold (negative: on the other side). `source` is a citation id, `choices` the ids of this
    project's own choices that entered; `message` and `parameters` make the sentence.
    """

    rule: str
    version: str
    status: Status
    message: str
    source: str
    parameters: Parameters = field(default_factory=dict)
    numbers: Mapping[str, float | None] = field(default_factory=dict)
    threshold: Threshold | None = None
    margin: float | None = None
    inputs: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Caution:
    """Something a rule presupposes that the study does not show, and what to do about it.

    Never changes a status.
    """

    id: str
    message: str
    source: str
    parameters: Parameters = field(default_factory=dict)
    inputs: tuple[str, ...] = ()
