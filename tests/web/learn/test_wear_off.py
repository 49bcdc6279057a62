"""The made-up days after an infusion: they rise, stay, fade, and suggest no interval."""

import re
from itertools import pairwise

import pytest
from django.test import Client

from multifocal.web.learn.wear_off import LAST_DAY, LB_PER_KG, grip_kg, wear_off
from tests.web.markup import markup

DAYS = wear_off().days
PHASES = ["before", "rising", "good", "fading", "weak"]


def test_strength_rises_once_and_fades_to_where_it_began() -> None:
    grips = [day.grip_kg for day in DAYS]
    best = grips.index(max(grips))
    assert grips[: best + 1] == sorted(grips[: best + 1])
    assert grips[best:] == sorted(grips[best:], reverse=True)
    assert grips[0] == grips[-1] == min(grips)
    assert max(after - before for before, after in pairwise(grips)) < 2


def test_the_phases_follow_each_other_and_each_can_be_chosen_without_a_script() -> None:
    assert list(dict.fromkeys(day.phase for day in DAYS)) == PHASES
    assert [day.phase for day in wear_off().chosen] == PHASES


@pytest.mark.parametrize("day", [-1, LAST_DAY + 1, 1000])
def test_a_day_that_the_example_does_not_have_is_an_error(day: int) -> None:
    with pytest.raises(ValueError, match="the example runs"):
        grip_kg(day)


def test_the_strength_is_said_in_words_and_in_both_units() -> None:
    for day in DAYS:
        match = re.match(r"Day (\d+): a grip of (\d+) kg \((\d+) lb\)\. \w", day.said)
        assert match, day.said
        said_day, kg, lb = map(int, match.groups())
        assert said_day == day.day
        assert kg == pytest.approx(day.grip_kg, abs=0.5)
        assert lb == pytest.approx(kg * LB_PER_KG, abs=0.5)


def test_the_curve_goes_through_every_day_and_the_table_has_them_all(client: Client) -> None:
    at = markup(client.get("/treatment"))
    (line,) = [path for path in at.all("path") if path.attributes.get("class") == "wear__line"]
    points = re.findall(r"[\d.]+ [\d.]+", line.attributes["d"])
    rows = [row.attributes for row in at.all("tr") if "data-words" in row.attributes]
    assert points == [f"{day.x} {day.y}" for day in DAYS]
    assert [f"{row['data-x']} {row['data-y']}" for row in rows] == points
    assert [row["data-words"] for row in rows] == [day.said for day in DAYS]


def test_it_says_that_it_is_made_up_and_never_when_the_next_infusion_is_due(
    client: Client,
) -> None:
    at = markup(client.get("/treatment"))
    text = " ".join(at.one("wear-off").text.split())
    assert "a made-up example" in text
    assert "Yours will be different" in text
    assert "cannot tell you when you need an infusion" in text
    assert not re.search(r"next infusion (is|on|after|at)|every \d+|\d+ (days|weeks) apart", text)
