"""EFNS/PNS 2010, motor criteria for CIDP: signs of demyelination, for the differential only.

Superseded by EAN/PNS 2021. Source: efns-pns-2010-cidp. Its limits are not used on more than one
segment of the limb: healthy falls add up to them (multifocal-choice-cidp-one-segment).
"""

from typing import Final

from multifocal.criteria import conditions, slowing
from multifocal.criteria.answer import Step, absent, answered
from multifocal.criteria.case import Case, NerveCase, SegmentVerdict
from multifocal.criteria.counted import outside
from multifocal.criteria.criteria_set import CriteriaSet
from multifocal.criteria.finding import Finding
from multifocal.criteria.ruling import Ruling
from multifocal.criteria.threshold import Threshold

_SET: Final = Ruling("efns-pns-2010-cidp", "EFNS/PNS 2010, CIDP", "6", "efns-pns-2010-cidp")

# Source of these: efns-pns-2010-cidp.
NERVES: Final = ("median", "ulnar", "fibular", "tibial")
BLOCK: Final = Threshold("at_least", 50.0, "%")
LESSER_BLOCK: Final = Threshold("at_least", 30.0, "%")
DISPERSION: Final = Threshold("more_than", 30.0, "%")
SLOW_VELOCITY: Final = Threshold("at_most", 70.0, "%")  # at least 30 % below
LONG_DISTAL_LATENCY: Final = Threshold("at_least", 150.0, "%")  # at least 50 % above
LONG_F: Final = Threshold("at_least", 130.0, "%")
LONG_F_SMALL: Final = Threshold("at_least", 150.0, "%")
SMALL_SHARE: Final = 0.8  # of the lower limit: below it the second F limit holds
F_NEEDS_SHARE: Final = 0.2
FLOOR_SHARE: Final = 0.2
"""Of the lower limit, that the distal amplitude must reach for a fall of 50 or 30 % to count."""
DISTAL_DURATION: Final = {
    "median": Threshold("at_least", 6.6, "ms"),
    "ulnar": Threshold("at_least", 6.7, "ms"),
    "fibular": Threshold("at_least", 7.6, "ms"),
    "tibial": Threshold("at_least", 8.8, "ms"),
}
ENTRAPMENT: Final = "multifocal-choice-entrapment-for-all"
WHICH_NERVES: Final = "multifocal-choice-cidp-nerves"


def amplitude(case: Case) -> Finding:
    """The amplitude falls by at least half."""
    return conditions.fall(_SET, case, "amplitude", "amplitude_50", BLOCK)


def lesser_amplitude(case: Case) -> Finding:
    """The amplitude falls by at least 30 %."""
    return conditions.fall(_SET, case, "amplitude", "amplitude_30", LESSER_BLOCK)


def dispersion(case: Case) -> Finding:
    """The negative peak lengthens by more than 30 %; never changes the answer on block."""
    return conditions.duration(_SET, case, "dispersion", DISPERSION)


def slow(case: Case) -> Finding:
    """Velocity at least 30 % below the lower limit; never changes the answer on block."""
    return slowing.velocity(_SET, case, SLOW_VELOCITY)


def distal_duration(case: NerveCase) -> Finding | None:
    """The distal response is long: from its onset to the end of the last negative peak.

    Where only the first negative peak is known, there is nothing to compare; a response from
    further up the nerve is longer in health too.
    """
    threshold = DISTAL_DURATION.get(case.distal.nerve)
    return None if threshold is None else slowing.distal_duration(_SET, case, threshold)


def f_latency(case: NerveCase) -> Finding:
    """F latency at least 30 % above the upper limit, 50 % where the distal response is small."""
    share = slowing.share_of_lower_limit(case)
    small = share is not None and share < SMALL_SHARE
    return slowing.f_latency(_SET, case, LONG_F_SMALL if small else LONG_F)


def f_absent(case: NerveCase) -> Finding:
    """No F response though the distal response has at least 20 % of the lower limit."""
    share = slowing.share_of_lower_limit(case)
    if share is not None and not Threshold("at_least", F_NEEDS_SHARE, "").met_by(share):
        return _SET.finding("f_absent", "not_applicable", "study.f_absent.too_small")
    return slowing.f_absent(_SET, case, own_floor=share is not None)


class EfnsPns2010Cidp(CriteriaSet):
    """Block by amplitude, dispersion and slowing."""

    ruling = _SET
    notes = (
        "study.set.efns-pns-2010-cidp.differential",
        "study.set.efns-pns-2010-cidp.segment",
        "study.set.efns-pns-2010-cidp.filter",
    )

    def evaluate(self, case: Case) -> SegmentVerdict:
        """Not counted, cannot be assessed, definite, probable, not met: the first that holds."""
        large, lesser = amplitude(case), lesser_amplitude(case)
        counted = _SET.finding(
            "nerves",
            "not_applicable",
            "study.cidp.nerves",
            choices=(WHICH_NERVES, ENTRAPMENT),
        )
        least = conditions.floor_share(_SET, case, FLOOR_SHARE)
        return answered(
            _SET,
            case,
            (least, counted, large, lesser, dispersion(case), slow(case)),
            outside=outside(_SET, case, NERVES),
            hindrance=absent(case) or ("floor" if least.status == "not_met" else None),
            steps=(Step("definite", large), Step("probable", lesser)),
            missing="amplitudes_missing",
        )

    def evaluate_nerve(self, case: NerveCase) -> tuple[Finding, ...]:
        """Distal latency, distal duration and F responses."""
        if case.distal.nerve not in NERVES:
            return ()
        duration = distal_duration(case)
        return (
            slowing.distal_latency(_SET, case, LONG_DISTAL_LATENCY),
            *((duration,) if duration else ()),
            f_latency(case),
            f_absent(case),
        )
