"""On the phone, too, whoever has typed is asked before a link or a button leads away from it, and
nothing of it is kept meanwhile."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.phone import Opened, add, base_url, diary, said, stored, view
from tests.browser.test_leaving import MARK, menu

__all__ = ["base_url", "diary"]


def test_the_menu_and_the_way_back_ask_before_what_was_typed_is_lost(
    diary: Opened, fits: Callable[[Page], None], no_barriers: Callable[[Page], None]
) -> None:
    page = diary()
    add(page, "A note or question")
    page.get_by_label("Your note").fill(MARK)
    dialog = page.get_by_role("dialog", name="What you typed is not saved")
    for way in ("Treatment", "Back to the diary", "Close without saving"):
        if way == "Treatment":
            menu(page, way)
        else:
            page.get_by_role("button", name=way).locator("visible=true").click()
        expect(dialog).to_be_visible()
        fits(page)
        no_barriers(page)
        page.get_by_role("button", name="Stay here").click()
        expect(page.get_by_label("Your note")).to_have_value(MARK)
    page.get_by_role("button", name="Back to the diary").click()
    page.get_by_role("button", name="Leave without saving").click()
    expect(view(page, "home")).to_be_visible()
    add(page, "A note or question")
    expect(page.get_by_label("Your note")).to_have_value("")
    page.get_by_label("Your note").fill(MARK)
    menu(page, "Treatment")
    page.get_by_role("button", name="Leave without saving").click()
    page.wait_for_url("**/treatment/")
    kept = "async () => [localStorage.length, sessionStorage.length, JSON.stringify(history.state)]"
    assert page.evaluate(kept) == [0, 0, "null"]
    page.goto(page.url.replace("/treatment/", "/diary/"))
    expect(view(page, "home")).to_be_visible()
    assert stored(page) == []


def test_the_browser_s_own_way_back_asks_too_and_a_list_on_top_is_no_way_out(diary: Opened) -> None:
    page = diary()
    add(page, "A note or question")
    page.get_by_label("Your note").fill(MARK)
    dialog = page.get_by_role("dialog", name="What you typed is not saved")
    page.locator(".site-help").click()
    expect(page.locator(".grades")).to_be_visible()
    page.go_back()  # from the list: to what was being written
    expect(page.get_by_label("Your note")).to_have_value(MARK)
    expect(dialog).to_be_hidden()
    for _ in range(2):
        page.go_back()
        expect(dialog).to_be_visible()
        page.get_by_role("button", name="Stay here").click()
        expect(page.get_by_label("Your note")).to_have_value(MARK)
    page.go_back()
    page.go_back()  # once more, with the question open
    page.get_by_role("button", name="Leave without saving").click()
    expect(view(page, "home")).to_be_visible()
    page.go_forward()
    expect(page.get_by_label("Your note")).to_have_value("")
    assert stored(page) == []


def test_whoever_typed_nothing_or_saved_is_asked_nothing(diary: Opened) -> None:
    page = diary()
    add(page, "A note or question")
    page.get_by_role("button", name="Back to the diary").click()
    expect(view(page, "home")).to_be_visible()
    add(page, "A note or question")
    page.get_by_label("Your note").fill(MARK)
    page.locator(".site-help").click()  # help comes at once
    expect(page.locator(".grades")).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="Save").click()
    expect(said(page)).to_have_text("Saved.")
    menu(page, "Treatment")
    page.wait_for_url("**/treatment/")
