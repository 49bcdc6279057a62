"""What people see when something goes wrong, and what the log keeps of it."""

import logging

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import override_settings
from django.urls import path

from multifocal.web.site.quiet_log import QuietFormatter
from multifocal.web.urls import urlpatterns as real
from tests.web.markup import markup, words

SECRET = "amplitude 8.125 mV of somebody"


def broken(request: HttpRequest) -> HttpResponse:
    """A page that fails with something private in hand."""
    raise ValueError(SECRET)


urlpatterns = [path("broken", broken), *real]


def test_a_missing_page_is_said_in_the_sites_own_dress(client: Client) -> None:
    answer = client.get("/no-such-page")
    assert answer.status_code == 404
    assert "We cannot find this page" in words(answer)
    assert markup(answer).all("nav")
    calls = [a.attributes["href"] for a in markup(answer).all("a")]
    assert {"tel:112", "tel:911", "tel:999"} <= set(calls)


@pytest.mark.parametrize("address", ["/symptoms", "/dots", "/is-it-als", "/diary", "/lab"])
def test_a_page_typed_with_a_slash_at_its_end_is_found(client: Client, address: str) -> None:
    answer = client.get(f"{address}/")
    assert (answer.status_code, answer["Location"]) == (301, address)
    assert client.get(f"{address}/?a=b%2F")["Location"] == f"{address}?a=b%2F"


@pytest.mark.parametrize(
    "address",
    ["/no-such-page/", "////elsewhere.example/", "////elsewhere.example//", "/%5Celsewhere/"],
)
def test_no_slash_leads_away_from_the_site(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404 and "We cannot find this page" in words(answer)


def test_what_is_sent_is_not_sent_on(client: Client) -> None:
    assert client.post("/dots/", {"signs": "no"}).status_code in (403, 404)


@override_settings(ROOT_URLCONF=__name__)
def test_a_broken_page_shows_nothing_of_the_error() -> None:
    answer = Client(SERVER_NAME="127.0.0.1", raise_request_exception=False).get("/broken")
    assert answer.status_code == 500
    assert "Something went wrong on our side" in words(answer)
    assert SECRET not in answer.content.decode()
    assert markup(answer).all("nav")


def test_the_log_names_the_place_and_the_kind_and_not_the_message() -> None:
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        info = (type(error), error, error.__traceback__)
    record = logging.LogRecord("django", logging.ERROR, __file__, 1, "failed", None, info)
    written = QuietFormatter().format(record)
    assert "ValueError" in written
    assert "test_errors.py" in written
    assert SECRET not in written


def test_the_sites_loggers_all_write_through_that_formatter() -> None:
    for name in ("django", "multifocal"):
        logger = logging.getLogger(name)
        (console,) = [one for one in logger.handlers if one.name == "console"]
        assert isinstance(console.formatter, QuietFormatter)
        assert not logger.propagate


def test_a_form_from_elsewhere_is_refused_kindly() -> None:
    client = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True)
    answer = client.post("/workup", {"table": "side,nerve"})
    assert answer.status_code == 403
    assert "This form is no longer valid" in words(answer)


def test_a_form_from_our_own_page_is_taken() -> None:
    client = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True)
    page = markup(client.get("/workup?example=1"))
    (token,) = [t for t in page.all("input") if t.attributes["name"] == "csrfmiddlewaretoken"]
    table = page.one("id_table").text
    answer = client.post(
        "/workup", {"csrfmiddlewaretoken": token.attributes["value"], "table": table}
    )
    assert answer.status_code == 200
    assert "Definite motor conduction block" in words(answer)


def test_the_forms_cookie_is_kept_from_scripts_and_other_sites(client: Client) -> None:
    (cookie,) = client.get("/workup").cookies.values()
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_far_too_much_text_is_refused_with_a_page(client: Client) -> None:
    answer = client.post("/workup", {"table": "x" * 3_000_000})
    assert answer.status_code == 400
    assert "could not be read" in words(answer)
