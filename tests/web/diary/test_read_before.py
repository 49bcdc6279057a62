"""Entries are checked once and not for each page; what is locked or erased is not held on to."""

import threading
from pathlib import Path

import pytest

from multifocal.diary import Note, When, new_entry
from multifocal.diary.plain import entry_from_plain
from multifocal.fault import Fault
from multifocal.web.diary import read_before, store, uploads, vault
from multifocal.web.diary.state import now, today


def put(text: str) -> str:
    entry = new_entry(Note(text), When(today()), now())
    store.save(entry.id, lambda _: entry)
    return entry.id


def held() -> str:
    return " ".join(read_before._read)


@pytest.mark.usefixtures("diary")
def test_an_entry_is_checked_once_and_a_correction_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    one = put("axolotl")
    store.everything()
    checked = []
    monkeypatch.setattr(
        read_before, "entry_from_plain",
        lambda *given: checked.append(given) or entry_from_plain(*given),
    )  # fmt: skip
    assert store.everything() == store.everything()
    assert not checked
    store.save(one, lambda before: before and before.corrected(before.when, Note("newt"), now()))
    (after,) = store.everything()
    assert after.content == Note("newt") and len(checked) == 1


@pytest.mark.usefixtures("diary")
def test_what_is_erased_is_not_held_on_to() -> None:
    one = put("axolotl")
    store.everything()
    assert "axolotl" in held()
    store.save(one, lambda before: before and before.wiped(now()))
    assert not held()


def test_a_file_that_was_chosen_and_not_brought_in_goes_with_the_key(encrypted: Path) -> None:
    uploads.hold(b"axolotl")
    vault.lock()
    assert not uploads._waiting and vault.is_locked(encrypted)


def test_a_file_that_was_chosen_goes_though_nobody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "LASTS_S", 0.05)
    uploads.hold(b"axolotl")
    assert b"axolotl" in str(uploads._waiting).encode()
    (timer,) = (one for one in threading.enumerate() if isinstance(one, threading.Timer)
                and one.function is uploads._drop and one.interval == 0.05)  # fmt: skip
    timer.join()
    assert not uploads._waiting


def test_what_is_locked_is_not_held_on_to(encrypted: Path) -> None:
    assert len(store.everything()) == 3
    assert "axolotl" in held()
    vault.lock()
    assert not held() and vault.is_locked(encrypted)
    with pytest.raises(Fault):
        store.everything()


@pytest.mark.usefixtures("diary")
def test_what_is_idle_is_not_held_on_to(monkeypatch: pytest.MonkeyPatch, encrypted: Path) -> None:
    store.everything()
    monkeypatch.setattr(vault, "IDLE_S", 0)
    assert vault.is_locked(encrypted) and not held()
