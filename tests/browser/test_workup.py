"""The workup page in a real browser: by keyboard, as cells and as text, with and without script."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, Screenshot
from tests.browser.shapes import in_every_shape

EXAMPLES = Path(__file__).parents[2] / "examples"


@in_every_shape()
def test_the_answer_fits_and_has_no_barriers(
    open_page: OpenPage,
    fits: Callable[[Page], None],
    no_barriers: Callable[[Page], None],
    screenshot: Screenshot,
    width: int,
    scheme: str,
) -> None:
    page = open_page("/workup?example=1", width=width, scheme=scheme)
    fits(page)
    page.get_by_role("button", name="Judge the study").click()
    expect(page.get_by_text("Definite motor conduction block").first).to_be_visible()
    screenshot(page, f"workup-answer-{width}-{scheme}")
    fits(page)
    no_barriers(page)


def test_a_fault_is_shown_at_its_cell_and_mended_there(
    open_page: OpenPage,
    fits: Callable[[Page], None],
    no_barriers: Callable[[Page], None],
    screenshot: Screenshot,
) -> None:
    page = open_page("/workup?example=1", width=320)
    page.get_by_label("Row 2, Amplitude, mV").fill("forty")
    page.get_by_role("button", name="Judge the study").click()
    expect(page.get_by_role("alert")).to_contain_text("Row 2, Amplitude, mV")
    screenshot(page, "workup-fault-320-light")
    fits(page)
    no_barriers(page)
    cell = page.get_by_label("Row 2, Amplitude, mV")
    expect(cell).to_have_attribute("aria-invalid", "true")
    expect(cell).to_have_accessible_description(re.compile("is not a number"))
    page.get_by_role("link", name="Row 2, Amplitude, mV").click()
    expect(cell).to_be_focused()
    cell.fill("4.4")
    page.get_by_role("button", name="Judge the study").click()
    expect(page.get_by_text("Definite motor conduction block").first).to_be_visible()


def test_a_study_is_typed_into_cells_by_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page("/workup")
    page.get_by_label("Row 1, Side").focus()
    for cell in ("right", "ulnar", "adm", "wrist", "3.0", "8.0", "30.0", "6.0", "", "33"):
        page.keyboard.type(cell)
        page.keyboard.press("Tab")
    page.get_by_label("Row 1, Limb temperature").press("Enter")  # carries side, nerve and muscle
    assert page.url.endswith("/workup") and page.locator("#judged").count() == 0
    expect(page.get_by_label("Row 2, Site")).to_be_focused()
    for cell in ("below elbow", "6.9", "4.4", "15.0", "7.8", "220", "33"):
        page.keyboard.type(cell)
        page.keyboard.press("Tab")
    page.get_by_role("button", name="Judge the study").press("Enter")
    expect(page.get_by_text("Definite motor conduction block").first).to_be_visible()
    expect(page.get_by_text("temperature is not known")).to_have_count(0)
    assert page.evaluate("document.activeElement.id") == "result-heading"


def test_rows_grow_and_go_and_keep_the_text_in_step(open_page: OpenPage) -> None:
    page = open_page("/workup?example=1")
    rows = page.get_by_role("table").locator("tbody tr")
    before = rows.count()
    page.get_by_role("button", name="Add a row").click()
    expect(rows).to_have_count(before + 1)
    page.get_by_label(f"Row {before + 1}, Side").fill("left")
    expect(rows).to_have_count(before + 2)  # the next one comes by itself
    page.get_by_role("button", name="Remove row 1", exact=True).click()
    expect(rows).to_have_count(before + 1)
    page.get_by_role("button", name="Edit as text").click()
    text = page.get_by_role("textbox", name="Paste a report, or type the table").input_value()
    assert "wrist" not in text
    assert "below_elbow" in text
    assert text.splitlines()[-1].startswith("left")
    page.get_by_role("button", name="Edit as a table").click()
    expect(page.get_by_label("Row 1, Site")).to_have_value("below_elbow")


def test_text_that_cells_cannot_hold_stays_text(open_page: OpenPage) -> None:
    page = open_page("/workup?example=1")
    page.get_by_role("button", name="Edit as text").click()
    page.get_by_role("textbox", name="Paste a report, or type the table").fill(
        "side;nerve\nright;ulnar\n"
    )
    expect(page.get_by_role("button", name="Edit as a table")).to_be_hidden()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_file_is_judged(open_page: OpenPage, script: bool) -> None:
    page = open_page("/workup", java_script_enabled=script)
    page.get_by_label("Or choose a file").set_input_files(EXAMPLES / "published_cmaj_gbs.csv")
    page.get_by_role("button", name="Judge the study").click()
    expect(page.get_by_role("heading", name="The whole study")).to_be_visible()
    expect(page.locator("article")).not_to_have_count(0)


def test_nothing_entered_stands_in_an_address_or_in_the_browser(open_page: OpenPage) -> None:
    page = open_page("/workup?example=1")
    page.get_by_role("button", name="Judge the study").click()
    assert page.url.endswith("/workup")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    (cookie,) = page.context.cookies()
    assert cookie["name"].startswith("multifocal_csrf_")


def test_rules_unfold_by_keyboard_and_what_was_answered_decides(
    open_page: OpenPage,
    fits: Callable[[Page], None],
    no_barriers: Callable[[Page], None],
    screenshot: Screenshot,
) -> None:
    page = open_page("/workup?example=1", width=360)
    page.locator(".clinical > summary").press("Enter")
    page.get_by_label("Is there weakness in the territory of at least two nerves?").select_option(
        "yes"
    )
    page.locator(".clinical__muscles > summary").press("Enter")
    page.get_by_role("group", name="First dorsal interosseous").get_by_label("right").check()
    fits(page)
    no_barriers(page)
    page.get_by_role("button", name="Judge the study").click()
    expect(page.get_by_text("Weak: first dorsal interosseous.")).to_be_visible()
    other = page.locator(".other > summary").first
    other.press("Enter")
    expect(page.locator(".other .findings").first).to_be_visible()
    screenshot(page, "workup-unfolded-360-light")
    fits(page)
    no_barriers(page)


def test_the_sheet_is_downloaded_with_what_stands_in_the_form(open_page: OpenPage) -> None:
    page = open_page("/workup?example=1")
    page.get_by_role("button", name="Judge the study").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download as PDF").click()
    assert waiting.value.suggested_filename == "nerve-study.pdf"
    assert waiting.value.path().read_bytes().startswith(b"%PDF-")


@pytest.mark.exhaustive  # the longest answer, many times
@pytest.mark.parametrize(
    "width",
    [390, *(pytest.param(width, marks=pytest.mark.exhaustive) for width in (820, 1280))],
)
def test_two_arms_are_answered_on_the_first_screen_and_a_question_beside_it(
    open_page: OpenPage, fits: Callable[[Page], None], no_barriers: Callable[[Page], None],
    width: int,
) -> None:  # fmt: skip
    page = open_page("/workup", width=width)
    page.get_by_label("Or choose a file").set_input_files(EXAMPLES / "two_arms.csv")
    page.get_by_role("button", name="Judge the study").click()
    first = page.get_by_role("link", name="R median, forearm (wrist – elbow): definite block")
    expect(first).to_be_visible()
    bottom = first.evaluate("one => one.getBoundingClientRect().bottom + scrollY")
    assert bottom < 844
    page.locator(".asked > summary").press("Enter")
    fits(page)
    if width == 390:
        no_barriers(page)
        group = page.get_by_role("group", name="was Martin-Gruber crossing excluded?")
        group.get_by_label("yes").check()
        page.get_by_role("button", name="Answer and evaluate again").click()
        name = "L ulnar, forearm (wrist – below elbow): definite block; area −60 %"
        expect(page.get_by_role("link", name=name)).to_be_visible()


def test_a_stretch_that_was_inched_has_a_folded_chart(
    open_page: OpenPage,
    fits: Callable[[Page], None],
    no_barriers: Callable[[Page], None],
    screenshot: Screenshot,
) -> None:
    table = (EXAMPLES / "inching" / "ulnar_elbow.csv").read_text(encoding="utf-8")
    for width in (390, 1280):
        page = open_page("/workup", width=width)
        page.locator("#id_table").evaluate("(box, text) => { box.value = text }", table)
        with page.expect_navigation():
            page.get_by_role("button", name="Judge the study").first.click()
        folded = page.locator("details.inched")
        expect(folded.locator("svg")).not_to_be_visible()
        folded.locator("summary").click()
        expect(folded.locator("svg")).to_be_visible()
        expect(folded.get_by_role("row", name="2 8.6")).to_contain_text("−50 ▼")
        fits(page)
        no_barriers(page)
        folded.scroll_into_view_if_needed()
        screenshot(page, f"workup-inching-{width}-light", whole=False)


def test_what_was_examined_stands_beside_the_map(
    open_page: OpenPage,
    fits: Callable[[Page], None],
    no_barriers: Callable[[Page], None],
    screenshot: Screenshot,
) -> None:
    table = (EXAMPLES / "beside" / "two_nerves.csv").read_text(encoding="utf-8")
    for width in (390, 1280):
        page = open_page("/workup", width=width)
        page.locator("#id_table").evaluate("(box, text) => { box.value = text }", table)
        with page.expect_navigation():
            page.get_by_role("button", name="Judge the study").first.click()
        examined = page.locator("section.examined")
        expect(examined).to_contain_text("look for block above axilla")
        expect(examined).to_contain_text("R abductor digiti minimi")
        fits(page)
        no_barriers(page)
        examined.scroll_into_view_if_needed()
        screenshot(page, f"workup-examined-{width}-light", whole=False)
