"""Where the body, its nerves, muscles and skin lie on the page: the geometry that `figures` draws.

Three pictures: the standing body, the arm from above the elbow, the leg from above the knee. Each
is drawn once, on the right side, in mm; front and back are the same contour from both sides, and
left mirrors right. What one drawing holds is carried over into the others.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from multifocal.body.graph import segment
from multifocal.body.innervated import targets
from multifocal.body.place import Place, Side
from multifocal.body.placing import carried
from multifocal.body.sheet import FRAMES, Frame, Point, Shape, Stroke, View, points, sheet
from multifocal.body.subject import Subject
from multifocal.body.tables import table
from multifocal.frozen import FrozenDict

SEEN_MM = 20.0
"""Creases and nails shorter than this are left out of the standing body."""


@dataclass(frozen=True)
class Drawing:
    """One picture. `width` and `height` are the page's; all points of the drawing itself are mm.

    `outline` is the contour of the right limb, or of the body's right half from crown to crotch.
    `segments` hold the line of every segment of nerve, twigs among them; `twiglets` fine branches
    by nerve. `own` are the muscles and areas of skin that this picture is made for.
    """

    frame: Frame
    width: float
    height: float
    per_mm: float
    origin: Point
    outline: tuple[Point, ...]
    lines: tuple[Shape, ...]
    segments: Mapping[str, Stroke]
    twiglets: tuple[tuple[str, Stroke], ...]
    muscles: Mapping[str, tuple[Shape, ...]]
    skin: Mapping[str, tuple[Shape, ...]]
    own: frozenset[str]
    landmarks: Mapping[str, Point]
    source: str

    def on_page(self, at: Point, side: Side = "right", view: View = "front") -> Point:
        """A point of the drawing on the page; the person's right is on the viewer's left."""
        mirrored = (side == "right") == (view == "front")
        x = self.origin[0] - self.per_mm * at[0]
        return x if mirrored else self.width - x, self.origin[1] + self.per_mm * at[1]

    def contour(self, side: Side = "right", view: View = "front") -> tuple[Point, ...]:
        """The closed contour on the page; of the whole body whichever the side."""
        right = [self.on_page(at, side, view) for at in self.outline]
        if self.frame != "body":
            return tuple(right)
        other: Side = "left" if side == "right" else "right"
        left = [self.on_page(at, other, view) for at in reversed(self.outline[1:-1])]
        return (*right, *left)

    def landmark(self, name: str, side: Side = "right", view: View = "front") -> Point:
        """A named point on the page; KeyError if there is none."""
        return self.on_page(self.landmarks[name], side, view)

    def point(self, place: Place, subject: Subject | None = None, view: View = "front") -> Point:
        """Where a place lies on the page; a person of another height is drawn alike.

        KeyError if its segment is unknown. A place beyond the segment's end lies at the end.
        """
        scale = (subject or Subject()).length_scale
        share = place.mm / (segment(place.segment).length_mm * scale)
        return self.on_page(along(self.segments[place.segment].points, share), place.side, view)


def along(line: tuple[Point, ...], share: float) -> Point:
    """The point at that share of a line's length."""
    remaining = max(min(share, 1.0), 0.0) * sum(map(math.dist, line, line[1:]))
    for a, b in pairwise(line):
        step = math.dist(a, b)
        if remaining <= step:
            part = remaining / step if step else 0.0
            return a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])
        remaining -= step
    return line[-1]


def until(line: tuple[Point, ...], share: float) -> tuple[Point, ...]:
    """A line's first part, up to that share of its length."""
    if share >= 1:
        return line
    end, length = along(line, share), sum(map(math.dist, line, line[1:]))
    points, run = [line[0]], 0.0
    for a, b in pairwise(line):
        run += math.dist(a, b)
        if run >= share * length - 1e-9:
            break
        points.append(b)
    return (*points, end)


