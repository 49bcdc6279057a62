"""The guideline's rules EDX1, EDX2a, EDX2b and EDX3, each made of conditions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from multifocal.criteria.answer import absent
from multifocal.criteria.case import Case
from multifocal.criteria.counted import Outside
from multifocal.criteria.efns_pns_2010 import conditions as condition
from multifocal.criteria.efns_pns_2010 import constants as efns
from multifocal.criteria.efns_pns_2010.constants import SET
from multifocal.criteria.efns_pns_2010.long_segments import long_segment, some_long
from multifocal.criteria.finding import Finding, Status
from multifocal.criteria.reason import Missing
from multifocal.criteria.ruling import MISSING_NUMBER, settled
from multifocal.criteria.sensory.answers import Against
from multifocal.study.order import has_site, site_rank

AXILLA: Final = "axilla"


@dataclass(frozen=True)
class Conditions:
    """What the rules share, each found once."""

    outside: Outside
    floor: tuple[Finding, Finding]
    amplitude_change: Finding
    area_50: Finding
    area_30: Finding
    duration: Finding
    long_segment: Finding

    def all(self) -> tuple[Finding, ...]:
        """Every condition but nerve and entrapment, in the order in which people read them.

        A fall of amplitude that is not known is not said of a segment that is not counted.
        """
        unknown = self.area_50.status == "cannot_be_assessed"  # said once, not for each threshold
        fall = self.amplitude_change.numbers["amplitude_reduction_percent"]
        return (
            *self.floor,
            *(() if self.outside.reason and fall is None else (self.amplitude_change,)),
            *((self.area_50,) if unknown else (self.area_50, self.area_30)),
            self.duration,
            self.long_segment,
        )


def conditions_of(case: Case) -> Conditions:
    """Every condition of the rules, found in one segment."""
    return Conditions(
        outside=condition.outside(case),
        floor=(condition.floor_amplitude(case), condition.floor_lower_limit(case)),
        amplitude_change=condition.amplitude_change(case),
        area_50=condition.definite_area(case),
        area_30=condition.probable_area(case),
        duration=condition.duration_within(case),
        long_segment=long_segment(case),
    )


def hindrance(case: Case, conditions: Conditions) -> Missing | None:
    """Why no rule can be applied to the segment, the first reason there is; None if they can be."""
    if why := absent(case):
        return why
    floor = settled_floor(conditions)
    if floor == "not_met":
        return "floor"
    if floor == "cannot_be_assessed":
        return "amplitude_missing"
    return "area_missing" if case.segment.area_reduction_percent is None else None


def edx1(case: Case, conditions: Conditions) -> Finding:
    """Definite: area falls by at least 50 %, duration grows by at most 30 %."""
    counted = case.segment.nerve in efns.BLOCK_NERVES
    return _rule(
        "edx1",
        case,
        conditions,
        counted,
        (*conditions.floor, conditions.area_50, conditions.duration),
    )


def hidden_between(case: Case, conditions: Conditions) -> bool:
    """Whether a fall of at least 30 % may lie in one segment of the limb, and nobody looked: two
    segments were taken as one, and no site between them was stimulated. Beyond the axilla, where
    less than half never counts, there is nothing to look for."""
    stretch = case.segment
    unseen = stretch.limb_segments > 1 and not stretch.between
    fallen = conditions.area_30.status == "met" and settled_floor(conditions) == "met"
    if not unseen or not fallen or not has_site(stretch.nerve, AXILLA):
        return False
    return site_rank(stretch.nerve, stretch.distal.site) < site_rank(stretch.nerve, AXILLA)


def settled_floor(conditions: Conditions) -> Status:
    """Whether the distal response is large enough."""
    return settled([one.status for one in conditions.floor])


def edx2a(case: Case, conditions: Conditions) -> Finding:
    """Probable: area falls by at least 30 % over a long arm segment, duration by at most 30 %.

    By the wider reading half the area lost is enough in a nerve that EDX1 does not count.
    """
    counted = case.segment.nerve in efns.ARM_NERVES
    needed: tuple[Finding, ...]
    needed = (*conditions.floor, conditions.long_segment, conditions.area_30, conditions.duration)
    halved = conditions.area_50.status == "met" and case.long_segments == "longer"
    if halved and case.segment.nerve in efns.LARGE_FALL_NERVES:
        needed = (*conditions.floor, conditions.area_50)
    answer = _rule("edx2a", case, conditions, counted, needed)
    if answer.status == "not_met" and counted and hidden_between(case, conditions):
        return replace(
            answer,
            status="cannot_be_assessed",
            message="study.efns.edx2a.cannot_be_assessed",
            parameters={"reason": "site_between_missing"},
        )
    # Only rule 2a counts these nerves, so where it cannot be met, no block of them can be found.
    only_this = case.segment.nerve not in efns.BLOCK_NERVES
    if answer.status == "not_met" and only_this and not some_long(case):
        return replace(
            answer,
            message="study.efns.edx2a.not_met.none_long",
            parameters={"nerve": case.segment.nerve},
        )
    return answer


def edx2b(case: Case, conditions: Conditions) -> Finding:
    """Probable: area falls by at least 50 %, and duration grows by more than 30 %."""
    counted = case.segment.nerve in efns.BLOCK_NERVES
    # An absent response has no duration that could have grown: EDX1 speaks of it, not EDX2b.
    comparable = conditions.duration.status != "not_applicable"
    status = _OPPOSITE[conditions.duration.status]
    return _rule(
        "edx2b",
        case,
        conditions,
        counted and comparable,
        (*conditions.floor, conditions.area_50),
        also=(status,),
        choices=(efns.RULE_2B_NERVES,),
    )


def edx3(case: Case) -> tuple[Finding, ...]:
    """Normal sensory conduction in arm segments with block: never changes a segment's answer.

    A person answers it. What the study shows against it is said beside it, and whether the study
    goes over the segment at all.
    """
    known = case.clinical.sensory_conduction_normal_in_arm_segments_with_block
    arm = case.segment.nerve in efns.ARM_NERVES
    answer = _edx3(arm, known, _sensory_state(case))
    if not arm:
        return (answer,)
    proposed = () if case.proposal.why == "none" else (case.proposal.finding(SET),)
    return (answer, *proposed, *(_against(one) for one in case.sensory_against))


def _sensory_state(case: Case) -> str:
    """What the study says of the rule, as its sentence's key has it."""
    found = case.proposal
    if found.normal is not None:
        return ".proposed_yes" if found.normal else ".proposed_no"
    if case.sensory == "none":
        return ""
    if found.why in ("below", "below_beyond", "absent_below") or case.sensory == "elsewhere":
        return ".below" if case.sensory_against else ".elsewhere"
    return ".unjudged"


