"""What the report says of infusions beside its table: how often, when last, and what is planned.
Intervals are counted, never judged."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from statistics import median
from typing import Final

from multifocal.diary import Entry, Infusion
from multifocal.diary.cycles import courses, received_infusions
from multifocal.diary.plans import unanswered
from multifocal.words import day_said, listed_clauses, say

MOST_PASSED: Final = 8
"""Days of plans that have passed, the newest ones, that are named."""


def infusion_summary(entries: Sequence[Entry]) -> tuple[str, ...]:
    """How many were received, the last one's day, the days from one course to the next (half of
    them are no longer than the first number), and when the dose last changed."""
    received = received_infusions(entries)
    if not received:
        return ()
    last = day_said(received[-1].when.day)
    lines = [say("report.diary.infusions.count", count=len(received), day=last)]
    starts = [one[0].when.day for one in courses(received)]
    days = [(later - earlier).days for earlier, later in pairwise(starts)]
    if len(days) > 1:
        said = {"usual": f"{median(days):g}", "least": min(days), "most": max(days)}
        if len(starts) == len(received):
            lines.append(say("report.diary.infusions.apart", **said))
        else:
            lines.append(say("report.diary.infusions.courses", courses=len(starts), **said))
    if len(starts) == len(received):
        lines += _dose_change(received)
    return tuple(lines)


def _dose_change(received: Sequence[Entry]) -> tuple[str, ...]:
    """The last change between doses that are written down, of one product, route and unit: 20 g a
    week under the skin after 60 g into a vein is no smaller dose. Not of days of one course, whose
    doses may differ without any change of treatment."""
    doses: list[tuple[date, Infusion, Decimal]] = []
    for entry in received:
        content = entry.content
        if isinstance(content, Infusion) and content.dose is not None:
            if doses and _way(doses[-1][1]) != _way(content):
                doses = []
            doses.append((entry.when.day, content, content.dose))
    changes = [(one, other) for one, other in pairwise(doses) if one[2] != other[2]]
    if not changes:
        return ()
    (_, content, before), (day, _, dose) = changes[-1]
    unit = content.dose_unit
    said = {"before": f"{before:f} {unit}", "dose": f"{dose:f} {unit}"}
    return (say("report.diary.infusions.dose", day=day_said(day), **said),)


def _way(content: Infusion) -> tuple[str | None, ...]:
    """What two doses must agree in to be compared."""
    return content.product, content.route, content.dose_unit


def plan_lines(entries: Sequence[Entry], today: date) -> tuple[str, ...]:
    """The next infusion that is planned, and those planned for a day that has passed, of which
    nobody has said what became. Entries come in order."""
    infusions = [one for one in entries if isinstance(one.content, Infusion)]
    plans = unanswered(infusions)
    ahead = [one for one in plans if one.when.day >= today]
    passed = [day_said(one.when.day) for one in plans if one.when.day < today]
    lines = []
    if passed:
        days = listed_clauses(passed[::-1][:MOST_PASSED])
        lines.append(say("report.diary.plans.passed", count=len(passed), days=days))
    if len(passed) > MOST_PASSED:
        lines.append(say("report.diary.plans.passed.more", count=len(passed) - MOST_PASSED))
    if ahead:
        day = day_said(ahead[0].when.day)
        key = "report.diary.plans.ahead" if len(ahead) > 1 else "report.diary.plans.next"
        lines.append(say(key, day=day, count=len(ahead) - 1))
    return tuple(lines)
