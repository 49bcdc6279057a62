"""Shapes of the rig as SVG elements; their colors come from classes alone (person.css)."""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

import numpy as np

from multifocal.figures.person.capsules import Capsule, Points
from multifocal.figures.person.curves import closed_path
from multifocal.figures.person.drawing import drawn, parts
from multifocal.figures.person.hand import Pose, View, hand
from multifocal.figures.person.outlines import outline
from multifocal.figures.svg import add

Chain = Sequence[tuple[float, float, float]]  # x, y, radius


def picture(width: int, height: int, key: str | None) -> Element:
    """The root of a picture whose words stand under `key`; without one it is only to look at."""
    root = Element("svg", {"class": "pic", "viewBox": f"0 0 {width} {height}"})
    if key is None:
        root.attrib |= {"aria-hidden": "true", "focusable": "false"}
    else:
        root.attrib |= {"role": "img", "aria-label": f"say:{key}"}
    return root


def shape(parent: Element, class_: str, data: str, **more: object) -> Element:
    """A path of a class."""
    return add(parent, "path", class_=class_, d=data, **more)


def group(parent: Element, *classes: str, **more: object) -> Element:
    """A group of these classes."""
    return add(parent, "g", class_=" ".join(classes) or None, **more)


def put_art(parent: Element, name: str) -> None:
    """A piece of art.toml."""
    for class_, data in _art()[name]["shapes"]:
        shape(parent, class_, data)


@cache
def _art() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("art.toml").read_text(encoding="utf-8"))


def flakes(places: Sequence[tuple[float, float, float]]) -> str:
    """Path data of snow: stars of six points at x and y, of a radius."""
    return "".join(
        f"M{x} {y - r}v{2 * r}m-{0.87 * r:.0f}-{1.5 * r:.0f}l{1.74 * r:.0f} {r}"
        f"m0-{r}l-{1.74 * r:.0f} {r}"
        for x, y, r in places
    )


def limb(*chains: Chain, blend: float = 0, step: float = 1, tolerance: float = 0.8) -> str:
    """Path data of limbs that bend through points with a radius at each, grown together."""
    capsules = []
    for chain in chains:
        fine = smooth(chain, 8) if len(chain) > 2 else np.asarray(chain, float)
        rows = [(float(x), float(y), float(r)) for x, y, r in fine]
        capsules += [Capsule(a[:2], b[:2], a[2], b[2]) for a, b in pairwise(rows)]
    return closed_path(outline(capsules, blend, step)[0], tolerance)


def smooth(points: Sequence[Sequence[float]], steps: int = 24) -> Points:
    """Many points on a curve through a few (Catmull and Rom's, centripetal enough for limbs)."""
    given = np.asarray(points, float)
    ends = np.vstack([2 * given[0] - given[1], given, 2 * given[-1] - given[-2]])
    t = np.linspace(0, 1, steps, endpoint=False)[:, None]
    pieces = [
        b + ((c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * (b - c) - a + d) * t**3) / 2
        for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False)
    ]
    return np.vstack([*pieces, given[-1:]])


def along(line: Points, share: float) -> tuple[float, float]:
    """The point at a share of a line's length."""
    steps = np.sqrt((np.diff(line, axis=0) ** 2).sum(axis=1))
    place = np.concatenate([[0], np.cumsum(steps)])
    x, y = (float(np.interp(share * place[-1], place, line[:, axis])) for axis in (0, 1))
    return x, y


def beyond(line: Points, share: float) -> Points:
    """What of a line lies beyond a share of its length."""
    steps = np.sqrt((np.diff(line, axis=0) ** 2).sum(axis=1))
    place = np.concatenate([[0], np.cumsum(steps)])
    return np.vstack([along(line, share), line[place > share * place[-1]]])


def put_hand(
    parent: Element,
    held: Pose,
    view: View,
    forearm_mm: float | None = None,
    front: Sequence[str] = (),
) -> None:
    """A hand, farthest part first. Parts named in `front` come last, whatever their depth."""
    shapes = parts(hand(held), view, forearm_mm)
    shapes.sort(key=lambda part: front.index(part.name) if part.name in front else -1)
    for part in drawn(shapes):
        if part.lines is None:
            shape(parent, "pic__skin", part.shape)
        else:
            shape(parent, "pic__flesh", part.shape)
            shape(parent, "pic__line", "".join(part.lines))
        if part.nail:
            shape(parent, "pic__nail", part.nail)
