"""Before and after the start of a treatment, side by side. What changed is shown, never why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Final

from multifocal.diary import Entry, TaskEase
from multifocal.diary.cycles import series_of
from multifocal.report.diary.strength_lines import series_name
from multifocal.words import day_said, say

# Source of both: multifocal-choice-diary-trial.
BEFORE_DAYS: Final = 90
SETTLING_DAYS: Final = 7


@dataclass(frozen=True)
class TrialRow:
    """What was measured, before and after, and the change in words ("-" where one lacks)."""

    name: str
    before: str
    after: str
    change: str


@dataclass(frozen=True)
class Trial:
    """The page of before and after."""

    title: str
    rows: tuple[TrialRow, ...]
    notes: tuple[str, ...]


def trial_page(entries: Sequence[Entry], start: date) -> Trial:
    """The ninety days before the start beside all from a week after it; entries in order."""
    first = start - timedelta(days=BEFORE_DAYS)
    before = [one for one in entries if first <= one.when.day < start]
    after = [one for one in entries if one.when.day >= start + timedelta(days=SETTLING_DAYS)]
    rows = [*_forces(before, after), _tasks(before, after)]
    return Trial(
        say("report.diary.trial.title", day=day_said(start)),
        tuple(rows),
        (say("report.diary.trial.windows", before=BEFORE_DAYS, settling=SETTLING_DAYS),
         say("report.diary.trial.not_why")),
    )  # fmt: skip


def _forces(before: Sequence[Entry], after: Sequence[Entry]) -> Iterable[TrialRow]:
    was, then = series_of(before), series_of(after)
    for series in sorted({*was, *then}):
        values = [[one.value for one in part.get(series, ())] for part in (was, then)]
        said = [
            say("report.diary.trial.force", value=f"{median(some):.1f}", unit=series[2],
                count=len(some)) if some else say("report.diary.trial.nothing")
            for some in values
        ]  # fmt: skip
        change = "-"
        if all(values) and median(values[0]) > 0:
            percent = 100 * (median(values[1]) / median(values[0]) - 1)
            change = f"{percent:+.0f} %"
        yield TrialRow(series_name(series, (*before, *after)), said[0], said[1], change)


def _tasks(before: Sequence[Entry], after: Sequence[Entry]) -> TrialRow:
    was, then = _hard(before), _hard(after)
    shared = was.keys() & then.keys()
    easier = sum(then[one] < was[one] for one in shared)
    harder = sum(then[one] > was[one] for one in shared)
    change = say("report.diary.trial.easier", easier=easier, harder=harder, count=len(shared))
    said = [
        say("report.diary.trial.hard", hard=sum(one > 0 for one in part.values()), count=len(part))
        if part
        else say("report.diary.trial.nothing")
        for part in (was, then)
    ]
    return TrialRow(say("report.diary.trial.tasks"), said[0], said[1], change if shared else "-")


def _hard(entries: Iterable[Entry]) -> dict[tuple[object, ...], int]:
    """How the newest of each task goes: 0 easy, 1 hard, 2 cannot."""
    order = {"easy": 0, "hard": 1, "cannot": 2}
    return {
        (one.content.task, one.content.own, one.content.side): order[one.content.ease]
        for one in entries
        if isinstance(one.content, TaskEase)
    }
