"""Shapes of the rig as SVG elements; their colors come from classes alone (person.css)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from xml.etree.ElementTree import Element

import numpy as np

from multifocal.figures.person.capsules import Capsule, Points
from multifocal.figures.person.curves import closed_path, numbers
from multifocal.figures.person.drawing import drawn, parts
from multifocal.figures.person.hand import Pose, View, hand
from multifocal.figures.person.outlines import outline
from multifocal.figures.person.skeleton import art
from multifocal.figures.svg import add

Place = tuple[float, float]
Chain = Sequence[tuple[float, float, float]]  # x, y, radius


def picture(width: int, height: int, key: str | None, left: int = 0) -> Element:
    """The root of a picture whose words stand under `key`; without one it is only to look at."""
    root = Element("svg", {"class": "pic", "viewBox": f"{left} 0 {width} {height}"})
    if key is None:
        root.attrib |= {"aria-hidden": "true", "focusable": "false"}
    else:
        root.attrib |= {"role": "img", "aria-label": f"say:{key}"}
    return root


def shape(parent: Element, class_: str, data: str, **more: object) -> Element:
    """A path of a class."""
    return add(parent, "path", class_=class_, d=data, **more)


def framed(
    key: str | None, width: int = 260, height: int = 270, ground: str = "pic__sky"
) -> Element:
    """The root of a picture on a ground of its own, with round corners."""
    root = picture(width, height, key)
    root.set("class", " ".join(("pic", "framed")))
    add(root, "rect", class_=ground, width=width, height=height)
    return root


def frames(key: str) -> tuple[Element, Element, Element]:
    """Two square pictures side by side, before and after; what holds them, and the two."""
    root = Element("div", {"class": "frames", "role": "img", "aria-label": f"say:{key}"})
    both = [framed(None, 250, 250, ground) for ground in ("pic__dim", "pic__sky")]
    root.extend(both)
    return root, both[0], both[1]


def arrow(start: Place, bend: Place, end: Place) -> str:
    """Path data of a curved arrow."""
    tail, tip = np.subtract(end, bend), np.asarray(end)
    back = -12 * tail / np.sqrt(tail @ tail)
    wings = [tip + back @ np.array([[c, s], [-s, c]]) for c, s in ((0.8, 0.6), (0.8, -0.6))]
    return (
        f"M{numbers(*start)}Q{numbers(*bend)} {numbers(*end)}"
        f"M{numbers(*wings[0])}L{numbers(*end)}L{numbers(*wings[1])}"
    )


def group(parent: Element, *classes: str, **more: object) -> Element:
    """A group of these classes."""
    return add(parent, "g", class_=" ".join(classes) or None, **more)


def put_art(parent: Element, name: str) -> None:
    """A piece of art.toml."""
    for class_, data in art()[name]["shapes"]:
        shape(parent, class_, data)


def flakes(places: Sequence[tuple[float, float, float]]) -> str:
    """Path data of snow: stars of six points at x and y, of a radius."""
    return "".join(
        f"M{x} {y - r}v{2 * r}m-{0.87 * r:.0f}-{1.5 * r:.0f}l{1.74 * r:.0f} {r}"
        f"m0-{r}l-{1.74 * r:.0f} {r}"
        for x, y, r in places
    )


def limb(*chains: Chain, blend: float = 0, step: float = 1, tolerance: float = 0.8) -> str:
    """Path data of limbs that bend through points with a radius at each, grown together."""
    capsules = [capsule for chain in chains for capsule in _capsules(chain)]
    return closed_path(outline(capsules, blend, step)[0], tolerance)


def _capsules(chain: Chain) -> list[Capsule]:
    fine = smooth(chain, 8) if len(chain) > 2 else np.asarray(chain, float)
    rows = [(float(x), float(y), float(r)) for x, y, r in fine]
    return [Capsule(a[:2], b[:2], a[2], b[2]) for a, b in pairwise(rows)]


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
    before: Mapping[str, Callable[[Element], None]] | None = None,
    upper_arm: Chain = (),
) -> None:
    """A hand, farthest part first; `before` draws what it holds just before the named part.

    A bare upper arm runs from the shoulder to the elbow, in picture units.
    """
    things = dict(before or {})
    shapes = parts(hand(held), view, forearm_mm)
    if upper_arm:
        more = tuple(_capsules(upper_arm))
        shapes = [
            replace(part, capsules=part.capsules + more) if part.name == "palm" else part
            for part in shapes
        ]
    for part in drawn(shapes):
        thing = things.pop(part.name, None)
        if thing is not None:
            thing(parent)
        if part.lines is None:
            shape(parent, "pic__skin", part.shape)
        elif part.shape:
            shape(parent, "pic__flesh", part.shape)
            shape(parent, "pic__line", "".join(part.lines))
        if part.creases:
            shape(parent, "pic__line", part.creases)
        if part.nail:
            shape(parent, "pic__nail", part.nail)
    assert not things, things


def ghost(held: Pose, view: View, *names: str, forearm_mm: float = 10) -> str:
    """Path data of the line round a whole hand, or some of its fingers: where they should be."""
    capsules = [
        capsule
        for part in parts(hand(held), view, forearm_mm)
        if not names or part.name.partition("-")[0] in names
        for capsule in part.capsules
    ]
    return closed_path(outline(capsules, 2 * view.scale, 0.8)[0], 0.8)


def put_arm(parent: Element, *rows: tuple[float, float, float]) -> None:
    """A sleeve from the shoulder to its cuff, through x and y with a radius at each."""
    shape(parent, "pic__jacket", limb(rows))
    (fx, fy, _), (x, y, r) = rows[-2:]
    ahead = np.array([x - fx, y - fy])
    ahead = ahead / np.sqrt(ahead @ ahead)
    middle = np.array([x, y]) + 0.86 * r * ahead
    aside = np.array([-ahead[1], ahead[0]]) * (0.96 * r)
    ends = [(*(middle + aside), 0.24 * r), (*(middle - aside), 0.24 * r)]
    shape(parent, "pic__cuff", limb(ends))


def put_sleeve(
    parent: Element, view: View, start_mm: float, end_mm: float, cloth: str = "pic__jacket"
) -> None:
    """The sleeve over a forearm between two distances from the wrist, its cuff first."""

    def at(along_mm: float, across_mm: float) -> tuple[float, float]:
        x, y, _ = view.seen(np.array([0, -along_mm, 0])) + across_mm * view.scale * side
        return float(x), float(y)

    tip, tail = view.seen(np.array([0.0, 0, 0])), view.seen(np.array([0.0, -100, 0]))
    along_arm = (tail - tip)[:2] / np.sqrt(((tail - tip)[:2] ** 2).sum())
    side = np.array([-along_arm[1], along_arm[0], 0])
    across = view.seen(np.array([14.0, 0, 0])) - view.seen(np.zeros(3))  # half the bones' distance
    wide = 36 + float(np.sqrt((across[:2] ** 2).sum())) / view.scale
    far = wide + 7
    corners = [at(start_mm, -wide), at(start_mm, wide), at(end_mm, far), at(end_mm, -far)]
    flat = [numbers(*corner) for corner in corners]
    shape(parent, cloth, f"M{flat[0]}L{flat[1]}L{flat[2]}L{flat[3]}Z")
    ends = [(*at(start_mm, side_mm), 8 * view.scale) for side_mm in (-wide, wide)]
    shape(parent, "pic__cuff" if cloth == "pic__jacket" else "pic__hem", limb(ends))
