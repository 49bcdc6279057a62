"""An evaluation in words and rows, as the page's template shows it."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from multifocal.sources import Source, source
from multifocal.study import (
    Block,
    Evaluation,
    Finding,
    Measure,
    SegmentVerdict,
    Status,
    Study,
    choice_said,
    criteria_set,
    reference_table,
    said,
    word_of,
)
from multifocal.words import say

STATUS: Final[dict[Status, Promise]] = {
    "met": _("met"),
    "not_met": _("not met"),
    "cannot_be_assessed": _("cannot be assessed"),
    "not_applicable": _("not applied"),
}

TONE: Final[dict[Block, str]] = {
    "definite": "blocked",
    "probable": "slowed",
    "not_met": "plain",
    "not_counted": "plain",
    "cannot_be_assessed": "open",
}
"""The card's dress. None is dressed as healthy: criteria not met do not mean a healthy nerve."""


@dataclass(frozen=True)
class ShownFinding:
    """A rule's answer and its reason."""

    status: Status
    status_words: Promise
    text: str
    source: Source | None
    """Named where it is not the criteria's own."""


@dataclass(frozen=True)
class Row:
    """One line of a table: a name and its numbers as text."""

    name: str
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class Bar:
    """How much of the distal value is left proximally, percent, at most 100 for drawing."""

    words: Promise
    left_percent: float
    left_words: str


@dataclass(frozen=True)
class ShownSegment:
    """One segment: the verdict, what to be careful about, the numbers, and why."""

    title: str
    stretch: str
    tone: str
    verdict: str
    sentence: str
    cautions: tuple[str, ...]
    rows: tuple[Row, ...]
    velocity: str
    bars: tuple[Bar, ...]
    open_questions: tuple[ShownFinding, ...]
    findings: tuple[ShownFinding, ...]


@dataclass(frozen=True)
class Shown:
    """The whole answer."""

    criteria: str
    criteria_sources: tuple[Source, ...]
    reference: str
    reference_source: Source
    common_cautions: tuple[str, ...]
    segments: tuple[ShownSegment, ...]
    alone: tuple[str, ...]
    choices: tuple[str, ...]
    entered: tuple[Row, ...]


def shown(study: Study, found: Evaluation) -> Shown:
    """An evaluation in the reader's language."""
    language = get_language() or "en"
    table = reference_table(found.reference)
    common = _common_cautions(found, language)
    return Shown(
        criteria=criteria_set(found.criteria).title,
        criteria_sources=tuple(
            source(key) for key in sorted({one.findings[0].source for one in found.segments})
        ),
        reference=table.title,
        reference_source=table.source,
        common_cautions=common,
        segments=tuple(_segment(one, common, language) for one in found.segments),
        alone=(
            *(_alone("study.cli.no_segment", one, language) for one in found.lone),
            *(_alone("study.cli.empty_row", one, language) for one in found.empty),
        ),
        choices=tuple(choice_said(choice, language) for choice in found.choices()),
        entered=tuple(_entered(one, language) for one in study.measures),
    )


def _segment(verdict: SegmentVerdict, common: tuple[str, ...], language: str) -> ShownSegment:
    segment = verdict.segment
    answer, *rest = verdict.findings
    findings = tuple(_finding(one, answer.source, language) for one in rest)
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
    return ShownSegment(
        title=f"{word_of('side', verdict.side, language)} "
        f"{word_of('nerve', verdict.nerve, language)}, "
        f"{word_of('muscle', verdict.muscle, language)}",
        stretch=" – ".join(row.name for row in ends),
        tone=TONE[verdict.block],
        verdict=say(f"study.block.{verdict.block}", language),
        sentence=said(answer, language),
        cautions=tuple(text for text in cautions if text not in common),
        rows=(*ends, Row(say("study.cli.change", language), ("", *changes))),
        velocity="" if segment.velocity_m_s is None else f"{segment.velocity_m_s:.1f}",
        bars=(
            *_bar(_("Amplitude"), segment.amplitude_reduction_percent),
            *_bar(_("Area"), segment.area_reduction_percent),
        ),
        open_questions=tuple(one for one in findings if one.status == "cannot_be_assessed"),
        findings=tuple(one for one in findings if one.status != "cannot_be_assessed"),
    )


def _finding(one: Finding, criteria_source: str, language: str) -> ShownFinding:
    other = None if one.source == criteria_source else source(one.source)
    return ShownFinding(one.status, STATUS[one.status], said(one, language), other)


def _response(one: Measure, language: str) -> tuple[str, ...]:
    if one.absent:
        absent = say("study.cli.absent", language)
        return ("", absent, absent, "")
    return (
        _number(one.latency_ms),
        _number(one.amplitude_mv),
        _number(one.negative_peak_area_mvms),
        _number(one.negative_peak_duration_ms),
    )


def _entered(one: Measure, language: str) -> Row:
    name = ", ".join(
        (
            f"{word_of('side', one.side, language)} {word_of('nerve', one.nerve, language)}",
            word_of("muscle", one.muscle or "", language),
            word_of("site", one.site, language),
        )
    )
    others = (_number(one.distance_mm), _number(one.temperature_c))
    return Row(name, (*_response(one, language), *others))


def _alone(key: str, one: Measure, language: str) -> str:
    return say(
        key,
        language,
        side=word_of("side", one.side, language),
        nerve=word_of("nerve", one.nerve, language),
        muscle=word_of("muscle", one.muscle or "", language),
        site=word_of("site", one.site, language),
    )


def _common_cautions(found: Evaluation, language: str) -> tuple[str, ...]:
    """Cautions that every one of several segments has: said once, before them."""
    if len(found.segments) < 2:
        return ()
    first, *others = ([said(one, language) for one in each.cautions] for each in found.segments)
    return tuple(text for text in first if all(text in other for other in others))


def _bar(words: Promise, reduction_percent: float | None) -> tuple[Bar, ...]:
    if reduction_percent is None:
        return ()
    left = 100.0 - reduction_percent
    return (Bar(words, round(min(left, 100.0), 1), f"{left:.1f}"),)


def _change(percent: float | None, *, falls: bool = False) -> str:
    if percent is None:
        return ""
    return f"{0.0 - percent if falls else percent:+.1f}".replace("-", "−")


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
