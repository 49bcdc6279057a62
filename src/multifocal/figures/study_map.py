"""The body with what a nerve conduction study tested: each stretch of nerve in its state.

Every nerve is cut exactly where it was stimulated, by the distances that `body` knows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import hypot
from typing import Final, Literal
from xml.etree.ElementTree import Element

import numpy as np

from multifocal.body import SIDES, Drawing, Side, drawing, muscle, nerve_lines, path, site
from multifocal.fault import Fault
from multifocal.figures.anatomy import Highlights, draw_anatomy, on_page
from multifocal.figures.figure import Figure
from multifocal.figures.svg import Point, add, line_path, smooth_path, svg, written

Tested = Literal["blocked", "probable", "large", "tested", "open"]

MUSCLE_OF: Final = {
    "median": "apb", "ulnar": "adm", "radial": "eip", "musculocutaneous": "biceps",
    "axillary": "deltoid", "fibular": "edb", "tibial": "ah",
}  # fmt: skip
"""The muscle at the end of each nerve's line."""
STEP_MM: Final = 8.0
ARMS: Final = ("median", "ulnar", "radial", "musculocutaneous", "axillary")
LEGS: Final = ("fibular", "tibial")
TICK: Final = 8.0
ARM_SHARE: Final = 0.22  # of the page, from its edge: where only arm and hand are
MARGIN: Final = 14.0


@dataclass(frozen=True)
class StudyStretch:
    """A stretch of nerve between two stimulated sites, its state, and the number to find it by.

    `provided`: a block only if technique that is not stated was sound.
    """

    side: Side
    nerve: str
    distal_site: str
    proximal_site: str
    state: Tested
    label: str
    provided: bool = False


def study_map(text: str, sides: dict[Side, str], stretches: Sequence[StudyStretch]) -> Figure:
    """The body with its untested nerves dotted and every tested stretch in its state.

    A block has a bar across, broken where it hangs on technique; a large fall that is not counted
    has a diamond, what could not be assessed is dashed: color never speaks alone.
    Stretches of nerves without a line, and sites that are not on it, are left to the page's list.
    """
    page = drawing()
    legs = any(one.nerve in LEGS for one in stretches)
    height = page.height if legs else _to_the_fingertips(page)
    root = svg(page.width, height, "anatomy study-map", text)
    draw_anatomy(root, page, "front", dict.fromkeys(SIDES, Highlights(others=False)), "study")
    for side in SIDES:
        x, y = page.on_page((300, 110), side)
        add(root, "text", sides[side], class_="study-map__side", x=x, y=y, text_anchor="middle")
        for nerve in (*ARMS, *(LEGS if legs else ())):
            end = MUSCLE_OF[nerve]
            lines = nerve_lines(page, [end], roots=[muscle(end).main_root])
            d = "".join(smooth_path(on_page(page, line.points, side)) for line in lines)
            add(root, "path", class_="study-map__untested", d=d)
    for one in stretches:
        part = _part(one)
        if part:
            add(root, "path", class_=f"study-map__stretch study-map__stretch--{one.state}",
                d=line_path(part))  # fmt: skip
    taken: list[Point] = []
    for one in stretches:
        part = _part(one)
        if part:
            _mark(root, one, part, taken)
    return Figure(written(root), text)


def _to_the_fingertips(page: Drawing) -> float:
    """As much of the page as the arms need, so that they are drawn large."""
    outer = page.width * ARM_SHARE
    return max(y for x, y in page.contour("right") if x < outer) + MARGIN


def _mark(root: Element, stretch: StudyStretch, part: list[Point], taken: list[Point]) -> None:
    """The bar of a block, and the stretch's number beside it where no other number stands."""
    (x, y), (along_x, along_y) = _middle(part)
    if stretch.state in ("blocked", "probable"):
        dx, dy = -along_y * TICK, along_x * TICK
        ends = [(-1.5, -0.75), (0.75, 1.5)] if stretch.provided else [(-1.0, 1.0)]
        d = "".join(
            line_path([(x + a * dx, y + a * dy), (x + b * dx, y + b * dy)]) for a, b in ends
        )
        add(root, "path", class_=f"study-map__bar study-map__bar--{stretch.state}", d=d)
    elif stretch.state == "large":
        corners = [(x, y - TICK), (x + TICK, y), (x, y + TICK), (x - TICK, y)]
        add(root, "path", class_="study-map__large", d=f"{line_path(corners)}Z")
    away = -1 if stretch.side == "right" else 1
    spots = [(x + away * (18 + 14 * i), y + 13 * j) for i in range(3) for j in (0, 1, -1)]
    free = [spot for spot in spots if all(hypot(spot[0] - a, spot[1] - b) > 18 for a, b in taken)]
    spot = (free or spots)[0]
    taken.append(spot)
    add(root, "path", class_="study-map__leader", d=line_path([spot, (x, y)]))
    add(root, "circle", class_=f"study-map__disc study-map__disc--{stretch.state}",
        cx=spot[0], cy=spot[1], r=9.0)  # fmt: skip
    add(root, "text", stretch.label, class_="study-map__number", x=spot[0], y=spot[1] + 4.0,
        text_anchor="middle")  # fmt: skip


@cache
def _site_mm(nerve: str, site_id: str) -> float | None:
    """How far from the muscle a site lies on the nerve's line; None if it is not on it."""
    way = path(MUSCLE_OF[nerve])
    try:
        return way.mm_from_muscle(site(nerve, site_id).place_on(way))
    except (Fault, KeyError):
        return None


def _part(stretch: StudyStretch) -> list[Point]:
    """The points of the stretch, distal last; none if it cannot be drawn."""
    if stretch.nerve not in MUSCLE_OF:
        return []
    far, near = (
        _site_mm(stretch.nerve, stretch.proximal_site),
        _site_mm(stretch.nerve, stretch.distal_site),
    )
    if far is None or near is None:
        return []
    way, page = path(MUSCLE_OF[stretch.nerve], stretch.side), drawing()
    places = np.linspace(far, near, max(int(abs(far - near) / STEP_MM), 2))
    return [page.point(way.place_at(float(mm))) for mm in places]


def _middle(part: list[Point]) -> tuple[Point, Point]:
    """Halfway along a line, and its direction there."""
    lengths = [hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(part)]
    half = sum(lengths) / 2
    for (a, b), length in zip(pairwise(part), lengths, strict=True):
        if length and half <= length:
            share = half / length
            direction = ((b[0] - a[0]) / length, (b[1] - a[1]) / length)
            return (a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])), direction
        half -= length
    return part[0], (0.0, 1.0)
