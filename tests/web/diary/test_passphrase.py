"""A diary behind its passphrase: what a browser sees while it is locked, and where the passphrase
never is."""

import logging
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client

from multifocal.diary import Note
from multifocal.fault import Fault
from multifocal.web.diary import backups, cipher, drafts, store, switching, vault
from tests.web.diary.conftest import PASSPHRASE, Post, filled
from tests.web.diary.test_access import addresses, stranger
from tests.web.markup import markup, words

NEW = {"do": "on", "new": PASSPHRASE, "again": PASSPHRASE, "understood": "1"}


def unlock(owner: Client, passphrase: str = PASSPHRASE, back: str = "/diary") -> object:
    return owner.post("/diary/unlock", {"unlock-with": passphrase, "unlock-to-read": back})


def test_what_cannot_be_undone_is_said_before_it_is_set(owner: Client, diary: Path) -> None:
    page = words(owner.get("/diary/passphrase"))
    assert "nobody can open the diary again" in page
    assert page.index("nobody can open the diary again") < page.index("New passphrase")
    assert page.index("Download the whole diary") < page.index("New passphrase")
    assert "What you download or print is not encrypted" in page
    answer = owner.post("/diary/passphrase", {k: v for k, v in NEW.items() if k != "understood"})
    assert "Nothing was changed" in words(answer)
    assert not cipher.is_encrypted(diary)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"again": "another one 12"}, "differ"), ({"new": "short", "again": "short"}, "too short"),
     ({"do": "nonsense"}, "Open the form again")],
)  # fmt: skip
def test_a_form_that_will_not_do_changes_nothing_and_echoes_nothing(
    owner: Client, diary: Path, wrong: dict[str, str], said: str
) -> None:
    answer = owner.post("/diary/passphrase", {**NEW, **wrong})
    assert said in words(answer)
    assert not cipher.is_encrypted(diary)
    for value in ("another one 12", PASSPHRASE):
        assert value not in answer.content.decode()


def test_it_is_set_on_the_page_and_the_copies_follow_only_where_that_is_said(
    add: Post, owner: Client, diary: Path
) -> None:
    add("note", text="zebrafish")
    backups.back_up()
    assert "what should happen to the backups" in words(owner.post("/diary/passphrase", NEW))
    assert not cipher.is_encrypted(diary)
    answer = owner.post("/diary/passphrase", {**NEW, "copies": "same"})
    assert answer["Location"] == "/diary/passphrase?on"
    assert "The diary is encrypted now" in words(owner.get(answer["Location"]))
    assert b"zebrafish" in owner.get("/diary").content  # it stays open here
    for path in diary.parent.rglob("*"):
        assert not path.is_file() or b"zebrafish" not in path.read_bytes(), path


def test_while_it_is_locked_no_address_answers_with_anything_of_it(
    encrypted: Path, owner: Client
) -> None:
    owner.post("/diary/lock")
    for address in addresses():
        for answer in (owner.get(address), owner.post(address, {"id": "x"})):
            assert b"axolotl" not in answer.content
            assert answer.status_code in (200, 302, 403, 405), address
            if answer.status_code in (200, 403):
                assert "Your diary is locked" in words(answer), address
    locked = owner.get("/diary")
    assert "no-store" in locked["Cache-Control"]
    shown = markup(locked)
    assert [one for one in shown.all("input") if one.attributes.get("type") == "password"]
    links = {one.attributes.get("href") for one in shown.all("a")}
    assert {"/symptoms#get-help", "/living#emergency-card"} <= links
    assert owner.get("/living").status_code == owner.get("/symptoms").status_code == 200
    assert "passphrase" not in words(stranger().get("/diary")).lower()  # the cookie comes first


def test_the_passphrase_opens_it_and_leads_back_where_one_was(
    encrypted: Path, owner: Client
) -> None:
    vault.lock()
    page = owner.get("/diary/data?saved")
    form = filled(page)
    assert form["unlock-to-read"] == ["/diary/data?saved"]
    answer = owner.post("/diary/unlock", {**form, "unlock-with": PASSPHRASE})
    assert answer["Location"] == "/diary/data?saved"
    assert b"axolotl" in owner.get("/diary").content
    for elsewhere in ("https://example.org/", "//example.org", "/diaryx", "/lab"):
        assert unlock(owner, back=elsewhere)["Location"] == "/diary"  # type: ignore[index]


