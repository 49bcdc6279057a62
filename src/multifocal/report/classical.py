"""The whole study as a laboratory prints it: nerve by nerve, right before left, site by site.

Beside each proximal response: velocity and change from the site before, and the sign and number of
the segment. A distal amplitude and latency, and a velocity, are marked where beyond their limits,
which stand above the rows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from multifocal.criteria import SegmentVerdict
from multifocal.reference import ReferenceTable
from multifocal.report.beyond_limits import late_limit, slow_limit
from multifocal.report.conclusion.facts import temperature_said
from multifocal.report.conclusion.places import change_said, rank, short_series
from multifocal.report.rows import number, response
from multifocal.report.tones import SIGNS, tone_of
from multifocal.study import FMeasure, Measure, Segment, Study, word_of
from multifocal.study.crossover import is_crossover
from multifocal.study.order import site_rank
from multifocal.words import listed_clauses, say

LOW: Final = "▼"
LATE: Final = "▲"
_LATENCY, _AMPLITUDE, _VELOCITY = 0, 1, 5
"""Places among the numbers of a row."""
_LIMITS: Final = ("amplitude_lower_mv", "distal_latency_upper_ms", "velocity_lower_m_s")


@dataclass(frozen=True)
class SiteRow:
    """One response: its numbers as text, and what is said of the segment that ends here."""

    site: str
    numbers: tuple[str, ...]
    """Latency, amplitude, area, duration, distance, velocity, change of amplitude and of area."""
    segment: str = ""
    tone: str = ""
    beyond: tuple[int, ...] = ()
    """Places of the numbers beyond their limit: a distal latency above it, a distal amplitude or a
    velocity below it."""

    @property
    def marked(self) -> tuple[tuple[str, str], ...]:
        """Each number with its mark."""
        signs = {_LATENCY: LATE, _AMPLITUDE: LOW, _VELOCITY: LOW}
        return tuple(
            (one, signs[at] if at in self.beyond else "") for at, one in enumerate(self.numbers)
        )


@dataclass(frozen=True)
class PresentedSeries:
    """All responses of one muscle, or the sensory ones of one nerve; `limits` in words."""

    title: str
    limits: str
    rows: tuple[SiteRow, ...]


@dataclass(frozen=True)
class ClassicalTable:
    """Motor series, sensory ones, and F waves as rows of a name and its numbers."""

    motor: tuple[PresentedSeries, ...]
    sensory: tuple[SiteRow, ...]
    f_waves: tuple[SiteRow, ...]


def classical_table(
    study: Study,
    verdicts: Sequence[SegmentVerdict],
    table: ReferenceTable,
    age_years: float | None,
    language: str,
) -> ClassicalTable:
    """The study in rows. `verdicts`: its segments in the order of their numbers."""
    ends = {
        _place(one.segment.proximal): (str(at), one)
        for at, one in enumerate(verdicts, 1)
        if not one.segment.between
    }
    motor = sorted(
        (one for one in study.measures if one.kind == "M"),
        key=lambda one: (rank(one), site_rank(one.nerve, one.site)),
    )
    return ClassicalTable(
        tuple(
            _series(tuple(rows), ends, table, age_years, language)
            for _, rows in groupby(motor, key=rank)
        ),
        tuple(_sensory(one, language) for one in _sorted_sensory(study.measures)),
        tuple(_f_waves(one, language) for one in sorted(study.f_measures, key=rank)),
    )


def _place(one: Measure) -> tuple[str, str, str | None, str]:
    return one.side, one.nerve, one.muscle, one.site


def _series(
    rows: tuple[Measure, ...],
    ends: Mapping[tuple[str, str, str | None, str], tuple[str, SegmentVerdict]],
    table: ReferenceTable,
    age_years: float | None,
    language: str,
) -> PresentedSeries:
    first = rows[0]
    limits = table.limits(first.nerve, first.muscle or "", age_years)
    crossing = is_crossover(first.nerve, first.muscle or "")
    said = [
        say(f"report.classical.limit.{name}", language, limit=f"{value:g}")
        for name in _LIMITS
        if limits and not crossing and (value := getattr(limits, name)) is not None
    ]
    warmth = temperature_said(rows, language)
    if warmth is not None:
        said.append(warmth)
    lowest = limits.amplitude_lower_mv if limits and not crossing else None
    distal = next((row for row in rows if not row.empty), first)
    return PresentedSeries(
        short_series(first, language, muscle=True),
        listed_clauses(said, language),
        tuple(
            _row(
                row,
                ends.get(_place(row)),
                language,
                beyond=(
                    *_distal_beyond(row, lowest, table, age_years, distal=row is distal),
                    *_velocity_beyond(ends.get(_place(row)), table, age_years),
                ),
            )
            for row in rows
        ),
    )


def _distal_beyond(
    row: Measure,
    lowest: float | None,
    table: ReferenceTable,
    age_years: float | None,
    *,
    distal: bool,
) -> Iterator[int]:
    if distal and late_limit(row, table, age_years) is not None:
        yield _LATENCY
    if distal and lowest is not None and row.amplitude_mv is not None and row.amplitude_mv < lowest:
        yield _AMPLITUDE


def _velocity_beyond(
    end: tuple[str, SegmentVerdict] | None, table: ReferenceTable, age_years: float | None
) -> Iterator[int]:
    if end is not None and slow_limit(end[1].segment, table, age_years) is not None:
        yield _VELOCITY


def _row(
    row: Measure,
    end: tuple[str, SegmentVerdict] | None,
    language: str,
    *,
    beyond: tuple[int, ...],
) -> SiteRow:
    site = word_of("site", row.site, language)
    measured = response(row, language, "g")
    if row.unmeasurable is not None:
        measured = ("", say("study.cli.unmeasurable", language), "", "")
    own = (*measured, number(row.distance_mm))
    if end is None:
        return SiteRow(site, (*own, "", "", ""), beyond=beyond)
    at, verdict = end
    tone = tone_of(verdict)
    return SiteRow(
        site, (*own, *_changes(verdict.segment)), f"{SIGNS[tone]} {at}", tone, beyond=beyond
    )


def _changes(segment: Segment) -> tuple[str, ...]:
    velocity = segment.velocity_m_s
    return (
        "" if velocity is None else f"{velocity:.1f}",
        *(
            "" if fall is None else change_said(fall, falls=True)
            for fall in (segment.amplitude_reduction_percent, segment.area_reduction_percent)
        ),
    )


def _sorted_sensory(measures: Iterable[Measure]) -> list[Measure]:
    found = (one for one in measures if one.kind == "sensory")
    return sorted(found, key=lambda one: (one.nerve, one.side == "left"))


def _sensory(row: Measure, language: str) -> SiteRow:
    latency, amplitude, _, _ = response(row, language, "g")
    spot = word_of("skin", row.skin or "", language)
    site = word_of("site", row.site, language)
    name = say("report.classical.sensory", language, series=short_series(row, language), spot=spot,
               site=site)  # fmt: skip
    velocity = (
        f"{row.distance_mm / row.latency_ms:.1f}" if row.distance_mm and row.latency_ms else ""
    )
    return SiteRow(name, (latency, amplitude, number(row.distance_mm), velocity))


def _f_waves(waves: FMeasure, language: str) -> SiteRow:
    site = word_of("site", waves.site, language)
    name = say(
        "report.conclusion.where", language, series=short_series(waves, language), stretch=site
    )
    return SiteRow(
        name,
        (
            number(waves.minimum_latency_ms),
            number(waves.mean_latency_ms),
            number(waves.persistence_percent),
            number(waves.chronodispersion_ms),
            "" if waves.sweeps is None else f"{waves.sweeps}",
        ),
    )
