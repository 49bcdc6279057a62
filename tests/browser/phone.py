"""The diary on the phone as tests open it: a copy of the site on a file server, a phone, and
what is pressed there again and again."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.file_server import Server
from tests.web.export.copies import coarse_copy

EXAMPLE = Path(__file__).parents[2] / "examples" / "diary" / "version-1.json"
RAW = """([mode, what]) => new Promise((done, fail) => {
    const request = indexedDB.open("multifocal-diary");
    request.onerror = () => fail(request.error);
    request.onsuccess = () => {
        const entries = request.result.transaction("entries", mode).objectStore("entries");
        const asked = what ? entries.put(what) : entries.getAll();
        asked.onsuccess = () => { request.result.close(); done(JSON.stringify(asked.result)); };
    };
})"""
"""What the browser has stored, read past the page."""


@pytest.fixture(scope="session")
def base_url() -> Iterator[str]:
    """A plain file server of the copy instead of the site's own."""
    server = Server(coarse_copy().parent)
    yield server.address
    server.close()


Opened = Callable[..., Page]


@pytest.fixture
def diary(open_page: OpenPage) -> Opened:
    """Opens the diary on a phone, and waits until it can be written to."""

    def opened(**more: Any) -> Page:
        page = open_page("/diary/", **{"width": 390, "height": 844, "has_touch": True, **more})
        expect(view(page, "home")).to_be_visible()
        return page

    return opened


def view(page: Page, name: str) -> Any:
    return page.locator(f'[data-view~="{name}"]')


def said(page: Page) -> Any:
    return page.locator("#diary-said")


def stored(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(page.evaluate(RAW, ["readonly", None]))
    return found


def add(page: Page, door: str) -> None:
    page.get_by_role("button", name=door, exact=False).first.click()


def note(page: Page, text: str) -> None:
    add(page, "A note or question")
    page.get_by_label("Your note").fill(text)
    page.get_by_role("button", name="Save").click()
    expect(said(page)).to_have_text("Saved.")


def download(page: Page) -> bytes:
    with page.expect_download() as found:
        page.get_by_role("button", name="Download the whole diary").locator("visible=true").click()
    return Path(found.value.path()).read_bytes()


def bring(page: Page, file: Path) -> None:
    page.get_by_role("button", name="Your data").click()
    page.set_input_files("#diary-file", file)
    page.get_by_role("button", name="See what it would change").click()
