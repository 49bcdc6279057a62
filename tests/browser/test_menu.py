"""The menu: three groups by reader, on a wide screen and on a phone, with and without a script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from multifocal.web.site.rooms import GROUPS
from tests.browser.conftest import OpenPage, Screenshot
from tests.browser.shapes import in_every_shape

ADDRESS = "/symptoms"
NAMES = [str(group.label) for group in GROUPS]
ALL = sum(len(group.rooms) for group in GROUPS)
with_and_without_script = pytest.mark.parametrize(
    "script", [True, False], ids=["with script", "without script"]
)


@with_and_without_script
def test_the_menu_of_a_phone_opens_leads_on_and_closes(open_page: OpenPage, script: bool) -> None:
    page = open_page(ADDRESS, width=320, java_script_enabled=script)
    menu = page.get_by_role("button", name="Menu")
    links = page.locator("#site-menu a")
    expect(links.first).to_be_hidden()
    menu.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#site-menu").get_by_role("link")).to_have_count(ALL)
    for name in NAMES:
        expect(page.locator("#site-menu").get_by_role("list", name=name)).to_be_visible()
        expect(page.locator(".site-group__name", has_text=name)).to_be_visible()
    page.keyboard.press("Escape")
    expect(links.first).to_be_hidden()
    menu.click()
    links.filter(has_text="Treatment").click()
    assert page.url.endswith("/treatment")


@with_and_without_script
def test_a_wide_screen_opens_one_group_at_a_time_by_key(open_page: OpenPage, script: bool) -> None:
    page = open_page(ADDRESS, java_script_enabled=script)
    expect(page.get_by_role("button", name="Menu")).to_be_hidden()
    shown = page.locator("#site-menu").get_by_role("link")
    expect(shown).to_have_count(0)
    for group, name in zip(GROUPS, NAMES, strict=True):
        page.get_by_role("button", name=name).focus()
        page.keyboard.press("Enter")
        expect(shown).to_have_count(len(group.rooms))
        expect(shown.first).to_have_text(str(group.rooms[0].label))
        page.keyboard.press("Tab")
        expect(shown.first).to_be_focused()
    page.keyboard.press("Escape")
    expect(shown).to_have_count(0)
    page.get_by_role("button", name=NAMES[1]).click()
    shown.first.click()
    assert page.url.endswith("/newly-diagnosed")


def test_the_group_that_one_is_in_is_marked(open_page: OpenPage) -> None:
    weight = "e => Number(getComputedStyle(e).fontWeight)"
    for address, here in (("/symptoms", 0), ("/dots", 1), ("/workup", 2), ("/about", None)):
        page = open_page(address)
        heavy = [
            k for k, name in enumerate(NAMES)
            if page.get_by_role("button", name=name).evaluate(weight) > 600
        ]  # fmt: skip
        assert heavy == ([] if here is None else [here])


@in_every_shape()
def test_the_open_menu_fits_and_has_no_barriers(
    open_page: OpenPage,
    no_barriers: Callable[[Page], None],
    fits: Callable[[Page], None],
    screenshot: Screenshot,
    width: int,
    scheme: str,
) -> None:
    page = open_page(ADDRESS, width=width, height=640, scheme=scheme)
    phone = page.get_by_role("button", name="Menu").is_visible()
    for name in ["Menu"] if phone else NAMES:
        page.get_by_role("button", name=name).click()
        box = page.locator(":popover-open").bounding_box()
        assert box is not None
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
        assert box["y"] >= 0 and box["y"] + box["height"] <= 640
        fits(page)
    screenshot(page, f"menu-{width}-{scheme}", whole=False)
    no_barriers(page)


def test_a_told_page_leads_on_and_back_to_the_top(open_page: OpenPage) -> None:
    page = open_page("/causes", width=320)
    page.get_by_role("link", name="Back to top").click()
    assert page.evaluate("scrollY") == 0
    page.get_by_role("link", name="Next: Symptoms").click()
    assert page.url.endswith("/symptoms")


@pytest.mark.parametrize("width", [360, 390, 412])
def test_a_phones_head_is_one_row(open_page: OpenPage, width: int) -> None:
    page = open_page("/about", width=width)
    head = page.locator(".site-name, .site-help, .site-nav__open")
    middles = head.evaluate_all(
        "all => all.map((e) => { const b = e.getBoundingClientRect(); return b.y + b.height / 2; })"
    )
    assert len(middles) == 3
    assert max(middles) - min(middles) < 4
    assert head.evaluate_all("all => all.every((e) => e.getBoundingClientRect().height >= 44)")


def grown(open_page: OpenPage, address: str, width: int, how: str) -> Page:
    """Letters of twice the size, as the browser sets them or as a page's own style does."""
    page = open_page(address, width=width, height=844, text=200 if how == "browser" else 100)
    if how == "page":
        page.evaluate("document.documentElement.style.fontSize = '200%'")
    return page


@pytest.mark.parametrize("how", ["browser", "page"])
@pytest.mark.parametrize("width", [320, 390])
def test_large_letters_leave_the_head_a_sixth_of_the_screen(
    open_page: OpenPage, width: int, how: str
) -> None:
    page = grown(open_page, ADDRESS, width, how)
    box = page.locator(".site-header").bounding_box()
    assert box is not None
    assert box["height"] < 844 / 6
    for part in page.locator(".site-name, .site-help, .site-nav__open").all():
        there = part.bounding_box()
        assert there is not None
        assert there["height"] >= 44
        assert there["x"] >= 0 and there["x"] + there["width"] <= width
        assert part.evaluate("e => e.scrollWidth <= e.clientWidth + 1")


@pytest.mark.parametrize("how", ["browser", "page"])
def test_large_letters_let_the_menu_show_that_it_goes_on(open_page: OpenPage, how: str) -> None:
    page = grown(open_page, ADDRESS, 390, how)
    page.get_by_role("button", name="Menu").click()
    expect(page.locator("#menu-prepare-name")).to_be_in_viewport(ratio=0.99)
    menu = page.locator("#site-menu")
    assert menu.evaluate("e => e.scrollHeight > e.clientHeight"), "or there is nothing to show"
    shadows = menu.evaluate("e => getComputedStyle(e).backgroundAttachment.split(', ')")
    assert shadows.count("local") == 2 and shadows.count("scroll") >= 2
    links = menu.locator("a").evaluate_all(
        "all => all.map((e) => e.getBoundingClientRect().height)"
    )
    assert min(links) >= 44
