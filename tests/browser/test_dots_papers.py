"""The papers of `/dots`: on a phone, printed, and as text for a message."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from multifocal.web.dots.forms import READY_QUESTIONS
from tests.browser.conftest import OpenPage
from tests.browser.dots import (
    A_FEW,
    EVERYTHING,
    begin,
    begin_warned,
    choose,
    choose_fast,
    make_sheet,
)
from tests.browser.paper import blank_ends


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def test_the_sheets_table_does_not_scroll_on_a_phone(open_page: OpenPage) -> None:
    page = begin(open_page("/dots", width=320))
    choose_fast(page, A_FEW)
    make_sheet(page)
    box = page.locator(".table-box")
    assert box.evaluate("e => e.scrollWidth <= e.clientWidth")
    expect(page.locator(".sheet td").first).to_be_visible()


@pytest.mark.parametrize("paper", ["A4", pytest.param("Letter", marks=pytest.mark.exhaustive)])
@pytest.mark.parametrize("keys", [["task-cup-left"], A_FEW, EVERYTHING], ids=["one", "few", "all"])
def test_the_sheet_and_the_request_print_on_one_page_each(
    open_page: OpenPage, keys: list[str], paper: str
) -> None:
    page = begin(open_page("/dots"))
    choose_fast(page, keys)
    make_sheet(page)
    assert pages_of(page.pdf(format=paper)) == 2  # the sheet, and the request to the laboratory


@pytest.mark.parametrize(
    "keys",
    [
        *(pytest.param(k, marks=pytest.mark.exhaustive) for k in (A_FEW, EVERYTHING[::3])),
        EVERYTHING,
    ],
    ids=["few", "third", "all"],
)
@pytest.mark.parametrize("start", [begin, begin_warned])
def test_the_fullest_sheet_prints_on_one_page_too(
    open_page: OpenPage, keys: list[str], start: Callable[[Page], Page]
) -> None:
    page = start(open_page("/dots", scheme="dark"))
    choose_fast(page, keys)
    page.get_by_label("Since when?").fill("w" * 60)
    page.get_by_label("What was tried so far?").fill("words " * 26)
    page.get_by_label("Which tests were done?").fill("words " * 26)
    for number in range(len(READY_QUESTIONS)):
        page.locator('input[name="question"]').nth(number).check()
    page.get_by_label("In my own words").fill("\n".join(["some words " * 6] * 4))
    page.get_by_role("group", name="Does anything that you wrote tell").get_by_label(
        "No", exact=True
    ).check()
    make_sheet(page)
    assert pages_of(page.pdf(format="Letter")) == 2
    assert pages_of(page.pdf(format="A4")) == 2
    assert blank_ends(page.pdf(format="Letter"))[0] < 0.3, "the room is used"


def test_pages_are_counted(open_page: OpenPage) -> None:
    """The check above can fail: a page twice as high takes two sheets."""
    page = begin(open_page("/dots"))
    choose_fast(page, A_FEW)
    make_sheet(page)
    page.evaluate(
        "document.querySelector('.sheet').append(document.querySelector('.sheet').cloneNode(true))"
    )
    assert pages_of(page.pdf(format="A4")) >= 3


def test_print_shows_the_sheet_and_nothing_else(open_page: OpenPage) -> None:
    page = begin(open_page("/dots"))
    choose_fast(page, A_FEW)
    make_sheet(page)
    page.emulate_media(media="print")
    expect(page.get_by_role("article")).to_have_count(2)
    expect(page.get_by_role("heading", level=1)).to_have_count(0)
    expect(page.get_by_role("navigation")).to_be_hidden()
    expect(page.get_by_role("button")).to_have_count(0)


def test_the_text_is_copied_for_a_message(open_page: OpenPage) -> None:
    page = begin(open_page("/dots", permissions=["clipboard-read", "clipboard-write"]))
    choose(page, A_FEW)
    make_sheet(page)
    page.get_by_role("button", name="Copy the text").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.startswith("For my appointment\nHard on the right: Closing a zipper, turning a key")
