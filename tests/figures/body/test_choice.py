"""The body to choose on, and the nerves found on it."""

import math
import re
from importlib.resources import files
from xml.etree import ElementTree

import pytest

from multifocal import body
from multifocal.body import SIDES
from multifocal.figures import LitNerve, body_choice, body_nerves, can_draw, spots

SVG = "{http://www.w3.org/2000/svg}"
NAMES = {"left": "your left", "right": "your <right>"}


def parsed(svg: str) -> ElementTree.Element:
    root = ElementTree.fromstring(svg)
    assert not [e for e in root.iter() if "style" in e.attrib or e.tag == f"{SVG}script"]
    return root


def supplied_stems() -> set[str]:
    stems = {m.stem for m in body.muscles()} - {None}
    return {s for s in stems if s} | {m.nerve for m in body.muscles() if m.stem is None}


def test_the_bare_body_names_its_sides_on_their_own_side() -> None:
    root = parsed(body_choice("A body", NAMES).svg)
    assert root.attrib["aria-label"] == "A body"
    x = {text.text: float(text.attrib["x"]) for text in root.iter(f"{SVG}text")}
    assert x["your <right>"] < 200 < x["your left"]  # the drawn person faces the viewer


def test_spots_mirror_each_other_and_lie_far_enough_apart_to_tap() -> None:
    by_key = {(s.part, s.side): s for s in spots()}
    assert len(by_key) == 14
    for (part, side), spot in by_key.items():
        assert spot.x_percent == pytest.approx(100 - by_key[part, _other(side)].x_percent)
    # At 288 px of width a target of 24 px must not touch the next one.
    px = [(2.88 * s.x_percent, 2.88 * 2.1 * s.y_percent) for s in spots()]
    for i, (x, y) in enumerate(px):
        assert all((x - a) ** 2 + (y - b) ** 2 > 30**2 for a, b in px[:i])


def test_the_style_lays_each_control_on_its_spot() -> None:
    sheet = files("multifocal.web").joinpath("static/multifocal/dots/dots.css")
    rule = re.compile(r"\.tap__dot--(\w+)-(\w+) \{ left: ([\d.]+)%; top: ([\d.]+)%")
    laid = {
        (part, side): (float(x), float(y))
        for side, part, x, y in rule.findall(sheet.read_text(encoding="utf-8"))
    }
    assert laid == {
        (s.part, s.side): (round(s.x_percent, 2), round(s.y_percent, 2)) for s in spots()
    }


@pytest.mark.parametrize("nerve", sorted(supplied_stems()))
def test_every_nerve_that_can_be_found_can_be_drawn_on_both_sides(nerve: str) -> None:
    assert can_draw(nerve)
    lit = [LitNerve(nerve, side, str(n)) for n, side in enumerate(SIDES, 1)]
    root = parsed(body_nerves("Nerves", NAMES, lit).svg)
    for side in SIDES:
        lit = [p for p in root.iter(f"{SVG}path") if p.get("data-lit") == f"{side}-{nerve}"]
        assert lit, "a line of the nerve"
        assert {p.attrib["data-side"] for p in lit} == {side}
    page = body.drawing()
    for circle in root.iter(f"{SVG}circle"):
        assert 0 < float(circle.attrib["cx"]) < page.width
        assert 0 < float(circle.attrib["cy"]) < page.height
    labels = {t.text for t in root.iter(f"{SVG}text")}
    assert {"1", "2"} <= labels


@pytest.mark.parametrize("nerve", sorted(supplied_stems()))
def test_a_number_points_to_a_line_that_all_its_muscles_need(nerve: str) -> None:
    """Where only one muscle is lit, the nerve's number still stands on the drawn line."""
    for muscle in body.muscles_of(nerve):
        if all(nerve in {n.id for n in body.lineage(s.nerve)} for s in muscle.supplies):
            root = parsed(
                body_nerves("x", NAMES, [LitNerve(nerve, "right", "1", (muscle.id,))]).svg
            )
            (end,) = [c for c in root.iter(f"{SVG}circle") if c.get("class") == "choice-body__end"]
            at = float(end.attrib["cx"]), float(end.attrib["cy"])
            drawn = " ".join(
                p.attrib["d"]
                for p in root.iter(f"{SVG}path")
                if p.get("data-lit") == f"right-{nerve}"
            )
            knots = [
                (float(a), float(b))
                for a, b in re.findall(r"(-?[\d.]+) (-?[\d.]+)(?=[CM]|$)", drawn)
            ]
            assert min(math.dist(at, knot) for knot in knots) < 32, muscle.id


def test_the_muscles_of_a_listed_nerve_stand_out_and_belong_to_it() -> None:
    lit = [LitNerve("ulnar", "left", "1", ("adm", "fdi"), "left ulnar nerve")]
    root = parsed(body_nerves("x", NAMES, lit).svg)
    muscles = {
        g.attrib["data-muscle"]: g
        for g in root.iter(f"{SVG}g")
        if "is-lit" in g.get("class", "") and "data-muscle" in g.attrib
    }
    assert "adm" in muscles
    assert {g.attrib["data-lit"] for g in muscles.values()} == {"left-ulnar"}
    title = muscles["adm"].find(f"{SVG}title")
    assert title is not None and title.text == "left ulnar nerve"
    faint = {g.get("data-muscle") for g in root.iter(f"{SVG}g") if g.get("data-lit") is None}
    assert {"deltoid", "ta"} <= faint


def test_from_behind_only_nerves_that_run_there_are_numbered() -> None:
    lit = [LitNerve("radial", "right", "1"), LitNerve("femoral", "right", "2")]
    root = parsed(body_nerves("x", NAMES, lit, "back").svg)
    labels = {t.text: float(t.attrib["x"]) for t in root.iter(f"{SVG}text")}
    assert "1" in labels and "2" not in labels
    assert labels["1"] > 200 and labels["your <right>"] > 200  # seen from behind


def test_a_parts_muscles_carry_its_name_on_both_sides() -> None:
    root = parsed(body_choice("x", NAMES, {"knee": ("quadriceps", "hamstrings")}).svg)
    parts = [g for g in root.iter(f"{SVG}g") if g.get("data-part") == "knee"]
    assert {(g.attrib["data-muscle"], g.attrib["data-side"]) for g in parts} == {
        ("quadriceps", "left"),
        ("quadriceps", "right"),
    }  # hamstrings are not seen from the front
    assert all(f"part--{g.attrib['data-side']}-knee" in g.attrib["class"] for g in parts)


def test_numbers_do_not_cover_each_other() -> None:
    every = [LitNerve(n, "right", str(k)) for k, n in enumerate(sorted(supplied_stems()), 1)]
    root = parsed(body_nerves("Nerves", NAMES, every).svg)
    discs = [
        (float(c.attrib["cx"]), float(c.attrib["cy"]))
        for c in root.iter(f"{SVG}circle")
        if c.attrib["class"] == "choice-body__disc"
    ]
    for i, (x, y) in enumerate(discs):
        assert all((x - a) ** 2 + (y - b) ** 2 > 22**2 for a, b in discs[:i])


def test_a_nerve_without_a_line_is_left_to_the_list() -> None:
    assert not can_draw("brachial_plexus")
    svg = body_nerves("x", NAMES, [LitNerve("brachial_plexus", "left", "1")]).svg
    assert "choice-body__disc" not in svg


def _other(side: str) -> str:
    return "left" if side == "right" else "right"
