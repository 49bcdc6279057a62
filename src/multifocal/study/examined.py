"""What was examined beside nerve conduction: strength, needle, motor units, the nerve's size.

It stands beside the map and enters no rule. What is not there was not recorded.
"""

from dataclasses import dataclass
from math import inf
from typing import Final, Literal, get_args

from multifocal.body import Side, check_side
from multifocal.body.mrc import MRC_GRADES, MrcGrade
from multifocal.fault import Fault

NeedleFinding = Literal[
    "normal", "fibrillations", "fasciculations", "large_units", "small_units", "few_units",
    "long_units", "polyphasic_units",
]  # fmt: skip
"""Fibrillations stand for positive sharp waves too; few units: reduced recruitment; large and small
are of amplitude, long of duration."""

NEEDLE_FINDINGS: Final[tuple[NeedleFinding, ...]] = get_args(NeedleFinding)


@dataclass(frozen=True)
class MuscleExamined:
    """A muscle's strength by MRC grade, what the needle showed, and how many motor units were
    estimated (MUNE). None or empty: not recorded. Fault for a number that cannot be meant, and for
    a needle that found nothing wrong and something."""

    side: Side
    muscle: str
    strength_mrc: MrcGrade | None = None
    needle: tuple[NeedleFinding, ...] = ()
    motor_units: float | None = None

    def __post_init__(self) -> None:
        check_side(self.side)
        if self.motor_units is not None and not 0 <= self.motor_units < inf:
            raise Fault("study.measure.finite")
        if "normal" in self.needle and len(self.needle) > 1:
            raise Fault("study.examined.needle", column="needle")


@dataclass(frozen=True)
class NerveArea:
    """The cross-sectional area of a nerve by ultrasound at a stimulation site, mm²."""

    side: Side
    nerve: str
    site: str
    area_mm2: float

    def __post_init__(self) -> None:
        check_side(self.side)
        if not 0 < self.area_mm2 < inf:
            raise Fault("study.measure.finite")


def at_most_four(grade: MrcGrade) -> bool:
    """Whether the muscle is weak beyond an examiner's doubt: MRC 4 or less."""
    return MRC_GRADES.index(grade) <= MRC_GRADES.index("4")
