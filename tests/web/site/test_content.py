"""The pages' words: every paragraph has known sources and is in date; every source is used."""

import datetime
import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from multifocal.sources import all_sources, source
from multifocal.web.site.content import Block, Page, Paragraph, page
from multifocal.web.site.content.page import read_block as read_fields
from multifocal.web.site.presenter import PresentedBlock, present_page
from tests.web.learn.shelf import BLOCKS, PAGES, plain

MOST_WORDS_A_SENTENCE = 26
# Sources that no page, constant or table names by id, and what they stand behind.
NAMED_OUTSIDE = {
    "cmaj-gbs-table": "examples/published_cmaj_gbs.csv",
    "liu-1997-forearm-branches": "tests/body/test_paths.py: where twigs leave",
    "rajabally-2025-amplitude": "docs/evidence.md",
}

PATTERNS = Path(__file__).parents[2] / "localize" / "textbook_patterns.csv"
"""Names sources too: textbooks' patterns of weakness, against which localize is held."""

DAY = datetime.date(2026, 11, 22)


@pytest.mark.parametrize("name", PAGES)
def test_every_paragraph_names_a_known_source(name: str) -> None:
    for paragraph in page(name).paragraphs():
        assert paragraph.sources, paragraph.text
        for key in paragraph.sources:
            source(key)


def test_every_source_is_named_somewhere() -> None:
    """By a page, a constant, a table, a finding: anywhere in the package but its own entry."""
    root = Path(str(files("multifocal")))
    shelves = [
        one.read_text(encoding="utf-8")
        for one in root.rglob("*")
        if one.suffix in (".py", ".toml", ".html", ".svg") and one.parent.name != "citations"
    ]
    shelves += (
        one.read_text(encoding="utf-8") for one in (PATTERNS, PATTERNS.with_name("vignettes.csv"))
    )
    named = set(re.findall(r"[a-z0-9][a-z0-9.-]*[a-z0-9]", "\n".join(shelves)))
    unused = {one.id for one in all_sources() if one.id not in named}
    assert unused == set(NAMED_OUTSIDE), unused


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
        for sentence in re.split(r"(?<=[.?!:;])\s", plain(paragraph.text)):
            assert len(sentence.split()) <= MOST_WORDS_A_SENTENCE, sentence


def test_a_heading_with_a_number_heads_paragraphs_with_sources() -> None:
    for name, block in BLOCKS:
        if re.search(r"\d", block.heading):
            assert block.paragraphs, (name, block.id)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_diagnosed_and_no_dose_is_named(name: str) -> None:
    # "Even if you have MMN" diagnoses nobody; "you have MMN" would.
    forbidden = (
        r"(?<!\bif )\byou have (?:MMN|ALS|multifocal)|\bnot MMN\b|\d\s?(?:mg|g)\b|g/kg"
        r"|every \w+ weeks"
    )
    for paragraph in page(name).paragraphs():
        assert not re.search(forbidden, plain(paragraph.text)), paragraph.text


def test_paragraphs_after_the_lead_are_a_list() -> None:
    words = tuple(Paragraph(text, ("mrg-2002",), DAY, DAY) for text in ("Ask:", "How?", "Who?"))
    made = present_page(Page("T", "D", {"chapter": (Block("a", "A", words, lead=1),)}))
    (block,) = made.groups["chapter"]
    assert [p.html for p in block.opening] == ["Ask:"]
    assert [p.html for p in block.items] == ["How?", "Who?"]
    (plain_block,) = present_page(Page("T", "D", {"chapter": (Block("a", "A", words),)})).groups[
        "chapter"
    ]
    assert len(plain_block.opening) == 3
    assert not plain_block.items


BLOCK = """
title = "T"
description = "D"
[[chapter]]
id = "a"
heading = "A"
{fields}
[[chapter.paragraph]]
text = "First."
sources = ["mrg-2002"]
reviewed = 2026-11-28
review_by = 2027-11-28
[[chapter.paragraph]]
text = "Second."
sources = ["mrg-2002"]
reviewed = 2026-11-28
review_by = 2027-11-28
{last}
"""


def read_block(fields: str, last: str = "") -> PresentedBlock:
    """The one block of a page with these fields; `last` belongs to its second paragraph."""
    (fields_of,) = tomllib.loads(BLOCK.format(fields=fields, last=last))["chapter"]
    made = present_page(Page("T", "D", {"chapter": (read_fields(fields_of),)}))
    return made.groups["chapter"][0]


def test_what_is_folded_has_a_label_and_keeps_every_word() -> None:
    block = read_block('fold = 1\nfold_label = "More"')
    assert [p.html for p in block.opening] == ["First."]
    assert [p.html for p in block.folded] == ["Second."]
    assert block.fold_label == "More"
    assert not read_block("").folded


@pytest.mark.parametrize(
    ("fields", "last"),
    [
        ("fold = 1", ""),
        ('fold = 0\nfold_label = "More"', ""),
        ('fold = 2\nfold_label = "More"', ""),
        ('fold = 1\nlead = 1\nfold_label = "More"', ""),
        ('fold = 1\nfold_label = "More"', "emergency = true"),
    ],
    ids=["no label", "nothing before", "nothing folded", "a list", "an emergency"],
)
def test_what_cannot_be_folded_is_refused(fields: str, last: str) -> None:
    with pytest.raises(ValueError, match="fold"):
        read_block(fields, last)


def test_an_unknown_source_is_an_error_and_not_a_gap() -> None:
    words = Paragraph("Something.", ("no-such-source",), DAY, DAY)
    with pytest.raises(KeyError):
        present_page(Page("T", "D", {"chapter": (Block("a", "A", (words,)),)}))


def test_markdown_is_read_and_html_in_it_is_shown_as_text() -> None:
    words = Paragraph("**Bold** <b>not</b>", ("mrg-2002",), DAY, DAY)
    made = present_page(Page("T", "D", {"chapter": (Block("a", "A", (words,)),)}))
    html = made.groups["chapter"][0].paragraphs[0].html
    assert html == "<strong>Bold</strong> &lt;b&gt;not&lt;/b&gt;"


def test_a_page_is_as_old_as_its_oldest_paragraph() -> None:
    later = DAY + datetime.timedelta(days=30)
    words = (
        Paragraph("New.", ("mrg-2002",), later, later + datetime.timedelta(days=300)),
        Paragraph("Old.", ("mrg-2002",), DAY, later + datetime.timedelta(days=200)),
    )
    made = present_page(Page("T", "D", {"chapter": (Block("a", "A", words),)}))
    assert made.reviewed == DAY
    assert made.review_by == later + datetime.timedelta(days=200)


def test_a_language_without_the_page_gets_it_in_english() -> None:
    assert page("about", "nl") == page("about", "en")
