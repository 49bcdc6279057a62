"""The body and its close-ups: contour, muscles, areas of skin and nerves, from front and back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from xml.etree.ElementTree import Element

from multifocal.body import SIDES, Drawing, Frame, Shape, Side, View, drawing, nerve_lines
from multifocal.figures.figure import Figure
from multifocal.figures.svg import Point, add, closed_path, smooth_path, svg, written
from multifocal.frozen import FrozenDict


@dataclass(frozen=True)
class Highlights:
    """What one side of a picture shows, by ids of `body`.

    `muscles`, `skin`: those that stand out. `ways`: muscles and skin whose nerves are drawn from
    the cord on, only through the nerves of `along` where it names some. `others`: the other
    muscles faintly behind. `titles`: words for an id of a muscle, an area of skin or a nerve,
    shown on hovering and read inside the picture.
    """

    muscles: Collection[str] = ()
    skin: Collection[str] = ()
    ways: Collection[str] = ()
    along: Collection[str] | None = None
    others: bool = True
    titles: Mapping[str, str] = field(default_factory=FrozenDict)


def anatomy(
    text: str,
    frame: Frame,
    view: View,
    highlights: Mapping[Side, Highlights],
    name: str = "anatomy",
) -> Figure:
    """The picture of the body (both sides) or of the one limb that `highlights` names.

    `name` must be the picture's own on a page: it names the contour that cuts the skin to shape.
    """
    page = drawing(frame)
    root = svg(page.width, page.height, "anatomy", text)
    draw_anatomy(root, page, view, highlights, name)
    return Figure(written(root), text)


def draw_anatomy(
    root: Element,
    page: Drawing,
    view: View,
    highlights: Mapping[Side, Highlights],
    name: str,
    drawn: bool = False,
) -> Element:
    """Draw it into a picture; returns the group that the contour cuts, for more to lie inside.

    drawn: an earlier picture of the page by this name shows the same body from the same side, and
    its contour and creases are shown once more instead of being sent again.
    """
    sides = SIDES if page.frame == "body" else tuple(highlights)
    if not drawn:
        contour = _contour(page.frame, view, sides[0])
        add(add(root, "defs"), "path", id=f"{name}-line", d=contour)
        add(add(root, "clipPath", id=f"{name}-contour"), "use", href=f"#{name}-line")
    add(root, "use", class_="anatomy__body", href=f"#{name}-line")
    inside = add(root, "g", clip_path=f"url(#{name}-contour)")
    for side, here in highlights.items():
        _skin(inside, page, view, side, here)
        _muscles(inside, page, view, side, here)
    if drawn:
        add(inside, "use", href=f"#{name}-creases")
    else:
        _creases(add(inside, "g", id=f"{name}-creases"), page, view, sides)
    for side, here in highlights.items():
        draw_nerves(inside, page, view, side, here)
    add(root, "use", class_="anatomy__edge", href=f"#{name}-line")
    return inside


def _creases(root: Element, page: Drawing, view: View, sides: Sequence[Side]) -> None:
    for side in sides:
        add(root, "path", class_="anatomy__line", d=_lines(page.frame, view, side))


# What every picture of a page has in common is drawn once.
@cache
def _contour(frame: Frame, view: View, side: Side) -> str:
    return smooth_path(drawing(frame).contour(side, view), closed=True)


@cache
def _lines(frame: Frame, view: View, side: Side) -> str:
    page = drawing(frame)
    lines = (one.points for one in page.lines if view in one.views)
    return "".join(smooth_path(on_page(page, points, side, view)) for points in lines)


@cache
def _bellies(frame: Frame, view: View, side: Side) -> Mapping[str, tuple[tuple[bool, str], ...]]:
    """Of each muscle: its contours that this view shows, and whether each lies deep."""
    page = drawing(frame)
    seen = {key: _seen(page, shapes, side, view) for key, shapes in page.muscles.items()}
    return FrozenDict(
        {
            key: tuple((deep, smooth_path(points, closed=True)) for deep, points in shapes)
            for key, shapes in seen.items()
        }
    )


def on_page(
    page: Drawing, points: tuple[Point, ...], side: Side, view: View = "front"
) -> list[Point]:
    """A line of the drawing on the page."""
    return [page.on_page(at, side, view) for at in points]


def _on_sheet(page: Drawing, points: Sequence[Point]) -> bool:
    """Whether any of it lies on the page; a close-up does not carry the rest of the body along."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return max(xs) > 0 and min(xs) < page.width and max(ys) > 0 and min(ys) < page.height


def _skin(root: Element, page: Drawing, view: View, side: Side, here: Highlights) -> None:
    for key, shapes in page.skin.items():
        seen = _seen(page, shapes, side, view)
        if key in here.skin and seen:
            group = add(root, "g", class_="anatomy__skin", data_skin=key)
            _title(group, key, here)
            for _, points in seen:
                add(group, "path", class_="anatomy__field", d=closed_path(points))


def _muscles(root: Element, page: Drawing, view: View, side: Side, here: Highlights) -> None:
    seen = _bellies(page.frame, view, side)
    # Those that stand out above the others, and in each the deep ones below.
    order = sorted(seen, key=lambda k: (k in here.muscles, not any(deep for deep, _ in seen[k])))
    for key in order:
        lit = key in here.muscles
        if seen[key] and (lit or here.others):
            kind = "anatomy__muscle" + (" is-lit" if lit else "")
            group = add(root, "g", class_=kind, data_muscle=key, data_side=side)
            _title(group, key, here)
            for deep, contour in seen[key]:
                belly = "anatomy__belly" + (" anatomy__belly--deep" if deep else "")
                add(group, "path", class_=belly, d=contour)


def _seen(
    page: Drawing, shapes: Sequence[Shape], side: Side, view: View
) -> list[tuple[bool, list[Point]]]:
    """The contours that this view shows, on the page, and whether each lies deep."""
    found = [(s.deep, on_page(page, s.points, side, view)) for s in shapes if view in s.views]
    return [(deep, points) for deep, points in found if _on_sheet(page, points)]


def draw_nerves(root: Element, page: Drawing, view: View, side: Side, here: Highlights) -> None:
    """The nerves on the way to `here.ways`; those behind the body lighter, twigs finer."""
    strokes: dict[tuple[bool, bool, str], list[str]] = {}
    lines = nerve_lines(page, here.ways, nerves=here.along)
    drawn = {line.nerve for line in lines}
    for nerve, nearer, thick, line_mm in (
        *((one.nerve, one.near, not one.twig, one.points) for one in lines),
        *((nerve, one.near, False, one.points) for nerve, one in page.twiglets if nerve in drawn),
    ):
        points = on_page(page, line_mm, side, view)
        if _on_sheet(page, points):
            key = (nearer in (None, view), thick, nerve)
            strokes.setdefault(key, []).append(smooth_path(points))
    for part in ("coat", "nerve"):
        for (near, thick, nerve), paths in sorted(strokes.items()):
            kind = f"anatomy__{part}" + ("" if near else " is-far") + ("" if thick else " is-fine")
            if part == "coat":
                add(root, "path", class_=kind, d="".join(paths))
                continue
            group = add(root, "path", class_=kind, data_nerve=nerve, data_side=side,
                        d="".join(paths))  # fmt: skip
            _title(group, nerve, here)


def _title(parent: Element, key: str, here: Highlights) -> None:
    if key in here.titles:
        add(parent, "title", here.titles[key])
