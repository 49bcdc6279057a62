"""A diary that is locked on the computer is locked for a phone at home too, and the other way: each
side is a process of its own, and they share a note that holds nothing of the diary."""

import re
import stat
from pathlib import Path

from django.test import Client

from multifocal.web.diary import locking, read_before, store, vault
from tests.web.diary.conftest import PASSPHRASE
from tests.web.diary.test_passphrase import unlock
from tests.web.markup import words


def test_locked_on_the_other_side_is_locked_here_in_clear_words(
    encrypted: Path, owner: Client
) -> None:
    assert "axolotl" in words(owner.get("/diary"))
    locking.lock_other_sides()  # what the other process does
    answer = owner.get("/diary")
    assert "axolotl" not in words(answer) and "Passphrase" in words(answer)
    assert vault.is_locked(encrypted) and not read_before._read
    unlock(owner)
    assert "axolotl" in words(owner.get("/diary"))


def test_what_was_typed_when_the_other_side_locked_it_is_not_lost(
    encrypted: Path, owner: Client
) -> None:
    locking.lock_other_sides()
    note = {"id": "00000000-0000-4000-8000-000000000001", "day": "2026-03-02", "text": "wombat 2"}
    answer = owner.post("/diary/add/note", note)
    assert answer.status_code == 403 and "wombat 2" in answer.content.decode()
    answer = owner.post("/diary/add/note", {**note, "unlock-with": PASSPHRASE})
    assert answer.status_code == 302
    found = store.find(note["id"])
    assert found is not None


def test_the_button_locks_both_sides_and_its_note_holds_nothing(
    encrypted: Path, owner: Client
) -> None:
    before = locking.number()
    owner.post("/diary/lock")
    assert vault.is_locked(encrypted) and locking.number() != before
    note = encrypted.with_name(locking.NAME)
    assert re.fullmatch("[0-9a-f]{32}", note.read_text("ascii"))
    assert stat.S_IMODE(note.stat().st_mode) == 0o600


def test_a_note_that_cannot_be_read_leaves_nothing_open(encrypted: Path) -> None:
    encrypted.with_name(locking.NAME).mkdir()
    assert vault.is_locked(encrypted)
