"""Pictures that give up a fact: by pointing, tap and key, in their own card."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.shapes import in_every_shape, some_of

PICTURES = {"crowd": "3,000 to 6,000 people", "zip": "can be very hard"}
PARTS = ["axon", "myelin", "node", "paranode", "antibody", "complement"]


def keeper(name: str) -> str:
    """The selector of the picture that keeps a fact."""
    return f'[aria-controls="fact-{name}"]'


@pytest.mark.parametrize("name", PICTURES)
def test_a_fact_opens_by_keyboard_and_escape_closes_it(open_page: OpenPage, name: str) -> None:
    page = open_page("/")
    button, fact = page.locator(keeper(name)), page.locator(f"#fact-{name}")
    expect(fact).to_be_hidden()
    button.focus()
    page.keyboard.press("Enter")
    expect(fact).to_be_visible()
    expect(fact).to_contain_text(PICTURES[name])
    expect(button).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(fact).to_be_hidden()
    expect(button).to_have_attribute("aria-expanded", "false")
    assert button.evaluate("e => e === document.activeElement")


@pytest.mark.parametrize("name", PICTURES)
def test_pointing_opens_a_fact_a_click_keeps_it_and_nothing_moves(
    open_page: OpenPage, name: str
) -> None:
    page = open_page("/")
    button, fact = page.locator(keeper(name)), page.locator(f"#fact-{name}")
    height = page.evaluate("document.documentElement.scrollHeight")
    button.hover(position={"x": 40, "y": 40})
    expect(fact).to_be_visible()
    assert page.evaluate("document.documentElement.scrollHeight") == height
    page.mouse.move(2, 2)
    expect(fact).to_be_hidden()
    button.click(position={"x": 40, "y": 40})
    page.mouse.move(2, 2)
    expect(fact).to_be_visible()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_an_open_fact_covers_no_picture(open_page: OpenPage, width: int) -> None:
    page = open_page("/", width=width, has_touch=True)
    pictures = [page.locator(f"{keeper(name)} > svg") for name in PICTURES]
    for name in PICTURES:
        page.locator(keeper(name)).tap(position={"x": 40, "y": 40})
        fact = page.locator(f"#fact-{name}").bounding_box()
        assert fact is not None
        for picture in pictures:
            box = picture.bounding_box()
            assert box is not None
            apart = (
                fact["x"] >= box["x"] + box["width"] - 1
                or box["x"] >= fact["x"] + fact["width"] - 1
                or fact["y"] >= box["y"] + box["height"] - 1
                or box["y"] >= fact["y"] + fact["height"] - 1
            )
            assert apart, (name, fact, box)


@in_every_shape(320, 1280)
def test_an_open_fact_is_in_sight_fits_and_has_no_barriers(
    open_page: OpenPage,
    fits: Callable[[Page], None],
    no_barriers: Callable[[Page], None],
    width: int,
    scheme: str,
) -> None:
    page = open_page("/", width=width, height=800, scheme=scheme, has_touch=True)
    page.locator(keeper("zip")).tap(position={"x": 40, "y": 40})
    page.get_by_text("The muscles that a zipper needs").tap()
    expect(page.get_by_text("first dorsal interosseous")).to_be_visible()
    box = page.locator("#fact-zip").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width + 1
    fits(page)
    no_barriers(page)


def test_facts_and_muscles_open_without_a_script(open_page: OpenPage) -> None:
    page = open_page("/", java_script_enabled=False)
    expect(page.locator("#fact-crowd")).to_be_visible()
    page.get_by_text("The muscles that a zipper needs").click()
    expect(page.get_by_text("adductor pollicis")).to_be_visible()


def test_on_paper_the_facts_stand_beside_the_pictures(open_page: OpenPage) -> None:
    page = open_page("/")
    page.emulate_media(media="print")
    for name in PICTURES:
        expect(page.locator(f"#fact-{name}")).to_be_visible()
    causes = open_page("/causes")
    causes.emulate_media(media="print")
    for name in PARTS:
        expect(causes.locator(f"#part-{name}")).to_be_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_close_ups_dots_are_large_apart_and_on_the_drawing(
    open_page: OpenPage, width: int
) -> None:
    page = open_page("/causes", width=width)
    stage = page.locator(".closeup-figure__stage").bounding_box()
    boxes = [page.locator(f".spot--{name}").bounding_box() for name in PARTS]
    assert stage is not None
    for box in boxes:
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
        assert stage["x"] - 2 <= box["x"]
        assert box["x"] + box["width"] <= stage["x"] + stage["width"] + 2
    found = [box for box in boxes if box is not None]
    for i, a in enumerate(found):
        for b in found[i + 1 :]:
            beside = a["x"] + a["width"] <= b["x"] or b["x"] + b["width"] <= a["x"]
            above = a["y"] + a["height"] <= b["y"] or b["y"] + b["height"] <= a["y"]
            assert beside or above


@pytest.mark.parametrize("name", some_of(PARTS, 3))
def test_each_part_tells_what_it_is_from_the_drawing(open_page: OpenPage, name: str) -> None:
    page = open_page("/causes", width=360)
    page.locator(f".spot--{name}").click()
    expect(page.locator(f"#part-{name}")).to_be_visible()
    page.locator(f"#part-{name}").get_by_role("button", name="Close").click()
    expect(page.locator(f"#part-{name}")).to_be_hidden()


@pytest.mark.parametrize("address", ["/", "/causes"])
def test_forced_colors_leave_every_picture_and_button_a_rim(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(address, width=360, forced_colors="active")
    buttons = page.locator("button.picture, button.spot, button.part").all()
    assert buttons
    for button in buttons:
        style, rim = button.evaluate(
            "e => (({borderTopStyle: s, borderTopWidth: w}) => [s, parseFloat(w)])"
            "(getComputedStyle(e))"
        )
        assert style == "solid"
        assert rim >= 2
