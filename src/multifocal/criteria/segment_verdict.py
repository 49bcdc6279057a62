"""One set's answer for one segment, once technique has had its say.

The rules of a set speak of numbers. Whether the numbers can be read at all is asked here, the same
for every set, so that no set can forget it.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from multifocal.criteria.answer import answer_words
from multifocal.criteria.case import (
    Block,
    Case,
    Large,
    SegmentVerdict,
    large_fall,
)
from multifocal.criteria.counted import TIBIAL_MOST
from multifocal.criteria.criteria_set import CriteriaSet
from multifocal.criteria.finding import Finding, Parameters, Status
from multifocal.criteria.reason import REPEAT, SAID_OF_FALL, FallDoubted, Hindrance, Reason
from multifocal.criteria.ruling import TIBIAL
from multifocal.criteria.technique import (
    GUARDS,
    SPREADING_SITES,
    TECHNIQUE,
    Doubt,
)

BLOCKS: Final[tuple[Block, ...]] = ("probable", "met", "definite")
"""The answers that say block, weaker first."""
LARGE: Final = "multifocal-choice-large-fall"
ERB: Final = "multifocal-choice-erb"
GROOVE: Final = "multifocal-choice-radial-groove"
STRETCH: Final = "vucic-2006"
"""Healthy falls add up: wrist to root, 21 % of the amplitude (SD 11) in a muscle of the hand."""
DOUBTS_A_FALL: Final[tuple[Reason, ...]] = (
    *REPEAT,
    "no_response_unstated",
    "no_response_stimulus",
    "no_response_window",
    "no_response_distance",
    "no_response_noise",
)
"""Reasons for which a fall that is not counted is not called large either."""


def segment_verdict(rules: CriteriaSet, case: Case) -> SegmentVerdict:
    """The set's answer: kept back, put under conditions, or as the rules give it."""
    verdict = rules.evaluate(case)
    if rules.grades_blocks:
        return _graded(rules, case, verdict)
    doubt = case.technique.before or case.technique.if_block
    return verdict if doubt is None else _withheld(rules, verdict, doubt)


def _graded(rules: CriteriaSet, case: Case, verdict: SegmentVerdict) -> SegmentVerdict:
    technique = case.technique
    if rules.one_segment and case.segment.limb_segments > 1:
        verdict = _more_than_one_segment(rules, verdict)
    if verdict.block == "not_counted":
        shown = _large(rules, verdict, technique.before or technique.if_block)
        return _at_groove(rules, shown, case) if "groove" in rules.confirms else shown
    if technique.before is not None:
        return _withheld(rules, verdict, technique.before)
    if verdict.block == "not_met" and technique.if_not_met is not None:
        return _withheld(rules, verdict, technique.if_not_met)
    if verdict.block not in BLOCKS:
        return verdict
    if technique.if_block is not None:
        return _withheld(rules, verdict, technique.if_block)
    if case.segment.proximal.site in SPREADING_SITES and _erb_unconfirmed(case):
        return _at_erb(rules, verdict, case)
    if technique.without_crossing is not None:
        verdict = _without_crossing(rules, case, verdict)
        if verdict.block not in BLOCKS:
            return verdict
    if technique.nothing_crosses:
        verdict = _nothing_crosses(rules, verdict)
    verdict = _rests_on(rules, verdict, technique.stated)
    return _provided(rules, verdict, case) if technique.provided else verdict


def _more_than_one_segment(rules: CriteriaSet, verdict: SegmentVerdict) -> SegmentVerdict:
    """A limit measured on one segment says nothing of a larger fall over two: falls add up."""
    if verdict.block == "not_counted":
        return verdict
    if verdict.segment.between:
        answer = _answer(rules, verdict, "not_applicable", "study.stretch.not_counted", {}, STRETCH)
        return replace(
            verdict,
            block="not_counted",
            findings=(answer, *verdict.findings[1:]),
            reason="more_than_one_segment",
        )
    if verdict.block not in BLOCKS:
        return verdict
    return _withheld(rules, verdict, Doubt("more_than_one_segment", source=STRETCH))


