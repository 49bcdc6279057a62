"""Who is not sure of the signs, or writes own words, on `/dots`: warned and asked, never calmed."""

import pytest
from django.test import Client

from multifocal.words import say
from tests.web.dots.test_page import FIRST, SOME, soon
from tests.web.markup import markup, words

pytestmark = pytest.mark.every_case

WARNED = {"onset": "months", "signs": "unsure", "warned": "1"}


def test_who_is_not_sure_of_a_slow_weakness_goes_on_with_the_warning_on_every_page(
    client: Client,
) -> None:
    held = markup(client.post("/dots", {"onset": "months", "signs": "unsure", "choice": SOME}))
    (form,) = [f for f in held.all("form") if "now__warned" in f.attributes["class"]]
    assert "hidden" not in form.attributes
    sent = {t.attributes["name"] for t in held.all("input") if form.holds(t)}
    assert {"onset", "signs", "warned", "choice"} <= sent
    choices = markup(client.post("/dots", {**WARNED, "first": "1", "choice": SOME}))
    answer = markup(client.post("/dots", {**WARNED, "choice": SOME}))
    for page in (choices, answer):
        (told,) = [box for box in page.all("div") if soon(box) and "hidden" not in box.attributes]
        assert "came and went today or in the last days: call the emergency number" in told.text
        assert [a for a in page.all("a") if told.holds(a) and "tel:" in a.attributes["href"]]
    paper = markup(client.post("/dots/appointment", {**WARNED, "choice": SOME}))
    (told,) = [p for p in paper.all("p") if "sheet__warning" in p.attributes.get("class", "")]
    assert told.text == say("dots.sheet.unsure") and "hidden" not in told.attributes
    assert paper.one("message").text.strip().split("\n")[1] == say("dots.sheet.unsure")


@pytest.mark.parametrize("onset", ["minutes", "days", "weeks", "unsure", ""])
@pytest.mark.parametrize("signs", ["unsure", "yes"])
@pytest.mark.parametrize("address", ["/dots", "/dots/appointment"])
def test_no_warning_lets_anyone_else_go_on(
    client: Client, onset: str, signs: str, address: str
) -> None:
    told = {"onset": onset, "signs": signs, "warned": "1", "choice": SOME}
    page = markup(client.post(address, told))
    assert page.all("h1")[0].text in ("This cannot wait", "Not sure? Ask by phone today")
    (form,) = [f for f in page.all("form") if "now__warned" in f.attributes["class"]]
    assert "hidden" in form.attributes


def test_who_was_examined_needs_no_warning(client: Client) -> None:
    said = {**WARNED, "examined": "1", "choice": SOME}
    assert say("dots.sheet.unsure") not in words(client.post("/dots/appointment", said))


OWN = {**FIRST, "choice": SOME, "words": "My voice is hoarse and I swallow badly."}


@pytest.mark.parametrize("field", ["tried", "tests"])
def test_a_line_of_their_own_is_asked_about_too(client: Client, field: str) -> None:
    told = {**FIRST, "choice": SOME, field: "I cannot swallow since yesterday"}
    page = markup(client.post("/dots/appointment", told))
    assert say("dots.fault.own_signs") in str(
        client.post("/dots/appointment", told).content, "utf-8"
    )
    assert not [tag for tag in page.tags if tag.attributes.get("id") == "message"]
    held = markup(client.post("/dots/appointment", {**told, "own_signs": "yes"}))
    assert held.all("h1")[0].text == "This cannot wait"
    paper = words(client.post("/dots/appointment", {**told, "own_signs": "no"}))
    assert "I cannot swallow since yesterday" in paper


def test_own_words_make_no_paper_until_it_is_said_whether_they_tell_of_a_sign(
    client: Client,
) -> None:
    """They stood on the paper below "Signs that cannot wait: No, none of them"."""
    page = markup(client.post("/dots/appointment", OWN))
    assert page.all("h1")[0].text == "Your dots, connected"
    assert "hidden" not in page.one("signs-fault").attributes
    assert "hidden" in page.one("words-fault").attributes
    assert page.one("words").text.strip() == OWN["words"]
    paper = words(client.post("/dots/appointment", {**OWN, "own_signs": "no"}))
    assert "Signs that cannot wait No, none of them" in paper


def test_own_words_that_tell_of_a_sign_cannot_wait(client: Client) -> None:
    for before in ({}, {"examined": "1"}):  # what was examined before was something else
        page = markup(client.post("/dots/appointment", {**OWN, **before, "own_signs": "yes"}))
        assert page.all("h1")[0].text == "This cannot wait"
        form = next(f for f in page.all("form") if "now__go" in f.attributes["class"])
        sent = {
            t.attributes["name"]: t.attributes["value"] for t in page.all("input") if form.holds(t)
        }
        assert (sent["signs"], sent["words"]) == ("yes", OWN["words"])
        assert "hidden" not in form.attributes
    seen = {**OWN, "signs": "yes", "own_signs": "yes", "examined": "1"}
    paper = words(client.post("/dots/appointment", seen))
    assert "Yes, at least one; a doctor has examined me for it since" in paper


def test_who_is_not_sure_of_own_words_is_warned(client: Client) -> None:
    page = markup(client.post("/dots/appointment", {**OWN, "own_signs": "unsure"}))
    assert page.all("h1")[0].text == "Not sure? Ask by phone today"
    paper = client.post("/dots/appointment", {**OWN, **WARNED, "own_signs": "unsure"})
    assert say("dots.sheet.unsure") in words(paper)


def test_who_writes_since_yesterday_is_told_what_that_means_whatever_was_answered_before(
    client: Client,
) -> None:
    """ "Since yesterday" stood on the paper beside "slowly, over months or years", and no word of
    the page told what to do. Nobody reads the line; so what it may say is met beside it."""
    for onset in ("months", "weeks", "unsure"):
        page = markup(client.post("/dots", {"onset": onset, "signs": "no", "choice": SOME}))
        told = page.one("since-urgent")
        assert "last four weeks" in told.text and "speak to a doctor today" in told.text
        assert "within hours or days, call the emergency number now" in told.text
        assert [a for a in page.all("a") if told.holds(a) and a.attributes["href"] == "#get-help"]
