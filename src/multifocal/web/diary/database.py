"""The diary's file: made once, checked before it is used, and never made again in place of one
that cannot be read.

The file is made whole under another name and then given its own. So an empty file is a damaged one,
and a file that is gone, while copies of it are there, is missing.
"""

import os
import stat
import threading
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from django.core.management import call_command
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from multifocal.web.diary import cipher, drafts, vault
from multifocal.web.diary.cipher import Key, address, connect
from multifocal.web.diary.copying import copy, count_entries, holding
from multifocal.web.diary.drafts import alone, backups, draft, place, settle
from multifocal.web.diary.refusals import refusal, refusing
from multifocal.web.diary.router import ALIAS

APPLICATION: Final = int.from_bytes(b"MMND", "big")
"""Tells a diary from every other SQLite file; migration 0001 writes it."""
SCHEMA: Final = 1
"""The newest `user_version` that this program reads."""

_PRIVATE: Final = 0o600
_OTHERS: Final = 0o077
_lock = threading.Lock()
_checked: dict[Path, tuple[int, int]] = {}
"""By place, the file (device and inode) that was found in order."""


def ready() -> None:
    """Ask before each use. Makes the diary where there never was one, or brings it up to date.

    Fault, in one line, where it is damaged, empty, of another program or of a newer version, where
    it is locked or cannot be written, or is gone while backups are there.
    """
    path = place()
    with _lock:
        try:
            status = path.lstat()
        except FileNotFoundError:
            _checked.pop(path, None)
            if any(backups().glob("*.sqlite3")):
                raise refusal("missing", path) from None
            _make(path)
            status = path.lstat()
        if _checked.get(path) == (status.st_dev, status.st_ino):
            if vault.is_locked(path):
                raise refusal("locked", path)
            return
        check(path)
        with refusing(path):
            if _is_behind(path):
                _renew(path)
                status = path.lstat()
        _checked[path] = status.st_dev, status.st_ino


def check(path: Path, *, writable: bool = True, key: Key | None = None) -> None:
    """Fault unless the file is a whole diary that this program can read (and write).

    `key`: what opens it, where it is encrypted; by default, what the diary was unlocked with.
    """
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode):
        raise refusal("no_file", path)
    if status.st_size == 0:
        raise refusal("damaged", path)
    key = key_for(path, key)
    with refusing(path), closing(connect(path, key, timeout=5)) as base:
        if base.execute("PRAGMA application_id").fetchone() != (APPLICATION,):
            raise refusal("foreign", path)
        (version,) = base.execute("PRAGMA user_version").fetchone()
        if version > SCHEMA:
            raise refusal("newer", path)
        if base.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise refusal("damaged", path)
        if writable:
            if os.name == "posix" and status.st_mode & _OTHERS:
                path.chmod(_PRIVATE)
            base.isolation_level = None
            base.execute("BEGIN IMMEDIATE")
            base.execute(f"PRAGMA user_version = {int(version)}")  # refused where it is read-only
            base.rollback()


def key_for(path: Path, key: Key | None = None) -> Key | None:
    """What opens the file: None where it is in clear. Fault where it is locked."""
    with refusing(path):
        if not cipher.is_encrypted(path):
            return None
        key = key if key is not None and key.fits(path) else vault.key_of(path)
    if key is None:
        raise refusal("locked", path)
    return key


def _make(path: Path) -> None:
    with refusing(path), alone():
        if path.exists():  # of two processes that start at once
            return
        with draft(path.parent) as made:
            _migrate(made)
            drafts.sync(made)
            with suppress(FileExistsError):
                os.link(made, path)
            settle(path.parent)


def _renew(path: Path) -> None:
    """Brings a copy up to date and puts it in the diary's place: if this is cut short, the diary is
    as it was."""
    with alone():
        key = key_for(path)
        with holding(path, key) as base, draft(path.parent) as made:
            before = base.execute("SELECT count(*) FROM diary_entry").fetchone()
            copy(base, made, key)
            _migrate(made)
            if (count_entries(made, key),) != before:
                raise refusal("damaged", path)
            drafts.put(made, path)


def _is_behind(path: Path) -> bool:
    with closing(connect(path, key_for(path), "ro")) as base:
        done = set(base.execute("SELECT app, name FROM django_migrations"))
    return not done.issuperset(k for k in MigrationLoader(None).graph.nodes if k[0] == ALIAS)


def _migrate(path: Path) -> None:
    usual = connections[ALIAS]
    usual.close()
    here = connections.create_connection(ALIAS)
    here.settings_dict = {**usual.settings_dict, "NAME": address(path)}
    connections[ALIAS] = here  # of this thread; the others go on with the diary itself
    try:
        call_command("migrate", database=ALIAS, interactive=False, verbosity=0)
    finally:
        here.close()
        connections[ALIAS] = usual
