"""Ghosh 2005: falls beyond mean and three SD of healthy nerves (source: ghosh-2005)."""

from dataclasses import dataclass
from typing import Final

from multifocal.criteria import ruling
from multifocal.criteria.case import Block, Case, Confirmation, SegmentVerdict
from multifocal.criteria.finding import Finding
from multifocal.criteria.ruling import Ruling
from multifocal.criteria.segments_only import SegmentsOnly
from multifocal.criteria.threshold import Threshold
from multifocal.study.order import site_rank

_SET: Final = Ruling("ghosh-2005", "Ghosh 2005", "3", "ghosh-2005")

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
    return _SET.fall(case, "amplitude", "amplitude", AMPLITUDE[part(case)])


def area(case: Case) -> Finding:
    """The area falls by more than healthy nerves' did."""
    return _SET.fall(case, "area", "area", AREA[part(case)])


def block(by_amplitude: Finding, by_area: Finding) -> Finding:
    """Either of the two."""
    return _SET.either("block", (by_amplitude, by_area))


@dataclass(frozen=True)
class Ghosh2005(SegmentsOnly):
    """One limit for distal and one for proximal segments, by amplitude or area."""

    name: str = _SET.name
    title: str = _SET.title
    version: str = _SET.version
    source: str = _SET.source
    one_segment: bool = True
    confirms: tuple[Confirmation, ...] = ()
    notes: tuple[str, ...] = ("study.set.ghosh-2005.limits",)

    def judge(self, case: Case) -> SegmentVerdict:
        """Not counted, cannot be assessed, met, not met: the first that holds."""
        outside, reason = _SET.outside(case, NERVES, ruling.ALL_ENTRAPMENTS)
        falls = (amplitude(case), area(case))
        rule = block(*falls)
        found = (*outside, _SET.no_floor(case), which_part(case), *falls, rule)
        answer: Block
        if reason:
            answer, message = "not_counted", f"not_counted.{reason}"
        elif case.segment.distal.absent:
            answer, message = "cannot_be_assessed", "cannot_be_assessed.distal_absent"
        elif rule.status == "cannot_be_assessed":
            answer = "cannot_be_assessed"
            message = f"cannot_be_assessed.{ruling.missing_measures(case)}"
        elif rule.status == "met":
            answer, message = "met", f"met{ruling.alone(case)}"
        else:
            answer, message = "not_met", f"not_met{ruling.alone(case)}"
        return _SET.verdict(case, answer, message, found)
