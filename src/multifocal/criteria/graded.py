"""A category from its rule: the answer, item by item, and the open questions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from multifocal.criteria.case import SegmentVerdict
from multifocal.criteria.category import Category, CategoryAnswer, Grade, Question
from multifocal.criteria.completions import (
    Blocks,
    CategoryRule,
    Outcomes,
    facts_of,
    over_completions,
    truth_of,
    turns,
)
from multifocal.criteria.finding import Finding, Status
from multifocal.criteria.reason import Missing, Reason
from multifocal.criteria.ruling import Ruling, unverified
from multifocal.study.clinical import ClinicalPicture

NERVE_HAS_A_SIDE: Final = "multifocal-choice-nerve-has-a-side"


@dataclass(frozen=True)
class Outlook:
    """Per nerve (side and name) the best block that is certain and the best that is possible,
    once missing numbers are filled in: 0 none, 1 probable, 2 definite."""

    certain: Mapping[tuple[str, str], int]
    possible: Mapping[tuple[str, str], int]

    def count(self, nerves: Sequence[str], least: int, *, certain: bool) -> int:
        """How many of these nerves have at least that block."""
        levels = self.certain if certain else self.possible
        return sum(level >= least for (_, nerve), level in levels.items() if nerve in nerves)

    @property
    def open(self) -> bool:
        """Whether a missing number keeps any nerve's answer open."""
        return any(self.certain[nerve] != self.possible[nerve] for nerve in self.certain)


LEVEL: Final[Mapping[str, int]] = {"definite": 2, "probable": 1}
_STATUS: Final[Mapping[bool | None, Status]] = {
    True: "met",
    False: "not_met",
    None: "cannot_be_assessed",
}
_MAY_HIDE: Final[tuple[Reason, ...]] = (
    "unmeasurable",
    "distal_submaximal",
)  # a block, whatever the numbers say


def bounds(
    verdict: SegmentVerdict,
    open_reasons: Sequence[Missing],
    own: Callable[[SegmentVerdict], tuple[int, int]],
    most: int,
) -> tuple[int, int]:
    """The least and the most block that a segment comes to once numbers and technique are known.

    `open_reasons`: for which the set's answer hangs on a number, and `own`: what it then may come
    to; `most`: what its nerve may come to at all.
    """

    def numbers(one: SegmentVerdict) -> tuple[int, int]:
        level = LEVEL.get(one.block, 0)
        hangs = one.block == "cannot_be_assessed" and one.reason in open_reasons
        return own(one) if hangs else (level, level)

    weak = verdict.segment.distal.supramaximal is False
    if verdict.by_numbers is not None:
        hidden = weak or verdict.reason in _MAY_HIDE
        return 0, most if hidden else numbers(verdict.by_numbers)[1]
    if verdict.reason == "distal_absent" and not verdict.segment.proximal.absent:
        return 0, most  # a response from above shows that the nerve answers: repeat the distal site
    return (0, LEVEL.get(verdict.block, 0)) if verdict.provided else numbers(verdict)


def statuses(verdict: SegmentVerdict) -> dict[str, Status]:
    """What each rule says of the segment, by the rule's name within its set."""
    return {one.rule.rpartition(".")[2]: one.status for one in verdict.findings}


def outlook(segments: Sequence[SegmentVerdict], ranges: Sequence[tuple[int, int]]) -> Outlook:
    """The outlook by nerve, from the least and the most that each segment can come to."""
    certain: dict[tuple[str, str], int] = {}
    possible: dict[tuple[str, str], int] = {}
    for verdict, (least, most) in zip(segments, ranges, strict=True):
        nerve = (verdict.side, verdict.nerve)
        certain[nerve] = max(certain.get(nerve, 0), least)
        possible[nerve] = max(possible.get(nerve, 0), most)
    return Outlook(certain, possible)


def graded(
    ruling: Ruling,
    rule: CategoryRule,
    picture: ClinicalPicture,
    blocks: tuple[Blocks, ...],
    block_finding: Finding,
    sources: Mapping[str, str],
    grades: Sequence[Grade],
    *,
    item_source: str,
    choices: tuple[str, ...],
    notes: tuple[Finding, ...] = (),
) -> Category:
    """The category. `sources`: of items that come from elsewhere than `item_source`."""
    facts = facts_of(rule, picture, blocks)
    outcomes = over_completions(rule, facts)
    turning = turns(rule, picture, outcomes)
    only = len(outcomes.reachable) == 1
    answer: CategoryAnswer = outcomes.reachable[0] if only else "cannot_be_assessed"
    wanted = dict(rule.core)
    questions = tuple(
        Question(name, sources.get(name, item_source), turn.if_wanted, turn.if_not)
        for name, turn in turning.items()
    )
    needs: dict[Grade, tuple[str, ...]] = {}
    for grade in grades:
        names = tuple(name for name, turn in turning.items() if grade in turn.decides)
        if names and grade in outcomes.reachable:
            needs[grade] = names
    rules = tuple(
        _rule(
            ruling,
            grade,
            _STATUS[truth_of(grade, outcomes.reachable)],
            rule.items,
            choices,
            item_source,
        )
        for grade in grades
    )
    numbers = (
        (
            ruling.finding(
                "category.numbers", "cannot_be_assessed", "study.category.numbers_missing"
            ),
        )
        if outcomes.numbers_matter
        else ()
    )
    return Category(
        answer=answer,
        reachable=outcomes.reachable,
        findings=(
            _answer(ruling, answer, outcomes, item_source),
            block_finding,
            *numbers,
            *notes,
            *(
                _item(
                    ruling,
                    name,
                    wanted.get(name, True),
                    getattr(picture, name),
                    sources.get(name, item_source),
                )
                for name in rule.items
            ),
            *rules,
        ),
        questions=questions,
        needs=needs,
    )


@cache
def _rule(
    ruling: Ruling,
    grade: Grade,
    status: Status,
    items: tuple[str, ...],
    choices: tuple[str, ...],
    source: str,
) -> Finding:
    return ruling.finding(
        f"category.{grade}",
        status,
        f"study.category.rule.{status}",
        parameters={"grade": grade, "rule": f"{ruling.name}.category.{grade}"},
        inputs=items,
        choices=choices,
        source=source,
    )


def _answer(
    ruling: Ruling, answer: CategoryAnswer, outcomes: Outcomes, item_source: str
) -> Finding:
    words: dict[str, str | float] = {
        "criteria": ruling.title,
        "evidence": unverified(item_source),
    }
    if answer == "cannot_be_assessed":
        words |= {"best": outcomes.reachable[0], "least": outcomes.reachable[-1]}
    status: Status = "met" if answer in ("definite", "probable", "possible") else "not_met"
    return ruling.finding(
        "category",
        "cannot_be_assessed" if answer == "cannot_be_assessed" else status,
        f"study.category.{answer}",
        parameters=words,
        source=item_source,
    )


@cache  # no number enters: the same finding for every study
def _item(ruling: Ruling, name: str, wanted: bool, value: bool | None, source: str) -> Finding:
    status = _STATUS[None if value is None else value is wanted]
    said = "unknown" if value is None else "yes" if value else "no"
    return ruling.finding(
        f"item.{name}",
        status,
        f"study.item.{said}",
        parameters={"item": name},
        inputs=(name,),
        source=source,
    )
