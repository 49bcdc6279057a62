"""Their data: out as one file or as tables, in again with a preview, copied and brought back."""

import io
import json
import os
import shutil
import sqlite3
import stat
import sys
import threading
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.http import HttpResponse
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from multifocal.diary import (
    About,
    Bundle,
    Entry,
    Note,
    When,
    new_entry,
    read_bundle,
    write_bundle,
)
from multifocal.diary.fhir import write_diary_fhir
from multifocal.fault import Fault
from multifocal.web.diary import backups, drafts, store, uploads
from multifocal.web.diary.state import now, today
from multifocal.words import day_said
from tests.web.diary.conftest import Post, filled, new_id
from tests.web.markup import markup, words


def written(text: str) -> Entry:
    entry = new_entry(Note(text), When(today()), now(), new_id())
    store.save(entry.id, lambda _: entry)
    return entry


def bring(owner: Client, content: bytes) -> HttpResponse:
    return owner.post("/diary/data/bring", {"file": SimpleUploadedFile("d.json", content)})


def test_the_bundle_holds_everything_and_is_read_again(owner: Client) -> None:
    some = [written(text) for text in ("one", "zwölf", "3")]
    answer = owner.post("/diary/data/bundle.json")
    assert "attachment" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    assert set(read_bundle(answer.content).entries) == set(some)


def test_tables_are_a_zip_with_a_table_a_kind(add: Post, owner: Client) -> None:
    add("note", text="=1+1")
    add("score", name="RODS", number="31")
    answer = owner.post("/diary/data/tables.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        assert sorted(packed.namelist()) == ["diary-note.csv", "diary-score.csv"]
        text = packed.read("diary-note.csv")
    assert text.startswith(b"\xef\xbb\xbfid,day,")
    assert b"'=1+1" in text


@pytest.mark.parametrize("address", ["bundle.json", "tables.zip", "bring", "take"])
def test_nothing_of_it_is_fetched_by_an_address_alone(owner: Client, address: str) -> None:
    assert owner.get(f"/diary/data/{address}").status_code == 405
    strict = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True)
    strict.cookies = owner.cookies
    assert strict.post(f"/diary/data/{address}").status_code == 403


def test_an_import_is_previewed_and_the_same_file_twice_changes_nothing(owner: Client) -> None:
    here = written("here")
    there = new_entry(Note("there"), When(today()), now())
    content = write_bundle(Bundle((here, there)))
    for expected in ("1 entry is new", "2 entries are the same"):
        answer = bring(owner, content)
        assert expected in words(answer)
        before = store.everything()
        form = filled(answer)
        assert store.everything() == before
        owner.post("/diary/data/take", {"token": form["token"][0], "merge": "1"})
    assert {one.content.text for one in store.everything()} == {"here", "there"}
    assert len(store.everything()) == 2


def a_hospitals(name: str, born: str) -> bytes:
    """A grip strength as another system hands it out, with whose it is."""
    named = {"use": "official", "family": name.split()[1], "given": [name.split(maxsplit=1)[0]]}
    patient = {"resourceType": "Patient", "name": [named], "birthDate": born}
    grip = {"resourceType": "Observation", "status": "final",
            "effectiveDateTime": "2026-03-02T09:30:00+01:00",
            "code": {"coding": [{"system": "http://loinc.org", "code": "83174-3"}]},
            "valueQuantity": {"value": 21.5, "code": "kgf"}}  # fmt: skip
    some = [{"resource": one} for one in (patient, grip)]
    return json.dumps({"resourceType": "Bundle", "type": "collection", "entry": some}).encode()


def test_whom_a_hospitals_file_is_about_is_asked_though_no_entry_tells_it(owner: Client) -> None:
    mine = new_entry(About("Anna Example", date(1970, 1, 1)), When(today()), now())
    store.save(mine.id, lambda _: mine)
    answer = bring(owner, a_hospitals("Bob Other", "1950-05-05"))
    assert "The file is about Bob Other, born on 5 May 1950." in words(answer)
    token = filled(answer)["token"][0]
    assert "two people" in words(owner.post("/diary/data/take", {"token": token, "merge": "1"}))
    assert store.everything() == (mine,)
    answer = bring(owner, a_hospitals("Anna Example", "1970-01-01"))
    assert "same person" not in words(answer)
    owner.post("/diary/data/take", {"token": filled(answer)["token"][0], "merge": "1"})
    assert len(store.everything()) == 2


