"""What belongs to one installation: its data folder, its secret key and its cookie names."""

import hashlib
import os
import secrets
from functools import cache
from pathlib import Path

from platformdirs import user_data_path

from multifocal.fault import Fault
from multifocal.files import write_whole

DATA_VARIABLE = "MULTIFOCAL_DATA"
KEY_FILE = "secret_key"


@cache
def data_folder() -> Path:
    """The folder for the database and the key, made if needed, readable by its owner only.

    `MULTIFOCAL_DATA` overrides the place that the operating system gives to user data.
    """
    named = os.environ.get(DATA_VARIABLE)
    folder = Path(named).expanduser() if named else user_data_path("multifocal", appauthor=False)
    folder = folder.resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


@cache
def secret_key() -> str:
    """The installation's key: drawn once, kept in a file that only its owner may read."""
    place = data_folder() / KEY_FILE
    if not place.exists():
        try:
            write_whole(place, secrets.token_urlsafe(48).encode("ascii"), private=True)
        except Fault:  # of two processes that start at once, the first one's key stays
            if not place.exists():
                raise
    return place.read_text(encoding="ascii")


def cookie_name(kind: str) -> str:
    """A cookie name of this installation alone, because all ports of one host share cookies."""
    mark = hashlib.sha256(str(data_folder()).encode()).hexdigest()[:8]
    return f"multifocal_{kind}_{mark}"