def _erb_unconfirmed(case: Case) -> bool:
    """Whether nobody says that a fall up to Erb's point or the root can be read there."""
    near, far = case.segment.distal, case.segment.proximal
    strong = near.supramaximal is True and far.supramaximal is True
    return not (strong and case.clinical.no_spread_at_erb is True)


def _at_erb(rules: CriteriaSet, verdict: SegmentVerdict, case: Case) -> SegmentVerdict:
    if case.clinical.no_spread_at_erb is False:
        return _withheld(rules, verdict, Doubt("at_erb_spread", source=ERB))
    return replace(_withheld(rules, verdict, Doubt("at_erb", source=ERB)), large="at_erb")


def _at_groove(rules: CriteriaSet, verdict: SegmentVerdict, case: Case) -> SegmentVerdict:
    """A large fall at the radial groove is block, probable at most, where nothing pressed on it.

    What keeps a fall back on any other stretch of an arm nerve, as a number that is missing or a
    response that did not come, keeps it back here too: the fall then stays open by both.
    """
    picture = case.clinical
    doubted = verdict.reason in SAID_OF_FALL
    if picture.no_pressure_at_radial_groove is not None or not (
        verdict.large == "at_pressure" or doubted
    ):
        return verdict
    free = replace(picture, no_pressure_at_radial_groove=True)
    would = segment_verdict(rules, replace(case, clinical=free))
    own = verdict.findings[0]
    step = not verdict.segment.between and would.large != "at_erb"
    if would.block == "cannot_be_assessed" and step:
        key = "study.large.at_groove_open"
        answer = replace(own, status="cannot_be_assessed", message=key, source=GROOVE)
        return replace(
            verdict,
            block="cannot_be_assessed",
            findings=(answer, would.findings[0], *verdict.findings[1:]),
            reason=would.reason,
            large="at_groove",
            by_numbers=would.by_numbers or would,
        )
    numbers = would if would.block in BLOCKS else would.by_numbers
    if numbers is None or doubted:
        return verdict
    answer = replace(
        own,
        message="study.large.at_groove",
        source=GROOVE,
        parameters={**own.parameters, "would_be": f"study.block.{numbers.block}"},
    )
    return replace(
        verdict, findings=(answer, *verdict.findings[1:]), large="at_groove", by_numbers=numbers
    )


def _rests_on(
    rules: CriteriaSet, verdict: SegmentVerdict, stated: tuple[str, ...]
) -> SegmentVerdict:
    """The block with what it rests on beyond the rows: a person's word on the whole study."""
    if not stated:
        return verdict
    said = (
        rules.ruling.finding(
            f"technique.{item}", "met", f"study.stated.{item}", inputs=(item,), source=TECHNIQUE
        )
        for item in stated
    )
    return replace(verdict, findings=(verdict.findings[0], *said, *verdict.findings[1:]))


def _withheld(rules: CriteriaSet, verdict: SegmentVerdict, doubt: Doubt) -> SegmentVerdict:
    would = f"study.block.{verdict.block}" if verdict.block in BLOCKS else ""
    answer = _answer(
        rules,
        verdict,
        "cannot_be_assessed",
        f"study.technique.{doubt.reason}",
        {**doubt.parameters, "would_be": would},
        doubt.source,
        doubt.numbers,
    )
    return replace(
        verdict,
        block="cannot_be_assessed",
        findings=(answer, *(one for one in verdict.findings[1:] if not _combines(rules, one))),
        reason=doubt.reason,
        by_numbers=verdict,
    )


def _combines(rules: CriteriaSet, one: Finding) -> bool:
    """Whether a finding puts conditions together: none is to say "met" under an open answer."""
    return any(name.startswith(f"{rules.name}.") for name in one.inputs)


def _nothing_crosses(rules: CriteriaSet, verdict: SegmentVerdict) -> SegmentVerdict:
    """The block with the check that it rests on."""
    said = rules.ruling.finding(
        "technique.crossing",
        "met",
        "study.technique.crossing.none",
        parameters={"muscle": verdict.muscle},
        source=GUARDS,
    )
    return replace(verdict, findings=(verdict.findings[0], said, *verdict.findings[1:]))


