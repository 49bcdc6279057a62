"""The whole copy: every link arrives, below any path; nothing needs a server; two are the same."""

import json
import re
import urllib.parse
from pathlib import Path

import pytest
from django.urls import reverse

from multifocal.web.site.rooms import ROOMS
from tests.web.export.copies import BASE, COARSE, Copy, write_copy

ELSEWHERE = re.compile(r"(https://|tel:|mailto:)")


def test_every_room_has_a_page(copy: Copy) -> None:
    rooms = {reverse(room.name).strip("/") for room in ROOMS}
    folders = {name.removesuffix("index.html").strip("/") for name in copy.pages}
    assert folders - {"404.html"} == rooms
    assert len(rooms) > 18


def test_every_link_leads_to_a_file_and_every_anchor_to_an_id(copy: Copy) -> None:
    dead, anchors = [], 0
    for page, read in copy.pages.items():
        for link in read.links:
            file, anchor = copy.answered(link.href, page)
            if file is not None and ELSEWHERE.match(file):
                continue
            if link.tag in ("form", "div") and link.attributes.get("data-precomputed") == link.href:
                file = file or next((n for n in copy.files if n.startswith("data/")), None)
            if file is None or (anchor and anchor not in copy.pages[file].ids):
                dead.append((page, link.href))
            anchors += bool(anchor)
    assert not dead
    assert anchors > 1000


def test_no_link_leaves_the_folder_by_the_root_of_the_host(copy: Copy) -> None:
    """Only the page of a lost address names the folder's place: it may be shown at any depth."""
    for page, read in copy.pages.items():
        rooted = [one.href for one in read.links if one.href.startswith("/")]
        if page == "404.html":
            assert rooted
            assert all(href.startswith("/about/mmn/") for href in rooted)
        else:
            assert not rooted, page


def test_styles_and_scripts_name_files_that_are_there(copy: Copy) -> None:
    named = 0
    for name, content in copy.files.items():
        if not name.endswith((".css", ".js")) or name == "sw.js":
            continue
        text = content.decode()
        found = re.findall(r'(?:from|import) "(\.[^"]+)"|url\("?([^)"]+)"?\)', text)
        for address in filter(None, (a or b for a, b in found)):
            if address.startswith(("data:", "#")):
                continue
            assert urllib.parse.urljoin(name, address) in copy.files, (name, address)
            named += 1
    assert named > 15


def test_a_page_needs_no_server_and_says_what_it_may_load(copy: Copy) -> None:
    for page, read in copy.pages.items():
        text = copy.files[page].decode()
        assert "export.invalid" not in text
        assert "csrf" not in text.lower()
        forms = [values for tag, values in read.tags if tag == "form"]
        assert all(values.get("method", "get") in ("get", "dialog") for values in forms), page
        head = [values for tag, values in read.tags if tag == "meta"][:2]
        assert head[0] == {"charset": "utf-8"}
        assert head[1]["http-equiv"] == "Content-Security-Policy"
        assert "unsafe" not in head[1]["content"]
        assert "default-src 'none'" in head[1]["content"]
        assert "form-action 'none'" in head[1]["content"]
        assert not [values for _, values in read.tags if "style" in values]
        assert not [n for _, values in read.tags for n in values if n.startswith("on")]


def test_programs_are_told_the_addresses_of_the_copy(copy: Copy) -> None:
    for page, read in copy.pages.items():
        place = BASE + page.removesuffix("index.html")
        named = [v["href"] for tag, v in read.tags if tag == "link" and v.get("rel") == "canonical"]
        told = [v["content"] for _, v in read.tags if v.get("property") == "og:url"]
        assert named == told == ([] if page == "404.html" else [place])
    map_ = copy.files["sitemap.xml"].decode()
    places = re.findall("<loc>(.*?)</loc>", map_)
    assert sorted(places) == sorted(
        BASE + name.removesuffix("index.html") for name in copy.pages if name != "404.html"
    )


