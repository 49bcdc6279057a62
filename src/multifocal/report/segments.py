"""One segment in words and rows: its numbers, and what every set says of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from multifocal.criteria import Evaluation, SegmentVerdict, criteria_set, said
from multifocal.report.conclusion.lines import kind_of
from multifocal.report.conclusion.places import where
from multifocal.report.findings import PresentedFinding, presented_finding
from multifocal.report.groups import tag_said
from multifocal.report.rows import Row, response
from multifocal.report.series import series_title
from multifocal.report.tones import tone_of
from multifocal.study import Segment, stretch_said, word_of
from multifocal.words import say


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
    place: str
    """Both in short: R median, forearm (wrist – elbow)."""
    cautions: tuple[str, ...]
    rows: tuple[Row, ...]
    """Both ends, and the change from the distal one, signed: what is lost is below zero."""
    falls: tuple[Row, ...]
    """The same change as the findings name and sign it: a reduction, an increase."""
    velocity: str
    bars: tuple[Bar, ...]
    answers: tuple[PresentedAnswer, ...]
    telling: bool
    """Whether any set finds a block or a large fall, or the leading one cannot assess it."""

    @property
    def lead(self) -> PresentedAnswer:
        """The answer of the leading set."""
        return self.answers[0]


def presented_segment(
    number: int,
    verdicts: Sequence[SegmentVerdict],
    evaluations: Sequence[Evaluation],
    common: tuple[str, ...],
    language: str,
    *,
    several: bool = False,
) -> PresentedSegment:
    """A segment as it is shown, under its number.

    `common`: cautions that are said before all; `several`: whether its nerve was recorded from more
    muscles than this.
    """
    verdict = verdicts[0]
    segment = verdict.segment
    cautions = (said(one, language) for one in verdict.cautions)
    changes = (
        _change(segment.amplitude_reduction_percent, falls=True),
        _change(segment.area_reduction_percent, falls=True),
        _change(segment.duration_increase_percent),
    )
    ends = tuple(
        Row(word_of("site", segment.site_word(one), language), response(one, language))
        for one in (segment.distal, segment.proximal)
    )
    return PresentedSegment(
        number=str(number),
        title=series_title(segment.distal, language),
        stretch=stretch_said(segment, language),
        place=where(segment, language, muscle=several),
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
        telling=kind_of(verdict) == "open"
        or any(kind_of(one) in ("block", "large") for one in verdicts),
    )


def _answer(verdict: SegmentVerdict, criteria: str, language: str) -> PresentedAnswer:
    answer, *rest = verdict.findings
    rules = criteria_set(criteria)
    return PresentedAnswer(
        criteria=criteria,
        title=rules.title,
        tag=tag_said(rules.standing, language),
        tone=tone_of(verdict),
        verdict=say(verdict.label, language),
        sentence=said(answer, language),
        findings=tuple(presented_finding(one, rules.source, language) for one in rest),
    )


def common_cautions(evaluation: Evaluation, language: str) -> tuple[str, ...]:
    """Cautions that every one of several segments has: said once, before them."""
    if len(evaluation.segments) < 2:
        return ()
    first, *others = (
        [said(one, language) for one in each.cautions] for each in evaluation.segments
    )
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
