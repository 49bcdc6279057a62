"""A planned infusion whose day has passed, and the one that it became; and what is only planned."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from multifocal.diary.daily import Visit
from multifocal.diary.entry import Entry
from multifocal.diary.infusion import Infusion
from multifocal.diary.when import When

CLOCKS_APART: Final = timedelta(days=2)
"""How many days of the calendar two places may be apart at a moment: clocks go from UTC-12 to
UTC+14. Source: general knowledge."""


@dataclass(frozen=True)
class OpenPlan:
    """A plan of which nobody has said what became of it; `later` is the first infusion received
    after its day, which may be this one, given late."""

    plan: Entry
    later: Entry | None


def is_plan(entry: Entry) -> bool:
    """Whether it is an infusion that is only planned."""
    return isinstance(entry.content, Infusion) and entry.content.status == "planned"


def is_planned_visit(entry: Entry) -> bool:
    """Whether it is a visit that is only planned."""
    return isinstance(entry.content, Visit) and entry.content.status == "planned"


def has_been(entry: Entry, today: date) -> bool:
    """Whether it lies behind, by the clock of where one is today: also what happened on a later
    day of a place whose clock is ahead, before a flight back."""
    if is_plan(entry) or is_planned_visit(entry):
        return entry.when.day <= today
    return entry.when.day <= today + CLOCKS_APART


def unanswered(infusions: Sequence[Entry]) -> tuple[Entry, ...]:
    """The plans that nothing answers: an infusion of that day does, given or missed, and one that
    had been planned for it. `infusions` come in order of time."""
    answers = [one for one in infusions if not is_plan(one)]
    answered = {one.when.day for one in answers} | {
        one.content.planned_for.day
        for one in answers
        if isinstance(one.content, Infusion) and one.content.planned_for is not None
    }
    return tuple(one for one in infusions if is_plan(one) and one.when.day not in answered)


def open_plan(infusions: Sequence[Entry], today: date) -> OpenPlan | None:
    """The first plan of a past day that nothing answers. `infusions` come in order of time."""
    for plan in unanswered(infusions):
        day = plan.when.day
        if day < today:
            answers = (one for one in infusions if not is_plan(one))
            return OpenPlan(plan, next((one for one in answers if _may_be(one, day)), None))
    return None


def _may_be(entry: Entry, planned: date) -> bool:
    content = entry.content
    return (
        isinstance(content, Infusion)
        and content.received
        and content.planned_for is None
        and entry.when.day > planned
    )


def became(plan: Entry, later: Entry) -> Infusion:
    """What the later infusion tells once it is known to be the planned one."""
    assert isinstance(later.content, Infusion)
    return replace(later.content, status="late", planned_for=When(plan.when.day))