@cache
def drawing(frame: Frame = "body") -> Drawing:
    """The drawn body, or the close-up of an arm or a leg."""
    page = table("drawing_pages")[frame]
    own = table(f"drawing_{frame}")
    return Drawing(
        frame=frame,
        width=float(page["width"]),
        height=float(page["height"]),
        per_mm=float(page["per_mm"]),
        origin=(float(page["origin"][0]), float(page["origin"][1])),
        outline=_body_outline() if frame == "body" else points(own["outline"]),
        lines=tuple(
            _carried_shape(one, other, frame)
            for other in FRAMES
            for one in sheet(other).lines
            if frame != "body" or other == "body" or _span(one.points) > SEEN_MM
        ),
        segments=FrozenDict(_segments(frame)),
        twiglets=tuple(
            (nerve, _carried_stroke(one, other, frame))
            for other in FRAMES
            for nerve, one in sheet(other).twiglets
        ),
        muscles=_shapes("muscles", frame),
        skin=_shapes("skin", frame),
        own=frozenset((*sheet(frame).muscles, *sheet(frame).skin)),
        landmarks=FrozenDict(
            {k: (float(u), float(v)) for k, (u, v) in page.get("landmark", {}).items()}
        ),
        source=own["source"],
    )


def _span(line: tuple[Point, ...]) -> float:
    us, vs = [u for u, _ in line], [v for _, v in line]
    return max(max(us) - min(us), max(vs) - min(vs))


def _body_outline() -> tuple[Point, ...]:
    """Crown to crotch, with the forearm and lower leg of the other drawings set in."""
    own = table("drawing_body")

    def limb(frame: Frame) -> tuple[Point, ...]:
        top = float(table("drawing_body")["place"][frame]["outline_from"])
        shown = [p for p in points(table(f"drawing_{frame}")["outline"]) if p[1] >= top]
        return tuple(carried(p, frame, "body") for p in shown)

    return (
        *points(own["to_forearm"]),
        *limb("arm"),
        *points(own["to_leg"]),
        *limb("leg"),
        *points(own["to_crotch"]),
    )


def _segments(frame: Frame) -> dict[str, Stroke]:
    lines = {
        key: _carried_stroke(one, other, frame)
        for other in FRAMES
        for key, one in sheet(other).segments.items()
    }
    ends = {
        key: tuple(carried(at, other, frame) for at in way)
        for other in FRAMES
        for key, way in sheet(other).ends.items()
    }
    for twig, target in twig_targets().items():
        (junction,) = segment(twig).joins
        parent = lines[junction.segment]
        start = along(parent.points, junction.mm / segment(junction.segment).length_mm)
        lines[twig] = Stroke(_twig(parent.points, start, ends[target]), parent.near)
    return lines


def _twig(parent: tuple[Point, ...], start: Point, way: tuple[Point, ...]) -> tuple[Point, ...]:
    """Leaves along its nerve and bends to its end, unless its way is drawn or lies behind."""
    end = way[-1]
    if len(way) > 1:
        return start, *way
    du, dv = end[0] - start[0], end[1] - start[1]
    length = math.hypot(du, dv)
    nearest = min(range(1, len(parent)), key=lambda k: math.dist(parent[k], start))
    tu, tv = (parent[nearest][i] - parent[nearest - 1][i] for i in (0, 1))
    run = math.hypot(tu, tv)
    if length < 1 or du * tu + dv * tv < 0.2 * length * run:
        return start, end
    bend = (du / length + tu / run, dv / length + tv / run)
    size = 0.55 * length / math.hypot(*bend)
    return start, (start[0] + bend[0] * size, start[1] + bend[1] * size), end


@cache
def twig_targets() -> Mapping[str, str]:
    """Which muscle or skin each twig leads to."""
    return FrozenDict({s.twig: one.id for one in targets() for s in one.supplies})


def _shapes(what: str, frame: Frame) -> Mapping[str, tuple[Shape, ...]]:
    found: dict[str, tuple[Shape, ...]] = {}
    for other in FRAMES:
        for key, shapes in getattr(sheet(other), what).items():
            mine = tuple(_carried_shape(one, other, frame) for one in shapes)
            found[key] = found.get(key, ()) + mine
    return FrozenDict(found)


def _carried_shape(one: Shape, here: Frame, there: Frame) -> Shape:
    return Shape(tuple(carried(p, here, there) for p in one.points), one.views, one.deep)


def _carried_stroke(one: Stroke, here: Frame, there: Frame) -> Stroke:
    return Stroke(tuple(carried(p, here, there) for p in one.points), one.near)
