"""The foot of every page: how to report a mistake, and which clinician has reviewed the page."""

import datetime
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import override_settings
from django.urls import path

from multifocal.fault import Fault
from multifocal.web.installation import CONTACT_VARIABLE, Contact, contact
from multifocal.web.site.content.page import ClinicalReview, read_reviews
from multifocal.web.site.templatetags import site
from multifocal.web.urls import urlpatterns as real
from tests.web.markup import Markup, Tag, markup
from tests.web.test_every_page import EVERY

MAIL = Contact("help@example.org", by_mail=True)
PRIVATE = "left wrist drop since spring, told nobody"
NOT_YET = "Not yet reviewed by a clinician."


def broken(request: HttpRequest) -> HttpResponse:
    """A page that fails."""
    raise ValueError


urlpatterns = [path("broken", broken), *real]


def reported_at(page: Markup) -> str:
    (link,) = [a for a in page.all("a") if a.text == "Report a mistake"]
    assert any(tag.name == "footer" for tag in link.within)
    return link.attributes["href"]


def line_of_review(page: Markup) -> str:
    (line,) = [p for p in page.all("p") if p.attributes.get("class") == "site-footer__review"]
    return " ".join(line.text.split())


def faulty_pages() -> Iterator[Markup]:
    """A page of every kind that something going wrong can show."""
    client = Client(
        SERVER_NAME="127.0.0.1", raise_request_exception=False, enforce_csrf_checks=True
    )
    with override_settings(ROOT_URLCONF=__name__):
        for status, answer in (
            (500, client.get("/broken")),
            (404, client.get("/no-such-page")),
            (403, client.post("/workup", {"table": "x"})),
        ):
            assert answer.status_code == status
            yield markup(answer)
    yield markup(Client(SERVER_NAME="127.0.0.1").post("/workup", {"table": "x" * 3_000_000}))


def answers(client: Client) -> Iterator[Markup]:
    """Pages that answer what somebody typed into a form."""
    chosen = {"choice": ["task-zip-right"], "words": PRIVATE}
    for address, typed in (
        ("/dots", chosen),
        ("/dots/appointment", chosen),
        ("/workup", {"table": PRIVATE}),
    ):
        answer = client.post(address, typed)
        if address != "/dots":  # which asks for words only in its next step
            assert PRIVATE in answer.content.decode()
        yield markup(answer)


@pytest.mark.parametrize("address", EVERY)
def test_every_page_says_how_to_report_a_mistake_and_who_reviewed_it(
    client: Client, address: str
) -> None:
    page = markup(client.get(address))
    assert reported_at(page) == "/about#report"
    assert line_of_review(page) == NOT_YET


def test_so_do_the_pages_of_faults_and_of_answers(client: Client) -> None:
    pages = [*faulty_pages(), *answers(client)]
    assert len(pages) == 7
    for page in pages:
        assert reported_at(page) == "/about#report"
        assert line_of_review(page) == NOT_YET


def test_without_an_address_the_page_tells_in_words_how_to_reach_the_project(
    client: Client,
) -> None:
    told = " ".join(markup(client.get("/about")).one("main").text.split())
    assert "Tell the person, clinic or group that runs it" in told
    assert "open an issue where its code is kept" in told
    assert "Leave out anything about your own health" in told


@override_settings(REPORT_CONTACT=MAIL)
def test_a_mail_starts_with_fixed_words_whatever_the_page_and_whatever_was_typed(
    client: Client,
) -> None:
    pages = [
        *(markup(client.get(address)) for address in (*EVERY, f"/{PRIVATE}", f"/lab?{PRIVATE}")),
        *faulty_pages(),
        *answers(client),
    ]
    (link,) = {reported_at(page) for page in pages}
    mail = urlsplit(link)
    assert (mail.scheme, mail.path) == ("mailto", "help@example.org")
    assert "+" not in mail.query, "mail programs show a plus as a plus"
    told = parse_qs(mail.query)
    assert told["subject"] == ["A mistake on a page of Multifocal"]
    assert "leave out anything about your own health" in told["body"][0]
    assert set(told) == {"subject", "body"}


