"""The graded list and the numbers to call: by key, by thumb, without a script, in large letters."""

from collections.abc import Callable
from itertools import product

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, Screenshot
from tests.browser.shapes import some_of

pytestmark = pytest.mark.every_case

LISTS = {"symptoms": "#get-help", "treatment": "#call"}
WITH_NUMBERS = {**LISTS, "living": "#mood"}
TARGET = 44  # px, for weak hands
SIZES = """e => [...e.querySelectorAll('summary, .numbers a')].filter(t => t.checkVisibility())
    .map(t => [t.textContent.trim(), t.getBoundingClientRect().height])"""


@pytest.mark.parametrize("name", WITH_NUMBERS)
def test_a_country_is_chosen_and_its_number_reached_with_the_keyboard_alone(
    open_page: OpenPage, name: str
) -> None:
    page = open_page(f"/{name}")
    countries = page.locator(".numbers summary")
    calls = page.locator(f"{WITH_NUMBERS[name]} .numbers a[href^='tel:']")
    assert countries.count() == 8
    assert not [call for call in calls.all() if call.is_visible()], "no country is chosen"
    countries.filter(has_text="United Kingdom").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "tel:999"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "tel:116123"
    expect(page.get_by_role("link", name="Crisis line, Samaritans 116 123")).to_be_visible()
    page.keyboard.press("Tab")  # the next country
    page.keyboard.press("Space")
    expect(page.get_by_role("link", name="Emergency number 112")).to_be_visible()
    assert page.locator(".numbers details[open]").count() == 1, "one country at a time"


def test_a_country_that_is_not_listed_is_told_what_to_call(open_page: OpenPage) -> None:
    page = open_page("/symptoms")
    page.locator(".numbers summary").filter(has_text="Any other country").click()
    expect(page.get_by_text("Call the emergency number of your country.")).to_be_visible()
    link = page.get_by_role("link", name="Crisis lines by country findahelpline.com")
    expect(link).to_have_attribute("href", "https://findahelpline.com")


def test_the_numbers_work_without_a_script(open_page: OpenPage) -> None:
    page = open_page("/treatment", java_script_enabled=False)
    expect(page.get_by_role("link", name="Emergency number 911")).to_have_count(0)
    page.get_by_text("Canada", exact=True).click()
    expect(page.get_by_role("link", name="Emergency number 911")).to_be_visible()
    warned = page.locator(".numbers").get_by_text("In Nunavut, 911 may not work.")
    expect(warned).to_be_visible()


@pytest.mark.parametrize("name", LISTS)
def test_the_numbers_of_most_readers_stand_ready_without_a_country_and_large_enough(
    open_page: OpenPage, name: str
) -> None:
    page = open_page(f"/{name}", java_script_enabled=False, width=320)
    for number in ("911", "999", "112"):
        call = page.locator(f"{LISTS[name]} .calls a[href='tel:{number}']")
        expect(call).to_be_visible()
        assert (call.bounding_box() or {})["height"] >= TARGET


@pytest.mark.parametrize(("name", "width"), some_of(product(WITH_NUMBERS, (320, 1280)), 2))
def test_each_country_and_number_is_large_enough_for_a_weak_hand(
    open_page: OpenPage, name: str, width: int
) -> None:
    page = open_page(f"/{name}", width=width, has_touch=True)
    for country in page.locator(".numbers details").all():
        country.locator("summary").click()
        measured = country.evaluate(SIZES)
        assert len(measured) >= 2, "the country and at least one number"
        assert not [one for one in measured if one[1] < TARGET]


@pytest.mark.parametrize(("name", "scheme"), some_of(product(WITH_NUMBERS, ("dark", "light")), 2))
def test_an_open_country_has_no_barriers(
    open_page: OpenPage, no_barriers: Callable[[Page], None], name: str, scheme: str
) -> None:
    page = open_page(f"/{name}", width=390, scheme=scheme)
    page.locator(".numbers summary").filter(has_text="Ireland").click()
    no_barriers(page)


@pytest.mark.parametrize(("name", "width"), some_of(product(WITH_NUMBERS, (390, 1280)), 2))
def test_at_twice_the_size_of_letters_nothing_is_cut_off(
    open_page: OpenPage, screenshot: Screenshot, name: str, width: int
) -> None:
    page = open_page(f"/{name}", width=width)
    page.evaluate("document.documentElement.style.fontSize = '212.5%'")  # twice the site's own
    page.locator(".numbers summary").filter(has_text="Another country").click()
    cut = page.locator(WITH_NUMBERS[name]).evaluate(
        """e => [...e.querySelectorAll('*')]
            .filter(t => t.checkVisibility() && !t.closest('.visually-hidden, .mark__numbers'))
            .filter(t => t.getBoundingClientRect().right > innerWidth + 1
                         || t.scrollWidth > t.clientWidth + 1 && t.clientWidth > 0)
            .map(t => t.outerHTML.slice(0, 100))"""
    )
    assert not cut
    screenshot(page, f"urgent-{name}-{width}-large")


@pytest.mark.parametrize("name", LISTS)
def test_a_screen_reader_finds_a_heading_a_grade(open_page: OpenPage, name: str) -> None:
    page = open_page(f"/{name}")
    for grade, signs in (
        ("Now: call the emergency number", 9),
        ("Today: speak to a doctor", 7),
        ("This week: tell your neurologist", 4),
    ):
        region = page.get_by_role("region", name=grade)
        expect(region.get_by_role("heading", name=grade, level=3)).to_be_visible()
        assert region.locator(".grade__signs").get_by_role("listitem").count() == signs


@pytest.mark.parametrize("name", WITH_NUMBERS)
def test_on_paper_every_number_is_there_though_no_country_is_open(
    open_page: OpenPage, name: str
) -> None:
    page = open_page(f"/{name}", width=794)
    page.emulate_media(media="print")
    for number in ("911", "999", "112", "988", "116 123", "024", "findahelpline.com"):
        found = page.locator(".numbers strong").get_by_text(number, exact=True)
        assert found.first.evaluate("e => e.checkVisibility({contentVisibilityAuto: true})")
        box = found.first.bounding_box()
        assert box is not None and box["height"] > 5
