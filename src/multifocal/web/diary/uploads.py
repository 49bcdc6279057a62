"""A diary's file that is brought in: held in this process's memory until its owner has chosen.

Nothing of it is written anywhere before that, and it is forgotten after a quarter of an hour,
though nobody asks, and when the diary is locked.
"""

import secrets
import threading
import time
from typing import Any, Final

from django.core.files.uploadhandler import MemoryFileUploadHandler

from multifocal.diary.bundle import MOST_BYTES

LASTS_S: Final = 900
_lock = threading.Lock()
_waiting: dict[str, tuple[float, bytes]] = {}
_asked: set[str] = set()
"""The tokens of those of which it must be said that they are about the diary's own person."""


class BundleUpload(MemoryFileUploadHandler):
    """Takes a file as large as a diary may be, into memory."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, str],  # noqa: N803  (Django's own name)
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        """Every upload is for memory; what is larger than any diary is dropped."""
        del input_data, META, boundary, encoding
        self.activated = content_length <= MOST_BYTES


def hold(content: bytes, *, asks_whose: bool = False) -> str:
    """Keeps it, alone of all, for a while; by what it is asked for again. `asks_whose`: it may be
    about another person than the diary."""
    token = secrets.token_urlsafe(16)
    with _lock:
        _waiting.clear()
        _asked.clear()
        if asks_whose:
            _asked.add(token)
        _waiting[token] = time.monotonic() + LASTS_S, content
    later = threading.Timer(LASTS_S, _drop, [token])
    later.daemon = True  # the process does not wait for it
    later.start()
    return token


def _drop(token: str) -> None:
    with _lock:
        _waiting.pop(token, None)


def held(token: str) -> bytes | None:
    """What was kept; None where it was forgotten."""
    with _lock:
        until, content = _waiting.get(token, (0.0, b""))
        return content if time.monotonic() < until else None


def asks_whose(token: str) -> bool:
    """Whether what is kept may be about another person."""
    with _lock:
        return token in _asked


def forget() -> None:
    """Nothing is kept any more."""
    with _lock:
        _waiting.clear()
