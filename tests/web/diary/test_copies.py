"""Copies that are put aside, copies that fail, and a restore beside a site that is writing."""

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client

from multifocal.diary import Entry, Note, When, new_entry
from multifocal.fault import Fault
from multifocal.web.diary import backups, cipher, copying, database, drafts, store, switching, vault
from multifocal.web.diary.state import now, today
from tests.web.diary.conftest import PASSPHRASE
from tests.web.diary.killed import Killed
from tests.web.markup import words

posix = pytest.mark.skipif(sys.platform == "win32", reason="fork and kill -9 are POSIX")


def written(text: str) -> Entry:
    entry = new_entry(Note(text), When(today()), now())
    store.save(entry.id, lambda _: entry)
    return entry


@pytest.fixture(scope="module")
def killed() -> Iterator[Killed]:
    """Works in a process that dies at a given line."""
    with Killed() as process:
        yield process


def test_of_copies_put_aside_the_newest_five_of_each_kind_stay(
    diary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, later = backups.back_up(tmp_path / "mine").path, now()
    monkeypatch.setattr(backups, "now", lambda: later)
    for _ in range(7):
        later += timedelta(days=2)
        backups.back_up(aside=True)
        backups.restore(copy, replace=True)
    for kind in ("before-import", "replaced"):
        assert len(list(drafts.backups().glob(f"{kind}-*.sqlite3"))) == backups.ASIDE, kind
    names = sorted(one.name for one in drafts.backups().glob("before-import-*"))
    later += timedelta(days=2)
    backups.back_up(aside=True)
    assert names[0] not in {one.name for one in drafts.backups().iterdir()}  # the oldest goes
    assert copy.exists()


def test_whoever_tries_one_copy_after_the_other_keeps_the_diary_that_was_there(
    diary: Path, tmp_path: Path
) -> None:
    old = backups.back_up(tmp_path / "mine").path
    written("since the copy")
    for _ in range(backups.ASIDE + 3):
        backups.restore(old, replace=True)
    kept = [backups.verify(one).entries for one in drafts.backups().glob("replaced-*.sqlite3")]
    assert kept.count(1) == 1, "the diary itself"
    assert store.everything() == ()


@posix
def test_what_a_restore_put_away_is_spoiled_by_nobody_who_has_it_open(
    diary: Path, tmp_path: Path
) -> None:
    """Who waited for the diary that went found the journal of the next one by its name, and played
    it back into what had been put away."""
    for number in range(30):
        written(f"{number} " + "y" * 3000)
    copy = backups.back_up(tmp_path / "mine").path
    for number in range(30):
        written("x" * (100 * number + 1))
    connections["diary"].close()
    with closing(sqlite3.connect(diary, isolation_level=None)) as late:
        assert late.execute("SELECT count(*) FROM diary_entry").fetchone() == (60,)
        gone = backups.restore(copy, replace=True)
        assert gone is not None
        with closing(sqlite3.connect(diary, isolation_level=None)) as base:
            base.execute("PRAGMA cache_size = 1")  # pages go to the file before the end
            base.execute("BEGIN IMMEDIATE")
            base.execute("UPDATE diary_entry SET plain = plain || plain")
            assert diary.with_name("diary.sqlite3-journal").stat().st_size > 4096
            with suppress(sqlite3.Error):
                late.execute("BEGIN IMMEDIATE")
            base.execute("ROLLBACK")
    assert backups.verify(gone).entries == 60
    assert len(store.everything()) == 30


def test_the_page_says_which_copies_stay(owner: Client) -> None:
    assert "before an import or a restore the last five and all of the last seven days" in words(
        owner.get("/diary/data")
    )


@posix
def test_the_disk_is_named_that_cannot_be_written(diary: Path, tmp_path: Path) -> None:
    """Not the diary's own: whoever makes room there has deleted for nothing."""
    for number in range(40):
        written(f"{number} " + "x" * 3900)
    connections["diary"].close()
    there = tmp_path / "stick"
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000));"
    backup = "import sys; from multifocal.cli.main import main; sys.exit(main())"
    ignored = "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
    done = subprocess.run(
        [sys.executable, "-c", ignored + limit + backup, "diary", "backup", str(there)],
        env={**os.environ, "MULTIFOCAL_DATA": str(diary.parent)}, capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert not list(there.iterdir())
    assert str(diary) not in done.stderr and str(there) in done.stderr, done.stderr


@pytest.mark.parametrize(
    ("spoil", "said"),
    [("empty", "file is damaged"), ("foreign", "belongs to another program"),
     ("entry", "file is damaged")],
)  # fmt: skip
def test_a_diary_that_cannot_be_copied_is_named_and_no_draft(
    diary: Path, tmp_path: Path, spoil: str, said: str
) -> None:
    written("x")
    connections["diary"].close()
    if spoil == "empty":
        diary.write_bytes(b"")
    with closing(sqlite3.connect(diary)) as base:
        if spoil == "foreign":
            base.execute("PRAGMA application_id = 7")
        elif spoil == "entry":
            base.execute("UPDATE diary_entry SET plain = '{}'")
            base.commit()
    with pytest.raises(Fault, match=said) as fault:
        backups.back_up(tmp_path / "mine")
    assert str(diary) in str(fault.value)
    assert not list((tmp_path / "mine").iterdir())


def test_a_copy_that_cannot_be_taken_is_said_as_what_it_is(diary: Path, tmp_path: Path) -> None:
    """A slip in a name is no broken disk, and a broken copy no broken diary."""
    bundle = tmp_path / "diary.json"
    bundle.write_text('{"schema": "multifocal-diary", "version": 1, "entries": []}' * 20)
    for path, said in ((tmp_path / "slip.sqlite3", "no such file"), (bundle, "this copy is")):
        for ask in (backups.verify_all, lambda one: backups.restore(one, replace=True)):
            with pytest.raises(Fault, match=said):
                ask(path)
    with pytest.raises(Fault, match="this is no folder"):
        backups.back_up(bundle)
    assert store.everything() == ()


def test_a_restore_waits_for_nobody_who_is_writing_and_changes_nothing(
    diary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = backups.back_up(tmp_path / "mine").path
    kept = written("under way")
    connections["diary"].close()
    monkeypatch.setattr(copying, "WAIT_S", 0)
    hold = (
        "import sqlite3, sys; base = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "base.execute('BEGIN IMMEDIATE'); print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(diary)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as site:
        assert site.stdout is not None and site.stdin is not None
        assert site.stdout.readline() == b"held\n"
        with pytest.raises(Fault, match="another program is using the diary"):
            backups.restore(copy, replace=True)
        site.stdin.close()
    assert store.everything() == (kept,)
    assert not list(drafts.backups().glob("replaced-*"))


def test_any_failure_of_the_copying_thread_is_told_on_the_page(
    owner: Client, diary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("with words of an entry in it")

    monkeypatch.setattr("django.conf.settings.DIARY_BACKUPS", True)
    monkeypatch.setattr(backups, "back_up", broken)
    backups._state.clear()
    backups.soon()
    for thread in threading.enumerate():
        if thread.name == "diary-backup":
            thread.join()
    page = words(owner.get("/diary/data"))
    assert "The last backup could not be made" in page
    assert "with words of an entry" not in page
    backups._state.clear()


def test_a_copy_in_clear_is_encrypted_as_it_takes_an_encrypted_diarys_place(
    diary: Path, tmp_path: Path
) -> None:
    kept = written("quokka" * 100)
    copy = backups.back_up(tmp_path / "mine").path
    assert b"quokka" in copy.read_bytes()
    connections["diary"].close()
    switching.encrypt(PASSPHRASE, "leave")
    vault_key = vault.key_of(diary)
    vault.lock()
    with pytest.raises(Fault, match="locked"):  # never in clear behind its owner's back
        backups.restore(copy, replace=True)
    assert vault_key is not None
    vault.hold(vault_key)
    backups.restore(copy, replace=True)
    assert cipher.is_encrypted(diary)
    assert b"quokka" not in diary.read_bytes()
    assert store.everything() == (kept,)


def test_an_encrypted_copy_keeps_its_own_passphrase(encrypted: Path, tmp_path: Path) -> None:
    copy = backups.back_up(tmp_path / "mine").path
    key = vault.key_of(copy)
    switching.change(PASSPHRASE, "another one altogether", "leave")
    backups.restore(copy, replace=True, key=key)
    vault.lock()
    vault.unlock(encrypted, PASSPHRASE)
    assert len(store.everything()) == 3


@posix
@pytest.mark.parametrize(
    ("part", "secret"),
    [(0.8, False), (0.95, True)]
    + [
        pytest.param(part, secret, marks=pytest.mark.exhaustive)
        for part in (0.1, 0.3, 0.5, 0.65, 0.9)
        for secret in (False, True)
    ],
)
def test_a_migration_that_is_killed_halfway_loses_nothing_and_the_next_start_finishes_it(
    diary: Path, killed: Killed, part: float, secret: bool
) -> None:
    for text in ("axolotl", "wombat", "numbat"):
        written(text * 500)
    expected = sorted(one.id for one in store.everything())
    connections["diary"].close()
    work = "(later(), database.ready())"
    if secret:
        switching.encrypt(PASSPHRASE, "leave")
        work = f"(later(), vault.unlock(database.place(), {PASSPHRASE!r}), database.ready())"
    before = diary.read_bytes()
    total = killed.after(0, diary, work)
    assert total is not None and diary.read_bytes() != before
    diary.write_bytes(before)
    assert killed.after(int(total * part), diary, work) is None
    key = vault.key_of(diary)
    database.check(diary)
    assert copying.count_entries(diary, key) == 3
    assert killed.after(0, diary, work) is not None
    with closing(cipher.connect(diary, key)) as base:
        rows = base.execute("SELECT id, color FROM diary_entry ORDER BY id").fetchall()
        done = base.execute("SELECT name FROM django_migrations WHERE app = 'diary'").fetchall()
    assert rows == [(one, "teal") for one in expected]
    assert done == [("0001_initial",), ("0002_color",)]
    assert not list(diary.parent.glob(".multifocal-diary*"))


WRITING = """
import sys, django; django.setup()
from multifocal.diary import Note, When, new_entry
from multifocal.web.diary import store
from multifocal.web.diary.state import now, today
for number in range(15):
    entry = new_entry(Note(f"{sys.argv[1]} {number}"), When(today()), now())
    store.save(entry.id, lambda _: entry)
"""


@pytest.mark.exhaustive
def test_two_processes_that_write_to_one_diary_lose_nothing(diary: Path) -> None:
    env = {**os.environ, "MULTIFOCAL_DATA": str(diary.parent),
           "DJANGO_SETTINGS_MODULE": "multifocal.web.settings"}  # fmt: skip
    both = [
        subprocess.Popen([sys.executable, "-c", WRITING, name], env=env) for name in ("one", "two")
    ]
    assert [one.wait(timeout=120) for one in both] == [0, 0]
    assert len(store.everything()) == 30
