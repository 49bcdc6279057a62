"""Utrecht criteria, as a thesis quotes them (source: utrecht-criteria).

The least distal amplitude and "probable in arm nerves only" are from memory of the publication that
the thesis draws on (utrecht-2000): they make no answer, they leave it open, and say so.
"""

from collections.abc import Mapping
from typing import Final

from multifocal import body
from multifocal.criteria import conditions, slowing
from multifocal.criteria.answer import Step, absent, answered
from multifocal.criteria.case import Case, NerveCase, SegmentVerdict, Whole
from multifocal.criteria.category import Category
from multifocal.criteria.counted import outside
from multifocal.criteria.criteria_set import CriteriaSet
from multifocal.criteria.finding import Finding, Status
from multifocal.criteria.plausible import beyond
from multifocal.criteria.reason import Missing
from multifocal.criteria.ruling import Ruling, unverified
from multifocal.criteria.threshold import Threshold
from multifocal.criteria.utrecht_category import category_of

_SET: Final = Ruling("utrecht", "Utrecht", "8", "utrecht-criteria")

# Source: utrecht-criteria.
AREA: Final = Threshold("at_least", 50.0, "%")
AMPLITUDE: Final = Threshold("at_least", 30.0, "%")
SLOW_VELOCITY: Final = Threshold("less_than", 75.0, "%")
LONG_LATENCY: Final = Threshold("more_than", 130.0, "%")
# Source of the next two: utrecht-2000, from memory.
FLOOR: Final = Threshold("at_least", 1.0, "mV")
PROBABLE_IN: Final = "arm"
MEMORY: Final = "utrecht-2000"
# Source: multifocal-choice-utrecht-inching.
INCHING: Final = Threshold("at_most", 30.0, "mm")

HOW_SHORT: Final = "multifocal-choice-utrecht-inching"
NERVES: Final = "multifocal-choice-utrecht-nerves"
ENTRAPMENT: Final = "multifocal-choice-entrapment-for-all"


def short(case: Case) -> Finding:
    """Whether the segment is a step of inching; one of unknown or impossible length is not."""
    length = case.segment.length_mm
    wrong = beyond(case.segment) is not None
    is_short = length is not None and INCHING.met_by(length) and not wrong
    kind = "unknown" if length is None or wrong else "short" if is_short else "long"
    return _SET.finding(
        "short",
        "met" if is_short else "not_met",
        f"study.utrecht.{kind}",
        parameters={}
        if length is None or wrong
        else {"number": round(length, 1), "most": INCHING.value},
        numbers={"length_mm": length},
        inputs=("distance_mm",),
        choices=(HOW_SHORT, NERVES, ENTRAPMENT),
        source=HOW_SHORT,
        threshold=INCHING,
    )


def area(case: Case) -> Finding:
    """The area falls by at least 50 %."""
    return conditions.fall(_SET, case, "area", "area", AREA)


def amplitude(case: Case) -> Finding:
    """The amplitude falls by at least 30 %."""
    return conditions.fall(_SET, case, "amplitude", "amplitude", AMPLITUDE)


def definite(step: Finding, by_amplitude: Finding, by_area: Finding) -> Finding:
    """Half the area lost over a long segment, or 30 % of amplitude over a step of inching."""
    return _SET.all_of("definite", (by_amplitude if step.status == "met" else by_area,))


def probable(step: Finding, by_amplitude: Finding, arm: Finding) -> Finding:
    """30 % of amplitude lost over a long segment of an arm nerve."""
    if step.status == "met":
        return _SET.finding(
            "probable",
            "not_applicable",
            "study.rule_is.not_applicable",
            parameters={"rule": f"{_SET.name}.probable", "evidence": ""},
        )
    return _SET.all_of("probable", (by_amplitude, arm))


def floor(case: Case) -> Finding:
    """Distal amplitude at least 1 mV, from memory."""
    distal = case.segment.distal
    return _SET.compared(
        "floor",
        "distal_amplitude",
        distal.amplitude_mv,
        FLOOR,
        "distal_absent" if distal.absent else "amplitude_missing_distal",
        numbers={"distal_amplitude_mv": distal.amplitude_mv},
        inputs=(f"{distal.site}.amplitude_mv",),
        source=MEMORY,
    )


def in_arm(case: Case) -> Finding:
    """Whether a probable block counts in the nerve: from memory, in arm nerves only."""
    arm = body.nerve(case.segment.nerve).limb == PROBABLE_IN
    return _SET.finding(
        "probable_in_arm",
        "met" if arm else "cannot_be_assessed",
        f"study.utrecht.in_{'arm' if arm else 'leg'}",
        parameters={} if arm else {"evidence": unverified(MEMORY)},
        inputs=("nerve",),
        source=MEMORY,
    )


def slow(case: Case) -> Finding:
    """Velocity below 75 % of the lower limit; never changes a segment's answer."""
    return slowing.velocity(_SET, case, SLOW_VELOCITY)


TOO_SMALL: Final[Mapping[Status, Missing]] = {
    "not_met": "floor",
    "cannot_be_assessed": "amplitudes_missing",
}
"""No block below the floor; where the distal amplitude is missing, it may lie below it."""


def _lacking(by_amplitude: Finding, arm: Finding) -> Missing:
    """What the answer hangs on where no rule is met and one is open.

    Half the area lost is definite whatever the amplitude does, so an amplitude that hardly falls
    decides nothing where the area is missing (docs/decisions/031).
    """
    if by_amplitude.status == "met" and arm.status != "met":
        return "leg_unverified"
    return "area_missing" if by_amplitude.status == "not_met" else "amplitudes_missing"


class Utrecht(CriteriaSet):
    """Definite and probable block, slowing, and three categories of the study."""

    ruling = _SET
    notes = ("study.set.utrecht.thesis", "study.set.utrecht.memory")

    def evaluate(self, case: Case) -> SegmentVerdict:
        """Not counted, cannot be assessed, definite, probable, not met: the first that holds."""
        step, by_amplitude, by_area = short(case), amplitude(case), area(case)
        least, arm = floor(case), in_arm(case)
        sure, likely = definite(step, by_amplitude, by_area), probable(step, by_amplitude, arm)
        open_ = sure.status == "cannot_be_assessed"
        return answered(
            _SET,
            case,
            (least, step, by_amplitude, by_area, arm, sure, likely, slow(case)),
            outside=outside(_SET, case),
            hindrance=absent(case) or TOO_SMALL.get(least.status),
            steps=(
                Step("definite", sure),
                Step("probable", likely, "by_amplitude" if open_ else None),
            ),
            missing=_lacking(by_amplitude, arm),
            otherwise=conditions.alone(case),
        )

    def evaluate_nerve(self, case: NerveCase) -> tuple[Finding, ...]:
        """Distal latency and F responses that are compatible with demyelination."""
        return (
            slowing.distal_latency(_SET, case, LONG_LATENCY),
            slowing.f_latency(_SET, case, LONG_LATENCY),
            slowing.f_absent(_SET, case),
        )

    def category(self, whole: Whole) -> Category | None:
        """Definite, probable or possible by clinical list, CSF, blocks and slowing."""
        return category_of(_SET, whole)
