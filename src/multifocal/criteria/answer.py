"""A set's answer for one segment: every set asks in the same order, and the first that holds is it.

Does the set count the segment, can its rules be applied to it, is one of them met, does one lack a
number: each has its `Reason`, and the sentence follows from block and reason.
"""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from multifocal.criteria.case import Block, Case, SegmentVerdict
from multifocal.criteria.counted import Outside
from multifocal.criteria.finding import Finding, Status
from multifocal.criteria.reason import UNMET, Alone, Missing, NotCounted, Reason, Unmet
from multifocal.criteria.ruling import Ruling, unverified
from multifocal.study.segment import Segment

_STATUS: Final[Mapping[Block, Status]] = {
    "definite": "met",
    "probable": "met",
    "met": "met",
    "not_met": "not_met",
    "not_counted": "not_applicable",
    "cannot_be_assessed": "cannot_be_assessed",
}


class Step(NamedTuple):
    """The block that a rule makes where it is met; `alone`: which measure then decided alone."""

    block: Block
    rule: Finding
    alone: Alone | None = None


def answered(
    ruling: Ruling,
    case: Case,
    findings: Sequence[Finding],
    *,
    outside: Outside,
    hindrance: Missing | None,
    steps: Sequence[Step] = (),
    missing: Missing | None = None,
    otherwise: Alone | Unmet | None = None,
    inputs: Sequence[Finding] | None = None,
    source: str | None = None,
) -> SegmentVerdict:
    """The first that holds, with all that led to it.

    `hindrance`: why no rule can be applied. `steps`: the rules that make a block, stronger first.
    `missing`: what the rules lack that cannot be assessed; None where the others decide all the
    same. `otherwise`: which measure decided alone that there is no block, or why a large fall is
    none. `inputs`: the findings that the answer is made of, where not all.
    """
    block, reason = _first(outside.reason, hindrance, steps, missing, otherwise)
    said = [outside.nerve, outside.entrapment, *findings]
    answer = _answer(ruling, case, block, reason, said, inputs or said, source)
    if block == "not_counted":
        said = [one for one in said if one.status != "cannot_be_assessed"]
    return SegmentVerdict(case.segment, block, (answer, *said), case.cautions, reason)


def absent(case: Case) -> Missing | None:
    """What hinders every set: nothing can fall where there is no distal response."""
    return "distal_absent" if case.segment.distal.absent else None


def answer_words(ruling: Ruling, segment: Segment) -> dict[str, str | float]:
    """What every sentence on a segment names."""
    return {
        "criteria": ruling.title,
        "nerve": segment.nerve,
        "muscle": segment.muscle,
        "distal_site": segment.site_word(segment.distal),
        "proximal_site": segment.site_word(segment.proximal),
    }


def _first(
    outside: NotCounted | None,
    hindrance: Missing | None,
    steps: Sequence[Step],
    missing: Missing | None,
    otherwise: Alone | Unmet | None,
) -> tuple[Block, Reason | None]:
    if outside:
        return "not_counted", outside
    if hindrance:
        return "cannot_be_assessed", hindrance
    for step in steps:
        if step.rule.status == "met":
            return step.block, step.alone
    if missing and any(step.rule.status == "cannot_be_assessed" for step in steps):
        return "cannot_be_assessed", missing
    return "not_met", otherwise


def _falls(segment: Segment) -> dict[str, str | float]:
    """How much is lost of each measure, and how much the response lengthens, in words."""
    falls: dict[str, str | float] = {}
    for name, percent in (
        ("amplitude_fall", segment.amplitude_reduction_percent),
        ("area_fall", segment.area_reduction_percent),
        ("longer", segment.duration_increase_percent),
    ):
        falls[name] = "–" if percent is None else f"{round(percent, 1) + 0.0:.1f} %"
    return falls


def _answer(
    ruling: Ruling,
    case: Case,
    block: Block,
    reason: Reason | None,
    findings: Sequence[Finding],
    inputs: Sequence[Finding],
    source: str | None,
) -> Finding:
    segment = case.segment
    words = answer_words(ruling, segment)
    if ruling.own is None:
        words["evidence"] = unverified(source or ruling.source)
    if reason in UNMET:
        words |= _falls(segment)
    for one in findings:
        if "entrapment" in one.parameters:
            words["entrapment"] = one.parameters["entrapment"]
    root = f"{ruling.own}.segment" if ruling.own else "study.answer"
    return ruling.finding(
        "segment",
        _STATUS[block],
        f"{root}.{block}.{reason}" if reason else f"{root}.{block}",
        parameters=words,
        numbers={
            "amplitude_reduction_percent": segment.amplitude_reduction_percent,
            "area_reduction_percent": segment.area_reduction_percent,
            "duration_increase_percent": segment.duration_increase_percent,
            "velocity_m_s": segment.velocity_m_s,
        },
        inputs=tuple(one.rule for one in inputs),
        source=source,
    )
