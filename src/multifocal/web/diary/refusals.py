"""What SQLite or the system refuses, as one Fault that names the file."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.db import DatabaseError

from multifocal.fault import Fault
from multifocal.web.diary import cipher


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """Any refusal in here is a Fault of one line."""
    try:
        yield
    except Fault:
        raise
    except Exception as error:
        if isinstance(error, (*cipher.errors(), DatabaseError, OSError)):
            raise refusal(_kind_of(error), path) from None
        raise


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """A disk that is full in here, or refuses to write, is that of `path`, not of what is read."""
    try:
        yield
    except Exception as error:
        if not isinstance(error, (*cipher.errors(), OSError)):
            raise
        kind = _kind_of(error)
        if kind != "full" and not getattr(error, "sqlite_errorname", "").startswith(_OF_WRITING):
            raise
        raise refusal(kind, path) from None


_OF_WRITING: Final = ("SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC", "SQLITE_IOERR_TRUNCATE")
_KINDS: Final = {
    "SQLITE_BUSY": "busy",
    "SQLITE_LOCKED": "busy",
    "SQLITE_FULL": "full",
    "SQLITE_READONLY": "read_only",
    "SQLITE_PERM": "read_only",
    "SQLITE_CANTOPEN": "closed",
    "SQLITE_IOERR": "disk",
}


_OF_SYSTEM: Final = {
    errno.ENOENT: "absent",
    errno.ENOTDIR: "no_folder",
    errno.EEXIST: "no_folder",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EROFS: "denied",
}


def _kind_of(error: Exception) -> str:
    if isinstance(error, OSError):
        return _OF_SYSTEM.get(error.errno or 0, "disk")
    inner = error.__cause__ if isinstance(error, DatabaseError) else error
    name = getattr(inner, "sqlite_errorname", "")
    return next((kind for start, kind in _KINDS.items() if name.startswith(start)), "damaged")


_FAULTS: Final = {
    "absent": "diary_site.absent",
    "busy": "diary_site.busy",
    "closed": "diary_site.closed",
    "copy_damaged": "diary_site.copy_damaged",
    "damaged": "diary_site.damaged",
    "denied": "diary_site.denied",
    "disk": "diary_site.disk",
    "foreign": "diary_site.foreign",
    "full": "diary_site.full",
    "locked": "diary_site.locked",
    "missing": "diary_site.missing",
    "newer": "diary_site.newer",
    "no_file": "diary_site.no_file",
    "no_folder": "diary_site.no_folder",
    "read_only": "diary_site.read_only",
    "replaced": "diary_site.replaced",
}


def refusal(kind: str, path: Path) -> Fault:
    """The Fault of a kind, which names the file."""
    return Fault(_FAULTS[kind], source=str(path))
