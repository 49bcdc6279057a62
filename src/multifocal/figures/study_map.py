"""The body with what a nerve conduction study tested: each stretch of nerve in its state.

Nerves whose course `body` draws by distance (median, ulnar, radial, fibular) are cut exactly where
they were stimulated; the others' lines are drawn freely and cut in proportion to length.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import hypot
from typing import Final, Literal
from xml.etree.ElementTree import Element

from multifocal.body import SIDES, Side, drawing, path, site
from multifocal.fault import Fault
from multifocal.figures.body_choice import bare_body, nerve_line, on_side
from multifocal.figures.figure import Figure
from multifocal.figures.svg import Point, add, line_path, written

Tested = Literal["blocked", "probable", "tested", "open"]

COURSE_OF: Final = {"median": "apb", "ulnar": "adm", "radial": "eip", "fibular": "edb"}
MUSCLE_OF: Final = {"musculocutaneous": "biceps", "axillary": "deltoid", "tibial": "ah"}
ARMS: Final = ("median", "ulnar", "radial", "musculocutaneous", "axillary")
LEGS: Final = ("fibular", "tibial")
TICK: Final = 8.0


@dataclass(frozen=True)
class StudyStretch:
    """A stretch of nerve between two stimulated sites, its state, and the number to find it by."""

    side: Side
    nerve: str
    distal_site: str
    proximal_site: str
    state: Tested
    label: str


def study_map(text: str, sides: dict[Side, str], stretches: Sequence[StudyStretch]) -> Figure:
    """The body with its untested nerves dotted and every tested stretch in its state.

    A block has a bar across, what could not be assessed is dashed: color never speaks alone.
    Stretches of nerves without a line, and sites that are not on it, are left to the page's list.
    """
    root = bare_body(text, sides)
    root.set("class", "choice-body study-map")
    legs = any(one.nerve in LEGS for one in stretches)
    for side in SIDES:
        for nerve in (*ARMS, *(LEGS if legs else ())):
            points = [(on_side(x, side), y) for _, x, y in _knots(nerve)]
            add(root, "path", class_="study-map__untested", d=line_path(points))
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


def _mark(root: Element, one: StudyStretch, part: list[Point], taken: list[Point]) -> None:
    """The bar of a block, and the stretch's number beside it where no other number stands."""
    (x, y), (along_x, along_y) = _middle(part)
    if one.state in ("blocked", "probable"):
        dx, dy = -along_y * TICK, along_x * TICK
        add(root, "path", class_=f"study-map__bar study-map__bar--{one.state}",
            d=line_path([(x - dx, y - dy), (x + dx, y + dy)]))  # fmt: skip
    away = -1 if one.side == "right" else 1
    spots = [(x + away * (18 + 14 * i), y + 13 * j) for i in range(3) for j in (0, 1, -1)]
    free = [spot for spot in spots if all(hypot(spot[0] - a, spot[1] - b) > 18 for a, b in taken)]
    spot = (free or spots)[0]
    taken.append(spot)
    add(root, "path", class_="study-map__leader", d=line_path([spot, (x, y)]))
    add(root, "circle", class_=f"study-map__disc study-map__disc--{one.state}",
        cx=spot[0], cy=spot[1], r=9.0)  # fmt: skip
    add(root, "text", one.label, class_="study-map__number", x=spot[0], y=spot[1] + 4.0,
        text_anchor="middle")  # fmt: skip


@cache
def _knots(nerve: str) -> tuple[tuple[float, float, float], ...]:
    """The nerve's line on the right side: mm from the cord, x, y."""
    if nerve in COURSE_OF:
        return drawing().courses[COURSE_OF[nerve]].knots
    points = nerve_line(nerve)
    far = [0.0]
    for (x0, y0), (x1, y1) in pairwise(points):
        far.append(far[-1] + hypot(x1 - x0, y1 - y0))
    length_mm = path(MUSCLE_OF[nerve]).length_mm
    return tuple((length_mm * at / far[-1], x, y) for at, (x, y) in zip(far, points, strict=True))


@cache
def _mm(nerve: str, site_id: str) -> float | None:
    """How far from the cord a site lies on the nerve's line; None if it is not on it."""
    way = path(COURSE_OF.get(nerve) or MUSCLE_OF[nerve])
    try:
        return way.length_mm - way.mm_from_muscle(site(nerve, site_id).place_on(way))
    except (Fault, KeyError):
        return None


def _part(one: StudyStretch) -> list[Point]:
    """The points of the stretch, distal last; none if it cannot be drawn."""
    if one.nerve not in COURSE_OF and one.nerve not in MUSCLE_OF:
        return []
    low, high = _mm(one.nerve, one.proximal_site), _mm(one.nerve, one.distal_site)
    if low is None or high is None:
        return []
    low, high = sorted((low, high))
    knots = _knots(one.nerve)
    inside = [(x, y) for mm, x, y in knots if low < mm < high]
    return [(on_side(x, one.side), y) for x, y in (_at(knots, low), *inside, _at(knots, high))]


def _at(knots: Sequence[tuple[float, float, float]], mm: float) -> Point:
    for (mm0, x0, y0), (mm1, x1, y1) in pairwise(knots):
        if mm <= mm1:
            share = max(0.0, (mm - mm0) / (mm1 - mm0))
            return x0 + share * (x1 - x0), y0 + share * (y1 - y0)
    return knots[-1][1], knots[-1][2]


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
