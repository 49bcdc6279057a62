"""The graded list: every sign, in one place, the same wherever it stands, and never in doubt."""

import re
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files

import pytest
from django.test import Client

from multifocal.sources import Source, source
from multifocal.web.dots.presenter import NAMED_SIGNS
from multifocal.web.learn import presenter as pages
from multifocal.web.site import presenter
from multifocal.web.site.content import Block, Page, Paragraph, glossary, page
from multifocal.web.site.content.page import joined
from multifocal.web.site.presenter import present_page
from tests.web.learn.shelf import BLOCKS, PAGES, plain
from tests.web.markup import Markup, Tag, markup

pytestmark = pytest.mark.every_case

# The signs of the project's clinical notes (clinical-2026.md, section 4), by the words that each
# must hold. None may be missing, none may stand under another grade, and there are no others but
# weakness of one to four weeks: the grade that /dots gives it (multifocal.localize.urgency); and
# light that hurts (meningitis-signs).
SIGNS = {
    "now": (
        ("chest pain",),
        ("trouble breathing", "blue lips"),
        ("swollen face or throat", "wheeze", "fainting"),
        ("sudden weakness or numbness of one side", "drooping face", "trouble speaking or seeing",
         "is an emergency", "even if you have mmn"),
        ("confusion", "a fit"),
        ("bad headache with fever", "stiff neck", "drowsiness", "rash", "light hurts your eyes",
         "worst ever"),
        ("trouble swallowing",),
        ("weakness that spreads over hours or days", "both legs getting weak over days or weeks"),
        ("weak legs", "loss of bladder or bowel control", "numbness between the legs",
         "not being able to pass urine"),
    ),
    "today": (
        ("one swollen, painful leg or arm", "breathing: now"),
        ("brown or red urine", "yellow eyes", "very pale with a racing heart"),
        ("little urine", "sudden weight gain", "cannot pass urine at all: now"),
        ("fever",),
        ("bad headache", "none of the signs under now"),
        ("hives",),
        ("weakness", "grew over one to four weeks", "over hours or days: now"),
    ),
    "this-week": (
        ("muscle", "newly weak", "over more than four weeks", "sudden: now",
         "within four weeks: today"),
        ("wears off earlier",),
        ("missed", "dose"),
        ("before", "steroid", "vaccine", "operation"),
    ),
}  # fmt: skip
# The words of /dots' first question, each of which must stand under "now" of the whole list, too: a
# shorter list behind "Get help now" would calm who was sent there.
ASKED_FIRST = {
    "speech": ("trouble speaking or seeing", "drooping face"),
    "swallowing": ("trouble swallowing",),
    "breathing": ("trouble breathing",),
    "bladder": ("bladder or bowel", "not being able to pass urine"),
    "numbness": ("numbness between the legs",),
    "legs": ("both legs getting weak over days or weeks",),
    "unwell": ("sudden", "numbness", "confusion", "a fit", "chest pain", "worst"),
}
WHAT_TO_DO = {
    "now": ("If an infusion is running, stop it.", "Call the emergency number."),
    "today": ("Call your doctor or infusion team today", "treat it as Now"),
    "this-week": ("Call or write to your neurologist",),
}  # fmt: skip
# Below the signs of "now", so that nobody scrolls past it to the numbers.
BEYOND = ("Any other emergency counts, too:", "Vomiting blood or heavy bleeding",
          "Black or dark red stool alone: speak to a doctor today")  # fmt: skip
GRADED = {"/symptoms": "get-help", "/treatment": "call"}  # where the list stands, and its section

# What must never be said beside a doubt: what to do, whom to call, what never to stop.
TELLS_WHAT_TO_DO = re.compile(
    r"emergency number|emergency room|crisis line|ending your life|in an emergency"
    r"|cannot wait|do not wait|(?:never|not) stop\b.*suddenly|infusion is running",
    re.IGNORECASE,
)
DOUBT = ("not yet checked", "unchecked", "tag--slowed")


def single(text: str) -> str:
    """The text with single spaces."""
    return " ".join(text.split())


def inside(at: Markup, tag: Tag, name: str) -> list[Tag]:
    """The tags of that name inside another."""
    return [one for one in at.all(name) if tag.holds(one)]


def signs(grade: str) -> list[str]:
    (block,) = [one for one in page("emergency").groups["sign"] if one.id == grade]
    return [plain(paragraph.text) for paragraph in block.paragraphs]


@pytest.mark.parametrize("grade", SIGNS)
def test_the_signs_are_exactly_those_of_the_sheet(grade: str) -> None:
    found = [text.lower() for text in signs(grade)]
    assert len(found) == len(SIGNS[grade])
    for text, words in zip(found, SIGNS[grade], strict=True):
        assert all(word in text for word in words), (text, words)


