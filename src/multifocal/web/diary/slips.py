"""What may be a slip of the pen, and is asked about before it is saved: a dose, and a unit that the
device does not show. Nothing is refused."""

from dataclasses import dataclass

from multifocal.diary import Content, Entry, Force, Infusion
from multifocal.diary.device_unit import is_unit_asked
from multifocal.diary.dose import is_dose_asked
from multifocal.diary.naming import choice_name
from multifocal.web.diary import store
from multifocal.web.diary.company import Said
from multifocal.web.diary.plan_row import LEAST_TIMES
from multifocal.words import day_said, listed, say


@dataclass(frozen=True)
class Question:
    """Whether what was typed is right."""

    title: str
    lead: str
    why: str


def slip_asked(said: Said, correcting: Entry | None) -> Question | None:
    """What of the form is asked about; None where nothing is."""
    entry_id, _, content = said[0]
    before = correcting.content if correcting else None
    if isinstance(content, Infusion):
        return _of_dose(entry_id, content, before)
    if isinstance(content, Force):
        ids = {one for one, _, _ in said}
        earlier = [one.content for one in store.of_kind("force") if one.id not in ids]
        return _of_unit(said, content) if is_unit_asked(content, [*earlier, before]) else None
    return None


def row_asked(said: Said) -> Question | None:
    """The days of several infusions that are planned at once, before they are saved; None for one
    infusion. It names those on which one stands already."""
    days = [when.day for _, when, content in said if isinstance(content, Infusion)]
    if len(days) < LEAST_TIMES:
        return None
    own = {one for one, _, _ in said}
    standing = {one.when.day for one in store.of_kind("infusion") if one.id not in own}
    twice = [day_said(day) for day in days if day in standing]
    return Question(
        say("diary_site.row.title", count=len(days)),
        say("diary_site.row.lead", days=listed(map(day_said, days))),
        say("diary_site.row.twice", days=listed(twice)) if twice else say("diary_site.row.why"),
    )


def _of_dose(entry_id: str, content: Infusion, before: Content | None) -> Question | None:
    if content.dose is None:
        return None
    last = store.last_dosed(entry_id)
    if not is_dose_asked(content, last.content if last else None, before):
        return None
    unit = choice_name("unit", content.dose_unit or "")
    dose = say("diary_site.amount", amount=f"{content.dose:f}", unit=unit)
    return Question(say("diary_site.dose.title", dose=dose), say("diary_site.dose.lead", dose=dose),
                    say("diary_site.dose.why"))  # fmt: skip


def _of_unit(said: Said, content: Force) -> Question:
    """Of both hands, the best try of each."""
    unit = choice_name("unit", content.unit)
    amount = listed(say("diary_site.amount", amount=f"{one.best:f}", unit=unit)
                    for _, _, one in said if isinstance(one, Force))  # fmt: skip
    device = choice_name("device", content.device or "other")
    return Question(
        say("diary_site.unit.title", amount=amount),
        say("diary_site.unit.lead", amount=amount, device=device),
        say("diary_site.unit.why"),
    )
