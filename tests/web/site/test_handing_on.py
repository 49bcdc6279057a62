"""A page handed on: its address and nothing else, as a link, a code and the phone's own sheet."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import cast

import pytest
import typst
from django.http import HttpResponse
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from multifocal.fault import Fault
from multifocal.web.installation import shared_origin
from multifocal.web.site.handing_on import HandedOn
from multifocal.web.site.rooms import ROOMS
from tests.web.markup import markup, words

ORIGIN = "https://mmn.example.org"
TYPED = "zebra7391"
shared = override_settings(SHARED_ORIGIN=ORIGIN)


def addresses(page: str) -> set[str]:
    """Every address that the page hands on."""
    found = set(re.findall(r'data-share="([^"]*)"', page))
    found |= set(re.findall(r'aria-label="QR code of ([^"]*)"', page))
    return found | set(re.findall(r'hand-on__address">[^<]*?(https://[^<]*)<', page))


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: str(room.name))
def test_every_page_hands_on_its_own_address(client: Client, room: object) -> None:
    path = reverse(room.name)  # type: ignore[attr-defined]
    with shared:
        page = client.get(path).content.decode()
    assert addresses(page) == {f"{ORIGIN}{path}"}


def test_a_copy_that_nobody_else_can_open_hands_nothing_on(client: Client) -> None:
    for path in ("/", "/for-doctors", "/trial-sheet"):
        page = client.get(path).content.decode()
        assert not addresses(page) and "hand_on" not in page and "hand-on" not in page


@pytest.mark.parametrize(
    "path", ["/inside?at=500&damage=40", "/lab?muscle=apb&at1=100&severity1=50", f"/about?{TYPED}"]
)
def test_what_was_chosen_in_an_address_is_not_handed_on(client: Client, path: str) -> None:
    with shared:
        page = client.get(path).content.decode()
    assert addresses(page) == {f"{ORIGIN}{path.partition('?')[0]}"}


def test_what_was_ticked_and_typed_is_not_handed_on(client: Client) -> None:
    ticked = {"choice": "right:zip", "words": TYPED, "since": TYPED}
    with shared:
        for path in ("/dots", "/workup"):
            page = client.post(path, {**ticked, "table": f"side\n{TYPED}"}).content.decode()
            assert addresses(page) == {f"{ORIGIN}{path}"}
        sheet = client.post("/dots/appointment", ticked).content.decode()
        assert not addresses(sheet) - {f"{ORIGIN}/dots"}


def test_a_page_among_files_is_handed_on_as_its_folder(client: Client) -> None:
    with override_settings(SHARED_ORIGIN=f"{ORIGIN}/mmn", SITE_MODE="exported"):
        assert addresses(client.get("/about").content.decode()) == {f"{ORIGIN}/mmn/about/"}
        assert addresses(client.get("/").content.decode()) == {f"{ORIGIN}/mmn/"}


def test_no_page_is_handed_on_that_is_not_there(client: Client) -> None:
    with shared:
        assert not addresses(client.get(f"/{TYPED}").content.decode())


def test_papers_say_where_their_newest_version_is(client: Client) -> None:
    with shared:
        for path, papers in (("/for-doctors", 2), ("/trial-sheet", 1)):
            page = markup(cast(HttpResponse, client.get(path)))
            boxes = [d for d in page.all("div") if d.attributes.get("class")]
            found = [d for d in boxes if "hand-on--paper" in (d.attributes["class"] or "").split()]
            assert len(found) == papers
            assert all(f"{ORIGIN}{path}" in p.text for p in found)


@pytest.mark.skipif(
    shutil.which("zbarimg") is None, reason="no zbarimg here: apt install zbar-tools"
)
@pytest.mark.parametrize("path", ["/", "/for-doctors", "/nl/is-it-als", "/caf%C3%A9/" + "x" * 100])
def test_a_camera_reads_the_address_off_the_code(path: str, tmp_path: Path) -> None:
    """Read by a program that is none of ours."""
    address = ORIGIN + path
    svg = HandedOn(address).code
    sheet = (
        b"#set page(width: 200pt, height: 200pt, margin: 0pt)\n"
        b'#image(bytes(sys.inputs.svg), format: "svg", width: 100%)'
    )
    picture = tmp_path / "code.png"
    named = (
        svg if "xmlns" in svg else svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"')
    )
    picture.write_bytes(typst.compile(sheet, format="png", ppi=144.0, sys_inputs={"svg": named}))
    read = subprocess.run(
        ["zbarimg", "--quiet", "--raw", str(picture)], capture_output=True, text=True, check=True
    )
    assert read.stdout.strip() == address


@pytest.mark.parametrize(
    "named",
    [
        "http://a.org",
        "a.org",
        "https://",
        "https://a.org/?x",
        "https://a b.org",
        "https://a.org/#x",
        "https://[",
    ],
)
def test_an_address_that_is_none_is_a_fault(named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MULTIFOCAL_ADDRESS", named)
    with pytest.raises(Fault, match="https://mmn"):
        shared_origin()


def test_an_address_is_taken_without_its_last_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MULTIFOCAL_ADDRESS", "https://a.org/mmn/ ")
    assert shared_origin() == "https://a.org/mmn"
    monkeypatch.delenv("MULTIFOCAL_ADDRESS")
    assert shared_origin() is None


SAYS = {
    "local": ("only your own computer can open it", "One small cookie"),
    "public": ("a computer that others look after", "no accounts and no cookies", "is sent to it"),
    "exported": ("worked out on your own device", "no accounts and no cookies"),
}
"""What each copy of the site says of privacy, which would be untrue of another."""


@pytest.mark.parametrize("mode", SAYS)
def test_privacy_is_told_of_this_copy_of_the_site(client: Client, mode: str) -> None:
    with override_settings(SITE_MODE=mode):
        answer = cast(HttpResponse, client.get("/about"))
    text = words(answer)
    assert markup(answer).one("privacy").text
    for other, sentences in SAYS.items():
        for one in set(sentences) - (set(SAYS[mode]) if other != mode else set()):
            assert (one in text) is (other == mode), one
