"""A judged study in words and rows: what the page, the laboratory, the command and the PDF show."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from multifocal.criteria import (
    Block,
    Category,
    CategoryAnswer,
    Evaluation,
    SegmentVerdict,
    choice_said,
    coverage,
    criteria_set,
    elsewhere_said,
    said,
    step_done,
    step_tasks,
    step_title,
    step_why,
)
from multifocal.figures import Figure
from multifocal.reference import ReferenceTable
from multifocal.report.findings import PresentedFinding, presented_finding
from multifocal.report.groups import PresentedGroup, apart_said, grouped, tag_said
from multifocal.report.mapped import mapped
from multifocal.report.series import series_title
from multifocal.report.values import (
    PresentedValues,
    category_words,
    marks_said,
    presented_values,
    proposed_said,
    values_notes,
)
from multifocal.sources import Source, source
from multifocal.study import (
    Measure,
    Segment,
    Study,
    f_waves_said,
    stretch_said,
    word_of,
)
from multifocal.study.crossover import is_crossover
from multifocal.words import language as spoken
from multifocal.words import listed, say

TONE: Final[dict[Block, str]] = {
    "definite": "blocked",
    "probable": "slowed",
    "met": "blocked",
    "not_met": "plain",
    "not_counted": "plain",
    "cannot_be_assessed": "open",
}
"""The card's dress; "large" for a large fall that is not counted. None is dressed as healthy:
criteria not met do not mean a healthy nerve."""

CATEGORY_TONE: Final[dict[CategoryAnswer, str]] = {
    "definite": "blocked",
    "probable": "slowed",
    "possible": "slowed",
    "not_met": "plain",
    "cannot_be_assessed": "open",
}


@dataclass(frozen=True)
class Row:
    """One line of a table: a name and its numbers as text."""

    name: str
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class Bar:
    """How much of the distal value is left proximally, percent, at most 100 for drawing."""

    words: str
    left_percent: float
    left_words: str


@dataclass(frozen=True)
class PresentedAnswer:
    """What one set says of one segment; `tag`: in a word, why the set stands apart, if it does."""

    criteria: str
    title: str
    tag: str
    tone: str
    verdict: str
    sentence: str
    findings: tuple[PresentedFinding, ...]

    @property
    def open_questions(self) -> tuple[PresentedFinding, ...]:
        """What cannot be assessed, and why."""
        return tuple(one for one in self.findings if one.status == "cannot_be_assessed")

    @property
    def settled(self) -> tuple[PresentedFinding, ...]:
        """What could be assessed."""
        return tuple(one for one in self.findings if one.status != "cannot_be_assessed")


@dataclass(frozen=True)
class PresentedSegment:
    """One segment: what to be careful about, the numbers, and every set's answer, the leading
    one first."""

    number: str
    title: str
    stretch: str
    cautions: tuple[str, ...]
    rows: tuple[Row, ...]
    """Both ends, and the change from the distal one, signed: what is lost is below zero."""
    falls: tuple[Row, ...]
    """The same change as the findings name and sign it: a reduction, an increase."""
    velocity: str
    bars: tuple[Bar, ...]
    answers: tuple[PresentedAnswer, ...]

    @property
    def lead(self) -> PresentedAnswer:
        """The answer of the leading set."""
        return self.answers[0]


@dataclass(frozen=True)
class PresentedQuestion:
    """An open item, and what can still come out with either answer."""

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
    marks: tuple[str, ...]
    """What the study says against a grade that may come out."""
    questions: tuple[PresentedQuestion, ...]
    findings: tuple[PresentedFinding, ...]


@dataclass(frozen=True)
class PresentedSet:
    """A set that judged: what to know of it, and first, if it stands apart, why."""

    criteria: str
    title: str
    apart: str
    version: str
    source: Source
    notes: tuple[str, ...]


@dataclass(frozen=True)
class PresentedNerve:
    """Signs of slowing of one nerve by one set."""

    title: str
    set_title: str
    findings: tuple[PresentedFinding, ...]


@dataclass(frozen=True)
class PresentedStep:
    """A line of the protocol of what is left to test."""

    title: str
    why: str
    done: str
    tasks: tuple[str, ...]


@dataclass(frozen=True)
class PresentedStudy:
    """The whole answer."""

    sets: tuple[PresentedSet, ...]
    groups: tuple[PresentedGroup, ...]
    reference: str
    reference_source: Source
    reference_words: str
    reference_evidence: str
    common_cautions: tuple[str, ...]
    segments: tuple[PresentedSegment, ...]
    nerves: tuple[PresentedNerve, ...]
    categories: tuple[PresentedCategory, ...]
    steps: tuple[PresentedStep, ...]
    elsewhere: tuple[str, ...]
    alone: tuple[str, ...]
    choices: tuple[str, ...]
    entered: tuple[Row, ...]
    f_waves: tuple[str, ...]
    values: tuple[PresentedValues, ...]
    """Sensory responses and F waves beside their limits."""
    values_notes: tuple[str, ...]
    map: Figure | None

    @property
    def lead(self) -> PresentedSet:
        """The leading set."""
        return self.sets[0]


def present_study(
    study: Study,
    evaluations: Sequence[Evaluation],
    table: ReferenceTable,
    language: str | None = None,
    *,
    drawn: bool = True,
) -> PresentedStudy:
    """A study and its evaluations in words; the first evaluation leads. `drawn`: with the map.

    In the language that is spoken unless another is named.
    ValueError if there is none, or if they are not of the same segments.
    """
    language = language or spoken()
    if not evaluations or len({len(one.segments) for one in evaluations}) > 1:
        raise ValueError("found: one evaluation or more of the same study")
    lead = evaluations[0]
    common = _common_cautions(lead, language)
    protocol = coverage(study)
    choices = sorted({choice for one in evaluations for choice in one.choices()})
    return PresentedStudy(
        sets=tuple(_set(one, language) for one in evaluations),
        groups=grouped(evaluations, language),
        reference=table.title,
        reference_source=table.source,
        reference_words=say(f"report.provenance.{table.provenance}", language),
        reference_evidence=say(table.evidence, language) if table.evidence else "",
        common_cautions=common,
        segments=tuple(
            _segment(i, [one.segments[i] for one in evaluations], evaluations, common, language)
            for i in range(len(lead.segments))
        ),
        nerves=tuple(_nerves(evaluations, language)),
        categories=tuple(
            _category(one, one.category, language)
            for one in evaluations
            if one.category is not None
        ),
        steps=tuple(
            PresentedStep(
                step_title(step, language),
                step_why(step, language),
                step_done(step, language),
                step_tasks(step, language),
            )
            for step in protocol.open
        ),
        elsewhere=elsewhere_said(protocol, language),
        alone=(
            *(_alone(_lone_key(one), one, language) for one in lead.lone),
            *(_alone("study.cli.empty_row", one, language) for one in lead.empty),
        ),
        choices=tuple(choice_said(choice, language) for choice in choices),
        entered=tuple(_entered(one, language) for one in study.measures),
        f_waves=tuple(f_waves_said(one, language) for one in study.f_measures),
        values=presented_values(lead, language),
        values_notes=values_notes(lead, language),
        map=mapped(lead, language) if drawn and lead.segments else None,
    )


def _set(found: Evaluation, language: str) -> PresentedSet:
    rules = criteria_set(found.criteria)
    return PresentedSet(
        rules.name,
        rules.title,
        apart_said(rules.standing, language),
        rules.version,
        source(rules.source),
        tuple(say(note, language) for note in rules.notes),
    )


def _segment(
    i: int,
    verdicts: Sequence[SegmentVerdict],
    evaluations: Sequence[Evaluation],
    common: tuple[str, ...],
    language: str,
) -> PresentedSegment:
    verdict = verdicts[0]
    segment = verdict.segment
    cautions = (said(one, language) for one in verdict.cautions)
    changes = (
        _change(segment.amplitude_reduction_percent, falls=True),
        _change(segment.area_reduction_percent, falls=True),
        _change(segment.duration_increase_percent),
    )
    ends = tuple(
        Row(word_of("site", segment.site_word(one), language), _response(one, language))
        for one in (segment.distal, segment.proximal)
    )
    return PresentedSegment(
        number=str(i + 1),
        title=series_title(segment.distal, language),
        stretch=stretch_said(segment, language),
        cautions=tuple(text for text in cautions if text not in common),
        rows=(*ends, Row(say("study.cli.change", language), ("", *changes))),
        falls=_falls(segment, language),
        velocity="" if segment.velocity_m_s is None else f"{segment.velocity_m_s:.1f}",
        bars=(
            *_bar("amplitude", segment.amplitude_reduction_percent, language),
            *_bar("area", segment.area_reduction_percent, language),
        ),
        answers=tuple(
            _answer(one, by.criteria, language)
            for one, by in zip(verdicts, evaluations, strict=True)
        ),
    )


def _answer(verdict: SegmentVerdict, criteria: str, language: str) -> PresentedAnswer:
    answer, *rest = verdict.findings
    rules = criteria_set(criteria)
    return PresentedAnswer(
        criteria=criteria,
        title=rules.title,
        tag=tag_said(rules.standing, language),
        tone="large" if verdict.large else TONE[verdict.block],
        verdict=say(verdict.label, language),
        sentence=said(answer, language),
        findings=tuple(presented_finding(one, rules.source, language) for one in rest),
    )


def _category(evaluation: Evaluation, category: Category, language: str) -> PresentedCategory:
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
        marks=marks_said(category, language),
        questions=tuple(
            PresentedQuestion(
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


def _nerves(evaluations: Sequence[Evaluation], language: str) -> list[PresentedNerve]:
    return [
        PresentedNerve(
            title=series_title(nerve.distal, language),
            set_title=criteria_set(one.criteria).title,
            findings=tuple(
                presented_finding(each, criteria_set(one.criteria).source, language)
                for each in nerve.findings
            ),
        )
        for one in evaluations
        for nerve in one.nerves
    ]


def _response(measure: Measure, language: str, form: str = ".4g") -> tuple[str, ...]:
    """Latency, amplitude, area and duration; four digits are more than a recording is good for."""
    if measure.absent:
        absent = say("study.cli.absent", language)
        return ("", absent, "" if measure.kind == "sensory" else absent, "")
    microvolts = None if measure.amplitude_mv is None else round(1000.0 * measure.amplitude_mv, 3)
    sensory = measure.kind == "sensory" and microvolts is not None
    return (
        _number(measure.latency_ms, form),
        f"{_number(microvolts)} µV" if sensory else _number(measure.amplitude_mv, form),
        _number(measure.negative_peak_area_mvms, form),
        _number(measure.negative_peak_duration_ms, form),
    )


def _entered(one: Measure, language: str) -> Row:
    site = word_of("site", one.site, language)
    name = say("report.response", language, series=series_title(one, language), site=site)
    others = (_number(one.distance_mm), _number(one.temperature_c))
    return Row(name, (*_response(one, language, "g"), *others))


def _lone_key(one: Measure) -> str:
    if is_crossover(one.nerve, one.muscle or ""):
        return "study.cli.lone_crossing_check"
    return "study.cli.no_segment"


def _alone(key: str, measure: Measure, language: str) -> str:
    return say(
        key,
        language,
        side=word_of("side", measure.side, language),
        nerve=word_of("nerve", measure.nerve, language),
        muscle=word_of("muscle", measure.muscle or "", language),
        site=word_of("site", measure.site, language),
    )


def _common_cautions(found: Evaluation, language: str) -> tuple[str, ...]:
    """Cautions that every one of several segments has: said once, before them."""
    if len(found.segments) < 2:
        return ()
    first, *others = ([said(one, language) for one in each.cautions] for each in found.segments)
    return tuple(text for text in first if all(text in other for other in others))


def _bar(what: str, reduction_percent: float | None, language: str) -> tuple[Bar, ...]:
    if reduction_percent is None:
        return ()
    left = 100.0 - reduction_percent
    words = say(f"report.bar.{what}", language)
    return (Bar(words, round(min(left, 100.0), 1), f"{left:.1f}"),)


def _change(percent: float | None, *, falls: bool = False) -> str:
    if percent is None:
        return ""
    return f"{0.0 - percent if falls else percent:+.1f}".replace("-", "−")


def _falls(segment: Segment, language: str) -> tuple[Row, ...]:
    amplitude, area, duration = (
        "" if percent is None else f"{round(percent, 1) + 0.0:.1f}"  # never -0.0
        for percent in (
            segment.amplitude_reduction_percent,
            segment.area_reduction_percent,
            segment.duration_increase_percent,
        )
    )
    rows = (
        Row(say("study.cli.reduction", language), ("", amplitude, area, "")),
        Row(say("study.cli.increase", language), ("", "", "", duration)),
    )
    return tuple(row for row in rows if any(row.numbers))


def _number(value: float | None, form: str = "g") -> str:
    return "" if value is None else f"{value:{form}}"
