"""`/inside` without a script."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests.web.markup import markup

STEPS = ["brain", "spinal-cord", "motor-nerve", "coating", "gap", "block", "muscle", "hand"]


def test_the_whole_story_is_there_without_a_script(client: Client) -> None:
    text = client.get("/inside").content.decode()
    for step in STEPS:
        assert text.count(f'data-dot="{step}"') == 1
        assert text.count(f'id="step-{step}"') == 1
        assert f'href="#step-{step}"' in text
    assert "Between wrist and elbow" in text
    assert "Above the elbow" in text
    assert '<button type="submit">' in text


def test_the_form_chooses_the_picture(client: Client) -> None:
    healthy = client.get("/inside?at=645&damage=0").content.decode()
    struck = client.get("/inside?at=385&damage=40").content.decode()
    assert "Nothing is damaged" in healthy
    assert "fiber--blocked" not in healthy
    assert "fiber--blocked" in struck
    assert 'value="385"' in struck
    assert "Only from the armpit and the neck is the response small" in struck


@pytest.mark.parametrize("query", ["at=5", "damage=101", "damage=x", "at=647", "person=99"])
def test_what_is_out_of_range_is_refused_and_the_page_still_stands(
    client: Client, query: str
) -> None:
    assert client.get(f"/inside/picture?{query}").status_code == 400
    page = client.get(f"/inside?{query}")
    assert page.status_code == 400
    assert b"out of range" in page.content
    assert b"data-dot" in page.content


CLINICIANS_WORDS = re.compile(r"\b(?:MRC|EFNS|Erb|EDX|CMAP|ADM|FDI)\b|mV·ms|millivolt")


@pytest.mark.parametrize("query", ["", "?at=385&damage=40", "?damage=100"])
def test_clinicians_words_wait_in_folded_parts_that_say_so(client: Client, query: str) -> None:
    at = markup(client.get(f"/inside{query}"))
    folded = [one.text for one in at.all("details") if "For clinicians" in one.text]
    told = at.one("main").text
    for part in (*folded, at.one("sources").text):
        assert part in told
        told = told.replace(part, "")
    for word in ("MRC", "EFNS/PNS", "Erb", "mV", "ADM"):
        assert word in "".join(folded)
    assert not CLINICIANS_WORDS.search(told)


def test_a_response_is_told_as_a_share_of_the_healthy_one(client: Client) -> None:
    at = markup(client.get("/inside?at=645&damage=0"))
    drawn = [t for t in at.all("text") if "responses__value" in t.attributes.get("class", "")]
    shares = [int(one.text.rstrip("%")) for one in drawn]
    assert shares[0] == 100
    assert shares[:5] == sorted(shares[:5], reverse=True), "it shrinks on the way up"


MOST_BYTES = 100_000


@pytest.mark.parametrize("query", ["", "?at=385&damage=40&gaps=4&gaps=5"])
def test_the_page_is_light_enough_for_a_slow_line(client: Client, query: str) -> None:
    """Compressed, as a web server sends it."""
    assert len(gzip.compress(client.get(f"/inside{query}").content, 6)) < MOST_BYTES


def test_what_is_shown_once_more_is_there_once(client: Client) -> None:
    at = markup(client.get("/inside"))
    ids = [one.attributes["id"] for tag in ("path", "g", "clippath") for one in at.all(tag)
           if "id" in one.attributes]  # fmt: skip
    assert len(ids) == len(set(ids))
    again = [one.attributes["href"].removeprefix("#") for one in at.all("use")]
    assert again.count("body-map-line") >= 2 * 4, "the four bodies of the course"
    assert set(again) <= set(ids)


def test_each_step_has_a_small_picture_that_needs_no_script(client: Client) -> None:
    at = markup(client.get("/inside"))
    pictures = [one for one in at.all("svg") if "near" in one.attributes.get("class", "").split()]
    assert len(pictures) == len(STEPS)
    for step, picture in zip(STEPS, pictures, strict=True):
        assert any(f"step-{step}" == one.attributes.get("id") for one in picture.within)
        assert picture.attributes["aria-hidden"] == "true", "the words beside it say the same"


def test_every_module_is_asked_for_at_once(client: Client) -> None:
    """On a slow line a module that is found only inside another costs a whole round trip."""
    static = settings.HERE / "static"
    waiting, found = [static / "multifocal/inside/main.js"], set[Path]()
    while waiting:
        module = waiting.pop()
        for name in re.findall(r'^import .* from "(.+)";$', module.read_text(), re.MULTILINE):
            target = (module.parent / name).resolve()
            if target not in found:
                found.add(target)
                waiting.append(target)
    page = client.get("/inside").content.decode()
    asked = re.findall(r'<link rel="modulepreload" href="/static/([^"]+)">', page)
    assert sorted(static / name for name in asked) == sorted(found)
