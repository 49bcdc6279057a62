"""A reader of twelve follows every page for patients: Flesch-Kincaid grade 8 at most."""

import pytest

from multifocal.web.site.content import glossary, page
from tests.web.learn.reading import grade, syllables
from tests.web.learn.shelf import BLOCKS, PAGES, plain

MOST = 8.0
MOST_IN_A_SECTION = 10.0

# Sections that cannot do without many long names, each with its reason.
HARDER: dict[tuple[str, str], str] = {}

# As the dictionary divides them.
COUNTED = {
    "arm": 1, "nerve": 1, "stops": 1, "called": 1, "likes": 1, "nerves": 1, "more": 1, "hours": 1,
    "many": 2, "body": 2, "muscle": 2, "weakness": 2, "fiber": 2, "message": 2, "tested": 2,
    "treated": 2, "changes": 2, "pieces": 2, "needle": 2, "disease": 2, "study": 2, "people": 2,
    "conduction": 3, "sensory": 3, "dangerous": 3, "antibody": 4, "neuropathy": 4,
    "asymmetric": 4, "neurologist": 4, "immunoglobulin": 6,
}  # fmt: skip


def test_syllables_are_counted_as_in_a_dictionary() -> None:
    assert {word: syllables(word) for word in COUNTED} == COUNTED


def test_the_grade_follows_the_published_formula() -> None:
    # 6 words, 1 sentence, 6 syllables: 0.39 * 6 + 11.8 * 1 - 15.59
    assert grade(["The cat sat on the mat."]) == pytest.approx(-1.45)
    hard = "Immunoglobulin ameliorates multifocal neuropathy considerably."
    assert grade([hard]) > 20


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_read_with_ease(name: str) -> None:
    assert grade(plain(p.text) for p in page(name).paragraphs()) <= MOST


def test_no_section_is_much_harder_than_its_page() -> None:
    found = {
        (name, block.id): round(grade(plain(p.text) for p in block.paragraphs), 1)
        for name, block in BLOCKS
    }
    hard = {key: value for key, value in found.items() if value > MOST_IN_A_SECTION}
    assert set(hard) == set(HARDER), hard


def test_the_glossary_is_read_with_ease() -> None:
    assert grade(term.text for term in glossary().values()) <= MOST
