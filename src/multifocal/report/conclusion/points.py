"""What the study does not say and every reading presupposes; and cautions that matter for it."""

from collections.abc import Iterable
from typing import Final

from multifocal.criteria import SegmentVerdict
from multifocal.criteria.warmth import WARM
from multifocal.report.conclusion.lines import Places, kind_of
from multifocal.study import ClinicalPicture, Segment, Study
from multifocal.words import say

_NUMBERS: Final = (
    "site_beyond_branch",
    "area_beyond_amplitude_times_duration",
    "latency_not_longer",
    "velocity_implausible",
    "empty_row",
)
"""Cautions about the numbers themselves: they matter wherever they stand."""
_OF_FALLS: Final = (
    "stimulation_submaximal",
    "confirm_supramaximal",
    "recovery_at_erb",
    "proximal_larger",
    "sensory_conflict",
)
_WHEREVER: Final = ("stimulation_submaximal", "proximal_larger", "sensory_conflict", *_NUMBERS)
"""Those that are said of a segment without a large fall too."""

_SENSORY: Final = ("sensory_study_absent", "sensory_study_elsewhere")
_ORDER: Final = (
    *_OF_FALLS, "sensory_not_over", "sensory_not_read", "proximal_stimulation", *_NUMBERS,
)  # fmt: skip
_ABOVE: Final = ("axilla", "erb")
"""Nearer to the spine than these no sensory study is asked for."""


def unstated(places: Places, picture: ClinicalPicture) -> tuple[str, ...]:
    """Every precondition that nobody has answered: stimulus, crossing, temperature, age of it."""
    language = places.language
    own = [one for one in places.verdicts if not one.segment.crossover]
    strong = [
        one.segment
        for one in own
        if None in (one.segment.distal.supramaximal, one.segment.proximal.supramaximal)
    ]
    crossing = [one.segment for one in own if _has(one, "martin_gruber")]
    cool = [one.segment for one in own if _has(one, "temperature_unknown")]
    lines = []
    for name, segments in (("supramaximal", strong), ("crossing", crossing), ("warm", cool)):
        if segments and len(segments) == len(own):
            lines.append(say(f"report.conclusion.unstated.{name}.all", language))
        elif segments:
            where = places.listed(segments)
            lines.append(say(f"report.conclusion.unstated.{name}", language, where=where))
    if picture.weakness_over_ten_days is None:
        lines.append(say("report.conclusion.unstated.ten_days", language))
    return tuple(lines)


def cautions(places: Places, picture: ClinicalPicture, *, unread: bool = False) -> tuple[str, ...]:
    """What to be careful about here: of blocks and large falls, and of numbers that cannot be.
    `unread`: whether its report had sensory rows that were not read."""
    language = places.language
    shown = [one.segment for one in places.verdicts]
    by_caution: dict[str, list[Segment]] = {}
    for verdict in places.verdicts:
        telling = kind_of(verdict) in ("block", "large")
        for one in verdict.cautions:
            if one.id in _SENSORY and verdict.segment.distal.site in _ABOVE:
                continue
            if one.id in _WHEREVER or (telling and one.id in (*_OF_FALLS, *_SENSORY)):
                by_caution.setdefault(one.id, []).append(verdict.segment)
    proximal = [
        one.segment
        for one in places.verdicts
        if kind_of(one) in ("block", "large") and one.large != "at_erb"
        if one.segment.proximal.site in ("axilla", "erb", "root")
    ]
    if proximal:
        by_caution["proximal_stimulation"] = proximal
    bare = [one for name in _SENSORY for one in by_caution.pop(name, ())]
    if bare:
        name = "sensory_not_read" if unread else "sensory_not_over"
        by_caution[name] = sorted(bare, key=shown.index)
    lines = [
        say(f"report.conclusion.caution.{name}", language, where=places.listed(by_caution[name]))
        for name in _ORDER
        if name in by_caution
    ]
    cold = _coldest(shown)
    if cold is not None and not WARM.met_by(cold):
        words = {"temperature": f"{cold:g}", "warm": f"{WARM.value:g}"}
        lines.insert(0, say("report.conclusion.caution.cold", language, **words))
    if picture.weakness_over_ten_days is False:
        lines.insert(0, say("report.conclusion.caution.recent", language))
    return tuple(lines)


def examiner_differs(study: Study, *, found: bool, language: str) -> tuple[str, ...]:
    """Where the report's examiner says another thing of blocks than the numbers do by these rules.
    `found`: whether a segment has a block by them."""
    name = "found" if found and study.block_denied else ""
    name = "not_found" if not found and study.block_stated else name
    return (say(f"report.conclusion.caution.examiner.{name}", language),) if name else ()


def _has(verdict: SegmentVerdict, caution: str) -> bool:
    return any(one.id == caution for one in verdict.cautions)


def _coldest(segments: Iterable[Segment]) -> float | None:
    known = [
        response.temperature_c
        for one in segments
        for response in (one.distal, one.proximal)
        if response.temperature_c is not None
    ]
    return min(known, default=None)
