"""Search engines and those who share a link find the pages: titles, addresses, plain data."""

import json
import struct
import zlib
from xml.etree import ElementTree

import pytest
from django.test import Client

from multifocal.web.site.content import page as words_of
from multifocal.web.site.rooms import ROOMS
from tests.web.markup import Markup, markup

HOST = "http://127.0.0.1"
ADDRESSES = [room.address for room in ROOMS]
TOLD = {room.address: room.content for room in ROOMS if room.content}


def meta(page: Markup, key: str) -> str:
    """What the page's head says under that name."""
    (found,) = [
        tag.attributes["content"]
        for tag in page.all("meta")
        if key in (tag.attributes.get("name"), tag.attributes.get("property"))
    ]
    return found


def test_titles_and_descriptions_are_there_and_differ(client: Client) -> None:
    pages = [markup(client.get(address)) for address in ADDRESSES]
    titles = [page.all("title")[0].text.strip() for page in pages]
    descriptions = [meta(page, "description").strip() for page in pages]
    assert len(set(titles)) == len(ADDRESSES)
    assert len(set(descriptions)) == len(ADDRESSES)
    assert all(10 <= len(title) <= 80 for title in titles), titles
    assert all(30 <= len(text) <= 200 for text in descriptions), descriptions


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_head_tells_one_address_and_the_words_to_share(client: Client, address: str) -> None:
    page = markup(client.get(address, {"from": "elsewhere"} if address == "/glossary" else {}))
    (canonical,) = [t for t in page.all("link") if t.attributes["rel"] == "canonical"]
    assert canonical.attributes["href"] == HOST + address == meta(page, "og:url")
    assert meta(page, "og:title") == page.all("title")[0].text.strip()
    assert meta(page, "og:description") == meta(page, "description").strip()
    assert meta(page, "og:image") == f"{HOST}/share.png"
    assert meta(page, "og:image:alt")


@pytest.mark.parametrize("address", TOLD)
def test_a_told_page_is_a_medical_web_page_in_plain_data(client: Client, address: str) -> None:
    page = markup(client.get(address))
    (block,) = [t for t in page.all("script") if t.attributes["type"] == "application/ld+json"]
    assert "<" not in block.text
    told = json.loads(block.text)
    words = words_of(str(TOLD[address]))
    assert told["@type"] == "MedicalWebPage"
    assert told["name"] == words.title
    assert told["url"] == HOST + address
    assert told["lastReviewed"] == words.reviewed().isoformat()
    assert told["about"]["name"] == "Multifocal motor neuropathy"
    assert "reviewedBy" not in told  # no clinician has reviewed it yet
    if address != "/about":
        assert told["citation"]


def test_a_page_that_is_missing_says_nothing_of_itself(client: Client) -> None:
    page = markup(client.get("/no-such-page"))
    assert not [t for t in page.all("script") if t.attributes["type"] == "application/ld+json"]


def test_the_sitemap_names_every_room_and_its_last_review(client: Client) -> None:
    answer = client.get("/sitemap.xml")
    assert answer["Content-Type"] == "application/xml"
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    urls = ElementTree.fromstring(answer.content).findall("s:url", space)
    told = {
        url.findtext("s:loc", "", space): url.findtext("s:lastmod", None, space) for url in urls
    }
    assert set(told) == {HOST + address for address in ADDRESSES}
    assert told[f"{HOST}/"]
    assert all(client.get(address.removeprefix(HOST)).status_code == 200 for address in told)


def test_robots_are_let_in_and_shown_the_sitemap(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert "Disallow: /" not in lines
    assert f"Sitemap: {HOST}/sitemap.xml" in lines


def test_the_share_picture_is_a_png_of_the_size_that_the_head_tells(client: Client) -> None:
    answer = client.get("/share.png")
    assert answer["Content-Type"] == "image/png"
    data = answer.content
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    size, kind, width, height = struct.unpack(">I4sII", data[8:24])
    assert (size, kind) == (13, b"IHDR")
    head = markup(client.get("/"))
    assert (meta(head, "og:image:width"), meta(head, "og:image:height")) == (
        str(width),
        str(height),
    )
    channels = {2: 3, 6: 4}[data[25]]  # with or without transparency
    at, pixels = 8, b""
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + size]
        pixels += body if kind == b"IDAT" else b""
        at += 12 + size
    rows = zlib.decompress(pixels)
    assert len(rows) == height * (1 + channels * width)
    assert len(set(rows[1::3])) > 20  # a drawing and no empty sheet
    assert len(data) < 100_000
