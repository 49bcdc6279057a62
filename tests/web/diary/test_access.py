"""Who may open the diary: the browser of the launch's link, once, and nobody beside it."""

import hashlib
import logging
import stat
import sys
import time
from pathlib import Path

import pytest
from django.test import Client
from django.urls import URLPattern

from multifocal.web.diary import access
from multifocal.web.diary.urls import urlpatterns
from tests.web.diary.conftest import Post, new_id
from tests.web.markup import words


def stranger() -> Client:
    """Another browser on this machine, of whoever else uses it."""
    return Client(SERVER_NAME="127.0.0.1")


def addresses() -> list[str]:
    """Every address of the diary but the link's own."""
    known = {
        "<slug:kind>": "note",
        "<int:year>": "2026",
        "<uuid:entry_id>": "3b0a4f52-6d2b-4b0e-9d6f-0b3a1f5c9e11",
        "<uuid:later_id>": "3b0a4f52-6d2b-4b0e-9d6f-0b3a1f5c9e12",
    }
    found = []
    for one in urlpatterns:
        assert isinstance(one, URLPattern)
        address = f"/{one.pattern}"
        for part, value in known.items():
            address = address.replace(part, value)
        found.append(address)
    return [one for one in found if one != "/diary/open"]


def test_without_the_cookie_nothing_of_the_diary_is_answered(add: Post, owner: Client) -> None:
    add("note", text="zebrafish")
    assert len(addresses()) >= 6
    for address in addresses():
        for cookie in (None, "x" * 43, ""):
            other = stranger()
            if cookie is not None:
                other.cookies[access.cookie()] = cookie
            for answer in (other.get(address), other.post(address, {"id": new_id()})):
                assert answer.status_code in ((200, 405) if address == "/diary" else (403, 405))
                assert b"zebrafish" not in answer.content
    assert "multifocal diary open" in words(stranger().get("/diary"))
    assert owner.get("/diary").content.count(b"zebrafish") == 1


def test_the_link_becomes_a_strict_cookie_and_leaves_the_address(diary: Path) -> None:
    link = access.new_launch("http://127.0.0.1:1")
    browser = stranger()
    answer = browser.get(link)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    cookie = answer.cookies[access.cookie()]
    assert (cookie["samesite"], cookie["httponly"]) == ("Strict", True)
    assert not cookie["max-age"]
    assert not cookie["expires"]
    assert "no-store" in answer["Cache-Control"]
    token = link.partition("token=")[2]
    assert token not in cookie.value
    assert browser.get("/diary").status_code == 200
    stored = (diary.parent / "diary-access.json").read_text()
    assert token not in stored
    assert cookie.value not in stored
    assert hashlib.sha256(token.encode()).hexdigest() in stored


def test_a_link_works_once_and_two_who_hold_it_are_both_shut_out(diary: Path) -> None:
    link = access.new_launch("http://127.0.0.1:1")
    first, second = stranger(), stranger()
    first.get(link)
    first.get(link)  # its own browser may come back to it
    assert "What do you want to add" in words(first.get("/diary"))
    answer = second.get(link)
    assert answer.status_code == 403
    assert "used already" in words(answer)
    for one in (first, second):
        assert "What do you want to add" not in words(one.get("/diary"))
        assert one.get(link).status_code == 403


def test_a_link_grows_old(diary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link = access.new_launch("http://127.0.0.1:1")
    later = time.time() + access.LINK_LASTS_S + 1
    monkeypatch.setattr(time, "time", lambda: later)
    assert stranger().get(link).status_code == 403


def test_a_new_launch_shuts_the_browsers_of_the_last_one_out(owner: Client) -> None:
    access.new_launch("http://127.0.0.1:1")
    assert "multifocal diary open" in words(owner.get("/diary"))


def test_another_link_lets_a_second_window_in_beside_the_first(owner: Client) -> None:
    link = access.another_link()
    assert link.startswith("http://127.0.0.1:1/diary/open?token=")
    second = stranger()
    assert second.get(link.removeprefix("http://127.0.0.1:1"))["Location"] == "/diary"
    for one in (owner, second):
        assert "What do you want to add" in words(one.get("/diary"))


@pytest.mark.parametrize("token", ["", "x", "é", "a" * 5000])
def test_a_guessed_token_opens_nothing_and_spoils_nothing(diary: Path, token: str) -> None:
    link = access.new_launch("http://127.0.0.1:1")
    assert stranger().get("/diary/open", {"token": token}).status_code == 403
    assert stranger().get(link).status_code == 302


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"cookie": ""}', b"\xff\xfe"])
def test_a_damaged_note_lets_nobody_in(owner: Client, diary: Path, content: bytes) -> None:
    (diary.parent / "diary-access.json").write_bytes(content)
    assert "multifocal diary open" in words(owner.get("/diary"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file modes")
def test_the_note_is_for_its_owner_alone(owner: Client, diary: Path) -> None:
    note = diary.parent / "diary-access.json"
    assert stat.S_IMODE(note.stat().st_mode) == 0o600


def test_secrets_are_compared_in_constant_time() -> None:
    """No equality sign stands between a secret and what is known of it."""
    code = Path(access.__file__).read_text("utf-8")
    assert code.count("compare_digest(") == 3
    assert "token ==" not in code
    assert "hashed(token) ==" not in code


def test_the_token_is_in_no_log(diary: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    link = access.new_launch("http://127.0.0.1:1")
    first, second = stranger(), stranger()
    for one in (first, second, first):
        one.get(link)
    assert link.partition("token=")[2] not in caplog.text


def test_the_rest_of_the_site_needs_no_cookie_and_sets_none(diary: Path) -> None:
    for address in ("/", "/symptoms", "/about", "/diary"):
        answer = stranger().get(address)
        assert answer.status_code == 200
        assert not answer.cookies


def test_a_locked_diary_says_what_a_phone_can_do(diary: Path) -> None:
    page = words(stranger().get("/diary"))
    assert "On a phone?" in page and "multifocal serve --home" in page