@pytest.mark.parametrize(
    "moment",
    ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00",
     "9999-12-31T23:59:59-14:00"],
)  # fmt: skip
def test_a_record_written_far_off_is_refused_before_anything_else(
    owner: Client, moment: str
) -> None:
    page = json.loads(a_hospitals("Anna Example", "1970-01-01"))
    page["entry"][1]["resource"]["meta"] = {"lastUpdated": moment}
    answer = bring(owner, json.dumps(page).encode())
    assert answer.status_code == 200
    assert "the day is far off" in words(answer)


def test_what_is_new_is_listed_by_day_and_how_many_more_there_are_is_said(owner: Client) -> None:
    """Days stood in the order of ids, and of 26 the last six were not named."""
    days = [today() - timedelta(days=n) for n in (3, 30, 1, *range(4, 25))]
    some = [new_entry(Note(str(one)), When(one), now()) for one in days]
    answer = bring(owner, write_bundle(Bundle(tuple(some))))
    listed = [one.text for one in markup(answer).all("li") if one.text.endswith(": Note")]
    assert listed == [f"{day_said(one)}: Note" for one in sorted(days)[:20]]
    assert "And 4 more." in words(answer)
    owner.post("/diary/data/take", {"token": filled(answer)["token"][0], "replace": "1"})
    answer = bring(owner, write_bundle(Bundle(tuple(some[:1]))))
    listed = [one.text for one in markup(answer).all("li") if one.text.endswith(": Note")]
    assert listed == [f"{day_said(one)}: Note" for one in sorted(days) if one != days[0]]


@pytest.mark.parametrize("form", ["bundle", "fhir"])
def test_a_file_of_another_person_is_asked_about_before_two_diaries_become_one(
    owner: Client, form: str
) -> None:
    mine = new_entry(About("Anna Example", date(1970, 1, 1)), When(today()), now())
    store.save(mine.id, lambda _: mine)
    other = new_entry(About("Bob Other", date(1950, 5, 5)), When(today()), now())
    note = new_entry(Note("his"), When(today()), now())
    made = {"bundle": lambda: write_bundle(Bundle((other, note))),
            "fhir": lambda: write_diary_fhir((other, note))}  # fmt: skip
    answer = bring(owner, made[form]())
    said = words(answer)
    assert "Your diary is about Anna Example, born on 1 January 1970." in said
    assert "The file is about Bob Other, born on 5 May 1950." in said
    assert 'name="same" value="1" required' in answer.content.decode()
    token = filled(answer)["token"][0]
    answer = owner.post("/diary/data/take", {"token": token, "merge": "1"})
    assert "nothing was changed" in words(answer)
    assert "may be about two people" in words(answer)
    assert store.everything() == (mine,)
    owner.post("/diary/data/take", {"token": token, "merge": "1", "same": "1"})
    assert len(store.everything()) == 3


def test_another_persons_file_takes_a_diarys_place_only_as_told(owner: Client) -> None:
    """One press below the question replaced her diary by her brother's."""
    mine = new_entry(About("Anna Example"), When(today()), now())
    store.save(mine.id, lambda _: mine)
    other = new_entry(About("Bob Other"), When(today()), now())
    answer = bring(owner, write_bundle(Bundle((other,))))
    assert "my diary about Anna Example goes, and the file about Bob Other takes" in words(answer)
    sent = {"token": filled(answer)["token"][0], "replace": "1"}
    for ticked in ({}, {"same": "1"}):
        answer = owner.post("/diary/data/take", {**sent, **ticked})
        assert "may be about another person than the diary" in words(answer)
        assert store.everything() == (mine,)
    owner.post("/diary/data/take", {**sent, "another": "1"})
    assert store.everything() == (other,)


