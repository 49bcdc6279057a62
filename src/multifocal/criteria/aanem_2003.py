"""AANEM 2003 (then AAEM): consensus criteria for multifocal motor neuropathy.

The criteria were read in a summary (aaem-2003-criteria); the table of block limits for each nerve
and segment was not (aaem-2003-block-table): its rows are from memory, marked unverified in every
result, and those for segments next to the root are left out.
"""

from dataclasses import replace
from typing import Final, NamedTuple

from multifocal.criteria import conditions
from multifocal.criteria.aanem_2003_category import category_of
from multifocal.criteria.answer import Step, answered
from multifocal.criteria.case import Block, Case, SegmentVerdict, Whole
from multifocal.criteria.category import Category
from multifocal.criteria.counted import NAMED_ENTRAPMENTS, outside
from multifocal.criteria.criteria_set import CriteriaSet
from multifocal.criteria.finding import Finding
from multifocal.criteria.reason import Missing
from multifocal.criteria.ruling import Ruling
from multifocal.criteria.threshold import Threshold

TABLE: Final = "aaem-2003-block-table"
_SET: Final = Ruling("aanem-2003", "AANEM 2003", "5", "aaem-2003-criteria")

NERVES: Final = ("median", "ulnar", "radial", "fibular", "tibial")  # source: aaem-2003-criteria
ARM_NERVES: Final = NERVES[:3]
NEAR_ROOT: Final = ("erb", "root")
GAP: Final = "multifocal-choice-aanem-gap"


Falls = tuple[Finding, Finding]
"""By amplitude and by area."""


class Limits(NamedTuple):
    """Falls of a row of the table, percent. Source: aaem-2003-block-table (unverified)."""

    definite_amplitude: Threshold
    definite_area: Threshold
    probable_amplitude: Threshold
    probable_area: Threshold


def _row(amplitude: float, area: float) -> Limits:
    return Limits(
        Threshold("more_than", amplitude, "%"),
        Threshold("more_than", area, "%"),
        Threshold("at_least", amplitude - 10.0, "%"),
        Threshold("at_least", area - 10.0, "%"),
    )


# Source of these: aaem-2003-block-table.
ARM_ROW: Final = _row(50.0, 40.0)  # forearm and upper arm; across elbow and fibular head
LEG_ROW: Final = _row(60.0, 50.0)  # fibular, leg
LITTLE_LONGER: Final = Threshold("at_most", 30.0, "%")
LONGER: Final = Threshold("at_most", 60.0, "%")  # beyond: not assessable
FLOOR_SHARE: Final = 0.2
BLOCKS: Final[tuple[Block, ...]] = ("definite", "probable", "probable")
"""What its three rules make of a segment."""


def row_of(case: Case) -> Limits | None:
    """The row of the table for the segment, None where none has been found."""
    segment = case.segment
    far = segment.proximal.site
    if far in NEAR_ROOT or segment.distal.site in NEAR_ROOT:
        return None
    if segment.nerve in ("median", "ulnar", "radial"):
        return ARM_ROW
    if segment.nerve == "fibular" and far != "sciatic_notch":
        return LEG_ROW if segment.distal.site == "ankle" else ARM_ROW
    return None


def falls(case: Case, grade: str, row: Limits) -> Falls:
    """Amplitude and area beside the row's limits of a grade."""
    amplitude, area = (
        (row.definite_amplitude, row.definite_area)
        if grade == "definite"
        else (row.probable_amplitude, row.probable_area)
    )
    return (
        conditions.fall(_SET, case, "amplitude", f"amplitude_{grade}", amplitude, TABLE),
        conditions.fall(_SET, case, "area", f"area_{grade}", area, TABLE),
    )


def how_wide(case: Case) -> Finding:
    """Which rows of the table hold, and that they are not verified."""
    kind = "arm" if row_of(case) is ARM_ROW else "leg"
    return _SET.finding(
        "row", "not_applicable", f"study.aanem.{kind}", inputs=("nerve", "site"),
        choices=(GAP,), source=TABLE,
    )  # fmt: skip


