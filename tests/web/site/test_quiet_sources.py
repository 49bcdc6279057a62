"""Citations are quiet where patients read: one mark a paragraph, and no doubt beside a sentence."""

import re

import pytest
from django.test import Client

from multifocal.web.site.rooms import GROUPS
from tests.web.markup import Markup, Tag, markup

FOR_PATIENTS = [
    room.address
    for group in GROUPS
    if not group.clinical
    for room in group.rooms
    if not room.anchor and room.name != "diary:page"  # it tells no facts
]
FOR_CLINICIANS = [
    room.address for group in GROUPS if group.clinical for room in group.rooms if room.content
]


def classed(page: Markup, name: str) -> list[Tag]:
    """The tags of that class."""
    return [tag for tag in page.tags if name in tag.attributes.get("class", "").split()]


@pytest.mark.parametrize("address", FOR_PATIENTS)
def test_a_paragraph_has_one_mark_at_most_and_it_names_all_its_sources(
    client: Client, address: str
) -> None:
    page = markup(client.get(address))
    listed = {
        li.attributes["id"]
        for li in page.all("li")
        if li.within[-1].attributes.get("class") == "citations"
    }
    marks = classed(page, "mark")
    assert marks
    for paragraph in page.all("p"):
        assert sum(paragraph.holds(mark) for mark in marks) <= 1, paragraph.text
    for mark in marks:
        assert mark.attributes["role"] == "doc-noteref"
        said = re.fullmatch(r"Source (\d+)|Sources (\d+(?:, \d+)+)", mark.text)
        assert said, mark.text
        numbers = (said[1] or said[2]).split(", ")
        assert mark.attributes["href"] == f"#source-{numbers[0]}"
        assert {f"source-{number}" for number in numbers} <= listed


@pytest.mark.parametrize("address", FOR_PATIENTS)
def test_no_doubt_stands_beside_a_sentence_unless_it_is_switched_on(
    client: Client, address: str
) -> None:
    page = markup(client.get(address))
    assert "shows-sources" not in page.all("body")[0].attributes.get("class", "")
    hidden = [*classed(page, "doubt"), page.one("sources"), *classed(page, "page-foot__switch")]
    for tag in page.tags:
        if tag.name in ("span", "a") and "not yet checked" in tag.text:
            assert any(tag is one or one.holds(tag) for one in hidden), tag


@pytest.mark.parametrize("address", FOR_PATIENTS)
def test_the_sources_are_folded_and_the_switch_stands_with_them(
    client: Client, address: str
) -> None:
    page = markup(client.get(address))
    (folded,) = classed(page, "page-foot__sources")
    assert folded.name == "details"
    assert "open" not in folded.attributes
    assert folded.holds(page.one("sources"))
    assert page.one("show-sources").attributes["type"] == "checkbox"
    assert not any(form.holds(page.one("show-sources")) for form in page.all("form")), (
        "the switch is sent nowhere"
    )


@pytest.mark.parametrize("address", FOR_CLINICIANS)
def test_clinicians_see_every_source_by_its_number_and_the_list_unfolded(
    client: Client, address: str
) -> None:
    page = markup(client.get(address))
    assert page.all("body")[0].attributes["class"] == "shows-sources"
    (unfolded,) = classed(page, "page-foot__sources")
    assert "open" in unfolded.attributes
    marks = classed(page, "mark")
    assert all(re.fullmatch(r"Source \d+(?: \(not yet checked\))?", m.text) for m in marks)
    counts = [sum(p.holds(mark) for mark in marks) for p in page.all("p")]
    assert max(counts) > 1
    assert "show-sources" not in {tag.attributes.get("id") for tag in page.tags}