@cache
def _edx3(arm: bool, known: bool | None, shown: str) -> Finding:
    if not arm:
        return SET.finding("edx3", "not_applicable", "study.efns.edx3.not_applicable")
    status: Status = "cannot_be_assessed" if known is None else "met" if known else "not_met"
    message = f"study.efns.edx3.{status}{shown if known is None else ''}"
    return SET.finding("edx3", status, message, inputs=("sensory",))


def _against(response: Against) -> Finding:
    words: dict[str, str | float] = {
        "nerve": response.measure.nerve,
        "skin": response.measure.skin or "",
        "site": response.measure.site,
    }
    numbers: dict[str, float | None] = {}
    if response.amplitude_uv is not None and response.lower_uv is not None:
        words |= {"number": round(response.amplitude_uv, 1), "lower": response.lower_uv}
        words |= {"table": response.by}
        numbers = {"amplitude_uv": response.amplitude_uv, "lower_uv": response.lower_uv}
    return SET.finding(
        "edx3_sensory",
        "not_applicable",
        f"study.sensory.{response.why}",
        parameters=words,
        numbers=numbers,
        inputs=("sensory",),
    )


_OPPOSITE: Mapping[Status, Status] = {
    "met": "not_met",
    "not_met": "met",
    "cannot_be_assessed": "cannot_be_assessed",
    "not_applicable": "not_applicable",
}


def _rule(
    name: str,
    case: Case,
    conditions: Conditions,
    counted: bool,
    needed: Sequence[Finding],
    *,
    also: tuple[Status, ...] = (),
    choices: tuple[str, ...] = (),
) -> Finding:
    """All the conditions together.

    What keeps the segment from being assessed at all comes first. Then one condition that fails
    settles it, whatever duration was: it is needed only where the answer hangs on it (choice:
    missing number). A condition that does not apply is passed over.
    """
    reason = hindrance(case, conditions)
    status: Status
    if not counted or conditions.outside.reason:
        status = "not_applicable"
    elif reason:
        status = "cannot_be_assessed"
    else:
        status = settled((*(one.status for one in needed), *also))
        reason = "duration_missing" if status == "cannot_be_assessed" else None
    missing = reason not in (None, "distal_absent", "floor") or (
        reason is None and conditions.duration.status == "cannot_be_assessed"
    )
    if missing and status != "not_applicable":
        choices = (*choices, MISSING_NUMBER)
    segment = case.segment
    return SET.finding(
        name,
        status,
        f"study.efns.{name}.{status}",
        parameters={"reason": reason} if reason and status == "cannot_be_assessed" else {},
        numbers={
            "area_reduction_percent": segment.area_reduction_percent,
            "duration_increase_percent": segment.duration_increase_percent,
            "distal_amplitude_mv": segment.distal.amplitude_mv,
        },
        inputs=tuple(one.rule for one in (*needed, *((conditions.duration,) if also else ()))),
        choices=choices,
    )
