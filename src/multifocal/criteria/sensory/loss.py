"""Sensory nerves without any response: three of them speak against "possible".

They mark the category and close nothing: a person's answer reopens it, for sensory loss may come
with years of MMN (sensory-follow-up-2009).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from multifocal import body
from multifocal.body import Side
from multifocal.criteria.category import Category, Grade, Question
from multifocal.criteria.finding import Finding
from multifocal.criteria.ruling import Ruling
from multifocal.criteria.sensory.values import SensoryVerdict
from multifocal.criteria.warmth import warmth_of
from multifocal.study.clinical import ClinicalPicture

THREE: Final = "multifocal-choice-three-absent-sensory"
LEAST_NERVES: Final = 3  # source: multifocal-choice-three-absent-sensory
MARKED: Final[Grade] = "possible"
ITEM: Final = "sensory_studies_normal"


@dataclass(frozen=True)
class Lost:
    """A sensory nerve of a side of which no response came in a warm limb."""

    side: Side
    nerve: str


def lost_nerves(verdicts: Iterable[SensoryVerdict]) -> tuple[Lost, ...]:
    """The nerves of which no response came wherever it was looked for, in a warm limb."""
    rows = sorted(verdicts, key=lambda one: (one.measure.side, one.measure.nerve))
    lost = []
    for (side, nerve), group in groupby(rows, lambda one: (one.measure.side, one.measure.nerve)):
        each = tuple(group)
        absent = [one for one in each if one.against == "absent"]
        warm = any(warmth_of(one.measure.temperature_c) == "warm" for one in absent)
        if warm and all(one.measure.silent for one in each):
            lost.append(Lost(side, nerve))
    return tuple(lost)


def speaks_against(lost: Sequence[Lost]) -> bool:
    """Whether there are three, at least one of them in an arm."""
    arm = any(body.nerve(one.nerve).limb == "arm" for one in lost)
    return arm and len(lost) >= LEAST_NERVES


def with_loss(
    category: Category, ruling: Ruling, verdicts: Iterable[SensoryVerdict], picture: ClinicalPicture
) -> Category:
    """The category with "possible" marked as against, unless a person's answer reopens it."""
    lost = lost_nerves(verdicts)
    if MARKED not in category.reachable or not speaks_against(lost):
        return category
    reopened = picture.sensory_studies_normal is True
    first, *rest = category.findings
    said = _finding(ruling, len(lost), reopened=reopened)
    if reopened:
        return replace(category, findings=(first, said, *rest))
    return replace(
        category,
        findings=(first, said, *(_marked(one) for one in rest)),
        questions=tuple(_proposed(one) for one in category.questions),
        against=(MARKED,),
    )


def _proposed(question: Question) -> Question:
    return replace(question, proposed=False) if question.item == ITEM else question


def _marked(one: Finding) -> Finding:
    """The grade's own finding, where it is still open, as one that the study speaks against."""
    if not one.rule.endswith(f".category.{MARKED}") or one.status != "cannot_be_assessed":
        return one
    return replace(one, message="study.category.rule.against")


def _finding(ruling: Ruling, count: int, *, reopened: bool) -> Finding:
    return ruling.finding(
        "category.sensory_loss",
        "met" if reopened else "not_met",
        f"study.category.sensory_loss.{'reopened' if reopened else 'against'}",
        parameters={"number": count, "grade": MARKED},
        numbers={"sensory_nerves_without_response": float(count)},
        inputs=("sensory", ITEM),
        choices=(THREE,),
        source=THREE,
    )
