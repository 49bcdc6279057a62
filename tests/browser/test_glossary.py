"""Hard words: a pop-up by keyboard, tap and without a script; the list of them."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, Screenshot
from tests.browser.shapes import in_every_shape

ADDRESS = "/symptoms"
OPEN = ".term-card:popover-open"


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_word_opens_and_closes_by_keyboard_alone(open_page: OpenPage, script: bool) -> None:
    page = open_page(ADDRESS, java_script_enabled=script)
    word = page.locator("button.term").first
    word.focus()
    page.keyboard.press("Enter")
    card = page.locator(OPEN)
    expect(card).to_have_count(1)
    expect(card.get_by_role("link", name="More words in the glossary")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(OPEN)).to_have_count(0)
    assert word.evaluate("e => e === document.activeElement")
    page.keyboard.press("Enter")
    expect(card).to_have_count(1)
    if script:
        expect(card).to_be_focused()  # the event that moves the focus comes a moment later
    page.keyboard.press("Tab")
    expect(card.get_by_role("link", name="More words in the glossary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the close button
    expect(page.locator(OPEN)).to_have_count(0)


def test_the_card_takes_the_focus_so_that_it_is_read_aloud(open_page: OpenPage) -> None:
    page = open_page(ADDRESS)
    word = page.locator("button.term").first
    word.click()
    card = page.get_by_role("dialog")
    expect(card).to_be_focused()
    name = card.evaluate(
        "e => document.getElementById(e.getAttribute('aria-labelledby')).innerText"
    )
    expect(card).to_have_accessible_name(name)
    page.get_by_role("button", name="Close").click()
    expect(word).to_be_focused()


def test_a_second_use_opens_the_same_card_and_a_click_outside_closes_it(
    open_page: OpenPage,
) -> None:
    page = open_page(ADDRESS)
    page.locator("button.term").first.click()
    page.locator("button.term").nth(1).click()
    expect(page.locator(OPEN)).to_have_count(1)
    page.mouse.click(5, 5)
    expect(page.locator(OPEN)).to_have_count(0)


@in_every_shape()
def test_an_open_card_fits_the_screen_and_has_no_barriers(
    open_page: OpenPage,
    no_barriers: Callable[[Page], None],
    fits: Callable[[Page], None],
    screenshot: Screenshot,
    width: int,
    scheme: str,
) -> None:
    page = open_page(ADDRESS, width=width, height=700, scheme=scheme)
    for word in page.locator("button.term").all():
        word.click()
        box = page.locator(OPEN).bounding_box()
        assert box is not None
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
        assert box["y"] >= 0 and box["y"] + box["height"] <= 700
        page.keyboard.press("Escape")
    page.locator("button.term").first.click()
    screenshot(page, f"term-{width}-{scheme}")
    fits(page)
    no_barriers(page)


def test_a_word_is_large_enough_to_tap(open_page: OpenPage) -> None:
    page = open_page(ADDRESS, width=320)
    heights = [word.bounding_box()["height"] for word in page.locator("button.term").all()]
    assert min(heights) >= 24


def test_more_words_leads_to_the_word_itself(open_page: OpenPage) -> None:
    page = open_page(ADDRESS, java_script_enabled=False)
    page.locator("button.term").first.click()
    key = page.locator(OPEN).get_attribute("id").removeprefix("term-")
    page.get_by_role("link", name="More words in the glossary").click()
    assert page.url.endswith(f"/glossary#{key}")
    expect(page.locator(f"#{key}")).to_be_in_viewport()


def test_paper_shows_the_words_at_the_end(open_page: OpenPage) -> None:
    page = open_page(ADDRESS)
    page.emulate_media(media="print")
    cards = page.locator(".term-card")
    assert cards.count() > 0
    for card in cards.all():
        expect(card).to_be_visible()
    expect(page.locator(".term-card button").first).to_be_hidden()


def test_the_chapters_of_a_page_are_listed_beside_it(open_page: OpenPage) -> None:
    page = open_page("/causes")
    contents = page.get_by_role("navigation", name="On this page")
    expect(contents.get_by_role("link").first).to_be_visible()
    phone = open_page("/causes", width=320)
    contents = phone.get_by_role("navigation", name="On this page")
    expect(contents.get_by_role("link").first).to_be_hidden()
    contents.get_by_text("On this page", exact=True).last.click()
    contents.get_by_role("link").first.click()
    assert "#" in phone.url


def test_letters_lead_to_their_words(open_page: OpenPage) -> None:
    page = open_page("/glossary", width=320)
    page.get_by_role("navigation", name="Jump to a letter").get_by_role("link", name="M").click()
    expect(page.get_by_role("heading", name="M", exact=True)).to_be_in_viewport()


# A browser with voices, of which only those on the device may be used.
VOICES = """
    const made = (name, lang, localService) => ({ name, lang, localService, default: false });
    const voices = %s.map((one) => made(...one));
    window.spoken = [];
    window.SpeechSynthesisUtterance = function (text) { this.text = text; };
    const speech = Object.assign(new EventTarget(), {
        getVoices: () => voices, cancel() {},
        speak: (said) => spoken.push([said.text, said.voice.name, said.lang]),
    });
    Object.defineProperty(window, "speechSynthesis", { get: () => speech });
"""
ELSEWHERE, HERE = ["Remote", "en-US", False], ["Local", "en_GB", True]
FOREIGN = ["Fremd", "de-DE", True]


def with_voices(page: Page, *voices: list[object]) -> Page:
    """The page, loaded again in a browser with these voices."""
    page.add_init_script(VOICES % json.dumps(voices))
    page.reload()
    return page


def test_the_loudspeaker_says_the_word_with_a_voice_of_this_device(open_page: OpenPage) -> None:
    page = with_voices(open_page("/glossary"), ELSEWHERE, FOREIGN, HERE)
    page.get_by_role("button", name="Hear it: Myelin").click()
    assert page.evaluate("spoken") == [["Myelin", "Local", "en_GB"]]
    page = with_voices(open_page(ADDRESS), HERE)
    page.locator("button.term").first.click()
    card = page.locator(OPEN)
    word = card.locator(".term-card__word").inner_text()
    button = card.get_by_role("button", name=f"Hear it: {word}")
    button.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("spoken") == [[word, "Local", "en_GB"]]
    box = button.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44


@pytest.mark.parametrize("voices", [[], [ELSEWHERE, FOREIGN]], ids=["none", "none that may speak"])
def test_no_loudspeaker_is_drawn_where_nothing_can_speak(
    open_page: OpenPage, voices: list[list[object]]
) -> None:
    page = with_voices(open_page("/glossary"), *voices)
    expect(page.get_by_role("button", name="Hear it")).to_have_count(0)
    expect(page.locator(".said svg").first).to_be_hidden()
    expect(page.locator(".said").first).to_contain_text("How to say it:")


def test_voices_that_come_late_bring_the_loudspeaker(open_page: OpenPage) -> None:
    page = with_voices(open_page("/glossary"))
    page.evaluate("""() => {
        const voice = { name: "Late", lang: "en", localService: true };
        speechSynthesis.getVoices = () => [voice];
        speechSynthesis.dispatchEvent(new Event("voiceschanged"));
    }""")
    expect(page.get_by_role("button", name="Hear it: Myelin")).to_be_visible()


def test_without_a_script_there_is_no_loudspeaker(open_page: OpenPage) -> None:
    page = open_page("/glossary", java_script_enabled=False)
    expect(page.locator(".said svg").first).to_be_hidden()
