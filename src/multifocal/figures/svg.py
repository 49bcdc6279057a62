"""Builds SVG as a tree, so that every text and number is escaped by the library that writes it."""

import math
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

Point = tuple[float, float]


def number(value: float) -> str:
    """A coordinate with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def svg(width: float, height: float, name: str, label: str) -> Element:
    """The root of a picture of that size, with its own accessible name."""
    return Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {number(width)} {number(height)}",
            "class": name,
            "role": "img",
            "aria-label": label,
        },
    )


def add(parent: Element, tag: str, text: str | None = None, /, **attributes: object) -> Element:
    """A child; `class_` becomes class, underscores become hyphens, numbers lose their noise."""
    child = SubElement(parent, tag)
    for key, value in attributes.items():
        if value is None:
            continue
        name = "class" if key == "class_" else key.replace("_", "-")
        child.set(name, number(value) if isinstance(value, float) else str(value))
    child.text = text
    return child


def hushed(root: Element) -> Element:
    """The picture with its parts kept from screen readers, some of which read out each of them: its
    name says it whole."""
    for part in root:
        part.set("aria-hidden", "true")
    return root


def written(root: Element) -> str:
    """The picture as text."""
    return tostring(root, encoding="unicode", short_empty_elements=True)


def line_path(points: Sequence[Point]) -> str:
    """Straight strokes through the points."""
    flat = [value for point in points for value in point]
    written_out = "L".join(["%.1f %.1f"] * len(points)) % tuple(flat)  # many at once: much faster
    return "M" + f"{written_out}L".replace(".0 ", " ").replace(".0L", "L")[:-1]


def closed_path(points: Sequence[Point]) -> str:
    """Straight strokes round an area."""
    return line_path(points) + "Z"


def smooth_path(points: Sequence[Point], closed: bool = False) -> str:
    """A smooth curve through the points, as cubic Béziers.

    Catmull-Rom with tangents by chord length, so that it does not swing out at uneven points.
    """
    n = len(points)
    parts = [f"M{number(points[0][0])} {number(points[0][1])}"]
    for i in range(n if closed else n - 1):
        here, there = points[i], points[(i + 1) % n]
        before = points[i - 1] if closed or i > 0 else here
        after = points[(i + 2) % n] if closed or i + 2 < n else there
        (ax, ay), (bx, by) = _tangent(before, here, there), _tangent(here, there, after)
        third = math.dist(here, there) / 3
        controls = [
            here[0] + ax * third,
            here[1] + ay * third,
            there[0] - bx * third,
            there[1] - by * third,
            *there,
        ]
        parts.append("C" + " ".join(number(c) for c in controls))
    return "".join(parts) + ("Z" if closed else "")


def _tangent(before: Point, here: Point, after: Point) -> Point:
    way = math.dist(before, here) + math.dist(here, after)
    return ((after[0] - before[0]) / way, (after[1] - before[1]) / way) if way else (0.0, 0.0)
