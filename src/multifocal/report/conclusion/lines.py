"""Segment by segment, shortest first said: blocks, large falls that do not count, what is open."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from multifocal.criteria import Evaluation, SegmentVerdict, criteria_set
from multifocal.criteria.case import LARGE_FALL, large_fall
from multifocal.criteria.efns_pns_2010.constants import DURATION
from multifocal.criteria.reason import SAID_OF_FALL, UNMET, Reason
from multifocal.criteria.ruling import TIBIAL
from multifocal.criteria.segment_verdict import BLOCKS
from multifocal.criteria.sentences import said
from multifocal.reference import ReferenceTable
from multifocal.report.conclusion.dispersed import dispersed_over
from multifocal.report.conclusion.places import (
    change_said,
    how_much,
    listed_few,
    millivolts,
    rank,
    rounded,
    short_series,
    where,
)
from multifocal.study import Measure, Segment, word_of
from multifocal.study.crossover import is_crossover
from multifocal.study.order import site_rank
from multifocal.words import listed, listed_clauses, say

Kind = Literal["block", "large", "open", "plain"]
MOST_PLACES = 4


@dataclass(frozen=True)
class Line:
    """What is said of one segment: its number in the study, its dress, and the words."""

    number: str
    tone: str
    text: str
    why: str = ""


def kind_of(verdict: SegmentVerdict) -> Kind:
    """Whether it is a block, a large fall that is not one, open, or has nothing to say."""
    if verdict.block in BLOCKS:
        return "block"
    large = (
        verdict.large
        or verdict.reason in UNMET
        or verdict.reason in SAID_OF_FALL
        or large_fall(verdict.segment)
    )
    if large and not verdict.segment.crossover:
        return "large"
    changes = (
        verdict.segment.amplitude_reduction_percent,
        verdict.segment.area_reduction_percent,
    )
    if verdict.block == "cannot_be_assessed" or changes == (None, None):
        return "open"
    return "plain"


@dataclass(frozen=True)
class Places:
    """Segments in the order in which they are shown, each with its number."""

    verdicts: tuple[SegmentVerdict, ...]
    language: str

    def of_kind(self, *kinds: Kind) -> tuple[tuple[str, SegmentVerdict], ...]:
        """Those of some kinds, with their numbers."""
        return tuple(
            (str(number), one)
            for number, one in enumerate(self.verdicts, 1)
            if kind_of(one) in kinds
        )

    def where(self, segment: Segment, *, brief: bool = False) -> str:
        """Nerve and stretch; the muscle too where the nerve was recorded from several."""
        return where(segment, self.language, muscle=self._several(segment), brief=brief)

    def _several(self, segment: Segment) -> bool:
        place = (segment.side, segment.nerve)
        return len({one.muscle for one in self.verdicts if (one.side, one.nerve) == place}) > 1

    def listed(self, segments: Iterable[Segment]) -> str:
        """Their places, the first few of them."""
        names = list(dict.fromkeys(self.where(one, brief=True) for one in segments))
        return listed_few(names, self.language, MOST_PLACES, listed_clauses)


def blocks(places: Places, tones: Sequence[str]) -> tuple[Line, ...]:
    """Every block, in the set's words."""
    language = places.language
    return tuple(
        Line(number, tones[int(number) - 1], _line(places, one), _beside(one, language))
        for number, one in places.of_kind("block")
    )


_SETTLED: Final[tuple[Reason, ...]] = ("at_erb_spread", "more_than_one_segment")
"""Reasons for which a fall that cannot be assessed could not be a block of its segment either."""


def could_be_block(verdict: SegmentVerdict) -> bool:
    """Whether a large fall is open: a number is missing, or technique keeps the answer back."""
    if verdict.large == "at_groove":  # counts once it is confirmed
        return True
    return verdict.block == "cannot_be_assessed" and verdict.reason not in _SETTLED


def large_falls(places: Places, tones: Sequence[str], *, open_: bool) -> tuple[Line, ...]:
    """Every large fall that is no block by the set, and why. `open_`: those that could be one and
    cannot be judged, else those that do not count."""
    return tuple(
        Line(number, tones[int(number) - 1], _line(places, one), _why_large(one, places.language))
        for number, one in places.of_kind("large")
        if could_be_block(one) is open_
    )


def _why_large(verdict: SegmentVerdict, language: str) -> str:
    """Why a large fall is no block, and that it is dispersed where its area falls by less than the
    set asks for and its duration rises by more than the set lets it."""
    why = why_said(verdict, language)
    limit = dispersed_over(verdict)
    if limit is None:
        return why
    said = say("report.conclusion.why.dispersed", language, limit=f"{limit:g}")
    return f"{why} {said}" if why else said


def _line(places: Places, verdict: SegmentVerdict) -> str:
    near, far = verdict.segment.distal.amplitude_mv, verdict.segment.proximal.amplitude_mv
    how = how_much(verdict.segment, places.language)
    if verdict.reason == "numbers_contradict" and near is not None and far is not None:
        # no fall is reckoned from numbers of which one cannot be true
        ends = {"near": millivolts(near), "far": millivolts(far)}
        how = say("report.conclusion.how.as_written", places.language, **ends)
    return say(
        "report.conclusion.line",
        places.language,
        where=places.where(verdict.segment),
        verdict=say(verdict.label, places.language),
        how=how,
    )


def _beside(verdict: SegmentVerdict, language: str) -> str:
    """What must stand beside a block: the measure that decided alone, the other reading, and a weak
    stimulus between its ends, which leaves open where the fall begins."""
    parts = []
    weak = [one.site for one in verdict.segment.between if one.supramaximal is False]
    if weak:
        where = listed((word_of("site", one, language) for one in weak), language)
        parts.append(say("report.conclusion.weak_between", language, where=where))
    if verdict.reason in ("by_amplitude", "by_area"):
        parts.append(say(f"report.conclusion.why.{verdict.reason}", language))
    if verdict.literal is not None:
        other = say(f"study.block.{verdict.literal}", language)
        parts.append(say("report.conclusion.literal", language, verdict=other))
    return listed_clauses(parts, language)


