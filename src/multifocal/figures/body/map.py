"""The standing body with the ulnar nerve of one arm, a focus on it, and dots to tap."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from multifocal.body import Drawing, Place, Side, drawing, muscle, nerve_lines
from multifocal.figures.anatomy import Highlights, draw_anatomy, on_page
from multifocal.figures.figure import Figure
from multifocal.figures.svg import add, number, smooth_path, svg, written

DOT_RADIUS, TARGET_RADIUS = 12.5, 27.0
ULNAR = ("fdi", "adm")
"""Muscles whose nerve the map shows."""
BODY_MAP = "body-map"
"""The map's name among the pictures of a page, by which others show its contour once more."""


@dataclass(frozen=True)
class Dot:
    """A place to tap: `id` for scripts and tests, `name` for the ear, `href` its twin in text."""

    id: str
    name: str
    href: str
    point: tuple[float, float]
    label: str
    beside: tuple[float, float] | None = None
    """Where the dot itself stands, with a thin line to its point, so that it hides nothing."""


def body_map(
    text: str, dots: Sequence[Dot], focus: Place | None = None, focus_name: str = ""
) -> Figure:
    """The body. Each dot is a real link with a target of at least 24 px at 320 px width.

    The struck spot stands in a group `data-moving`, at `spot_point`.
    """
    page = drawing()
    root = svg(page.width, page.height, "anatomy body-map", text)
    root.set("role", "group")  # it holds links, which an image may not
    highlights: dict[Side, Highlights] = {"right": Highlights(muscles=ULNAR), "left": Highlights()}
    inside = draw_anatomy(root, page, "front", highlights, BODY_MAP)
    draw_brain_and_cord(inside, page)
    add(inside, "path", class_="body-map__nerve body-map__nerve--other", aria_hidden="true",
        d=_ulnar(page, "left"))  # fmt: skip
    for part in ("coat", "nerve"):
        add(inside, "path", class_=f"body-map__{part}", d=_ulnar(page, "right"))
    spot = add(root, "g", data_moving="")
    if focus is not None:
        strike(spot, spot_point(focus), focus_name)
    draw_dots(root, dots)
    return Figure(written(root), text)


def draw_dots(root: Element, dots: Sequence[Dot]) -> None:
    """Each dot as a link, with a thin line to its point where it stands aside."""
    for dot in dots:
        x, y = dot.beside or dot.point
        if dot.beside:
            (a, b) = dot.point
            add(root, "path", class_="body-map__leader", aria_hidden="true",
                d=f"M{number(a)} {number(b)}L{number(x)} {number(y)}")  # fmt: skip
        link = add(root, "a", href=dot.href, data_dot=dot.id, class_=f"dot dot--{dot.id}",
                   aria_label=dot.name)  # fmt: skip
        add(link, "circle", class_="dot__target", cx=x, cy=y, r=TARGET_RADIUS)
        add(link, "circle", class_="dot__ring", cx=x, cy=y, r=DOT_RADIUS + 4)
        add(link, "circle", class_="dot__disc", cx=x, cy=y, r=DOT_RADIUS)
        add(link, "text", dot.label, class_="dot__label", x=x, y=y + 5, text_anchor="middle",
            aria_hidden="true")  # fmt: skip


def spot_point(focus: Place) -> tuple[float, float]:
    """Where `body_map` draws a struck spot, in tenths of a unit of the drawing."""
    x, y = drawing().point(focus)
    return round(x, 1), round(y, 1)


def draw_brain_and_cord(root: Element, page: Drawing) -> None:
    """Brain and spinal cord, from the front."""
    x, y = page.landmark("brain")
    brain = add(root, "g", class_="body-map__brain", aria_hidden="true")
    add(brain, "path", d=f"M{number(x - 25)} {number(y + 8)}c-4-18 6-32 25-32s29 14 25 32"
        "c-1 10-9 13-15 12c-3 4-9 5-11 3c-4 3-10 1-12-2c-6 1-11-4-12-13z")  # fmt: skip
    add(brain, "path", class_="body-map__fold",
        d=f"M{number(x)} {number(y - 22)}v42m-16-32c6 0 8 5 6 10m-10 4c7-1 10 3 9 8"
        "m27-22c-6 0-8 5-6 10m10 4c-7-1-10 3-9 8")  # fmt: skip
    _, bottom = page.landmark("conus")
    add(root, "path", class_="body-map__cord", aria_hidden="true",
        d=f"M{number(x)} {number(y + 26)}V{number(bottom)}")  # fmt: skip


def _ulnar(page: Drawing, side: Side) -> str:
    """The ulnar nerve from the cord to the small muscles of the hand, by their main root."""
    lines = nerve_lines(page, ULNAR, roots=[muscle(ULNAR[0]).main_root])
    return "".join(smooth_path(on_page(page, line.points, side)) for line in lines)


def strike(root: Element, point: tuple[float, float], name: str) -> None:
    """An attacked spot, in six strokes toward it."""
    x, y = point
    group = add(root, "g", class_="body-map__focus", role="img", aria_label=name)
    add(group, "circle", class_="body-map__halo", cx=x, cy=y, r=15.0)
    for dx, dy in ((0, -1), (0.87, 0.5), (-0.87, 0.5), (0, 1), (0.87, -0.5), (-0.87, -0.5)):
        add(group, "path", class_="body-map__spike",
            d=f"M{number(x + 15 * dx)} {number(y + 15 * dy)}"
            f"L{number(x + 6 * dx)} {number(y + 6 * dy)}")  # fmt: skip
    add(group, "circle", class_="body-map__strike", cx=x, cy=y, r=5.0)
