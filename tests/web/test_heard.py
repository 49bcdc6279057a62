"""What a screen reader hears of tables, pictures and headings, on every page."""

import pytest
from django.test import Client

from multifocal.web.site.rooms import ROOMS
from tests.web.markup import Markup, Tag, markup

CHOSEN = {"onset": "months", "signs": "no", "choice": ["task-zip-right", "part-foot-left"]}
EVERY = [
    *(room.address for room in ROOMS),
    "/workup?example=1",
    "/workup?waves=block",
    "/lab?muscle=adm",
    "/dots/appointment",
]


def shown(client: Client, address: str) -> Markup:
    """The page, with an answer on it."""
    posted = address.startswith("/dots")
    answer = client.post(address, CHOSEN) if posted else client.get(address)
    assert answer.status_code == 200
    return markup(answer)


def name_of(table: Tag, page: Markup) -> str:
    """The accessible name of a table."""
    captions = [c.text for c in page.all("caption") if c.within and c.within[-1] is table]
    labels = table.attributes.get("aria-labelledby", "").split()
    told = [
        *captions,
        *(page.one(key).text for key in labels),
        table.attributes.get("aria-label", ""),
    ]
    return " ".join(told).strip()


@pytest.mark.some_cases(8)
@pytest.mark.parametrize("address", EVERY)
def test_every_table_has_a_name(client: Client, address: str) -> None:
    page = shown(client, address)
    nameless = [
        table.within[-1].attributes for table in page.all("table") if not name_of(table, page)
    ]
    assert not nameless


def test_there_are_tables_to_name(client: Client) -> None:
    counts = {address: len(shown(client, address).all("table")) for address in EVERY}
    assert counts["/workup?waves=block"] >= 3
    assert counts["/lab?muscle=adm"] >= 4
    assert counts["/dots/appointment"] == 1


@pytest.mark.some_cases(8)
@pytest.mark.parametrize("address", EVERY)
def test_no_picture_says_its_description_as_its_name_too(client: Client, address: str) -> None:
    page = shown(client, address)
    told = {tag.attributes["id"] for tag in page.all("desc") if "id" in tag.attributes}
    named = [key for tag in page.tags for key in tag.attributes.get("aria-labelledby", "").split()]
    assert not told & set(named)


@pytest.mark.some_cases(8)
@pytest.mark.parametrize("address", EVERY)
def test_nothing_hears_its_own_value_twice(client: Client, address: str) -> None:
    for tag in shown(client, address).tags:
        if "aria-valuetext" in tag.attributes:
            assert "aria-describedby" not in tag.attributes, tag


@pytest.mark.parametrize("address", ["/inside", "/lab?muscle=adm"])
def test_no_picture_repeats_the_paragraph_beside_it(client: Client, address: str) -> None:
    page = shown(client, address)
    paragraphs = {
        " ".join(p.text.split())
        for p in page.all("p")
        if len(p.text) > 40 and "aria-hidden" not in p.attributes
    }
    labels = [t.attributes["aria-label"] for t in page.all("svg") if "aria-label" in t.attributes]
    assert labels
    for label in labels:
        assert not [text for text in paragraphs if text in label], label


def test_a_judged_segment_is_told_whole_by_its_heading(client: Client) -> None:
    page = shown(client, "/workup?waves=block")
    headings = [h for h in page.all("h4") if h.attributes.get("class") == "segment__name"]
    assert headings
    for heading in headings:
        article = next(a for a in page.all("article") if a.holds(heading))
        (badge,) = [
            s for s in page.all("span")
            if article.holds(s) and "verdict" in s.attributes.get("class", "").split()
        ]  # fmt: skip
        said = " ".join(heading.text.split())
        assert said.lower().endswith(": " + badge.text.strip().lower())
        assert badge.attributes["aria-hidden"] == "true"
