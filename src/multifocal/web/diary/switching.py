"""The diary put under a passphrase, under another one, or in clear again.

A new file is written beside the diary while nobody can write to that, read back and compared, and
then takes its name. Cut short at any moment, there is one diary, the former or the new one, with
every entry. Its copies follow one by one, and only where their owner said so.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from multifocal.fault import Fault
from multifocal.web.diary import cipher, vault
from multifocal.web.diary.cipher import Key
from multifocal.web.diary.copying import check_same, copy, count_entries, holding
from multifocal.web.diary.database import ready
from multifocal.web.diary.drafts import alone, backups, draft, place, put
from multifocal.web.diary.refusals import refusing

Copies = Literal["same", "remove", "leave"]
"""What becomes of the copies that are there: written as the diary now is, removed, or left."""
COPIES: Final[tuple[Copies, ...]] = ("same", "remove", "leave")
FEWEST, MOST = 12, 1000
"""Letters of a passphrase: whoever has the file can try as often as he likes.
multifocal-choice-diary-passphrase."""


@dataclass(frozen=True)
class Switched:
    """How many entries the diary holds, and which copies do not open as it does."""

    entries: int
    left: tuple[Path, ...]


def check_new(passphrase: str, again: str) -> None:
    """Fault unless a new passphrase will do."""
    if len(passphrase) < FEWEST:
        raise Fault("diary_site.short", fewest=FEWEST)
    if len(passphrase) > MOST:
        raise Fault("diary_site.long", most=MOST)
    if passphrase != again:
        raise Fault("diary_site.differ")


def encrypt(passphrase: str, copies: Copies) -> Switched:
    """Puts the diary, which is in clear, under a passphrase."""
    ready()
    if cipher.is_encrypted(place()):
        raise Fault("diary_site.encrypted_already")
    return _switch(None, Key.of(passphrase), copies)


def change(old: str, new: str, copies: Copies) -> Switched:
    """Puts the diary, which is encrypted, under another passphrase. Fault where `old` is wrong."""
    before = _known(old)
    return _switch(before, Key.of(new), copies)


def decrypt(passphrase: str, copies: Copies) -> Switched:
    """Writes the diary in clear again. Fault where the passphrase is wrong."""
    return _switch(_known(passphrase), None, copies)


def follow(copies: Copies) -> Switched:
    """The copies that do not open as the diary does, written as it is or removed."""
    ready()
    key = vault.key_of(place()) if cipher.is_encrypted(place()) else None
    with refusing(backups()), alone():
        _follow(key, key, copies)
    return Switched(count_entries(place(), key), strays())


def strays() -> tuple[Path, ...]:
    """The copies that do not open as the diary does: in clear though it is encrypted, or under a
    passphrase that is not its own."""
    key = vault.key_of(place()) if cipher.is_encrypted(place()) else None
    return tuple(one for one in _copies() if not _is_as(one, key))


def _known(passphrase: str) -> Key:
    if not cipher.is_encrypted(place()):
        raise Fault("diary_site.in_clear")
    key = vault.unlock(place(), passphrase)
    ready()
    return key


def _switch(before: Key | None, after: Key | None, copies: Copies) -> Switched:
    path = place()
    with refusing(path), alone():
        entries = _rewrite(path, before, after)
        if after is None:
            vault.lock()
        else:
            vault.hold(after)
        _follow(before, after, copies)
    return Switched(entries, strays())


def _rewrite(path: Path, before: Key | None, after: Key | None) -> int:
    with holding(path, before) as base, draft(path.parent) as made:
        copy(base, made, after)
        check_same(base, made, after)
        entries = count_entries(made, after)
        put(made, path)
    return entries


def _follow(before: Key | None, after: Key | None, copies: Copies) -> None:
    if copies == "leave":
        return
    done: Callable[[Path], object] = (
        _remove if copies == "remove" else lambda one: _rewrite(one, _opening(one, before), after)
    )
    for one in _copies():
        if not _is_as(one, after):
            # damaged, or under a third passphrase: it is told of as left
            with suppress(Fault), refusing(one):
                done(one)


def _opening(path: Path, key: Key | None) -> Key | None:
    """None for a file in clear; else the key, whose first question fails where it is not the
    file's."""
    return key if cipher.is_encrypted(path) else None


def _remove(path: Path) -> None:
    for one in (*path.parent.glob(f"{path.name}-*"), path):
        one.unlink(missing_ok=True)


def _copies() -> list[Path]:
    return sorted(backups().glob("*.sqlite3"))


def _is_as(path: Path, key: Key | None) -> bool:
    try:
        return cipher.form_of(path) == "clear" if key is None else key.fits(path)
    except OSError:
        return False
