"""Every page that can be reached from the first: links and anchors arrive, pictures have names,
numbers have sources, and nothing to press stands inside something to press."""

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import urldefrag, urljoin

import pytest
from django.test import Client
from django.urls import reverse

from multifocal.web.site.rooms import ROOMS
from tests.web.markup import Markup, Tag, markup

# Read by everyone: each number in their running text stands beside its source.
TALES = [
    "/",
    "/symptoms",
    "/causes",
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

# Numbers that claim nothing about the world: counts and dates of the page itself, a printer's size.
NO_CLAIM = ("words that you may hear", "Last reviewed", "bank card", "911 US",
            # phone numbers, whose sources stand below their list
            "Numbers checked on", "In any other country, call",
            "words of",
            # the first picture's states: test_hero.py solves them; the paragraph below them says
            # where they come from
            "It pinches, and the zipper closes", "The small muscle gets no message",
            "The small muscle pulls weakly",
            # steps and days to choose, and the days of an example that is said to be made up
            "A healthy gap", "Days since the infusion", ": a grip of")  # fmt: skip


@cache
def site() -> dict[str, Markup]:
    """Every page by its address, found by following links from the first page."""
    client = Client(SERVER_NAME="127.0.0.1")
    found: dict[str, Markup] = {}
    waiting = ["/"]
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        answer = client.get(address)
        assert answer.status_code == 200, address
        found[address] = markup(answer)
        waiting += [target for target, _ in links(address, found[address])]
    return found


def links(address: str, page: Markup) -> Iterator[tuple[str, str]]:
    """The page's links to pages of this site: address and anchor. What follows a question mark
    chooses a picture on the same page and is left out."""
    for link in page.all("a"):
        target, anchor = urldefrag(urljoin(address, link.attributes["href"]))
        if target.startswith("/"):
            yield target.partition("?")[0], anchor


def test_every_room_is_reached() -> None:
    assert {reverse(room.name) for room in ROOMS} <= set(site())
    assert "/sources" in site()


def test_no_anchor_leads_nowhere() -> None:
    ids = {
        address: {tag.attributes.get("id") for tag in page.tags} for address, page in site().items()
    }
    dead = [
        (address, f"{target}#{anchor}")
        for address, page in site().items()
        for target, anchor in links(address, page)
        if anchor and anchor not in ids[target]
    ]
    assert not dead


def test_links_elsewhere_are_safe_to_follow() -> None:
    for page in site().values():
        for link in page.all("a"):
            href = link.attributes["href"]
            assert re.match(r"https://|/|#|\?|tel:[0-9]+$", href), href
            if href.startswith("https:"):
                assert "noreferrer" in link.attributes.get("rel", ""), href


def name_of(tag: Tag, page: Markup) -> str:
    """The accessible name that a picture is given."""
    if "aria-labelledby" in tag.attributes:
        return " ".join(page.one(key).text for key in tag.attributes["aria-labelledby"].split())
    titles = [t.text for t in page.all("title") if t.within and t.within[-1] is tag]
    return tag.attributes.get("aria-label") or tag.attributes.get("alt") or " ".join(titles)


def test_every_picture_has_a_name_or_is_hidden_from_those_who_cannot_see_it() -> None:
    nameless = [
        (address, tag.attributes)
        for address, page in site().items()
        for tag in page.tags
        if tag.name in ("svg", "img")
        and tag.attributes.get("aria-hidden") != "true"
        and not any(one.attributes.get("aria-hidden") == "true" for one in tag.within)
        and not (tag.name == "img" and "alt" in tag.attributes)
        and not name_of(tag, page).strip()
    ]
    assert not nameless


def test_nothing_to_press_stands_inside_something_to_press() -> None:
    nested = [
        (address, outer.name, tag.attributes)
        for address, page in site().items()
        for tag in page.tags
        if tag.name in ("a", "button", "input", "select", "textarea")
        for outer in tag.within
        if outer.name in ("a", "button", "summary")
    ]
    assert not nested


def test_every_button_opens_what_is_there() -> None:
    for page in site().values():
        for button in page.all("button"):
            if "popovertarget" in button.attributes:
                assert "popover" in page.one(button.attributes["popovertarget"]).attributes


@pytest.mark.some_cases(6)
@pytest.mark.parametrize("address", TALES)
def test_a_paragraph_with_a_number_names_its_source(address: str) -> None:
    page = site()[address]
    marks = [a for a in page.all("a") if "mark" in a.attributes.get("class", "").split()]
    bare = []
    for paragraph in page.all("p"):
        if not any(one.name == "main" for one in paragraph.within):
            continue
        if any("popover" in one.attributes for one in paragraph.within):
            continue  # the glossary shows the same words with their sources
        own = [mark for mark in marks if paragraph.holds(mark)]
        text = paragraph.text
        for mark in own:
            text = text.replace(mark.text, "", 1)
        if re.search(r"\d", re.sub(r"GM1|IgM|[A-Z]+\d", "", text)) and not own:
            bare.append(" ".join(text.split()))
    assert not [text for text in bare if not any(known in text for known in NO_CLAIM)]
