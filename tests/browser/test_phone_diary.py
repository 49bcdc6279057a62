"""The diary on the phone, in a real browser on a copy of the site: entries, corrections, the graded
list, the report. Files: test_phone_files.py; what a browser stores: test_phone_storage.py."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from multifocal.diary import Infusion, Note, read_bundle
from tests.browser.conftest import Screenshot
from tests.browser.paper import blank_ends
from tests.browser.phone import (
    EXAMPLE,
    Opened,
    add,
    base_url,
    bring,
    diary,
    download,
    note,
    said,
    stored,
    view,
)
from tests.browser.test_diary import low
from tests.browser.test_large_text import look

__all__ = ["base_url", "diary"]

IN_SHORT = (320, "dark")
READ_IN_SHORT = ("fault", "infusion", "signs", "home", "strength")
"""Which states axe reads in `make test`; it takes a second each, and reads all in every other."""


@pytest.mark.parametrize(
    ("width", "scheme"),
    [IN_SHORT, *(pytest.param(*one, marks=pytest.mark.exhaustive)
                      for one in ((320, "light"), (390, "dark"), (390, "light")))],
)  # fmt: skip
def test_every_state_fits_and_has_no_barriers(
    diary: Opened,
    fits: Callable[[Page], None],
    no_barriers: Callable[[Page], None],
    screenshot: Screenshot,
    width: int,
    scheme: str,
) -> None:
    page = diary(width=width, scheme=scheme)

    def seen(name: str) -> None:
        page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true; })")
        screenshot(page, f"phone-{name}-{width}-{scheme}")
        fits(page)
        assert not low(page), name
        if name in READ_IN_SHORT or (width, scheme) != IN_SHORT:
            no_barriers(page)

    bring(page, EXAMPLE)
    expect(view(page, "preview")).to_be_visible()
    seen("preview")
    page.get_by_role("button", name="Bring it in").click()
    add(page, "Strength")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Not saved yet. Please check:")
    seen("fault")
    page.get_by_role("button", name="Back to the diary").click()
    add(page, "Infusion")
    page.get_by_label("Given", exact=True).check()
    page.locator("details.asked--signs summary").locator("visible=true").click()
    page.get_by_label("Hives", exact=False).check()
    seen("infusion")
    page.get_by_role("button", name="Save").click()
    expect(view(page, "signs")).to_be_visible()
    seen("signs")
    page.get_by_role("button", name="Save").click()
    expect(said(page)).to_have_text("Saved.")
    seen("home")
    page.locator(".told").first.click()
    seen("entry")
    page.get_by_role("button", name="Delete it").click()
    seen("delete")
    page.get_by_role("button", name="Back to the diary").click()
    for name in ("Strength and infusions", "Report for your doctor", "Your data", "2026"):
        page.get_by_role("button", name=name, exact=True).first.click()
        seen(name.split()[0].lower())
        page.get_by_role("button", name="Back to the diary").click()


@pytest.mark.parametrize("text", [pytest.param(150, marks=pytest.mark.exhaustive), 200])
def test_it_fits_with_large_text(diary: Opened, text: int) -> None:
    page = diary(width=320, text=text)
    assert look(page) == {}
    for door in ("Infusion", "Strength", "A symptom"):
        add(page, door)
        page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true; })")
        assert look(page) == {}, door
        page.get_by_role("button", name="Close without saving").locator("visible=true").click()


def test_first_entries_take_few_taps_and_a_copy_is_offered(diary: Opened) -> None:
    """No clock, for a busy machine fails nothing: the second infusion takes open, given, lot, save.
    What was the same the last time stands there again, and is said to be copied."""
    page = diary()
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    add(page, "Infusion")
    page.get_by_label("Given", exact=True).check()
    page.get_by_label("Product").fill("Example 10 %")
    page.get_by_label("Dose", exact=True).fill("70")
    page.get_by_label("Unit of the dose").select_option("g")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Make a copy now")).to_be_visible()
    expect(view(page, "home")).to_contain_text("Asked to keep your diary, this browser said")
    (only,) = read_bundle(download(page)).entries
    assert isinstance(only.content, Infusion)
    assert (only.content.product, str(only.content.dose)) == ("Example 10 %", "70")
    expect(page.get_by_role("heading", name="Make a copy now")).to_be_hidden()
    add(page, "Infusion")
    expect(page.locator(".diary__again")).to_contain_text("They are a record, not advice")
    page.get_by_label("Given", exact=True).check()
    page.get_by_label("Lot numbers").fill("B7")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Make a copy now")).to_be_visible()
    page.reload()
    expect(page.locator(".told")).to_have_count(2)
    expect(page.locator(".told").first).to_contain_text("B7")
    assert page.url.endswith("/diary/")  # nothing that was typed stands in an address
    sent = [one for one in asked if not one.startswith("blob:")]
    assert all("?" not in one and "/mmn/" in one for one in sent), sent
    kept = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
    assert kept == [0, 0, ""]


def test_a_sign_of_the_graded_list_brings_the_list_word_for_word_before_it_is_saved(
    diary: Opened,
) -> None:
    page = diary()
    add(page, "A symptom")
    expect(view(page, "form")).to_contain_text("no program searches it for danger")
    page.get_by_label("Kind").select_option("pain")
    page.get_by_label("Where").select_option("chest")
    page.get_by_role("button", name="Save").click()
    expect(view(page, "signs")).to_be_visible()
    assert stored(page) == []
    words = " ".join(page.locator(".grades").inner_text().split())
    other = page.context.new_page()
    other.goto(page.url.replace("/diary/", "/symptoms/"))
    assert words == " ".join(other.locator(".grades").inner_text().split())
    assert len(words) > 1_500
    expect(view(page, "signs").locator("a[href^='tel:']").first).to_have_count(1)
    page.get_by_role("button", name="Go back and change it").click()
    expect(page.get_by_label("Where")).to_have_value("chest")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Save").click()
    expect(said(page)).to_have_text("Saved.")
    assert len(stored(page)) == 1
    page.go_back()  # the form that was saved does not come again
    expect(view(page, "home")).to_be_visible()


def test_a_correction_keeps_its_history_deleting_too_and_erasing_leaves_a_mark(
    diary: Opened,
) -> None:
    page = diary()
    note(page, "Cold day.\nLeft hand weaker.")
    page.locator(".told").click()
    page.get_by_role("button", name="Correct it").click()
    page.get_by_label("Your note").fill("Cold day.")
    page.get_by_role("button", name="Save").click()
    page.locator(".told").click()
    expect(page.locator(".diary__former")).to_contain_text("Left hand weaker.")
    page.get_by_role("button", name="Delete it").click()
    view(page, "delete").get_by_role("button", name="Delete it").click()
    expect(said(page)).to_have_text("Deleted.")
    expect(page.locator(".told")).to_have_count(0)
    (entry,) = stored(page)
    texts = [one.get("content", {}).get("text") for one in entry["versions"]]
    assert texts == ["Cold day.\nLeft hand weaker.", "Cold day.", None]
    page.get_by_role("button", name="Your data").click()
    (read,) = read_bundle(download(page)).entries
    assert read.deleted
    assert read.former[0].content == Note("Cold day.\nLeft hand weaker.")
    page.get_by_role("button", name="Back to the diary").click()
    note(page, "Private")
    page.locator(".told").click()
    page.get_by_role("button", name="Delete it").click()
    view(page, "delete").get_by_role("button", name="Delete it").click()
    page.get_by_role("button", name="Your data").click()
    page.get_by_role("button", name="Look at deleted entries").click()
    page.locator(".told").locator("visible=true").first.click()
    page.get_by_role("button", name="Erase it for good …").click()
    expect(view(page, "erase")).to_contain_text("Private")
    page.get_by_role("button", name="Erase it for good", exact=True).locator("visible=true").click()
    expect(said(page)).to_have_text("Erased.")
    assert "Private" not in json.dumps(stored(page))
    assert len(stored(page)) == 2


def test_the_report_is_one_page_of_paper_but_for_how_infusions_ran(diary: Opened) -> None:
    page = diary()
    bring(page, EXAMPLE)
    page.get_by_role("button", name="Bring it in").click()
    page.get_by_role("button", name="Report for your doctor").click()
    report = view(page, "report")
    for words in ("Ana Example", "Do not change dose or timing because of this", "LOT-A1",
                  "Can I travel in May?", "The right is at"):  # fmt: skip
        expect(report).to_contain_text(words)
    expect(report.locator("svg.strength-chart")).to_have_count(2)
    page.emulate_media(media="print")
    _, appendix = blank_ends(page.pdf(format="A4"))
    assert appendix > 0.7
    view(page, "report").locator(".report__runs").evaluate("one => one.remove()")
    assert len(blank_ends(page.pdf(format="A4"))) == 1
