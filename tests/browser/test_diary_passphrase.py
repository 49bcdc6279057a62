"""The diary's passphrase in a real browser, as in weak hands: every state without barriers, what is
typed shown on demand, nothing lost that was typed while it locked itself."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, Screenshot, Watch
from tests.browser.shapes import in_every_shape
from tests.browser.test_diary import low, new_link

__all__ = ["new_link"]
PASSPHRASE = "teal anvil corridor 7"


@pytest.fixture
def in_clear_again(site_data: str) -> Iterator[None]:
    """Other tests use this diary too."""
    yield
    subprocess.run(
        [sys.executable, "-m", "multifocal.cli", "diary", "decrypt", "--backups", "same"],
        env={**os.environ, "MULTIFOCAL_DATA": site_data},
        input=f"{PASSPHRASE}\n",
        capture_output=True,
        text=True,
        check=False,
    )


@in_every_shape(320, 390)
def test_it_is_set_asked_for_and_taken_away(
    open_page: OpenPage,
    watch: Watch,
    new_link: Callable[[], str],
    in_clear_again: None,
    fits: Callable[[Page], None],
    no_barriers: Callable[[Page], None],
    screenshot: Screenshot,
    width: int,
    scheme: str,
) -> None:
    watch.allowed.append("403")
    page = open_page(new_link(), width=width, scheme=scheme)
    home = page.url

    def seen(name: str) -> None:
        screenshot(page, f"diary-passphrase-{name}-{width}-{scheme}")
        fits(page)
        no_barriers(page)
        assert not low(page)

    def answer_for_backups() -> None:
        for one in page.get_by_label("Encrypt as well").all():
            one.check()

    page.goto(f"{home}/data")
    page.get_by_role("link", name="Encrypt the diary").click()
    expect(page.get_by_role("main")).to_contain_text("nobody can open the diary again")
    seen("before")
    field = page.get_by_label("New passphrase")
    field.fill(PASSPHRASE)
    expect(field).to_have_attribute("type", "password")
    page.get_by_label("Show what I type").check()
    expect(field).to_have_attribute("type", "text")
    page.get_by_label("The same once more").fill("another one entirely")
    answer_for_backups()
    page.get_by_label("I understand").check()
    page.get_by_role("button", name="Encrypt it").click()
    expect(page.get_by_role("alert")).to_contain_text(
        "the two passphrases differ", ignore_case=True
    )
    seen("fault")
    field.fill(PASSPHRASE)
    page.get_by_label("The same once more").fill(PASSPHRASE)
    answer_for_backups()
    page.get_by_label("I understand").check()
    page.get_by_role("button", name="Encrypt it").click()
    expect(page.get_by_role("status")).to_have_text("The diary is encrypted now.")
    seen("on")
    page.goto(f"{home}/add/note")
    page.get_by_label("Your note").fill("typed slowly")
    other = page.context.new_page()  # another window of the same browser locks it meanwhile
    other.goto(home)
    other.get_by_role("button", name="Lock the diary").click()
    expect(other.get_by_role("heading", name="Your diary is locked")).to_be_visible()
    other.close()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("main")).to_contain_text("What you typed is not lost")
    page.get_by_label("Passphrase", exact=True).fill("not the right one")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("This passphrase does not open the diary.")
    seen("wrong")
    expect(page.get_by_label("Passphrase", exact=True)).to_be_focused()
    page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Saved.")
    expect(page.get_by_role("main")).to_contain_text("typed slowly")
    seen("home")
    page.goto(f"{home}/report")
    page.get_by_text("Which days, which paper").click()
    page.get_by_text("With a password").click()
    page.get_by_label("Password for the PDF").fill("for the visit")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as PDF").click()
    assert b"/Encrypt" in download.value.path().read_bytes()
    seen("report")
