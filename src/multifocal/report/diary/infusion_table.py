"""The report's table of infusions that were given, late or missed, the newest first, and what is
said of those that it leaves out. Plans stand in no row: a year of them would push out every
infusion that ran."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from multifocal.diary import Entry, Infusion, Symptom
from multifocal.diary.naming import choice_name, reaction_name, reaction_names
from multifocal.diary.plans import is_plan
from multifocal.report.diary.symptom_lines import WEAK, felt_name
from multifocal.words import day_said, listed, listed_clauses, say

MOST_INFUSIONS: Final = 8
"""So many of the newest ones stand in the table, whatever is told of them."""
MOST_REACTED: Final = 40
"""Rows of the table up to which older ones stay in it for a reaction that was ticked. Those with a
sign of the graded list or with own words are never left out."""

DAYS_AFTER: Final = 1
"""Days after an infusion up to which symptoms stand beside it: our choice, for reactions of which
most come within a day; who reads it sees the day."""


@dataclass(frozen=True)
class InfusionLine:
    """One infusion as it was written down."""

    day: str
    status: str
    product: str
    lots: str
    dose: str
    weight: str
    reactions: str


def infusion_table(entries: Sequence[Entry]) -> tuple[tuple[InfusionLine, ...], str]:
    """Its rows, and a sentence on the infusions that are left out: empty where none is. Entries
    come in order."""
    shown, omitted = reported_infusions(entries)
    return tuple(_row(one, _felt_then(one, entries)) for one in shown), _left_out(omitted)


def reported_infusions(
    entries: Sequence[Entry],
) -> tuple[tuple[Entry, ...], tuple[tuple[Entry, Infusion], ...]]:
    """Those that stand in the table, and those that it leaves out, the newest first."""
    shown: list[Entry] = []
    omitted: list[tuple[Entry, Infusion]] = []
    for entry in entries[::-1]:
        content = entry.content
        if not isinstance(content, Infusion) or is_plan(entry):
            continue
        most = MOST_REACTED if content.reactions else MOST_INFUSIONS
        if len(shown) < most or _has_sign_or_words(content):
            shown.append(entry)
        else:
            omitted.append((entry, content))
    return tuple(shown), tuple(omitted)


def _has_sign_or_words(content: Infusion) -> bool:
    """Whether it has a sign of the graded list or own words, which may tell of one."""
    return bool(content.words) or any(one.sign or one.words for one in content.reactions)


def _felt_then(infusion: Entry, entries: Sequence[Entry]) -> tuple[str, ...]:
    """What was told among symptoms on the day of an infusion that ran or on the next, by day, but
    for weakness and what its own reactions tell: it may be of the infusion."""
    content = infusion.content
    assert isinstance(content, Infusion)
    if not content.received:
        return ()
    told = {one.sign for one in content.reactions if one.sign}
    days: dict[date, list[str]] = {}
    for entry in entries:
        felt, day = entry.content, entry.when.day
        if not isinstance(felt, Symptom) or felt.symptom in WEAK:
            continue
        if 0 <= (day - infusion.when.day).days <= DAYS_AFTER and felt.sign not in told:
            names = days.setdefault(day, [])
            names += [name for name in (felt_name(felt),) if name not in names]
    return tuple(
        say("report.diary.felt_then", day=day_said(day), what=listed(names))
        for day, names in days.items()
    )


def _row(entry: Entry, felt: Sequence[str]) -> InfusionLine:
    content = entry.content
    assert isinstance(content, Infusion)
    return InfusionLine(
        day=day_said(entry.when.day),
        status=_status(content, entry.when.day),
        product=_product(content),
        lots=listed(content.lots) or "-",
        dose=_quantity(content.dose, content.dose_unit),
        weight=_quantity(content.weight, content.weight_unit),
        reactions=listed_clauses([*reaction_names(content.reactions), *_words(content), *felt])
        or "-",
    )


def _status(content: Infusion, day: date) -> str:
    """Given or missed; of one given late also the day for which it was planned."""
    status = choice_name("status", content.status)
    if content.planned_for is None or content.planned_for.day == day:
        return status
    return say("report.diary.planned_for", status=status, day=day_said(content.planned_for.day))


def _product(content: Infusion) -> str:
    """What was given, and how: 20 g a week under the skin is another treatment than 60 g into a
    vein."""
    route = content.route if content.received else None
    said = (content.product, choice_name("route", route) if route else None)
    return listed(filter(None, said)) or "-"


def _words(content: Infusion) -> tuple[str, ...]:
    """What stands under anything else, whole: it may tell of a reaction."""
    return (say("report.diary.quoted", words=content.words),) if content.words else ()


def _quantity(value: Decimal | None, unit: str | None) -> str:
    return "-" if value is None else f"{value:f} {unit}"


def _left_out(omitted: Sequence[tuple[Entry, Infusion]]) -> str:
    """How many, the newest first, and each reaction that was ticked with them, with its last day.
    That none was written down is not that there was none."""
    if not omitted:
        return ""
    days: dict[str, list[date]] = {}
    for entry, content in omitted:
        for one in content.reactions:
            days.setdefault(reaction_name(one), []).append(entry.when.day)
    if not days:
        return say("report.diary.more_infusions", count=len(omitted))
    told = [
        say("report.diary.reacted", what=what, count=len(some), day=day_said(some[0]))
        for what, some in days.items()
    ]
    said = say("report.diary.more_infusions.reacted", count=len(omitted))
    return " ".join((said, say("report.diary.more_infusions.of", reactions=listed_clauses(told))))
