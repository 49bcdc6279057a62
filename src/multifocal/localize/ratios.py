"""How much likelier each finding is beyond a harmed place than in a healthy limb.

Everything is said as a ratio to the healthy limb, so that a finding that a cause does not reach
counts 1. All numbers are ours (source multifocal-choice-localize-findings).
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from multifocal.frozen import frozen
from multifocal.localize.grades import GRADES, LEVELS, SHARES, healthy_grades, weak_grades
from multifocal.localize.weakness import Feeling, Weakness

Array = NDArray[np.float64]

SOMETIMES_NUMB: Final = 0.03
"""How often a healthy limb's area is called numb."""
NUMB_FROM, NUMB_MORE = 0.35, 0.6
"""How often an area is less felt where its fibers are harmed: at least, and more with the share
of the place that is stopped."""
SOMETIMES_HARD: Final = 0.06
"""How often a task is called hard by a strong hand."""
HARD_MOST: Final = 0.9
HARD_RATE: Final = 5.0
"""People differ in what they call hard: 1 - exp(-rate x loss), at most `HARD_MOST`."""


@dataclass(frozen=True)
class Ratios:
    """One findings' ratios, by the share of its fibers that pass the place and by how much of the
    place is stopped: shape (findings, SHARES + 1, levels); `muscles` and `tasks` first and last."""

    muscles: Array
    skin: Array
    tasks: Array


def ratios(weakness: Weakness) -> Ratios:
    """The ratios of every finding."""
    return Ratios(
        muscles=_stacked([_of_grade(one.grade) for one in weakness.muscles]),
        skin=_stacked([_of_feeling(one.feeling) for one in weakness.skin]),
        tasks=_stacked([_of_hard() for _ in weakness.tasks]),
    )


def numb_share(share: Array, level: Array) -> Array:
    """How often an area is less felt whose fibers pass a place that harms feeling."""
    lost = (NUMB_FROM + NUMB_MORE * level) * share
    return SOMETIMES_NUMB + (1.0 - SOMETIMES_NUMB) * lost


def hard_share(share: Array, level: Array) -> Array:
    """How often a task is hard of which a place stops so much."""
    lost = HARD_MOST * (1.0 - np.exp(-HARD_RATE * share * level))
    return np.asarray(SOMETIMES_HARD + (1.0 - SOMETIMES_HARD) * lost)


def _stacked(found: list[Array]) -> Array:
    return np.array(found) if found else np.empty((0, SHARES + 1, len(LEVELS)))


@cache
def _of_grade(grade: str) -> Array:
    at = GRADES.index(grade)
    return frozen(np.asarray(weak_grades()[:, :, at] / healthy_grades()[at]))


_SHARE: Final = (np.arange(SHARES + 1) / SHARES)[:, None]
_LEVEL: Final = np.array(LEVELS)[None, :]
_SHARE.setflags(write=False)
_LEVEL.setflags(write=False)


@cache
def _of_feeling(feeling: Feeling) -> Array:
    numb = numb_share(_SHARE, _LEVEL)
    if feeling == "less":
        return frozen(numb / SOMETIMES_NUMB)
    return frozen((1.0 - numb) / (1.0 - SOMETIMES_NUMB))


@cache
def _of_hard() -> Array:
    return frozen(hard_share(_SHARE, _LEVEL) / SOMETIMES_HARD)