def test_what_was_typed_when_it_locked_itself_is_not_lost(encrypted: Path, owner: Client) -> None:
    form = filled(owner.get("/diary/add/note")) | {"text": ["typed <slowly> & not lost"]}
    vault.lock()
    asked = owner.post("/diary/add/note", form)
    assert "What you typed is not lost" in words(asked)
    assert 'data-typed="before"' in asked.content.decode()  # nor by a link of this page
    for given, expected in (("a wrong passphrase", 403), (PASSPHRASE, 302)):
        asked = owner.post("/diary/add/note", {**filled(asked), "unlock-with": given})
        assert asked.status_code == expected
    assert "typed <slowly> & not lost" in {
        one.content.text for one in store.everything() if isinstance(one.content, Note)
    }
    assert not any("unlock" in str(one) for one in store.everything())


def test_a_wrong_passphrase_is_one_line_and_slowed_down(
    encrypted: Path, owner: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [1000.0]
    monkeypatch.setattr(vault.time, "monotonic", lambda: clock[0])
    vault.lock()
    tried = []
    real = vault.key_by
    monkeypatch.setattr(vault, "key_by", lambda *a: tried.append(1) or real(*a))
    for _ in range(vault.FREE_TRIES):
        answer = unlock(owner, "a wrong passphrase")
        assert words(answer).count("This passphrase does not open the diary.") == 1  # type: ignore[arg-type]
        assert "a wrong passphrase" not in answer.content.decode()  # type: ignore[attr-defined]
    waits = []
    for _ in range(8):
        before = len(tried)
        unlock(owner, "a wrong passphrase")
        assert len(tried) == before + 1
        answer = unlock(owner)  # the right one, too soon: not even tried
        assert "Wait" in words(answer)  # type: ignore[arg-type]
        assert len(tried) == before + 1
        waits.append(vault._state.not_before - clock[0])
        clock[0] += waits[-1]
    assert waits == [2, 4, 8, 16, 32, 60, 60, 60]
    assert unlock(owner).status_code == 302  # type: ignore[attr-defined]
    assert vault._state.wrong == 0


@pytest.mark.parametrize("which", ["monotonic", "time"])
def test_it_locks_itself_when_nobody_asks_even_while_a_laptop_sleeps(
    encrypted: Path, owner: Client, monkeypatch: pytest.MonkeyPatch, which: str
) -> None:
    """Either clock alone tells: one stands still while the machine sleeps, one can be set back."""
    real = getattr(time, which)
    ahead = [0.0]
    monkeypatch.setattr(vault.time, which, lambda: real() + ahead[0])
    for _ in range(3):
        ahead[0] += vault.IDLE_S - 60
        assert b"axolotl" in owner.get("/diary").content  # each use begins the time anew
    assert f"after {vault.IDLE_S // 60} minutes without use" in words(owner.get("/diary"))
    ahead[0] += vault.IDLE_S + 1
    assert "Your diary is locked" in words(owner.get("/diary"))
    assert vault._state.key is None


def test_the_key_goes_though_nobody_asks(encrypted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault, "IDLE_S", 0.05)
    vault._wake.set()
    for _ in range(2000):  # the thread that watches wakes by itself
        if vault._state.key is None:
            break
        time.sleep(0.01)
    assert vault._state.key is None


def test_the_passphrase_and_key_are_in_no_file_log_or_answer(
    owner: Client, diary: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.DEBUG)
    answers = [owner.post("/diary/passphrase", NEW)]
    assert cipher.is_encrypted(diary)
    key = vault.key_of(diary)
    assert key is not None
    owner.post("/diary/lock")
    answers += [
        unlock(owner, "a wrong passphrase"),  # type: ignore[list-item]
        unlock(owner),  # type: ignore[list-item]
        owner.get("/diary"),
        owner.get("/diary/passphrase"),
        owner.post("/diary/passphrase", {"do": "change", "passphrase": PASSPHRASE, "new": "x"}),
    ]
    backups.back_up()
    seen = caplog.text + "".join(a.content.decode() + str(a.headers) for a in answers)
    for path in diary.parent.rglob("*"):
        if path.is_file():
            seen += path.read_bytes().decode("latin-1")
    for secret in (PASSPHRASE, key.raw.hex(), key.raw.decode("latin-1"), "a wrong passphrase"):
        assert secret not in seen
    assert "sessionid" not in str(owner.cookies)  # and no page asks the database of sessions at all


def test_it_is_changed_and_taken_away_again(encrypted: Path, owner: Client) -> None:
    new = "an entirely new one"
    sent = {"do": "change", "passphrase": "not this one at all", "new": new, "again": new}
    assert "does not open the diary" in words(owner.post("/diary/passphrase", sent))
    answer = owner.post("/diary/passphrase", {**sent, "passphrase": PASSPHRASE})
    assert answer["Location"] == "/diary/passphrase?change"
    vault.lock()
    assert unlock(owner).status_code == 403  # type: ignore[attr-defined]
    assert unlock(owner, new).status_code == 302  # type: ignore[attr-defined]
    answer = owner.post("/diary/passphrase", {"do": "off", "passphrase": new})
    assert answer["Location"] == "/diary/passphrase?off"
    assert not cipher.is_encrypted(encrypted)
    assert len(store.everything()) == 3


def test_copies_left_in_clear_are_told_and_can_follow(add: Post, owner: Client) -> None:
    add("note", text="zebrafish")
    backups.back_up()
    owner.post("/diary/passphrase", {**NEW, "copies": "leave"})
    assert "1 backup is not encrypted by this passphrase" in words(owner.get("/diary/data"))
    answer = owner.get("/diary/passphrase")
    (name,) = (one.name for one in drafts.backups().iterdir())
    assert name in words(answer)
    owner.post("/diary/passphrase", {"do": "copies", "copies": "same"})
    assert switching.strays() == ()
    assert b"zebrafish" not in (drafts.backups() / name).read_bytes()


def test_a_diary_that_another_process_encrypted_asks_here(add: Post, owner: Client) -> None:
    """The site goes on running while a command changes the file."""
    add("note", text="zebrafish")
    connections["diary"].close()
    switching.encrypt(PASSPHRASE, "leave")
    vault.lock()
    assert "Your diary is locked" in words(owner.get("/diary"))


def test_without_the_extra_the_page_says_what_to_install(
    owner: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys  # noqa: PLC0415

    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    page = words(owner.get("/diary/passphrase"))
    assert 'pip install "multifocal[encrypted]"' in page
    assert "New passphrase" not in page
    assert "pip install" in words(owner.post("/diary/passphrase", NEW))


def test_an_encrypted_diary_without_the_extra_is_one_line(
    encrypted: Path, owner: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys  # noqa: PLC0415

    vault.lock()
    cipher.module.cache_clear()
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    before = encrypted.read_bytes()
    answer = unlock(owner)
    cipher.module.cache_clear()
    assert 'pip install "multifocal[encrypted]"' in words(answer)  # type: ignore[arg-type]
    assert encrypted.read_bytes() == before


def test_a_locked_diary_makes_no_copy_and_no_trouble(
    encrypted: Path, owner: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.conf.settings.DIARY_BACKUPS", True)
    vault.lock()
    backups._state.clear()
    owner.get("/diary")
    backups.soon()
    assert backups.last_fault() is None
    assert backups.newest() is None


Ask = Callable[[], object]


@pytest.mark.parametrize("ask", [store.everything, store.years, backups.back_up])
def test_behind_the_pages_it_is_locked_too(encrypted: Path, ask: Ask) -> None:
    vault.lock()
    connections["diary"].close()
    with pytest.raises(Fault, match="encrypted and locked"):
        ask()
