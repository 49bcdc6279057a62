"""Sources: a quiet mark leads to the folded list, one switch shows all, a box finds one of many."""

import re
import unicodedata
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, Screenshot
from tests.browser.shapes import in_every_shape

ADDRESS = "/causes"
SEVERAL = "main > .page a.mark"
with_and_without_script = pytest.mark.parametrize(
    "script", [True, False], ids=["with script", "without script"]
)


@with_and_without_script
def test_a_mark_leads_to_its_source_and_unfolds_the_list(open_page: OpenPage, script: bool) -> None:
    page = open_page(ADDRESS, width=390, java_script_enabled=script)
    mark = page.locator(SEVERAL, has_text=",").first
    said = mark.inner_text()
    numbers = re.findall(r"\d+", said)
    assert len(numbers) > 1
    expect(mark).to_have_accessible_name("Sources " + ", ".join(numbers))
    source = page.locator(f"#source-{numbers[0]}")
    expect(source).to_be_hidden()
    mark.focus()
    page.keyboard.press("Enter")
    expect(source).to_be_in_viewport()
    if script:
        expect(page.locator(".citations .is-lit")).to_have_count(len(numbers))
        page.get_by_role("link", name="Back to the text").click()
        expect(mark).to_be_in_viewport()
        page.go_back()
    page.go_back()
    expect(mark).to_be_in_viewport()


@with_and_without_script
def test_an_address_with_a_source_or_the_list_arrives_with_it_unfolded(
    open_page: OpenPage, script: bool
) -> None:
    for anchor in ("source-9", "sources"):
        page = open_page(f"{ADDRESS}#{anchor}", width=390, java_script_enabled=script)
        expect(page.locator(f"#{anchor}")).to_be_in_viewport()


@with_and_without_script
def test_numbers_and_doubts_show_only_when_the_switch_is_on(
    open_page: OpenPage, script: bool
) -> None:
    page = open_page(ADDRESS, java_script_enabled=script)
    width = "e => e.getBoundingClientRect().width"
    page.evaluate(  # whatever is doubtful on the page today
        "document.querySelector('main p').insertAdjacentHTML('beforeend', '<i class=doubt>?</i>')"
    )
    number = page.locator(SEVERAL, has_text=",").locator(".mark__numbers").first
    doubt = page.locator(".doubt").last
    assert number.evaluate(width) <= 1
    expect(doubt).to_be_hidden()
    page.get_by_role("checkbox", name="Show sources in the text").check()
    assert number.evaluate(width) > 10
    expect(doubt).to_be_visible()
    page.get_by_role("checkbox", name="Show sources in the text").uncheck()
    assert number.evaluate(width) <= 1


def test_the_switch_is_remembered_on_the_next_page_and_in_no_cookie(open_page: OpenPage) -> None:
    page = open_page(ADDRESS)
    assert page.evaluate("sessionStorage.length") == 0
    page.get_by_role("checkbox", name="Show sources in the text").check()
    page.get_by_role("link", name="Next: Symptoms").click()
    box = page.get_by_role("checkbox", name="Show sources in the text")
    expect(box).to_be_checked()
    box.uncheck()
    page.reload()
    expect(box).not_to_be_checked()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert not page.context.cookies()


def test_a_mark_in_a_pop_up_closes_it_and_leads_on(open_page: OpenPage) -> None:
    page = open_page(ADDRESS)
    page.locator("button.part").first.click()
    fact = page.locator(".fact:popover-open")
    fact.locator("a.mark").click()
    expect(page.locator(":popover-open")).to_have_count(0)
    expect(page.locator(".citations :target, .citations .is-lit").first).to_be_in_viewport()


def test_paper_has_the_numbers_and_the_whole_list(open_page: OpenPage) -> None:
    page = open_page(ADDRESS)
    page.emulate_media(media="print")
    numbers = page.locator(".mark__numbers").first
    assert numbers.evaluate("e => e.getBoundingClientRect().width") > 5
    for source in page.locator(".citations li").all():
        assert source.evaluate("e => e.checkVisibility({contentVisibilityAuto: true})")


@in_every_shape()
def test_with_all_shown_the_page_fits_and_has_no_barriers(
    open_page: OpenPage,
    fits: Callable[[Page], None],
    no_barriers: Callable[[Page], None],
    screenshot: Screenshot,
    width: int,
    scheme: str,
) -> None:
    page = open_page("/diagnosis", width=width, scheme=scheme)
    page.get_by_role("checkbox", name="Show sources in the text").check()
    page.locator(".page-foot__sources > summary").click()
    screenshot(page, f"sources-shown-{width}-{scheme}")
    fits(page)
    no_barriers(page)


@pytest.mark.parametrize(
    ("address", "label", "typed", "kept"),
    [
        ("/sources", "Find a source", "neurophysiol 2000", "Clin Neurophysiol"),
        ("/sources", "Find a source", "  LOSCHER ", "Löscher"),
        ("/glossary", "Find a word", "nerve cell brain", "brain"),
    ],
)
def test_a_box_leaves_in_sight_what_holds_its_words(
    open_page: OpenPage, address: str, label: str, typed: str, kept: str
) -> None:
    page = open_page(address, width=390)
    items = page.locator(".word, .citations--open li")
    total = items.count()
    box = page.get_by_role("searchbox", name=label)
    box.fill(typed)
    seen = items.locator("visible=true")
    expect(seen.filter(has_text=kept).first).to_be_visible()
    assert 1 <= seen.count() < total / 4
    for word in typed.lower().split():
        for text in seen.all_inner_texts():
            assert word in unicodedata.normalize("NFD", text).replace("\u0308", "").lower()
    expect(page.get_by_role("status")).to_have_text(f"{seen.count()} of {total} shown")
    headings = page.locator(".letter, .about").locator("visible=true")
    assert headings.count() <= seen.count(), "no heading stands over nothing"
    box.fill("no such thing at all")
    expect(seen).to_have_count(0)
    box.fill("")
    expect(seen).to_have_count(total)


def test_a_letter_brings_back_what_the_box_put_away(open_page: OpenPage) -> None:
    page = open_page("/glossary")
    page.get_by_role("searchbox").fill("myelin")
    last = page.locator(".letters").get_by_role("link").last
    letter = last.inner_text()
    last.click()
    expect(page.get_by_role("heading", name=letter, exact=True)).to_be_in_viewport()
    expect(page.get_by_role("searchbox")).to_have_value("")


@pytest.mark.parametrize("address", ["/sources", "/glossary"])
def test_without_a_script_there_is_no_box(open_page: OpenPage, address: str) -> None:
    page = open_page(address, java_script_enabled=False)
    expect(page.get_by_role("searchbox")).to_have_count(0)
