"""EFNS/PNS 2010, motor criteria for CIDP: signs of demyelination, for the differential only.

Superseded by EAN/PNS 2021. Source: efns-pns-2010-cidp.
"""

from dataclasses import dataclass
from typing import Final

from multifocal.criteria import ruling, slowing
from multifocal.criteria.case import Block, Case, Confirmation, NerveCase, SegmentVerdict
from multifocal.criteria.finding import Finding
from multifocal.criteria.ruling import Ruling
from multifocal.criteria.segments_only import SegmentsOnly
from multifocal.criteria.threshold import Threshold

_SET: Final = Ruling("efns-pns-2010-cidp", "EFNS/PNS 2010, CIDP", "3", "efns-pns-2010-cidp")

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
    return _SET.fall(case, "amplitude", "amplitude_50", BLOCK)


def lesser_amplitude(case: Case) -> Finding:
    """The amplitude falls by at least 30 %."""
    return _SET.fall(case, "amplitude", "amplitude_30", LESSER_BLOCK)


def dispersion(case: Case) -> Finding:
    """The negative peak lengthens by more than 30 %; never changes the answer on block."""
    return _SET.duration(case, "dispersion", DISPERSION)


def slow(case: Case) -> Finding:
    """Velocity at least 30 % below the lower limit; never changes the answer on block."""
    return slowing.velocity(_SET, case, SLOW_VELOCITY)


def distal_duration(case: NerveCase) -> Finding | None:
    """The distal response is long: from its onset to the end of the last negative peak.

    Where only the first negative peak is known, there is nothing to compare.
    """
    one = case.distal
    threshold = DISTAL_DURATION.get(one.nerve)
    if threshold is None:
        return None
    return _SET.compared(
        "distal_duration",
        "distal_duration",
        one.total_duration_ms,
        threshold,
        "distal_absent" if one.absent else "total_duration_missing",
        numbers={"distal_total_duration_ms": one.total_duration_ms},
        inputs=(f"{one.site}.total_duration_ms",),
    )


def f_latency(case: NerveCase) -> Finding:
    """F latency at least 30 % above the upper limit, 50 % where the distal response is small."""
    share = _share_of_lower_limit(case)
    small = share is not None and share < SMALL_SHARE
    return slowing.f_latency(_SET, case, LONG_F_SMALL if small else LONG_F)


def f_absent(case: NerveCase) -> Finding:
    """No F response though the distal response has at least 20 % of the lower limit."""
    share = _share_of_lower_limit(case)
    if share is not None and not Threshold("at_least", F_NEEDS_SHARE, "").met_by(share):
        return _SET.finding("f_absent", "not_applicable", "study.f_absent.too_small")
    return slowing.f_absent(_SET, case)


def _share_of_lower_limit(case: NerveCase) -> float | None:
    one = case.distal
    lower = case.reference.amplitude_lower_mv(one.nerve, one.muscle or "", case.age_years)
    return None if one.amplitude_mv is None or not lower else one.amplitude_mv / lower


@dataclass(frozen=True)
class EfnsPns2010Cidp(SegmentsOnly):
    """Block by amplitude, dispersion and slowing."""

    name: str = _SET.name
    title: str = _SET.title
    version: str = _SET.version
    source: str = _SET.source
    one_segment: bool = False
    confirms: tuple[Confirmation, ...] = ()
    notes: tuple[str, ...] = (
        "study.set.efns-pns-2010-cidp.differential",
        "study.set.efns-pns-2010-cidp.filter",
    )

    def judge(self, case: Case) -> SegmentVerdict:
        """Not counted, cannot be assessed, definite, probable, not met: the first that holds."""
        outside, reason = _SET.outside(case, NERVES, ruling.ALL_ENTRAPMENTS)
        large, lesser = amplitude(case), lesser_amplitude(case)
        counted = _SET.finding(
            "nerves",
            "not_applicable",
            "study.cidp.nerves",
            choices=(WHICH_NERVES, ENTRAPMENT),
        )
        least = _SET.floor_share(case, FLOOR_SHARE)
        found = (
            *outside,
            least,
            counted,
            large,
            lesser,
            dispersion(case),
            slow(case),
        )
        block: Block
        if reason:
            block, message = "not_counted", f"not_counted.{reason}"
        elif case.segment.distal.absent:
            block, message = "cannot_be_assessed", "cannot_be_assessed.distal_absent"
        elif least.status == "not_met":
            block, message = "cannot_be_assessed", "cannot_be_assessed.floor"
        elif large.status == "cannot_be_assessed":
            block, message = "cannot_be_assessed", "cannot_be_assessed.amplitudes_missing"
        elif large.status == "met":
            block, message = "definite", "definite"
        elif lesser.status == "met":
            block, message = "probable", "probable"
        else:
            block, message = "not_met", "not_met"
        return _SET.verdict(case, block, message, found)

    def judge_nerve(self, case: NerveCase) -> tuple[Finding, ...]:
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
