"""/diagnosis: a table of words and not of verdicts, tests told whole, and studies that are real."""

import re

import pytest
from django.test import Client

from multifocal.figures import Figure
from multifocal.study import Measure
from multifocal.web.inside.experiment import AttackedNerve, simulate_attack
from multifocal.web.inside.presenter.picture import present_picture
from multifocal.web.inside.state import Setting
from multifocal.web.learn.example_studies import ATTACKS, MUSCLE, example_studies
from multifocal.web.site.content import page
from multifocal.web.site.ulnar_study import SITES
from tests.web.markup import markup, words

USUAL = ("wrist", "below_elbow", "above_elbow")
HIGHER = ("axilla", "erb")


def test_the_sentence_that_matters_most_is_there(client: Client) -> None:
    assert "A test that finds no block does not rule MMN out." in words(client.get("/diagnosis"))


def test_every_row_of_the_table_has_a_cell_under_every_column(client: Client) -> None:
    seen = markup(client.get("/diagnosis"))
    rows = page("diagnosis").groups["compare"]
    columns = [t for t in seen.all("th") if t.attributes.get("role") == "columnheader"]
    assert {len(row.paragraphs) for row in rows} == {len(columns) - 1}
    for row in rows:
        assert seen.one(row.id).text == row.heading
        assert seen.one(row.id).attributes["scope"] == "row"


def test_the_table_names_the_usual_mistakes_and_no_survival(client: Client) -> None:
    text = " ".join(
        (row.heading + " " + " ".join(p.text for p in row.paragraphs)).lower()
        for row in page("diagnosis").groups["compare"]
    )
    for disease in ("mmn", "als", "carpal tunnel", "cidp", "lewis-sumner", "hirayama"):
        assert disease in text
    assert not re.search(r"\b(surviv|die|death|fatal|years? to live|median)", text)
    assert "you have" not in words(client.get("/diagnosis")).lower()


def test_every_test_says_how_it_feels_what_it_can_and_what_it_cannot_say(client: Client) -> None:
    seen = markup(client.get("/diagnosis"))
    tests = page("diagnosis").groups["test"]
    assert {one.id for one in tests} >= {
        "test-examination", "test-conduction", "test-needle", "test-blood", "test-spinal-fluid",
        "test-pictures",
    }  # fmt: skip
    for one in tests:
        card = seen.one(one.id).text
        assert len(one.paragraphs) == 3
        for part in ("What happens, and how it feels", "What it can show", "What it cannot show"):
            assert part in card


NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def alike(one: Figure, other: Figure) -> bool:
    """Whether two pictures and their tables show the same numbers, to the last digit drawn: that
    one hangs on which fibers were solved in one batch. Their words for the ear are not compared.
    """
    texts = [
        re.sub(r'aria-label="[^"]*"', "", figure.svg, count=1) + repr(figure.table)
        for figure in (one, other)
    ]
    if len({NUMBER.sub("#", text) for text in texts}) > 1:
        return False
    here, there = ([float(n) for n in NUMBER.findall(text)] for text in texts)
    return here == pytest.approx(there, rel=0, abs=0.11)


def inside(key: str) -> AttackedNerve:
    """What `/inside` makes of the same setting."""
    return simulate_attack(Setting(ATTACKS[key].at_mm, ATTACKS[key].damage))


def amplitudes(attacked: AttackedNerve) -> dict[str, float]:
    def mv(one: Measure) -> float:
        return one.amplitude_mv or 0.0

    return {one.site: mv(one) for one in attacked.study.measures if one.muscle == MUSCLE}


def test_the_captions_are_true_of_the_computed_studies() -> None:
    healthy, forearm, upper = (amplitudes(inside(k)) for k in ATTACKS)
    assert list(ATTACKS) == [one.id for one in page("diagnosis").groups["example"]]
    # "Almost alike", and "shrink a little on the way up".
    heights = [healthy[site] for site in SITES]
    assert heights == sorted(heights, reverse=True)
    assert heights[-1] > 0.75 * heights[0]
    # "From the wrist the response is full. From the elbow it is small."
    assert forearm["wrist"] == pytest.approx(healthy["wrist"])
    assert all(forearm[site] < 0.5 * healthy[site] for site in SITES[1:])
    # "All three usual places look normal. Only armpit and neck show the block."
    assert all(upper[site] == pytest.approx(healthy[site]) for site in USUAL)
    assert all(upper[site] < 0.5 * healthy[site] for site in HIGHER)


def test_both_blocks_leave_the_hand_just_as_weak() -> None:
    """To a few fibers: which nodes lie inside a focus depends a little on where it is."""
    forearm, upper = (inside(key).strength[MUSCLE] for key in ("forearm", "upper-arm"))
    assert forearm == pytest.approx(upper, abs=0.05)
    assert max(forearm, upper) < 0.5


def test_the_rules_find_the_block_in_the_forearm_and_not_the_one_above_the_elbow() -> None:
    def met(key: str, sites: tuple[str, ...]) -> bool:
        return any(
            one.block in ("definite", "probable")
            for one in inside(key).evaluation.segments
            if one.muscle == MUSCLE and one.proximal_site in sites
        )

    assert met("forearm", USUAL)
    assert not met("upper-arm", USUAL)
    assert met("upper-arm", HIGHER)
    assert not met("healthy", SITES)


def test_each_study_is_drawn_told_and_leads_to_the_same_setting_inside(client: Client) -> None:
    seen = markup(client.get("/diagnosis"))
    drawn = [t for t in seen.all("svg") if t.attributes.get("class") == "responses"]
    assert len(drawn) == len(ATTACKS)
    assert len({t.attributes["aria-label"] for t in drawn}) == len(ATTACKS)
    links = {t.attributes["href"] for t in seen.all("a")}
    for one in example_studies("en"):
        pictures = [figure for _, figure in present_picture(inside(one.id), "en").answers]
        # drawn of the same numbers as over there, where the words for the ear are shorter
        assert any(alike(one.figure, picture) for picture in pictures)
        assert not any(
            alike(one.figure, other.figure) for other in example_studies("en") if other is not one
        )
    for setting in ATTACKS.values():
        address = f"/inside?at={setting.at_mm}&damage={setting.damage}"
        assert f"{address}#try" in links
        assert client.get(address).status_code == 200


def test_the_studies_are_computed_once_so_the_page_stays_quick(client: Client) -> None:
    client.get("/diagnosis")
    computed = example_studies.cache_info().misses
    client.get("/diagnosis")
    assert example_studies.cache_info().misses == computed
    assert example_studies("en") is example_studies("en")