def why_said(verdict: SegmentVerdict, language: str) -> str:
    """Why it is no block, in a sentence; "" where the words of the answer say it."""
    if verdict.large == "at_pressure":
        place = say(f"body.entrapment.{verdict.segment.entrapments[0].id}", language)
        return say("report.conclusion.why.at_pressure", language, entrapment=place)
    if verdict.large in ("at_groove", "at_erb"):
        confirm = say(f"report.conclusion.why.{verdict.large}", language)
        if verdict.large == "at_groove" and verdict.block == "cannot_be_assessed":
            # what keeps it back on any other stretch keeps it back here too
            return f"{confirm} {say(f'report.conclusion.why.{verdict.reason}', language)}"
        return confirm
    if verdict.large == "not_counted":
        name = "tibial" if verdict.nerve == TIBIAL else "nerve"
        return say(f"report.conclusion.why.{name}", language)
    if verdict.reason in ("entrapment", "entrapment_ours") and verdict.segment.entrapments:
        place = say(f"body.entrapment.{verdict.segment.entrapments[0].id}", language)
        return say("report.conclusion.why.at_pressure", language, entrapment=place)
    name = verdict.reason or ("limits" if verdict.block == "not_met" else "")
    return say(f"report.conclusion.why.{name}", language) if name else said(verdict.findings[0])


def open_lines(places: Places) -> tuple[str, ...]:
    """What cannot be assessed without a large fall, by its reason."""
    by_reason: dict[str, list[Segment]] = {}
    for _, one in places.of_kind("open"):
        if not one.segment.crossover:
            why = why_said(one, places.language)
            by_reason.setdefault(why, []).append(one.segment)
    return tuple(
        say("report.conclusion.open", places.language, where=places.listed(segments), why=why)
        for why, segments in by_reason.items()
    )


def rest_line(places: Places) -> str:
    """The segments with nothing to say, in one line; "" where there are none."""
    plain = [one.segment for _, one in places.of_kind("plain") if not one.segment.crossover]
    if not plain:
        return ""
    falls = [(fall, one) for one in plain if (fall := _larger(one)) is not None]
    most, place = max(falls, key=lambda pair: pair[0])
    words = {"count": len(plain), "limit": f"{LARGE_FALL.value:g}"}
    if most <= 0:
        return say("report.conclusion.rest.none", places.language, **words)
    return say(
        "report.conclusion.rest",
        places.language,
        **words,
        percent=rounded(most),
        where=places.where(place),
    )


def _larger(segment: Segment) -> float | None:
    falls = (segment.amplitude_reduction_percent, segment.area_reduction_percent)
    return max((one for one in falls if one is not None), default=None)


def longer_line(places: Places) -> str:
    """Responses that lengthen beyond the limit and are not named already; "" for none."""
    longer = [
        say(
            "report.conclusion.longer.place",
            places.language,
            where=places.where(one.segment),
            percent=change_said(increase),
        )
        for _, one in places.of_kind("plain", "open")
        if (increase := one.segment.duration_increase_percent) is not None
        and not DURATION.met_by(increase)
    ]
    if not longer:
        return ""
    each = listed_clauses(longer, places.language)
    return say("report.conclusion.longer", places.language, each=each, limit=f"{DURATION.value:g}")


def distal_lines(
    measures: Iterable[Measure], table: ReferenceTable, age_years: float | None, language: str
) -> tuple[str, ...]:
    """Distal responses that are absent or below their lower limit, which no fall shows."""
    low, none = [], []
    for measure in most_distal(measures):
        series = short_series(measure, language, muscle=True)
        site = word_of("site", measure.site, language)
        place = say("report.conclusion.where", language, series=series, stretch=site)
        if measure.silent:
            none.append(place)
            continue
        limit = table.amplitude_lower_mv(measure.nerve, measure.muscle or "", age_years)
        if limit is None or measure.amplitude_mv is None or measure.amplitude_mv >= limit:
            continue
        words = {"number": millivolts(measure.amplitude_mv), "limit": f"{limit:g}"}
        low.append(say("report.conclusion.distal.place", language, where=place, **words))
    return (
        *(
            [say("report.conclusion.distal.none", language, each=listed_clauses(none, language))]
            if none
            else []
        ),
        *(
            [say("report.conclusion.distal.low", language, each=listed_clauses(low, language))]
            if low
            else []
        ),
    )


def most_distal(measures: Iterable[Measure]) -> list[Measure]:
    """The most distal motor response of every side, nerve and muscle that can be read."""
    motor = [
        one
        for one in measures
        if one.kind == "M"
        and one.muscle
        and not (one.empty or one.unmeasurable or is_crossover(one.nerve, one.muscle))
    ]
    nearest: dict[tuple[str, str, str | None], Measure] = {}
    for one in sorted(motor, key=lambda one: site_rank(one.nerve, one.site)):
        nearest.setdefault((one.side, one.nerve, one.muscle), one)
    return sorted(nearest.values(), key=rank)


def none_line(evaluation: Evaluation, places: Places) -> str:
    """What stands where there is no block: of how many segments that could be judged."""
    counts = Counter(one.block for one in places.verdicts if not one.segment.crossover)
    title = criteria_set(evaluation.criteria).title
    judged = counts.total() - counts["cannot_be_assessed"] - counts["not_counted"]
    key = "none" if judged else "nothing"
    return say(f"report.conclusion.block.{key}", places.language, criteria=title, count=judged)
