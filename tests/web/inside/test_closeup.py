"""The close-up: what NEURON says of bared nodes, told to a visitor."""

import pytest
from django.test import Client

from multifocal.web.inside.closeup import GAPS, close_up
from multifocal.web.inside.presenter.closeup import present_close_up


def test_one_bared_gap_slows_and_two_neighbours_stop() -> None:
    """mrg_paranode.csv, 10 µm: 837 µs late with one, blocked with two."""
    assert close_up(()).late_ms == 0
    for gap in range(GAPS):
        assert close_up((gap,)).late_ms == pytest.approx(0.837, abs=0.01)
    for gap in range(GAPS - 1):
        assert close_up((gap, gap + 1)).stopped


def test_far_apart_two_gaps_add_up_their_delays() -> None:
    assert close_up((0, GAPS - 1)).late_ms == pytest.approx(2 * 0.837, rel=0.15)


def test_words_and_picture_agree() -> None:
    whole, late, lost = (present_close_up(close_up(g), "en") for g in ((), (4,), (4, 5)))
    assert "All gaps are healthy" in whole.said
    assert "0.83 thousandths" in late.said or "0.84 thousandths" in late.said
    assert "stops after gap 4" in lost.said
    assert lost.wide.svg.count("gap--hurt") == 2
    assert "fiber--blocked" in lost.wide.svg
    assert "fiber--blocked" not in late.wide.svg


def test_each_gap_leads_to_its_own_opposite() -> None:
    gaps = present_close_up(close_up((4, 5)), "en").gaps
    assert gaps[4].href == "?gaps=5#closeup"
    assert gaps[0].href == "?gaps=0&gaps=4&gaps=5#closeup"
    assert [gap.damaged for gap in gaps].count(True) == 2
    assert present_close_up(close_up((2,)), "en").gaps[2].href == "?gaps=none#closeup"


def test_the_page_and_the_part_say_the_same(client: Client) -> None:
    part = client.get("/inside/fiber?gaps=4&gaps=5").content.decode()
    page = client.get("/inside?gaps=4&gaps=5")
    assert page.status_code == 200
    assert "stops after gap 4" in part
    assert "stops after gap 4" in page.content.decode()
    assert "All gaps are healthy" in client.get("/inside?gaps=none").content.decode()


@pytest.mark.parametrize("query", ["gaps=99", "gaps=x", "gaps=-1"])
def test_a_gap_that_is_not_there_is_refused(client: Client, query: str) -> None:
    assert client.get(f"/inside/fiber?{query}").status_code == 400
