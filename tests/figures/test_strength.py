"""Charts of strength: every point is in picture and table, and a fall is as large as it looks."""

from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from multifocal.figures import Figure
from multifocal.figures.strength import Overlaid, cycles_overlaid, strength_over_time

WORDS = {"value": "kg", "infusion": "Infusion", "day": "day", "caption": "Grip",
         "percent": "% of the best", "days": "days", "cycle": "cycle",
         "missed": "Missed", "band": "8 of 10"}  # fmt: skip
START = date(2026, 3, 2)
POINTS = [(START + timedelta(days=7 * n), 20.0 - 5 * n) for n in range(4)]


def places(figure: Figure, name: str) -> list[tuple[float, float]]:
    root = ElementTree.fromstring(figure.svg)
    found = [one for one in root.iter() if one.get("class") == f"strength-chart__{name}"]
    return [(float(one.get("cx", 0)), float(one.get("cy", 0))) for one in found]


def test_every_measure_and_infusion_stands_in_picture_and_table() -> None:
    figure = strength_over_time("text", WORDS, POINTS, [START, START + timedelta(days=14)])
    points = places(figure, "point")
    assert len(points) == 4 and len(places(figure, "infusion")) == 2
    assert figure.table is not None and len(figure.table.rows) == 6
    assert ("2026-03-09", "15.0", "") in figure.table.rows
    # equal falls are equal steps down, and zero is the foot of the axis
    steps = [lower[1] - upper[1] for upper, lower in pairwise(points)]
    assert max(steps) - min(steps) < 0.2
    foot = points[0][1] + 4 * steps[0]
    assert foot == pytest.approx(220 - 34, abs=0.5)


def test_ten_years_of_infusions_are_marks_above_the_chart() -> None:
    every = [START + timedelta(days=28 * n) for n in range(130)]
    figure = strength_over_time("text", WORDS, POINTS, every)
    assert len(places(figure, "mark")) == 130 and not places(figure, "infusion")
    assert figure.table is not None and len(figure.table.rows) == 130 + len(POINTS)


def test_days_are_spread_as_they_lie_apart() -> None:
    uneven = [(START, 10.0), (START + timedelta(days=10), 10.0), (START + timedelta(days=40), 10.0)]
    (a, _), (b, _), (c, _) = places(strength_over_time("text", WORDS, uneven, []), "point")
    assert (c - b) / (b - a) == pytest.approx(3, rel=0.02)


def test_a_band_is_drawn_only_where_one_is_known() -> None:
    assert places(strength_over_time("text", WORDS, POINTS, [], (8.0, 18.0)), "band")
    assert not places(strength_over_time("text", WORDS, POINTS, []), "band")


def test_one_measure_is_a_chart_and_none_is_not() -> None:
    assert len(places(strength_over_time("text", WORDS, POINTS[:1], [START]), "point")) == 1
    with pytest.raises(ValueError):
        strength_over_time("text", WORDS, [], [START])
    with pytest.raises(ValueError):
        cycles_overlaid("text", WORDS, [Overlaid("1", ())])


def test_cycles_share_their_axes_and_the_newest_is_drawn_last() -> None:
    some = [
        Overlaid("1 March 2026", ((3.0, 100.0), (25.0, 70.0)), newest=True),
        Overlaid("1 February 2026", ((3.0, 90.0), (27.0, 60.0))),
    ]
    figure = cycles_overlaid("text", WORDS, some)
    root = ElementTree.fromstring(figure.svg)
    groups = [one.get("class") for one in root.iter() if "cycle" in one.get("class", "")]
    assert groups == ["strength-chart__cycle", "strength-chart__cycle is-newest"]
    points = places(figure, "point")
    assert points[0][0] == points[2][0] and points[0][1] > points[2][1]
    assert figure.table is not None and len(figure.table.rows) == 4


def test_tags_do_not_stand_on_each_other() -> None:
    """Two rows; what has room in none is in the table alone."""
    days = [START + timedelta(days=at) for at in (0, 1, 2, 13)]
    tags = dict.fromkeys(days, "2 × 80 g")
    figure = strength_over_time("text", WORDS, POINTS, days, doses=tags, tags=tags)
    drawn = [one for one in ElementTree.fromstring(figure.svg).iter() if one.text == "2 × 80 g"]
    boxes = []
    for one in drawn:
        left = float(one.attrib["x"]) - (9 * 8 if one.get("text-anchor") == "end" else 0)
        boxes.append((left, float(one.attrib["y"])))
    assert len(boxes) == 3
    for k, (left, up) in enumerate(boxes):
        assert 0 <= left <= 400 - 9 * 8
        assert all(up != other_up or abs(left - other) >= 9 * 8 for other, other_up in boxes[:k])
    assert figure.table is not None
    assert [row[2] for row in figure.table.rows].count("2 × 80 g") == 4


def test_a_missed_infusion_is_drawn_empty_and_stands_in_the_table() -> None:
    day = START + timedelta(days=14)
    figure = strength_over_time("text", WORDS, POINTS, [START], missed=[day])
    assert len(places(figure, "infusion")) == 1  # no line: nothing was given
    assert len(places(figure, "drop is-missed")) == 2  # on its day and in the legend
    assert figure.table is not None and (day.isoformat(), "", "Missed") in figure.table.rows


def test_the_legend_says_what_is_drawn_and_nothing_more() -> None:
    def said(figure: Figure) -> set[str | None]:
        root = ElementTree.fromstring(figure.svg)
        return {one.text for one in root.iter() if one.tag.endswith("text")}

    legend = {"Infusion", "Missed", "8 of 10"}
    whole = strength_over_time("t", WORDS, POINTS, [START], (8.0, 18.0), missed=[START])
    assert legend <= said(whole)
    assert not legend & said(strength_over_time("t", WORDS, POINTS, []))


def test_days_stand_as_people_write_them_and_nothing_overlaps() -> None:
    figure = strength_over_time("t", WORDS, POINTS, [], say_day=lambda day: f"{day:%d %B}")
    root = ElementTree.fromstring(figure.svg)
    assert "02 March" in figure.svg and "2026-03" not in figure.svg
    assert figure.table is not None and figure.table.rows[0][0] == "02 March"
    overlaid = cycles_overlaid("t", WORDS, [Overlaid("1", ((0.0, 50.0), (28.0, 40.0)), True)])
    for one in (root, ElementTree.fromstring(overlaid.svg)):
        rows = sorted({float(each.get("y", 0)) for each in one.iter() if each.tag.endswith("text")
                       and float(each.get("y", 0)) > 190})  # fmt: skip
        assert all(lower - upper >= 18 for upper, lower in pairwise(rows))  # the print's letters
