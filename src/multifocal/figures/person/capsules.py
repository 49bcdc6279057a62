"""Tapered capsules, what a limb is made of, and the one outline that a few of them share.

In three dimensions a capsule is the hull of two balls; seen from far away it is the hull of two
disks. So the same bones give the hand from any side.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]


@dataclass(frozen=True)
class Capsule:
    """The hull of two disks: centers in picture units, y downward, and their radii."""

    start: tuple[float, float]
    end: tuple[float, float]
    start_radius: float
    end_radius: float

    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        (ax, ay), (bx, by), ra, rb = self.start, self.end, self.start_radius, self.end_radius
        low = min(ax - ra, bx - rb), min(ay - ra, by - rb)
        return *low, max(ax + ra, bx + rb), max(ay + ra, by + rb)

    def along(self, points: Points) -> Points:
        """How far along the axis each point lies: 0 at the start, 1 at the end."""
        axis = np.asarray(self.end) - np.asarray(self.start)
        square = max(float(axis @ axis), 1e-12)
        return cast(Points, (points - np.asarray(self.start)) @ axis / square)

    def distance(self, points: Points) -> Points:
        """Signed distance of points (n, 2): negative inside."""
        start, end = np.asarray(self.start), np.asarray(self.end)
        axis = end - start
        square = float(axis @ axis)
        taper = self.start_radius - self.end_radius
        off = points - start
        if square <= taper * taper:  # one disk holds the other
            near, far = _length(off), _length(points - end)
            return np.asarray(np.minimum(near - self.start_radius, far - self.end_radius))
        across = np.abs(off[:, 0] * axis[1] - off[:, 1] * axis[0]) / square
        down = off @ axis / square
        slope = np.sqrt(square - taper * taper)
        side = slope * down - taper * across
        near = np.sqrt(square * (across**2 + down**2)) - self.start_radius
        far = np.sqrt(square * (across**2 + (down - 1) ** 2)) - self.end_radius
        flank = slope * across + taper * down - self.start_radius
        return np.asarray(np.where(side < 0, near, np.where(side > slope, far, flank)))


def _length(offsets: Points) -> Points:
    return np.asarray(np.sqrt((offsets**2).sum(axis=1)))


def joined(capsules: Sequence[Capsule], points: Points, blend: float) -> Points:
    """Signed distance to a union of capsules whose inner corners are filled over `blend` units."""
    total = capsules[0].distance(points)
    for capsule in capsules[1:]:
        other = capsule.distance(points)
        if blend > 0:
            shared = np.maximum(blend - np.abs(total - other), 0) / blend
            total = np.minimum(total, other) - shared**2 * blend / 4
        else:
            total = np.minimum(total, other)
    return total
