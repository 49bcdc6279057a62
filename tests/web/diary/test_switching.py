"""A diary encrypted, under another passphrase and in clear again: at every moment of it there is
exactly one, it opens, and every entry is in it."""

import random
import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from multifocal.diary import Entry, Note, When, new_entry
from multifocal.fault import Fault
from multifocal.web.diary import (
    backups,
    cipher,
    copying,
    database,
    drafts,
    store,
    switching,
    vault,
)
from multifocal.web.diary.state import now, today
from tests.browser.shapes import SEED
from tests.web.diary.conftest import PASSPHRASE
from tests.web.diary.killed import Killed

OTHER = "a quite different one"
WORDS = ("axolotl", "wombat", "numbat")
posix = pytest.mark.skipif(sys.platform == "win32", reason="fork and kill -9 are POSIX")


def written(text: str) -> Entry:
    entry = new_entry(Note(text), When(today()), now())
    store.save(entry.id, lambda _: entry)
    return entry


def holding_entries(folder: Path) -> list[str]:
    """Files that hold what was typed, as bytes that anyone can search."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file() and any(one.encode() in path.read_bytes() for one in WORDS):
            found.append(path.name)
    return sorted(found)


def test_every_entry_is_the_same_before_and_after(diary: Path) -> None:
    for text in WORDS:
        written(text)
    before = store.everything()
    for switch, encrypted in (
        (lambda: switching.encrypt(PASSPHRASE, "leave"), True),
        (lambda: switching.change(PASSPHRASE, OTHER, "leave"), True),
        (lambda: switching.decrypt(OTHER, "leave"), False),
    ):
        connections["diary"].close()
        assert switch().entries == len(before)
        assert store.everything() == before
        assert cipher.is_encrypted(diary) == encrypted
        assert bool(holding_entries(diary.parent)) != encrypted
        written("more")  # it is written to as before
        before = store.everything()
    with closing(sqlite3.connect(diary)) as base:
        assert base.execute("PRAGMA user_version").fetchone() == (database.SCHEMA,)


@posix
def test_the_new_file_is_its_owners_alone(encrypted: Path) -> None:
    assert encrypted.stat().st_mode & 0o777 == 0o600
    switching.decrypt(PASSPHRASE, "leave")
    assert encrypted.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_nothing_that_was_typed_is_in_any_file_after_use(encrypted: Path, mode: str) -> None:
    """Nor in the middle of a write: database, journal or write-ahead log, copies, drafts."""
    backups.back_up()
    backups.back_up(aside=True)
    seen: set[str] = set()
    with closing(cipher.connect(encrypted, vault.key_of(encrypted))) as base:
        base.isolation_level = None
        base.execute(f"PRAGMA journal_mode = {mode}")
        base.execute("PRAGMA cache_size = 1")  # pages go to the file before the end
        base.execute("BEGIN IMMEDIATE")
        base.execute("UPDATE diary_entry SET plain = replace(plain, 'wombat', 'wombatwombat')")
        base.execute("CREATE TEMP TABLE t AS SELECT * FROM diary_entry ORDER BY plain")
        seen |= {one.name for one in encrypted.parent.iterdir()}
        assert holding_entries(encrypted.parent) == []
        base.execute("ROLLBACK")
    assert {"diary.sqlite3-journal", "diary.sqlite3-wal"} & seen
    assert holding_entries(encrypted.parent) == []
    assert not list(encrypted.parent.rglob(".multifocal-diary*"))


@pytest.mark.parametrize("copies", switching.COPIES)
def test_copies_in_clear_stay_only_where_their_owner_says_so(
    diary: Path, copies: switching.Copies
) -> None:
    for text in WORDS:
        written(text)
    backups.back_up()
    backups.back_up(aside=True)
    connections["diary"].close()
    done = switching.encrypt(PASSPHRASE, copies)
    left = holding_entries(drafts.backups())
    assert len(left) == len(done.left) == (2 if copies == "leave" else 0)
    assert len(list(drafts.backups().iterdir())) == (0 if copies == "remove" else 2)
    if copies == "same":
        assert [one.entries for one in backups.verify_all(drafts.backups())] == [3, 3]
    if copies == "leave":  # and it can be mended later
        assert len(switching.strays()) == 2
        assert switching.follow("same").left == ()
        assert holding_entries(diary.parent) == []


def test_copies_follow_a_new_passphrase_and_damaged_ones_are_told(encrypted: Path) -> None:
    whole = backups.back_up().path
    damaged = whole.with_name("replaced-and-damaged.sqlite3")
    content = bytearray(whole.read_bytes())
    content[9000] ^= 1
    damaged.write_bytes(content)
    done = switching.change(PASSPHRASE, OTHER, "same")
    assert done.left == (damaged,)
    assert damaged.read_bytes() == content
    assert backups.verify(whole).entries == 3
    assert vault.key_by(whole, OTHER)
    with pytest.raises(Fault, match="does not open"):
        vault.key_by(whole, PASSPHRASE)


def test_a_wrong_passphrase_changes_nothing(encrypted: Path) -> None:
    before = encrypted.read_bytes()
    for switch in (
        lambda: switching.change("not the right one", OTHER, "same"),
        lambda: switching.decrypt("not the right one", "same"),
    ):
        with pytest.raises(Fault, match="does not open"):
            switch()
    assert encrypted.read_bytes() == before


@pytest.mark.parametrize(
    ("new", "again", "said"),
    [("short", "short", "too short"), ("x" * 1001, "x" * 1001, "too long"),
     (PASSPHRASE, PASSPHRASE + "!", "differ")],
)  # fmt: skip
def test_a_new_passphrase_that_will_not_do(new: str, again: str, said: str) -> None:
    with pytest.raises(Fault, match=said):
        switching.check_new(new, again)


def test_what_was_written_to_the_old_file_meanwhile_is_refused_and_not_lost_silently(
    diary: Path,
) -> None:
    """A writer that waits while the file is replaced is told, and writes to no file without a
    name."""
    database.ready()
    entry = new_entry(Note("late"), When(today()), now())
    said: list[str] = []
    waiting = threading.Event()

    def write() -> None:
        try:
            with store._asking(), connections["diary"].cursor() as cursor:
                cursor.execute("SELECT 1")  # it has the old file open
                waiting.set()
                store.save(entry.id, lambda _: entry)
        except Fault as fault:
            said.append(fault.key)
        finally:
            connections["diary"].close()

    thread = threading.Thread(target=write)
    with copying.holding(diary, None) as base, drafts.alone(), drafts.draft(diary.parent) as made:
        thread.start()
        waiting.wait(20)
        copying.copy(base, made, None)
        drafts.put(made, diary)
    thread.join(30)
    # told, or in time to open the new file: never acknowledged and gone
    assert (said, store.everything()) in (
        (["diary_site.replaced"], ()),
        ([], (entry,)),
    )


def test_once_it_holds_a_file_it_asks_whether_that_is_still_the_diary(
    diary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.everything()
    answers = iter([True, False])
    with monkeypatch.context() as patched:
        patched.setattr(store, "is_still_there", lambda *_: next(answers))
        with pytest.raises(Fault, match="replaced at this very moment"):
            written("late")
    with closing(sqlite3.connect(diary)) as base:
        assert base.execute("SELECT count(*) FROM diary_entry").fetchone() == (0,)


def test_a_new_file_that_is_not_the_same_never_takes_the_name(
    diary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in WORDS:
        written(text)
    connections["diary"].close()
    before, real = diary.read_bytes(), copying.copy

    def lossy(base: sqlite3.Connection, target: Path, key: Any) -> None:
        real(base, target, key)
        with closing(cipher.connect(target, key)) as made:
            made.execute("DELETE FROM diary_entry WHERE plain LIKE '%wombat%'")
            made.commit()

    monkeypatch.setattr(switching, "copy", lossy)
    with pytest.raises(Fault, match="does not hold the same"):
        switching.encrypt(PASSPHRASE, "remove")
    assert diary.read_bytes() == before
    assert not list(diary.parent.glob(".multifocal-diary*"))


# Killed at any line


SWITCHES: dict[str, tuple[bool, str, tuple[str, ...]]] = {
    "encrypt": (False, f"switching.encrypt({OTHER!r}, 'same')", (OTHER,)),
    "encrypt, remove": (False, f"switching.encrypt({OTHER!r}, 'remove')", (OTHER,)),
    "change": (True, f"switching.change({PASSPHRASE!r}, {OTHER!r}, 'same')", (PASSPHRASE, OTHER)),
    "decrypt": (True, f"switching.decrypt({PASSPHRASE!r}, 'same')", (PASSPHRASE,)),
}


@pytest.fixture(scope="module")
def killed() -> Iterator[Killed]:
    """Works in a process that dies at a given line."""
    with Killed() as process:
        yield process


def open_by_any(path: Path, passphrases: tuple[str, ...]) -> None:
    """Unlocks it by the one of these that fits; a file in clear needs none."""
    vault.lock()
    if not cipher.is_encrypted(path):
        return
    for one in passphrases:
        try:
            vault.hold(vault.key_by(path, one))
            return
        except Fault:
            continue
    pytest.fail("no passphrase opens it")


@posix
@pytest.mark.parametrize(
    "points", [pytest.param(2, id="few"), pytest.param(30, marks=pytest.mark.exhaustive)]
)
@pytest.mark.parametrize("name", SWITCHES)
def test_killed_at_any_line_there_is_one_diary_with_every_entry(
    diary: Path, killed: Killed, name: str, points: int
) -> None:
    encrypted, switch, passphrases = SWITCHES[name]
    for text in WORDS:
        written(text * 50)
    backups.back_up()
    if encrypted:
        connections["diary"].close()
        switching.encrypt(PASSPHRASE, "same")
    expected = store.everything()
    connections["diary"].close()
    start = {p: p.read_bytes() for p in diary.parent.rglob("*") if p.is_file()}
    total = killed.after(0, diary, switch)
    assert total is not None and total > 100
    drawn = random.Random(SEED)
    ends = set()
    for line in drawn.sample(range(1, total), points):
        put_back(diary.parent, start)
        assert killed.after(line, diary, switch) is None, "it was to be killed"
        database._checked.clear()
        open_by_any(diary, passphrases)
        assert store.everything() == expected, line
        ends.add(cipher.head_of(diary)[:8])
        backups.back_up(diary.parent / "elsewhere")  # what was left of it is cleared away
        assert not list(diary.parent.glob(".multifocal-diary*")), line
        assert not list(drafts.backups().glob(".multifocal-diary*")), line
        for copy in drafts.backups().glob("*.sqlite3"):
            open_by_any(copy, passphrases)
            assert backups.verify(copy).entries == len(WORDS), line
    assert len(ends) > 1 or points < 30  # before and after were both seen


def put_back(folder: Path, files: dict[Path, bytes]) -> None:
    """The folder as it was."""
    for path in folder.rglob("*"):
        if path.is_file():
            path.unlink()
    for path, content in files.items():
        path.touch(0o600)
        path.write_bytes(content)
