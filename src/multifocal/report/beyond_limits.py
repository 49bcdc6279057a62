"""Which latencies and velocities lie beyond their limit of normal, and in how many nerves.

A number and its limit, no more: cold and pressure slow too, and no set of rules is applied here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from multifocal.criteria.plausible import beyond, latency_runs_back, slipped
from multifocal.reference import ReferenceTable
from multifocal.report.conclusion.places import listed_few, rank, short_series
from multifocal.study import Measure, Segment
from multifocal.study.crossover import is_crossover
from multifocal.words import listed, listed_clauses, say

_MOST: Final = 6
_DISTAL: Final = {"median": "wrist", "ulnar": "wrist", "fibular": "ankle", "tibial": "ankle"}
"""Sites of which limits of a distal latency are. Source: aanem-2016."""


def late_limit(distal: Measure, table: ReferenceTable, age_years: float | None) -> float | None:
    """The upper limit, ms, that a distal latency exceeds; None where it does not, or none is known.
    `distal`: the most distal response of its nerve and muscle."""
    if distal.latency_ms is None or distal.site != _DISTAL.get(distal.nerve):
        return None
    if is_crossover(distal.nerve, distal.muscle or ""):
        return None
    limits = table.limits(distal.nerve, distal.muscle or "", age_years)
    upper = limits.distal_latency_upper_ms if limits else None
    return upper if upper is not None and distal.latency_ms > upper else None


def slow_limit(segment: Segment, table: ReferenceTable, age_years: float | None) -> float | None:
    """The lower limit, m/s, that a velocity falls below; None where it does not, where none is
    known, over a site of pressure, and where the numbers contradict each other."""
    return None if segment.entrapments else _below(segment, table, age_years)


def _below(segment: Segment, table: ReferenceTable, age_years: float | None) -> float | None:
    """The same, over a site of pressure too."""
    speed = segment.velocity_m_s
    if speed is None or segment.crossover:
        return None
    if beyond(segment) or slipped(segment) or latency_runs_back(segment):
        return None
    limits = table.limits(segment.nerve, segment.muscle, age_years)
    lower = limits.velocity_lower_m_s if limits else None
    return lower if lower is not None and speed < lower else None


def _apart(number: float, limit: float) -> str:
    """The number, with as many decimals as part it from its limit."""
    for decimals in (0, 1, 2):
        text = f"{number:.{decimals}f}"
        if float(text) != limit:
            return text
    return f"{number:g}"


@dataclass
class _Slow:
    """What is slow of one nerve: the first response, and each number with its limit, as said."""

    first: Measure
    numbers: list[str]


def slow_line(
    distals: Iterable[Measure],
    segments: Sequence[Segment],
    table: ReferenceTable,
    age_years: float | None,
    language: str,
) -> str:
    """In how many nerves a distal latency or a velocity is beyond its limit, and by what; "" where
    in none. `distals`: the most distal response of every nerve and muscle."""
    slow: dict[tuple[str, str], _Slow] = {}

    def add(first: Measure, key: str, number: str, limit: float) -> None:
        said = say(f"report.conclusion.slow.{key}", language, number=number, limit=f"{limit:g}")
        slow.setdefault((first.side, first.nerve), _Slow(first, [])).numbers.append(said)

    for one in distals:
        if (limit := late_limit(one, table, age_years)) is not None:
            add(one, "latency", f"{one.latency_ms:g}", limit)
    for segment in segments:
        if (limit := slow_limit(segment, table, age_years)) is not None:
            add(segment.distal, "velocity", _apart(segment.velocity_m_s or 0.0, limit), limit)
    pressed = _pressed_line(segments, table, age_years, language)
    if not slow:
        return pressed
    names = [
        say(
            "report.conclusion.slow.nerve",
            language,
            series=short_series(one.first, language),
            numbers=listed(dict.fromkeys(one.numbers), language),
        )
        for one in sorted(slow.values(), key=lambda one: rank(one.first))
    ]
    each = listed_few(names, language, _MOST, listed_clauses)
    line = say("report.conclusion.slow", language, count=len(slow), each=each)
    return f"{line} {pressed}" if pressed else line


def _pressed_line(
    segments: Sequence[Segment], table: ReferenceTable, age_years: float | None, language: str
) -> str:
    """The velocities below their limit over a site of pressure; "" where there are none. They are
    counted among no nerves that are slow: pressure there is the usual cause."""
    pressed = [
        say(
            "report.conclusion.slow.at_pressure",
            language,
            series=short_series(segment.distal, language),
            number=_apart(segment.velocity_m_s or 0.0, limit),
            limit=f"{limit:g}",
            place=say(f"body.entrapment.{segment.entrapments[0].id}", language),
        )
        for segment in sorted(segments, key=lambda one: rank(one.distal))
        if segment.entrapments and (limit := _below(segment, table, age_years)) is not None
    ]
    if not pressed:
        return ""
    each = listed_few(pressed, language, _MOST, listed_clauses)
    return say("report.conclusion.slow.pressed", language, each=each)
