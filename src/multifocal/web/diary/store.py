"""Entries in the diary's database: read, and written whole or not at all.

Each write is one transaction that holds the file from before it reads (BEGIN IMMEDIATE) until its
bytes are on the disk. What it hands back is then as safe as the disk is.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from django.db import DatabaseError, connections, transaction
from django.db.models import QuerySet

from multifocal.diary import Entry, Infusion, TaskEase
from multifocal.diary.plain import entry_to_plain
from multifocal.diary.plans import (
    CLOCKS_APART,
    OpenPlan,
    has_been,
    is_plan,
    is_planned_visit,
    open_plan,
)
from multifocal.web.diary import cipher, read_before
from multifocal.web.diary.backend.base import is_still_there
from multifocal.web.diary.database import ready
from multifocal.web.diary.drafts import place
from multifocal.web.diary.models import EntryRow
from multifocal.web.diary.plan_row import MOST_TIMES, row_id
from multifocal.web.diary.refusals import refusal, refusing
from multifocal.web.diary.router import ALIAS

DELETED: Final = ""
"""The kind of an entry that holds no more."""


def find(entry_id: str) -> Entry | None:
    """The entry of that id, deleted or not; None where there is none."""
    found = _read(EntryRow.objects.filter(id=entry_id))
    return found[0] if found else None


def latest(kind: str) -> Entry | None:
    """The last entry of that kind, by when it was."""
    found = _read(EntryRow.objects.filter(kind=kind).order_by("-moment")[:1])
    return found[0] if found else None


def of_kind(kind: str) -> tuple[Entry, ...]:
    """Every entry of that kind, the oldest first."""
    return _read(EntryRow.objects.filter(kind=kind).order_by("moment"))


def planned_with(first: Entry) -> int:
    """How many infusions were planned at once with it, itself counted; 1 for any other entry, and
    for one that has been changed since."""
    if len(first.versions) > 1:
        return 1
    ids = [row_id(first.id, at) for at in range(1, MOST_TIMES)]
    return 1 + sum(not one.deleted for one in _read(EntryRow.objects.filter(id__in=ids)))


def last_received() -> Entry | None:
    """The last infusion that ran."""
    rows = EntryRow.objects.filter(kind="infusion").order_by("-moment")[:50]
    return next((one for one in _read(rows) if _has_run(one)), None)


def last_dosed(but: str) -> Entry | None:
    """The last infusion that ran and whose dose is written down, other than the one of that id."""
    rows = EntryRow.objects.filter(kind="infusion").order_by("-moment")[:50]
    ran = (one for one in _read(rows) if one.id != but and _has_run(one))
    return next((one for one in ran if getattr(one.content, "dose", None) is not None), None)


def _has_run(entry: Entry) -> bool:
    return isinstance(entry.content, Infusion) and entry.content.received


MOST_OWN: Final = 12


MOST_BESIDE: Final = 60
AROUND_DAYS: Final = 20
"""Longer than an infusion, its reactions and a day in between."""


def beside(entry: Entry) -> tuple[Entry, ...]:
    """Entries of the same kind, those next before it and those of its day; every infusion, of which
    one that was missed may stand beside the same one given weeks later."""
    if entry.kind == "infusion":
        return of_kind("infusion")
    end = datetime.combine(entry.when.day, time(), UTC) + timedelta(days=2)
    rows = EntryRow.objects.filter(kind=entry.kind or DELETED, moment__lt=end)
    return _read(rows.order_by("-moment")[:MOST_BESIDE])


def around(days: Iterable[date]) -> tuple[Entry, ...]:
    """Symptoms and infusions from some weeks before those days to some weeks after them."""
    some = sorted(days)
    weeks = timedelta(days=AROUND_DAYS)
    rows = EntryRow.objects.filter(kind__in=("symptom", "infusion"))
    return _read(
        rows.filter(day__gte=some[0] - weeks, day__lte=some[-1] + weeks).order_by("moment")
    )


def own_tasks() -> tuple[tuple[str, str], ...]:
    """Tasks of their own, the newest first, each with the one that it is like ("": not said)."""
    rows = EntryRow.objects.filter(kind="task").order_by("-moment")[:300]
    own: dict[str, tuple[str, str]] = {}
    for entry in _read(rows):
        if isinstance(entry.content, TaskEase) and entry.content.own:
            name = entry.content.own.strip()
            own.setdefault(name.casefold(), (name, entry.content.task or ""))
    return tuple(own.values())[:MOST_OWN]


def recent(count: int, until: date) -> tuple[Entry, ...]:
    """The last entries that have been by that day, the newest first; deleted ones are left out."""
    last = until + CLOCKS_APART
    end = datetime.combine(last, time(), UTC) + timedelta(days=2)  # whatever the time zone
    rows = EntryRow.objects.exclude(kind=DELETED).filter(moment__lt=end)
    rows = rows.order_by("-day", "-moment")
    later = _read(rows.filter(day__gt=until, day__lte=last))
    been = [one for one in later if has_been(one, until)]
    return (*been, *_read(rows.filter(day__lte=until)[:count]))[:count]


def of_year(year: int) -> tuple[Entry, ...]:
    """What was in that year, the newest first."""
    rows = EntryRow.objects.exclude(kind=DELETED)
    return _read(rows.filter(day__year=year).order_by("-day", "-moment"))


def years() -> tuple[int, ...]:
    """The years that hold entries, the newest first."""
    with _asking():
        days = EntryRow.objects.exclude(kind=DELETED).values_list("day__year", flat=True)
        return tuple(sorted(set(days.order_by()), reverse=True))


def next_planned(today: date) -> Entry | None:
    """The next infusion that is planned for today or later."""
    rows = EntryRow.objects.filter(kind="infusion", day__gte=today).order_by("day", "moment")
    return next((one for one in _read(rows[:50]) if is_plan(one)), None)


def next_visit(today: date) -> Entry | None:
    """The next visit that is planned for today or later."""
    rows = EntryRow.objects.filter(kind="visit", day__gte=today).order_by("day", "moment")
    return next((one for one in _read(rows[:50]) if is_planned_visit(one)), None)


def plan_to_answer(today: date) -> OpenPlan | None:
    """A planned infusion whose day has passed, of which nobody has said what became of it."""
    return open_plan(of_kind("infusion"), today)


def deleted() -> tuple[Entry, ...]:
    """Deleted entries that were not erased, the one that was deleted last first."""
    rows = _read(EntryRow.objects.filter(kind=DELETED))
    some = [one for one in rows if not one.erased]
    return tuple(sorted(some, key=lambda one: one.current.written, reverse=True))


def count() -> int:
    """How many entries there are, but for deleted ones."""
    with _asking():
        return EntryRow.objects.exclude(kind=DELETED).count()


def everything() -> tuple[Entry, ...]:
    """All entries, deleted ones too."""
    return _read(EntryRow.objects.order_by("id"))


def save(entry_id: str, change: Callable[[Entry | None], Entry | None]) -> Entry | None:
    """Writes what `change` makes of the entry that is there (None: there is none yet).

    None from `change` leaves everything as it is. Fault where nothing could be written.
    """
    with _writing():
        found = _entries(EntryRow.objects.filter(id=entry_id))
        before = found[0] if found else None
        after = change(before)
        if after is not None and after != before:
            _row(after).save(using=ALIAS)
    if after is not None and after.erased:
        read_before.forget()
    return after


def save_all(
    change: Callable[[tuple[Entry, ...]], Iterable[Entry]], *, replace: bool = False
) -> tuple[Entry, ...]:
    """Writes what `change` makes of all that is there, at once. `replace`: nothing else stays."""
    with _writing():
        before = _entries(EntryRow.objects.order_by("id"))
        after = tuple(change(before))
        if replace:
            EntryRow.objects.all().delete()
        known = {} if replace else {one.id: one for one in before}
        changed = [_row(one) for one in after if known.get(one.id) != one]
        EntryRow.objects.bulk_create(
            changed,
            batch_size=200,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["kind", "day", "moment", "plain"],
        )
    read_before.forget()
    return after


@contextmanager
def _asking() -> Iterator[None]:
    ready()
    here = connections[ALIAS]
    if here.connection is not None and not is_still_there(here, place()):
        here.close()  # the file was replaced since it was opened: what it held is history
    with refusing(place()):
        yield


@contextmanager
def _writing() -> Iterator[None]:
    with _asking():
        try:
            with transaction.atomic(using=ALIAS):
                # held from here on: whoever replaces the file holds it too while he does
                if not is_still_there(connections[ALIAS], place()):
                    raise refusal("replaced", place())
                yield
        except Exception as error:
            here = connections[ALIAS]
            of_the_file = isinstance(error, (DatabaseError, *cipher.errors()))
            if not of_the_file or here.connection is None or is_still_there(here, place()):
                raise
            raise refusal("replaced", place()) from None  # whatever the former file answers


def _read(rows: QuerySet[EntryRow]) -> tuple[Entry, ...]:
    with _asking():
        return _entries(rows)


def _entries(rows: QuerySet[EntryRow]) -> tuple[Entry, ...]:
    plain = rows.values_list("plain", flat=True)
    return tuple(map(read_before.entry_from, plain))


def _row(entry: Entry) -> EntryRow:
    moment, _ = entry.when.order
    page = json.dumps(entry_to_plain(entry), ensure_ascii=False)
    return EntryRow(
        id=entry.id, kind=entry.kind or DELETED, day=entry.when.day, moment=moment, plain=page
    )