def _without_crossing(rules: CriteriaSet, case: Case, verdict: SegmentVerdict) -> SegmentVerdict:
    """The answer with what crosses given back: a block that is left, or none that can be read."""
    segment = case.technique.without_crossing
    assert segment is not None
    again = rules.evaluate(replace(case, segment=segment))
    taken = (segment.proximal.amplitude_mv or 0.0) - (verdict.segment.proximal.amplitude_mv or 0.0)
    words: Parameters = {"muscle": verdict.muscle, "number": round(taken, 2)}
    if again.block not in BLOCKS:
        reason: Hindrance = "crossing" if case.technique.subtracted else "crossing_unsubtracted"
        doubt = Doubt(reason, words, {"crossing_amplitude_mv": taken}, GUARDS)
        return _withheld(rules, verdict, doubt)
    finding = rules.ruling.finding(
        "technique.crossing",
        "met",
        "study.technique.crossing.left",
        parameters=words,
        numbers={"crossing_amplitude_mv": taken},
        source=GUARDS,
    )
    weaker = verdict if BLOCKS.index(again.block) >= BLOCKS.index(verdict.block) else again
    return replace(
        weaker,
        segment=verdict.segment,
        findings=(weaker.findings[0], finding, *weaker.findings[1:]),
        cautions=verdict.cautions,
    )


def _provided(rules: CriteriaSet, verdict: SegmentVerdict, case: Case) -> SegmentVerdict:
    conditions = case.technique.provided
    answer = _answer(
        rules,
        verdict,
        "met",
        f"study.provided.{verdict.block}.{'.'.join(conditions)}",
        {},
        TECHNIQUE,
    )
    by = verdict.reason if verdict.reason in ("by_amplitude", "by_area") else None
    alone = (rules.ruling.finding("segment.one_measure", "not_applicable", f"study.provided.{by}"),)
    return replace(
        verdict,
        findings=(answer, *(alone if by else ()), *verdict.findings[1:]),
        provided=conditions,
    )


def _large(rules: CriteriaSet, verdict: SegmentVerdict, doubt: Doubt | None) -> SegmentVerdict:
    """A fall that is not counted and large all the same is said to be so, or why it may not be."""
    counted = verdict.reason == "more_than_one_segment"  # its nerve is, and nothing presses on it
    fall = None if verdict.segment.crossover or counted else large_fall(verdict.segment)
    if fall is None:
        return verdict
    what, number = fall
    large: Large = "at_pressure" if verdict.segment.entrapments else "not_counted"
    words: dict[str, str | float] = {"what": what, "number": round(number, 1)}
    if large == "at_pressure":
        words["entrapment"] = verdict.segment.entrapments[0].id
    if doubt is not None and doubt.reason in DOUBTS_A_FALL:
        reason: FallDoubted = "fall_repeat" if doubt.reason in REPEAT else "fall_unstated"
        words |= {"site": verdict.segment.site_word(verdict.segment.proximal)}
        key = f"study.large.{SAID_OF_FALL[reason]}"
        answer = _answer(rules, verdict, "not_applicable", key, words, doubt.source)
        return replace(verdict, findings=(answer, *verdict.findings[1:]), reason=reason)
    kind: str = large
    if verdict.nerve == TIBIAL:
        kind = "tibial_beyond" if TIBIAL_MOST.met_by(number) else "tibial"
    answer = _answer(rules, verdict, "not_applicable", f"study.large.{kind}", words, LARGE)
    return replace(verdict, findings=(answer, *verdict.findings[1:]), large=large)


def _answer(
    rules: CriteriaSet,
    verdict: SegmentVerdict,
    status: Status,
    message: str,
    parameters: Parameters,
    source: str,
    numbers: Mapping[str, float | None] | None = None,
) -> Finding:
    """The set's own answer in other words; its numbers and inputs stay."""
    own = verdict.findings[0]
    words = answer_words(rules.ruling, verdict.segment)
    words["evidence"] = own.parameters.get("evidence", "")
    return replace(
        own,
        status=status,
        message=message,
        source=source,
        parameters=words | dict(parameters),
        numbers=dict(own.numbers) | dict(numbers or {}),
    )
