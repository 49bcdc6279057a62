"""Looking back: charts with their tables and fixed sentences, the report, and how long it takes."""

import time
import xml.etree.ElementTree as ET
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from multifocal.web.diary import store
from multifocal.web.diary.course import present_course
from multifocal.web.diary.state import today
from multifocal.words import say
from tests.web.diary.conftest import Post, filled
from tests.web.diary.years import some_years
from tests.web.markup import markup, words

SVG = "{http://www.w3.org/2000/svg}"


def test_over_the_curves_stands_once_that_nothing_is_to_be_changed_by_them(owner: Client) -> None:
    some = some_years(1, today())
    store.save_all(lambda _: some)
    page = words(owner.get("/diary/course"))
    series, _ = present_course(store.everything())
    assert len(series) == 2
    assert page.count(say("diary.caution")) == 1
    assert page.index(say("diary.caution")) < page.index(series[0].line.last)
    for one in series:
        assert one.line.wear_off in page
        over_time, overlaid = one.charts
        assert over_time.table is not None
        assert overlaid.table is not None
        assert len(over_time.table.rows) == 122 + 14
        assert len(overlaid.table.rows) > 50
    assert "Compare only the same hand" in page


def test_pictures_have_a_name_and_a_table(owner: Client) -> None:
    some = some_years(0.3, today())
    store.save_all(lambda _: some)
    page = markup(owner.get("/diary/course"))
    pictures = [
        one for one in page.all("svg") if "strength-chart" in one.attributes.get("class", "")
    ]
    assert len(pictures) == 4
    assert all(one.attributes["role"] == "img" and one.attributes["aria-label"] for one in pictures)
    assert len(page.all("table")) == 4


def test_without_measures_there_is_a_way_to_the_first(owner: Client) -> None:
    assert "Nothing has been measured yet" in words(owner.get("/diary/course"))


def test_what_was_infused_stands_beside_the_strength(add: Post, owner: Client) -> None:
    add("force", measure="grip", unit="kg", tries_right_1="20")
    for back, more in ((40, {"dose": "40", "dose_unit": "g"}), (10, {"dose": ""})):
        day = (today() - timedelta(days=back)).isoformat()
        add("infusion", status="given", day=day, **more)
    (one,), _ = present_course(store.everything())
    root = ET.fromstring(one.charts[0].svg)
    assert "40 g" in [e.text for e in root.iter(f"{SVG}text")]
    assert one.charts[0].table is not None
    assert [row[2] for row in one.charts[0].table.rows] == ["40 g", "Infusion", ""]


def test_the_report_is_shown_printed_and_bounded_by_days(add: Post, owner: Client) -> None:
    add("note", text="Is it the cold?", question="yes")
    old = (today() - timedelta(days=400)).isoformat()
    add("note", text="An old question", question="yes", day=old)
    assert "An old question" in words(owner.get("/diary/report"))
    since = {"since": (today() - timedelta(days=30)).isoformat()}
    said = words(owner.post("/diary/report", since))
    assert "Is it the cold?" in said
    assert "An old question" not in said
    answer = owner.post("/diary/report", {**since, "pdf": "1", "paper": "us-letter"})
    assert answer.content.startswith(b"%PDF-")
    assert "no-store" in answer["Cache-Control"]
    backwards = {"since": "2026-05-01", "until": "2026-04-01", "pdf": "1"}
    assert "text/html" in owner.post("/diary/report", backwards)["Content-Type"]


@pytest.mark.exhaustive
@pytest.mark.parametrize("years", [1, 10])
def test_pages_stay_quick(owner: Client, diary: Path, years: int) -> None:
    """Against what a page without entries takes, so that a busy machine fails nothing."""
    plain = quickest(owner, "/diary")
    some = some_years(years, today())
    store.save_all(lambda _: some)
    assert quickest(owner, "/diary") < 4 * plain + 0.1
    assert quickest(owner, "/diary/add/infusion") < 4 * plain + 0.1
    assert owner.get("/diary/course").status_code == 200


def quickest(client: Client, address: str) -> float:
    times = []
    for _ in range(5):
        begun = time.perf_counter()
        assert client.get(address).status_code == 200
        times.append(time.perf_counter() - begun)
    return min(times)


def test_the_report_holds_the_sections_that_are_ticked_and_all_where_none_is(
    add: Post, owner: Client
) -> None:
    add("note", text="Is it the cold?", question="yes")
    add("infusion", status="given", product="Examplin")
    whole = words(owner.post("/diary/report", {}))
    assert "Is it the cold?" in whole and "Examplin" in whole and "What speaks against it" in whole
    page = owner.post("/diary/report", {"section": ["questions"], "paper": "us-letter"})
    some = words(page)
    assert "Is it the cold?" in some and "Examplin" not in some
    assert "What speaks against it" not in some
    ticked = [i.attributes["value"] for i in markup(page).all("input") if "checked" in i.attributes]
    assert ticked == ["questions"]
    assert owner.post("/diary/report", {"section": ["nonesuch"]}).status_code == 200


def test_the_body_stands_month_by_month_with_its_table(add: Post, owner: Client) -> None:
    assert "month by month" not in words(owner.get("/diary/course"))
    add("symptom", symptom="cramp", place="forearm", side="right")
    answer = owner.get("/diary/course")
    said = words(answer)
    assert "On the body, month by month" in said
    assert "an empty place was not told, which is not the same as well" in said
    assert 'data-at="forearm-right"' in answer.content.decode()
    (table,) = markup(answer).all("table")
    assert "Forearm, right: cramp" in said and table


def test_the_report_says_that_anyone_needs_these_nerves(add: Post, owner: Client) -> None:
    add("task", task="buttoning", ease="hard", side="right")
    page = words(owner.get("/diary/report"))
    assert "points to" not in page and "it does not mean that they are damaged" in page


def test_for_and_against_is_not_ticked_for_who_is_diagnosed(add: Post, owner: Client) -> None:
    add("about", standing="diagnosed", course="slowly")
    page = owner.get("/diary/report")
    assert "thoughts" not in filled(page)["section"] and "speaks against" not in words(page)
    asked = owner.post("/diary/report", {"section": ["thoughts"]})
    assert "speaks against" in words(asked)
