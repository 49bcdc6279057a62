"""The picture beside a link to the site elsewhere: a nerve with one struck spot, drawn as a PNG.

Those who show such pictures take no SVG, and no binary file belongs in the repository, so it is
drawn here, once a process.
"""

import struct
import zlib
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

WIDTH_PX, HEIGHT_PX = 1200, 630
Point = tuple[float, float]

# The site's own light colors (static/multifocal/base.css).
PAPER, LIMB = "#faf4e8", "#f2e9d6"
NERVE, COATING, COATING_EDGE = "#0b6f75", "#efcf93", "#a97a2c"
ATTACK, PALE, MUSCLE, MUSCLE_EDGE = "#d4452c", "#b3ab97", "#e6ad97", "#a8614b"

STRUCK = 0.57  # where on the curve the nerve is struck, 0 at its cell and 1 at its muscle


def _curve(steps: int = 240) -> NDArray[np.float64]:
    """The nerve's way over the picture: (steps, 2) points in px, equally far apart."""
    t = np.linspace(0.0, 1.0, 4 * steps)[:, None]
    a, b, c, d = np.array(((150, 170), (380, 690), (740, -90), (1010, 430)), dtype=np.float64)
    fine = (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d
    run = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(fine, axis=0).T))])
    even = np.linspace(0.0, run[-1], steps)
    return np.column_stack([np.interp(even, run, fine[:, axis]) for axis in (0, 1)])


class _Canvas:
    """Pixels, painted by distance so that edges are smooth."""

    def __init__(self) -> None:
        self.pixels = np.empty((HEIGHT_PX, WIDTH_PX, 3))
        self.pixels[:] = _rgb(PAPER)

    def stroke(self, points: NDArray[np.float64], width_px: float, color: str) -> None:
        """A line with round ends through (n, 2) points."""
        reach = width_px / 2 + 2
        left, top = np.maximum(np.floor(points.min(axis=0) - reach).astype(int), 0)
        right, bottom = np.ceil(points.max(axis=0) + reach).astype(int)
        y, x = np.mgrid[top : min(bottom, HEIGHT_PX), left : min(right, WIDTH_PX)]
        nearest = np.full(x.shape, np.inf)
        for (x0, y0), (x1, y1) in pairwise(points):
            run, rise = x1 - x0, y1 - y0
            along = ((x - x0) * run + (y - y0) * rise) / max(run * run + rise * rise, 1e-9)
            along = np.clip(along, 0.0, 1.0)
            np.minimum(nearest, np.hypot(x - x0 - along * run, y - y0 - along * rise), out=nearest)
        cover = np.clip(width_px / 2 + 0.5 - nearest, 0.0, 1.0)[..., None]
        part = self.pixels[top : top + x.shape[0], left : left + x.shape[1]]
        part += cover * (_rgb(color) - part)

    def dot(self, center: Point, radius_px: float, color: str) -> None:
        """A filled circle."""
        self.stroke(np.array([center, center]), 2 * radius_px, color)

    def png(self) -> bytes:
        """The picture as a file: eight bits a channel, no filter."""
        rows = np.rint(self.pixels).astype(np.uint8)
        raw = b"".join(b"\0" + row.tobytes() for row in rows)
        size = struct.pack(">IIBBBBB", WIDTH_PX, HEIGHT_PX, 8, 2, 0, 0, 0)
        parts = ((b"IHDR", size), (b"IDAT", zlib.compress(raw, 9)), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _rgb(color: str) -> NDArray[np.float64]:
    return np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)], dtype=np.float64)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@cache
def picture() -> bytes:
    """The share picture, 1200 by 630 px, as a PNG file."""
    canvas, way = _Canvas(), _curve()
    canvas.stroke(way[::6], 250, LIMB)
    struck = int(STRUCK * len(way))
    canvas.stroke(way[: struck + 1 : 4], 16, NERVE)
    canvas.stroke(way[struck::4], 12, PALE)
    gaps = np.linspace(0, len(way) - 1, 12).astype(int)
    for first, last in pairwise(gaps):
        if not first <= struck <= last:
            sheath = way[first + 7 : last - 6 : 2]
            canvas.stroke(sheath, 52, COATING_EDGE)
            canvas.stroke(sheath, 44, COATING)
            canvas.stroke(sheath, 10, NERVE if last <= struck else PALE)
    canvas.dot(tuple(way[0]), 44, NERVE)
    canvas.dot(tuple(way[0]), 15, "#f0a51e")
    canvas.dot(tuple(way[struck]), 70, "#f6cdbd")
    canvas.dot(tuple(way[struck]), 32, ATTACK)
    belly = way[-1] + np.linspace(0.0, 1.0, 60)[:, None] * np.array((62.0, 150.0))
    for rim, color in ((6.0, MUSCLE_EDGE), (0.0, MUSCLE)):
        for place, center in zip(np.linspace(0.0, np.pi, 60), belly, strict=True):
            canvas.dot(tuple(center), 8 + 52 * float(np.sin(place)) + rim, color)
    return canvas.png()
