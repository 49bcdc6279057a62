"""What the report says of visits: with whom and when. What was said there stays in the diary."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from multifocal.diary import Entry, Visit
from multifocal.words import day_said, listed_clauses, say

MOST_VISITS: Final = 6


def visits_said(entries: Sequence[Entry], today: date) -> str:
    """The visits, the newest first, those that are planned too; empty where there is none. Entries
    come in order."""
    some = [(one, one.content) for one in entries if isinstance(one.content, Visit)][::-1]
    if not some:
        return ""
    visits = listed_clauses(_said(visit, one.when.day, today) for one, visit in some[:MOST_VISITS])
    said = [say("report.diary.visits", visits=visits)]
    if len(some) > MOST_VISITS:
        said.append(say("report.diary.visits.more", count=len(some) - MOST_VISITS))
    if any(visit.text for _, visit in some):
        said.append(say("report.diary.visits.text"))
    return " ".join(said)


def _said(visit: Visit, day: date, today: date) -> str:
    is_passed = visit.status == "planned" and day < today
    key = "passed" if is_passed else visit.status
    return say(f"report.diary.visit.{key}", who=visit.who, day=day_said(day))