def test_a_page_is_handed_on_by_the_address_of_the_copy(copy: Copy) -> None:
    for page, read in copy.pages.items():
        shared = [values["data-share"] for _, values in read.tags if "data-share" in values]
        place = (BASE + page.removesuffix("index.html")).rstrip("/")
        assert [one.rstrip("/") for one in shared] == ([] if page == "404.html" else [place])


def test_what_computes_is_replaced_by_how_to_run_it(copy: Copy) -> None:
    for name in ("workup/index.html", "lab/index.html", "localize/index.html"):
        text = copy.files[name].decode()
        assert "on your own computer" in text
        assert "<form" not in text


def test_the_manifest_and_its_icons(copy: Copy) -> None:
    manifest = json.loads(copy.files["manifest.webmanifest"])
    assert manifest["start_url"] == manifest["scope"] == "./"
    kinds = {(one["sizes"], one["purpose"]) for one in manifest["icons"]}
    assert {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")} <= kinds
    for one in manifest["icons"]:
        content = copy.files[one["src"]]
        if one["type"] == "image/png":
            side = int(one["sizes"].split("x")[0])
            assert content[:8] == b"\x89PNG\r\n\x1a\n"
            assert [int.from_bytes(content[k : k + 4]) for k in (16, 20)] == [side, side]


def test_the_worker_keeps_every_page_and_file_and_nothing_else(copy: Copy) -> None:
    text = copy.files["sw.js"].decode()
    found = re.search(r"^const KEPT = (.*);$", text, re.MULTILINE)
    assert found
    kept = json.loads(found[1])
    assert set(kept) == {"all", "en", "later"}
    names = {
        (one.removeprefix("./") + "index.html") if one.endswith("/") else one
        for part in kept.values()
        for one in part
    }
    not_kept = {"404.html", "robots.txt", "sitemap.xml", "sw.js", "share.png"}
    assert names == set(copy.files) - not_kept - {"multifocal-copy.json"}


def test_what_a_person_ticks_is_joined_on_their_own_machine(copy: Copy) -> None:
    """The page has all that its scripts read, and not one of its forms can be sent."""
    page = copy.pages["dots/index.html"]
    asked = {
        one.attributes["id"]: one.href
        for one in page.links
        if one.tag == "link" and "id" in one.attributes
    }
    for key in ("dots-tables", "dots-words"):
        file, _ = copy.answered(asked[key], "dots/index.html")
        assert file is not None
        assert json.loads(copy.files[file])
    forms = [values for tag, values in page.tags if tag == "form"]
    assert len(forms) >= 2
    assert all(form["method"] == "dialog" and "action" not in form for form in forms)
    assert "noscript" in {tag for tag, _ in page.tags}


CLOCK = """
import datetime, time
_ahead = 40_000_000
_time, _gmtime, _localtime = time.time, time.gmtime, time.localtime
time.time = lambda: _time() + _ahead
time.gmtime = lambda s=None: _gmtime(time.time() if s is None else s)
time.localtime = lambda s=None: _localtime(time.time() if s is None else s)

class Date(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())

class Moment(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)

datetime.date, datetime.datetime = Date, Moment
"""


def another(copy: Copy, folder: Path, *more: str) -> Copy:
    """The same copy, made in other circumstances: place, hash seed, clock, zone, threads."""
    late = folder / "late"
    late.mkdir()
    (late / "sitecustomize.py").write_text(CLOCK)
    place = folder / "another name" / "mmn"
    place.parent.mkdir()
    write_copy(
        place,
        *more,
        PYTHONHASHSEED="4711",
        TZ="Pacific/Kiritimati",
        NUMBA_NUM_THREADS="1",
        LC_ALL="C",
        PYTHONPATH=f"{late}:{Path(__file__).parents[3] / 'src'}",
    )
    return Copy(place, copy.base)


def differing(one: Copy, other: Copy) -> list[str]:
    names = one.files.keys() | other.files.keys()
    return sorted(name for name in names if one.files.get(name) != other.files.get(name))


@pytest.mark.exhaustive  # writes the site twice
def test_a_second_copy_is_the_same_to_the_byte(copy: Copy, tmp_path: Path) -> None:
    assert not differing(copy, another(copy, tmp_path, *COARSE))
