"""Whether an encrypted diary is open: its key, in this process's memory and nowhere else.

The passphrase itself is not kept. The key goes when its owner locks the diary, when nothing was
asked for a while, and with the process.
"""

import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from multifocal.fault import Fault
from multifocal.web.diary import cipher, locking, read_before, uploads
from multifocal.web.diary.cipher import Key

IDLE_S: Final = 20 * 60
"""Long enough to fill in the longest form with weak hands and to rest in between; short enough that
a computer which is left alone closes the diary before long. multifocal-choice-diary-lock."""
FREE_TRIES: Final = 3
"""Weak hands mistype: only then is one made to wait."""
LONGEST_PAUSE_S: Final = 60
_lock = threading.RLock()


@dataclass
class _State:
    key: Key | None = None
    used: tuple[float, float] = (0.0, 0.0)
    wrong: int = 0
    not_before: float = 0.0
    watched: bool = False
    note: str = ""


_state = _State()
_wake = threading.Event()


def _clocks() -> tuple[float, float]:
    # of both: the first stands still while a laptop sleeps, the second can be set back
    return time.monotonic(), time.time()


def _idle_s() -> float:
    return max(now - then for now, then in zip(_clocks(), _state.used, strict=True))


def unlock(path: Path, passphrase: str) -> Key:
    """Opens the file with its passphrase and keeps the key. Fault for a wrong one, or one that
    comes too soon after several wrong ones."""
    with _lock:
        wait = _state.not_before - time.monotonic()
        if wait > 0:
            raise Fault("diary_site.wait", seconds=int(wait) + 1)
        try:
            key = key_by(path, passphrase)
        except Fault as fault:
            if fault.key == "diary_site.wrong":
                _state.wrong += 1
                over = _state.wrong - FREE_TRIES
                pause = min(2.0**over, LONGEST_PAUSE_S) if over > 0 else 0.0
                _state.not_before = time.monotonic() + pause
            raise
        hold(key)
        return key


def key_by(path: Path, passphrase: str) -> Key:
    """The key by which the file opens; nothing is kept. Fault where the passphrase is wrong."""
    key = Key.of(passphrase, cipher.head_of(path))
    if not opens(path, key):
        raise Fault("diary_site.wrong")
    return key


def opens(path: Path, key: Key) -> bool:
    """Whether the file's first page is that key's."""
    base = cipher.connect(path, key, "ro")
    try:
        base.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except cipher.errors() as error:
        if getattr(error, "sqlite_errorname", "") == "SQLITE_NOTADB":
            return False
        raise
    finally:
        base.close()
    return True


def hold(key: Key) -> None:
    """This key, from now on until it is locked."""
    with _lock:
        _state.key, _state.used, _state.note = key, _clocks(), locking.number()
        _state.wrong, _state.not_before = 0, 0.0
        _wake.set()
        if not _state.watched:
            _state.watched = True
            threading.Thread(target=_watch, name="diary-lock", daemon=True).start()


def lock_everywhere() -> None:
    """Nothing is kept any more, here or by the site of a phone at home. Fault where that one
    cannot be told."""
    lock()
    locking.lock_other_sides()


def lock() -> None:
    """Nothing is kept any more."""
    with _lock:
        _forget()
        _wake.set()


def key_of(path: Path) -> Key | None:
    """The key that opens this file; None where it is locked, or under another passphrase."""
    with _lock:
        _lock_if_idle()
        key = _state.key
    return key if key is not None and key.fits(path) else None


def note_use() -> None:
    """The diary was used just now."""
    with _lock:
        _lock_if_idle()
        _state.used = _clocks()


def is_locked(path: Path) -> bool:
    """Whether the file is encrypted and its key is not here."""
    return cipher.is_encrypted(path) and key_of(path) is None


def _lock_if_idle() -> None:
    if _state.key is None:
        return
    if _idle_s() >= IDLE_S or locking.number() != _state.note:
        _forget()


def _forget() -> None:
    _state.key = None
    read_before.forget()
    uploads.forget()


def _watch() -> None:
    """Drops the key when its time has come, though nobody asks."""
    while True:
        _wake.clear()
        with _lock:
            _lock_if_idle()
            if _state.key is None:
                _state.watched = False
                return
            left = IDLE_S - _idle_s()
        _wake.wait(max(left, 0.01))
