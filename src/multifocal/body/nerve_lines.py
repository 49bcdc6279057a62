"""The drawn lines of nerves, joined into long strokes that do not break at a segment's end."""

from collections.abc import Iterable
from dataclasses import dataclass

from multifocal.body.drawn import Drawing, until
from multifocal.body.graph import segment
from multifocal.body.innervated import target
from multifocal.body.nerve_tree import lineage
from multifocal.body.paths import route
from multifocal.body.sheet import Point, View

TOLERANCE_MM = 0.5


@dataclass(frozen=True)
class NerveLine:
    """One stroke: its points in the drawing's mm, and the nerve that it belongs to.

    `near` is the view from which it lies nearer the eye (None for both); `twig` whether it is a
    fine end in muscle or skin.
    """

    nerve: str
    points: tuple[Point, ...]
    near: View | None
    twig: bool


def nerve_lines(
    page: Drawing,
    target_ids: Iterable[str],
    roots: Iterable[str] | None = None,
    nerves: Iterable[str] | None = None,
) -> tuple[NerveLine, ...]:
    """The ways from the cord to muscles and skin, each stretch once, long lines first.

    Only by the roots and through the nerves named, where some are. KeyError if there is no such
    muscle or skin.
    """
    wanted = None if roots is None else set(roots)
    through = None if nerves is None else set(nerves)
    used: dict[str, float] = {}
    for key in target_ids:
        one = target(key)
        for root in one.roots:
            if (wanted is None or root in wanted) and (
                through is None or through & {n.id for n in lineage(one.supply(root).nerve)}
            ):
                for junction in route(one, root):
                    used[junction.segment] = max(used.get(junction.segment, 0.0), junction.mm)
    lines: list[NerveLine] = []
    done: set[str] = set()
    for key in sorted(used, key=lambda k: segment(k).kind == "twig"):
        if key not in done:
            lines.append(_chain(page, key, used, done))
    return tuple(lines)


def _chain(page: Drawing, first: str, used: dict[str, float], done: set[str]) -> NerveLine:
    """A segment and those that simply continue it, as one stroke."""
    start = segment(first)
    near = page.segments[first].near
    points: list[Point] = []
    key: str | None = first
    while key is not None:
        done.add(key)
        line = until(page.segments[key].points, used[key] / segment(key).length_mm)
        points += line if not points or _apart(points[-1], line[0]) else line[1:]
        key = _next(page, key, used, done)
    return NerveLine(start.nerve, tuple(points), near, start.kind == "twig")


def _next(page: Drawing, key: str, used: dict[str, float], done: set[str]) -> str | None:
    here = segment(key)
    if here.kind == "twig" or used[key] < here.length_mm - TOLERANCE_MM:
        return None
    for other in used:
        then = segment(other)
        if (
            other not in done
            and then.kind == here.kind
            and then.nerve == here.nerve
            and page.segments[other].near == page.segments[key].near
            and any(
                j.segment == key and abs(j.mm - here.length_mm) < TOLERANCE_MM for j in then.joins
            )
        ):
            return other
    return None


def _apart(one: Point, other: Point) -> bool:
    return abs(one[0] - other[0]) + abs(one[1] - other[1]) > TOLERANCE_MM
