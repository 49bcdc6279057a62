"""Falls beyond those of 44 arms and 38 legs of healthy people (source: korean-normals).

Its limits are of the amplitude from peak to peak, so nothing else is compared with them.
"""

from dataclasses import dataclass
from typing import Final

from multifocal import body
from multifocal.criteria import ruling
from multifocal.criteria.case import Block, Case, Confirmation, SegmentVerdict
from multifocal.criteria.finding import Finding
from multifocal.criteria.ruling import Ruling
from multifocal.criteria.segments_only import SegmentsOnly
from multifocal.criteria.threshold import Threshold

_SET: Final = Ruling("korean-normals", "Korean normals", "3", "korean-normals")

NERVES: Final = ("median", "ulnar", "fibular", "tibial")
"""Source: multifocal-choice-korean-nerves; the abstract says only arm and leg."""
# Source: korean-normals.
AMPLITUDE: Final = {
    "arm": Threshold("more_than", 25.0, "%"),
    "leg": Threshold("more_than", 30.0, "%"),
}
DURATION: Final = {
    "arm": Threshold("less_than", 15.0, "%"),
    "leg": Threshold("less_than", 25.0, "%"),
}
WHICH_NERVES: Final = "multifocal-choice-korean-nerves"
ENTRAPMENT: Final = "multifocal-choice-entrapment-for-all"


def amplitude(case: Case) -> Finding:
    """The amplitude from peak to peak falls by more than the limit of arm or leg."""
    return _SET.fall(case, "peak_to_peak", "peak_to_peak", AMPLITUDE[_limb(case)])


def duration(case: Case) -> Finding:
    """The negative peak lengthens by less than the limit of arm or leg."""
    return _SET.duration(case, "duration", DURATION[_limb(case)])


def block(fall: Finding, longer: Finding) -> Finding:
    """Both."""
    return _SET.all_of("block", (fall, longer))


def _limb(case: Case) -> str:
    return body.nerve(case.segment.nerve).limb


@dataclass(frozen=True)
class KoreanNormals(SegmentsOnly):
    """A fall in amplitude with little lengthening."""

    name: str = _SET.name
    title: str = _SET.title
    version: str = _SET.version
    source: str = _SET.source
    one_segment: bool = True
    confirms: tuple[Confirmation, ...] = ()
    notes: tuple[str, ...] = ("study.set.korean-normals.limits",)

    def judge(self, case: Case) -> SegmentVerdict:
        """Not counted, cannot be assessed, met, not met: the first that holds."""
        outside, reason = _SET.outside(case, NERVES, ruling.ALL_ENTRAPMENTS)
        fall, longer = amplitude(case), duration(case)
        rule = block(fall, longer)
        nerve = _SET.finding(
            "limb",
            "not_applicable",
            f"study.korean.{_limb(case)}",
            inputs=("nerve",),
            choices=(WHICH_NERVES, ENTRAPMENT),
        )
        found = (*outside, _SET.no_floor(case), nerve, fall, longer, rule)
        answer: Block
        if reason:
            answer, message = "not_counted", f"not_counted.{reason}"
        elif case.segment.distal.absent:
            answer, message = "cannot_be_assessed", "cannot_be_assessed.distal_absent"
        elif rule.status == "cannot_be_assessed":
            lacking = "duration_missing" if fall.margin is not None else "peak_to_peak_missing"
            answer, message = "cannot_be_assessed", f"cannot_be_assessed.{lacking}"
        elif rule.status == "met":
            answer, message = "met", "met"
        else:
            answer, message = "not_met", "not_met"
        return _SET.verdict(case, answer, message, found)
