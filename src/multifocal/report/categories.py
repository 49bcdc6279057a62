"""What a set says of the whole study, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from multifocal.criteria import Category, Evaluation, criteria_set, said
from multifocal.report.findings import PresentedFinding, presented_finding
from multifocal.report.groups import apart_said
from multifocal.report.tones import CATEGORY_TONE
from multifocal.report.values import category_words, marks_said, proposed_said
from multifocal.words import listed, say


@dataclass(frozen=True)
class PresentedQuestion:
    """An open item, and what can still come out with either answer."""

    item: str
    name: str
    """The item in few words; `text` asks for it."""
    text: str
    if_yes: str
    if_no: str
    proposed: str = ""
    """What the study proposes, for a person to confirm."""


@dataclass(frozen=True)
class PresentedCategory:
    """What one set says of the whole study; `apart`: why the set stands apart, if it does."""

    criteria: str
    title: str
    apart: str
    tone: str
    verdict: str
    sentence: str
    reachable: str
    """The grades that can still come out, best first."""
    short: str
    """The answer and what can still come out, in a line."""
    marks: tuple[str, ...]
    """What the study says against a grade that may come out."""
    questions: tuple[PresentedQuestion, ...]
    findings: tuple[PresentedFinding, ...]


def presented_category(
    evaluation: Evaluation, category: Category, language: str
) -> PresentedCategory:
    rules = criteria_set(evaluation.criteria)

    def grades(names: Sequence[str]) -> str:
        return listed((say(f"study.grade.{name}", language) for name in names), language)

    return PresentedCategory(
        criteria=rules.name,
        title=rules.title,
        apart=apart_said(rules.standing, language),
        tone=CATEGORY_TONE[category.answer],
        verdict=category_words(category, language),
        sentence=said(category.findings[0], language),
        reachable=grades(category.reachable),
        short=_short(category, grades(category.reachable), language),
        marks=marks_said(category, language),
        questions=tuple(
            PresentedQuestion(
                question.item,
                say(f"study.item_name.{question.item}", language),
                say(question.message, language),
                grades(question.if_yes),
                grades(question.if_no),
                proposed_said(question.proposed, language),
            )
            for question in category.questions
        ),
        findings=tuple(
            presented_finding(each, rules.source, language) for each in category.findings[1:]
        ),
    )


def _short(category: Category, reachable: str, language: str) -> str:
    words = category_words(category, language)
    if len(category.reachable) < 2:
        return words
    return say("report.conclusion.category", language, verdict=words, grades=reachable)
