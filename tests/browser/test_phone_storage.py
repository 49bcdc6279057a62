"""What a phone's browser stores of the diary: two tabs, a newer page, no room, no storage, no
script, no line, another browser."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.firefox import FIREFOX, firefox
from tests.browser.phone import RAW, Opened, add, base_url, diary, note, said, stored, view
from tests.browser.test_export import CONTROLLED, STORED
from tests.web.public.served import soon

__all__ = ["base_url", "diary"]


def test_two_tabs_see_each_other_and_lose_nothing(diary: Opened) -> None:
    page = diary()
    note(page, "from the first")
    other = page.context.new_page()
    other.goto(page.url)
    note(other, "from the second")
    expect(page.locator(".told")).to_have_count(2)
    for tab, text in ((page, "first, corrected"), (other, "first, corrected again")):
        tab.locator(".told", has_text="first").click()
        tab.get_by_role("button", name="Correct it").click()
        tab.get_by_label("Your note").fill(text)
    for tab in (page, other):
        tab.get_by_role("button", name="Save").click()
        expect(said(tab)).to_have_text("Saved.")
    assert {len(one["versions"]) for one in stored(page)} == {3, 1}


UPGRADE = """async () => {
    const script = document.querySelector('script[src*="phone/main.js"]').src;
    const { STEPS, openStore } = await import(new URL("store.js", script));
    window.said = [];
    const step = (db, work) => work.objectStore("entries").createIndex("by", "id");
    const onBlocked = () => said.push("blocked");
    window.opening = openStore({ steps: [...STEPS, step], onBlocked })
        .then((store) => store.everything(), (error) => [error.key]);
}"""
HOLD = """() => new Promise((done) => {
    const request = indexedDB.open("multifocal-diary");
    request.onsuccess = () => { window.held = request.result; done(); };
})"""


@pytest.mark.exhaustive
def test_a_newer_version_of_the_database_waits_for_other_tabs_and_loses_nothing(
    diary: Opened,
) -> None:
    """The page lets go of it and says so; a tab that does not is waited for; an older page then
    says that it is older, and changes nothing."""
    page = diary()
    note(page, "before")
    other = page.context.new_page()
    other.goto(page.url.replace("/diary/", "/about/"))
    other.evaluate(HOLD)  # a tab that hears nothing
    newer = page.context.new_page()
    newer.goto(page.url)
    expect(view(newer, "home")).to_be_visible()
    newer.evaluate(UPGRADE)
    expect(page.get_by_role("alert")).to_contain_text("A newer version of this page")
    newer.wait_for_function("said.includes('blocked')")
    other.evaluate("held.close()")
    assert len(newer.evaluate("opening")) == 1
    page.reload()
    expect(view(page, "refused")).to_contain_text("written by a newer version")


def test_where_there_is_no_room_nothing_is_lost_and_what_was_typed_stays(diary: Opened) -> None:
    page = diary()
    note(page, "safe")
    page.evaluate("""() => { IDBObjectStore.prototype.put = function () {
        this.transaction.abort(); throw new DOMException("", "QuotaExceededError"); }; }""")
    add(page, "A note or question")
    page.get_by_label("Your note").fill("no room")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("There is no room left")
    expect(page.get_by_label("Your note")).to_have_value("no room")
    assert [one["versions"][0]["content"]["text"] for one in stored(page)] == ["safe"]


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("Object.defineProperty(globalThis, 'indexedDB', { value: undefined })", "store nothing"),
        (
            "IDBFactory.prototype.open = () => { throw new DOMException('', 'SecurityError'); }",
            "store nothing",
        ),
        (
            "IDBObjectStore.prototype.put = () => { throw new DOMException('', 'UnknownError'); }",
            "could not store it",
        ),
        ("Object.defineProperty(globalThis, 'isSecureContext', { value: false })", "https"),
    ],
)
def test_it_is_refused_where_nothing_can_be_stored_or_read_safely(
    open_page: OpenPage, no_barriers: Callable[[Page], None], script: str, words: str
) -> None:
    page = open_page("/about/", width=320)
    page.context.add_init_script(script)
    page.goto(page.url.replace("/about/", "/diary/"))
    expect(view(page, "refused")).to_contain_text(words)
    expect(view(page, "home")).to_be_hidden()
    expect(page.get_by_role("link", name="print the sheet with its tables")).to_be_visible()
    no_barriers(page)


@pytest.mark.exhaustive
def test_an_entry_that_cannot_be_read_stops_all_and_can_be_saved(diary: Opened) -> None:
    page = diary()
    note(page, "whole")
    strange = {"id": "00000000-0000-4000-8000-00000000000a", "versions": [{"kind": "tea"}]}
    page.evaluate(RAW, ["readwrite", strange])
    page.reload()
    expect(view(page, "refused")).to_contain_text("1 of your entries cannot be read")
    with page.expect_download() as found:
        page.get_by_role("button", name="Save what is stored").click()
    assert len(json.loads(Path(found.value.path()).read_bytes())) == 2


def test_without_a_script_the_page_says_so_and_leads_to_paper_and_program(
    open_page: OpenPage,
) -> None:
    page = open_page("/diary/", width=320, java_script_enabled=False)
    expect(page.get_by_role("main")).to_contain_text("so it needs JavaScript")
    expect(view(page, "home")).to_be_hidden()
    expect(page.get_by_role("button", name="Save")).to_have_count(0)
    page.get_by_role("link", name="print the sheet with its tables").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.exhaustive
def test_it_works_without_a_line_and_the_worker_keeps_nothing_of_it(
    new_context: Callable[..., BrowserContext], base_url: str
) -> None:
    context = new_context(service_workers="allow")
    page = context.new_page()
    page.goto(f"{base_url}/diary/")
    page.evaluate(CONTROLLED)
    context.set_offline(True)
    page.reload()
    expect(view(page, "home")).to_be_visible()
    note(page, "Quinine-free tonic")
    page.reload()
    expect(page.locator(".told")).to_contain_text("Quinine")
    kept = page.evaluate(STORED)
    assert any(one.endswith("/diary/words.json") for one in kept)
    assert not any("?" in one or one.startswith("blob:") for one in kept)
    bodies = page.evaluate("""async () => {
        const stores = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
        const found = (await Promise.all(stores.map((one) => one.matchAll()))).flat();
        const texts = await Promise.all(found.map((one) => one.text()));
        return texts.filter((one) => one.includes("Quinine"));
    }""")
    assert bodies == []


@pytest.mark.exhaustive
@pytest.mark.skipif(FIREFOX is None, reason="no Firefox here: run `make browser` to install it")
def test_firefox_stores_an_entry_and_draws_the_charts(tmp_path: Path, base_url: str) -> None:
    with firefox(tmp_path / "profile", 390) as phone:
        phone.open(f"{base_url}/diary/")
        assert soon(lambda: phone.evaluate(VISIBLE.format("home")))
        phone.evaluate("document.querySelector('[data-go=add-force]').click()")
        phone.evaluate(
            "[['tries_right_1', '22,5'], ['unit', 'kg']].forEach(([name, value]) => {"
            " document.querySelector(`[data-view=form] [name=${name}]`).value = value; })"
        )
        phone.evaluate("document.querySelector('[data-view=form] [value=grip]').click()")
        phone.evaluate("document.querySelector('[data-view=form] [type=submit]').click()")
        assert soon(lambda: phone.evaluate("document.querySelector('#diary-said').textContent"))
        phone.open(f"{base_url}/diary/")
        assert soon(lambda: phone.evaluate("document.querySelectorAll('.told').length"))
        assert "22.5 kg" in phone.evaluate("document.querySelector('.told').textContent")
        phone.evaluate("document.querySelector('[data-go=course]').click()")
        assert phone.evaluate("document.querySelectorAll('svg.strength-chart circle').length") == 1
        assert not phone.errors()


VISIBLE = "!document.querySelector('[data-view={}]').hidden"
