"""What the report says of infusions beside its table: how often, when last, and which graded signs
came with those that the table leaves out. Intervals are counted, never judged."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from multifocal.diary import Entry, Infusion
from multifocal.diary.cycles import courses, received_infusions
from multifocal.diary.entry import signs_of
from multifocal.diary.naming import choice_name
from multifocal.diary.symptom import without_contradiction
from multifocal.words import day_said, listed_clauses, say


def infusion_summary(entries: Sequence[Entry]) -> tuple[str, ...]:
    """How many were received, the last one's day, and the days from one course to the next: half
    of them are no longer than the first number."""
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
    return tuple(lines)


def signs_left_out(entries: Sequence[Entry]) -> str:
    """Signs of the graded list among the reactions of those infusions, the newest first; empty
    where there is none."""
    signs = [
        say("report.diary.lost.sign", what=choice_name("sign", sign), day=day_said(one.when.day))
        for one in entries
        if isinstance(one.content, Infusion)
        for sign in without_contradiction(signs_of(one.content))
        if sign != "missed_dose"
    ]
    if not signs:
        return ""
    return say("report.diary.more_infusions.signs", signs=listed_clauses(signs))
