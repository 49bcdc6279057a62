"""The picture beside a link to the site elsewhere: a nerve with one struck spot.

Those who show such pictures take no SVG, so Typst makes a PNG of ours, once a process.
"""

from functools import cache
from itertools import pairwise
from xml.etree.ElementTree import Element

import numpy as np
import typst
from numpy.typing import NDArray

from multifocal.figures import palette
from multifocal.figures.svg import add, line_path, svg, written

WIDTH_PX, HEIGHT_PX = 1200, 630
STRUCK = 0.57  # where on the curve the nerve is struck, 0 at its cell and 1 at its muscle

_SHEET = b"""#set page(width: 1200pt, height: 630pt, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)"""


def _curve(steps: int = 240) -> NDArray[np.float64]:
    """The nerve's way over the picture: (steps, 2) points in px, equally far apart."""
    t = np.linspace(0.0, 1.0, 4 * steps)[:, None]
    a, b, c, d = np.array(((150, 170), (380, 690), (740, -90), (1010, 430)), dtype=np.float64)
    fine = (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d
    run = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(fine, axis=0).T))])
    even = np.linspace(0.0, run[-1], steps)
    return np.column_stack([np.interp(even, run, fine[:, axis]) for axis in (0, 1)])


def drawing() -> str:
    """The picture as SVG, in the site's light colors."""
    color, way = palette("share"), _curve()
    root = svg(WIDTH_PX, HEIGHT_PX, "share", "")
    add(root, "rect", width=WIDTH_PX, height=HEIGHT_PX, fill=color["paper"])
    _stroke(root, way, 250, color["sunken"])
    struck = int(STRUCK * len(way))
    _stroke(root, way[: struck + 1], 16, color["nerve"])
    _stroke(root, way[struck:], 12, color["pale"])
    for first, last in pairwise(np.linspace(0, len(way) - 1, 12).astype(int)):
        if not first <= struck <= last:
            sheath = way[first + 7 : last - 6]
            _stroke(root, sheath, 52, color["coating-edge"])
            _stroke(root, sheath, 44, color["coating"])
            _stroke(root, sheath, 10, color["nerve"] if last <= struck else color["pale"])
    dots = (
        (way[0], 44, "nerve"),
        (way[0], 15, "signal"),
        (way[struck], 70, "halo"),
        (way[struck], 32, "attack"),
    )
    for (x, y), radius, name in dots:
        add(root, "circle", cx=float(x), cy=float(y), r=radius, fill=color[name])
    x, y = way[-1] + np.array((31.0, 75.0))
    add(root, "ellipse", cx=float(x), cy=float(y), rx=62, ry=92, fill=color["muscle"],
        stroke=color["muscle-edge"], stroke_width=6,
        transform=f"rotate(-22 {x:.1f} {y:.1f})")  # fmt: skip
    return written(root)


def _stroke(root: Element, way: NDArray[np.float64], width: int, color: str) -> None:
    """A line with round ends through (n, 2) points."""
    points = [(float(x), float(y)) for x, y in way]
    add(root, "path", d=line_path(points), fill="none", stroke=color, stroke_width=width,
        stroke_linecap="round", stroke_linejoin="round")  # fmt: skip


@cache
def picture() -> bytes:
    """The share picture, 1200 by 630 px, as a PNG file."""
    return bytes(typst.compile(_SHEET, format="png", ppi=72.0, sys_inputs={"svg": drawing()}))
