"""Pictures hold what they were given, are safe to put in a page, and have their twins."""

from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from multifocal import body
from multifocal.figures import (
    Dot,
    Figure,
    Impulse,
    Mark,
    Sweep,
    Table,
    body_map,
    impulses,
    response_points,
    responses,
    spot_point,
)
from multifocal.figures.svg import line_path, number, smooth_path
from multifocal.study import Recording

SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg: str) -> ElementTree.Element:
    root = ElementTree.fromstring(svg)
    for element in root.iter():
        assert "style" not in element.attrib
        assert element.tag != f"{SVG}script"
        assert not [name for name in element.attrib if name.startswith("on")]
    return root


def sweep(height_mv: float) -> Recording:
    times = np.arange(0, 40, 0.05)
    wave = np.where((times > 5) & (times < 10), np.sin(np.pi * (times - 5) / 5), 0.0)
    return Recording(
        samples_mv=height_mv * wave, sampling_hz=20_000, kind="M", side="right", nerve="ulnar",
        muscle="adm", skin=None, site="wrist",
    )  # fmt: skip


def test_dots_are_links_with_names_and_targets() -> None:
    dots = [Dot("one", "The <first> step", "#step-one", (100, 100), "1", beside=(60, 100))]
    place = body.path("adm").place_at(200)
    root = parsed(body_map("A body", dots, place, "struck here").svg)
    (link,) = root.iter(f"{SVG}a")
    assert link.attrib["href"] == "#step-one"
    assert link.attrib["data-dot"] == "one"
    assert link.attrib["aria-label"] == "The <first> step"
    target = link.find(f"{SVG}circle")
    assert target is not None and float(target.attrib["r"]) * 2 * 288 / 400 >= 24
    assert root.attrib["aria-label"] == "A body"
    (focus,) = [g for g in root.iter(f"{SVG}g") if "focus" in g.attrib.get("class", "")]
    assert focus.attrib["aria-label"] == "struck here"


def test_without_a_focus_nothing_is_struck() -> None:
    assert "body-map__focus" not in body_map("A body", []).svg


@pytest.mark.parametrize("width", [340.0, 760.0])
def test_an_impulse_ends_where_its_knots_end(width: float) -> None:
    runs = [
        Impulse(((0, 0), (4, 400), (8, 800)), "healthy"),
        Impulse(((0, 0), (4, 400), (5, 420), (9, 800)), "slowed"),
        Impulse(((0, 0), (4, 400)), "blocked"),
    ]
    marks = [Mark("wrist", "w", 700)]
    root = parsed(impulses("words", runs, 800, marks, (390, 430), ("cord", "muscle"), width).svg)
    fibers = [g for g in root.iter(f"{SVG}g") if g.get("class", "").startswith("fiber ")]
    assert [g.attrib["class"].split("--")[1] for g in fibers] == ["healthy", "slowed", "blocked"]
    ends = []
    for fiber in fibers:
        (circle,) = fiber.iter(f"{SVG}circle")
        knots = [tuple(map(float, k.split(","))) for k in circle.attrib["data-knots"].split()]
        ends.append(knots[-1])
    assert ends[0][1] == ends[1][1] > ends[2][1]
    assert ends[1][0] == 9
    assert "fiber__silent" in impulses("", runs, 800, [], None, ("", ""), width).svg


def test_traces_share_one_scale_and_negativity_points_up() -> None:
    table = Table("numbers", ("site",), (("wrist",),))
    rows = [
        Sweep("wrist", sweep(10), "10.0 mV", sweep(10), small=False),
        Sweep("elbow", sweep(5), "5.0 mV", sweep(10), small=True),
    ]
    figure = responses("words", rows, table)
    root = parsed(figure.svg)
    assert figure.table is table
    heights = []
    for path in root.iter(f"{SVG}path"):
        if "trace--now" in path.attrib["class"]:
            ys = [float(p.split()[1]) for p in path.attrib["d"][1:].split("L")]
            heights.append(ys[0] - min(ys))
    assert heights[0] == pytest.approx(2 * heights[1], rel=0.01)
    assert heights[0] > 20
    assert sum("is-small" in p.attrib["class"] for p in root.iter(f"{SVG}path")) == 1


def test_an_absent_response_is_a_flat_line() -> None:
    rows = [Sweep("wrist", sweep(0), "no answer", sweep(0), small=True)]
    assert "nan" not in responses("words", rows, Table("", (), ())).svg.lower()


def test_smooth_paths_pass_their_points() -> None:
    points = [(0.0, 0.0), (10.0, 5.0), (20.0, 0.0)]
    path = smooth_path(points, closed=True)
    for x, y in points:
        assert f"{x:g} {y:g}" in path
    assert path.endswith("Z")


@given(st.lists(st.tuples(st.floats(-1e5, 1e5), st.floats(-1e5, 1e5)), min_size=1, max_size=9))
def test_lines_are_written_number_by_number(points: list[tuple[float, float]]) -> None:
    strokes = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    assert line_path(points) == "M" + strokes


def moving(figure: Figure) -> str:
    """What the group that a setting changes holds: the drawing's last one."""
    start = figure.svg.index('<g data-moving=""')
    assert figure.svg.endswith("</g></svg>")
    return figure.svg[figure.svg.index(">", start) + 1 : -len("</g></svg>")]


def test_the_moving_part_of_a_drawing_is_all_that_a_setting_changes() -> None:
    table = Table("numbers", ("site",), (("wrist",),))
    whole, small = (
        responses("words", [Sweep("wrist", sweep(mv), f"{mv} mV", sweep(10), small=mv < 7)], table)
        for mv in (10, 5)
    )
    assert moving(whole) != moving(small)
    assert whole.svg.replace(moving(whole), "") == small.svg.replace(moving(small), "")
    assert "trace--healthy" not in moving(small)


def test_the_points_of_responses_are_those_that_are_drawn() -> None:
    rows = [Sweep(str(mv), sweep(mv), "", sweep(10)) for mv in (10, 5, 0.01)]
    figure = moving(responses("words", rows, Table("numbers", (), ())))
    for k, (points, base) in enumerate(
        zip(response_points(rows), (57.2, 117.2, 177.2), strict=True)
    ):
        drawn = line_path([(x / 10, base - up / 10) for x, up in points])
        assert f'd="{drawn}"' in figure, k
    assert len(response_points(rows)[2]) < len(response_points(rows)[0])


def test_the_spot_is_drawn_where_its_point_says() -> None:
    place = body.path("adm").place_at(200)
    x, y = (f"{value:.1f}".removesuffix(".0") for value in spot_point(place))
    drawn = body_map("A body", [], place, "here").svg
    assert f'class="body-map__halo" cx="{x}" cy="{y}"' in drawn
    assert "body-map__halo" not in body_map("A body", [], None, "here").svg
