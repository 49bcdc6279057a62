"""A copy of the site below a path of a plain file server: on a phone, without a line, later."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

import tests.web.conftest  # noqa: F401  (sets Django up: the site that the copy is compared with)
from tests.browser.conftest import OpenPage, Screenshot, Watch
from tests.browser.file_server import Server
from tests.web.export.copies import Copy, coarse_copy

PHONE: dict[str, Any] = {"width": 390, "height": 844, "has_touch": True}
DAMAGE = "How many of its gaps are damaged?"
WHERE = "Where is the nerve attacked?"
CONTROLLED = """new Promise((done) => {
    const workers = navigator.serviceWorker;
    if (workers.controller) done();
    else workers.addEventListener("controllerchange", () => done());
})"""
STORED = """async () => {
    const stores = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    return (await Promise.all(stores.map((one) => one.keys()))).flat().map((one) => one.url);
}"""
ALL_STORED = f"""async (count) => {{
    const stored = {STORED};
    while ((await stored()).filter((url) => url.includes("/data/")).length < count) {{
        await new Promise((next) => setTimeout(next, 50));
    }}
}}"""


@pytest.fixture(scope="session")
def folder() -> Path:
    """Served from another address than it was made for: its links do not know either."""
    return coarse_copy()


@pytest.fixture(scope="session")
def base_url(folder: Path) -> Iterator[str]:
    """The file server instead of the site's own."""
    server = Server(folder.parent)
    yield server.address
    server.close()


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/inside/",
        pytest.param("/symptoms/", marks=pytest.mark.exhaustive),
        pytest.param("/workup/", marks=pytest.mark.exhaustive),
        pytest.param("/dots/", marks=pytest.mark.exhaustive),
    ],
)
def test_a_page_of_the_copy_has_no_barriers_on_a_phone(
    open_page: OpenPage,
    no_barriers: Callable[[Page], None],
    fits: Callable[[Page], None],
    screenshot: Screenshot,
    path: str,
) -> None:
    page = open_page(path, **PHONE)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("[data-copy-note]")).to_be_hidden()
    screenshot(page, f"export-{path.strip('/') or 'home'}")
    fits(page)
    no_barriers(page)


def test_every_choice_of_the_nerve_is_drawn_as_the_site_draws_it(open_page: OpenPage) -> None:
    """Only what is stored can be chosen; each answer is that of the site, by its own templates."""
    page = open_page("/inside/?at=640&damage=60#try", **PHONE)
    expect(page.locator("#picture")).to_have_attribute("data-shown", "at=785&damage=50")
    at, damage = page.get_by_label(WHERE), page.get_by_label(DAMAGE)
    expect(at).to_have_value("785")
    site = Client(SERVER_NAME="127.0.0.1")
    for key, field, setting in (
        ("ArrowLeft", at, "at=445&damage=50"),
        ("ArrowRight", damage, "at=445&damage=100"),
        ("Home", damage, "at=445&damage=0"),
    ):
        field.press(key)
        expect(page.locator("#picture")).to_have_attribute("data-shown", setting)
        whole = site.get(f"/inside?{setting}").content.decode()
        gone = page.evaluate(SHOWN, whole)
        assert gone == [], setting
    assert page.url.endswith("/inside/?at=640&damage=60#try")  # no choice stands in an address


SHOWN = """(whole) => {
    const there = new DOMParser().parseFromString(whole, "text/html");
    const plain = (node) => node.outerHTML.replace(/\\s+/g, " ").replace(/> | </g, (m) => m.trim());
    const parts = [...document.querySelectorAll("#picture [data-part], [data-part=brief]")];
    return parts.filter((part) => {
        const other = there.querySelector(`[data-part="${part.dataset.part}"]`);
        return plain(part) !== plain(other);
    }).map((part) => part.dataset.part);
}"""
"""Which parts of the picture differ from a page of the site."""


def test_gaps_are_damaged_and_mended_without_a_server(open_page: OpenPage) -> None:
    page = open_page("/inside/?gaps=1&gaps=2#closeup", **PHONE)
    card = page.locator(".closeup-card")
    expect(card).to_have_attribute("data-shown", "gaps=1&gaps=2")
    page.locator('.only-narrow [data-gap="2"]').tap()
    expect(card).to_have_attribute("data-shown", "gaps=1")
    expect(page.locator(".closeup__said")).to_contain_text("late")


