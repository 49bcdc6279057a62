"""Copies of the diary: made by themselves, read back before they count, and few enough to keep.

A copy is a diary itself, under its day's name, for its owner alone, and encrypted where the diary
is, by the same key. The last seven days and the newest of each of the last twelve months stay, and
of those that were put aside before everything changed the newest five, and all of the last seven
days: whoever tries one copy after the other puts the diary itself aside first.
"""

import os
import re
import secrets
import threading
import time
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings

from multifocal.fault import Fault
from multifocal.web.diary import vault
from multifocal.web.diary.cipher import Key
from multifocal.web.diary.copying import copy, copy_as_it_is, count_entries, holding
from multifocal.web.diary.database import check, key_for
from multifocal.web.diary.drafts import alone, backups, draft, place, put, settle
from multifocal.web.diary.refusals import refusal, refusing
from multifocal.web.diary.state import now, today

DAYS: Final = 7
MONTHS: Final = 12
ASIDE: Final = 5
RENEWED_S: Final = 3600
"""The day's copy is made anew after so long, where something was written since: a day on which
years are written down must not be lost with one file. Our choice."""
_AT_ONCE: Final = 1 << 20
_NAME: Final = re.compile(r"diary-(\d{4}-\d\d-\d\d)\.sqlite3")
_ASIDE: Final = ("before-import-", "replaced-")
_DAY_ASIDE: Final = re.compile(f"(?:{'|'.join(_ASIDE)})" + r"(\d{4}-\d\d-\d\d)")
_state: dict[str, object] = {}
"""In this process: whether it has looked already, and what went wrong the last time."""


@dataclass(frozen=True)
class Copy:
    """A copy that was read back: its file, its day (None where its name tells none), and how many
    entries it holds."""

    path: Path
    day: date | None
    entries: int


def back_up(folder: Path | None = None, *, aside: bool = False) -> Copy:
    """Copies the diary into `folder` (its own by default) under today's name and reads it back.

    A copy of the same day is replaced once the new one is whole, but for one that is put `aside`,
    before everything changes: its name has the moment, and no other copy takes its place. Fault
    where there is no diary, it is damaged or locked, or the copy cannot be written.
    """
    there = folder or backups()
    source = place()
    if not source.exists():
        raise Fault("diary_site.none", source=str(source))
    with refusing(there):
        there.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"before-import-{now():%Y-%m-%dT%H%M%S%fZ}" if aside else f"diary-{today()}"
    target = there / f"{name}.sqlite3"
    with refusing(target), alone(there):
        key = key_for(source)
        check(source, writable=False, key=key)
        with draft(there) as made:
            copy_as_it_is(source, made, key)
            try:
                count = verify(made, key).entries
            except Fault:  # the draft's name tells nobody anything
                raise refusal("damaged", source) from None
            put(made, target)
        if folder is None:
            _rotate(there)
    return Copy(target, today(), count)


def verify(path: Path, key: Key | None = None) -> Copy:
    """Reads a copy whole: every page of the file and every entry. Fault where anything is wrong.

    `key`: what opens it, where it is encrypted; by default, what the diary was unlocked with.
    """
    with refusing(path):
        path.lstat()
    try:
        check(path, writable=False, key=key)
        count = count_entries(path, key_for(path, key))
    except Fault as fault:
        if fault.key == refusal("damaged", path).key and path != place():
            raise refusal("copy_damaged", path) from None
        raise
    return Copy(path, _day_of(path), count)


def copies_in(path: Path) -> tuple[Path, ...]:
    """The copy itself, or every one in a folder; Fault if there is none."""
    found = sorted(path.glob("*.sqlite3")) if path.is_dir() else [path]
    if not found:
        raise Fault("diary_site.no_copies", source=str(path))
    return tuple(found)


def verify_all(path: Path) -> tuple[Copy, ...]:
    """A copy, or every one in a folder; Fault at the first that is damaged, or if there is none."""
    return tuple(verify(one) for one in copies_in(path))


def restore(source: Path, *, replace: bool, key: Key | None = None) -> Path | None:
    """Puts a copy in the diary's place, once it was read whole; where the diary that was there has
    gone, None where there was none.

    Where the diary is encrypted and the copy is in clear, it is encrypted by the diary's key; an
    encrypted copy stays under its own (`key`). Fault where the copy is damaged, somebody is writing
    to the diary, or there is one and `replace` does not say that it may go.
    """
    there = verify(source, key).entries
    opening = key_for(source, key)
    target = place()
    if target.exists() and not replace:
        raise _there_already(target, there)
    closing = key_for(target) if opening is None and target.exists() else opening
    with refusing(target), alone(), ExitStack() as held:
        with draft(target.parent) as made:
            if opening == closing:
                copy_as_it_is(source, made, opening)
            else:
                with holding(source, opening) as base:
                    copy(base, made, closing)
            count_entries(made, closing)
            gone = _put_away(target, held) if target.exists() else None
            put(made, target)
        _rotate_aside(backups())
    return gone


