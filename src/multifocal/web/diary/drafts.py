"""Files that are made whole under another name before they get their own.

Whoever makes one has the data folder to himself, so what lies there under a draft's name when the
next one begins was left by a program that was killed. It may hold entries, and is removed.
"""

import os
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from django.conf import settings

PREFIX: Final = ".multifocal-diary-"
_mine = threading.RLock()
_depth = {"of": 0}


def place() -> Path:
    """Where the diary is."""
    return Path(settings.DIARY_FILE)


def backups() -> Path:
    """The folder of its copies."""
    return place().with_name("diary-backups")


@contextmanager
def alone(*folders: Path) -> Iterator[None]:
    """No other process, and no other thread, makes a draft of this diary meanwhile."""
    with _mine:
        if _depth["of"]:
            yield
            return
        number = _hold(place().parent)
        _depth["of"] = 1
        try:
            for one in (place().parent, backups(), *folders):
                _sweep(one)
            yield
        finally:
            _depth["of"] = 0
            if number is not None:
                os.close(number)


def _hold(folder: Path) -> int | None:
    try:
        import fcntl  # noqa: PLC0415  (not on Windows, where a draft that is open cannot be removed)
    except ImportError:
        return None
    number = os.open(folder, os.O_RDONLY)
    fcntl.flock(number, fcntl.LOCK_EX)  # ends with the process, however that ends
    return number


def _sweep(folder: Path) -> None:
    for one in folder.glob(f"{PREFIX}*"):
        with suppress(OSError):  # somebody else's, or in use
            one.unlink()


@contextmanager
def draft(folder: Path) -> Iterator[Path]:
    """An empty file for its owner only; it and its journals are gone afterwards, where it has not
    got another name. For use in `alone`."""
    path = folder / f"{PREFIX}{secrets.token_hex(12)}"
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        yield path
    finally:
        for one in (path, *folder.glob(f"{path.name}-*")):
            one.unlink(missing_ok=True)


def put(path: Path, target: Path) -> None:
    """Gives a draft its name, once all its bytes are on the disk, in place of what has it."""
    sync(path)
    path.replace(target)
    settle(target.parent)


def sync(path: Path) -> None:
    """The file's bytes are on the disk."""
    number = os.open(path, os.O_RDWR)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def settle(folder: Path) -> None:
    """The folder's new name is on the disk, not only in memory."""
    if os.name == "posix":
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
