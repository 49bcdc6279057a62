"""Hard words: marked where a section first uses them, explained in a pop-up, all of them used."""

import datetime
import re
import tomllib
from html import unescape
from importlib.resources import files

import pytest
from django.test import Client

from multifocal.sources import source
from multifocal.web.site.content import Block, Page, Paragraph, Term, glossary
from multifocal.web.site.inline import inline, marked_terms
from multifocal.web.site.presenter import present_page
from tests.web.learn.shelf import BLOCKS, plain
from tests.web.markup import markup

DAY = datetime.date(2026, 11, 22)
TERMS = glossary()
NERVE = Term("nerve-fiber", "Nerve fiber", "NURV FY-ber", "A thread.", ("mrg-2002",), DAY, DAY)

# Names in which a hard word is no hard word of the sentence.
NAMES = [
    "multifocal motor neuropathy",
    r"GBS\|CIDP Foundation International",
    "Foundation for Peripheral Neuropathy",
    "Neuropathy Action Foundation",
    "Inflammatory Neuropathies UK",
]


def section(*paragraphs: str) -> Page:
    """A page of one section."""
    words = tuple(Paragraph(text, ("mrg-2002",), DAY, DAY) for text in paragraphs)
    return Page("T", "D", {"chapter": (Block("a", "A", words),)})


def test_the_first_use_is_a_button_and_later_ones_are_plain_words() -> None:
    met: dict[str, Term] = {}
    known = {NERVE.id: NERVE}
    assert inline("A [*nerve* fiber](term:nerve-fiber).", known, met) == (
        'A <span class="held"><button type="button" class="term" popovertarget="term-nerve-fiber">'
        "<em>nerve</em> fiber</button>.</span>"
    )
    assert inline("That [fiber](term:nerve-fiber) again.", known, met) == "That fiber again."


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("A [fiber](term:nerve-fiber).", "fiber."),
        ("A ([fiber](term:nerve-fiber)), too.", "(fiber),"),
        ("A **[fiber](term:nerve-fiber)**!", "fiber!"),
        ("A [fiber](term:nerve-fiber)?) It", "fiber?)"),
        ('A "[fiber](term:nerve-fiber)" is', '"fiber"'),
        ("A [fiber](term:nerve-fiber)'s end", "fiber'"),
        ("A [fiber](term:nerve-fiber) is", ""),
        ("(A [fiber](term:nerve-fiber) is)", ""),
        ("A *[fiber](term:nerve-fiber) of it.*", ""),
    ],
)
def test_what_is_attached_to_a_button_is_held_on_its_line(text: str, held: str) -> None:
    html = inline(text, {NERVE.id: NERVE}, {})
    found = re.search(r'<span class="held">(.*?</button>.*?)</span>', html)
    assert unescape(re.sub(r"<[^>]*>", "", found[1] if found else "")) == held
    assert html.count("<strong>") == html.count("</strong>")


def test_links_and_emphasis_stay_and_html_is_shown_as_text() -> None:
    html = inline("**[Tests](/diagnosis#tests)** <b>[x](term:nerve-fiber)", {NERVE.id: NERVE}, {})
    assert '<strong><a href="/diagnosis#tests">Tests</a></strong>' in html
    assert "&lt;b&gt;<button" in html


def test_a_link_to_another_site_tells_it_nothing_of_the_reader() -> None:
    html = inline("[Here](/dots) and [there](https://example.org).", {}, {})
    assert html == (
        '<a href="/dots">Here</a> and <a href="https://example.org" rel="noreferrer">there</a>.'
    )


def test_an_unknown_term_is_an_error_and_not_a_dead_button() -> None:
    with pytest.raises(KeyError):
        present_page(section("A [thing](term:no-such-term)."))


def test_the_next_section_explains_the_word_again_with_the_same_pop_up() -> None:
    words = (Paragraph("[Myelin](term:myelin).", ("mrg-2002",), DAY, DAY),)
    made = present_page(
        Page("T", "D", {"chapter": (Block("a", "A", words), Block("b", "B", words))})
    )
    assert all("<button" in b.paragraphs[0].html for b in made.groups["chapter"])
    assert [term.id for term in made.terms] == ["myelin"]


def test_a_terms_id_is_safe_in_html() -> None:
    with pytest.raises(ValueError, match="small letters"):
        Term('x"onclick', "X", "X", "X.", ("mrg-2002",), DAY, DAY)


@pytest.mark.parametrize("key", TERMS)
def test_every_term_is_whole_sourced_and_in_date(key: str) -> None:
    term = TERMS[key]
    today = datetime.datetime.now(tz=datetime.UTC).date()
    assert term.said
    assert 1 <= len(re.findall(r"[.?!](?:\s|$)", term.text)) <= 4
    assert term.sources
    for one in term.sources:
        source(one)
    assert set(term.see) <= set(TERMS) - {key}
    assert term.reviewed <= today + datetime.timedelta(days=1)
    assert today <= term.review_by, f"read again: {term.text}"
    assert term.review_by - term.reviewed <= datetime.timedelta(days=366)