def test_without_a_line_every_page_opens_and_the_nerve_still_answers(
    open_page: OpenPage, folder: Path, base_url: str, screenshot: Screenshot, watch: Watch
) -> None:
    watch.allowed.append("ERR_INTERNET_DISCONNECTED")
    page = open_page("/inside/", service_workers="allow", **PHONE)
    page.evaluate(CONTROLLED)
    copy = Copy(folder, f"{base_url}/")
    answers = [name for name in copy.files if name.startswith("data/")]
    page.evaluate(ALL_STORED, len(answers))
    page.context.set_offline(True)
    for name in copy.pages:
        if name != "404.html":
            page.goto(f"{base_url}/{name.removesuffix('index.html')}")
            expect(page.locator("h1")).to_be_visible()
    expect(page.locator("[data-copy-note]")).to_contain_text("You are offline. This is a saved")
    page.goto(f"{base_url}/inside/?at=445&damage=50#try")
    expect(page.locator("#picture")).to_have_attribute("data-shown", "at=445&damage=50")
    page.get_by_label(DAMAGE).press("End")
    expect(page.locator("#picture")).to_have_attribute("data-shown", "at=445&damage=100")
    screenshot(page, "export-offline", whole=False)
    page.goto(f"{base_url}/treatment")  # as the site writes it, without the last slash
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("wrong", ["/symptom", "/no/such/page"])
def test_without_a_line_a_wrong_address_leads_to_whom_to_call(
    open_page: OpenPage, base_url: str, screenshot: Screenshot, watch: Watch, wrong: str
) -> None:
    """The browser's own words for it know no number."""
    watch.allowed += ["ERR_INTERNET_DISCONNECTED", "status of 404"]
    page = open_page("/", service_workers="allow", **PHONE)
    page.evaluate(CONTROLLED)
    page.context.set_offline(True)
    page.goto(f"{base_url}{wrong}")
    expect(page.locator("h1")).to_have_text("We cannot find this page")
    expect(page.locator("main a[href='tel:112']")).to_be_visible()
    screenshot(page, "export-lost", whole=False)


def test_the_worker_keeps_files_of_the_copy_and_nothing_of_the_reader(
    open_page: OpenPage, base_url: str
) -> None:
    page = open_page("/", service_workers="allow", **PHONE)
    page.evaluate(CONTROLLED)
    page.goto(f"{base_url}/inside/?at=445&damage=50")
    page.get_by_label(DAMAGE).press("End")
    expect(page.locator("#picture")).to_have_attribute("data-shown", "at=445&damage=100")
    kept = page.evaluate(STORED)
    assert len(kept) > 80
    assert all(address.startswith(f"{base_url}/") and "?" not in address for address in kept)
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [
        0,
        0,
        "",
    ]


@pytest.mark.exhaustive
def test_an_open_page_goes_on_until_its_reader_asks_for_the_new_version(
    new_context: Callable[..., BrowserContext], folder: Path, tmp_path: Path
) -> None:
    place = shutil.copytree(folder, tmp_path / "mmn")
    copied = json.loads((folder / "multifocal-copy.json").read_text())
    server = Server(tmp_path)
    context = new_context(service_workers="allow")
    old = context.new_page()
    old.goto(f"{server.address}/")
    old.evaluate(CONTROLLED)
    for path in (place / "sw.js", *place.rglob("*.html")):  # the publisher's next version
        text = path.read_text().replace(copied["date"], "2030-01-02")
        path.write_text(text.replace('const VERSION = "', 'const VERSION = "next-'))
    day = "document.querySelector('meta[name=multifocal-copy]').content"
    fresh = context.new_page()
    fresh.goto(f"{server.address}/symptoms/")
    show = fresh.get_by_role("button", name="Show the new version")
    show.wait_for()
    assert fresh.evaluate(day) == copied["date"]  # whole and of one version until then
    show.click()
    expect(fresh.locator('meta[name="multifocal-copy"]')).to_have_attribute("content", "2030-01-02")
    assert old.evaluate(day) == copied["date"]  # nothing of it was reloaded
    kept = "document.querySelector('link[rel=stylesheet]').href"
    style = old.evaluate(kept)
    assert old.evaluate("async (url) => (await fetch(url)).ok", style)
    old.reload()
    assert old.evaluate(day) == "2030-01-02"
    server.close()


