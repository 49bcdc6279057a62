"""A stretch that was inched, in words: chart, table, and what may be said of its steps.

The one limit with a source is of Utrecht's set: a fall of the amplitude of at least 30 % over a
step of at most 30 mm. Of area and latency no limit was found; there the numbers stand alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from multifocal import body
from multifocal.criteria.utrecht import AMPLITUDE, HOW_SHORT, INCHING
from multifocal.figures import Figure, Table
from multifocal.figures.inching import InchedPoint, inching_chart, place_said
from multifocal.report.conclusion.places import change_said, rank, short_series
from multifocal.report.rows import number, response
from multifocal.sources import Source, source
from multifocal.study import Segment, Study, word_of
from multifocal.study.inched import (
    InchedResponse,
    InchedStretch,
    inched_stretches,
    without_distances,
)
from multifocal.words import language as spoken
from multifocal.words import say

BEYOND: Final = "▼"
SOURCES: Final = ("utrecht-criteria", HOW_SHORT)
"""Of the limit of a step: how large a fall, and how short a step."""
_COLUMNS: Final = (
    "position", "latency", "amplitude", "area", "duration", "step", "latency_step",
    "change_amplitude", "change_area",
)  # fmt: skip


@dataclass(frozen=True)
class PresentedInching:
    """One stretch. The figure's table holds every number; `notes`: what to know of them."""

    title: str
    figure: Figure
    notes: tuple[str, ...]
    sources: tuple[Source, ...]


def beyond_limit(step: Segment) -> bool:
    """Whether the amplitude falls by at least 30 % over a step of at most 30 mm."""
    length, fall = step.length_mm, step.amplitude_reduction_percent
    return (
        length is not None
        and fall is not None
        and INCHING.met_by(length)
        and AMPLITUDE.met_by(fall)
    )


def stretches_of(study: Study) -> tuple[InchedStretch, ...]:
    """The stretches of a study that were inched, as they are shown: nerve by nerve, right first."""
    found = inched_stretches(study.inched, study.measures)
    return tuple(sorted(found, key=lambda one: rank(one.responses[0].measure())))


def present_inching(study: Study, language: str | None = None) -> tuple[PresentedInching, ...]:
    """Every stretch that was inched; none where none was."""
    language = language or spoken()
    return tuple(_presented(one, language) for one in stretches_of(study))


def not_inched_said(study: Study, language: str | None = None) -> tuple[str, ...]:
    """The muscles of which it cannot be told whether a stretch was inched: distances lack."""
    language = language or spoken()
    return tuple(
        say("report.inching.no_distance", language, series=series)
        for one in sorted(without_distances(study.measures), key=rank)
        for series in (short_series(one, language, muscle=True),)
    )


def _presented(stretch: InchedStretch, language: str) -> PresentedInching:
    title = say(
        "report.inching.title", language,
        series=short_series(stretch.responses[0].measure(), language, muscle=True),
    )  # fmt: skip
    steps = stretch.steps
    notes = [_zero(stretch, language)]
    notes.append(
        say(
            "report.inching.limit", language, sign=BEYOND, percent=AMPLITUDE.value, mm=INCHING.value
        )
    )
    if any(step.length_mm is not None and not INCHING.met_by(step.length_mm) for step in steps):
        notes.append(say("report.inching.too_long", language, mm=INCHING.value))
    if not stretch.by_distance:
        notes.append(say("report.inching.apart", language))
    if any(one.supramaximal is not True for one in stretch.responses):
        notes.append(say("report.inching.supramaximal", language))
    words = {
        name: say(f"report.inching.{name}", language)
        for name in ("percent", "latency", "position", "amplitude", "area", "beyond")
    }
    columns = tuple(say(f"report.inching.column.{name}", language) for name in _COLUMNS)
    table = Table(title, columns, _rows(stretch, language))
    figure = inching_chart(_text(title, stretch, language), words, _points(stretch), table)
    return PresentedInching(title, figure, tuple(notes), tuple(source(one) for one in SOURCES))


def _zero(stretch: InchedStretch, language: str) -> str:
    """Where positions count from."""
    if stretch.origin is None:
        return say("report.inching.zero.unknown", language)
    entrapments = {one.id: one.name for one in body.entrapments()}
    if stretch.origin in {one.id for one in body.sites(stretch.nerve)}:
        place = word_of("site", stretch.origin, language)
    else:
        place = say(entrapments[stretch.origin], language)
    key = "report.inching.zero.distances" if stretch.by_distance else "report.inching.zero"
    return say(key, language, place=place)


def _rows(stretch: InchedStretch, language: str) -> tuple[tuple[str, ...], ...]:
    steps: tuple[Segment | None, ...] = (None, *stretch.steps)
    return tuple(
        (place_said(one.position_mm / 10), *response(one.measure(), language), *_step(step))
        for one, step in zip(stretch.responses, steps, strict=True)
    )


def _step(step: Segment | None) -> tuple[str, ...]:
    if step is None:
        return ("", "", "", "")
    near, far = step.distal.latency_ms, step.proximal.latency_ms
    later = "" if near is None or far is None else f"{far - near:+.1f}".replace("-", "−")
    amplitude, area = (
        "" if fall is None else change_said(fall, falls=True)
        for fall in (step.amplitude_reduction_percent, step.area_reduction_percent)
    )
    sign = f" {BEYOND}" if beyond_limit(step) else ""
    return (number(step.length_mm), later, f"{amplitude}{sign}", area)


def _points(stretch: InchedStretch) -> Sequence[InchedPoint]:
    amplitude, area = (
        next((value for response in stretch.responses if (value := getattr(response, name))), None)
        for name in ("amplitude_mv", "negative_peak_area_mvms")
    )
    steps: tuple[Segment | None, ...] = (None, *stretch.steps)
    return [
        InchedPoint(
            response.position_mm / 10,
            _percent(response.amplitude_mv, amplitude),
            _percent(response.negative_peak_area_mvms, area),
            response.latency_ms,
            step is not None and beyond_limit(step),
        )
        for response, step in zip(stretch.responses, steps, strict=True)
    ]


def _percent(value: float | None, whole: float | None) -> float | None:
    return None if value is None or not whole else 100.0 * value / whole


def _text(title: str, stretch: InchedStretch, language: str) -> str:
    """What the chart shows, in a sentence: how many places, and over which step most is lost."""
    first, *_, last = (stretch.responses[0], *stretch.responses)
    known = {"title": title, "count": len(stretch.responses), **_ends(first, last)}
    falls = [
        (fall, step) for step in pairwise(stretch.responses)
        if (fall := _fall(*step)) is not None and fall > 0
    ]  # fmt: skip
    if not falls:
        return say("report.inching.text", language, **known)
    fall, (near, far) = max(falls, key=lambda one: one[0])
    places = _ends(near, far)
    return say(
        "report.inching.text.fall", language, **known,
        near=places["first"], far=places["last"], percent=change_said(fall, falls=True),
    )  # fmt: skip


def _ends(near: InchedResponse, far: InchedResponse) -> dict[str, str]:
    return {
        "first": place_said(near.position_mm / 10), "last": place_said(far.position_mm / 10),
    }  # fmt: skip


def _fall(near: InchedResponse, far: InchedResponse) -> float | None:
    return Segment(near.measure(), far.measure(), ()).amplitude_reduction_percent
