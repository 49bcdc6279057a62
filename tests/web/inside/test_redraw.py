"""The answer to a moving control is what the page of that setting holds, and nothing else of it."""

from html import unescape

import pytest
from django.test import Client

SETTINGS = ["at=645&damage=20", "at=780&damage=100", "at=385&damage=40", "at=645&damage=0"]


def plain(markup: str) -> str:
    return " ".join(unescape(markup).split())


@pytest.mark.parametrize("query", SETTINGS)
def test_every_part_of_an_answer_is_on_the_page_of_that_setting(client: Client, query: str) -> None:
    answer = client.get(f"/inside/picture?{query}").json()
    page = plain(client.get(f"/inside?{query}").content.decode())
    for name, markup in answer["parts"].items():
        assert page.count(f'data-part="{name}"') == 1
        assert plain(markup) in page
    for name, label in answer["labels"].items():
        assert name in answer["parts"]
        assert f'aria-label="{label}"' in page
    assert answer["said"] == unescape(answer["parts"]["brief"])


def test_every_part_of_the_page_is_in_one_of_the_answers(client: Client) -> None:
    page = client.get("/inside").content.decode()
    asked = (f"/inside/picture?{SETTINGS[0]}", "/inside/fiber?gaps=4")
    parts = [name for address in asked for name in client.get(address).json()["parts"]]
    assert len(parts) == len(set(parts)) == page.count("data-part=")


def test_an_answer_holds_what_changes_and_not_what_stays(client: Client) -> None:
    """At two settings no part is the same; body, axes and healthy lines are left out."""
    here, there = (client.get(f"/inside/picture?{q}").json()["parts"] for q in SETTINGS[1:3])
    assert not [name for name in here if here[name] == there[name]]
    whole = "".join(here.values())
    assert "body-map__brain" not in whole
    assert "responses__tick" not in whole
    assert "trace--healthy" not in whole
    assert len(client.get(f"/inside/picture?{SETTINGS[1]}").content) < 50_000


def test_nothing_damaged_leaves_no_spot_on_the_body(client: Client) -> None:
    assert client.get("/inside/picture?damage=0").json()["parts"]["spot"] == ""


def test_the_close_up_answers_with_what_its_gaps_change(client: Client) -> None:
    answer = client.get("/inside/fiber?gaps=4&gaps=5").json()
    page = plain(client.get("/inside?gaps=4&gaps=5").content.decode())
    for markup in answer["parts"].values():
        assert plain(markup) in page
    assert answer["parts"]["near-wide"].count("gap--hurt") == 2
    assert "stops after gap 4" in answer["said"]