@pytest.mark.parametrize(
    ("months", "old"), [pytest.param(5, False, marks=pytest.mark.exhaustive), (7, True)]
)
def test_after_six_months_news_stands_behind_a_warning_and_emergency_words_do_not(
    open_page: OpenPage, folder: Path, screenshot: Screenshot, months: int, old: bool
) -> None:
    copied = json.loads((folder / "multifocal-copy.json").read_text())["date"]
    page = open_page("/", **PHONE)
    year, month = divmod(int(copied[5:7]) - 1 + months, 12)
    page.clock.set_fixed_time(f"{int(copied[:4]) + year}-{month + 1:02}-28T12:00:00Z")
    home = page.url
    for path, news in (("treatment/#trials", "#trials p"), ("help/#trials", "#trials .question p")):
        page.goto(home + path)
        note = page.locator("[data-copy-note]")
        expect(note).to_be_visible() if old else expect(note).to_be_hidden()
        first = page.locator(news).first
        expect(page.locator("#trials h2")).to_be_visible()
        if old:
            expect(first).to_be_hidden()
            expect(note).to_contain_text("may be out of date")
            screenshot(page, f"export-old-{path.partition('/')[0]}", whole=False)
            page.locator("#trials").get_by_text("May be out of date: show it anyway").click()
        expect(first).to_be_visible()
    page.goto(home + "symptoms/#get-help")
    country = page.locator(".numbers__countries details").first
    country.locator("summary").first.click()
    expect(country.locator(".numbers__call").first).to_be_visible()  # the emergency number
    crisis = country.locator(".numbers__call--crisis").first
    expect(crisis).to_be_hidden() if old else expect(crisis).to_be_visible()
    for words in page.locator(".grade p, .grade li").all():
        if not words.evaluate("e => e.closest('details') !== null"):
            expect(words).to_be_visible()


DOTS = ["task-zip-right", "task-key_turn-right", "task-foot_lift-left"]
NERVES = """(whole) => {
    const there = whole ? new DOMParser().parseFromString(whole, "text/html") : document;
    const plain = (node) => node.textContent.replace(/\\s+/g, " ").trim();
    return [...there.querySelectorAll(".nerve, .needed, .chosen p")].filter((one) =>
        !one.closest("template")).map(plain);
}"""


def test_dots_are_joined_on_the_phone_and_nothing_of_them_is_sent(
    open_page: OpenPage, no_barriers: Callable[[Page], None], screenshot: Screenshot, watch: Watch
) -> None:
    watch.allowed.append("ERR_INTERNET_DISCONNECTED")
    page = open_page("/dots/", **PHONE)
    page.evaluate(CONTROLLED)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(f"{request.method} {request.url}"))
    page.context.set_offline(True)
    page.locator('.first [name="onset"][value="months"]').check()
    page.locator('.first [name="signs"][value="no"]').check()
    page.locator(".first button").click()
    for choice in DOTS:
        page.locator(f'.ask [value="{choice}"]').check(force=True)
    page.locator("#connect").click()
    expect(page.locator('section[data-view="answer"] .nerve').first).to_be_visible()
    screenshot(page, "export-dots-answer")
    no_barriers(page)
    site = Client(SERVER_NAME="127.0.0.1")
    said = {"onset": "months", "signs": "no", "choice": DOTS}
    whole = site.post("/dots", said).content.decode()
    mine = page.evaluate(NERVES, "")
    assert len(mine) > 10
    assert mine == page.evaluate(NERVES, whole)
    page.locator("#words").fill("in my own words")
    page.locator(".more [name=own_signs][value=no]").check()
    page.locator(".more button[type=submit]").click()
    expect(page.locator(".sheet")).to_contain_text("in my own words")
    screenshot(page, "export-dots-sheet")
    assert sent == []
    assert page.url.endswith("/mmn/dots/")


def test_who_looks_for_help_on_a_copy_comes_back_to_what_was_ticked(
    open_page: OpenPage, watch: Watch
) -> None:
    watch.allowed.append("ERR_INTERNET_DISCONNECTED")
    page = open_page("/dots/", **PHONE)
    page.evaluate(CONTROLLED)
    page.context.set_offline(True)
    page.locator('.first [name="onset"][value="months"]').check()
    page.locator('.first [name="signs"][value="no"]').check()
    page.locator(".first button").click()
    page.locator(f'.ask [value="{DOTS[0]}"]').check(force=True)
    page.locator("#connect").click()
    page.locator("#words").fill("in my own words")
    page.locator(".site-help").click()
    expect(page.locator("#get-help #grade-now")).to_be_in_viewport()
    page.go_back()
    expect(page.locator("#words")).to_have_value("in my own words")
    page.locator(".site-footer a").nth(1).click()
    page.locator("#dots-leave [data-part=stay]").click()
    expect(page.locator("#words")).to_have_value("in my own words")
    assert page.url.endswith("/mmn/dots/")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_without_a_script_no_button_sends_what_was_ticked(
    open_page: OpenPage, base_url: str
) -> None:
    page = open_page("/dots/", java_script_enabled=False, **PHONE)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    expect(page.locator("noscript p")).to_contain_text("none of it is sent")
    page.locator('.first [name="onset"][value="days"]').check()
    page.locator(".first button").click()
    assert not [url for url in sent if not url.endswith("favicon.svg")]
    assert page.url == f"{base_url}/dots/"
