"""The diary's file: made privately, and refused in one line wherever it cannot be trusted. A new,
empty diary never takes its place."""

import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connections
from django.test import Client

from multifocal.diary import Note, When, new_entry
from multifocal.fault import Fault
from multifocal.web.diary import database, store
from multifocal.web.diary.models import EntryRow
from multifocal.web.diary.state import now, today
from tests.web.diary.conftest import Post, filled, new_id
from tests.web.markup import words

A_DAY = "2026-11-01"


def test_it_is_made_private_and_whole(unmade: Path) -> None:
    diary = unmade
    assert not diary.exists()
    database.ready()
    if sys.platform != "win32":
        assert stat.S_IMODE(diary.stat().st_mode) == 0o600
        assert stat.S_IMODE(diary.parent.stat().st_mode) == 0o700
    assert not list(diary.parent.glob(".multifocal*"))
    with closing(sqlite3.connect(diary)) as base:
        names = {n for (n,) in base.execute("SELECT name FROM sqlite_master WHERE type='table'")}
        assert base.execute("PRAGMA application_id").fetchone() == (database.APPLICATION,)
        assert base.execute("PRAGMA user_version").fetchone() == (database.SCHEMA,)
    assert {"diary_entry", "django_migrations"} <= names
    assert "accounts_user" not in names


def test_writes_are_synchronous_and_begin_by_holding_the_file(diary: Path) -> None:
    database.ready()
    with connections["diary"].cursor() as cursor:
        assert cursor.execute("PRAGMA synchronous").fetchone() == (3,)  # EXTRA: FULL and more
        assert cursor.execute("PRAGMA secure_delete").fetchone() == (1,)
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    seen: list[str] = []

    def note(before: object) -> None:
        with closing(sqlite3.connect(diary, timeout=0)) as other, pytest.raises(sqlite3.Error):
            other.execute("BEGIN IMMEDIATE")
        seen.append("held")

    store.save(new_id(), note)
    assert seen == ["held"]


def test_only_the_diarys_models_are_in_it() -> None:
    from multifocal.web.diary.router import DiaryRouter  # noqa: PLC0415

    router = DiaryRouter()
    for model in apps.get_models():
        own = model is EntryRow
        assert router.db_for_write(model) == ("diary" if own else None)
        assert router.allow_migrate("diary", model._meta.app_label) == own
        assert router.allow_migrate("default", model._meta.app_label) != own


def spoil_head(path: Path) -> None:
    path.write_bytes(b"not a database at all, but long enough for one" * 100)


def spoil_pages(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 : len(content)] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(bytes(content))


