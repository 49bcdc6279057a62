"""Why a response that may be there cannot be measured."""

from typing import Literal

from multifocal.fault import Fault, Parameter
from multifocal.study.quality import Reach

Reason = Literal[
    "too_short",
    "no_baseline",
    "in_artifact",
    "no_negative_peak",
    "cut_off",
    "clipped",
    "noise",
    "unsure_baseline",
    "ends_too_early",
    "record_ends",
    "next_stimulus",
    "recording_stopped",
    "dead_channel",
    "saturated",
    "no_stimulus_time",
    "not_stimulated",
    "unit",
]
"""Why a sweep, or a part of it, cannot be measured."""


class Unmeasurable(Fault):
    """A sweep whose response cannot be measured.

    `reason` is the key of the sentence for people (`study.measuring.reason.*`); `reach`, where the
    sweep may have ended too early, how far it should go.
    """

    def __init__(
        self, reason: Reason, key: str, /, *, reach: Reach | None = None, **parameters: Parameter
    ) -> None:
        super().__init__(key)
        self.parameters = parameters
        self.reason: Reason = reason
        self.reach = reach
