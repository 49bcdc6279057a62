"""A stimulus from outside: the potential of the fluid around a fiber, in place and time."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from multifocal.fiber.fibers import Fibers
from multifocal.fiber.places import SPAN, places_mm

Array = NDArray[np.float64]


@dataclass(frozen=True)
class FieldPulse:
    """The extracellular potential at every place along a fiber, times a course in time.

    potential_mv: (places,) or (fibers, places), in the order of `places_mm`, as it is while the
    course is 1. times_ms, course: (points,) both; times after the pulse begins, from 0 on and in
    order (twice the same for a step); linear between them, and 0 before the first and after the
    last. Whoever computes potentials elsewhere (finite elements) puts them in here; a point
    electrode has `FieldPulse.point`. ValueError names what does not fit.
    """

    potential_mv: Array
    times_ms: Array
    course: Array

    def __post_init__(self) -> None:
        times, course = self.times_ms, self.course
        if self.potential_mv.ndim not in (1, 2) or not np.isfinite(self.potential_mv).all():
            raise ValueError("potential_mv must be finite, (places,) or (fibers, places)")
        if times.ndim != 1 or times.shape != course.shape or len(times) < 2:
            raise ValueError("times_ms and course must be rows of two or more points, alike long")
        if not (np.isfinite(course).all() and np.isfinite(times).all()):
            raise ValueError("times_ms and course must be finite")
        if times[0] < 0 or (np.diff(times) < 0).any() or times[-1] <= times[0]:
            raise ValueError("times_ms must be 0 or later, in order of time, and not all the same")

    @classmethod
    def point(
        cls,
        fibers: Fibers,
        *,
        at_mm: ArrayLike,
        distance_mm: ArrayLike,
        current_ma: ArrayLike,
        duration_ms: float,
        conductivity_s_m: float = 0.3,
    ) -> "FieldPulse":
        """A rectangular pulse from a point electrode, in an endless medium alike in all directions.

        at_mm, distance_mm, current_ma: one number, or one a fiber: where along the fiber, how far
        beside it, and how much flows out of it (negative: a cathode). conductivity_s_m: default
        0.3 S/m, a round figure for tissue (ours), since potential is inverse to it.
        """
        along, beside, flows = (
            np.broadcast_to(np.asarray(one, dtype=np.float64), (len(fibers),))[:, None]
            for one in (at_mm, distance_mm, current_ma)
        )
        if not ((beside > 0).all() and conductivity_s_m > 0 and duration_ms > 0):
            raise ValueError("distance_mm, conductivity_s_m and duration_ms must be more than 0")
        far = np.hypot(places_mm(fibers) - along, beside)
        potential_mv = 1000.0 * flows / (4.0 * np.pi * conductivity_s_m * far)
        return cls(potential_mv, *rectangle(duration_ms))

    def scaled(self, by: ArrayLike) -> "FieldPulse":
        """The same times a number, or one a fiber."""
        factor = np.asarray(by, dtype=np.float64)
        return replace(self, potential_mv=self.potential_mv * factor[..., None])

    def of(self, fibers: int, nodes: int) -> "FieldPulse":
        """With a row for each of so many fibers; ValueError where it is made for others."""
        places = SPAN * (nodes - 1) + 1
        if self.potential_mv.shape[-1] != places:
            raise ValueError(
                f"potential_mv has {self.potential_mv.shape[-1]} places; fibers of {nodes} nodes "
                f"have {places}"
            )
        if self.potential_mv.ndim == 2 and len(self.potential_mv) not in (1, fibers):
            raise ValueError(f"potential_mv has {len(self.potential_mv)} rows for {fibers} fibers")
        every = np.broadcast_to(self.potential_mv, (fibers, places))
        return replace(self, potential_mv=np.array(every))

    def part(self, which: slice | NDArray[np.int64]) -> "FieldPulse":
        """Of some of the fibers."""
        return replace(self, potential_mv=self.potential_mv[which])

    def mean_course(self, begins_ms: Array, steps: int, dt_ms: float) -> Array:
        """Mean of the course over each step, of pulses that begin at begins_ms; (steps,)."""
        edges = np.arange(steps + 1) * dt_ms
        summed = sum(self._area(edges - begin) for begin in begins_ms)
        return np.asarray(np.diff(summed) / dt_ms)

    def _area(self, at_ms: Array) -> Array:
        """The course's integral up to at_ms, ms."""
        times, course = self.times_ms, self.course
        widths = np.diff(times)
        before = np.concatenate([[0.0], np.cumsum(widths * (course[1:] + course[:-1]) / 2)])
        slope = np.divide(np.diff(course), widths, out=np.zeros_like(widths), where=widths > 0)
        k = np.clip(np.searchsorted(times, at_ms, side="right") - 1, 0, len(widths) - 1)
        into = np.clip(at_ms - times[k], 0.0, widths[k])
        return np.asarray(before[k] + into * (course[k] + slope[k] * into / 2))


def rectangle(duration_ms: float) -> tuple[Array, Array]:
    """Times and course of a pulse that is 1 for so long."""
    return np.array([0.0, 0.0, duration_ms, duration_ms]), np.array([0.0, 1.0, 1.0, 0.0])
