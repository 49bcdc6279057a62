"""A small standing body in outline with marks on muscles, for paper."""

from collections.abc import Collection, Mapping
from xml.etree.ElementTree import Element

from multifocal.body import SIDES, Drawing, Side, drawing
from multifocal.figures.figure import Figure
from multifocal.figures.svg import Point, add, hushed, smooth_path, svg, written

RADIUS = 9.0
MARGIN = 4.0
"""Room between the edge and a name, in units of the page."""


def body_marks(
    text: str, sides: Mapping[Side, str], muscles: Collection[tuple[str, Side]]
) -> Figure:
    """The outline from the front, each of these muscles marked in its middle (those of the back
    shine through); `data-muscle` and `data-side` name each mark."""
    page = drawing()
    root = svg(page.width, page.height, "body-marks", text)
    contour = smooth_path(page.contour(), closed=True)
    add(root, "path", class_="body-marks__line", d=contour)
    for key in page.muscles:
        for side in SIDES:
            if (key, side) in muscles:
                x, y = page.on_page(middle(page, key), side)
                add(root, "circle", class_="body-marks__mark", cx=x, cy=y, r=RADIUS,
                    data_muscle=key, data_side=side)  # fmt: skip
    name_sides(root, page, sides, "body-marks__side")
    return Figure(written(hushed(root)), text)


def name_sides(root: Element, page: Drawing, sides: Mapping[Side, str], kind: str) -> None:
    """The names beside the head, from the edges inward: a name of any width is whole."""
    for side in SIDES:
        x, y = page.on_page((300, 110), side)
        at, anchor = (MARGIN, "start") if x < page.width / 2 else (page.width - MARGIN, "end")
        add(root, "text", sides[side], class_=kind, x=at, y=y, text_anchor=anchor)


def middle(page: Drawing, muscle: str) -> Point:
    """The middle of the muscle's largest contour, in mm of the drawing: halfway between two points
    of it that face each other, so that it lies within a bent belly too."""
    points = max((shape.points for shape in page.muscles[muscle]), key=_box)
    (u, v), (x, y) = points[len(points) // 4], points[3 * len(points) // 4]
    return (u + x) / 2, (v + y) / 2


def _box(points: tuple[Point, ...]) -> float:
    us, vs = zip(*points, strict=True)
    return float((max(us) - min(us)) * (max(vs) - min(vs)))
