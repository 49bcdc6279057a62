"""Sets of up to five places, no two of which explain the same finding, and what each weighs.

All sets are counted where they are few; else they are drawn, and the error of the total is said.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from multifocal.frozen import frozen

Array = NDArray[np.float64]
Bits = NDArray[np.uint64]
Counts = NDArray[np.intp]

MOST_PLACES: Final = 5
MOST_COUNTED: Final = 20_000
"""So many sets are counted; more are drawn."""
DRAWS: Final = 4_000
MOST_CHANCE: Final = 0.7
"""No place is drawn more often, else its rivals would hardly ever be."""
NEGLIGIBLE: Final = 1e-5
"""A set that weighs less than this share of the heaviest is left out of the count."""
_WORD: Final = 64
_NOBODY: Final = -1
"""Fills a set that has fewer places."""


@dataclass(frozen=True, eq=False)
class Weighed:
    """Sets with their weights.

    `places` (sets, MOST_PLACES) are the numbers of their places, filled up with -1, `weights`
    (sets,); `error` is the standard error of the total as a share of it, None where all were
    counted.
    """

    places: Counts
    weights: Array
    error: float | None

    def __post_init__(self) -> None:
        frozen((self.places, self.weights))


class _TooManyError(Exception):
    """More sets than are counted."""


def bits(explains: Sequence[Iterable[int]]) -> Bits:
    """Which findings each place explains, one bit a finding, shape (places, words)."""
    most = max((k for one in explains for k in one), default=0)
    found = np.zeros((len(explains), most // _WORD + 1), dtype=np.uint64)
    for at, one in enumerate(explains):
        for k in one:
            found[at, k // _WORD] |= np.uint64(1 << (k % _WORD))
    return found


def weigh(weights: Array, explains: Bits, tasks: Array, seed: int = 0) -> Weighed:
    """Every set of places that do not explain the same finding, with the product of its weights.

    `weights` (places,), `explains` as `bits` gives them, `tasks` (places, tasks): the ratio of each
    task. A task counts once a set: by the place that makes it likeliest. Drawn from `seed` where
    there are more than `MOST_COUNTED`.
    """
    order = np.argsort(-weights, kind="stable")
    order = order[weights[order] > 0.0]
    a, masks = weights[order], explains[order]
    try:
        places, products = _counted(a, masks)
        found = Weighed(_named(order, places), products * _of_tasks(places, tasks[order]), None)
    except _TooManyError:
        places, products = _drawn(a, masks, seed)
        found = _summed(order, places, products * _of_tasks(places, tasks[order]))
    return found


def _named(order: Counts, places: Counts) -> Counts:
    return np.append(order, _NOBODY)[places]


def _counted(a: Array, masks: Bits) -> tuple[Counts, Array]:
    """Sets by their size: each is made longer by every lighter place that is free."""
    count = len(a)
    # the most that places from k on can still add: the product of the next heaviest above 1
    most = np.ones((count + 1, MOST_PLACES + 1))
    for k in range(count - 1, -1, -1):
        most[k, 1:] = np.maximum(1.0, a[k]) * most[k + 1, :-1]
    heaviest = float(a.max(initial=0.0))
    places = np.arange(count)[:, None]
    weight, used = a, masks
    kept_places, kept_weights, total = [], [], 0
    for size in range(1, MOST_PLACES + 1):
        heaviest = max(heaviest, float(weight.max(initial=0.0)))
        least = NEGLIGIBLE * heaviest
        worth = weight * most[places[:, -1] + 1, MOST_PLACES - size] >= least
        places, weight, used = places[worth], weight[worth], used[worth]
        total += len(weight)
        if total > MOST_COUNTED:
            raise _TooManyError
        filler = np.full((len(places), MOST_PLACES - size), _NOBODY)
        kept_places.append(np.hstack([places, filler]))
        kept_weights.append(weight)
        if size == MOST_PLACES or not len(weight):
            break
        later = np.arange(count)[None, :] > places[:, -1:]
        later &= weight[:, None] * (a * most[1:, MOST_PLACES - size - 1])[None, :] >= least
        at, more = np.nonzero(later)
        free = ~(used[at] & masks[more]).any(axis=1)
        at, more = at[free], more[free]
        places = np.hstack([places[at], more[:, None]])
        weight, used = weight[at] * a[more], used[at] | masks[more]
    return np.concatenate(kept_places), np.concatenate(kept_weights)


def _of_tasks(places: Counts, tasks: Array) -> Array | float:
    if not tasks.shape[1]:
        return 1.0
    ratios = np.vstack([tasks, np.zeros(tasks.shape[1])])  # the last row is nobody's
    return np.asarray(ratios[places].max(axis=1).prod(axis=1))


def _drawn(a: Array, masks: Bits, seed: int) -> tuple[Counts, Array]:
    """Each draw goes through the places and takes a free one with a chance that grows with its
    weight; a set counts by its weight over the chance of its draw: the mean is the total."""
    rng = np.random.default_rng([seed, len(a), 41])
    uniform = rng.random((DRAWS, len(a)))
    places = np.full((DRAWS, MOST_PLACES), _NOBODY)
    used = np.zeros((DRAWS, masks.shape[1]), dtype=np.uint64)
    weight, size = np.ones(DRAWS), np.zeros(DRAWS, dtype=np.intp)
    for k, chance in enumerate(np.minimum(a / (1.0 + a), MOST_CHANCE)):
        free = (size < MOST_PLACES) & ~(used & masks[k]).any(axis=1)
        taken = free & (uniform[:, k] < chance)
        weight[free] /= 1.0 - chance
        weight[taken] *= a[k] * (1.0 - chance) / chance
        places[taken, size[taken]] = k
        size[taken] += 1
        used[taken] |= masks[k]
    weight[size == 0] = 0.0
    return places, weight


def _summed(order: Counts, places: Counts, weight: Array) -> Weighed:
    """Draws of the same set as one, and how sure their mean is."""
    sets, of = np.unique(places, axis=0, return_inverse=True)
    summed = np.bincount(of.ravel(), weight, len(sets)) / DRAWS
    some = sets[:, 0] != _NOBODY
    mean = float(weight.mean())
    error = float(weight.std() / math.sqrt(DRAWS) / mean) if mean else 0.0
    return Weighed(_named(order, sets[some]), summed[some], error)
