"""How much work an entry is on a phone, and what is left of it outside the diary.

No clock: a busy machine fails nothing. Taps and keys are counted, and bounded by what weak hands
need for them: three seconds a tap (find, aim, press, look), one second a key. That is two to
three times what is measured of healthy hands on a touch screen; it is our own choice.
"""

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserType, Locator, Page, expect

from tests.web.home.served import AtHome, at_home

TAP_S, KEY_S = 3, 1
FIRST_ENTRY_S, INFUSION_S = 60, 30
MARK = "zebra7391"
"""Stands for what a person writes."""
LOT = "Q7391"


@dataclass
class Hand:
    """One hand on a phone, that counts what it does."""

    page: Page
    taps: int = 0
    keys: int = 0

    def tap(self, there: Locator) -> None:
        there.tap()
        self.taps += 1

    def type(self, there: Locator, text: str) -> None:
        self.tap(there)
        self.page.keyboard.type(text)
        self.keys += len(text)

    def choose(self, there: Locator, value: str) -> None:
        """A list that the phone opens: a tap on it, and a tap on the choice."""
        there.select_option(value)
        self.taps += 2

    def save(self) -> int:
        """Saves; the seconds that all of it took weak hands."""
        self.tap(self.page.get_by_role("button", name="Save"))
        expect(self.page.get_by_role("status")).to_have_text("Saved.")
        return self.taps * TAP_S + self.keys * KEY_S


@dataclass
class Phone:
    """A phone's browser with a profile of its own, everything that it asked for, and its page."""

    page: Page
    profile: Path
    addresses: list[str]
    answers: list[tuple[str, dict[str, str]]]


@pytest.fixture
def home(tmp_path: Path) -> Iterator[AtHome]:
    """The command, open for a phone on this machine, with an empty diary."""
    with at_home(tmp_path / "data") as one:
        yield one


@pytest.fixture
def phone(
    home: AtHome,
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, Any],
    tmp_path: Path,
) -> Iterator[Phone]:
    """A phone's browser at the diary. It comes by the computer's own address: a browser caches
    nothing that comes by a certificate it does not know, which would hide what pages allow it to
    keep. Answers are asked for unpacked, so that what it keeps can be searched."""
    context = browser_type.launch_persistent_context(
        tmp_path / "profile", **browser_type_launch_args,
        extra_http_headers={"Accept-Encoding": "identity"},
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True,
    )  # fmt: skip
    page = context.pages[0]
    made = Phone(page, tmp_path / "profile", [], [])
    context.on("request", lambda one: made.addresses.append(one.url))
    context.on("response", lambda one: made.answers.append((one.url, one.headers)))
    opened = home.command("diary", "open", "--no-browser")
    done = subprocess.run(opened, env=home.environment, capture_output=True, text=True, check=True)
    page.goto(done.stdout.strip())
    yield made
    context.close()


def test_entries_take_few_taps_and_leave_nothing_outside_the_diary(
    home: AtHome, phone: Phone
) -> None:
    page = phone.page
    hand = Hand(page)
    hand.tap(page.get_by_role("link", name="Strength", exact=False).first)
    hand.tap(page.get_by_label("Grip"))
    hand.type(page.get_by_label("Try 1").first, "22.5")
    hand.choose(page.get_by_label("Unit"), "kg")
    assert hand.save() <= FIRST_ENTRY_S
    assert (hand.taps, hand.keys) == (6, 4)

    page.goto(f"{home.here}/diary/add/infusion")
    page.get_by_label("Given", exact=True).check()
    page.get_by_label("Product").fill(MARK)
    page.get_by_role("button", name="Save").click()
    hand = Hand(page)
    hand.tap(page.get_by_role("link", name="Infusion", exact=False).first)
    hand.tap(page.get_by_label("Given", exact=True))
    hand.type(page.get_by_label("Lot numbers"), LOT)
    assert hand.save() <= INFUSION_S
    assert (hand.taps, hand.keys) == (4, len(LOT))
    main = page.get_by_role("main")
    expect(main).to_contain_text(MARK)
    expect(main).to_contain_text(LOT)

    page.get_by_role("link", name="Note", exact=False).first.click()
    page.get_by_role("textbox", name="Note", exact=False).fill(f"{MARK} in the morning")
    page.get_by_role("button", name="Save").click()
    expect(main).to_contain_text(f"{MARK} in the morning")
    page.get_by_role("link", name="Report for your doctor").click()
    expect(main).to_contain_text(MARK)

    assert is_in_no_address_and_no_store(phone)
    page.context.close()
    assert not holding(phone.profile, MARK, LOT), "the browser's profile holds an entry"
    assert MARK not in home.output and LOT not in home.output
    others = holding(home.data, MARK, LOT)
    assert {one.relative_to(home.data).parts[0] for one in others} <= {
        "diary.sqlite3", "diary-backups", "diary.sqlite3-journal",
    }  # fmt: skip
    assert others, "the search finds what is there"


def is_in_no_address_and_no_store(phone: Phone) -> bool:
    """Asserts it of every address asked for, of every answer's headers, and of what pages keep."""
    assert len(phone.addresses) > 10
    assert not [one for one in phone.addresses if MARK in one or LOT in one or "22.5" in one]
    pages = [headers for url, headers in phone.answers if "/diary" in url and "/static/" not in url]
    assert len(pages) > 8
    assert all("no-store" in headers.get("cache-control", "") for headers in pages)
    kept = phone.page.evaluate(
        """async () => [
            await caches.keys(), (await navigator.serviceWorker.getRegistrations()).length,
            await indexedDB.databases(), {...localStorage}, {...sessionStorage}, history.state,
            document.cookie]"""
    )
    said = json.dumps(kept)
    assert MARK not in said and LOT not in said
    assert kept[:3] == [[], 0, []], kept
    return True


def holding(folder: Path, *marks: str) -> list[Path]:
    """Files of a folder that hold one of the marks, in UTF-8 or UTF-16."""
    wanted = [mark.encode(coding) for mark in marks for coding in ("utf-8", "utf-16-le")]
    return [
        one for one in sorted(folder.rglob("*"))
        if one.is_file() and any(mark in one.read_bytes() for mark in wanted)
    ]  # fmt: skip
