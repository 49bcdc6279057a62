"""MRC grades as examiners write them, and how often a muscle of a given force gets which.

The model of grades is ours (source multifocal-choice-localize-grades); it is kept apart from the
rules by which `nerve` turns simulated force into a grade.
"""

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from multifocal.frozen import frozen
from multifocal.study.examined import MRC_GRADES

Array = NDArray[np.float64]

GRADES: Final[tuple[str, ...]] = MRC_GRADES
NORMAL: Final = "5"
DOUBTFUL: Final = "5-"
"""An examiner's doubt: neither weak for sure nor spared."""
FULL: Final = frozenset((DOUBTFUL, "5"))
"""What counts as not weak in the weighing."""

# All numbers below: multifocal-choice-localize-grades.
LEVELS: Final = (0.15, 0.30, 0.55, 0.75, 0.90, 0.97, 1.0)
"""How much of a place's fibers is stopped, as a few steps that stand for all."""
SHARES: Final = 20
"""A share of a muscle's fibers is rounded to one part in so many."""

_AT: Final = (0.0, 1.0, 1.67, 2.0, 2.33, 2.67, 3.0, 3.33, 3.67, 4.0, 4.33, 4.67, 5.0)
_OFTEN: Final = (1.0, 1.0, 0.2, 1.0, 0.2, 0.3, 1.0, 0.3, 0.6, 1.0, 0.6, 0.25, 1.0)
"""Examiners write whole grades more often than those between."""
_FORCE: Final = (0.0, 0.005, 0.02, 0.07, 0.2, 0.4, 0.65, 0.85, 1.0)
_GRADE_OF_FORCE: Final = (0.0, 1.0, 2.0, 3.0, 3.67, 4.0, 4.33, 4.85, 5.0)
"""A quarter of the force already lifts the limb against resistance: grade 4 spans most of it."""
_EXAMINER_SD: Final = 0.45
_EVEN: Final = 8.0
"""Concentration of a muscle's own share of stopped fibers round its place's: the larger, the more
alike the muscles of one nerve."""
_SURE: Final = 2.5
"""The same for the share of a muscle that comes through one of its roots, which varies."""
_SLIP: Final = 0.02
"""How often a grade is any other: pain, effort, a wrong muscle."""
_HEALTHY: Final = {"5": 0.957, "5-": 0.015, "4+": 0.02, "4": 0.005, "4-": 0.001}
_STEPS: Final = 24


@cache
def healthy_grades() -> Array:
    """How often a healthy muscle gets each grade, shape (grades,)."""
    rest = (1.0 - sum(_HEALTHY.values())) / (len(GRADES) - len(_HEALTHY))
    return frozen(np.array([_HEALTHY.get(one, rest) for one in GRADES]))


@cache
def weak_grades() -> Array:
    """How often a muscle gets each grade whose place is harmed.

    Shape (SHARES + 1, levels, grades): by the share of its fibers that pass the place, in steps of
    one part in `SHARES`, and by how much of the place is stopped. No share: as a healthy one.
    """
    chances = np.empty((SHARES + 1, len(LEVELS), len(GRADES)))
    chances[0] = healthy_grades()
    for step in range(1, SHARES + 1):
        passing = _spread(step / SHARES, _SURE)
        for at, level in enumerate(LEVELS):
            stopped = _spread(level, _EVEN)
            force = (1.0 - np.outer(passing, stopped)).ravel()
            chances[step, at] = _written(force).mean(axis=0)
    slipped = (1.0 - _SLIP) * chances + _SLIP / len(GRADES)
    slipped[0] = healthy_grades()
    return frozen(slipped)


def _spread(mean: float, concentration: float) -> Array:
    """Equally likely values round a mean within 0 to 1; the mean alone where it is 1."""
    if mean >= 1.0:
        return np.ones(1)
    from scipy.special import betaincinv  # noqa: PLC0415  (slow to load)

    at = (np.arange(_STEPS) + 0.5) / _STEPS
    a, b = mean * concentration, (1.0 - mean) * concentration
    return np.asarray(betaincinv(a, b, at), dtype=np.float64)


def _written(force: Array) -> Array:
    """How often a force is written as each grade, shape (forces, grades)."""
    meant = np.interp(force, _FORCE, _GRADE_OF_FORCE)
    apart = (np.array(_AT) - meant[:, None]) / _EXAMINER_SD
    weight = np.array(_OFTEN) * np.exp(-0.5 * apart**2)
    return np.asarray(weight / weight.sum(axis=1, keepdims=True))
