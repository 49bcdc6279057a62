"""The body and its close-ups hold what was asked for, safely, with their twins."""

import re
from xml.etree import ElementTree

import pytest

from multifocal import body
from multifocal.figures import Highlights, Struck, anatomy, spread_map

SVG = "{http://www.w3.org/2000/svg}"
PICTURES = [(f, v) for f in ("body", "arm", "leg") for v in ("front", "back")]


def parsed(svg: str) -> ElementTree.Element:
    root = ElementTree.fromstring(svg)
    for element in root.iter():
        assert "style" not in element.attrib
        assert element.tag != f"{SVG}script"
        assert not [name for name in element.attrib if name.startswith("on")]
    return root


@pytest.mark.parametrize(("frame", "view"), PICTURES)
def test_every_picture_has_its_words_and_its_own_contour(
    frame: body.Frame, view: body.View
) -> None:
    figure = anatomy("An <arm>", frame, view, {"right": Highlights()}, name="own")
    root = parsed(figure.svg)
    assert root.attrib["aria-label"] == figure.text == "An <arm>"
    made = {element.get("id") for element in root.iter()} - {None}
    used = set(re.findall(r"(?:url\(|href=\")#([\w-]+)", figure.svg))
    assert made - {"own-creases"} == used == {"own-contour", "own-line"}
    assert "nan" not in figure.svg
    assert len(figure.svg) < 160_000


@pytest.mark.parametrize(
    ("frame", "view", "muscle", "seen"),
    [
        ("arm", "front", "fcu", True),
        ("arm", "back", "edc", True),
        ("arm", "front", "edc", False),
        ("arm", "back", "fdi", True),
        ("body", "front", "quadriceps", True),
        ("body", "back", "quadriceps", False),
        ("body", "back", "gluteus_maximus", True),
        ("leg", "front", "ta", True),
        ("leg", "back", "soleus", True),
        ("leg", "back", "ah", True),
        ("leg", "front", "edb", True),
    ],
)
def test_muscles_are_seen_from_their_own_side(
    frame: body.Frame, view: body.View, muscle: str, seen: bool
) -> None:
    shown = {"right": Highlights(muscles=[muscle], others=False, titles={muscle: "<name>"})}
    root = parsed(anatomy("x", frame, view, shown).svg)
    lit = [g for g in root.iter(f"{SVG}g") if g.get("data-muscle") == muscle]
    assert bool(lit) == seen
    for group in lit:
        assert group.attrib["class"] == "anatomy__muscle is-lit"
        title = group.find(f"{SVG}title")
        assert title is not None and title.text == "<name>"


def test_every_muscle_and_every_area_of_skin_is_seen_from_some_side() -> None:
    muscles = [one.id for one in body.muscles()]
    skin = [one.id for one in body.skin_areas()]
    found: set[str] = set()
    for frame, view in PICTURES:
        root = parsed(anatomy("x", frame, view, {"left": Highlights(muscles, skin)}).svg)
        for group in root.iter(f"{SVG}g"):
            found |= {group.get("data-muscle", ""), group.get("data-skin", "")}
    assert found >= {*muscles, *skin}


def test_nerves_behind_the_body_are_drawn_lighter() -> None:
    shown = {"right": Highlights(ways=["hamstrings"])}
    far = {
        view: {
            "is-far" in p.attrib["class"]
            for p in parsed(anatomy("x", "body", view, shown).svg).iter(f"{SVG}path")
            if p.get("data-nerve") == "sciatic"
        }
        for view in ("front", "back")
    }
    assert far == {"front": {True}, "back": {False}}


def test_only_the_nerves_asked_for_are_drawn() -> None:
    shown = {"left": Highlights(ways=["brachialis", "adm"], along=["ulnar"])}
    root = parsed(anatomy("x", "body", "front", shown).svg)
    nerves = {p.get("data-nerve") for p in root.iter(f"{SVG}path")} - {None}
    assert {"ulnar", "ulnar_deep"} <= nerves
    assert not {"musculocutaneous", "radial"} & nerves


def test_a_spot_lies_on_the_nerve_that_is_struck() -> None:
    place = body.path("adm", "left").place_at(200)
    svg = spread_map("x", [Struck("adm", place, "here")], "one").svg
    root = parsed(svg)
    x, y = body.drawing().point(place)
    spots = [c for c in root.iter(f"{SVG}circle") if c.get("class") == "body-map__strike"]
    assert [(float(c.attrib["cx"]), float(c.attrib["cy"])) for c in spots] == [
        (pytest.approx(x, abs=0.06), pytest.approx(y, abs=0.06))
    ]
    assert svg.count("body-map__nerve--struck") == 1
