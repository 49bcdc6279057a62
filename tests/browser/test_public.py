"""The public site in a real browser: forms, files, and the phone's own sheet for handing on."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Watch
from tests.web.public.served import NAME, Served, served, soon

pytestmark = pytest.mark.exhaustive

SHARE = "navigator.share = (what) => { window.handed = what; return Promise.resolve(); }"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One that a browser here reaches as localhost."""
    with served(tmp_path_factory.mktemp("public"), "--allowed-host", "localhost") as one:
        assert soon(one.is_computing, 600)
        yield one


@pytest.fixture
def address(site: Served) -> str:
    """Where it is."""
    return f"http://localhost:{site.port}"


@pytest.fixture
def watch(address: str) -> Iterator[Watch]:
    """Fails the test at its end if anything went wrong unseen on this site."""
    watching = Watch(address)
    yield watching
    assert not watching.complaints, "\n".join(watching.complaints)


def test_a_form_is_answered_without_a_script_and_leaves_no_cookie(
    new_context: Callable[..., BrowserContext], address: str
) -> None:
    context = new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/dots")
    form = page.locator("main form[method=post]").first
    with page.expect_response(lambda answer: answer.request.method == "POST") as posted:
        form.evaluate("form => form.requestSubmit(form.querySelector('button[type=submit]'))")
    assert posted.value.status == 200
    assert context.cookies() == []


def test_inside_draws_a_new_picture_when_it_is_asked_to(
    context: BrowserContext, address: str
) -> None:
    page = context.new_page()
    page.goto(f"{address}/inside")
    with page.expect_response(lambda answer: "/inside/picture?" in answer.url) as drawn:
        page.locator("input[name=damage]").press("ArrowRight")
    assert drawn.value.status == 200


def test_the_phones_own_sheet_is_given_the_pages_address_and_nothing_else(
    new_context: Callable[..., BrowserContext], watch: Watch, address: str
) -> None:
    context = new_context()
    watch.over(context)
    context.add_init_script(SHARE)
    page = context.new_page()
    page.goto(f"{address}/inside?at=500&damage=40")
    button = page.locator("[data-share]")
    expect(button).to_be_visible()
    button.click()
    assert page.evaluate("window.handed") == {"url": f"https://{NAME}/inside"}


def test_where_there_is_no_such_sheet_there_is_no_button(
    new_context: Callable[..., BrowserContext], address: str, no_barriers: Callable[[Page], None]
) -> None:
    context = new_context()
    context.add_init_script("delete Navigator.prototype.share")
    page = context.new_page()
    page.goto(f"{address}/about")
    expect(page.locator("[data-share]")).to_be_hidden()
    expect(page.locator(".hand-on__code")).to_be_visible()
    no_barriers(page)
