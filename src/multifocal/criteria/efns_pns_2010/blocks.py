"""The guideline's rules EDX1, EDX2a, EDX2b and EDX3, each made of conditions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from multifocal.criteria.case import Case
from multifocal.criteria.efns_pns_2010 import conditions
from multifocal.criteria.efns_pns_2010 import constants as efns
from multifocal.criteria.efns_pns_2010.making import finding
from multifocal.criteria.finding import Finding, Status


@dataclass(frozen=True)
class Conditions:
    """What the rules share, each found once."""

    nerve: Finding
    entrapment: Finding
    floor_amplitude: Finding
    floor_lower_limit: Finding
    amplitude_change: Finding
    area_50: Finding
    area_30: Finding
    duration: Finding
    long_segment: Finding

    @property
    def floor(self) -> tuple[Finding, Finding]:
        """The two conditions on the distal amplitude."""
        return self.floor_amplitude, self.floor_lower_limit

    def all(self) -> tuple[Finding, ...]:
        """Every condition, in the order in which people read them."""
        unknown = self.area_50.status == "cannot_be_assessed"  # said once, not for each threshold
        return (
            self.nerve,
            self.entrapment,
            *self.floor,
            self.amplitude_change,
            *((self.area_50,) if unknown else (self.area_50, self.area_30)),
            self.duration,
            self.long_segment,
        )

    def known(self) -> tuple[Finding, ...]:
        """Every condition but those that only say that a number is missing."""
        return tuple(
            one
            for one in self.all()
            if one.status != "cannot_be_assessed" and not one.message.endswith(".missing")
        )


def conditions_of(case: Case) -> Conditions:
    """Every condition of the rules, found in one segment."""
    return Conditions(
        nerve=conditions.nerve(case),
        entrapment=conditions.entrapment(case),
        floor_amplitude=conditions.floor_amplitude(case),
        floor_lower_limit=conditions.floor_lower_limit(case),
        amplitude_change=conditions.amplitude_change(case),
        area_50=conditions.definite_area(case),
        area_30=conditions.probable_area(case),
        duration=conditions.duration_within(case),
        long_segment=conditions.long_segment(case),
    )


def hindrance(case: Case, found: Conditions) -> str | None:
    """Why no rule can be applied to the segment, the first reason there is; None if they can be."""
    if case.segment.distal.absent:
        return "distal_absent"
    floor = {one.status for one in found.floor}
    if "not_met" in floor:
        return "floor"
    if "cannot_be_assessed" in floor:
        return "amplitude_missing"
    return "area_missing" if case.segment.area_reduction_percent is None else None


def edx1(case: Case, found: Conditions) -> Finding:
    """Definite: area falls by at least 50 %, duration grows by at most 30 %."""
    counted = case.segment.nerve in efns.BLOCK_NERVES
    return _rule("edx1", case, found, counted, (*found.floor, found.area_50, found.duration))


def edx2a(case: Case, found: Conditions) -> Finding:
    """Probable: area falls by at least 30 % over a long arm segment, duration by at most 30 %.

    By the wider reading half the area lost is enough in a nerve that EDX1 does not count.
    """
    counted = case.segment.nerve in efns.ARM_NERVES
    needed: tuple[Finding, ...]
    needed = (*found.floor, found.long_segment, found.area_30, found.duration)
    halved = found.area_50.status == "met" and case.long_segments == "longer"
    if halved and case.segment.nerve in efns.LARGE_FALL_NERVES:
        needed = (*found.floor, found.area_50)
    answer = _rule("edx2a", case, found, counted, needed)
    # Only rule 2a counts these nerves, so where it cannot be met, no block of them can be found.
    only_this = case.segment.nerve not in efns.BLOCK_NERVES
    if answer.status == "not_met" and only_this and not conditions.some_long(case):
        return replace(
            answer,
            message=f"{answer.message}.none_long",
            parameters={"nerve": case.segment.nerve},
        )
    return answer


def edx2b(case: Case, found: Conditions) -> Finding:
    """Probable: area falls by at least 50 %, and duration grows by more than 30 %."""
    counted = case.segment.nerve in efns.BLOCK_NERVES
    # An absent response has no duration that could have grown: EDX1 speaks of it, not EDX2b.
    comparable = found.duration.status != "not_applicable"
    status = _OPPOSITE[found.duration.status]
    return _rule(
        "edx2b",
        case,
        found,
        counted and comparable,
        (*found.floor, found.area_50),
        also=(status,),
        choices=(efns.RULE_2B_NERVES,),
    )


def edx3(case: Case) -> Finding:
    """Normal sensory conduction in arm segments with block: never changes a segment's answer."""
    known = case.clinical.sensory_conduction_normal_in_arm_segments_with_block
    return _edx3(case.segment.nerve in efns.ARM_NERVES, known)


@cache
def _edx3(arm: bool, known: bool | None) -> Finding:
    if not arm:
        return finding("edx3", "not_applicable", "not_applicable")
    status: Status = "cannot_be_assessed" if known is None else "met" if known else "not_met"
    return finding("edx3", status, status, inputs=("sensory",))


_OPPOSITE: Mapping[Status, Status] = {
    "met": "not_met",
    "not_met": "met",
    "cannot_be_assessed": "cannot_be_assessed",
    "not_applicable": "not_applicable",
}


def _rule(
    name: str,
    case: Case,
    found: Conditions,
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
    statuses = (*(one.status for one in needed), *also)
    reason = hindrance(case, found)
    status: Status
    if not counted or "not_met" in (found.nerve.status, found.entrapment.status):
        status = "not_applicable"
    elif reason:
        status = "cannot_be_assessed"
    elif "not_met" in statuses:
        status = "not_met"
    elif "cannot_be_assessed" in statuses:
        status, reason = "cannot_be_assessed", "duration_missing"
    else:
        status = "met"
    missing = reason not in (None, "distal_absent", "floor") or (
        reason is None and found.duration.status == "cannot_be_assessed"
    )
    if missing and status != "not_applicable":
        choices = (*choices, efns.MISSING_NUMBER)
    segment = case.segment
    return finding(
        name,
        status,
        status,
        parameters={"reason": reason} if reason and status == "cannot_be_assessed" else {},
        numbers={
            "area_reduction_percent": segment.area_reduction_percent,
            "duration_increase_percent": segment.duration_increase_percent,
            "distal_amplitude_mv": segment.distal.amplitude_mv,
        },
        inputs=tuple(one.rule for one in (*needed, *((found.duration,) if also else ()))),
        choices=choices,
    )
