"""Letters as large as their reader wants them: nothing scrolls sideways, no word is broken that has
room on a line, and no full stop stands alone."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage, Screenshot
from tests.browser.pages import PAGES
from tests.browser.shapes import dealt, some_of

ADDRESSES = {
    **PAGES,
    "workup-judged": "/workup?example=1",
    "workup-waves": "/workup?waves=block",
}
SIZES = (100, 150, 200)
NARROWEST = (320, 200)
OTHERS = ((320, 100), (390, 150), (390, 200))
"""Width, and size of letters. What fits at 320 and at twice the size fits between, as a rule."""
LONGEST = 0.75
"""A word wider than this share of the screen may be hyphenated: no line of a page is longer."""

LOOK = r"""(longest) => {
    const range = document.createRange();
    const canvas = document.createElement("canvas").getContext("2d");
    const clipped = (e) =>
        e && (getComputedStyle(e).clipPath !== "none" || clipped(e.parentElement));
    const shown = (e) => e.checkVisibility() && e.getBoundingClientRect().width > 1 && !clipped(e);
    const wide = [...document.querySelectorAll("body *")].filter((e) => {
        const box = e.getBoundingClientRect();
        return shown(e) && !e.closest(".table-box, svg, .visually-hidden")
            && (box.right > innerWidth + 1 || box.left < -1);
    }).map((e) => e.outerHTML.slice(0, 120));

    const broken = [], alone = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const lines = (node, start, end) => {
        range.setStart(node, start);
        range.setEnd(node, end);
        return [...range.getClientRects()].filter((r) => r.width > 0);
    };
    while (texts.nextNode()) {
        const node = texts.currentNode, parent = node.parentElement;
        // a list of sources holds addresses, which may break anywhere
        if (parent.closest("svg, script, textarea, option, template, .visually-hidden, .citations")
            || !shown(parent)) continue;
        for (const word of node.data.matchAll(/[\p{L}\p{N}'\u2019]+/gu)) {
            const around = node.data.slice(word.index - 2, word.index + word[0].length + 2);
            if (/[\p{L}\p{N}][./@][\p{L}\p{N}]/u.test(around)) continue; // part of an address
            const rects = lines(node, word.index, word.index + word[0].length);
            if (new Set(rects.map((r) => Math.round(r.top / 4))).size < 2) continue;
            const style = getComputedStyle(parent);
            canvas.font = style.font;
            const room = canvas.measureText(word[0]).width > longest * innerWidth;
            if (!(room && style.hyphens === "auto")) broken.push(word[0]);
        }
    }
    for (const button of document.querySelectorAll("button.term")) {
        const after = button.nextSibling;
        if (!shown(button) || after?.nodeType !== Node.TEXT_NODE) continue;
        if (!/^[.,;:!?)]/.test(after.data)) continue;
        const [mark] = lines(after, 0, 1);
        if (mark.top >= button.getBoundingClientRect().bottom - 2) alone.push(button.textContent);
    }
    return { scrolls: document.documentElement.scrollWidth > innerWidth, wide, broken, alone };
}"""


def look(page: Page) -> dict[str, object]:
    """What is wrong on the page; all of its values are empty where nothing is."""
    found: dict[str, object] = page.evaluate(LOOK, LONGEST)
    return {what: where for what, where in found.items() if where}


def unfolded(page: Page) -> Page:
    """The page with all that is folded opened, but the menu."""
    page.evaluate(
        "document.querySelectorAll('main details:not([name])').forEach((e) => { e.open = true; })"
    )
    return page


@pytest.mark.every_case
@pytest.mark.parametrize(
    ("name", "width", "text"),
    some_of(
        [
            *((name, *NARROWEST) for name in ADDRESSES),
            *((name, *shape) for name, (shape,) in dealt(tuple(ADDRESSES), OTHERS)),
        ],
        12,
    ),
)
def test_every_page_fits_with_large_text(
    open_page: OpenPage, screenshot: Screenshot, name: str, width: int, text: int
) -> None:
    if name == "none":
        pytest.skip("the first page is being built anew")
    page = unfolded(open_page(ADDRESSES[name], width=width, text=text))
    screenshot(page, f"text-{name}-{width}-{text}")
    assert look(page) == {}


def test_the_first_page_fits_where_only_its_letters_grow(open_page: OpenPage) -> None:
    page = open_page("/", width=320)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("text", SIZES)
def test_the_open_menu_fits_with_large_text(open_page: OpenPage, text: int) -> None:
    page = open_page("/causes", width=320, text=text)
    page.get_by_role("button", name="Menu").click()
    assert look(page) == {}
    last = page.locator("#site-menu a").last
    there = last.get_attribute("href")
    last.scroll_into_view_if_needed()
    last.click()
    assert there and page.url.endswith(there)


def test_the_size_is_that_of_the_letters_and_not_of_the_page(open_page: OpenPage) -> None:
    sizes = "[parseFloat(getComputedStyle(document.querySelector('p')).fontSize), innerWidth]"
    usual = open_page("/causes", width=390).evaluate(sizes)
    large = open_page("/causes", width=390, text=200).evaluate(sizes)
    assert large == [usual[0] * 2, usual[1]]


@pytest.mark.parametrize(
    ("spoiled", "what"),
    [
        ("p.style.minWidth = '500px'", "wide"),
        ("p.style.width = '3em'", "broken"),
        ("b.parentElement.style.width = b.offsetWidth + 'px'", "alone"),
    ],
)
def test_a_page_that_does_not_fit_is_seen(open_page: OpenPage, spoiled: str, what: str) -> None:
    page = open_page("/causes", width=390)
    assert look(page) == {}
    page.evaluate(f"""() => {{
        const p = document.querySelector(".lead p");
        const b = [...document.querySelectorAll("button.term")].find(
            (one) => one.nextSibling?.data?.startsWith(".") && one.checkVisibility());
        b.style.maxWidth = "none";
        b.parentElement.style.whiteSpace = "normal";
        b.parentElement.style.display = "inline-block";
        {spoiled};
    }}""")
    assert what in look(page)
