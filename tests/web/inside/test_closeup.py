"""The close-up: what NEURON says of bared nodes, told to a visitor."""

import re

import numpy as np
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


def drawn_lights(gaps: tuple[int, ...]) -> tuple[list[str], list[str]]:
    """When the gaps of the whole and of the damaged fiber light up, as drawn."""
    svg = present_close_up(close_up(gaps), "en").wide.svg
    above, below = svg.split("data-moving")
    return re.findall(r'data-flash="([^"]+)"', above), re.findall(r'data-flash="([^"]+)"', below)


def test_each_gap_that_the_message_reaches_lights_up_in_turn() -> None:
    whole, lost = drawn_lights((4, 5))
    assert len(whole) == GAPS
    assert len(lost) == close_up((4, 5)).last_gap + 1 == 4
    for lights in (whole, lost):
        times = [float(one) for one in lights]
        assert times == sorted(set(times))


def test_the_impulse_is_drawn_above_the_rings_and_their_light() -> None:
    svg = present_close_up(close_up((4,)), "en").wide.svg
    for fiber in svg.split("data-moving"):
        parts = [fiber.rindex(f'class="{name}') for name in ("closeup__coat", "closeup__flash",
                                                             "fiber__impulse")]  # fmt: skip
        assert parts == sorted(parts)
    below = svg.split("data-moving")[1]
    assert below.rindex("gap__disc") < below.index("closeup__flash")


@pytest.mark.parametrize("gaps", [(), (4,), (8,), (2, 8), (1, 7), (0, 6), (0, 4, 8), (4, 5)])
def test_a_run_ends_within_five_seconds_and_the_words_say_how_slow(gaps: tuple[int, ...]) -> None:
    answer = close_up(gaps)
    near = present_close_up(answer, "en")
    last_ms = max(np.nanmax(answer.healthy_ms), np.nanmax(answer.damaged_ms))
    assert last_ms * near.slower + 550 < 5000
    assert last_ms * near.slower > 1000, "slow enough to follow"
    assert f"{near.slower:,} times slower" in near.hint
