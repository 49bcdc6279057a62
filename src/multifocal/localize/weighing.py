"""Every explanation with the weight that every cause gives it.

Sets of groups are rows of numbers until the leading ones are named: there may be tens of thousands.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from multifocal.body import Side
from multifocal.frozen import FrozenDict, frozen
from multifocal.localize.causes import NONE, places_causes, unexplained, weights_of_causes
from multifocal.localize.diffuse import by_limb, fit_diffuse, fit_none
from multifocal.localize.fits import Fits, fit
from multifocal.localize.groups import Group, View
from multifocal.localize.ratios import Ratios
from multifocal.localize.sets import MOST_PLACES, bits, weigh
from multifocal.localize.weakness import Weakness

Array = NDArray[np.float64]
Counts = NDArray[np.intp]
Key = frozenset[Group] | str
"""A set of groups, or the id of a cause that has no places."""

_MOST_GROUPS: Final = 2 * MOST_PLACES
"""Of a set: an event that strikes the same nerve on both sides holds two."""
_NOBODY: Final = -1


@dataclass(frozen=True, eq=False)
class Weighing:
    """Every explanation with the weight that each cause gives it, and what that rests on.

    `rows` (explanations, 2 x MOST_PLACES): the numbers of their groups in the view of `fits`,
    filled up with -1; `by_cause` (explanations, causes): weights, in the order of `places_causes`;
    `alone`: those of the causes that have no places. `totals`: how well each cause fits; `error`:
    the standard error of a total where sets were drawn.
    """

    fits: Fits
    rows: Counts
    by_cause: Array
    alone: Mapping[str, float]
    totals: Mapping[str, float]
    prior: Mapping[str, float]
    error: float | None
    total: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "total", float(self.by_cause.sum()) + sum(self.alone.values()))

    def leading(self, count: int) -> list[tuple[Key, Mapping[str, float]]]:
        """The heaviest explanations, each with its weight by cause; ties in the order of names."""
        weight = self.by_cause.sum(axis=1)
        heaviest = np.argpartition(-weight, count)[:count] if len(weight) > count else ...
        least = float(weight[heaviest].min(initial=np.inf)) * (1.0 - 1e-12)
        explanations: list[tuple[Key, Mapping[str, float]]] = [
            (self._key(at), self._causes(at))
            for at in np.flatnonzero((weight >= least) & (weight > 0.0)).tolist()
        ]
        explanations += [
            (cause, FrozenDict({cause: own})) for cause, own in self.alone.items() if own
        ]
        explanations.sort(key=lambda one: (-sum(one[1].values()), _name(one[0])))
        return explanations[:count]

    def units(self) -> Mapping[tuple[Side, str], float]:
        """The share of all weight of the explanations that hold a place of a unit, most first."""
        groups = self.fits.view.groups
        ids = {key: at for at, key in enumerate(dict.fromkeys((g.side, g.unit) for g in groups))}
        of_group = np.array([ids[g.side, g.unit] for g in groups] + [len(ids)], dtype=np.intp)
        holds = np.zeros((len(self.rows), len(ids) + 1), dtype=bool)
        holds[np.arange(len(self.rows))[:, None], of_group[self.rows]] = True
        own = self.by_cause.sum(axis=1) @ holds / self.total
        heavy = sorted(
            ((key, float(own[at])) for key, at in ids.items()), key=lambda one: -round(one[1], 12)
        )
        return FrozenDict({key: share for key, share in heavy if share > 0.0})

    def _key(self, at: int) -> frozenset[Group]:
        return frozenset(self.fits.view.groups[k] for k in self.rows[at] if k != _NOBODY)

    def _causes(self, at: int) -> Mapping[str, float]:
        own = zip(places_causes(), self.by_cause[at].tolist(), strict=True)
        return FrozenDict({cause.id: weight for cause, weight in own if weight > 0.0})


def weigh_explanations(weakness: Weakness, ratios: Ratios, setting: str | None) -> Weighing:
    """The weight of every explanation by every cause; the causes' own weights are counted in."""
    prior, causes = weights_of_causes(setting), places_causes()
    fits = fit(View(weakness, ratios))
    sets = _sets(fits)
    totals = dict(zip((one.id for one in causes), _summed(sets, len(causes)), strict=True))
    own = np.array([prior[one.id] for one in causes])
    rows, by_cause = _together(sets, len(fits.view.groups), own)
    others = fit_diffuse(weakness, by_limb(weakness, ratios))
    others[NONE] = fit_none(unexplained(), weakness, ratios)
    alone = {key: prior[key] * fitted for key, fitted in others.items()}
    return Weighing(fits, rows, by_cause, alone, {**totals, **others}, prior, sets.error)


@dataclass(frozen=True, eq=False)
class _Sets:
    """Sets of groups that a cause may strike, as rows of numbers, with weights and causes."""

    rows: Counts
    weights: Array
    causes: Counts
    error: float | None


def _summed(sets: _Sets, causes: int) -> list[float]:
    totals: list[float] = np.bincount(sets.causes, sets.weights, causes).tolist()
    return totals


