"""The diary on the phone, in a real browser on a copy of the site: entries, corrections, the graded
list, files, two tabs, no room, no storage, no script, no line."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from multifocal.diary import Infusion, Note, read_bundle
from tests.browser.conftest import OpenPage, Screenshot
from tests.browser.file_server import Server
from tests.browser.firefox import FIREFOX, firefox
from tests.browser.paper import blank_ends
from tests.browser.test_diary import low
from tests.browser.test_export import CONTROLLED, STORED
from tests.browser.test_large_text import look
from tests.web.export.copies import coarse_copy
from tests.web.public.served import soon

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


IN_SHORT = (320, "dark")
READ_IN_SHORT = ("fault", "infusion", "signs", "home", "strength")
"""Which states axe reads in `make test`; it takes a second each, and reads all in every other."""


@pytest.mark.parametrize(
    ("width", "scheme"),
    [IN_SHORT, *(pytest.param(*one, marks=pytest.mark.exhaustive)
                      for one in ((320, "light"), (390, "dark"), (390, "light")))],
)  # fmt: skip
def test_every_state_fits_and_has_no_barriers(
    diary: Opened,
    fits: Callable[[Page], None],
    no_barriers: Callable[[Page], None],
    screenshot: Screenshot,
    width: int,
    scheme: str,
) -> None:
    page = diary(width=width, scheme=scheme)

    def seen(name: str) -> None:
        page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true; })")
        screenshot(page, f"phone-{name}-{width}-{scheme}")
        fits(page)
        assert not low(page), name
        if name in READ_IN_SHORT or (width, scheme) != IN_SHORT:
            no_barriers(page)

    bring(page, EXAMPLE)
    expect(view(page, "preview")).to_be_visible()
    seen("preview")
    page.get_by_role("button", name="Bring it in").click()
    add(page, "Strength")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Not saved yet. Please check:")
    seen("fault")
    page.get_by_role("button", name="Back to the diary").click()
    add(page, "Infusion")
    page.get_by_label("Given", exact=True).check()
    page.locator("details.asked--signs summary").locator("visible=true").click()
    page.get_by_label("Hives", exact=False).check()
    seen("infusion")
    page.get_by_role("button", name="Save").click()
    expect(view(page, "signs")).to_be_visible()
    seen("signs")
    page.get_by_role("button", name="Save").click()
    expect(said(page)).to_have_text("Saved.")
    seen("home")
    page.locator(".told").first.click()
    seen("entry")
    page.get_by_role("button", name="Delete it").click()
    seen("delete")
    page.get_by_role("button", name="Back to the diary").click()
    for name in ("Strength and infusions", "Report for your doctor", "Your data", "2026"):
        page.get_by_role("button", name=name, exact=True).first.click()
        seen(name.split()[0].lower())
        page.get_by_role("button", name="Back to the diary").click()


@pytest.mark.parametrize("text", [pytest.param(150, marks=pytest.mark.exhaustive), 200])
def test_it_fits_with_large_text(diary: Opened, text: int) -> None:
    page = diary(width=320, text=text)
    assert look(page) == {}
    for door in ("Infusion", "Strength", "A symptom"):
        add(page, door)
        page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true; })")
        assert look(page) == {}, door
        page.get_by_role("button", name="Cancel").locator("visible=true").click()


def test_first_entries_take_few_taps_and_a_copy_is_offered(diary: Opened) -> None:
    """No clock, for a busy machine fails nothing: the second infusion takes open, given, lot, save.
    What was the same the last time stands there again, and is said to be copied."""
    page = diary()
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    add(page, "Infusion")
    page.get_by_label("Given", exact=True).check()
    page.get_by_label("Product").fill("Example 10 %")
    page.get_by_label("Dose", exact=True).fill("70")
    page.get_by_label("Unit of the dose").select_option("g")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Make a copy now")).to_be_visible()
    expect(view(page, "home")).to_contain_text("Asked to keep your diary, this browser said")
    (only,) = read_bundle(download(page)).entries
    assert isinstance(only.content, Infusion)
    assert (only.content.product, str(only.content.dose)) == ("Example 10 %", "70")
    expect(page.get_by_role("heading", name="Make a copy now")).to_be_hidden()
    add(page, "Infusion")
    expect(page.locator(".diary__again")).to_contain_text("They are a record, not advice")
    page.get_by_label("Given", exact=True).check()
    page.get_by_label("Lot numbers").fill("B7")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Make a copy now")).to_be_visible()
    page.reload()
    expect(page.locator(".told")).to_have_count(2)
    expect(page.locator(".told").first).to_contain_text("B7")
    assert page.url.endswith("/diary/")  # nothing that was typed stands in an address
    sent = [one for one in asked if not one.startswith("blob:")]
    assert all("?" not in one and "/mmn/" in one for one in sent), sent
    kept = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
    assert kept == [0, 0, ""]


def test_a_sign_of_the_graded_list_brings_the_list_word_for_word_before_it_is_saved(
    diary: Opened,
) -> None:
    page = diary()
    add(page, "A symptom")
    expect(view(page, "form")).to_contain_text("no program searches it for danger")
    page.get_by_label("Kind").select_option("pain")
    page.get_by_label("Where").select_option("chest")
    page.get_by_role("button", name="Save").click()
    expect(view(page, "signs")).to_be_visible()
    assert stored(page) == []
    words = " ".join(page.locator(".grades").inner_text().split())
    other = page.context.new_page()
    other.goto(page.url.replace("/diary/", "/symptoms/"))
    assert words == " ".join(other.locator(".grades").inner_text().split())
    assert len(words) > 1_500
    expect(view(page, "signs").locator("a[href^='tel:']").first).to_have_count(1)
    page.get_by_role("button", name="Go back and change it").click()
    expect(page.get_by_label("Where")).to_have_value("chest")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Save").click()
    expect(said(page)).to_have_text("Saved.")
    assert len(stored(page)) == 1
    page.go_back()  # the form that was saved does not come again
    expect(view(page, "home")).to_be_visible()


def test_a_correction_keeps_its_history_deleting_too_and_erasing_leaves_a_mark(
    diary: Opened,
) -> None:
    page = diary()
    note(page, "Cold day.\nLeft hand weaker.")
    page.locator(".told").click()
    page.get_by_role("button", name="Correct it").click()
    page.get_by_label("Your note").fill("Cold day.")
    page.get_by_role("button", name="Save").click()
    page.locator(".told").click()
    expect(page.locator(".diary__former")).to_contain_text("Left hand weaker.")
    page.get_by_role("button", name="Delete it").click()
    view(page, "delete").get_by_role("button", name="Delete it").click()
    expect(said(page)).to_have_text("Deleted.")
    expect(page.locator(".told")).to_have_count(0)
    (entry,) = stored(page)
    texts = [one.get("content", {}).get("text") for one in entry["versions"]]
    assert texts == ["Cold day.\nLeft hand weaker.", "Cold day.", None]
    page.get_by_role("button", name="Your data").click()
    (read,) = read_bundle(download(page)).entries
    assert read.deleted
    assert read.former[0].content == Note("Cold day.\nLeft hand weaker.")
    page.get_by_role("button", name="Back to the diary").click()
    note(page, "Private")
    page.locator(".told").click()
    page.get_by_role("button", name="Delete it").click()
    view(page, "delete").get_by_role("button", name="Delete it").click()
    page.get_by_role("button", name="Your data").click()
    page.get_by_role("button", name="Look at deleted entries").click()
    page.locator(".told").locator("visible=true").first.click()
    page.get_by_role("button", name="Erase it for good …").click()
    expect(view(page, "erase")).to_contain_text("Private")
    page.get_by_role("button", name="Erase it for good", exact=True).locator("visible=true").click()
    expect(said(page)).to_have_text("Erased.")
    assert "Private" not in json.dumps(stored(page))
    assert len(stored(page)) == 2


def test_a_file_of_the_machine_comes_in_whole_and_goes_out_as_it_came(
    diary: Opened, tmp_path: Path
) -> None:
    page = diary()
    bring(page, EXAMPLE)
    expect(view(page, "preview")).to_contain_text("29 entries are new.")
    page.get_by_role("button", name="Bring it in").click()
    expect(said(page)).to_have_text("The file has been brought in.")
    page.get_by_role("button", name="Your data").click()
    out, there = (json.loads(one) for one in (download(page), EXAMPLE.read_bytes()))
    assert out.pop("made") > there.pop("made")
    assert out == there  # kinds without a form here, and what was deleted, too
    page.get_by_role("button", name="Back to the diary").click()
    bring(page, EXAMPLE)
    expect(view(page, "preview")).to_contain_text("holds nothing that is not here already")
    newer = tmp_path / "newer.json"
    newer.write_text('{"schema": "multifocal-diary", "version": 2, "entries": []}')
    page.get_by_role("button", name="Cancel").locator("visible=true").click()
    page.set_input_files("#diary-file", newer)
    page.get_by_role("button", name="See what it would change").click()
    expect(page.get_by_role("alert")).to_contain_text("Update this program first")
    assert len(stored(page)) == len(there["entries"])


@pytest.mark.exhaustive
def test_an_entry_that_was_changed_in_both_places_is_asked_for(
    diary: Opened, tmp_path: Path
) -> None:
    page = diary()
    note(page, "as it was")
    page.get_by_role("button", name="Your data").click()
    there = json.loads(download(page))
    (entry,) = there["entries"]
    changed = {**entry["versions"][0], "written": "2099-01-01T00:00:00.000Z",
               "content": {"text": "as it is there", "question": False}}  # fmt: skip
    entry["versions"].append(changed)
    file = tmp_path / "there.json"
    file.write_text(json.dumps(there))
    page.get_by_role("button", name="Back to the diary").click()
    page.locator(".told").click()
    page.get_by_role("button", name="Correct it").click()
    page.get_by_label("Your note").fill("as it is here")
    page.get_by_role("button", name="Save").click()
    bring(page, file)
    view(page, "preview").get_by_label("Here:", exact=False).check()
    page.get_by_role("button", name="Bring it in").click()
    expect(page.locator(".told")).to_contain_text("as it is here")
    texts = [one["content"]["text"] for one in stored(page)[0]["versions"]]
    assert texts == ["as it was", "as it is here", "as it is there", "as it is here"]


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


def test_the_report_is_one_page_of_paper(diary: Opened) -> None:
    page = diary()
    bring(page, EXAMPLE)
    page.get_by_role("button", name="Bring it in").click()
    page.get_by_role("button", name="Report for your doctor").click()
    report = view(page, "report")
    for words in ("Ana Example", "Do not change dose or timing because of this", "LOT-A1",
                  "Can I travel in May?", "The right is at"):  # fmt: skip
        expect(report).to_contain_text(words)
    expect(report.locator("svg.strength-chart")).to_have_count(2)
    page.emulate_media(media="print")
    paper = page.pdf(format="A4")
    assert len(blank_ends(paper)) == 1


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