@override_settings(REPORT_CONTACT=MAIL)
def test_the_address_is_also_shown_for_those_whose_browser_opens_no_mail(client: Client) -> None:
    assert "Write to help@example.org." in " ".join(
        markup(client.get("/about")).one("main").text.split()
    )


@override_settings(REPORT_CONTACT=Contact("https://example.org/contact", by_mail=False))
def test_a_page_elsewhere_is_linked_and_told_nothing(client: Client) -> None:
    page = markup(client.get("/symptoms"))
    assert reported_at(page) == "https://example.org/contact"
    (link,) = [a for a in page.all("a") if a.text == "Report a mistake"]
    assert link.attributes["rel"] == "noreferrer"


@pytest.mark.parametrize(
    ("named", "wanted"),
    [
        ("", None),
        ("  ", None),
        ("help@example.org", MAIL),
        (" first.last+mmn@mail.example.org ", Contact("first.last+mmn@mail.example.org", True)),
        ("https://example.org/contact?a=b", Contact("https://example.org/contact?a=b", False)),
    ],
)
def test_the_address_is_read_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, named: str, wanted: Contact | None
) -> None:
    monkeypatch.setenv(CONTACT_VARIABLE, named)
    assert contact() == wanted


@pytest.mark.parametrize(
    "named",
    ["help", "help@example", "http://example.org", "javascript:alert(1)", "https://", "https://[",
     "a@example.org?bcc=b@example.org", "a@example.org\nb@example.org", "mailto:a@example.org",
     "https://example.org/a b"],
)  # fmt: skip
def test_an_address_that_would_mislead_is_refused_with_a_remedy(
    monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    monkeypatch.setenv(CONTACT_VARIABLE, named)
    with pytest.raises(Fault, match=r"MULTIFOCAL_CONTACT: .*help@example\.org") as caught:
        contact()
    assert caught.value.remedy


# Reviewed by whom


def reviewed(monkeypatch: pytest.MonkeyPatch, on: datetime.date) -> None:
    review = ClinicalReview("Dr. Jane Example", "neurologist", on)
    monkeypatch.setattr(site, "clinical_reviews", lambda: {"learn:symptoms": review})


def test_a_reviewed_page_names_who_and_when_and_the_others_do_not(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewed(monkeypatch, datetime.date(2027, 1, 31))
    page = markup(client.get("/symptoms"))
    assert line_of_review(page) == "Reviewed by Dr. Jane Example, neurologist, on 31 January 2027."
    assert line_of_review(markup(client.get("/treatment"))) == NOT_YET
    (data,) = [t for t in page.all("script") if t.attributes["type"] == "application/ld+json"]
    assert '"reviewedBy": {"@type": "Person", "name": "Dr. Jane Example"' in data.text


def test_a_page_whose_words_changed_after_the_review_says_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewed(monkeypatch, datetime.date(2020, 1, 1))
    line = line_of_review(markup(client.get("/symptoms")))
    assert line.endswith("on 1 January 2020. The text of this page has changed since then.")


def test_reviews_are_read_from_a_table_a_page() -> None:
    text = '["dots:page"]\nname = "Dr. A"\nrole = "neurologist"\non = 2027-01-31\n'
    assert read_reviews(text)["dots:page"].on == datetime.date(2027, 1, 31)
    with pytest.raises(TypeError):
        read_reviews('["dots:page"]\nname = "Dr. A"\n')


def test_no_review_is_claimed_of_a_page_that_does_not_exist() -> None:
    """A review under a misspelled name would be lost without a word."""
    from django.urls import NoReverseMatch, reverse  # noqa: PLC0415

    for page in site.clinical_reviews():
        reverse(page)
    with pytest.raises(NoReverseMatch):
        reverse("learn:symptom")


def test_the_line_is_no_longer_written_into_the_templates_of_pages(client: Client) -> None:
    for address in EVERY:
        page = markup(client.get(address))
        said: list[Tag] = [p for p in page.all("p") if "clinician." in p.text]
        assert [line_of_review(page)] == [" ".join(p.text.split()) for p in said]
