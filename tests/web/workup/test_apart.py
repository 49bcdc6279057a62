"""Sets that were not read in their source stand below a line on /workup and in /lab."""

import pytest
from django.test import Client

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
