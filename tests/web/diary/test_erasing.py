"""The whole diary is erased in two steps, each of which names what is lost; backups are named."""

from pathlib import Path

import pytest
from django.test import Client

from multifocal.web.diary import backups, drafts, store
from tests.web.diary.conftest import Post, filled
from tests.web.diary.test_plans import said

ERASE = "/diary/data/erase"


@pytest.fixture
def kept(owner: Client, add: Post) -> Client:
    """A diary of two entries, a deleted one, and a backup."""
    for text in ("very private", "more of it", "a third"):
        add("note", text=text)
    owner.post(f"/diary/entry/{store.everything()[0].id}/delete")
    backups.back_up()
    return owner


def test_what_would_be_lost_is_named_and_nothing_is_erased_by_looking(kept: Client) -> None:
    assert ERASE in set(kept.get("/diary/data").content.decode().split('"'))
    for page in (said(kept.get(ERASE)), said(kept.post(ERASE))):
        assert "2 entries are in your diary" in page and "1 more was deleted" in page
        assert "1 backup" in page
    assert str(drafts.backups()) in said(kept.get(ERASE))
    assert len(store.everything()) == 3


@pytest.mark.parametrize(
    "answer",
    [{"understood": "1"}, {"copies": "remove"}, {"copies": "nonsense", "understood": "1"}],
)
def test_nothing_is_erased_without_both_answers(kept: Client, answer: dict[str, str]) -> None:
    form = filled(kept.post(ERASE))
    assert "understood" not in form and "copies" not in form  # nothing is picked beforehand
    page = said(kept.post(ERASE, {**form, **answer}))
    assert "Nothing has been erased" in page and len(store.everything()) == 3
    assert len(list(drafts.backups().glob("*.sqlite3"))) == 1


def test_it_is_erased_with_its_backups(kept: Client, diary: Path) -> None:
    done = kept.post(ERASE, {"erase": "1", "understood": "1", "copies": "remove"})
    assert "The whole diary has been erased" in said(kept.get(done["Location"]))
    assert not store.everything() and not list(drafts.backups().iterdir())
    assert b"very private" not in diary.read_bytes()
    kept.post("/diary/add/note", {**filled(kept.get("/diary/add/note")), "text": "anew"})
    assert len(store.everything()) == 1


def test_backups_that_stay_hold_all_that_was_erased(kept: Client, add: Post) -> None:
    add("note", text="since the backup")
    kept.post(ERASE, {"erase": "1", "understood": "1", "copies": "leave"})
    assert not store.everything()
    held = [backups.verify(one).entries for one in sorted(drafts.backups().glob("*.sqlite3"))]
    assert sorted(held) == [3, 4]


def test_a_diary_without_backups_is_erased_whole(owner: Client, add: Post) -> None:
    add("note", text="private")
    owner.post(ERASE, {"erase": "1", "understood": "1"})
    assert not store.everything() and not drafts.backups().exists()


def test_only_its_owner_erases_it(kept: Client) -> None:
    stranger = Client(SERVER_NAME="127.0.0.1")
    sent = {"erase": "1", "understood": "1", "copies": "remove"}
    assert stranger.post(ERASE, sent).status_code == 403
    assert len(store.everything()) == 3