@pytest.mark.parametrize("asked", NAMED_SIGNS)
def test_what_dots_asks_first_stands_under_now_of_the_whole_list(asked: str) -> None:
    now = " ".join(signs("now")).lower()
    assert all(word in now for word in ASKED_FIRST[asked])


@pytest.mark.parametrize("address", GRADED)
def test_the_numbers_to_tap_come_before_the_signs(client: Client, address: str) -> None:
    at = markup(client.get(address))
    (card,) = [c for c in at.all("section") if "grade--now" in c.attributes["class"].split()]
    first = next(a for a in inside(at, card, "a") if a.attributes["href"].startswith("tel:"))
    assert card.text.index(first.text) < card.text.index(signs("now")[0])
    called = {a.attributes["href"] for a in inside(at, card, "a")}
    assert {"tel:112", "tel:911", "tel:999"} <= called


def test_the_grades_stand_in_order_and_say_when_and_whom() -> None:
    headings = {one.id: one.heading for one in page("emergency").groups["grade"]}
    assert headings == {
        "now": "Now: call the emergency number",
        "today": "Today: speak to a doctor",
        "this-week": "This week: tell your neurologist",
    }
    assert list(headings) == list(SIGNS) == [one.id for one in page("emergency").groups["sign"]]
    for block in page("emergency").groups["grade"]:
        told = " ".join(plain(paragraph.text) for paragraph in block.paragraphs)
        assert all(words in told for words in WHAT_TO_DO[block.id])


def test_the_signs_are_written_in_one_file_only() -> None:
    """Two lists grow apart: the old ones graded the same signs differently."""
    room = files("multifocal.web.learn")
    places = [
        *files("multifocal.web.site").joinpath("content", "en").iterdir(),
        *room.joinpath("templates", "learn").iterdir(),
        *room.joinpath("templates", "learn", "chapter_figures").iterdir(),
    ]
    telling = re.compile(r"stiff neck|blue lips|drooping|droops|bowel control|racing heart|wheeze")
    found = {
        place.name
        for place in places
        if place.is_file() and telling.search(place.read_text(encoding="utf-8"))
    }
    assert found == {"emergency.toml"}


@pytest.mark.parametrize("address", GRADED)
def test_the_list_is_shown_whole_and_in_order(client: Client, address: str) -> None:
    at = markup(client.get(address))
    section = at.one(GRADED[address])
    cards = [c for c in inside(at, section, "section") if "grade" in c.attributes["class"].split()]
    assert len(cards) == len(SIGNS)
    for card, grade in zip(cards, SIGNS, strict=True):
        (heading,) = inside(at, card, "h3")
        assert card.attributes["aria-labelledby"] == heading.attributes["id"]
        assert re.match("Now|Today|This week", heading.text), "the grade is a word, not a color"
        (shown_signs,) = [
            ul for ul in inside(at, card, "ul") if ul.attributes["class"] == "grade__signs"
        ]
        assert [single(li.text) for li in inside(at, shown_signs, "li")] == signs(grade)
        assert all(words in single(card.text) for words in WHAT_TO_DO[grade])
        # what to do comes before the signs
        assert card.text.index(WHAT_TO_DO[grade][0]) < card.text.index(signs(grade)[0])
        for words in BEYOND:
            assert (words in single(card.text)) == (grade == "now")


def test_it_is_the_same_wherever_it_stands(client: Client) -> None:
    def cards(address: str) -> list[str]:
        at = markup(client.get(address))
        return [single(c.text) for c in at.all("section") if "grade" in c.attributes["class"]]

    assert cards("/symptoms") == cards("/treatment") != []


def test_the_card_holds_every_sign_of_now_and_today_in_the_same_words(client: Client) -> None:
    card = single(markup(client.get("/living")).one("emergency-card").text)
    for sign in (*signs("now"), *signs("today")):
        assert sign in card
    assert "If an infusion is running, stop it." in card
    assert card.index("Now: call the emergency number") < card.index("Today: speak to a doctor")


def test_the_living_page_leads_to_the_whole_list(client: Client) -> None:
    links = {a.attributes["href"] for a in markup(client.get("/living")).all("a")}
    assert "/symptoms#get-help" in links


# No doubt beside an emergency


def emergencies(name: str) -> list[str]:
    return [plain(p.text) for p in page(name).paragraphs() if p.emergency]


SHARED = {"emergency", "crisis"}  # shown on other pages only
WITH_EMERGENCIES = [name for name in PAGES if emergencies(name) and name not in SHARED]


