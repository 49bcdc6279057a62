"""The first picture: what it says of a whole and a damaged nerve is what the engine says."""

import pytest
from django.test import Client

from multifocal.web.inside.experiment import simulate_attack
from multifocal.web.inside.state import Setting
from multifocal.web.learn.hero import Choice, hero
from tests.web.markup import markup
from tests.web.markup import words as visible_words

CHOICES = hero().choices


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: choice.id)
def test_the_kept_numbers_are_what_the_engine_says(choice: Choice) -> None:
    answer = simulate_attack(Setting(hero().at_mm, choice.damage_percent, 0))
    (zipping,) = [one for one in answer.abilities if one.task == "zip"]
    assert choice.fibers == len(answer.pool)
    assert choice.stopped == answer.stopped
    assert choice.late == len(answer.late_ms)
    assert choice.muscle_percent == round(100 * answer.strength["fdi"])
    assert choice.zip_percent == round(100 * zipping.share)


def test_the_states_go_from_whole_through_weaker_to_stopped() -> None:
    whole, partly, damaged = CHOICES
    assert (whole.damage_percent, whole.stopped) == (0, 0)
    assert 0 < partly.stopped < partly.stopped + partly.late < partly.fibers
    assert damaged.stopped == damaged.fibers == partly.fibers == whole.fibers
    assert whole.muscle_percent > partly.muscle_percent > damaged.muscle_percent
    assert whole.zip_percent > partly.zip_percent > damaged.zip_percent


def test_every_state_is_told_in_words_with_its_numbers(client: Client) -> None:
    text = visible_words(client.get("/"))
    whole, partly, damaged = CHOICES
    assert f"All {whole.fibers} fibers carry the message" in text
    assert f"{partly.stopped} of {partly.fibers} fibers are blocked and {partly.late} are" in text
    assert f"With {partly.zip_percent}% of the strength" in text
    assert f"all {damaged.stopped} fibers are blocked" in text
    assert f"{damaged.zip_percent}% of the strength" in text


def test_each_choice_is_a_radio_button_with_its_words(client: Client) -> None:
    at = markup(client.get("/"))
    radios = [one for one in at.all("input") if one.attributes.get("name") == "hero"]
    assert [one.attributes["id"] for one in radios] == ["hero-whole", "hero-partly", "hero-damaged"]
    assert [("checked" in one.attributes) for one in radios] == [True, False, False]
    for one in radios:
        assert at.one(one.attributes["aria-describedby"]).text.strip()
