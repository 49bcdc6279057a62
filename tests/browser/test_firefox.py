"""The pages in Debian's Firefox: nothing wider than the screen, no error, no other host is called,
and what can be played with plays. Skipped aloud where there is no Firefox."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.firefox import FIREFOX, Firefox, firefox
from tests.browser.pages import PAGES
from tests.web.public.served import soon

pytestmark = pytest.mark.skipif(
    FIREFOX is None,
    reason="no Firefox here: run `make browser` to install it",
)
TOO_WIDE = """[...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.table-box'))
    .slice(0, 3).map(e => e.outerHTML.slice(0, 100))"""
SCROLLS = "document.documentElement.scrollWidth > innerWidth"
CALLED = "performance.getEntriesByType('resource').map(e => e.name)"
MAKE = "document.querySelector('#main').append(Object.assign(document.createElement('{}'), {}))"
TOLD = "getComputedStyle(document.querySelector('{}')).display"


def complaints(one: Firefox, base_url: str, address: str) -> list[str]:
    """What is wrong with a page."""
    one.open(base_url + address)
    found = [f"{address}: {error}" for error in one.errors()]
    if one.evaluate(SCROLLS):
        found.append(f"{address} scrolls sideways: {one.evaluate(TOO_WIDE)}")
    home = urlsplit(base_url).netloc
    called = {urlsplit(name).netloc for name in one.evaluate(CALLED)}
    return found + [f"{address} calls {host}" for host in called - {home, ""}]


@pytest.fixture(scope="module")
def phone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """One Firefox for this file: it takes seconds to start."""
    with firefox(tmp_path_factory.mktemp("firefox") / "profile", 390) as one:
        yield one


def test_pages_fit_a_phone_and_nothing_fails(phone: Firefox, base_url: str) -> None:
    sample = list(PAGES.values())[::4]
    wrong = [each for address in sample for each in complaints(phone, base_url, address)]
    assert not wrong, json.dumps(wrong, indent=1)


@pytest.mark.exhaustive
@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_every_page_fits_and_nothing_fails(
    tmp_path: Path, base_url: str, width: int, scheme: str
) -> None:
    with firefox(tmp_path / "profile", width, scheme) as one:
        wrong = [each for page in PAGES.values() for each in complaints(one, base_url, page)]
        assert one.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") is (
            scheme == "dark"
        )
    assert not wrong, json.dumps(wrong, indent=1)


def test_what_can_be_played_with_plays(phone: Firefox, base_url: str) -> None:
    phone.open(base_url + "/causes")
    phone.evaluate("document.querySelector('#attack-3-name').click()")
    assert phone.evaluate(TOLD.format(".attack__said--3")) == "block"
    assert phone.evaluate(TOLD.format(".attack__said--1")) == "none"
    phone.open(base_url + "/treatment")
    phone.evaluate("document.querySelectorAll('.wear [data-by]')[1].click()")
    assert "Day 1:" in phone.evaluate("document.querySelector('[data-said]').textContent")
    phone.open(base_url + "/")
    phone.evaluate("document.querySelector('#hero-partly').click()")
    assert phone.evaluate(TOLD.format(".hero__zip--half")) == "inline"
    assert not phone.errors()


def test_an_error_and_a_wide_page_are_seen(phone: Firefox, base_url: str) -> None:
    phone.open(base_url + "/about")
    assert not phone.errors()
    phone.evaluate(MAKE.format("p", "{textContent: 'x'.repeat(200), style: 'width: 900px'}"))
    assert phone.evaluate(SCROLLS)
    assert phone.evaluate(TOO_WIDE)
    phone.evaluate(MAKE.format("img", "{src: '//a.test/'}"))
    said: list[str] = []  # the browser tells of it when it has tried

    def is_seen() -> bool:
        said.extend(phone.errors())
        return any("a.test" in error for error in said)

    assert soon(is_seen, 30)
