"""How well every cause of places fits every group, all causes at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from multifocal.frozen import FrozenDict, frozen
from multifocal.localize.causes import PlacesCause, places_causes
from multifocal.localize.groups import View

Array = NDArray[np.float64]
Counts = NDArray[np.intp]

_TINY: Final = np.finfo(float).tiny


@dataclass(frozen=True, eq=False)
class Singles:
    """The causes that are one, in the order of `places_causes`, as arrays.

    `rate` (causes, loci): mean number of places of one side; `part`, `skin` (causes, 1, 1) and
    `levels` (causes, 1, levels).
    """

    ids: tuple[str, ...]
    rate: Array
    part: Array
    skin: Array
    levels: Array


@dataclass(frozen=True, eq=False)
class Spread:
    """Where pairs of a group and a mixture of causes would lie, (rows,) or (rows, levels).

    Of each row: `pair`, its number in `place_table` (`loci`), and its share of the pair's weight by
    level: `joint`; what of it comes from single fascicles, `part`, and where feeling goes, `numb`.
    """

    pair: Counts
    loci: Counts
    joint: Array
    part: Array
    numb: Array


@dataclass(frozen=True, eq=False)
class Fits:
    """How the causes fit the groups of a view, in the order of `places_causes`.

    `mean` (causes,): mean number of places before what was tested. `rate` (causes, groups): mean
    number of places there; `weight` (causes, groups): that, times how much likelier they make the
    findings than a healthy limb, 0 where the group explains nothing; `tasks` (causes, groups,
    tasks): ratio of each task. `spared` (causes, groups) and `numb` (causes, numb ones) are the
    parts of `weight` in which no area that is less felt is explained, and in which those are.
    `rows` (single causes, rows), `ratio`, `part` (single causes, classes, levels): the rate of each
    row of the view, and the ratio of each class, all places and fascicles alone.
    """

    view: View
    mean: Array
    rate: Array
    weight: Array
    spared: Array
    numb: Array
    tasks: Array
    rows: Array
    ratio: Array
    part: Array

    def strikes(self, cause: str, group: int) -> bool:
        """Whether a cause can lie in a group."""
        return bool(self.weight[_numbers()[cause], group] > 0.0)

    def mixture(self, causes: Mapping[str, float], group: int) -> Array:
        """Shares of causes in a group as shares of single causes, (single causes,): of two causes
        at once each counts by its weight there."""
        mixed = np.zeros(len(singles().ids))
        for cause, share in causes.items():
            at = _numbers()[cause]
            if at < len(mixed):
                mixed[at] += share
                continue
            for member, scale in _members()[cause]:
                mixed[member] += share * scale * self.weight[member, group] / self.weight[at, group]
        return mixed

    def spread(self, groups: Sequence[int], mixtures: Array) -> Spread:
        """Where each group lies by a mixture of single causes, `mixtures` (groups, causes)."""
        view, single = self.view, singles()
        of_row = view.group_of[view.class_of]
        pair, row = np.nonzero(of_row[None, :] == np.array(groups, dtype=np.intp)[:, None])
        scale = mixtures / np.maximum(self.weight[: len(single.ids), groups].T, _TINY)
        rate = self.rows[:, row] * scale.T[:, pair]
        of = view.class_of[row]
        ratio = self.ratio[:, of] * rate[:, :, None]
        return Spread(
            pair=pair,
            loci=view.loci[row],
            joint=ratio.sum(axis=0),
            part=(self.part[:, of] * rate[:, :, None]).sum(axis=0),
            numb=(single.skin * ratio).sum(axis=0),
        )


@cache
def singles() -> Singles:
    """The causes that are one."""
    causes = [one for one in places_causes() if not one.both]
    return frozen(
        Singles(
            ids=tuple(one.id for one in causes),
            rate=np.array([one.one_side * one.rate for one in causes]),
            part=_column([one.part for one in causes]),
            skin=_column([one.skin for one in causes]),
            levels=np.array([one.levels for one in causes])[:, None, :],
        )
    )


def _column(values: list[float]) -> Array:
    return np.array(values)[:, None, None]


@cache
def _numbers() -> Mapping[str, int]:
    return FrozenDict({one.id: at for at, one in enumerate(places_causes())})


@cache
def _members() -> Mapping[str, tuple[tuple[int, float], tuple[int, float]]]:
    """Of two causes at once: both, and how many of its places alone each has."""
    return FrozenDict({one.id: _of_both(one) for one in places_causes() if one.both})


def _of_both(cause: PlacesCause) -> tuple[tuple[int, float], tuple[int, float]]:
    first, second = (singles().ids.index(one) for one in cause.both)
    return (first, 1.0), (second, cause.second)


def fit(view: View) -> Fits:
    """How every cause fits every group; those that explain nothing weigh nothing."""
    single = singles()
    rows = single.rate[:, view.loci]
    by_class = rows @ _one_hot(view.class_of, len(view.group_of))
    to_groups = _one_hot(view.group_of, len(view.groups))
    explains = np.array([bool(one.explains) for one in view.groups], dtype=bool)
    partly = single.part * view.partly * single.levels
    struck = (1.0 - single.part) * view.whole * single.levels + partly
    feeling = 1.0 - single.skin + single.skin * view.felt
    ratio = struck * feeling
    of_class = by_class * ratio.sum(axis=2)
    weight = of_class @ to_groups
    some = view.some_numb
    spared, numb = weight, np.zeros((len(rows), 0))
    if some.any():
        numb = by_class[:, some] * (single.skin * struck * view.felt)[:, some].sum(axis=2)
        numb = numb @ _one_hot(view.numb_of, len(view.numb))
        numb *= explains[[at for at, _ in view.numb]]
        of_spared = of_class.copy()
        of_spared[:, some] = by_class[:, some] * ((1.0 - single.skin) * struck)[:, some].sum(axis=2)
        spared = of_spared @ to_groups
    tasks = np.zeros((*weight.shape, view.tasks.shape[1]))
    if tasks.size:
        each = by_class[:, :, None] * (ratio[:, :, None, :] * view.tasks).sum(axis=3)
        tasks = np.einsum("ckt,kg->cgt", each, to_groups) / np.maximum(weight, _TINY)[:, :, None]
    mean, rate = rows[:, view.tested].sum(axis=1), by_class @ to_groups
    weight, spared = weight * explains, spared * explains
    return Fits(
        view=view,
        mean=_with_both(mean),
        rate=_with_both(rate),
        weight=_with_both(weight),
        spared=_with_both(spared),
        numb=_with_both(numb),
        tasks=_tasks_with_both(tasks, weight),
        rows=rows,
        ratio=ratio,
        part=partly * feeling,
    )


def _with_both(of_singles: Array) -> Array:
    """Rows of single causes, and after them those of two causes at once."""
    both = [of_singles[a] * p + of_singles[b] * q for (a, p), (b, q) in _members().values()]
    return np.concatenate([of_singles, np.array(both).reshape(len(both), *of_singles.shape[1:])])


def _tasks_with_both(tasks: Array, weight: Array) -> Array:
    """The same of ratios, which are means by weight."""
    weighed = _with_both(tasks * weight[:, :, None])[len(tasks) :]
    of_both = _with_both(weight)[len(tasks) :, :, None]
    return np.concatenate([tasks, weighed / np.maximum(of_both, _TINY)])


def _one_hot(of: Counts, count: int) -> Array:
    """A matrix that sums columns by what they are of, (columns, count)."""
    found = np.zeros((len(of), count))
    found[np.arange(len(of)), of] = 1.0
    return found
