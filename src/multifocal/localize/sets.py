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
MOST_AT_ONCE: Final = 1_000_000
"""So many longer sets are looked at together for all causes; of more, cause by cause."""
_NEAR: Final = 1.0 - 1e-9
_APART: Final = 4_000.0
"""More than logarithms of numbers differ."""
_WORD: Final = 64
_NOBODY: Final = -1
"""Fills a set that has fewer places."""


@dataclass(frozen=True, eq=False)
class Weighed:
    """Sets with their weights.

    `places` (sets, MOST_PLACES) are the numbers of their places, filled up with -1, `weights` and
    `causes` (sets,), the cause of each; `error` is the standard error of the total of a cause as a
    share of it, the largest, None where all were counted.
    """

    places: Counts
    weights: Array
    causes: Counts
    error: float | None

    def __post_init__(self) -> None:
        frozen((self.places, self.weights, self.causes))


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


def weigh(
    weights: Array, explains: Bits, tasks: Array, causes: Counts | None = None, seed: int = 0
) -> Weighed:
    """Every set of places that do not explain the same finding, with the product of its weights.

    `weights` (places,), `explains` as `bits` gives them, `tasks` (places, tasks): the ratio of each
    task. A task counts once a set: by the place that makes it likeliest. `causes` (places,): only
    places of one cause make a set. Drawn from `seed` where a cause has more than `MOST_COUNTED`.
    """
    if causes is None:
        causes = np.zeros(len(weights), dtype=np.intp)
    order = np.lexsort((-weights, causes))
    order = order[weights[order] > 0.0]
    a, masks, tasks, causes = weights[order], explains[order], tasks[order], causes[order]
    parts: list[tuple[Counts, Array, float | None]]
    try:
        parts = [(*_counted(a, masks, causes), None)]
    except _TooManyError:
        parts = [
            _of_one(a, masks, tasks, np.flatnonzero(causes == one), seed)
            for one in np.unique(causes)
        ]
    places = np.concatenate([one for one, _, _ in parts])
    products = np.concatenate([one for _, one, _ in parts])
    errors = [one for _, _, one in parts if one is not None]
    products *= _of_tasks(places, tasks)
    return Weighed(_named(order, places), products, causes[places[:, 0]], max(errors, default=None))


def _of_one(
    a: Array, masks: Bits, tasks: Array, at: Counts, seed: int
) -> tuple[Counts, Array, float | None]:
    """The sets of one cause, whose places are `at`: counted or drawn."""
    try:
        places, products = _counted(a[at], masks[at], np.zeros_like(at))
    except _TooManyError:
        places, products, error = _drawn(a[at], masks[at], tasks[at], seed)
        return _named(at, places), products, error
    return _named(at, places), products, None


def _named(order: Counts, places: Counts) -> Counts:
    return np.append(order, _NOBODY)[places]


def _counted(a: Array, masks: Bits, causes: Counts) -> tuple[Counts, Array]:
    """Sets by their size: each is made longer by every lighter place of its cause that is free.

    Places stand by cause, the heaviest first. `_TooManyError` where a cause has too many sets, or
    all together would take too much room at once.
    """
    count, several = len(a), len(a) > 0 and causes[0] != causes[-1]
    ends = np.searchsorted(causes, causes, side="right")  # of each place: behind its cause's last
    # the most that places from k on can still add: the product of the next heaviest above 1
    most = np.ones((count + 1, MOST_PLACES + 1))
    for size in range(1, MOST_PLACES + 1):
        further = np.where(ends > np.arange(1, count + 1), most[1:, size - 1], 1.0)
        most[:count, size] = np.maximum(1.0, a) * further
    following = np.where((ends > np.arange(1, count + 1))[:, None], most[1:], 1.0)
    heaviest = np.zeros(int(causes.max(initial=0)) + 1)
    places = np.arange(count)[:, None]
    weight, used = a, masks
    kept_places, kept_weights, total = [], [], np.zeros(len(heaviest), dtype=np.intp)
    for size in range(1, MOST_PLACES + 1):
        last = places[:, -1]
        cause = causes[last]
        np.maximum.at(heaviest, cause, weight)
        worth = weight * following[last, MOST_PLACES - size] >= NEGLIGIBLE * heaviest[cause]
        places, weight, used = places[worth], weight[worth], used[worth]
        last, cause = last[worth], cause[worth]
        total += np.bincount(cause, minlength=len(total))
        if total.max(initial=0) > MOST_COUNTED:
            raise _TooManyError
        filler = np.full((len(places), MOST_PLACES - size), _NOBODY)
        kept_places.append(np.hstack([places, filler]))
        kept_weights.append(weight)
        if size == MOST_PLACES or not len(weight):
            break
        adds = a * following[:, MOST_PLACES - size - 1]  # falls within a cause
        least = NEGLIGIBLE * heaviest[cause]
        until = np.searchsorted(_falling(adds, causes), _falling(_NEAR * least / weight, cause))
        more_each = np.maximum(until - last - 1, 0)
        if several and more_each.sum() > MOST_AT_ONCE:
            raise _TooManyError
        at = np.repeat(np.arange(len(last)), more_each)
        more = np.arange(len(at)) - np.repeat(
            np.cumsum(more_each) - more_each - last - 1, more_each
        )
        free = (weight[at] * adds[more] >= least[at]) & ~(used[at] & masks[more]).any(axis=1)
        at, more = at[free], more[free]
        places = np.hstack([places[at], more[:, None]])
        weight, used = weight[at] * a[more], used[at] | masks[more]
    return np.concatenate(kept_places), np.concatenate(kept_weights)


def _falling(values: Array, causes: Counts) -> Array:
    """Numbers that rise where values fall within a cause, and from cause to cause."""
    return np.asarray(causes * _APART - np.log(values), dtype=np.float64)


def _of_tasks(places: Counts, tasks: Array) -> Array | float:
    if not tasks.shape[1]:
        return 1.0
    ratios = np.vstack([tasks, np.zeros(tasks.shape[1])])  # the last row is nobody's
    return np.asarray(ratios[places].max(axis=1).prod(axis=1))


def _drawn(a: Array, masks: Bits, tasks: Array, seed: int) -> tuple[Counts, Array, float]:
    """Each draw goes through the places and takes a free one with a chance that grows with its
    weight; a set counts by its weight over the chance of its draw: the mean is the total.

    Sets with what they weigh before their tasks, and the standard error of the total with them.
    """
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
    whole = weight * _of_tasks(places, tasks)
    mean = float(whole.mean())
    error = float(whole.std() / math.sqrt(DRAWS) / mean) if mean else 0.0
    sets, of = np.unique(places, axis=0, return_inverse=True)
    summed = np.bincount(of.ravel(), weight / DRAWS, len(sets)).astype(np.float64)
    some = sets[:, 0] != _NOBODY
    return sets[some], summed[some], error
