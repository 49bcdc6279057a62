"""Amplitude ratios whose limit depends on the distal amplitude (source: amplitude-limits-2000).

Rule D was chosen so that no nerve of people with ALS met it. The limits of healthy nerves, which
17.3 % of ALS nerves passed, and the lesser rule B are shown beside it and never make a block.
"""

from typing import Final

from multifocal.criteria.answer import Step, absent, answered
from multifocal.criteria.case import Case, SegmentVerdict
from multifocal.criteria.counted import outside
from multifocal.criteria.criteria_set import CriteriaSet
from multifocal.criteria.finding import Finding
from multifocal.criteria.ruling import Ruling
from multifocal.criteria.threshold import Threshold

_SET: Final = Ruling("amplitude-2000", "Amplitude limits 2000", "5", "amplitude-limits-2000")

NERVES: Final = ("median", "ulnar", "fibular")  # those for which the abstract names limits
# Source: amplitude-limits-2000.
LARGE_DISTAL: Final = Threshold("more_than", 1.0, "mV")
RATIO_LARGE: Final = Threshold("less_than", 0.5, "")
RATIO_SMALL: Final = Threshold("less_than", 0.36, "")
HEALTHY_RATIO: Final = {
    "median": Threshold("less_than", 0.7, ""),
    "fibular": Threshold("less_than", 0.7, ""),
    "ulnar": Threshold("less_than", 0.8, ""),
}
MEDIUM_DISTAL: Final = Threshold("at_most", 2.0, "mV")
RATIO_MEDIUM: Final = Threshold("less_than", 0.56, "")
RATIO_LARGE_LESSER: Final = Threshold("less_than", 0.67, "")
"""Criterion B above 2 mV: 0.67 to 0.73, which nerve has which was not read; the strictest."""
EXACTLY_1_MV: Final = "multifocal-choice-amplitude-exactly-1-mv"
ENTRAPMENT: Final = "multifocal-choice-entrapment-for-all"


def ratio(case: Case) -> float | None:
    """Proximal amplitude as a fraction of the distal one."""
    fall = case.segment.amplitude_reduction_percent
    if fall is None:
        return None
    near, far = case.segment.distal.amplitude_mv, case.segment.proximal.amplitude_mv
    return far / near if near and far is not None else None


def _compared(case: Case, rule: str, threshold: Threshold, *choices: str) -> Finding:
    segment, share = case.segment, ratio(case)
    return _SET.compared(
        rule,
        rule,
        share,
        threshold,
        "distal_absent" if segment.distal.absent else "amplitude_missing",
        numbers={
            "distal_amplitude_mv": segment.distal.amplitude_mv,
            "proximal_amplitude_mv": segment.proximal.amplitude_mv,
            "amplitude_ratio": share,
        },
        inputs=tuple(f"{one.site}.amplitude_mv" for one in (segment.distal, segment.proximal)),
        choices=choices,
    )


def rule_d(case: Case) -> Finding:
    """Less than half arrives, or less than 0.36 where the distal response is small."""
    distal = case.segment.distal.amplitude_mv
    large = distal is not None and LARGE_DISTAL.met_by(distal)
    return _compared(
        case, "rule_d", RATIO_LARGE if large else RATIO_SMALL, *(() if large else (EXACTLY_1_MV,))
    )


def rule_b(case: Case) -> Finding:
    """The lesser rule, shown and not counted: 4.3 % of ALS and 28.3 % of CMT1 nerves met it."""
    distal = case.segment.distal.amplitude_mv
    if distal is not None and LARGE_DISTAL.met_by(distal):
        limit = RATIO_MEDIUM if MEDIUM_DISTAL.met_by(distal) else RATIO_LARGE_LESSER
    else:
        limit = RATIO_SMALL
    return _compared(case, "rule_b", limit)


def which_limit(case: Case) -> Finding:
    """Which of the two limits of rule D holds."""
    distal = case.segment.distal.amplitude_mv
    return _SET.compared(
        "distal_amplitude",
        "distal_amplitude",
        distal,
        LARGE_DISTAL,
        "amplitude_missing",
        numbers={"distal_amplitude_mv": distal},
        inputs=(f"{case.segment.distal.site}.amplitude_mv",),
        choices=(ENTRAPMENT,),
    )


def healthy_ratio(case: Case) -> Finding | None:
    """Outside what healthy nerves did; shown, not counted."""
    threshold = HEALTHY_RATIO.get(case.segment.nerve)
    return None if threshold is None else _compared(case, "healthy_ratio", threshold)


class Amplitude2000(CriteriaSet):
    """Rule D answers; the healthy limits are shown."""

    ruling = _SET
    notes = (
        "study.set.amplitude-2000.rule_d",
        "study.set.amplitude-2000.healthy",
        "study.set.amplitude-2000.rule_b",
    )

    def evaluate(self, case: Case) -> SegmentVerdict:
        """Not counted, cannot be assessed, met, not met: the first that holds."""
        rule, healthy = rule_d(case), healthy_ratio(case)
        shown = (rule_b(case), *((healthy,) if healthy else ()))
        return answered(
            _SET,
            case,
            (which_limit(case), rule, *shown),
            outside=outside(_SET, case, NERVES),
            hindrance=absent(case),
            steps=(Step("met", rule),),
            missing="amplitudes_missing",
        )
