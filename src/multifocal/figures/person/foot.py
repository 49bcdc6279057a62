"""A lower leg and its foot, from the outer side, turned at the ankle."""

from xml.etree.ElementTree import Element

import numpy as np

from multifocal.figures.person.curves import numbers
from multifocal.figures.person.picture import limb, shape
from multifocal.figures.person.skeleton import skeleton

Row = tuple[float, float, float]


def foot(ankle: tuple[float, float], scale: float, drop: float, leg_mm: float = 0) -> str:
    """Path data; `drop` is how far the toes hang from level, in degrees."""
    told = skeleton()["foot"]
    chains = [_placed(line, ankle, scale, drop) for line in told["lines"]]
    if leg_mm:
        shin = [row for row in told["shin"] if -row[1] <= leg_mm]
        chains.append(_placed(shin, ankle, scale, 0))
    return limb(*chains, blend=14 * scale)


def put_foot(
    parent: Element, ankle: tuple[float, float], scale: float, drop: float, up_mm: float = 0
) -> None:
    """A bare foot below a trouser leg that is pushed up by so many mm."""
    told = skeleton()["foot"]
    shape(parent, "pic__skin", foot(ankle, scale, drop, 330))
    for line in told["toes"]:
        ends = [numbers(x, y) for x, y, _ in _placed(line, ankle, scale, drop)]
        shape(parent, "pic__line", f"M{ends[0]}Q{ends[1]} {ends[2]}")
    leg = _placed([(x, y - up_mm, r) for x, y, r in told["trousers"]], ankle, scale, 0)
    left = [numbers(x - r, y) for x, y, r in leg]
    right = [numbers(x + r, y) for x, y, r in reversed(leg)]
    shape(parent, "pic__trousers", "M" + "L".join([*left, *right]) + "Z")


def put_shoe(parent: Element, ankle: tuple[float, float], scale: float, drop: float) -> None:
    """A low, firm shoe with its sole."""
    told = skeleton()["foot"]
    chains = [_placed(line, ankle, scale, drop) for line in told["shoe"]]
    shape(parent, "pic__shoe", limb(*chains, blend=14 * scale))
    ends = [numbers(x, y) for x, y, _ in _placed(told["sole"], ankle, scale, drop)]
    shape(parent, "pic__sole", "M" + "L".join(ends))


def _placed(line: list[Row], ankle: tuple[float, float], scale: float, drop: float) -> list[Row]:
    c, s = np.cos(np.radians(drop)), np.sin(np.radians(drop))
    return [
        (ankle[0] + scale * (c * x - s * y), ankle[1] + scale * (s * x + c * y), scale * r)
        for x, y, r in line
    ]