def _sets(fits: Fits) -> _Sets:
    """Places of one side each, with the areas less felt beyond them or without, and the same nerve
    struck on both sides as one event."""
    view = fits.view
    groups, numb_group = view.groups, np.array([at for at, _ in view.numb], dtype=np.intp)
    explained = bits(
        [
            *(one.explains for one in groups),
            *(groups[at].explains | areas for at, areas in view.numb),
        ]
    )
    explains, of_numb = explained[: len(groups)], explained[len(groups) :]
    strikes = fits.mean > 0.0
    cause, group = np.nonzero((fits.spared > 0.0) & strikes[:, None])
    parts = [(cause, group, np.full_like(group, _NOBODY), fits.spared[cause, group])]
    masks = [explains[group]]
    tasks = [fits.tasks[cause, group]]
    if len(numb_group):
        cause, at = np.nonzero((fits.numb > 0.0) & strikes[:, None])
        group = numb_group[at]
        parts.append((cause, group, np.full_like(group, _NOBODY), fits.numb[cause, at]))
        masks.append(of_numb[at])
        tasks.append(fits.tasks[cause, group])
    left, right = _pairs(groups)
    if len(left):
        struck = (fits.weight[:, left] > 0.0) & (fits.weight[:, right] > 0.0) & strikes[:, None]
        cause, at = np.nonzero(struck)
        of_left, of_right = left[at], right[at]
        weight = fits.weight[cause, of_left] * fits.weight[cause, of_right]
        weight *= _mirror()[cause] / fits.rate[cause, of_right]
        parts.append((cause, of_left, of_right, weight))
        whole = np.repeat(explains[None], len(fits.mean), axis=0)
        of_cause, at = np.nonzero(fits.numb > 0.0)
        np.bitwise_or.at(whole, (of_cause, numb_group[at]), of_numb[at])
        masks.append(whole[cause, of_left] | whole[cause, of_right])
        tasks.append(np.maximum(fits.tasks[cause, of_left], fits.tasks[cause, of_right]))
    cause, first, second, weights = (np.concatenate(one) for one in zip(*parts, strict=True))
    sets = weigh(weights, np.concatenate(masks), np.concatenate(tasks), cause)
    members = np.column_stack([np.append(first, _NOBODY), np.append(second, _NOBODY)])
    rows = members[sets.places].reshape(len(sets.places), _MOST_GROUPS)
    size = (sets.places != _NOBODY).sum(axis=1)
    often = _poisson(fits.mean)[sets.causes, size]
    return _Sets(rows, sets.weights * often, sets.causes, sets.error)


def _pairs(groups: Sequence[Group]) -> tuple[Counts, Counts]:
    """Groups of the left and of the right side that are one unit."""
    right: dict[str, list[int]] = {}
    for at, one in enumerate(groups):
        if one.side == "right":
            right.setdefault(one.unit, []).append(at)
    pairs = [
        (at, other)
        for at, one in enumerate(groups)
        if one.side == "left"
        for other in right.get(one.unit, ())
    ]
    found = np.array(pairs, dtype=np.intp).reshape(-1, 2)
    return found[:, 0], found[:, 1]


@cache
def _mirror() -> Array:
    return frozen(np.array([one.mirror for one in places_causes()]))


def _poisson(mean: Array) -> Array:
    """What a set of so many places, 0 to MOST_PLACES, weighs more than the product of its places,
    by cause.

    Of a Poisson number of places before what was tested, given that there is one; where the cause
    comes with fewer and with many places, of each alike often.
    """
    cause, share = _extents()
    of_mean = np.maximum(mean[cause] * share, np.finfo(float).tiny)
    often = np.exp(-of_mean) / -np.expm1(-of_mean)
    each = share[:, None] ** np.arange(MOST_PLACES + 1) * often[:, None]
    summed = np.zeros((len(mean), MOST_PLACES + 1))
    np.add.at(summed, cause, each)
    return np.asarray(summed / np.bincount(cause)[:, None])


@cache
def _extents() -> tuple[Counts, Array]:
    """The cause of each extent, and the extents."""
    pairs = [(at, one) for at, cause in enumerate(places_causes()) for one in cause.extents]
    return frozen(
        (np.array([at for at, _ in pairs], dtype=np.intp), np.array([one for _, one in pairs]))
    )


def _together(sets: _Sets, groups: int, prior: Array) -> tuple[Counts, Array]:
    """The same set by whichever cause as one row, and its weights by cause."""
    marks = np.append(_marks(groups), np.uint64(0))  # a sum of marks stands for a set
    key = marks[sets.rows].sum(axis=1)
    _, first, at = np.unique(key, return_index=True, return_inverse=True)
    shape = len(first), len(prior)
    weight = sets.weights * prior[sets.causes]
    summed = np.bincount(at * len(prior) + sets.causes, weight, shape[0] * shape[1])
    return sets.rows[first], summed.astype(np.float64).reshape(shape)


@cache
def _marks(count: int) -> NDArray[np.uint64]:
    return frozen(np.random.default_rng(29).integers(0, 2**63, count, dtype=np.uint64))


def _name(key: Key) -> str:
    if isinstance(key, str):
        return key
    return " ".join(sorted(f"{g.side} {g.unit} {sorted(g.explains)}" for g in key))
