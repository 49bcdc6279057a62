"""The answer to a moving control says what the page of that setting says, in numbers and sentences,
without markup. That a script draws of it what the page shows is tried in tests/browser."""

import json
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

SETTINGS = ["at=645&damage=20", "at=780&damage=100", "at=385&damage=40", "at=645&damage=0"]


def plain(markup: str) -> str:
    return " ".join(unescape(markup).split())


def sentences(part: Any) -> list[str]:
    """Every text of an answer."""
    if isinstance(part, str):
        return [part]
    inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return [text for one in inner for text in sentences(one)]


@pytest.mark.parametrize("query", SETTINGS)
def test_every_sentence_of_an_answer_is_on_the_page_of_that_setting(
    client: Client, query: str
) -> None:
    answer = client.get(f"/inside/picture?{query}").json()
    page = plain(client.get(f"/inside?{query}").content.decode())
    said = sentences(answer["words"])
    assert len(set(said)) > 30
    assert not [text for text in said if plain(text) not in page]
    for one in filter(None, (*answer["words"]["labels"].values(), answer["words"]["spot"])):
        assert f'aria-label="{one}"' in page
    assert answer["words"]["said"] == answer["words"]["brief"]


def test_an_answer_holds_no_markup_and_little_else_than_what_changes(client: Client) -> None:
    here, there = (client.get(f"/inside/picture?{q}") for q in SETTINGS[1:3])
    for answer in (here, there):
        assert not re.search(r"[<>]", answer.content.decode().replace("\\u003E", ""))
        assert len(answer.content) < 20_000
    for part in ("spot", "stretch", "runs", "responses", "cells", "strengths"):
        assert here.json()["numbers"][part] != there.json()["numbers"][part]


def test_numbers_are_rounded_as_they_are_drawn(client: Client) -> None:
    numbers = client.get(f"/inside/picture?{SETTINGS[0]}").json()["numbers"]
    written = re.findall(r"\d+\.(\d+)", json.dumps(numbers["runs"]) + json.dumps(numbers["spot"]))
    assert max(map(len, written)) <= 3
    lines = [row["line"] for rows in numbers["responses"] for row in rows]
    assert all(isinstance(step, int) for line in lines for step in line)


def test_nothing_damaged_leaves_no_spot_on_the_body(client: Client) -> None:
    answer = client.get("/inside/picture?damage=0").json()
    assert answer["numbers"]["spot"] is answer["numbers"]["stretch"] is None
    assert answer["words"]["spot"] == ""


def test_the_close_up_answers_with_what_its_gaps_change(client: Client) -> None:
    answer = client.get("/inside/fiber?gaps=4&gaps=5").json()
    page = plain(client.get("/inside?gaps=4&gaps=5").content.decode())
    assert not [text for text in sentences(answer["words"]) if plain(text) not in page]
    assert answer["numbers"]["damaged"] == [4, 5]
    assert answer["numbers"]["lost"] == 1
    assert "stops after gap 4" in answer["words"]["said"]
