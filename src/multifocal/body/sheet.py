"""The hand-drawn tables of one part of the body, as points in mm; `drawn` puts them together."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from multifocal.body.tables import table
from multifocal.frozen import FrozenDict

Frame = Literal["body", "arm", "leg"]
"""Which part of the body a drawing shows."""
View = Literal["front", "back"]
"""From where a drawing looks at the body."""
Point = tuple[float, float]

FRAMES: tuple[Frame, ...] = ("body", "arm", "leg")
VIEWS: tuple[View, View] = ("front", "back")
"""Both views, front first."""


@dataclass(frozen=True)
class Shape:
    """A closed contour seen from `views`; `deep` where other muscles lie over it."""

    points: tuple[Point, ...]
    views: tuple[View, ...]
    deep: bool = False


@dataclass(frozen=True)
class Stroke:
    """An open line; `near` is the view from which it lies nearer the eye, None for both."""

    points: tuple[Point, ...]
    near: View | None = None


@dataclass(frozen=True)
class Sheet:
    """One table's drawing of the right side, mm: first sideways from the middle, then downward.

    `lines` are creases, nails and bones that shape the part; `twiglets` fine branches of nerves.
    """

    segments: Mapping[str, Stroke]
    ends: Mapping[str, tuple[Point, ...]]
    twiglets: tuple[tuple[str, Stroke], ...]
    lines: tuple[Shape, ...]
    muscles: Mapping[str, tuple[Shape, ...]]
    skin: Mapping[str, tuple[Shape, ...]]


def points(rows: Sequence[Sequence[float]]) -> tuple[Point, ...]:
    """Rows of a table as points."""
    return tuple((float(row[0]), float(row[1])) for row in rows)


@cache
def sheet(frame: Frame) -> Sheet:
    """The drawing of that part."""
    nerves = table(f"drawing_{frame}_nerves")
    skin = table(f"drawing_{frame}_skin")
    return Sheet(
        segments=FrozenDict({k: _stroke(row) for k, row in nerves["segment"].items()}),
        ends=FrozenDict({k: points(rows) for k, rows in nerves["end"].items()}),
        twiglets=tuple((row["nerve"], _stroke(row)) for row in nerves.get("twiglet", ())),
        lines=tuple(
            Shape(points(row["points"]), tuple(row["views"]))
            for row in table(f"drawing_{frame}")["line"]
        ),
        muscles=_shapes(table(f"drawing_{frame}_muscles")["muscle"]),
        skin=_shapes(skin["skin"]),
    )


def _stroke(row: dict[str, Any]) -> Stroke:
    near = row.get("near")
    return Stroke(points(row["points"]), near if near in VIEWS else None)


def _shapes(rows: dict[str, Any]) -> Mapping[str, tuple[Shape, ...]]:
    return FrozenDict(
        {
            key: tuple(
                Shape(
                    belly(one["strip"]) if "strip" in one else points(one["area"]),
                    tuple(one["views"]),
                    one.get("deep", False),
                )
                for one in shapes
            )
            for key, shapes in rows.items()
        }
    )


def belly(strip: Sequence[Sequence[float]]) -> tuple[Point, ...]:
    """The contour of a muscle given by its middle line and half its breadth: (u, v, half)."""
    near, other = [], []
    for k, (u, v, half) in enumerate(strip):
        before, after = strip[max(k - 1, 0)], strip[min(k + 1, len(strip) - 1)]
        du, dv = after[0] - before[0], after[1] - before[1]
        length = math.hypot(du, dv)
        du, dv = du / length, dv / length
        near.append((u - dv * half, v + du * half))
        other.append((u + dv * half, v - du * half))
        if k in (0, len(strip) - 1):  # a rounded end
            out = -half if k == 0 else half
            (near if k else other).append((u + du * out, v + dv * out))
    first = other.pop(1)
    return (first, *other, *reversed(near))
