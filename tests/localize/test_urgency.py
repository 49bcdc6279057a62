"""What cannot wait is found before anything is looked up; what is not sure is not taken as a no."""

import tomllib
from importlib.resources import files

import pytest

from multifocal.localize.urgency import (
    ONSETS,
    SIGNS,
    URGENCIES,
    Onset,
    exported_urgency,
    how_soon,
    is_now_already,
    may_go_on_warned,
    with_own_signs,
)


@pytest.mark.parametrize("onset", ONSETS)
def test_a_sign_that_cannot_wait_is_now_however_long_it_took(onset: Onset) -> None:
    assert how_soon(onset, "yes") == "now"
    assert how_soon(onset, "unsure") == "now"


def test_weakness_that_came_in_minutes_or_spread_in_days_is_now() -> None:
    assert how_soon("minutes", "no") == how_soon("days", "no") == "now"


def test_over_weeks_or_not_sure_is_today_and_over_months_the_doctor() -> None:
    assert how_soon("weeks", "no") == how_soon("unsure", "no") == "today"
    assert how_soon("months", "no") == "doctor"


def test_not_sure_is_never_calmer_than_any_answer_but_months_alone() -> None:
    rank = {urgency: k for k, urgency in enumerate(URGENCIES)}
    for signs in SIGNS:
        assert rank[how_soon("unsure", signs)] <= rank[how_soon("months", signs)]
    for onset in ONSETS:
        assert rank[how_soon(onset, "unsure")] <= rank[how_soon(onset, "no")]


def test_one_alarming_answer_is_enough() -> None:
    assert is_now_already("minutes", None) and is_now_already("days", None)
    assert is_now_already(None, "yes") and is_now_already(None, "unsure")
    for answer in (("weeks", None), ("months", None), ("unsure", None), (None, "no"), (None, None)):
        assert not is_now_already(*answer)
    for onset in ONSETS:
        for signs in SIGNS:
            assert is_now_already(onset, signs) is (how_soon(onset, signs) == "now")


def test_only_months_and_not_sure_of_the_signs_may_go_on_with_a_warning() -> None:
    allowed = {(o, s) for o in (*ONSETS, None) for s in (*SIGNS, None) if may_go_on_warned(o, s)}
    assert allowed == {("months", "unsure")}


def test_own_words_make_the_answer_more_alarming_and_never_calmer() -> None:
    assert [with_own_signs("no", own) for own in ("no", "unsure", "yes")] == ["no", "unsure", "yes"]
    assert [with_own_signs("unsure", own) for own in ("no", "yes")] == ["unsure", "yes"]
    assert {with_own_signs("yes", own) for own in SIGNS} == {"yes"}


def test_its_grades_are_those_of_the_list_that_the_site_shows() -> None:
    text = files("multifocal.web.site").joinpath("content/en/emergency.toml").read_text("utf-8")
    grades = [grade["id"] for grade in tomllib.loads(text)["grade"]]
    assert [one for one in URGENCIES if one in grades] == ["now", "today"]


def test_the_exported_table_says_the_same() -> None:
    table = exported_urgency()
    for o, onset in enumerate(ONSETS):
        for s, signs in enumerate(SIGNS):
            assert URGENCIES[table["table"][o][s]] == how_soon(onset, signs)
