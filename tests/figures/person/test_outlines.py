"""Outlines against shapes whose size is known, and path data against what it was fitted to."""

import math
import re

import numpy as np
import pytest

from multifocal.figures.person.capsules import Capsule
from multifocal.figures.person.curves import closed_path, numbers, open_path
from multifocal.figures.person.outlines import outline


def area(line: np.ndarray) -> float:
    x, y = line.T
    return abs(float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))) / 2


def test_a_straight_capsules_outline_holds_its_area() -> None:
    (line,) = outline([Capsule((0, 0), (60, 0), 20, 20)], step=0.5)
    assert area(line) == pytest.approx(math.pi * 20**2 + 60 * 40, rel=2e-3)


def test_a_tapered_capsule_is_the_hull_of_its_disks() -> None:
    a, b, length = 30.0, 10.0, 80.0
    (line,) = outline([Capsule((0, 0), (0, length), a, b)], step=0.5)
    slant = math.asin((a - b) / length)
    flank = (a + b) * math.sqrt(length**2 - (a - b) ** 2)
    disks = a**2 * (math.pi / 2 + slant) + b**2 * (math.pi / 2 - slant)
    assert area(line) == pytest.approx(flank + disks, rel=2e-3)


def test_a_disk_inside_another_adds_nothing() -> None:
    (line,) = outline([Capsule((0, 0), (5, 0), 30, 10)], step=0.5)
    assert area(line) == pytest.approx(math.pi * 30**2, rel=2e-3)


def test_a_blend_fills_the_corner_and_leaves_far_ends_alone() -> None:
    cross = [Capsule((-50, 0), (50, 0), 10, 10), Capsule((0, -50), (0, 50), 10, 10)]
    sharp, soft = outline(cross, 0, 0.5)[0], outline(cross, 12, 0.5)[0]
    assert area(soft) > area(sharp) + 20
    assert soft.max() == pytest.approx(sharp.max(), abs=0.1)


def test_shapes_apart_have_outlines_of_their_own_and_a_ring_has_two() -> None:
    apart = [Capsule((0, 0), (10, 0), 5, 5), Capsule((60, 0), (70, 0), 5, 5)]
    assert len(outline(apart)) == 2
    corners = [(0, 0), (60, 0), (60, 60), (0, 60)]
    ring = [Capsule(a, b, 5, 5) for a, b in zip(corners, [*corners[1:], corners[0]], strict=True)]
    assert len(outline(ring)) == 2


def points_of(data: str) -> np.ndarray:
    """Many points on path data of one M and relative cubic curves, read anew."""
    values = [float(n) for n in re.findall(r"-?\d*\.?\d+", data)]
    pen, points = np.array(values[:2]), []
    for at in range(2, len(values), 6):
        one, two, end = np.array(values[at : at + 6]).reshape(3, 2)
        t = np.linspace(0, 1, 400)[:, None]
        points.append(pen + 3 * t * (1 - t) ** 2 * one + 3 * t**2 * (1 - t) * two + t**3 * end)
        pen = pen + end
    return np.vstack(points)


@pytest.mark.parametrize("tolerance", [0.3, 0.8])
def test_path_data_stays_within_its_tolerance(tolerance: float) -> None:
    (line,) = outline([Capsule((10, 20), (90, 50), 25, 8), Capsule((90, 50), (60, 120), 8, 6)], 9)
    drawn = points_of(closed_path(line, tolerance))
    off = [np.sqrt(((drawn - point) ** 2).sum(axis=1)).min() for point in line]
    assert max(off) < tolerance + 0.2  # its numbers are rounded


def test_an_open_path_begins_and_ends_with_its_line() -> None:
    line = np.column_stack([np.linspace(0, 100, 60), 20 * np.sin(np.linspace(0, 5, 60))])
    drawn = points_of(open_path(line))
    assert drawn[0] == pytest.approx(line[0], abs=0.06)
    assert drawn[-1] == pytest.approx(line[-1], abs=0.2)


@pytest.mark.parametrize(
    ("values", "text"),
    [((1.0, 2.0), "1 2"), ((0.5, -0.5), ".5-.5"), ((-0.04, 10.26), "0 10.3"), ((3, -12), "3-12")],
)
def test_numbers_are_short(values: tuple[float, ...], text: str) -> None:
    assert numbers(*values) == text
