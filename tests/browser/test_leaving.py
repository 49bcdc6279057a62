"""What was typed into a form of the diary is not lost by a link: its owner is asked first, and
nothing of it is kept meanwhile. The same on the phone: test_phone_leaving.py."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.test_diary import new_link

__all__ = ["new_link"]

MARK = "capybara5512"
KEPT = """async () => [localStorage.length, sessionStorage.length, (await caches.keys()).length,
    (await indexedDB.databases()).length, history.state]"""
PREVENTED = """(selector) => {
    const event = new MouseEvent("click", { bubbles: true, cancelable: true });
    let prevented = null;
    window.addEventListener("click", (last) => {
        prevented = last.defaultPrevented;
        last.preventDefault();
    }, { once: true });
    document.querySelector(selector).dispatchEvent(event);
    return prevented;
}"""


@pytest.fixture
def form(open_page: OpenPage, new_link: Callable[[], str]) -> Page:
    """The form of a note, on a phone."""
    page = open_page(new_link(), width=390)
    page.goto(f"{page.url}/add/note")
    return page


def menu(page: Page, room: str) -> None:
    page.get_by_role("button", name="Menu").click()
    page.locator("#site-menu a", has_text=room).click()


def test_the_menu_asks_before_what_was_typed_is_lost_and_keeps_nothing_of_it(
    form: Page, fits: Callable[[Page], None], no_barriers: Callable[[Page], None]
) -> None:
    page, address = form, form.url
    asked: list[str] = []
    page.on("request", lambda one: asked.append(f"{one.url} {one.post_data or ''}"))
    page.get_by_label("Your note").fill(MARK)
    dialog = page.get_by_role("dialog", name="What you typed is not saved")
    for way_back in (lambda: page.get_by_role("button", name="Stay here").click(),
                     lambda: page.keyboard.press("Escape")):  # fmt: skip
        menu(page, "Treatment")
        expect(dialog).to_be_visible()
        fits(page)
        no_barriers(page)
        way_back()
        expect(dialog).to_be_hidden()
        expect(page.get_by_label("Your note")).to_have_value(MARK)
        assert page.url == address
    page.get_by_role("link", name="Close without saving").click()
    expect(dialog).to_be_visible()
    page.get_by_role("button", name="Stay here").click()
    menu(page, "Treatment")
    page.get_by_role("button", name="Leave without saving").click()
    page.wait_for_url("**/treatment")
    assert not any(MARK in one for one in asked)
    assert page.evaluate(KEPT) == [0, 0, 0, 0, None]


def test_whoever_typed_nothing_or_saved_is_asked_nothing(form: Page) -> None:
    page, address = form, form.url
    menu(page, "Treatment")
    page.wait_for_url("**/treatment")
    page.goto(address)
    page.get_by_label("Your note").fill(MARK)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_have_text("Saved.")


def test_help_is_never_asked_about(form: Page) -> None:
    page = form
    page.get_by_label("Your note").fill(MARK)
    page.locator(".site-help").click()
    expect(page.get_by_role("heading", name="What cannot wait, and")).to_be_visible()
    assert page.evaluate(PREVENTED, "main a[href^='tel:']") is False
    assert page.evaluate(PREVENTED, ".site-footer__links a:nth-of-type(2)") is True
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Back to what you were writing").first.click()
    expect(page.get_by_label("Your note")).to_have_value(MARK)


def test_pages_that_ask_once_more_ask_before_they_are_left_too(form: Page) -> None:
    page = form
    page.goto(page.url.replace("/note", "/infusion"))
    page.get_by_label("Given", exact=True).check()
    page.get_by_label("Headache", exact=True).check()
    page.get_by_role("button", name="Save").click()
    seen: list[str] = []

    def answer(dialog: Dialog) -> None:
        seen.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", answer)
    for way_on in ("Go on", None):
        menu(page, "Treatment")
        expect(page.get_by_role("dialog")).to_be_visible()
        page.get_by_role("button", name="Stay here").click()
        if way_on:
            page.get_by_label("A stiff neck", exact=True).check()
            page.get_by_role("button", name=way_on).click()
            expect(page.get_by_role("heading", name="this may not wait")).to_be_visible()
    assert seen == []  # going on is no leaving
    page.close(run_before_unload=True)
    page.wait_for_timeout(500)
    assert seen == ["beforeunload"]


def test_without_a_script_the_form_says_what_a_link_does(
    open_page: OpenPage, new_link: Callable[[], str]
) -> None:
    page = open_page(new_link(), width=320, java_script_enabled=False)
    page.goto(f"{page.url}/add/note")
    words = page.locator("noscript p")
    expect(words).to_contain_text("A link in the menu leads away from this form")
    expect(words).to_be_visible()
