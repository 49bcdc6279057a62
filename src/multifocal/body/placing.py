"""From one drawing's mm to another's: how arm and leg are set into the standing body."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from multifocal.body.sheet import Frame, Point
from multifocal.body.tables import table


@dataclass(frozen=True)
class _Setting:
    u: float
    v: float
    cos: float
    sin: float
    shorten_from: float
    shorten_to: float

    def into_body(self, at: Point) -> Point:
        u, v = at
        if v > self.shorten_from:
            v = self.shorten_from + self.shorten_to * (v - self.shorten_from)
        return self.u + self.cos * u + self.sin * v, self.v - self.sin * u + self.cos * v

    def from_body(self, at: Point) -> Point:
        du, dv = at[0] - self.u, at[1] - self.v
        u, v = self.cos * du - self.sin * dv, self.sin * du + self.cos * dv
        if v > self.shorten_from:
            v = self.shorten_from + (v - self.shorten_from) / self.shorten_to
        return u, v


@cache
def _setting(frame: Frame) -> _Setting:
    row = table("drawing_body")["place"][frame]
    turn = math.radians(row["turn_deg"])
    return _Setting(
        u=float(row["origin"][0]),
        v=float(row["origin"][1]),
        cos=math.cos(turn),
        sin=math.sin(turn),
        shorten_from=float(row.get("foreshorten_from", math.inf)),
        shorten_to=float(row.get("foreshorten_to", 1.0)),
    )


def carried(at: Point, here: Frame, there: Frame) -> Point:
    """A point of one drawing in the mm of another."""
    if here == there:
        return at
    into: Callable[[Point], Point] = _setting(here).into_body if here != "body" else lambda p: p
    out: Callable[[Point], Point] = _setting(there).from_body if there != "body" else lambda p: p
    return out(into(at))
