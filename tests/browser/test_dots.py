"""`/dots` in a real browser: by tap, by key, without a script, in every dress, and on paper."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from multifocal.localize import complaints
from multifocal.web.dots.forms import READY_QUESTIONS
from tests.browser.conftest import OpenPage, Screenshot
from tests.browser.shapes import in_every_shape

EVERYTHING = list(complaints())
A_FEW = ["task-zip-right", "task-key_turn-right", "part-hand-right", "task-hair_washing-left"]


def choose(page: Page, keys: list[str]) -> None:
    for key in keys:
        page.locator(f'input[value="{key}"]').check()
    page.get_by_role("button", name="Connect the dots").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your dots, connected")


def choose_fast(page: Page, keys: list[str]) -> None:
    page.evaluate(
        "keys => keys.forEach(k => document.querySelector(`input[value='${k}']`).checked = true)",
        keys,
    )
    choose(page, [])


def make_sheet(page: Page) -> None:
    page.get_by_role("button", name="Make my page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("For my appointment")


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


@in_every_shape()
def test_every_state_fits_and_has_no_barriers(
    open_page: OpenPage,
    fits: Callable[[Page], None],
    no_barriers: Callable[[Page], None],
    screenshot: Screenshot,
    width: int,
    scheme: str,
) -> None:
    page = open_page("/dots", width=width, scheme=scheme)
    page.get_by_role("button", name="Connect the dots").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing is chosen yet")
    fits(page)
    no_barriers(page)
    choose(page, A_FEW)
    for summary in page.locator("summary").all():
        summary.click()
    screenshot(page, f"dots-answer-{width}-{scheme}")
    fits(page)
    no_barriers(page)
    make_sheet(page)
    screenshot(page, f"dots-sheet-{width}-{scheme}")
    fits(page)
    no_barriers(page)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_the_body_is_tapped_with_a_finger(open_page: OpenPage, script: bool) -> None:
    page = open_page("/dots", width=320, has_touch=True, java_script_enabled=script)
    page.get_by_role("checkbox", name="Right hand").tap()
    page.get_by_text("Left knee").tap()
    expect(page.get_by_role("checkbox", name="Left knee")).to_be_checked()
    page.get_by_role("button", name="Connect the dots").tap()
    expect(page.get_by_role("heading", name="Left femoral nerve")).to_be_visible()
    page.get_by_role("button", name="Change my choices").tap()
    expect(page.get_by_role("checkbox", name="Right hand")).to_be_checked()


def test_a_tapped_muscle_is_its_parts_dot_and_lights_its_nerve(open_page: OpenPage) -> None:
    page = open_page("/dots", width=1280, height=1400)
    thigh = page.locator('.ask__body [data-muscle="quadriceps"][data-side="left"] path').first
    thigh.click()
    expect(page.get_by_role("checkbox", name="Left knee")).to_be_checked()
    thigh.click()
    expect(page.get_by_role("checkbox", name="Left knee")).not_to_be_checked()
    choose(page, ["part-knee-left", "part-hand-right"])
    found = page.locator(".found__body").first
    card = page.locator("#nerve-left-femoral")
    expect(card).not_to_have_class(re.compile("is-chosen"))
    found.locator('[data-muscle="quadriceps"][data-lit="left-femoral"] path').first.click()
    expect(card).to_have_class(re.compile("is-chosen"))
    lines = found.locator('.anatomy__nerve[data-lit="left-femoral"]')
    assert lines.count() >= 1
    expect(lines.first).to_have_class(re.compile("is-chosen"))
    other = found.locator('[data-muscle="apb"][data-lit="right-median"]')
    expect(other).not_to_have_class(re.compile("is-chosen"))
    page.locator("#nerve-right-ulnar").hover()
    expect(card).not_to_have_class(re.compile("is-chosen"))


def test_the_sheets_table_does_not_scroll_on_a_phone(open_page: OpenPage) -> None:
    page = open_page("/dots", width=320)
    choose_fast(page, A_FEW)
    make_sheet(page)
    box = page.locator(".table-box")
    assert box.evaluate("e => e.scrollWidth <= e.clientWidth")
    expect(page.locator(".sheet td").first).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_key_leads_past_the_lists_to_the_button(open_page: OpenPage, script: bool) -> None:
    page = open_page("/dots", java_script_enabled=script)
    link = page.get_by_role("link", name="Go to Connect")
    for _ in range(9):
        if not link.evaluate("e => e === document.activeElement"):
            page.keyboard.press("Tab")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Connect the dots")).to_be_focused()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_nothing_chosen_moves_the_focus_to_what_to_do(open_page: OpenPage, script: bool) -> None:
    page = open_page("/dots", java_script_enabled=script)
    page.get_by_role("button", name="Connect the dots").click()
    expect(page.locator("#fault")).to_be_focused()
    expect(page).to_have_title(re.compile("^Please choose"))


def test_the_bar_counts_what_is_chosen(open_page: OpenPage) -> None:
    page = open_page("/dots", width=390)
    bar = page.locator(".ask__go")
    expect(bar).not_to_contain_text("chosen")
    page.get_by_role("checkbox", name="Right hand").check()
    row = page.get_by_role("group", name="Closing a zipper")
    row.get_by_role("checkbox", name="Left").check()
    row.get_by_role("checkbox", name="Right").check()
    expect(bar.get_by_role("status")).to_have_text("3 chosen")
    row.get_by_role("checkbox", name="Left").uncheck()
    expect(bar.get_by_role("status")).to_have_text("2 chosen")
    expect(bar).to_be_in_viewport()
    page.get_by_role("button", name="Connect the dots").click()
    page.get_by_role("button", name="Change my choices").click()
    expect(bar.get_by_role("status")).to_have_text("2 chosen")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_moves_under_the_finger_that_chooses(open_page: OpenPage, width: int) -> None:
    page = open_page("/dots", width=width)
    where = """() => [...document.querySelectorAll(".choice, .side, .twin__name, .tap__dot")].map(
        (e) => { const b = e.getBoundingClientRect(); return [b.x, b.y + scrollY, b.width]; })"""
    page.get_by_role("checkbox", name="Left foot").check()  # the bar has its count
    before = page.evaluate(where)
    page.evaluate("document.querySelectorAll('.ask input:not(:checked)').forEach((e) => e.click())")
    assert page.locator(".ask :checked").count() > 60
    assert page.evaluate(where) == before


def test_the_list_is_no_wider_than_the_eye_follows(open_page: OpenPage) -> None:
    row = open_page("/dots").get_by_role("group", name="Writing").bounding_box()
    assert row is not None
    assert 480 <= row["width"] <= 600


def test_the_whole_way_by_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page("/dots")

    said = """(e => e.ariaLabel || e.labels?.[0]?.innerText || e.innerText || '')(
        document.activeElement)"""

    def tab_to(name: str) -> None:
        for _ in range(120):
            page.keyboard.press("Tab")
            if page.evaluate(said).startswith(name):
                return
        raise AssertionError(f"the keyboard does not reach {name}")

    tab_to("Right hand")
    page.keyboard.press("Space")
    tab_to("Connect the dots")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Right ulnar nerve")).to_be_visible()
    tab_to("Since when?")
    page.keyboard.type("May")
    tab_to("Make my page")
    page.keyboard.press("Enter")
    expect(page.get_by_role("article")).to_contain_text("May")
    expect(page.get_by_role("button", name="Print")).to_be_visible()


def test_no_focus_is_hidden_under_the_bar(open_page: OpenPage) -> None:
    page = open_page("/dots", width=320, height=640)
    page.locator("input").first.focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        hidden = page.evaluate(
            """() => { const e = document.activeElement, b = e.getBoundingClientRect();
                if (!e.matches('input')) return false;
                const top = document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2);
                return !(top === e || e.contains(top) || top?.closest('label') === e.parentElement);
            }"""
        )
        assert not hidden, page.evaluate("document.activeElement.value")


@pytest.mark.parametrize("paper", ["A4", pytest.param("Letter", marks=pytest.mark.exhaustive)])
@pytest.mark.parametrize("keys", [["task-cup-left"], A_FEW, EVERYTHING], ids=["one", "few", "all"])
def test_the_sheet_prints_on_one_page(open_page: OpenPage, keys: list[str], paper: str) -> None:
    page = open_page("/dots")
    choose_fast(page, keys)
    make_sheet(page)
    assert pages_of(page.pdf(format=paper)) == 1


@pytest.mark.parametrize("keys", [A_FEW, EVERYTHING[::3], EVERYTHING], ids=["few", "third", "all"])
def test_the_fullest_sheet_prints_on_one_page(open_page: OpenPage, keys: list[str]) -> None:
    page = open_page("/dots", scheme="dark")
    choose_fast(page, keys)
    page.get_by_label("Since when?").fill("w" * 60)
    for number in range(len(READY_QUESTIONS)):
        page.locator('input[name="question"]').nth(number).check()
    page.get_by_label("In my own words").fill("\n".join(["some words " * 6] * 4))
    make_sheet(page)
    assert pages_of(page.pdf(format="Letter")) == 1
    assert pages_of(page.pdf(format="A4")) == 1


def test_pages_are_counted(open_page: OpenPage) -> None:
    """The check above can fail: a page twice as high takes two sheets."""
    page = open_page("/dots")
    choose_fast(page, A_FEW)
    make_sheet(page)
    page.evaluate(
        "document.querySelector('.sheet').append(document.querySelector('.sheet').cloneNode(true))"
    )
    assert pages_of(page.pdf(format="A4")) >= 2


def test_print_shows_the_sheet_and_nothing_else(open_page: OpenPage) -> None:
    page = open_page("/dots")
    choose_fast(page, A_FEW)
    make_sheet(page)
    page.emulate_media(media="print")
    expect(page.get_by_role("article")).to_be_visible()
    expect(page.get_by_role("navigation")).to_be_hidden()
    expect(page.get_by_role("button")).to_have_count(0)


def test_nothing_chosen_stands_in_an_address_or_in_the_browser(open_page: OpenPage) -> None:
    page = open_page("/dots")
    choose_fast(page, A_FEW)
    assert page.url.endswith("/dots#answer")
    make_sheet(page)
    assert page.url.endswith("/dots/appointment")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    (cookie,) = page.context.cookies()
    assert cookie["name"].startswith("multifocal_csrf_")


def test_chosen_can_be_told_without_color(open_page: OpenPage) -> None:
    page = open_page("/dots", forced_colors="active")
    dot = page.get_by_role("checkbox", name="Right hand")
    dot.check()
    shown = "e => getComputedStyle(e, '::before').content"
    assert "✓" in dot.evaluate(shown)
    assert "✓" not in page.get_by_role("checkbox", name="Left hand").evaluate(shown)
