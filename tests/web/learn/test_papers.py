"""The blank sheets: they ask a laboratory for what shows a block in MMN, and store nothing."""

import re

import pytest
from django.test import Client

from multifocal import body
from multifocal.web.site.request_sheet import GRADED_MUSCLES, TESTED, present_request_sheet
from tests.web.markup import markup

PAPERS = {"/for-doctors": 2, "/trial-sheet": 1}
ARM = ("median", "ulnar", "radial", "musculocutaneous", "axillary")


def test_at_least_five_nerves_of_the_arm_are_tested_up_to_erbs_point() -> None:
    """As practical-electrophysiology asks."""
    sites = {nerve: sites for nerve, _, sites in TESTED}
    for nerve in ARM:
        assert sites[nerve][-1] == "erb", nerve


@pytest.mark.parametrize(("nerve", "muscle", "sites"), TESTED, ids=[one[0] for one in TESTED])
def test_each_muscle_answers_to_its_nerve_and_each_site_lies_on_it_distal_first(
    nerve: str, muscle: str, sites: tuple[str, ...]
) -> None:
    assert body.muscle(muscle).stem == nerve
    order = [site.id for site in body.sites(nerve)]
    assert [order.index(site) for site in sites] == sorted(order.index(site) for site in sites)


def test_every_nerve_that_is_tested_has_a_muscle_to_grade() -> None:
    assert {body.muscle(key).stem for key in GRADED_MUSCLES} == {nerve for nerve, _, _ in TESTED}


def test_the_request_asks_for_what_criteria_need(client: Client) -> None:
    text = " ".join(markup(client.get("/for-doctors")).one("paper-nerves").text.split())
    for asked in ("area", "amplitude", "duration of the negative peak", "supramaximal",
                  "up to Erb's point", "Sensory", "across any stretch", "Warm the limb",
                  "What was not tested is not normal"):  # fmt: skip
        assert asked in text, asked
    for nerve in present_request_sheet().nerves:
        assert text.lower().count(nerve.name.lower()) >= 1


def test_before_and_after_three_squeezes_a_side(client: Client) -> None:
    page = markup(client.get("/trial-sheet"))
    sheet = page.one("paper-trial")
    rows = [row for row in page.all("tr") if sheet.holds(row) and "Grip" in row.text]
    assert [re.search(r"left|right", row.text)[0] for row in rows] == ["right", "left"]  # type: ignore[index]
    for row in rows:
        cells = [cell for cell in page.all("td") if row.holds(cell)]
        assert [len([i for i in page.all("i") if cell.holds(i)]) for cell in cells] == [3, 3]


@pytest.mark.parametrize("address", PAPERS)
def test_nothing_can_be_typed_and_so_nothing_stored(client: Client, address: str) -> None:
    page = markup(client.get(address))
    sheets = [one for one in page.all("article") if one.attributes["class"] == "paper"]
    assert len(sheets) == PAPERS[address]
    fields = [t for t in page.tags if t.name in ("input", "textarea", "select", "form")]
    assert not [t for t in fields if any(sheet.holds(t) for sheet in sheets)]
    assert "set-cookie" not in {key.lower() for key in client.get(address).headers}