def empty(path: Path) -> None:
    path.write_bytes(b"")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def of_another(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as base:
        base.execute("CREATE TABLE bookmarks (url TEXT)")


def of_the_future(path: Path) -> None:
    with closing(sqlite3.connect(path)) as base:
        base.execute(f"PRAGMA user_version = {database.SCHEMA + 1}")


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def gone(path: Path) -> None:
    copies = path.with_name("diary-backups")
    copies.mkdir(exist_ok=True)
    shutil.copy(path, copies / f"diary-{A_DAY}.sqlite3")
    path.unlink()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (spoil_head, "file is damaged"),
        (spoil_pages, "file is damaged"),
        (empty, "file is damaged"),
        (cut, "file is damaged"),
        (of_another, "belongs to another program"),
        (of_the_future, "newer version of Multifocal"),
        (a_folder, "This is no file"),
        (gone, "copies of it are there"),
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused_and_left_as_it_is(
    add: Post, owner: Client, diary: Path, spoil: Callable[[Path], None], said: str
) -> None:
    for text in ("one", "two", "three"):
        add("note", text=text * 500)
    connections["diary"].close()
    spoil(diary)
    database._checked.clear()  # as after a new start
    before = diary.read_bytes() if diary.is_file() else None
    for address in ("/diary", "/diary/add/note"):
        answer = owner.get(address)
        assert answer.status_code == 503
        assert said in words(answer)
        assert str(diary) in words(answer)
        assert "Traceback" not in words(answer)
    assert (diary.read_bytes() if diary.is_file() else None) == before
    assert owner.get("/symptoms").status_code == 200
    with pytest.raises(Fault) as fault:
        database.ready()
    assert len(fault.value.each) == 1


def test_a_file_taken_away_while_the_site_runs_is_not_made_anew(
    add: Post, owner: Client, diary: Path
) -> None:
    add("note", text="here")
    gone(diary)
    assert "copies of it are there" in words(owner.get("/diary"))
    assert not diary.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file modes")
def test_a_file_that_others_may_read_is_closed_to_them(add: Post, diary: Path) -> None:
    add("note", text="x")
    diary.chmod(0o644)
    database._checked.clear()
    database.ready()
    assert stat.S_IMODE(diary.stat().st_mode) == 0o600


def test_a_full_disk_writes_nothing_and_keeps_what_was_typed(
    add: Post, owner: Client, diary: Path
) -> None:
    add("note", text="before")
    connections["diary"].close()
    options = connections.settings["diary"]["OPTIONS"]
    pages = diary.stat().st_size // 4096
    usual = options["init_command"]
    options["init_command"] = (
        f"{usual}; PRAGMA max_page_count={pages}"  # as SQLite sees a full disk
    )
    try:
        for number in range(12):
            answer = add("note", text=f"after {number} " + "long " * 700)
            if answer.status_code == 200:
                break
        assert "the disk is full, and nothing was written" in words(answer).lower()
        assert f"after {number}" in answer.content.decode()
    finally:
        options["init_command"] = usual
        connections["diary"].close()
    texts = [one.content.text.strip()[:7] for one in store.everything()]
    assert sorted(texts) == sorted(["before", *(f"after {n}" for n in range(number))])


def test_a_diary_that_another_program_holds_says_so(add: Post, owner: Client, diary: Path) -> None:
    form = filled(owner.get("/diary/add/note"))
    options = connections.settings["diary"]["OPTIONS"]
    connections["diary"].close()
    options["timeout"] = 0
    try:
        with closing(sqlite3.connect(diary)) as other:
            other.execute("BEGIN EXCLUSIVE")
            answer = owner.post("/diary/add/note", {**form, "text": "typed and not lost"})
            assert "another program is using the diary" in words(answer).lower()
            assert "typed and not lost" in answer.content.decode()
    finally:
        options["timeout"] = 20
        connections["diary"].close()


MAKING = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "multifocal.web.settings"
django.setup()
from multifocal.web.diary import database
database.ready()
"""


@pytest.mark.exhaustive
def test_two_processes_that_start_at_once_make_one_diary(tmp_path: Path) -> None:
    import os  # noqa: PLC0415

    env = {**os.environ, "MULTIFOCAL_DATA": str(tmp_path)}
    both = [subprocess.Popen([sys.executable, "-c", MAKING], env=env) for _ in range(2)]
    assert [one.wait(timeout=120) for one in both] == [0, 0]
    assert [one.name for one in tmp_path.iterdir() if "diary" in one.name] == ["diary.sqlite3"]


def test_what_is_erased_is_gone_from_the_file(add: Post, owner: Client, diary: Path) -> None:
    mark = "quokkaquokka"
    add("note", text=mark * 40)
    (kept,) = store.everything()
    assert mark.encode() in diary.read_bytes()
    owner.post(f"/diary/entry/{kept.id}/delete")
    owner.post(f"/diary/entry/{kept.id}/erase")
    assert mark.encode() not in diary.read_bytes()
    assert store.everything()[0].erased


def test_the_same_entry_twice_is_one(diary: Path) -> None:
    entry = new_entry(Note("once"), When(today()), now())
    for _ in range(2):
        store.save(entry.id, lambda before: before or entry)
    assert store.everything() == (entry,)
