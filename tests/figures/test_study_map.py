"""The body with what a study tested: each stretch in its state, told by shape as well as color."""

from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from multifocal import body
from multifocal.body import site
from multifocal.figures import StudyStretch, study_map
from multifocal.figures.study_map import ARMS, LEGS, _part

SIDES = {"left": "left", "right": "right"}


def stretch(
    nerve: str = "ulnar",
    sites: tuple[str, str] = ("wrist", "below_elbow"),
    side: str = "right",
    state: str = "blocked",
) -> StudyStretch:
    return StudyStretch(side, nerve, *sites, state, "1")  # type: ignore[arg-type]


def classes(*stretches: StudyStretch) -> list[str]:
    root = ElementTree.fromstring(study_map("a body", SIDES, stretches).svg)  # type: ignore[arg-type]
    return [one.get("class", "") for one in root.iter()]


def test_every_arm_nerve_is_dotted_until_it_is_tested() -> None:
    assert classes().count("study-map__untested") == 2 * len(ARMS)
    legs = classes(stretch("fibular", ("ankle", "fibular_head")))
    assert legs.count("study-map__untested") == 2 * (len(ARMS) + len(LEGS))


def test_a_large_fall_that_is_not_counted_has_a_diamond_and_no_bar() -> None:
    found = classes(stretch(state="large"))
    assert "study-map__large" in found
    assert not any("study-map__bar" in one for one in found)
    assert "study-map__large" not in classes(stretch(state="tested"))


def test_a_block_that_hangs_on_technique_has_a_broken_bar() -> None:
    bars = []
    for provided in (False, True):
        one = replace(stretch(), provided=provided)
        root = ElementTree.fromstring(study_map("a body", SIDES, [one]).svg)  # type: ignore[arg-type]
        (bar,) = (each for each in root.iter() if "study-map__bar" in each.get("class", ""))
        bars.append(bar.get("d", "").count("M"))
    assert bars == [1, 2]


@pytest.mark.parametrize("state", ["blocked", "probable", "tested", "open"])
def test_a_block_has_a_bar_and_nothing_else_has(state: str) -> None:
    found = classes(stretch(state=state))
    assert any(f"study-map__stretch--{state}" in one for one in found)
    assert any("study-map__bar" in one for one in found) == (state in ("blocked", "probable"))


def test_a_stretch_lies_between_its_sites() -> None:
    """Wrist to below elbow lies in the forearm; the way up goes up the page."""
    points = _part(stretch())
    wrist, elbow = points[-1], points[0]
    page = body.drawing()
    assert wrist == pytest.approx(page.point(site("ulnar", "wrist").place("right")), abs=0.1)
    assert elbow[1] < wrist[1]
    mirrored = _part(stretch(side="left"))
    assert mirrored[0][0] == pytest.approx(page.width - points[0][0])


def test_every_pair_of_sites_of_every_nerve_can_be_drawn_or_is_left_out() -> None:
    for nerve in (*ARMS, *LEGS, "femoral"):
        order = [one.id for one in body.sites(nerve)]
        for near, far in pairwise(order):
            part = _part(stretch(nerve, (near, far)))
            assert len(part) >= 2 or nerve == "femoral" or "palm" in (near, far)


def test_numbers_do_not_stand_on_each_other() -> None:
    sites = ("wrist", "below_elbow", "above_elbow", "axilla", "erb")
    many = [stretch("ulnar", pair) for pair in pairwise(sites)]
    many += [stretch("median", pair) for pair in (("wrist", "elbow"), ("elbow", "axilla"))]
    root = ElementTree.fromstring(study_map("a body", SIDES, many).svg)  # type: ignore[arg-type]
    discs = [
        (float(one.get("cx", 0)), float(one.get("cy", 0)))
        for one in root.iter()
        if "study-map__disc" in one.get("class", "")
    ]
    assert len(discs) == len(many)
    for i, (x, y) in enumerate(discs):
        for a, b in discs[:i]:
            assert (x - a) ** 2 + (y - b) ** 2 > 17**2
