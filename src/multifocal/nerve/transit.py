"""How long a healthy impulse takes along a limb that is not equally fast everywhere."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from multifocal import body
from multifocal.nerve.pool_table import velocity_factor, velocity_zone
from multifocal.nerve.temperature import LimbTemperature, velocity_ratio

Array = NDArray[np.float64]

_PIECE_MM = 20.0


@dataclass(frozen=True, eq=False)
class Course:
    """Distance along a path from the cord, and how long it counts for in forearm or leg terms.

    A stretch that conducts 1.2 times as fast counts for 1/1.2 of its length. `at_mm`,
    `effective_mm`, `difference_c` (over the standard temperature): shape (points,).
    """

    at_mm: Array
    effective_mm: Array
    difference_c: Array

    def between_mm(self, from_mm: ArrayLike, to_mm: ArrayLike) -> Array:
        """Effective length of the way between two distances from the cord; the order is free."""
        ends = np.interp([from_mm, to_mm], self.at_mm, self.effective_mm)
        return np.asarray(np.abs(ends[1] - ends[0]), dtype=np.float64)

    def difference_at_c(self, mm: float) -> float:
        """Degrees over the standard temperature at a distance from the cord."""
        return float(np.interp(mm, self.at_mm, self.difference_c))


def course(way: body.Path, temperature: LimbTemperature | None = None) -> Course:
    """The course of a path: its zones of velocity and, if given, the limb's temperature."""
    at, factor = [0.0], []
    trunk_mm = 0.0
    for stretch in way.stretches:
        if stretch.length_mm <= 0:
            continue
        pieces = max(int(np.ceil(stretch.length_mm / _PIECE_MM)), 1)
        start = at[-1]
        at += list(start + stretch.length_mm * np.arange(1, pieces + 1) / pieces)
        factor += [velocity_factor(stretch.segment)] * pieces
        if velocity_zone(stretch.segment) == "trunk":
            trunk_mm = at[-1]
    at_mm = np.array(at)
    limb_mm = max(at_mm[-1] - trunk_mm, 1.0)
    share = np.clip((at_mm - trunk_mm) / limb_mm, 0.0, 1.0)
    difference = np.zeros_like(at_mm) if temperature is None else temperature.difference_c(share)
    middle = (difference[1:] + difference[:-1]) / 2
    effective = np.diff(at_mm) / (np.array(factor) * velocity_ratio(middle))
    return Course(at_mm, np.concatenate(([0.0], effective.cumsum())), difference)
