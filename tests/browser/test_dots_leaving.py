"""What was ticked and typed on `/dots` is on that page alone: whoever looks for help comes back to
all of it, and no other link takes it away unasked."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage, Screenshot
from tests.browser.dots import A_FEW, begin, choose
from tests.browser.shapes import in_every_shape

WAYS = ["Some signs cannot wait", "Get help now", "the foot's"]
"""The link of the answer, the one of every head, and the one of every foot."""
WORDS = "It began in my thumb."


def answered(page: Page) -> Page:
    """A few things ticked, and a word typed for the papers."""
    choose(begin(page), A_FEW)
    page.get_by_label("Since when?").fill("spring")
    page.get_by_label("In my own words").fill(WORDS)
    return page


def tap(page: Page, way: str) -> None:
    if way == WAYS[2]:
        page.locator(".site-footer").get_by_role("link", name=WAYS[1]).click()
    else:
        page.get_by_role("link", name=way).first.click()


def list_shown(page: Page) -> Locator:
    shown = page.locator("#get-help")
    expect(shown.get_by_role("heading", name="Now: call the emergency number")).to_be_in_viewport()
    return shown


def all_there(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Your dots, connected")
    expect(page.locator("#get-help")).to_be_hidden()
    expect(page.get_by_label("Since when?")).to_have_value("spring")
    expect(page.get_by_label("In my own words")).to_have_value(WORDS)
    expect(page.locator(".chosen").first).to_contain_text("turning a key")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("back", ["the browser's", "the page's"])
def test_who_looks_for_help_comes_back_to_all_that_was_said(
    open_page: OpenPage, way: str, back: str
) -> None:
    page = answered(open_page("/dots", width=390, height=844, has_touch=True))
    address = page.url
    tap(page, way)
    list_shown(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Get help now")
    expect(page.locator(":popover-open")).to_have_count(0)
    assert page.url == address
    if back == "the page's":
        page.locator("#get-help").get_by_role("link", name="Back to where you were").first.click()
    else:
        page.go_back()
    all_there(page)
    page.go_back()  # to the choices
    expect(page.locator('input[value="task-key_turn-right"]')).to_be_checked()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize("way", WAYS[:2])
def test_the_page_that_a_server_made_keeps_it_too(open_page: OpenPage, way: str) -> None:
    page = answered(open_page("/dots", width=390, height=844, java_script_enabled=False))
    for back in (page.go_back, None):
        tap(page, way)
        shown = list_shown(page)
        assert page.url.endswith("/dots#get-help")
        if back:
            back()
        else:
            shown.get_by_role("link", name="Back to where you were").first.click()
        all_there(page)


def test_what_is_ticked_stays_while_the_list_is_read(open_page: OpenPage) -> None:
    page = begin(open_page("/dots", width=390, height=844))
    page.locator('input[value="task-foot_lift-left"]').check()
    before = page.evaluate("scrollY")
    assert before > 500
    page.locator(".site-help").evaluate("e => e.click()")  # a tap would scroll up to it first
    list_shown(page)
    page.go_back()
    expect(page.locator('input[value="task-foot_lift-left"]')).to_be_checked()
    assert page.evaluate("scrollY") == pytest.approx(before, abs=2)


def test_the_list_stands_once_on_the_page_wherever_it_is_shown(open_page: OpenPage) -> None:
    page = open_page("/dots", width=390)
    page.locator(".site-help").click()
    list_shown(page)
    page.go_back()
    page.get_by_label("Suddenly").check()
    page.get_by_label("Yes, at least one").check()
    page.get_by_role("button", name="Go on", exact=True).click()
    expect(page.get_by_role("heading", name="Now: call the emergency number")).to_be_visible()
    expect(page.locator(".grades")).to_have_count(1)
    page.locator(".site-help").click()  # the numbers stand at the top of this very view
    expect(page.locator(".calls a:visible").first).to_be_in_viewport()
    page.go_back()
    page.locator(".site-help").click()
    list_shown(page)


def test_the_lists_own_address_opens_it(open_page: OpenPage) -> None:
    page = open_page("/dots#get-help", width=390)
    list_shown(page)
    page.locator("#get-help").get_by_role("link", name="Back to where you were").first.click()
    expect(page.get_by_role("heading", name="First: how did it begin?")).to_be_visible()


@pytest.mark.parametrize("link", ["Your diary", "About", "Multifocal"])
def test_no_other_link_takes_it_away_unasked(open_page: OpenPage, link: str) -> None:
    page = answered(open_page("/dots", width=390, has_touch=True))
    address = page.url
    ask = page.get_by_role("dialog", name="Keep what you chose?")
    page.get_by_role("link", name=link, exact=True).first.click()
    expect(ask).to_be_visible()
    expect(ask.get_by_role("button", name="Stay here")).to_be_focused()
    ask.get_by_role("button", name="Stay here").click()
    expect(ask).to_be_hidden()
    all_there(page)
    page.get_by_role("link", name=link, exact=True).first.click()
    with page.context.expect_page() as opened:
        ask.get_by_role("link", name="Open it in a new tab").click()
    assert opened.value.url != address
    all_there(page)
    there = page.get_by_role("link", name=link, exact=True).first.evaluate("e => e.href")
    page.get_by_role("link", name=link, exact=True).first.click()
    ask.get_by_role("button", name="Leave this page").click()
    page.wait_for_url(there)


def test_one_slip_does_not_start_over(open_page: OpenPage) -> None:
    page = begin(open_page("/dots", width=390))
    box = page.locator('input[value="task-zip-right"]')
    box.check()
    page.get_by_role("link", name="Start over").click()
    ask = page.get_by_role("dialog", name="Keep what you chose?")
    ask.get_by_role("button", name="Stay here").click()
    expect(box).to_be_checked()
    page.get_by_role("link", name="Start over").click()
    ask.get_by_role("button", name="Leave this page").click()
    expect(page.get_by_role("heading", name="First: how did it begin?")).to_be_visible()
    expect(box).not_to_be_checked()


def test_nothing_stands_before_whom_the_list_names(open_page: OpenPage) -> None:
    page = answered(open_page("/dots", width=390))
    page.locator(".site-help").click()
    list_shown(page)
    called = page.locator("#get-help a[href^='tel:']")
    assert called.count() >= 3
    for link in page.locator("#get-help a[href^='http']").all():
        link.evaluate("""e => { e.closest("details").open = true;
            e.addEventListener("click", (event) => event.preventDefault()); e.click(); }""")
        expect(page.get_by_role("dialog")).to_have_count(0)


def test_who_has_said_nothing_is_not_asked(open_page: OpenPage) -> None:
    page = begin(open_page("/dots"))
    page.locator('input[value="task-zip-right"]').check()
    page.locator('input[value="task-zip-right"]').uncheck()
    page.get_by_role("link", name="About", exact=True).click()
    page.wait_for_url("**/about")


@in_every_shape()
def test_the_list_and_the_question_fit_and_have_no_barriers(
    open_page: OpenPage,
    fits: Callable[[Page], None],
    no_barriers: Callable[[Page], None],
    screenshot: Screenshot,
    width: int,
    scheme: str,
) -> None:
    page = answered(open_page("/dots", width=width, scheme=scheme))
    page.locator(".site-help").click()
    list_shown(page)
    fits(page)
    no_barriers(page)
    screenshot(page, f"dots-list-{width}-{scheme}")
    page.go_back()
    page.get_by_role("link", name="Next: Diagnosis").click()
    expect(page.get_by_role("dialog", name="Keep what you chose?")).to_be_visible()
    fits(page)
    no_barriers(page)
    screenshot(page, f"dots-leave-{width}-{scheme}", whole=False)
