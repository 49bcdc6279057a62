"""Sets that were not read in their source stand below a line on /workup and in /lab."""

import pytest
from django.test import Client

from multifocal.formats import formats
from multifocal.words import say
from tests.report.test_groups import APART, SHOWN_APART
from tests.study.tables import pair, table
from tests.web.markup import words

TWO_ROWS = table(*pair()).decode()


@pytest.mark.parametrize("lead", [*SHOWN_APART, "utrecht"])
def test_the_page_shows_them_below_the_line_also_where_one_of_them_leads(
    client: Client, lead: str
) -> None:
    text = words(client.post("/workup", {"table": TWO_ROWS, "criteria": lead}))
    matrix = text.partition("The rule sets side by side")[2]
    head, _, rest = matrix.partition(say("study.standing.reconstructed"))
    assert "Utrecht" in head and "AANEM 2003" not in head and "AANEM 2003" in rest
    said = text.partition("Rules first shown")[2].partition("The rule sets side by side")[0]
    assert any(say(f"study.standing.{one}") in said for one in APART) is (lead in SHOWN_APART)


def test_the_laboratory_shows_them_below_the_line(client: Client) -> None:
    text = words(client.get("/lab"))
    matrix = text.partition("The rule sets side by side")[2]
    head, _, rest = matrix.partition(say("study.standing.reconstructed"))
    assert "AANEM 2003" in rest and "AANEM 2003" not in head


def test_what_is_for_research_is_chosen_by_name_and_is_in_no_other_answer(client: Client) -> None:
    default = words(client.post("/workup", {"table": TWO_ROWS}))
    matrix = default.partition("The rule sets side by side")[2]
    assert say("study.standing.research") not in default
    assert "Extended signs" not in matrix.partition("Judge")[0].partition("Change")[0]
    chosen = words(client.post("/workup", {"table": TWO_ROWS, "criteria": "extended"}))
    head, _, rest = chosen.partition("The rule sets side by side")[2].partition(
        say("study.standing.research")
    )
    assert "Extended signs" in rest and "Extended signs" not in head.partition("AANEM 2003")[0]


def test_what_is_for_research_is_in_no_file_to_take_along(client: Client) -> None:
    data = {"table": TWO_ROWS, "criteria": "extended", "format": "fhir-r4"}
    names = [one.name for one in formats() if one.name.startswith("fhir")]
    for name in names:
        made = client.post("/workup/download", data | {"format": name}).content.decode()
        assert "research" not in made and "EFNS/PNS 2010" in made
    assert names
