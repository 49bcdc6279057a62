"""The first page tells the whole story without a script; sources are shown as they are."""

from dataclasses import replace

import pytest
from django.test import Client

from multifocal.sources import all_sources, source
from multifocal.web.learn import presenter
from multifocal.web.site.content import glossary, page
from tests.web.markup import markup, words


def test_the_first_page_tells_the_whole_story_without_a_script(client: Client) -> None:
    text = words(client.get("/"))  # as the server sends it: no script has run
    for group in page("what_is_mmn").groups.values():
        for block in group:
            assert block.heading in text
    for fact in ("3,000 to 6,000", "around 40", "not numb", "stops", "Immunoglobulin"):
        assert fact in text


def test_the_first_page_has_three_doors(client: Client) -> None:
    links = {link.attributes["href"] for link in markup(client.get("/")).all("a")}
    assert {"/inside", "/workup", "/sources"} <= links


def test_the_drawing_has_a_text_twin(client: Client) -> None:
    page = markup(client.get("/"))
    drawings = [tag for tag in page.all("svg") if tag.attributes.get("role") == "img"]
    assert drawings
    for drawing in drawings:
        labels = drawing.attributes.get("aria-labelledby", "").split()
        assert labels or drawing.attributes["aria-label"].strip()
        assert all(page.one(key).text.strip() for key in labels)


def test_no_meaning_in_the_glossary_rests_on_unchecked_sources_alone() -> None:
    unchecked = {one.id for one in all_sources() if one.evidence in ("secondary", "general")}
    assert not [term.id for term in glossary().values() if set(term.sources) <= unchecked]


def test_what_rests_on_unchecked_sources_alone_says_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if nobody had read the two sources on which, among others, myelin and node rest."""
    unread = {"gain-cidp-variants", "myelin-saltatory-chapter"}
    monkeypatch.setattr(
        presenter,
        "source",
        lambda key: replace(source(key), evidence="general") if key in unread else source(key),
    )
    listed = markup(client.get("/glossary"))
    unchecked = unread | {one.id for one in all_sources() if one.evidence == "secondary"}
    told = {term.id: set(term.sources) <= unchecked for term in glossary().values()}
    assert {key for key, doubtful in told.items() if doubtful} == {"myelin", "node"}
    for key, doubtful in told.items():
        assert (
            "not yet checked" in listed.one(key).text.replace("(not yet checked)", "")
        ) == doubtful


def test_every_source_is_listed_once_under_how_it_is_known(client: Client) -> None:
    listed = markup(client.get("/sources"))
    for one in all_sources():
        assert one.title in listed.one(one.id).text
    assert "not yet checked" in listed.one("main").text.lower()


def test_about_says_what_this_is_not_and_where_data_go(client: Client) -> None:
    text = words(client.get("/about"))
    assert "not a medical device" in text
    assert "not stored, not logged" in text
