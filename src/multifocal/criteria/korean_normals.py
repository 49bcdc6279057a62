"""Falls beyond those of 44 arms and 38 legs of healthy people (source: korean-normals).

Its limits are of the amplitude from peak to peak, so nothing else is compared with them.
"""

from typing import Final

from multifocal import body
from multifocal.criteria import conditions
from multifocal.criteria.answer import Step, absent, answered
from multifocal.criteria.case import Case, SegmentVerdict
from multifocal.criteria.counted import outside
from multifocal.criteria.criteria_set import CriteriaSet
from multifocal.criteria.finding import Finding
from multifocal.criteria.ruling import Ruling
from multifocal.criteria.threshold import Threshold

_SET: Final = Ruling("korean-normals", "Korean normals", "5", "korean-normals")

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
    return conditions.fall(_SET, case, "peak_to_peak", "peak_to_peak", AMPLITUDE[_limb(case)])


def duration(case: Case) -> Finding:
    """The negative peak lengthens by less than the limit of arm or leg."""
    return conditions.duration(_SET, case, "duration", DURATION[_limb(case)])


def block(fall: Finding, longer: Finding) -> Finding:
    """Both."""
    return _SET.all_of("block", (fall, longer))


def _limb(case: Case) -> str:
    return body.nerve(case.segment.nerve).limb


class KoreanNormals(CriteriaSet):
    """A fall in amplitude with little lengthening."""

    ruling = _SET
    notes = ("study.set.korean-normals.limits",)

    def evaluate(self, case: Case) -> SegmentVerdict:
        """Not counted, cannot be assessed, met, not met: the first that holds."""
        fall, longer = amplitude(case), duration(case)
        rule = block(fall, longer)
        limb = _SET.finding(
            "limb",
            "not_applicable",
            f"study.korean.{_limb(case)}",
            inputs=("nerve",),
            choices=(WHICH_NERVES, ENTRAPMENT),
        )
        return answered(
            _SET,
            case,
            (conditions.no_floor(_SET, case), limb, fall, longer, rule),
            outside=outside(_SET, case, NERVES),
            hindrance=absent(case),
            steps=(Step("met", rule),),
            missing="peak_to_peak_missing" if fall.margin is None else "duration_missing",
        )
