"""One site at a time for a data folder: a second one would shut the browsers of the first out of
the diary, and what was being typed there would be lost.

Held by a lock that ends with the process, however that ends. Where the system has none (Windows),
nothing is refused.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from multifocal.fault import Fault
from multifocal.files import read_whole
from multifocal.web.installation import data_folder

NAME: Final = "running"
PATIENCE_S: Final = 4.0
"""The one that is being stopped has so long to end."""
_MOST_BYTES: Final = 200


@contextmanager
def running(url: str) -> Iterator[None]:
    """While the block runs, the site of this data folder is open at `url`. Fault where one is open
    already."""
    number = _open()
    try:
        if number is not None:
            _take(number)
            with suppress(OSError):  # a full disk: whatever else needs room says so
                os.ftruncate(number, 0)
                os.write(number, url.encode())
        yield
    finally:
        if number is not None:
            with suppress(OSError):  # so that nobody reads it: the lock ends with the file
                os.ftruncate(number, 0)
            os.close(number)


def is_running() -> bool:
    """Whether the site of this data folder is open; True where the system cannot tell."""
    number = _open()
    if number is None:
        return True
    try:
        return not _got_lock(number)
    finally:
        os.close(number)


def _open() -> int | None:
    """The file that is locked; None where there are no locks or nothing can be written."""
    try:
        import fcntl  # noqa: F401, PLC0415  (not on Windows)
    except ImportError:
        return None
    with suppress(OSError):  # whatever else needs this folder says why it cannot be used
        return os.open(data_folder() / NAME, os.O_RDWR | os.O_CREAT, 0o600)
    return None


def _got_lock(number: int) -> bool:
    """Whether the lock is now this process's own."""
    import fcntl  # noqa: PLC0415

    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a disk that knows no locks
        return True
    return True


def _take(number: int) -> None:
    give_up_at = time.monotonic() + PATIENCE_S
    while not _got_lock(number):
        if time.monotonic() > give_up_at:
            raise Fault("cli.serve.already", url=_url(), source=str(data_folder()))
        time.sleep(0.1)


def _url() -> str:
    there = read_whole(data_folder() / NAME, _MOST_BYTES, fault="diary_site.access")
    return there.decode("ascii", "replace")
