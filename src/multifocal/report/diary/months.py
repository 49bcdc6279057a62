"""Where it is weak and what is felt, month by month: a small body each, and one table.

A month of which nothing is written down has no body: an empty one would say that all was well.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from multifocal import body
from multifocal.body import SIDES
from multifocal.diary import Entry, MovementStrength, Symptom, TaskEase
from multifocal.diary.naming import choice_name, place_name
from multifocal.figures import Figure, Table
from multifocal.figures.body.months import BURDENS, TRUNK, BodyMark, Burden, body_month
from multifocal.report.diary.pointing import is_weak, newest
from multifocal.words import initial, listed_clauses, month_said, say

MOST_MONTHS: Final = 12
_WEAK: Final = ("weakness", "wasting")


@dataclass(frozen=True)
class BodyMonth:
    """A month: its name, what was told of it, and the body; no body where nothing was told."""

    name: str
    said: str
    figure: Figure | None


@dataclass(frozen=True)
class BodyMonths:
    """The newest months, the earliest first, and the same as a table."""

    title: str
    note: str
    key: tuple[tuple[Burden, str], ...]
    months: tuple[BodyMonth, ...]
    table: Table


def body_months(entries: Sequence[Entry], until: date) -> BodyMonths | None:
    """From the first month that tells something, at most the last twelve before `until`; None where
    none does. Entries come in order."""
    by_month: dict[tuple[int, int], list[Entry]] = {}
    for entry in entries:
        if isinstance(entry.content, TaskEase | MovementStrength | Symptom):
            by_month.setdefault((entry.when.day.year, entry.when.day.month), []).append(entry)
    every = list(_months(min(by_month), until)) if by_month else []
    months = tuple(_month(at, by_month.get(at, [])) for at in every[-MOST_MONTHS:])
    if not any(one.figure for one in months):
        return None
    columns = (say("report.diary.months.month"), say("report.diary.months.what"))
    rows = tuple((one.name, one.said) for one in months)
    return BodyMonths(
        title=say("report.diary.months.title"),
        note=say("report.diary.months.note"),
        key=tuple((told, say(f"report.diary.months.told.{told}")) for told in BURDENS),
        months=months,
        table=Table(say("report.diary.months.caption"), columns, rows),
    )


def _months(first: tuple[int, int], until: date) -> Iterator[tuple[int, int]]:
    year, month = first
    while (year, month) <= (until.year, until.month):
        yield year, month
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _month(at: tuple[int, int], entries: Sequence[Entry]) -> BodyMonth:
    name = initial(month_said(date(*at, 1)))
    if not entries:
        return BodyMonth(name, say("report.diary.months.untold"), None)
    last = list(_last(entries))
    lines = list(dict.fromkeys(_line(one) for one in last))
    said = initial(listed_clauses(lines)) if lines else say("report.diary.months.none_hard")
    marks = tuple(dict.fromkeys(mark for one in last for mark in _marks(one)))
    sides = {side: initial(choice_name("side", side)) for side in SIDES}
    text = say("report.diary.months.figure", month=name, said=said)
    return BodyMonth(name, said, body_month(text, sides, marks))


def _last(entries: Sequence[Entry]) -> Iterable[Entry]:
    """What was still hard when it was told last in that month, and all that was felt."""
    yield from filter(is_weak, newest(entries))
    felt: dict[tuple[object, ...], Entry] = {}
    for one in entries:
        content = one.content
        if isinstance(content, Symptom) and content.symptom not in _WEAK:
            felt[content.symptom, content.scope, content.place, content.side, content.sign] = one
    yield from felt.values()


def _line(entry: Entry) -> str:
    content = entry.content
    side = getattr(content, "side", None)
    how: str
    if isinstance(content, TaskEase):
        what = content.own or choice_name("task", content.task or "")
        how = choice_name("ease", content.ease)
    elif isinstance(content, MovementStrength):
        what = choice_name("movement", content.movement)
        how = (say("report.diary.mrc", grade=content.mrc) if content.mrc
               else choice_name("ease", content.ease or ""))  # fmt: skip
    else:
        assert isinstance(content, Symptom)
        what = place_name(content) or say("report.diary.all_over")
        how = (choice_name("sign", content.sign) if content.sign and content.symptom == "other"
               else choice_name("symptom", content.symptom))  # fmt: skip
    if side is None:
        return say("report.diary.months.line", what=what, how=how)
    return say("report.diary.months.line.side", what=what, how=how, side=choice_name("side", side))


def _marks(entry: Entry) -> Iterator[BodyMark]:
    """Where it stands on the body; nothing where that was not told."""
    content = entry.content
    if isinstance(content, Symptom):
        burden: Burden = "hard" if content.symptom in _WEAK else "felt"
        if content.scope == "muscle" and content.side is not None:
            yield BodyMark(burden, content.side, muscle=content.place)
        elif content.scope == "region" and (content.side is not None or content.place in TRUNK):
            yield BodyMark(burden, content.side, region=content.place)
        return
    if not isinstance(content, TaskEase | MovementStrength) or content.side is None:
        return
    burden = "cannot" if content.ease == "cannot" else "hard"
    for muscle in _muscles(content):
        yield BodyMark(burden, content.side, muscle=muscle)


def _muscles(content: TaskEase | MovementStrength) -> tuple[str, ...]:
    """The muscle that a task leans on most, or those that make a movement."""
    if isinstance(content, MovementStrength):
        key = f"body.movement.{content.movement}"
        return tuple(m.id for m in body.muscles() if m.movement == key and m.part_of is None)
    if content.task is None:
        return ()
    weights = body.task(content.task).weights
    return (max(weights, key=lambda one: weights[one]),)
