"""Whom to call: the right numbers, none chosen for the reader, and none that grew old unseen."""

import datetime
from importlib.resources import files

import pytest
from django.test import Client

from multifocal.sources import source
from multifocal.web.site.content.phone_numbers import LONGEST_UNCHECKED, phone_numbers, read
from tests.web.markup import Tag, markup

pytestmark = pytest.mark.every_case

TEXT = files("multifocal.web.site.content").joinpath("phone_numbers.toml").read_text("utf-8")

# clinical-2026.md, section 4: emergency numbers, and crisis lines.
WANTED = {
    "us": (("911",), ("988",)),
    "canada": (("911",), ("988",)),
    "mexico": (("911",), ()),
    "uk": (("999", "112"), ("116 123",)),
    "ireland": (("112", "999"), ("116 123",)),
    "spain": (("112",), ("024",)),
    "eu": (("112",), ()),
    "other": ((), ()),
}
WITH_NUMBERS = ("/symptoms", "/treatment", "/living", "/is-it-als")


def old(text: str, today: datetime.date) -> list[object]:
    return [one for one in read(text) if one.too_old(today)]


def test_the_numbers_are_those_of_the_sheet() -> None:
    found = {
        country.id: tuple(
            tuple(line.number for line in country.of_kind(kind)) for kind in ("emergency", "crisis")
        )
        for country in phone_numbers().countries
    }
    assert found == WANTED


def test_no_number_was_last_looked_up_more_than_a_year_ago() -> None:
    today = datetime.datetime.now(tz=datetime.UTC).date()
    assert not old(TEXT, today), "look these up again, and write down where and when"
    assert all(one.checked <= today + datetime.timedelta(days=1) for one in phone_numbers())


@pytest.mark.parametrize("which", range(TEXT.count("checked = ")))
def test_any_one_old_number_is_found_out(which: int) -> None:
    """So the test above can fail: with a date a day too old planted in each entry in turn."""
    today = datetime.date(2027, 1, 1)
    day = today - LONGEST_UNCHECKED - datetime.timedelta(days=1)
    parts = TEXT.split("checked = ")
    parts[which + 1] = f"{day.isoformat()}\n" + parts[which + 1].partition("\n")[2]
    assert len(old("checked = ".join(parts), today)) == 1
    assert not old(TEXT, today)


def test_each_number_names_where_it_was_looked_up_and_the_registry_says_when() -> None:
    for one in phone_numbers():
        assert one.sources
        day = f"{one.checked.day} {one.checked:%B %Y}"
        assert any(day in str(source(key).note) for key in one.sources), one


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('number = "988"', 'number = "nine"', "digits"),
        ('kind = "crisis"', 'kind = "advice"', "emergency or a crisis"),
        ('sources = ["number-911-us"]', "sources = []", "names its sources"),
    ],
)
def test_an_entry_that_is_not_whole_is_refused(before: str, after: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read(TEXT.replace(before, after, 1))


@pytest.mark.parametrize("address", WITH_NUMBERS)
def test_every_country_is_offered_and_each_of_its_numbers_can_be_tapped(
    client: Client, address: str
) -> None:
    at = markup(client.get(address))
    closed = [d for d in at.all("details") if d.attributes.get("name") == "country"]
    assert len(closed) == len(WANTED)

    def within(tag: Tag, name: str) -> list[Tag]:
        return [one for one in at.all(name) if tag.holds(one)]

    for country, numbers in zip(closed, WANTED.values(), strict=True):
        links = [a.attributes["href"] for a in within(country, "a")]
        called = [link.removeprefix("tel:") for link in links if link.startswith("tel:")]
        assert called == [number.replace(" ", "") for kind in numbers for number in kind]
        if not numbers[1]:
            assert "https://findahelpline.com" in links
    assert "Any other country" in closed[-1].text
    assert "Call the emergency number of your country." in closed[-1].text


def test_the_far_north_of_canada_is_warned() -> None:
    (canada,) = [one for one in phone_numbers().countries if one.id == "canada"]
    assert canada.warning == "phone.warning.nunavut"


@pytest.mark.parametrize("address", WITH_NUMBERS)
def test_no_country_is_chosen_for_the_reader(client: Client, address: str) -> None:
    """Not beforehand, not by language, not by address."""
    pages = {
        client.get(
            address, HTTP_ACCEPT_LANGUAGE=language, REMOTE_ADDR=host, HTTP_CF_IPCOUNTRY=country
        ).content
        for language, host, country in (
            ("en-US", "127.0.0.1", "US"),
            ("en-GB,en;q=0.9", "81.2.69.142", "GB"),
            ("es-MX", "201.175.0.1", "MX"),
            ("de", "91.64.0.1", "DE"),
        )
    }
    assert len(pages) == 1
    at = markup(client.get(address))
    for details in at.all("details"):
        if details.attributes.get("name") == "country":
            assert "open" not in details.attributes
            assert "aria-current" not in details.attributes
    chosen = [t for t in at.tags if {"selected", "checked"} & set(t.attributes)]
    assert not [t for t in chosen if t.attributes.get("name") != "wear"], "no day is a country"


def test_the_card_names_each_emergency_number_once_with_its_countries(client: Client) -> None:
    card = " ".join(markup(client.get("/living")).one("emergency-card").text.split())
    assert "911 US, Canada, Mexico 999 UK, Ireland 112 UK, EU" in card
    told = {number for numbers, _ in WANTED.values() for number in numbers}
    assert told == set(phone_numbers().emergency_numbers())
