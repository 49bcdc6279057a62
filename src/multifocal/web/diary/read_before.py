"""Entries that were read before, by the text from which they were read: checking ten years of them
anew for each page took a quarter of a second. They are in memory only, and go when the diary is
locked, when something is erased, and with the process.
"""

import json
from typing import Final

from multifocal.diary import Entry
from multifocal.diary.plain import entry_from_plain

MOST: Final = 20_000
"""Entries; ten years of a diary are about 4,000."""
_read: dict[str, Entry] = {}


def entry_from(text: str) -> Entry:
    """The entry that the row's text holds. Fault where it holds none."""
    entry = _read.get(text)
    if entry is None:
        entry = entry_from_plain(json.loads(text), "entry")
        if len(_read) >= MOST:
            forget()
        _read[text] = entry
    return entry


def forget() -> None:
    """Nothing that was read is in memory any more, but where it is still being used."""
    _read.clear()
