"""The diary in a real browser, as on a phone in weak hands: opened by its link, filled in quickly,
without a script, in large letters, without barriers in every state."""

import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from multifocal.web.diary.state import today
from tests.browser.conftest import OpenPage, Screenshot, Watch
from tests.browser.shapes import in_every_shape
from tests.browser.test_large_text import look


@pytest.fixture(scope="session")
def new_link(base_url: str, site_data: str) -> Callable[[], str]:
    """Path and query of a new link of the site that is open."""

    def link() -> str:
        done = subprocess.run(
            [sys.executable, "-m", "multifocal.cli", "diary", "open", "--no-browser"],
            env={**os.environ, "MULTIFOCAL_DATA": site_data},
            capture_output=True,
            text=True,
            check=True,
        )
        return "/diary/open" + done.stdout.strip().partition("/diary/open")[2]

    return link


def low(page: Page) -> list[str]:
    """What is to be pressed and lower than 44 px, with its label."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('main a, main button, main input, main select,'
            + ' main summary')]
            .filter(e => e.checkVisibility() && e.type !== 'hidden'
                    && !e.closest('p:not(.diary__acts, .diary__back), li.citation, .citations'))
            .filter(e => Math.max(...[e, ...(e.labels ?? [])]
                .map(each => each.getBoundingClientRect().height)) < 44)
            .map(e => e.outerHTML.slice(0, 100))"""
    )
    return found


@in_every_shape(320, 1280)
def test_every_state_fits_and_has_no_barriers(
    open_page: OpenPage,
    new_link: Callable[[], str],
    fits: Callable[[Page], None],
    no_barriers: Callable[[Page], None],
    screenshot: Screenshot,
    width: int,
    scheme: str,
) -> None:
    page = open_page(new_link(), width=width, scheme=scheme)
    expect(page.get_by_role("heading", name="Your diary")).to_be_visible()
    assert "token" not in page.url
    home = page.url

    def seen(name: str) -> None:
        page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true; })")
        screenshot(page, f"diary-{name}-{width}-{scheme}")
        fits(page)
        no_barriers(page)
        assert not low(page)

    page.get_by_role("link", name="Strength", exact=False).first.click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Please check")
    seen("fault")
    page.get_by_label("Grip").check()
    page.get_by_label("Try 1").first.fill("22,5")
    page.get_by_label("Unit").select_option("kg")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_have_text("Saved.")
    seen("home")
    page.goto(f"{home}/add/infusion")
    page.get_by_label("Given", exact=True).check()
    page.locator("details.asked--signs summary").locator("visible=true").click()
    page.get_by_label("Hives", exact=False).check()
    page.get_by_label("Rash", exact=True).check()
    page.locator(".site-help").click()
    expect(page.get_by_role("heading", name="What cannot wait, and")).to_be_visible()
    seen("infusion")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="is one of these there", exact=False)).to_be_visible()
    seen("company")
    page.get_by_label("None of these").check()
    page.get_by_role("button", name="Go on").click()
    expect(
        page.get_by_role("heading", name="Before you save: speak to a doctor today")
    ).to_be_visible()
    seen("signs")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_have_text("Saved.")
    page.locator(".told", has_text="Infusion").first.click()
    expect(page.get_by_role("link", name="Delete it")).to_be_visible()
    seen("entry")
    page.get_by_role("link", name="Delete it").click()
    seen("delete")
    page.get_by_role("button", name="Delete it").click()
    page.get_by_role("link", name="Erase it for good").click()
    seen("erase")
    for name in ("course", "report", "data", f"all/{today().year}"):
        page.goto(f"{home}/{name}")
        seen(name.partition("/")[0])


@pytest.mark.parametrize("width", [390, 1280])
def test_what_is_asked_and_told_around_saving_fits_and_has_no_barriers(
    open_page: OpenPage,
    new_link: Callable[[], str],
    fits: Callable[[Page], None],
    no_barriers: Callable[[Page], None],
    screenshot: Screenshot,
    width: int,
) -> None:
    page = open_page("/diary", width=width)

    def seen(name: str) -> None:
        screenshot(page, f"diary-{name}-{width}")
        fits(page)
        no_barriers(page)
        assert name == "locked" or not low(page)  # which has links within its sentences

    expect(page.locator("main")).to_contain_text("Look for that window first")
    seen("locked")
    page.goto(page.url.replace("/diary", new_link()))
    home = page.url
    page.goto(f"{home}/add/infusion")
    page.get_by_label("Given", exact=True).check()
    page.get_by_text("More details").click()
    page.get_by_label("Anything else").fill("chest tight while it runs")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Trouble swallowing")).to_be_visible()
    expect(page.locator(".calls a[href^='tel:112']").first).to_be_visible()
    seen("anything-else")
    page.goto(f"{home}/add/force")
    page.get_by_label("Grip").check()
    page.get_by_label("Try 1").first.fill("45")
    page.get_by_label("Unit").select_option("kg")
    page.get_by_label("Device", exact=True).select_option("vigorimeter")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="45 kg: is that right?")).to_be_visible()
    seen("unit")
    page.goto(f"{home}/add/note")
    page.get_by_label("Your note").fill("short of breath, chest tight")
    seen("note")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".diary__notice")).to_contain_text("about how you feel now")
    seen("note-saved")
    page.goto(f"{home}/add/medicine")
    page.locator("[name=name]").fill("prednisolone")
    page.locator("input[name=change][value=started]").check()
    page.get_by_role("button", name="Save").click()
    page.goto(f"{home}/report")
    expect(page.locator(".report")).to_contain_text("Prednisolone: started")
    seen("report-medicines")


@pytest.mark.parametrize("text", [pytest.param(150, marks=pytest.mark.exhaustive), 200])
def test_it_fits_with_large_text(
    open_page: OpenPage, new_link: Callable[[], str], text: int
) -> None:
    page = open_page(new_link(), width=320, text=text)
    home = page.url
    for name in ("", "/add/force", "/add/infusion", "/add/symptom", "/course", "/data"):
        page.goto(f"{home}{name}")
        page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true; })")
        assert look(page) == {}, name


def test_an_infusion_takes_few_taps_without_a_script(
    open_page: OpenPage, new_link: Callable[[], str]
) -> None:
    """With the last one in the diary: open, given, lot, save. No clock: a busy machine fails
    nothing, and four actions take nobody half a minute."""
    page = open_page(new_link(), width=390, java_script_enabled=False)
    home = page.url
    page.goto(f"{home}/add/infusion")
    page.get_by_label("Given", exact=True).check()
    page.get_by_label("Product").fill("Example")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Infusion", exact=False).first.click()
    page.get_by_label("Given", exact=True).check()
    page.get_by_label("Lot numbers").fill("B7")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_have_text("Saved.")
    expect(page.get_by_role("main")).to_contain_text("B7")


def test_another_browser_without_the_link_gets_nothing(
    open_page: OpenPage,
    watch: Watch,
    new_link: Callable[[], str],
    no_barriers: Callable[[Page], None],
) -> None:
    watch.allowed.append("403")
    link = new_link()
    open_page(link)
    other = open_page("/diary", width=320)
    expect(other.get_by_text("multifocal diary open")).to_be_visible()
    no_barriers(other)
    again = open_page(link)
    expect(again.get_by_role("alert")).to_contain_text("used already")
