"""The note by which a diary that is locked on one side is locked on the other.

The site on the computer and the one that a phone at home reads are two processes, and each holds
the key. The note holds a number drawn at random and nothing else: whoever opened the diary under
another number drops the key before it answers anything more.
"""

import secrets
from typing import Final

from multifocal.fault import Fault
from multifocal.files import read_whole, write_whole
from multifocal.web.diary.drafts import place

MOST_BYTES: Final = 100
NAME: Final = "diary-locked"


def number() -> str:
    """The number that stands there now; empty where the diary was never locked."""
    path = place().with_name(NAME)
    if not path.exists():
        return ""
    try:
        return read_whole(path, MOST_BYTES, fault="diary_site.access").decode("ascii", "replace")
    except Fault:  # cannot be read: it is no number under which anything was opened
        return secrets.token_hex(16)


def lock_other_sides() -> None:
    """Whoever holds the key elsewhere drops it. Fault where the note cannot be written."""
    text = secrets.token_hex(16).encode("ascii")
    write_whole(place().with_name(NAME), text, replace=True, private=True)