@pytest.fixture
def nothing_was_read(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every source of every page counts as general knowledge that nobody has checked."""

    def unread(key: str) -> Source:
        return replace(source(key), evidence="general")

    for module in (presenter, pages):
        monkeypatch.setattr(module, "source", unread)
    yield


def test_pages_with_emergencies_are_known() -> None:
    assert set(WITH_EMERGENCIES) == {
        "symptoms", "treatment", "living", "is-it-als", "newly-diagnosed", "infusion", "everyday",
        "for-family", "help", "for-doctors", "what_is_mmn",
    }  # fmt: skip


@pytest.mark.usefixtures("nothing_was_read")
@pytest.mark.parametrize("name", WITH_EMERGENCIES)
def test_no_emergency_sentence_carries_a_doubt_whatever_its_source_is_worth(
    client: Client, name: str
) -> None:
    at = markup(client.get("/" if name == "what_is_mmn" else f"/{name}"))
    paragraphs = [single(p.text) for p in at.all("p") if p.attributes.get("class") is None]
    items = [single(li.text) for li in at.all("li")]
    shown_of = [text for text in emergencies(name) if text in (*paragraphs, *items)]
    if name == "living":  # the list itself stands on the card there, and this week's not at all
        own = [p for b in page(name).groups["crisis"] for p in b.paragraphs]
        assert [plain(p.text) for p in own] and all(plain(p.text) in shown_of for p in own)
        card = at.one("emergency-card").text
        assert not [word for word in DOUBT if word in card]
    else:
        assert shown_of == emergencies(name), "each stands alone: words and nothing beside them"
    # The same page does mark the doubt elsewhere, so this test can fail.
    assert any("not yet checked" in text for text in paragraphs)


@pytest.mark.usefixtures("nothing_was_read")
def test_no_emergency_word_of_the_glossary_carries_a_doubt(client: Client) -> None:
    at = markup(client.get("/glossary"))
    kept = [term for term in glossary().values() if term.emergency]
    assert [term.id for term in kept] == ["steroid"]
    for term in kept:
        assert "not yet checked" not in at.one(term.id).text
        assert not [a for a in inside(at, at.one(term.id), "a") if "mark" in str(a.attributes)]
    assert "not yet checked" in at.one("myelin").text


@pytest.mark.usefixtures("nothing_was_read")
def test_the_mechanism_is_a_paragraphs_own_and_not_one_pages() -> None:
    def made(emergency: bool) -> presenter.PresentedParagraph:
        day = page("symptoms").reviewed()
        words = Paragraph("Call.", ("mrg-2002",), day, day, emergency)
        whole = present_page(Page("T", "D", {"any": (Block("a", "A", (words,)),)}))
        assert [one.source.id for one in whole.citations] == ["mrg-2002"], "the page lists it"
        return whole.groups["any"][0].paragraphs[0]

    assert made(emergency=False).unchecked
    assert made(emergency=False).marks
    assert not made(emergency=True).unchecked
    assert not made(emergency=True).marks


def test_every_sentence_that_tells_what_to_do_in_an_emergency_is_marked_as_one() -> None:
    """The kind, and not the one sentence: a new one cannot be forgotten."""
    unmarked = [
        (name, block.id, p.text)
        for name, block in BLOCKS
        for p in block.paragraphs
        if TELLS_WHAT_TO_DO.search(plain(p.text)) and not p.emergency
    ]
    unmarked += [
        ("glossary", term.id, term.text)
        for term in glossary().values()
        if TELLS_WHAT_TO_DO.search(term.text) and not term.emergency
    ]
    assert not unmarked
    assert all(p.emergency for p in page("emergency").paragraphs())


@pytest.mark.parametrize("address", ["/living", "/is-it-als"])
def test_the_crisis_sentence_says_what_to_do_and_whom_to_call(client: Client, address: str) -> None:
    at = markup(client.get(address))
    (card,) = [c for c in at.all("section") if c.attributes.get("aria-labelledby") == "crisis"]
    told = single(card.text)
    assert told.startswith("Now: if it is too much to bear, or you think of ending your life")
    assert "Call a crisis line or the emergency number of your country" in told
    links = [a.attributes["href"] for a in inside(at, card, "a")]
    # to be tapped at once, before a country is chosen; Samaritans: most who call are not suicidal
    assert links[:3] == ["tel:988", "tel:116123", "tel:024"]
    assert "You do not have to be thinking of suicide to call." in told


def test_the_crisis_sentence_is_the_same_wherever_it_stands() -> None:
    def told(name: str) -> list[tuple[str, list[str]]]:
        return [(b.heading, [p.text for p in b.paragraphs]) for b in page(name).groups["crisis"]]

    assert told("living") == told("is-it-als") == told("crisis") != []


def test_a_shared_list_never_silently_replaces_a_pages_own() -> None:
    symptoms, emergency = page("symptoms"), page("emergency")
    assert symptoms.groups["sign"] == emergency.groups["sign"]
    with pytest.raises(ValueError, match=r"symptoms.toml and emergency.toml both have .*'sign'"):
        joined(symptoms, [emergency])
