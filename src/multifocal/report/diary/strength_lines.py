"""Measured strength in sentences: the last measure, one's own best, and the fall within a cycle."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Final

from multifocal.body import SIDES, Side
from multifocal.diary import Entry, Force
from multifocal.diary.cycles import MEANINGFUL_KPA, Series, Session, cycles, series_of
from multifocal.diary.naming import choice_name
from multifocal.diary.wear_off import (
    EACH_PART,
    PRACTICE_SESSIONS,
    SEEN,
    NotEstimated,
    WearOff,
    wear_off,
)
from multifocal.words import day_said, initial, listed, listed_clauses, say

MOST_SERIES: Final = 6
FAR_LESS: Final = 2
"""A hand with less than one measure for so many of the other comes after it."""


@dataclass(frozen=True)
class StrengthLine:
    """One series: its name, its last measure, and what is said of its cycles."""

    name: str
    last: str
    wear_off: str
    notes: tuple[str, ...]


def ordered_series(entries: Sequence[Entry]) -> dict[Series, tuple[Session, ...]]:
    """Every series, the longest first; of two hands that were measured in one way, the weaker one
    before the other, unless it was measured far less: a doctor looks at the first."""
    every = series_of(entries)
    other = {"left": "right", "right": "left"}
    ordered: dict[Series, tuple[Session, ...]] = {}
    for series, sessions in every.items():
        measure, side, unit, device = series
        pair = (measure, other[side], unit, device)
        mate = every.get(pair, ())
        if (
            pair not in ordered
            and len(mate) * FAR_LESS > len(sessions)
            and _usual(mate) < _usual(sessions)
        ):
            ordered[pair] = mate
        ordered.setdefault(series, sessions)
    return ordered


def _usual(sessions: Sequence[Session]) -> float:
    return median(one.value for one in sessions)


def strength_lines(entries: Sequence[Entry]) -> tuple[StrengthLine, ...]:
    """The first series of a diary; entries of one range of days, in order."""
    some = list(ordered_series(entries).items())[:MOST_SERIES]
    return tuple(_line(entries, series, sessions) for series, sessions in some)


def said_once(lines: Sequence[StrengthLine]) -> tuple[tuple[StrengthLine, ...], tuple[str, ...]]:
    """The lines without what several of them say word for word, and that, once, with their names:
    six times the same sentence is not read."""
    each = [(one.name, said) for one in lines for said in (one.wear_off, *one.notes) if said]
    names: dict[str, list[str]] = {}
    for name, said in each:
        names.setdefault(said, []).append(name)
    shared = {said: some for said, some in names.items() if len(some) > 1}
    left = tuple(
        replace(one, wear_off="" if one.wear_off in shared else one.wear_off,
                notes=tuple(note for note in one.notes if note not in shared))
        for one in lines
    )  # fmt: skip
    return left, tuple(
        say("report.diary.shared.all", line=said) if len(some) == len(lines)
        else say("report.diary.shared", names=listed_clauses(some), line=said)
        for said, some in shared.items()
    )  # fmt: skip


def series_name(series: Series, entries: Sequence[Entry]) -> str:
    """What a series is called: measure, side, device as it was written where it was."""
    measure, side, _, device = series
    for entry in entries:
        content = entry.content
        if isinstance(content, Force) and content.device_name and content.series == series:
            device = content.device_name
    said = {"measure": choice_name("measure", measure), "side": choice_name("side", side)}
    known = device in ("dynamometer", "vigorimeter", "pinch_gauge", "other")
    if not device:
        return initial(say("report.diary.series", **said))
    name = choice_name("device", device) if known else device
    return initial(say("report.diary.series.device", device=name, **said))


def _line(entries: Sequence[Entry], series: Series, sessions: Sequence[Session]) -> StrengthLine:
    last, best = sessions[-1], max(sessions, key=lambda one: one.value)
    unit = series[2]
    percent = round(100 * last.value / best.value) if best.value else 0
    said = say(
        "report.diary.last" if len(sessions) > 1 else "report.diary.last.only",
        value=_number(last.value), unit=unit, day=day_said(last.when.day), percent=percent,
        best=_number(best.value), best_day=day_said(best.when.day), count=len(sessions),
    )  # fmt: skip
    if cold := [one for one in sessions if one.cold]:
        day = day_said(cold[-1].when.day)
        said = say("report.diary.last.cold", line=said, count=len(cold), day=day)
    outcome = wear_off(cycles(entries, series))
    notes = []
    if unit == "kPa" and series[3] == "vigorimeter":
        notes.append(say("report.diary.kpa", kpa=f"{MEANINGFUL_KPA:g}"))
    if isinstance(outcome, WearOff):
        notes += _beside(outcome)
    return StrengthLine(
        series_name(series, entries), said, wear_off_sentence(outcome), tuple(notes)
    )


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def wear_off_sentence(outcome: WearOff | NotEstimated) -> str:
    """What is said of the fall within a cycle, or of what would tell."""
    if isinstance(outcome, NotEstimated):
        days = round(outcome.late_days) if outcome.late_days else 0
        return say(f"diary.wear_off.{outcome.lack}", count=outcome.count, days=days,
                   over=outcome.over, each=EACH_PART)  # fmt: skip
    low, high = round(outcome.low_percent), round(outcome.high_percent)
    days, count = round(outcome.late_days), len(outcome.cycles)
    if not outcome.seen and low == high:  # measures that hardly differ: no range of a fall
        return say("diary.wear_off.alike", days=days, count=count)
    return say(
        "diary.wear_off.seen" if outcome.seen else "diary.wear_off.not_seen",
        days=days, count=count, fall=round(outcome.fall_percent), low=low, high=high,
        sure=f"{100 * SEEN:g}",
    )  # fmt: skip


def _beside(outcome: WearOff) -> list[str]:
    """What stands beside the number: cold, and what was left out."""
    notes = []
    if outcome.cold_early or outcome.cold_late:
        key = "adjusted" if outcome.cold_adjusted else "not_adjusted"
        notes.append(
            say(f"diary.wear_off.cold.{key}", early=outcome.cold_early, late=outcome.cold_late)
        )
    if outcome.left_out:
        notes.append(
            say("diary.wear_off.left_out", count=len(outcome.left_out), practice=PRACTICE_SESSIONS)
        )
    return notes


def side_lines(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Right beside left, where both were measured in one way: the last measure of each."""
    pairs: dict[tuple[str, ...], dict[Side, Session]] = {}
    for series, sessions in series_of(entries).items():
        measure, side, unit, device = series
        for known in SIDES:
            if side == known:
                pairs.setdefault((measure, unit, device), {})[known] = sessions[-1]
    lines = []
    for (measure, unit, _), both in pairs.items():
        if len(both) == len(SIDES):
            left, right = both["left"].value, both["right"].value
            weaker, stronger = sorted((left, right))
            key = "alike" if left == right else "right" if right < left else "left"
            left_day, right_day = (both[side].when.day for side in SIDES)
            apart = "" if left_day == right_day else ".apart"
            line = say(
                f"report.diary.sides.{key}{apart}",
                measure=initial(choice_name("measure", measure)),
                right=_number(right), left=_number(left), unit=unit, day=day_said(right_day),
                right_day=day_said(right_day), left_day=day_said(left_day),
                percent=round(100 * weaker / stronger) if stronger else 0,
            )  # fmt: skip
            cold = [choice_name("side", side) for side in reversed(SIDES) if both[side].cold]
            said = say("report.diary.sides.cold", line=line, sides=listed(cold)) if cold else line
            lines.append(said)
    return tuple(lines)