def test_motor_neuron_says_at_once_what_mmn_is_not() -> None:
    text = TERMS["motor-neuron"].text
    for said in ("not motor neuron disease (MND, ALS)", "look alike at first", "treatable"):
        assert said in text
    assert "does not usually shorten life" in text


def test_every_marked_term_is_defined_and_every_term_is_used() -> None:
    used = {key for _, block in BLOCKS for p in block.paragraphs for key in marked_terms(p.text)}
    assert used <= set(TERMS), used - set(TERMS)
    pointed = {other for term in TERMS.values() for other in term.see}
    assert set(TERMS) <= used | pointed, set(TERMS) - used - pointed


def test_no_two_terms_claim_the_same_word() -> None:
    spoken = [f.casefold() for term in TERMS.values() for f in (term.word, *term.forms)]
    assert len(spoken) == len(set(spoken))


@pytest.mark.parametrize("word", [f for t in TERMS.values() if not t.everyday for f in t.forms])
def test_forms_are_words_and_not_parts(word: str) -> None:
    assert word == word.strip()
    assert word


def unmarked(block: Block) -> list[str]:
    """The hard words that the section uses before it marks them."""
    text = "\n".join(p.text for p in block.paragraphs)
    for name in NAMES:
        text = re.sub(name, lambda m: "-" * len(m[0]), text, flags=re.IGNORECASE)
    marks = [
        (m.start(1), m.end(1), m[2])
        for m in re.finditer(r"\[([^\]]*)\]\(term:([a-z0-9-]+)\)", text)
    ]
    text = re.sub(r"\]\([^)]*\)", lambda m: "-" * len(m[0]), text)
    # A longer hard word hides the shorter ones inside it ("ulnar nerve", "ulnar").
    claims = sorted(
        ((word, t) for t in TERMS.values() for word in (t.word, *t.forms)), key=lambda c: -len(c[0])
    )
    missed: dict[str, str] = {}
    taken: list[tuple[int, int]] = []
    for word, term in claims:
        capitals = 0 if word.isupper() or word[1:] != word[1:].lower() else re.IGNORECASE
        for found in re.finditer(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text, capitals):
            if any(a < found.end() and found.start() < b for a, b in taken):
                continue
            taken.append(found.span())
            inside = any(a <= found.start() and found.end() <= b for a, b, _ in marks)
            before = any(b <= found.start() and key == term.id for _, b, key in marks)
            if not (term.everyday or inside or before):
                missed.setdefault(term.id, found[0])
    return list(missed.values())


def test_an_unmarked_first_use_is_seen() -> None:
    def words(text: str) -> Block:
        return Block("a", "A", (Paragraph(text, ("mrg-2002",), DAY, DAY),))

    assert unmarked(words("Antibodies stick. [Antibodies](term:antibody) too.")) == ["Antibodies"]
    assert not unmarked(words("[Antibodies](term:antibody) stick. Antibodies do."))
    assert not unmarked(words("**Multifocal motor neuropathy** is rare."))
    assert unmarked(words("The ulnar nerve.")) == ["ulnar nerve"]


def test_a_hard_words_first_use_in_a_section_is_marked() -> None:
    missed = {(name, block.id): unmarked(block) for name, block in BLOCKS}
    assert not {key: words for key, words in missed.items() if words}


def test_no_heading_hides_a_mark() -> None:
    for name, block in BLOCKS:
        assert "term:" not in block.heading, (name, block.id)


def test_the_glossary_lists_every_term_under_its_letter(client: Client) -> None:
    listed = markup(client.get("/glossary"))
    for term in TERMS.values():
        entry = listed.one(term.id).text
        assert term.word in entry
        assert term.said in entry
        assert plain(term.text) in entry
        assert listed.one(f"letter-{term.word[0].lower()}").text.strip() == term.word[0].upper()
    words = [tag.text for tag in listed.all("dt")]
    assert words == sorted(words, key=str.casefold)


def test_a_pop_up_holds_word_sound_meaning_link_and_a_way_out(client: Client) -> None:
    for address in ("/", "/symptoms"):
        page = markup(client.get(address))
        buttons = [b for b in page.all("button") if b.attributes.get("class") == "term"]
        assert buttons
        for button in buttons:
            card = page.one(button.attributes["popovertarget"])
            term = TERMS[card.attributes["id"].removeprefix("term-")]
            assert "popover" in card.attributes
            for said in (term.word, term.said, term.text, "More words", "Close"):
                assert said in card.text
            assert page.one(card.attributes["aria-labelledby"]).text == term.word


def test_the_glossary_names_only_sources_of_the_registry_and_all_of_its_own() -> None:
    citations = files("multifocal.sources").joinpath("citations", "glossary.toml")
    ours = set(tomllib.loads(citations.read_text(encoding="utf-8")))
    used = {key for term in TERMS.values() for key in term.sources}
    assert ours <= used, ours - used