def definite(large: Falls, little: Finding) -> Finding:
    """A large fall and little lengthening."""
    fall = _SET.either("fall_definite", large, TABLE)
    return _SET.all_of("definite", (fall, little), TABLE)


def probable(lesser: Falls, little: Finding) -> Finding:
    """A lesser fall and little lengthening."""
    fall = _SET.either("fall_probable", lesser, TABLE)
    return _SET.all_of("probable", (fall, little), TABLE)


def probable_dispersed(large: Falls, at_most: Finding) -> Finding:
    """A large fall with more lengthening, up to 60 %."""
    fall = _SET.either("fall_definite", large, TABLE)
    return _SET.all_of("probable_dispersed", (fall, at_most), TABLE)


def little_longer(case: Case) -> Finding:
    """The negative peak lengthens by at most 30 %."""
    return conditions.duration(_SET, case, "duration_30", LITTLE_LONGER, TABLE)


def dispersed_at_most(case: Case) -> Finding:
    """The negative peak lengthens by at most 60 %."""
    return conditions.duration(_SET, case, "duration_60", LONGER, TABLE)


def two_nerves() -> Finding:
    """What a block alone does not make: both categories ask for two."""
    return _SET.finding("two_nerves", "not_applicable", "study.set.aanem-2003.two_nerves")


def floor(case: Case) -> Finding:
    """Distal amplitude at least 20 % of the lower limit of normal."""
    return conditions.floor_share(_SET, case, FLOOR_SHARE, TABLE)


class Aanem2003(CriteriaSet):
    """The answer for a segment, and definite or probable for the study."""

    ruling = _SET
    notes = ("study.set.aanem-2003.unverified", "study.set.aanem-2003.either")
    standing = "reconstructed"
    beside_block = "study.set.aanem-2003.two_nerves"

    def evaluate(self, case: Case) -> SegmentVerdict:
        """The answer, and what the sensory study proposes for item 3, which never changes it."""
        found = self._by_steps(case)
        if case.segment.nerve not in ARM_NERVES or case.proposal.why == "none":
            return found
        return replace(found, findings=(*found.findings, case.proposal.finding(_SET)))

    def _by_steps(self, case: Case) -> SegmentVerdict:
        """Not counted, cannot be assessed, definite, probable, not met: the first that holds."""
        counted = outside(_SET, case, NERVES, NAMED_ENTRAPMENTS)
        row = row_of(case)
        least = floor(case)
        if counted.reason or row is None or case.segment.distal.absent:
            why: Missing = "no_limits" if row is None else "distal_absent"
            return answered(_SET, case, (least,), outside=counted, hindrance=why, source=TABLE)
        large, lesser = falls(case, "definite", row), falls(case, "probable", row)
        little, at_most = little_longer(case), dispersed_at_most(case)
        rules = (
            definite(large, little),
            probable(lesser, little),
            probable_dispersed(large, at_most),
        )
        alone = conditions.alone(case)
        verdict = answered(
            _SET,
            case,
            (least, how_wide(case), *large, *lesser, little, at_most, *rules),
            outside=counted,
            hindrance=_hindrance(case, least, (*large, *lesser), at_most),
            steps=tuple(
                Step(block, rule, alone) for block, rule in zip(BLOCKS, rules, strict=True)
            ),
            missing="duration_missing",
            otherwise=alone,
            source=TABLE,
        )
        if verdict.block not in BLOCKS:
            return verdict
        answer, *others = verdict.findings
        return replace(verdict, findings=(answer, two_nerves(), *others))

    def category(self, whole: Whole) -> Category | None:
        """Definite or probable by clinical items, blocks and sensory studies."""
        return category_of(_SET, whole)


def _hindrance(
    case: Case, least: Finding, falls: tuple[Finding, ...], at_most: Finding
) -> Missing | None:
    if least.status == "not_met":
        return "floor"
    if least.status == "cannot_be_assessed":
        return "amplitude_missing"
    if all(one.status == "cannot_be_assessed" for one in falls):
        return conditions.missing_falls(case)
    return "dispersion" if at_most.status == "not_met" else None
