"""/treatment and /living: the sentences that must stand, and those that must not."""

import re

import pytest
from django.test import Client

from multifocal.web.site.content import page
from tests.web.markup import markup, words

BRANDS = (
    "gammagard",
    "kiovig",
    "privigen",
    "hizentra",
    "hyqvia",
    "octagam",
    "panzyga",
    "flebogamma",
)


def test_what_is_in_trials_carries_its_date(client: Client) -> None:
    section = markup(client.get("/treatment")).one("trials").text
    assert "As of 28 November 2026" in section
    assert section.count("we had seen no result") == 2


def test_who_has_both_fever_and_a_bad_headache_is_sent_to_the_emergency_number(
    client: Client,
) -> None:
    """The graded list calls the two together an emergency; "a call the same day" about a fever "or"
    a bad headache was read by one who had both."""
    (told,) = [p.text for p in markup(client.get("/treatment")).all("p") if "same day" in p.text]
    both = told.partition("both come together")[2]
    assert "A fever or a bad headache" in told
    assert "call the emergency number" in both


@pytest.mark.parametrize("address", ["/treatment", "/living"])
def test_no_dose_no_interval_and_no_brand(client: Client, address: str) -> None:
    name = address.removeprefix("/")
    text = " ".join(p.text for p in page(name).paragraphs()).lower()
    assert not re.search(r"\d\s*(g|mg|ml|grams?|g/kg|mg/kg|ml/h)\b", text)
    assert not re.search(r"every\s+(\w+\s+)?(day|week|month)", text)
    assert not re.search(r"(weekly|monthly|once a (day|week|month))", text)
    shown = words(client.get(address)).lower()
    for brand in BRANDS:
        assert brand not in shown


def test_the_drawings_have_a_text_twin(client: Client) -> None:
    for address in ("/treatment", "/living", "/diagnosis"):
        for one in markup(client.get(address)).all("svg"):
            named = {"aria-label", "aria-labelledby"} & set(one.attributes)
            assert named if one.attributes.get("role") == "img" else "aria-hidden" in one.attributes


def test_the_card_asks_for_nothing_typed(client: Client) -> None:
    living = markup(client.get("/living"))
    card = living.one("emergency-card")
    for name in ("input", "textarea", "select"):
        assert not [tag for tag in living.all(name) if card.holds(tag)]
    assert not living.all("form")
