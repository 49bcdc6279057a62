"""The pages' words: every paragraph has known sources, is in date, and is easy to read."""

import datetime
import re
import tomllib
from importlib.resources import files

import pytest

from multifocal.sources import source
from multifocal.web.learn.content import Block, Page, Paragraph, page
from multifocal.web.learn.presentation import shown

PAGES = sorted(
    one.name.removesuffix(".toml")
    for one in files("multifocal.web.learn.content").joinpath("en").iterdir()
    if one.name.endswith(".toml")
)
MOST_WORDS_A_SENTENCE = 26


@pytest.mark.parametrize("name", PAGES)
def test_every_paragraph_names_a_known_source(name: str) -> None:
    for paragraph in page(name).paragraphs():
        assert paragraph.sources, paragraph.text
        for key in paragraph.sources:
            source(key)


@pytest.mark.parametrize("name", PAGES)
def test_no_review_date_has_passed(name: str) -> None:
    today = datetime.datetime.now(tz=datetime.UTC).date()
    for paragraph in page(name).paragraphs():
        assert paragraph.reviewed <= today + datetime.timedelta(days=1), paragraph.text
        assert today <= paragraph.review_by, f"read again: {paragraph.text}"
        assert paragraph.review_by - paragraph.reviewed <= datetime.timedelta(days=366)


@pytest.mark.parametrize("name", PAGES)
def test_sentences_are_short(name: str) -> None:
    for paragraph in page(name).paragraphs():
        for sentence in re.split(r"(?<=[.?!:;])\s", paragraph.text):
            assert len(sentence.split()) <= MOST_WORDS_A_SENTENCE, sentence


def test_every_source_of_the_pages_is_used_by_a_page() -> None:
    citations = files("multifocal.sources").joinpath("citations", "web.toml")
    ours = set(tomllib.loads(citations.read_text(encoding="utf-8")))
    used = {key for name in PAGES for key in page(name).source_ids()}
    assert ours <= used, ours - used


def test_an_unknown_source_is_an_error_and_not_a_gap() -> None:
    day = datetime.date(2026, 11, 22)
    words = Paragraph("Something.", ("no-such-source",), day, day)
    with pytest.raises(KeyError):
        shown(Page("T", "D", {"chapter": (Block("a", "A", (words,)),)}))


def test_markdown_is_read_and_html_in_it_is_shown_as_text() -> None:
    day = datetime.date(2026, 11, 22)
    words = Paragraph("**Bold** <b>not</b>", ("mrg-2002",), day, day)
    made = shown(Page("T", "D", {"chapter": (Block("a", "A", (words,)),)}))
    html = made.groups["chapter"][0].paragraphs[0].html
    assert html == "<strong>Bold</strong> &lt;b&gt;not&lt;/b&gt;"


def test_a_language_without_the_page_gets_it_in_english() -> None:
    assert page("about", "nl") == page("about", "en")
