"""Sets of up to five places, no two of which explain the same finding, and what each weighs.

All sets are counted where they are few; else they are drawn, and the error of the total is said.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

MOST_PLACES: Final = 5
MOST_COUNTED: Final = 20_000
"""So many sets are counted; more are drawn."""
DRAWS: Final = 4_000
MOST_CHANCE: Final = 0.7
"""No place is drawn more often, else its rivals would hardly ever be."""
NEGLIGIBLE: Final = 1e-5
"""A set that weighs less than this share of the heaviest is left out of the count."""


@dataclass(frozen=True)
class Weighed:
    """Sets (of indices) with their weights; `error` is the standard error of the total as a share
    of it, None where all were counted."""

    weights: Mapping[frozenset[int], float]
    error: float | None


class _TooManyError(Exception):
    """More sets than are counted."""


def weigh(
    weights: Sequence[float],
    explains: Sequence[frozenset[int]],
    tasks: Sequence[Sequence[float]],
    seed: int = 0,
) -> Weighed:
    """Every set of places that do not explain the same finding, with the product of its weights.

    A task counts once a set: by the place that makes it likeliest. Drawn from `seed` where there
    are more than `MOST_COUNTED`.
    """
    order = sorted(range(len(weights)), key=lambda k: -weights[k])
    order = [k for k in order if weights[k] > 0.0]
    masks = [sum(1 << bit for bit in explains[k]) for k in order]
    a = [weights[k] for k in order]
    count = len(tasks[0]) if len(tasks) else 0
    of_task = [tuple(tasks[k]) if count else () for k in order]
    try:
        found = _counted(a, masks, of_task)
        error = None
    except _TooManyError:
        found, error = _drawn(a, masks, of_task, seed)
    return Weighed({frozenset(order[k] for k in one): w for one, w in found.items()}, error)


def _counted(
    a: Sequence[float], masks: Sequence[int], tasks: Sequence[tuple[float, ...]]
) -> dict[tuple[int, ...], float]:
    found: dict[tuple[int, ...], float] = {}
    # the most that places from k on can still add: the product of the next heaviest above 1
    most = [[1.0] * (MOST_PLACES + 1) for _ in range(len(a) + 1)]
    for k in range(len(a) - 1, -1, -1):
        for free in range(1, MOST_PLACES + 1):
            most[k][free] = max(1.0, a[k]) * most[k + 1][free - 1]
    heaviest = max(a, default=0.0)
    stack: list[tuple[tuple[int, ...], int, float]] = [((), 0, 1.0)]
    while stack:
        chosen, used, weight = stack.pop()
        start = chosen[-1] + 1 if chosen else 0
        free = MOST_PLACES - len(chosen)
        for k in range(start, len(a) if free else start):
            if weight * a[k] * most[k + 1][free - 1] < NEGLIGIBLE * heaviest:
                break  # the later ones weigh still less
            if used & masks[k]:
                continue
            one, heavy = (*chosen, k), weight * a[k]
            found[one] = heavy * _of_tasks(one, tasks)
            heaviest = max(heaviest, heavy)
            if len(found) > MOST_COUNTED:
                raise _TooManyError
            stack.append((one, used | masks[k], heavy))
    return found


def _of_tasks(chosen: tuple[int, ...], tasks: Sequence[tuple[float, ...]]) -> float:
    if not tasks[0]:
        return 1.0
    by_task = zip(*(tasks[k] for k in chosen), strict=True)
    return float(math.prod(max(ratios) for ratios in by_task))


def _drawn(
    a: Sequence[float], masks: Sequence[int], tasks: Sequence[tuple[float, ...]], seed: int
) -> tuple[dict[tuple[int, ...], float], float]:
    """Each draw goes through the places and takes a free one with a chance that grows with its
    weight; a set counts by its weight over the chance of its draw: the mean is the total."""
    rng = np.random.default_rng([seed, len(a), 41])
    found: dict[tuple[int, ...], float] = {}
    totals = np.zeros(DRAWS)
    for draw in range(DRAWS):
        chosen: list[int] = []
        used, weight = 0, 1.0
        for k, uniform in enumerate(rng.random(len(a))):
            if used & masks[k] or len(chosen) == MOST_PLACES:
                continue
            chance = min(a[k] / (1.0 + a[k]), MOST_CHANCE)
            if uniform < chance:
                weight *= a[k] / chance
                chosen.append(k)
                used |= masks[k]
            else:
                weight /= 1.0 - chance
        if chosen:
            one = tuple(chosen)
            totals[draw] = weight * _of_tasks(one, tasks)
            found[one] = found.get(one, 0.0) + totals[draw] / DRAWS
    mean = float(totals.mean())
    return found, float(totals.std() / math.sqrt(DRAWS) / mean) if mean else 0.0
