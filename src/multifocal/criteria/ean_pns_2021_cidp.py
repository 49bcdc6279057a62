"""EAN/PNS 2021, motor criteria for CIDP, at second hand; for the differential.

The guideline's table could not be read. What is here stands in two public texts that tell of it and
agree (ean-pns-2021-cidp); what only one of them tells, or memory adds, never makes an answer, and
the distal duration, whose limit hangs on the filter, is not compared (ean-pns-2021-cidp-unread).
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

_SET: Final = Ruling("ean-pns-2021-cidp", "EAN/PNS 2021, CIDP", "6", "ean-pns-2021-cidp")
UNREAD: Final = "ean-pns-2021-cidp-unread"

# Source of these: ean-pns-2021-cidp, second hand.
NERVES: Final = ("median", "ulnar", "fibular", "tibial")
BLOCK: Final = Threshold("at_least", 30.0, "%")
SLOW_VELOCITY: Final = Threshold("at_most", 70.0, "%")  # at least 30 % below
LONG_DISTAL_LATENCY: Final = Threshold("at_least", 150.0, "%")  # at least 50 % above
LONG_F: Final = Threshold("at_least", 120.0, "%")
# Source of these: ean-pns-2021-cidp-unread: told once, or as in 2010.
DISPERSION: Final = Threshold("more_than", 30.0, "%")
LONG_F_SMALL: Final = Threshold("at_least", 150.0, "%")
SMALL_SHARE: Final = 0.8
F_NEEDS_SHARE: Final = 0.2
FLOOR_SHARE: Final = 0.2
ENTRAPMENT: Final = "multifocal-choice-entrapment-for-all"


def amplitude(case: Case) -> Finding:
    """The amplitude falls by at least 30 %."""
    return conditions.fall(_SET, case, "amplitude", "amplitude", BLOCK)


def dispersion(case: Case) -> Finding:
    """The negative peak lengthens by more than 30 %; never changes the answer on block."""
    return conditions.duration(_SET, case, "dispersion", DISPERSION, UNREAD)


def distal_duration(case: NerveCase) -> Finding:
    """Not compared: the limit hangs on the low-frequency filter, and its table was not read."""
    return _SET.finding(
        "distal_duration",
        "cannot_be_assessed",
        "study.compared.missing",
        parameters={"what": "distal_duration", "because": "limit_by_filter_unread", "evidence": ""},
        numbers={"distal_total_duration_ms": case.distal.total_duration_ms},
        inputs=(f"{case.distal.site}.total_duration_ms",),
        source=UNREAD,
    )


def f_latency(case: NerveCase) -> Finding:
    """F latency at least 20 % above the upper limit, 50 % where the distal response is small."""
    share = slowing.share_of_lower_limit(case)
    small = share is not None and share < SMALL_SHARE
    return slowing.f_latency(_SET, case, LONG_F_SMALL if small else LONG_F)


def f_absent(case: NerveCase) -> Finding:
    """No F response though the distal response has at least 20 % of the lower limit."""
    share = slowing.share_of_lower_limit(case)
    if share is not None and not Threshold("at_least", F_NEEDS_SHARE, "").met_by(share):
        return _SET.finding("f_absent", "not_applicable", "study.f_absent.too_small", source=UNREAD)
    return slowing.f_absent(_SET, case, own_floor=share is not None)


class EanPns2021Cidp(CriteriaSet):
    """Block by amplitude, dispersion and slowing, as far as it is told of."""

    ruling = _SET
    standing = "second_hand"
    beside_block = "study.set.ean-pns-2021-cidp.two_nerves"
    notes = (
        "study.set.ean-pns-2021-cidp.differential",
        "study.set.ean-pns-2021-cidp.two_nerves",
        "study.set.ean-pns-2021-cidp.unread",
    )

    def evaluate(self, case: Case) -> SegmentVerdict:
        """Not counted, cannot be assessed, met, not met: the first that holds."""
        fall = amplitude(case)
        least = conditions.floor_share(_SET, case, FLOOR_SHARE, UNREAD)
        slow = slowing.velocity(_SET, case, SLOW_VELOCITY)
        return answered(
            _SET,
            case,
            (least, fall, dispersion(case), slow),
            outside=outside(_SET, case, NERVES),
            hindrance=absent(case) or ("floor" if least.status == "not_met" else None),
            steps=(Step("met", fall),),
            missing="amplitudes_missing",
        )

    def evaluate_nerve(self, case: NerveCase) -> tuple[Finding, ...]:
        """Distal latency, distal duration and F responses."""
        if case.distal.nerve not in NERVES:
            return ()
        return (
            slowing.distal_latency(_SET, case, LONG_DISTAL_LATENCY),
            distal_duration(case),
            f_latency(case),
            f_absent(case),
        )
