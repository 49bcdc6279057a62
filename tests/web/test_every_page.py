"""What holds for every page: answers, headers, structure, and no inline script or style."""

import json
import re
from functools import cache

import pytest
from django.test import Client

from multifocal.web.site.rooms import FOOT
from tests.web.markup import markup

PAGES = [
    "/",
    "/inside",
    "/dots",
    "/diary",
    "/symptoms",
    "/causes",
    "/about",
    "/sources",
    "/workup",
    "/workup?example=1",
    "/workup/compare",
    "/lab",
    "/localize",
    "/diagnosis",
    "/treatment",
    "/living",
    "/glossary",
    "/is-it-als",
    "/newly-diagnosed",
    "/infusion",
    "/everyday",
    "/for-family",
    "/help",
    "/journeys",
    "/trial-sheet",
    "/for-doctors",
]
EVERY = [*PAGES, "/no-such-page"]


@pytest.mark.parametrize("address", PAGES)
def test_answers(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200
    assert client.head(address).status_code == 200


@pytest.mark.parametrize("address", EVERY)
def test_headers_keep_other_hosts_and_frames_out(client: Client, address: str) -> None:
    headers = client.get(address).headers
    policy = dict(one.split(" ", 1) for one in headers["Content-Security-Policy"].split("; "))
    assert policy == {
        "default-src": "'self'",
        "base-uri": "'none'",
        "object-src": "'none'",
        "frame-ancestors": "'none'",
        "form-action": "'self'",
    }
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.some_cases(8)
@pytest.mark.parametrize("address", EVERY)
def test_nothing_inline_and_nothing_from_elsewhere(client: Client, address: str) -> None:
    for tag in markup(client.get(address)).tags:
        assert tag.name != "style"
        assert "style" not in tag.attributes, tag
        assert not [name for name in tag.attributes if name.startswith("on")], tag
        if tag.name == "script" and tag.attributes["type"] == "application/ld+json":
            assert set(tag.attributes) == {"type"}  # a data block: browsers run nothing of it
            assert isinstance(json.loads(tag.text), dict)
            continue
        if tag.name == "script" and tag.attributes["type"] == "application/json":
            assert set(tag.attributes) == {"id", "type"}  # data for a module of ours
            json.loads(tag.text)
            continue
        if tag.name == "script":
            assert tag.attributes["type"] == "module"
            assert not tag.text.strip()
        if tag.attributes.get("rel") == "canonical":  # tells an address and loads nothing
            assert tag.attributes["href"].startswith("http://127.0.0.1/")
            continue
        if tag.name in ("script", "link", "img", "use", "form"):
            where = {"script": "src", "form": "action", "link": "href", "use": "href", "img": "src"}
            assert tag.attributes[where[tag.name]].startswith(("/", "#")), tag


@pytest.mark.parametrize("address", EVERY)
def test_skip_link_comes_first_and_leads_to_main(client: Client, address: str) -> None:
    page = markup(client.get(address))
    first = next(tag for tag in page.tags if tag.name in ("a", "button", "input", "textarea"))
    assert first.attributes["href"] == "#main"
    assert page.one("main").name == "main"
    assert page.one("main").attributes["tabindex"] == "-1"


@pytest.mark.parametrize("address", EVERY)
def test_one_heading_language_title_and_what_this_is_not(client: Client, address: str) -> None:
    page = markup(client.get(address))
    assert len(page.all("h1")) == 1
    assert page.all("html")[0].attributes["lang"] == "en"
    assert page.all("title")[0].text.strip()
    assert "not a medical device" in page.all("footer")[0].text


@pytest.mark.parametrize("address", EVERY)
def test_ids_are_unique_and_links_within_the_page_arrive(client: Client, address: str) -> None:
    page = markup(client.get(address))
    ids = [tag.attributes["id"] for tag in page.tags if "id" in tag.attributes]
    assert len(ids) == len(set(ids))
    for link in page.all("a"):
        if link.attributes["href"].startswith("#"):
            assert link.attributes["href"][1:] in ids, link


@cache
def status(target: str) -> int:
    """Of a page, asked once for all that lead there."""
    return Client(SERVER_NAME="127.0.0.1").get(target).status_code


@pytest.mark.some_cases(6)
@pytest.mark.parametrize("address", PAGES)
def test_links_to_our_own_pages_arrive(client: Client, address: str) -> None:
    for link in markup(client.get(address)).all("a"):
        target = link.attributes["href"]
        if target.startswith("/"):
            assert status(target.partition("#")[0]) == 200, target


@pytest.mark.some_cases(6)
@pytest.mark.parametrize("address", PAGES)
def test_the_page_one_is_on_is_marked_in_the_menu(client: Client, address: str) -> None:
    page = markup(client.get(address))
    menu = page.one("site-menu")
    here = [a for a in page.all("a") if menu.holds(a) and "aria-current" in a.attributes]
    path = address.split("?", maxsplit=1)[0]
    in_foot = path in {room.address for room in FOOT}
    assert [link.attributes["href"] for link in here] == ([] if in_foot else [path])


def test_reading_sets_no_cookie(client: Client) -> None:
    for address in ("/", "/about", "/sources"):
        assert not client.get(address).cookies


def test_never_says_you_have_and_never_names_a_dose(client: Client) -> None:
    for address in PAGES:
        text = " ".join(markup(client.get(address)).one("main").text.lower().split())
        assert not re.search(r"(?<!\bif )you have mmn", text)
        assert "not mmn" not in text
        assert "g/kg" not in text


def test_other_hosts_are_refused() -> None:
    assert Client(SERVER_NAME="example.org").get("/").status_code == 400


def test_style_and_drawings_are_served_without_a_collecting_step(client: Client) -> None:
    for link in markup(client.get("/")).all("link"):
        answer = client.get(link.attributes["href"])
        assert answer.status_code == 200, link
        assert b"".join(answer)
        answer.close()
