"""Ghosh 2005: falls beyond mean and three SD of healthy nerves (source: ghosh-2005)."""

from typing import Final

from multifocal.criteria import conditions
from multifocal.criteria.answer import Step, absent, answered
from multifocal.criteria.case import Case, SegmentVerdict
from multifocal.criteria.counted import outside
from multifocal.criteria.criteria_set import CriteriaSet
from multifocal.criteria.finding import Finding
from multifocal.criteria.ruling import Ruling
from multifocal.criteria.threshold import Threshold
from multifocal.study.order import site_rank

_SET: Final = Ruling("ghosh-2005", "Ghosh 2005", "5", "ghosh-2005")

NERVES: Final = ("median", "ulnar", "radial", "musculocutaneous", "axillary")
"""Source: multifocal-choice-ghosh-segments."""
TOP_OF_DISTAL: Final = {"median": "elbow", "ulnar": "above_elbow", "radial": "elbow"}
"""The uppermost site of a distal segment. Source: multifocal-choice-ghosh-segments."""

# Source: ghosh-2005.
AMPLITUDE: Final = {
    "distal": Threshold("more_than", 32.0, "%"),
    "proximal": Threshold("more_than", 33.0, "%"),
}
AREA: Final = {
    "distal": Threshold("more_than", 23.0, "%"),
    "proximal": Threshold("more_than", 29.0, "%"),
}
SEGMENTS: Final = "multifocal-choice-ghosh-segments"
ENTRAPMENT: Final = "multifocal-choice-entrapment-for-all"


def part(case: Case) -> str:
    """ "distal" up to the elbow, "proximal" where the segment reaches further up."""
    nerve, far = case.segment.nerve, case.segment.proximal.site
    top = TOP_OF_DISTAL.get(nerve)
    is_distal = top is not None and site_rank(nerve, far) <= site_rank(nerve, top)
    return "distal" if is_distal else "proximal"


def which_part(case: Case) -> Finding:
    """Which limits hold for the segment."""
    return _SET.finding(
        "part",
        "not_applicable",
        f"study.ghosh.{part(case)}",
        inputs=("site",),
        choices=(SEGMENTS, ENTRAPMENT),
    )


def amplitude(case: Case) -> Finding:
    """The amplitude falls by more than healthy nerves' did."""
    return conditions.fall(_SET, case, "amplitude", "amplitude", AMPLITUDE[part(case)])


def area(case: Case) -> Finding:
    """The area falls by more than healthy nerves' did."""
    return conditions.fall(_SET, case, "area", "area", AREA[part(case)])


def block(by_amplitude: Finding, by_area: Finding) -> Finding:
    """Either of the two."""
    return _SET.either("block", (by_amplitude, by_area))


class Ghosh2005(CriteriaSet):
    """One limit for distal and one for proximal segments, by amplitude or area."""

    ruling = _SET
    notes = ("study.set.ghosh-2005.limits",)

    def evaluate(self, case: Case) -> SegmentVerdict:
        """Not counted, cannot be assessed, met, not met: the first that holds."""
        falls = (amplitude(case), area(case))
        rule = block(*falls)
        alone = conditions.alone(case)
        return answered(
            _SET,
            case,
            (conditions.no_floor(_SET, case), which_part(case), *falls, rule),
            outside=outside(_SET, case, NERVES),
            hindrance=absent(case),
            steps=(Step("met", rule, alone),),
            missing=conditions.missing_falls(case),
            otherwise=alone,
        )
