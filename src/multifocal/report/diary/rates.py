"""The report's table of how infusions ran: from when to when, how fast, and what was taken
beforehand. A nurse asks for it, and whoever reads of a reaction; the first page does without."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from typing import Final

from multifocal.diary import Entry, Infusion, When
from multifocal.diary.infusion import RateStep
from multifocal.words import day_said, listed, listed_clauses, say

RUN_COLUMNS: Final = ("day", "ran", "rates", "premedication")


@dataclass(frozen=True)
class InfusionRun:
    """How one infusion ran, as it was written down."""

    day: str
    ran: str
    rates: str
    premedication: str


def infusion_runs(shown: Sequence[Entry]) -> tuple[InfusionRun, ...]:
    """Of those that stand in the report's table: the ones of which more than the start is told."""
    return tuple(
        _row(entry.when, content)
        for entry in shown
        if isinstance(content := entry.content, Infusion)
        and content.received
        and (content.ended or content.rate_steps or content.premedication)
    )


def _row(started: When, content: Infusion) -> InfusionRun:
    return InfusionRun(
        day=day_said(started.day),
        ran=_ran(started, content.ended),
        rates=listed_clauses(map(_rate, content.rate_steps)) or "-",
        premedication=listed(content.premedication) or "-",
    )


def _ran(started: When, ended: When | None) -> str:
    """What is known of both; nothing is worked out of one of them."""
    start = _clock(started.clock) if started.clock else ""
    if ended is None:
        return say("report.diary.ran.from", start=start) if start else "-"
    end = _end(ended, started)
    if not start:
        return say("report.diary.ran.until", end=end)
    return say("report.diary.ran", start=start, end=end)


def _end(ended: When, started: When) -> str:
    if ended.clock is None:
        return day_said(ended.day)
    clock = _clock(ended.clock)
    if ended.day == started.day:
        return clock
    return say("report.diary.ran.day", day=day_said(ended.day), clock=clock)


def _clock(clock: time) -> str:
    return f"{clock:%H:%M}"


def _rate(step: RateStep) -> str:
    said = {"rate": f"{step.rate:f}", "unit": step.unit}
    if step.minutes is None:
        return say("report.diary.rate", **said)
    return say("report.diary.rate.minutes", minutes=step.minutes, **said)
