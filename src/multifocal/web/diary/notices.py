"""What is said beside "Saved": what may be a slip, and would be hard to see later; and of a missed
infusion, of trouble speaking and of a sudden onset what the graded list says of it. Nothing is
changed by it, and nothing is refused."""

from collections.abc import Iterable
from itertools import takewhile

from multifocal.diary import About, Entry, Force, Infusion, in_order
from multifocal.words import say


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
    if isinstance(saved.content, Infusion) and saved.content.status == "missed":
        return say("diary_site.notice.missed"), say("diary_site.notice.no_dose")
    if isinstance(saved.content, Infusion) and saved.content.received:
        received = [one for one in others
                    if isinstance(one.content, Infusion) and one.content.received]  # fmt: skip
        if any(one.when.day == saved.when.day for one in received):
            return (say("diary_site.notice.same_day"),)
    return ()


def _of_force(force: Force, earlier: Iterable[object]) -> tuple[str, ...]:
    before = [one for one in earlier if isinstance(one, Force)
              and (one.measure, one.side) == (force.measure, force.side)]  # fmt: skip
    if not before:
        return ()
    if before[-1].unit != force.unit:
        return (say("diary_site.notice.unit", unit=force.unit, before=before[-1].unit),)
    return () if before[-1].series == force.series else (say("diary_site.notice.device"),)
