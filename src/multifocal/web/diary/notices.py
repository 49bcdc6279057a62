"""What is said beside "Saved": what may be a slip, and would be hard to see later; and of a missed
infusion, of trouble speaking and of a sudden onset what the graded list says of it. Nothing is
changed by it, and nothing is refused."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import takewhile

from multifocal.diary import About, Entry, Force, Infusion, in_order
from multifocal.web.diary.entry_words import when_said
from multifocal.words import day_said, say


def notices(saved: Entry, same_kind: Iterable[Entry]) -> tuple[str, ...]:
    """Sentences on an entry that was saved just now, beside all or some others of its kind."""
    others = [one for one in same_kind if one.id != saved.id]
    if isinstance(saved.content, Force):
        every = in_order([*others, saved])
        earlier = takewhile(lambda one: one.id != saved.id, every)
        return _of_force(saved.content, [one.content for one in earlier])
    if isinstance(saved.content, About):
        speech = saved.content.speech_or_swallowing in ("yes", "unsure")
        sudden = saved.content.course == "suddenly"
        return (*((say("diary_site.notice.speech"),) if speech else ()),
                *((say("diary_site.notice.suddenly"),) if sudden else ()))  # fmt: skip
    if isinstance(saved.content, Infusion):
        return _of_infusion(saved, saved.content, others)
    return ()


def _of_infusion(saved: Entry, content: Infusion, others: Sequence[Entry]) -> tuple[str, ...]:
    twice = tuple(
        say("diary_site.notice.twice", day=day_said(day))
        for day in [_planned(saved)]
        if day is not None
        and any(_planned(one) == day and _is_missed(one) != _is_missed(saved) for one in others)
    )
    if _is_missed(saved):
        return say("diary_site.notice.missed"), say("diary_site.notice.no_dose"), *twice
    again = any(
        isinstance(one.content, Infusion) and _is_alike(one.content, content)
        and one.when.day == saved.when.day for one in others
    )  # fmt: skip
    return (
        *((say("diary_site.notice.same_day"),) if again else ()),
        *_of_end(saved, content),
        *twice,
    )


def _of_end(saved: Entry, content: Infusion) -> tuple[str, ...]:
    """A clock before that of the start is the next day's, and may be a slip: 8:00 for 18:00."""
    if content.ended is None or content.ended.day == saved.when.day:
        return ()
    return (say("diary_site.notice.ended", when=when_said(content.ended)),)


def _is_alike(one: Infusion, other: Infusion) -> bool:
    """Whether both ran, or both are only planned."""
    if "planned" in (one.status, other.status):
        return one.status == other.status
    return one.received and other.received


def _is_missed(entry: Entry) -> bool:
    return isinstance(entry.content, Infusion) and entry.content.status == "missed"


def _planned(entry: Entry) -> date | None:
    """The day for which one that was missed, or came late, had been planned."""
    content = entry.content
    if not isinstance(content, Infusion) or content.status not in ("missed", "late"):
        return None
    if content.planned_for is not None:
        return content.planned_for.day
    return entry.when.day if content.status == "missed" else None


def _of_force(force: Force, earlier: Iterable[object]) -> tuple[str, ...]:
    before = [one for one in earlier if isinstance(one, Force)
              and (one.measure, one.side) == (force.measure, force.side)]  # fmt: skip
    if not before:
        return ()
    if before[-1].unit != force.unit:
        return (say("diary_site.notice.unit", unit=force.unit, before=before[-1].unit),)
    return () if before[-1].series == force.series else (say("diary_site.notice.device"),)
