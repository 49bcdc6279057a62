"""Files of the diary, in clear or under a key: told apart, and opened.

An encrypted file is what SQLCipher 4 writes, by the passphrase alone: any program that reads such
files opens it. Its salt begins with a mark, so that it is known from a damaged file.
"""

import hashlib
import os
import secrets
import sqlite3
import threading
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from multifocal.extras import require
from multifocal.fault import Fault

Form = Literal["clear", "encrypted", "empty", "other"]
MARK: Final = b"MMND"
"""How the salt of a diary begins; the other twelve bytes are drawn."""
SALT_BYTES: Final = 16
CLEAR: Final = b"SQLite format 3\x00"
ROUNDS: Final = 256_000
"""Of PBKDF2-HMAC-SHA512, as SQLCipher 4 has them by itself."""
_SETTINGS: Final = (
    "PRAGMA cipher_log_level = NONE",  # it would write to the terminal
    "PRAGMA temp_store = MEMORY",
    "PRAGMA secure_delete = ON",
)


@dataclass(frozen=True)
class Key:
    """What opens the files of one passphrase: their salt, and the key that follows from both."""

    salt: bytes
    raw: bytes = field(repr=False)

    @classmethod
    def of(cls, passphrase: str, salt: bytes | None = None) -> "Key":
        """The key of a passphrase, with a new salt if none is given. Takes a moment, on purpose."""
        salt = salt or MARK + secrets.token_bytes(SALT_BYTES - len(MARK))
        said = unicodedata.normalize("NFC", passphrase).encode()
        return cls(salt, hashlib.pbkdf2_hmac("sha512", said, salt, ROUNDS, 32))

    def fits(self, path: Path) -> bool:
        """Whether the file was encrypted under this salt."""
        return head_of(path) == self.salt


FILE_NAME: Final = "diary.sqlite3"
_open: dict[Path, tuple[tuple[int, int], int]] = {}
_opening = threading.Lock()


def head_of(path: Path) -> bytes:
    """The file's first sixteen bytes. OSError where it cannot be read.

    The diary itself stays open for it: closing a file ends whatever locks SQLite has on it in this
    process (POSIX), and while it is open no other file gets its number.
    """
    if os.name != "posix" or path.name != FILE_NAME:
        with path.open("rb") as stream:
            return stream.read(SALT_BYTES)
    with _opening:
        status = path.stat()
        kept = _open.get(path)
        if kept is None or kept[0] != (status.st_dev, status.st_ino):
            descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
            status = os.fstat(descriptor)
            if kept is not None:
                os.close(kept[1])
            kept = _open[path] = (status.st_dev, status.st_ino), descriptor
        return os.pread(kept[1], SALT_BYTES, 0)


def form_of(path: Path) -> Form:
    """How the file is written, by its first bytes."""
    head = head_of(path)
    if not head:
        return "empty"
    if head == CLEAR:
        return "clear"
    return "encrypted" if head[: len(MARK)] == MARK and len(head) == SALT_BYTES else "other"


def is_encrypted(path: Path) -> bool:
    """Whether there is such a file, and a key is needed to open it."""
    try:
        return form_of(path) == "encrypted"
    except OSError:
        return False


def address(path: Path, mode: str = "rw") -> str:
    """The path as SQLite takes it; `rw` never makes a file."""
    return f"{path.absolute().as_uri()}?mode={mode}"


def connect(
    path: Path, key: Key | None = None, mode: str = "rw", *, timeout: float = 20
) -> sqlite3.Connection:
    """Opens a file that is there: in clear without a key, by SQLCipher with one.

    Nothing is read yet, so a wrong key shows at the first question. Fault where the extra
    `encrypted` is not installed.
    """
    if key is None:
        return sqlite3.connect(address(path, mode), uri=True, timeout=timeout)
    base: sqlite3.Connection = module().connect(address(path, mode), uri=True, timeout=timeout)
    take(base, key)
    return base


def take(base: sqlite3.Connection, key: Key) -> None:
    """Gives a new connection its key."""
    base.execute(_SETTINGS[0])
    base.execute(f"PRAGMA key = \"x'{key.raw.hex()}{key.salt.hex()}'\"")
    for setting in _SETTINGS[1:]:
        base.execute(setting)


@cache
def module() -> Any:
    """SQLCipher as Python's `sqlite3` is. Fault where it is not installed."""
    require("encrypted")
    from sqlcipher3 import dbapi2  # noqa: PLC0415 (an extra)

    return dbapi2


def errors() -> tuple[type[Exception], ...]:
    """What opening and asking may raise."""
    try:
        other: type[Exception] = module().Error
    except Fault:
        return (sqlite3.Error,)
    return sqlite3.Error, other
