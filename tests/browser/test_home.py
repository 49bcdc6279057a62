"""The site at home in a phone's browser: the code opened, the diary seen, an entry saved."""

import subprocess
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Screenshot
from tests.browser.test_diary import low
from tests.web.home.served import AtHome, at_home


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtHome]:
    """The command, open for a phone on this machine."""
    with at_home(tmp_path_factory.mktemp("home") / "data") as one:
        yield one


def test_the_code_opens_the_diary_on_the_phone(
    home: AtHome,
    browser: Browser,
    fits: Callable[[Page], None],
    no_barriers: Callable[[Page], None],
    screenshot: Screenshot,
) -> None:
    phone = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, ignore_https_errors=True
    )
    page = phone.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda one: complaints.append(one.text) if one.type == "error" else None)
    link = home.link()
    page.goto(f"https://{home.host}{link}")
    expect(page.get_by_role("heading", name="Your diary")).to_be_visible()
    assert page.url == f"https://{home.host}/diary"
    assert page.evaluate("history.length") <= 2
    token = link.partition("?")[2]
    kept = page.evaluate("JSON.stringify([document.cookie, document.referrer, location.href])")
    assert token not in kept and "phone" not in kept

    page.get_by_role("link", name="Note", exact=False).first.click()
    page.get_by_role("textbox", name="Note", exact=False).fill("buttoned the shirt alone")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_have_text("Saved.")
    expect(page.get_by_role("main")).to_contain_text("buttoned the shirt alone")
    assert "buttoned" not in page.url

    page.get_by_role("link", name="On your phone").click()
    expect(page.get_by_text("This phone is in", exact=False)).to_be_visible()
    screenshot(page, "home-phone-390")
    fits(page)
    no_barriers(page)
    assert not low(page)
    page.get_by_role("button", name="Shut this phone out").click()
    expect(page.get_by_text("This phone is out", exact=False)).to_be_visible()
    assert not complaints, complaints
    answer = page.goto(f"https://{home.host}{link}")
    assert answer is not None and answer.status == 403
    expect(page.get_by_role("heading", name="This code does not work")).to_be_visible()
    no_barriers(page)
    screenshot(page, "home-spent-390")
    phone.close()


def test_the_computer_shows_the_code(
    home: AtHome,
    browser: Browser,
    fits: Callable[[Page], None],
    no_barriers: Callable[[Page], None],
    screenshot: Screenshot,
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    done = subprocess.run(home.command("diary", "open", "--no-browser"), env=home.environment,
                          capture_output=True, text=True, check=True)  # fmt: skip
    page.goto(done.stdout.strip())
    page.get_by_role("link", name="On your phone").click()
    expect(page.get_by_role("heading", name="phone", level=1)).to_be_visible()
    for name in ("before", "code"):
        if name == "code":
            page.get_by_role("button", name="code").click()
            expect(page.get_by_role("img", name="The code to scan", exact=False)).to_be_visible()
        screenshot(page, f"home-{name}-390")
        fits(page)
        no_barriers(page)
        assert not low(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    screenshot(page, "home-code-1280")
    page.close()
