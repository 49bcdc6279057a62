"""The whole diary erased, once its owner has seen what would be lost and has said so twice."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from multifocal.diary import in_order
from multifocal.web.diary import backups, drafts, store, uploads
from multifocal.web.diary.drafts import alone, settle
from multifocal.web.diary.entry_words import when_said
from multifocal.web.diary.fields import FIELDS
from multifocal.web.diary.refusals import refusing
from multifocal.words import say

Copies = Literal["remove", "leave"]
"""What becomes of the backups."""
COPIES: Final[tuple[Copies, ...]] = ("remove", "leave")


@dataclass(frozen=True)
class Loss:
    """All that would be lost: how many entries of each kind and from when to when, how many
    deleted ones, and the backups."""

    count: int
    kinds: tuple[tuple[str, int], ...]
    first: str
    last: str
    deleted: int
    copies: tuple[Path, ...]


def loss() -> Loss:
    """What is there now."""
    entries = store.everything()
    every = in_order(entries)
    counted = Counter(one.kind for one in every)
    kinds = [(say(f"diary_site.kind.{kind}"), counted[kind]) for kind in FIELDS if counted[kind]]
    return Loss(
        count=len(every),
        kinds=tuple(kinds),
        first=when_said(every[0].when) if every else "",
        last=when_said(every[-1].when) if every else "",
        deleted=len(entries) - len(every),
        copies=copies(),
    )


def copies() -> tuple[Path, ...]:
    """The diary's backups in its own folder."""
    return tuple(sorted(drafts.backups().glob("*.sqlite3")))


def erase_everything(what: Copies) -> None:
    """Erases every entry, deleted ones too, and the backups where that was said.

    Where they are left, one is made first of how the diary is. Fault where something could not be
    erased.
    """
    if what == "leave":
        backups.back_up(aside=True)
    with alone():  # no backup is made meanwhile
        store.save_all(lambda _before: (), replace=True)
        uploads.forget()
        if what == "remove":
            with refusing(drafts.backups()):
                for path in copies():
                    for one in (*path.parent.glob(f"{path.name}-*"), path):
                        one.unlink(missing_ok=True)
                if drafts.backups().is_dir():
                    settle(drafts.backups())
