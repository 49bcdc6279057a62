"""The database: brought up to date before the site opens, or refused with a reason."""

import sqlite3
from pathlib import Path
from typing import Any, Final

from multifocal.fault import Fault, Phrase

_OWN: Final = "accounts"
"""The app whose migrations tell our database from that of another program."""


def bring_up_to_date() -> None:
    """Make the database or change it to what this version needs.

    Fault, naming the file, where it is damaged, belongs to another program or a newer version,
    cannot be written or is held by another process.
    """
    from django.conf import settings  # noqa: PLC0415  (after it was set up)
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    databases: dict[str, Any] = settings.DATABASES
    place = Path(str(databases["default"]["NAME"]))
    try:
        _check(place)
        call_command("migrate", interactive=False, verbosity=0)
    except Fault:
        raise
    except Exception as error:  # whatever a file with odd contents makes of Django
        if _is_of_the_disk(error):
            raise Fault("web.database.now", reason=str(error), source=str(place)) from None
        raise _refused(place, str(error) or Phrase.of("web.database.damaged")) from None
    finally:
        connections.close_all()  # the worker opens its own


_OF_THE_DISK: Final = (
    "SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN", "SQLITE_FULL", "SQLITE_IOERR",
    "SQLITE_BUSY", "SQLITE_LOCKED",
)  # fmt: skip


def _is_of_the_disk(error: Exception) -> bool:
    """Whether nothing is wrong with the file itself, so that moving it away would not help."""
    inner = error if isinstance(error, sqlite3.Error) else error.__cause__
    return str(getattr(inner, "sqlite_errorname", "")).startswith(_OF_THE_DISK)


def _check(place: Path) -> None:
    """Fault unless the file is ours, or not there yet; sqlite3.Error where SQLite refuses it."""
    if not place.exists():
        return
    if not place.is_file():
        raise _refused(place, Phrase.of("web.database.no_file"))
    base = sqlite3.connect(place, timeout=5)
    try:
        rows = base.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        names = {name for (name,) in rows}
        if names and not _is_ours(base, names):
            raise _refused(place, Phrase.of("web.database.of_another"))
        if base.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise _refused(place, Phrase.of("web.database.damaged"))
        (version,) = base.execute("PRAGMA user_version").fetchone()
        base.execute("BEGIN IMMEDIATE")
        base.execute(f"PRAGMA user_version = {int(version)}")  # where it is not writable: refused
        base.rollback()
    finally:
        base.close()


def _is_ours(base: sqlite3.Connection, names: set[str]) -> bool:
    if "django_migrations" not in names:
        return False
    query = "SELECT count(*) FROM django_migrations WHERE app = ?"
    return bool(base.execute(query, (_OWN,)).fetchone()[0])


def _refused(place: Path, reason: str | Phrase) -> Fault:
    return Fault("web.database", reason=reason, source=str(place))
