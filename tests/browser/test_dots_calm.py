"""`/dots` for a frightened reader: nothing red where nothing is known to be harmed, the count and
the way on in sight with letters of any size, and the sides whole and in one order."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.dots import A_FEW, begin, choose, choose_fast, make_sheet
from tests.browser.test_large_text import look, unfolded

HUE = """(all) => all.map((e) => {
    const style = getComputedStyle(e);
    return ["fill", "stroke", "backgroundColor"].map((what) => style[what])
        .filter((one) => one.startsWith("rgb(")).map((one) => one.match(/[0-9]+/g).map(Number));
}).flat()"""
MARKED = ".is-needed > .anatomy__belly, .join-dot, .tap__dot:checked, .is-lit > .anatomy__belly"


RED = 20
"""Of 255: above it something looks red. The site's paper has 13, its skin 22."""


def reddest(page: Page, marked: str) -> float:
    """By how much red outweighs green and blue in what is marked."""
    colors = page.locator(marked).evaluate_all(HUE)
    assert colors
    return float(max(red - max(green, blue) for red, green, blue in colors))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_what_a_task_needs_is_not_drawn_as_harmed(
    open_page: OpenPage, scheme: str, script: bool
) -> None:
    page = begin(open_page("/dots", width=390, scheme=scheme, java_script_enabled=script))
    if script:
        for key in A_FEW:
            page.locator(f'input[value="{key}"]').check()
        assert reddest(page, MARKED) < RED
        assert page.locator(".tap .is-needed").count() > 10
    choose(page, A_FEW)
    assert reddest(page, MARKED) < RED
    make_sheet(page)
    assert reddest(page, ".body-marks__mark") < RED


def test_what_is_drawn_as_harmed_is_noticed(open_page: OpenPage) -> None:
    """The check above can fail: the color of attack, which these pictures had before, is red."""
    page = open_page("/about")
    page.evaluate("""() => { const e = document.querySelector("h1");
        e.style.backgroundColor = "var(--attack-strong)"; }""")
    assert reddest(page, "h1") > 3 * RED


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_it_does_not_mean_damage_is_said_before_anything_is_counted(
    open_page: OpenPage, script: bool
) -> None:
    page = begin(open_page("/dots", width=390, java_script_enabled=script))
    calm = page.get_by_text("does not mean that they are damaged").filter(visible=True)
    said, body = calm.bounding_box(), page.locator(".tap").bounding_box()
    assert said and body and said["y"] < body["y"]
    choose(page, A_FEW)
    said, counted = calm.bounding_box(), page.locator(".summary").bounding_box()
    assert said and counted and said["y"] < counted["y"] < 844


@pytest.mark.parametrize("grown", ["in the browser", "on the page"])
@pytest.mark.parametrize("width", [320, 390])
def test_with_large_letters_the_count_and_the_way_on_stay_in_sight(
    open_page: OpenPage, width: int, grown: str
) -> None:
    text = 200 if grown == "in the browser" else 100
    page = begin(open_page("/dots", width=width, height=844, text=text))
    if grown == "on the page":
        page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.locator("input[value='task-writing-right']").check()
    bar = page.locator(".ask__go")
    assert bar.evaluate("e => getComputedStyle(e).position") == "sticky"
    expect(page.get_by_text("1 chosen")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Connect the dots")).to_be_in_viewport(ratio=0.99)
    box = bar.bounding_box()
    assert box is not None
    assert box["height"] < 844 / 5, "it leaves the choices their room"


def test_on_a_phone_on_its_side_the_bar_covers_nothing(open_page: OpenPage) -> None:
    page = begin(open_page("/dots", width=844, height=390))
    assert page.locator(".ask__go").evaluate("e => getComputedStyle(e).position") == "static"


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("text", [100, 200])
def test_right_stands_first_and_beside_left(open_page: OpenPage, width: int, text: int) -> None:
    page = begin(open_page("/dots", width=width, text=text))
    for row in ("Writing", "Turning a key"):
        pair = page.get_by_role("group", name=row).locator(".side")
        right, left = (pair.nth(k).bounding_box() for k in range(2))
        assert right and left
        if width == 320 and text == 200:  # no room for both in a row
            assert right["y"] < left["y"]
        else:
            assert right["x"] < left["x"] and right["y"] == left["y"], "as on the drawing"
    assert page.locator(".twin__name").first.inner_text() == "Right shoulder"


@pytest.mark.parametrize("text", [100, 200])
@pytest.mark.parametrize("media", ["screen", "print"])
def test_the_sides_names_are_whole_on_the_papers(
    open_page: OpenPage, text: int, media: str
) -> None:
    page = begin(open_page("/dots", width=390, text=text))
    choose_fast(page, A_FEW)
    make_sheet(page)
    page.emulate_media(media="print" if media == "print" else "screen")
    cut = page.locator(".body-marks__side").evaluate_all(
        """(all) => all.map((e) => {
            const [name, room] = [e, e.ownerSVGElement].map((one) => one.getBoundingClientRect());
            return [e.textContent, name.left - room.left, room.right - name.right];
        })"""
    )
    assert {name for name, *_ in cut} == {"your right", "your left"}
    assert all(min(room) >= 0 for _, *room in cut), cut


@pytest.mark.parametrize(("width", "text"), [(320, 100), (390, 150), (320, 200), (390, 200)])
def test_no_state_breaks_a_word_with_large_letters(
    open_page: OpenPage, width: int, text: int
) -> None:
    page = begin(open_page("/dots", width=width, height=844, text=text))
    by_state = {"choices": look(unfolded(page))}
    choose(page, A_FEW)
    by_state["answer"] = look(unfolded(page))
    page.locator(".site-help").click()
    by_state["list"] = look(unfolded(page))
    page.go_back()
    page.get_by_role("link", name="Your diary").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    by_state["question"] = look(page)
    page.get_by_role("button", name="Stay here").click()
    make_sheet(page)
    by_state["papers"] = look(unfolded(page))
    assert {state: wrong for state, wrong in by_state.items() if wrong} == {}
