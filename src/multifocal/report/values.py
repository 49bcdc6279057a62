"""Sensory responses and F waves beside their limits, in words; and what they propose."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from multifocal.criteria import Category, Evaluation, Finding, choice_said, said
from multifocal.report.findings import PresentedFinding, presented_finding
from multifocal.report.series import series_title
from multifocal.study import FMeasure, Measure, word_of
from multifocal.words import say


@dataclass(frozen=True)
class PresentedValues:
    """One sensory response, or the F waves of one site, and each value beside its limit."""

    kind: str
    title: str
    findings: tuple[PresentedFinding, ...]


def presented_values(evaluation: Evaluation, language: str) -> tuple[PresentedValues, ...]:
    """All of them, sensory responses first."""
    return (
        *(_values("sensory", one.measure, one.findings, language) for one in evaluation.sensory),
        *(_values("f_waves", one.waves, one.findings, language) for one in evaluation.f_waves),
    )


def _values(
    kind: str, one: Measure | FMeasure, findings: tuple[Finding, ...], language: str
) -> PresentedValues:
    return PresentedValues(
        say(f"study.values.{kind}", language),
        _title(one, language),
        tuple(
            replace(
                presented_finding(each, "", language),
                status_words=say(f"study.values.status.{each.status}", language),
            )
            for each in findings
        ),
    )


def values_notes(evaluation: Evaluation, language: str) -> tuple[str, ...]:
    """What to know of them, and our choices that entered; nothing where there are none."""
    findings = [
        *(each for one in evaluation.sensory for each in one.findings),
        *(each for one in evaluation.f_waves for each in one.findings),
    ]
    choices = sorted({choice for one in findings for choice in one.choices})
    return (
        *(say(f"study.values.note.{name}", language) for name in _notes(evaluation)),
        *(choice_said(choice, language) for choice in choices),
    )


def _notes(evaluation: Evaluation) -> Iterator[str]:
    if not evaluation.sensory:
        return
    yield "proposed"
    if any(each.status == "not_met" for one in evaluation.sensory for each in one.findings):
        yield "leg_or_wrist"
    yield "examination"
    if len({one.measure.side for one in evaluation.sensory}) > 1:
        yield "sides"


def _title(one: Measure | FMeasure, language: str) -> str:
    site = word_of("site", one.site, language)
    return say("report.response", language, series=series_title(one, language), site=site)


def proposed_said(proposed: bool | None, language: str) -> str:
    """The answer that the study proposes to a question; "" for none."""
    if proposed is None:
        return ""
    return say(f"study.question.proposed.{'yes' if proposed else 'no'}", language)


def category_words(one: Category, language: str) -> str:
    """The few words that stand for a category's answer."""
    if one.answer in one.against:
        return say(f"report.category.{one.answer}.against", language)
    return say(f"report.category.{one.answer}", language)


def marks_said(one: Category, language: str) -> tuple[str, ...]:
    """What the study says against a grade that may come out."""
    if not one.against:
        return ()
    return tuple(
        said(each, language) for each in one.findings if each.rule.endswith(".sensory_loss")
    )
