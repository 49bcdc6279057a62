"""The way through `/dots` as its tests go it: the first questions, the choices, the papers."""

from playwright.sync_api import Page, expect

from multifocal.localize import complaints

EVERYTHING = list(complaints())
A_FEW = ["task-zip-right", "task-key_turn-right", "part-hand-right", "task-hair_washing-left"]


def begin(page: Page) -> Page:
    """Past the first questions, as someone whose weakness came slowly."""
    page.get_by_label("Slowly, or step by step").check()
    page.get_by_label("No, none of them").check()
    page.get_by_role("button", name="Go on", exact=True).click()
    expect(page.get_by_role("button", name="Connect the dots")).to_be_visible()
    return page


def begin_warned(page: Page) -> Page:
    """The same, not sure of the signs: a warning stands on the pages and on the paper."""
    page.get_by_label("Slowly, or step by step").check()
    page.get_by_role("group", name="Did any of these").get_by_label("I am not sure").check()
    page.get_by_role("button", name="Go on", exact=True).click()
    page.get_by_role("button", name="Go on, with this warning").click()
    expect(page.get_by_role("button", name="Connect the dots")).to_be_visible()
    return page


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
    page.get_by_role("button", name="Make my papers").click()
    expect(page.get_by_role("heading", name="For my appointment", exact=True)).to_be_visible()
