"""The page for one's own phone, on the computer and on the phone."""

import html
import os
import re
from pathlib import Path

import pytest
from django.test import Client, override_settings

from multifocal.web.diary import pairing
from tests.web.markup import markup, words

ORIGIN, PHONE = "https://192.168.1.20:8766", "192.168.1.34"


@pytest.fixture
def home(diary: Path) -> None:
    """The site is open at home, too."""
    pairing.open_home(ORIGIN, "AA:BB:CC")


def shown_link(answer: object) -> str:
    found = re.search(rf"{re.escape(ORIGIN)}/in\?[\w-]+", html.unescape(words(answer)))
    assert found
    return found[0]


def test_where_it_is_not_open_at_home_it_says_how(owner: Client) -> None:
    assert "multifocal serve --home" in words(owner.get("/diary/phone"))
    assert owner.post("/diary/phone").status_code == 503


@pytest.mark.usefixtures("home")
def test_the_code_is_shown_when_it_is_asked_for_and_never_by_an_address(owner: Client) -> None:
    before = words(owner.get("/diary/phone"))
    assert "AA:BB:CC" in before and "/in?" not in before
    answer = owner.post("/diary/phone")
    link = shown_link(answer)
    assert "no-store" in answer["Cache-Control"]
    assert any(tag.attributes.get("role") == "img" for tag in markup(answer).all("div"))
    assert pairing.redeem(link.partition("?")[2], PHONE) is not None
    assert f"at the address {PHONE} is in since" in words(owner.get("/diary/phone"))


@pytest.mark.usefixtures("home")
def test_the_code_is_the_picture_of_that_address(owner: Client) -> None:
    """The same address, the same drawing, by the encoder itself."""
    import segno  # noqa: PLC0415

    answer = owner.post("/diary/phone")
    drawn = segno.make(shown_link(answer), error="m", micro=False).svg_inline(
        border=4, dark="black", light="white", omitsize=True, svgclass=None, lineclass=None
    )
    assert drawn in answer.content.decode()


@pytest.mark.usefixtures("home")
def test_the_phone_is_shut_out_from_here(owner: Client) -> None:
    token = shown_link(owner.post("/diary/phone")).partition("?")[2]
    value = pairing.redeem(token, PHONE)
    assert value is not None and pairing.may_enter(value, PHONE)
    assert "No phone is in now" in words(owner.post("/diary/phone", {"out": "1"}))
    assert not pairing.may_enter(value, PHONE)
    assert pairing.redeem(token, PHONE) is None


@pytest.mark.usefixtures("home")
def test_on_the_phone_the_launchs_cookie_opens_nothing_and_its_own_can_be_given_up(
    owner: Client,
) -> None:
    value = pairing.redeem(pairing.new_code().partition("?")[2], PHONE)
    assert value is not None
    phone = Client(SERVER_NAME="127.0.0.1", REMOTE_ADDR=PHONE)
    phone.cookies[pairing.cookie()] = value
    assert "multifocal diary open" in words(phone.get("/diary"))  # the computer's own site
    with override_settings(DIARY_OPENED_BY="phone"):
        assert "What do you want to add" not in words(owner.get("/diary"))
        assert phone.get("/diary/open?token=x").status_code == 404
        assert "What do you want to add" in words(phone.get("/diary"))
        page = words(phone.get("/diary/phone"))
        assert "This phone is in" in page and "/in?" not in page
        assert "/in?" not in words(phone.post("/diary/phone"))  # no code for a code
        assert pairing.may_enter(value, PHONE)
        elsewhere = Client(SERVER_NAME="127.0.0.1", REMOTE_ADDR="192.168.1.35")
        elsewhere.cookies[pairing.cookie()] = value
        assert elsewhere.get("/diary/data").status_code == 403
        assert "This phone is out" in words(phone.post("/diary/phone", {"out": "1"}))
        assert phone.get("/diary/data").status_code == 403


@pytest.mark.parametrize("name", ["home-code.json", "home-phone.json"])
@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"token": ""}', b"\xff\xfe", b'{"until": "x", "since": null}']
)
@pytest.mark.usefixtures("home")
def test_a_damaged_note_lets_nobody_in(diary: Path, name: str, content: bytes) -> None:
    token = pairing.new_code().partition("?")[2]
    value = pairing.redeem(token, PHONE)
    assert value is not None and pairing.may_enter(value, PHONE)
    (diary.parent / name).write_bytes(content)
    assert not pairing.may_enter(value, PHONE)
    assert not pairing.may_enter("", "")
    assert pairing.pairing().state is not pairing.State.IN


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
@pytest.mark.usefixtures("home")
def test_the_notes_are_private_and_hold_no_secret(diary: Path) -> None:
    token = pairing.new_code().partition("?")[2]
    value = pairing.redeem(token, PHONE)
    notes = list(diary.parent.glob("home-*.json"))
    assert len(notes) == 2
    for note in notes:
        assert note.stat().st_mode & 0o077 == 0
        text = note.read_text()
        assert token not in text and str(value) not in text


def test_secrets_are_compared_in_constant_time() -> None:
    code = Path(pairing.__file__).read_text("utf-8")
    assert code.count("compare_digest(") == 3
    assert not re.search(r"hashed\(\w+\) [!=]=", code)
