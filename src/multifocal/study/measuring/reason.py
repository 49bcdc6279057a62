"""Why a response that may be there cannot be measured."""

from typing import Literal

from multifocal.fault import Fault

Reason = Literal[
    "too_short",
    "no_baseline",
    "in_artifact",
    "no_negative_peak",
    "cut_off",
    "clipped",
    "noise",
    "unsure_baseline",
]


class Unmeasurable(Fault):
    """A sweep whose response cannot be measured. `reason` is the key of the sentence for people
    (`study.measuring.reason.*`)."""

    def __init__(self, reason: Reason, problem: str, *, remedy: str) -> None:
        self.reason: Reason = reason
        super().__init__(problem, remedy=remedy)