@pytest.mark.parametrize(
    ("choice", "text"), [("here", "mine"), ("there", "theirs"), ("", "theirs")]
)
def test_of_two_that_were_changed_one_is_chosen_and_the_other_stays_in_the_history(
    owner: Client, choice: str, text: str
) -> None:
    first = written("first")
    mine = first.corrected(first.when, Note("mine"), now())
    store.save(first.id, lambda _: mine)
    theirs = first.corrected(first.when, Note("theirs"), now() + timedelta(seconds=5))
    answer = bring(owner, write_bundle(Bundle((theirs,))))
    assert "1 entry was changed in both places" in words(answer)
    sent = {"token": filled(answer)["token"][0], "merge": "1"}
    owner.post("/diary/data/take", {**sent, **({f"choice-{first.id}": choice} if choice else {})})
    (entry,) = store.everything()
    assert entry.content == Note(text)
    assert {v.content.text for v in entry.versions} == {"first", "mine", "theirs"}


def test_replacing_says_what_would_go_and_copies_it_first(owner: Client, diary: Path) -> None:
    written("will go")
    there = new_entry(Note("comes"), When(today()), now())
    answer = bring(owner, write_bundle(Bundle((there,))))
    assert "1 entry that is here and not in the file would go" in words(answer)
    owner.post("/diary/data/take", {"token": filled(answer)["token"][0], "replace": "1"})
    assert store.everything() == (there,)
    (copy,) = backups.verify_all(drafts.backups())
    assert b"will go" in copy.path.read_bytes()
    for _ in range(2):  # later copies of the day do not take its place
        backups.back_up()
    assert b"will go" in copy.path.read_bytes()


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe\x00", b'{"schema": "other"}', b"[" * 100_000,
     b'{"schema": "multifocal-diary", "version": 99, "entries": []}'],
)  # fmt: skip
def test_a_file_that_is_no_diary_changes_nothing_and_says_so(owner: Client, content: bytes) -> None:
    written("here")
    answer = bring(owner, content)
    assert "nothing was changed" in words(answer)
    assert len(store.everything()) == 1


