"""`/dots` in a real browser: by tap, by key, without a script, in every dress."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenPage, Screenshot, Watch
from tests.browser.dots import A_FEW, begin, choose, choose_fast, make_sheet
from tests.browser.shapes import in_every_shape


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
    page.get_by_role("button", name="Go on", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Please answer both questions")
    fits(page)
    no_barriers(page)
    page.get_by_label("It grew or spread over hours or days").check()
    page.get_by_label("No, none of them").check()
    page.get_by_role("button", name="Go on", exact=True).click()
    expect(page.get_by_role("heading", name="Now: call the emergency number")).to_be_visible()
    screenshot(page, f"dots-now-{width}-{scheme}")
    fits(page)
    no_barriers(page)
    page.go_back()
    begin(page)
    page.get_by_role("button", name="Connect the dots").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing is chosen yet")
    fits(page)
    no_barriers(page)
    choose(page, A_FEW)
    for summary in page.locator("main summary:visible").all():
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
    page = begin(open_page("/dots", width=320, has_touch=True, java_script_enabled=script))
    page.get_by_role("checkbox", name="Right hand").tap()
    page.get_by_text("Left knee").tap()
    expect(page.get_by_role("checkbox", name="Left knee")).to_be_checked()
    page.get_by_role("button", name="Connect the dots").tap()
    page.get_by_text("more nerves that fewer").tap()
    expect(page.get_by_text("through the groin to the front of the thigh")).to_be_visible()
    page.get_by_role("button", name="Change my choices").tap()
    expect(page.get_by_role("checkbox", name="Right hand")).to_be_checked()


def test_a_tapped_muscle_is_its_parts_dot_and_lights_its_nerve(open_page: OpenPage) -> None:
    page = begin(open_page("/dots", width=1280, height=1400))
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


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_key_leads_past_the_lists_to_the_button(open_page: OpenPage, script: bool) -> None:
    page = begin(open_page("/dots", java_script_enabled=script))
    page.locator("#go-on").focus()
    link = page.get_by_role("link", name="Go to Connect")
    for _ in range(3):
        if not link.evaluate("e => e === document.activeElement"):
            page.keyboard.press("Tab")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Connect the dots")).to_be_focused()
    if script:
        page.get_by_role("checkbox", name="Right hand").check()
        page.get_by_role("button", name="Connect the dots").click()
        page.go_back()  # to the link's place
        expect(page.get_by_role("checkbox", name="Right hand")).to_be_checked()
        page.go_back()  # to before the link
        expect(page.get_by_role("checkbox", name="Right hand")).to_be_checked()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_nothing_chosen_moves_the_focus_to_what_to_do(open_page: OpenPage, script: bool) -> None:
    page = open_page("/dots", java_script_enabled=script)
    page.get_by_role("button", name="Go on", exact=True).click()
    expect(page.locator("#first-fault")).to_be_focused()
    begin(page).get_by_role("button", name="Connect the dots").click()
    expect(page.locator("#fault")).to_be_focused()
    expect(page.locator("#fault")).to_be_in_viewport()


def test_the_bar_counts_what_is_chosen(open_page: OpenPage) -> None:
    page = begin(open_page("/dots", width=390))
    bar = page.locator(".ask__go")
    expect(bar).not_to_contain_text("chosen")
    page.get_by_role("checkbox", name="Right hand").check()
    row = page.get_by_role("group", name="Closing a zipper")
    row.get_by_role("checkbox", name="Left").check()
    row.get_by_role("checkbox", name="Right").check()
    expect(bar.get_by_role("status")).to_have_text(re.compile("^3 chosen 33 muscles 6 nerves"))
    row.get_by_role("checkbox", name="Left").uncheck()
    expect(bar.get_by_role("status")).to_contain_text("2 chosen")
    expect(bar).to_be_in_viewport()
    page.get_by_role("button", name="Connect the dots").click()
    page.get_by_role("button", name="Change my choices").click()
    expect(bar.get_by_role("status")).to_contain_text("2 chosen")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_moves_under_the_finger_that_chooses(open_page: OpenPage, width: int) -> None:
    page = begin(open_page("/dots", width=width))
    where = """() => [...document.querySelectorAll(".choice, .side, .twin__name, .tap__dot")].map(
        (e) => { const b = e.getBoundingClientRect(); return [b.x, b.y + scrollY, b.width]; })"""
    page.get_by_role("checkbox", name="Left foot").check()  # the bar has its count
    before = page.evaluate(where)
    page.evaluate("document.querySelectorAll('.ask input:not(:checked)').forEach((e) => e.click())")
    assert page.locator(".ask :checked").count() > 60
    assert page.evaluate(where) == before


def test_the_list_is_no_wider_than_the_eye_follows(open_page: OpenPage) -> None:
    row = begin(open_page("/dots")).get_by_role("group", name="Writing").bounding_box()
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

    tab_to("Suddenly")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    tab_to("Yes, at least one")
    page.keyboard.press("ArrowDown")
    tab_to("Go on")
    page.keyboard.press("Enter")
    tab_to("Right hand")
    page.keyboard.press("Space")
    tab_to("Connect the dots")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The nerve of the funny bone")).to_be_visible()
    tab_to("Since when?")
    page.keyboard.type("May")
    tab_to("Make my papers")
    page.keyboard.press("Enter")
    expect(page.get_by_role("article").first).to_contain_text("May")
    expect(page.get_by_role("button", name="Print")).to_be_visible()


def test_no_focus_is_hidden_under_the_bar(open_page: OpenPage) -> None:
    page = begin(open_page("/dots", width=320, height=640))
    page.locator(".ask input:visible").first.focus()
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


def test_nothing_chosen_is_sent_or_stands_in_an_address_or_in_the_browser(
    open_page: OpenPage,
) -> None:
    page = begin(open_page("/dots"))
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    address = page.url
    choose_fast(page, A_FEW)
    make_sheet(page)
    assert (page.url, sent) == (address, [])
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert "zip" not in page.evaluate("JSON.stringify(history.state)")
    (cookie,) = page.context.cookies()
    assert cookie["name"].startswith("multifocal_csrf_")


def test_without_a_script_it_is_sent_by_post_and_stands_in_no_address(open_page: OpenPage) -> None:
    page = begin(open_page("/dots", java_script_enabled=False))
    choose(page, A_FEW)
    assert page.url.endswith("/dots#answer")
    page.get_by_label("Since when?").fill("May")
    make_sheet(page)
    assert page.url.endswith("/dots/appointment")
    expect(page.get_by_role("article").first).to_contain_text("May")
    page.get_by_role("button", name="Change it").click()
    expect(page.get_by_label("Since when?")).to_have_value("May")


def test_a_step_back_asks_nothing_and_loses_nothing(open_page: OpenPage) -> None:
    page = begin(open_page("/dots"))
    choose(page, A_FEW)
    page.get_by_label("Since when?").fill("May")
    make_sheet(page)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your dots, connected")
    expect(page.get_by_label("Since when?")).to_have_value("May")
    page.go_back()
    expect(page.get_by_role("checkbox", name="Right hand")).to_be_checked()
    page.get_by_role("checkbox", name="Right hand").uncheck()
    page.go_forward()
    expect(page.locator(".chosen")).not_to_contain_text("moving the hand")
    page.go_forward()
    expect(page.get_by_role("article").first).to_contain_text("May")
    page.reload()  # nothing is stored, so nothing is left
    expect(page.get_by_role("heading", name="First: how did it begin?")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="First: how did it begin?")).to_be_visible()


def test_muscles_and_the_nerves_that_they_share_light_up_as_one_ticks(open_page: OpenPage) -> None:
    page = begin(open_page("/dots"))
    muscles, lines = page.locator(".tap .is-needed"), page.locator(".tap .is-joined[data-lit]")
    expect(muscles).to_have_count(0)
    expect(lines).to_have_count(0)
    page.locator("input[value='task-foot_lift-left']").check()
    assert muscles.evaluate_all("all => all.map((e) => e.dataset.side + e.dataset.muscle)") == [
        "leftta"
    ]
    lit = lines.evaluate_all("all => [...new Set(all.map((e) => e.dataset.lit))]")
    assert lit == ["left-fibular"]
    expect(page.locator(".tap .join-dot")).to_have_count(1)
    page.locator("input[value='task-foot_lift-left']").uncheck()
    expect(page.locator(".tap .is-needed, .tap .is-joined, .tap .join-dot")).to_have_count(0)


def test_each_dot_lies_on_the_drawn_body(open_page: OpenPage) -> None:
    page = begin(open_page("/dots"))
    page.evaluate("document.querySelectorAll('.tap input').forEach((e) => e.click())")
    outside = page.locator(".tap .join-dot").evaluate_all(
        """(all) => {
            const body = document.querySelector("#choice-line");
            const at = (dot, name) => Number(dot.getAttribute(name));
            const inside = (dot) => body.isPointInFill(new DOMPoint(at(dot, "cx"), at(dot, "cy")));
            return all.filter((dot) => !inside(dot)).map((dot) => dot.dataset.lit);
        }"""
    )
    assert outside == []
    assert page.locator(".tap .join-dot").count() > 100


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_the_dots_are_joined_in_motion_unless_less_is_wanted(
    open_page: OpenPage, motion: str
) -> None:
    page = begin(open_page("/dots", reduced_motion=motion))
    choose(page, A_FEW)
    moving = "document.querySelector('.found__body svg').getAnimations({ subtree: true }).length"
    page.locator(".found__body").first.scroll_into_view_if_needed()
    page.locator(".is-joining").wait_for()
    assert (page.evaluate(moving) > 0) == (motion == "no-preference")
    page.evaluate(
        "document.querySelector('.found__body svg').getAnimations({ subtree: true })"
        ".forEach((one) => one.finish())"
    )
    expect(page.locator(".found__body .choice-body__tag.is-joined").first).to_be_visible()
    page.get_by_role("button", name="Watch the dots being joined again").click()
    assert (page.evaluate(moving) > 0) == (motion == "no-preference")


def test_where_the_tables_do_not_come_the_forms_are_sent(open_page: OpenPage, watch: Watch) -> None:
    watch.allowed.append("Failed to load resource")
    page = open_page("/about")
    page.route("**/dots/*.json", lambda route: route.abort())
    page.goto(page.url.replace("/about", "/dots"))
    begin(page)
    choose(page, A_FEW)
    assert page.url.endswith("/dots#answer")
    expect(page.get_by_text("Right ulnar nerve").first).to_be_attached()


def test_on_a_slow_line_nothing_is_sent_and_the_answer_waits_for_the_tables(
    open_page: OpenPage,
) -> None:
    page = open_page("/about")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/dots/words.json", hold)
    page.goto(page.url.replace("/about", "/dots"))
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.get_by_label("Slowly, or step by step").check()
    page.get_by_label("No, none of them").check()
    page.get_by_role("button", name="Go on", exact=True).click()
    expect(page.get_by_role("heading", name="First: how did it begin?")).to_be_visible()
    held[0].continue_()
    expect(page.get_by_role("button", name="Connect the dots")).to_be_visible()
    assert "POST" not in sent