def _there_already(target: Path, there: int) -> Fault:
    """How many entries would go and come, so that no older copy takes a fuller diary's place by
    mistake; of a diary that cannot be read, or is locked, nobody knows."""
    with suppress(Fault):
        here = count_entries(target, key_for(target))
        return Fault("diary_site.there_already_counted", source=str(target), here=here, there=there)
    return Fault("diary_site.there_already", source=str(target))


def _put_away(target: Path, held: ExitStack) -> Path:
    """Where the diary that goes is kept. What holds it from being written to ends with `held`.

    It is copied, and not renamed: whoever waits for it has that very file open, and would take the
    next diary's journal, which he finds by its name, for one of it, and play it back into it.
    """
    with refusing(backups()):
        backups().mkdir(mode=0o700, exist_ok=True)
    stamp = f"{now():%Y-%m-%d-%H%M%S}"
    kept = backups() / f"replaced-{stamp}-{secrets.token_hex(2)}.sqlite3"
    number = os.open(target, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    held.callback(os.close, number)  # closed before, it would end the locks of this process
    with refusing(kept):
        if _hold(target, held):
            with draft(kept.parent) as made:
                with made.open("wb") as stream:
                    while part := os.read(number, _AT_ONCE):
                        stream.write(part)
                put(made, kept)
            return kept
        for end in ("-journal", "-wal"):  # belongs to the file, and would spoil the next one
            beside = target.with_name(f"{target.name}{end}")
            if beside.exists():
                beside.replace(kept.with_name(f"{kept.name}{end}"))
        target.replace(kept)
        settle(kept.parent)
    return kept


def _hold(target: Path, held: ExitStack) -> bool:
    """Keeps others from writing to the diary that goes. False for one that is damaged, or whose
    passphrase is not known: it can be held by nobody."""
    if vault.is_locked(target):
        return False
    try:
        held.enter_context(holding(target, key_for(target)))
    except Fault as fault:
        if fault.key != refusal("damaged", target).key:
            raise
        return False
    return True


def stays(days: Iterable[date]) -> frozenset[date]:
    """Which days' copies stay: the newest seven, and the newest of each of the newest twelve
    months."""
    newest = sorted(set(days), reverse=True)
    months: dict[tuple[int, int], date] = {}
    for day in newest:
        months.setdefault((day.year, day.month), day)
    return frozenset([*newest[:DAYS], *list(months.values())[:MONTHS]])


def _rotate(folder: Path) -> None:
    found = {day: one for one in folder.iterdir() if (day := _day_of(one))}
    for day in found.keys() - stays(found):
        found[day].unlink(missing_ok=True)
    _rotate_aside(folder)


def _rotate_aside(folder: Path) -> None:
    since = (now() - timedelta(days=DAYS)).date().isoformat()
    for start in _ASIDE:  # their names have the moment
        for one in sorted(folder.glob(f"{start}*.sqlite3"))[:-ASIDE]:
            named = _DAY_ASIDE.match(one.name)
            if named and named[1] >= since:
                continue
            for part in (*folder.glob(f"{one.name}-*"), one):
                part.unlink(missing_ok=True)


def _day_of(path: Path) -> date | None:
    named = _NAME.fullmatch(path.name)
    with suppress(ValueError):  # no day that there is: somebody else's file
        return date.fromisoformat(named[1]) if named else None
    return None


def newest() -> tuple[date, Path] | None:
    """The newest copy in the diary's own folder."""
    folder = backups()
    found = [(day, one) for one in folder.glob("*.sqlite3") if (day := _day_of(one))]
    return max(found, default=None)


def last_fault() -> Fault | None:
    """Why the last copy was not made; None where it was."""
    fault = _state.get("fault")
    return fault if isinstance(fault, Fault) else None


def soon() -> None:
    """Makes a copy beside the answer, where the diary has changed since the newest one and that is
    of an earlier day, older than an hour, or of an earlier process."""
    try:
        with refusing(place()):
            if not settings.DIARY_BACKUPS or vault.is_locked(place()) or not _is_due():
                return
    except Fault as fault:  # what was saved is saved, and is answered so
        _state["fault"] = fault
        return
    threading.Thread(target=_attempt, name="diary-backup", daemon=True).start()


def _is_due() -> bool:
    first = not _state.get("looked")
    _state["looked"] = True
    last = newest()
    if last is None:
        return True
    day, path = last
    changed, made = place().stat().st_mtime, path.stat().st_mtime
    old = day != today() or abs(time.time() - made) > RENEWED_S
    return (old or first) and changed > made


def _attempt() -> None:
    try:
        back_up()
        _state["fault"] = None
    except Fault as fault:
        _state["fault"] = fault
    except Exception:  # whatever it was: it is said beside the copies, and not to the terminal
        _state["fault"] = Fault("diary_site.copy_failed", source=str(backups()))