def test_a_large_diary_is_brought_in_without_a_temporary_file(
    owner: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = When(today())
    some = tuple(new_entry(Note("x" * 3900 + str(n)), day, now()) for n in range(1000))
    content = write_bundle(Bundle(some))
    assert len(content) > 3_000_000  # above Django's own limit
    monkeypatch.setattr("tempfile.NamedTemporaryFile", None)
    answer = bring(owner, content)
    assert "1000 entries are new" in words(answer)
    owner.post("/diary/data/take", {"token": filled(answer)["token"][0], "merge": "1"})
    assert len(store.everything()) == 1000


def test_what_was_chosen_is_forgotten_after_a_while(
    owner: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = bring(owner, write_bundle(Bundle((new_entry(Note("x"), When(today()), now()),))))
    monkeypatch.setattr(uploads, "LASTS_S", -1)
    uploads.hold(uploads.held(filled(answer)["token"][0]) or b"")
    answer = owner.post("/diary/data/take", {"token": filled(answer)["token"][0], "merge": "1"})
    assert "was forgotten" in words(answer)
    assert not store.everything()


@given(st.sets(st.dates(date(2020, 1, 1), date(2026, 12, 31)), max_size=60))
def test_seven_days_and_twelve_months_stay(days: set[date]) -> None:
    kept = backups.stays(days)
    newest = sorted(days, reverse=True)
    months = {(one.year, one.month) for one in days}
    assert set(newest[:7]) <= kept <= days
    assert len(kept) <= 7 + 12
    for year, month in sorted(months, reverse=True)[:12]:
        assert max(one for one in days if (one.year, one.month) == (year, month)) in kept


def test_a_copy_is_private_whole_and_takes_the_place_of_the_days_former_one(diary: Path) -> None:
    written("one")
    first = backups.back_up()
    written("two")
    second = backups.back_up()
    assert (first.path, second.entries) == (second.path, 2)
    assert [one.name for one in drafts.backups().iterdir()] == [second.path.name]
    if sys.platform != "win32":
        assert stat.S_IMODE(second.path.stat().st_mode) == 0o600
        assert stat.S_IMODE(drafts.backups().stat().st_mode) == 0o700


def test_a_copy_is_made_by_itself_once_something_was_written(
    owner: Client, diary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.conf.settings.DIARY_BACKUPS", True)
    backups._state.clear()
    owner.get("/diary")
    for thread in threading.enumerate():
        if thread.name == "diary-backup":
            thread.join()
    assert backups.newest() is not None
    assert backups.last_fault() is None
    assert "The last backup is of" in words(owner.get("/diary/data"))


def test_the_days_copy_follows_within_an_hour(diary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first one is made of a diary in which nothing stands yet."""
    monkeypatch.setattr("django.conf.settings.DIARY_BACKUPS", True)
    monkeypatch.setitem(backups._state, "looked", True)
    made = backups.back_up()

    def held_after(text: str) -> int:
        written(text)
        backups.soon()
        for thread in threading.enumerate():
            if thread.name == "diary-backup":
                thread.join()
        return backups.verify(made.path).entries

    assert held_after("one") == 0
    earlier = made.path.stat().st_mtime - backups.RENEWED_S - 60
    os.utime(made.path, (earlier, earlier))
    assert held_after("two") == 2
    assert held_after("three") == 2


def test_what_was_saved_is_answered_so_though_no_copy_can_be_looked_for(
    add: Post, diary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of another's among the copies, and a disk that does not answer."""
    monkeypatch.setattr("django.conf.settings.DIARY_BACKUPS", True)
    drafts.backups().mkdir(exist_ok=True)
    (drafts.backups() / "diary-of-no-day.sqlite3").touch()
    assert backups.newest() is None

    def broken() -> bool:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(backups, "_is_due", broken)
    assert add("note", text="kept")["Location"].startswith("/diary?saved=")
    assert backups.last_fault() is not None


def spoiled_page(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(bytes(content))


def spoiled_entry(path: Path) -> None:
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("UPDATE diary_entry SET plain = replace(plain, 'note', 'nonesuch')")


def swapped_entry(path: Path) -> None:
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("UPDATE diary_entry SET id = ?", (new_id(),))


@pytest.mark.parametrize("spoil", [spoiled_page, spoiled_entry, swapped_entry])
def test_a_damaged_copy_is_found_and_never_restored(
    diary: Path, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    written("x" * 3000)
    copy = backups.back_up(tmp_path / "copies").path
    assert backups.verify_all(copy.parent)[0].entries == 1
    spoil(copy)
    before = diary.read_bytes()
    with pytest.raises(Fault):
        backups.verify_all(copy.parent)
    with pytest.raises(Fault):
        backups.restore(copy, replace=True)
    assert diary.read_bytes() == before


def test_restoring_asks_first_and_puts_away_what_it_replaces(diary: Path, tmp_path: Path) -> None:
    old = written("old")
    copy = backups.back_up(tmp_path / "copies").path
    written("new")
    connections["diary"].close()
    with pytest.raises(Fault, match="Entries in it: 2; in the copy: 1"):
        backups.restore(copy, replace=False)
    gone = backups.restore(copy, replace=True)
    assert store.everything() == (old,)
    assert gone is not None
    assert backups.verify(gone).entries == 2


def test_a_damaged_diary_is_put_away_as_it_is(diary: Path, tmp_path: Path) -> None:
    old = written("old")
    copy = backups.back_up(tmp_path / "copies").path
    connections["diary"].close()
    diary.write_bytes(b"spoiled" * 1000)
    with pytest.raises(Fault, match="there is a diary already"):
        backups.restore(copy, replace=False)
    gone = backups.restore(copy, replace=True)
    assert gone is not None
    assert gone.read_bytes() == b"spoiled" * 1000
    assert store.everything() == (old,)


def test_no_copies_are_a_fault(tmp_path: Path, diary: Path) -> None:
    for path in (tmp_path, tmp_path / "nonesuch.sqlite3"):
        with pytest.raises(Fault):
            backups.verify_all(path)
    shutil.rmtree(diary.parent)
    with pytest.raises(Fault, match="there is no diary yet"):
        backups.back_up()
