"""Every explanation with the weight that every cause gives it.

Sets of groups are rows of numbers until the leading ones are named: there may be tens of thousands.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from multifocal.body import Side
from multifocal.frozen import FrozenDict
from multifocal.localize.causes import (
    NONE,
    PlacesCause,
    diffuse_causes,
    places_causes,
    unexplained,
    weights_of_causes,
)
from multifocal.localize.diffuse import by_limb, fit_diffuse, fit_none
from multifocal.localize.groups import CauseFit, Group, SideView, fit, fit_both, views
from multifocal.localize.ratios import Ratios
from multifocal.localize.sets import MOST_PLACES, Bits, bits, weigh
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

    `rows` (explanations, 2 x MOST_PLACES): the numbers of their groups in `groups`, filled up with
    -1; `by_cause` (explanations, causes): weights, in the order of `places_causes`; `alone`:
    those of the causes that have no places. `totals`: how well each cause fits; `error`: the
    standard error of a total where sets were drawn.
    """

    groups: Sequence[Group]
    rows: Counts
    by_cause: Array
    alone: Mapping[str, float]
    fits: Mapping[str, CauseFit]
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
        ids = {
            key: at for at, key in enumerate(dict.fromkeys((g.side, g.unit) for g in self.groups))
        }
        of_group = np.array([ids[g.side, g.unit] for g in self.groups] + [len(ids)], dtype=np.intp)
        holds = np.zeros((len(self.rows), len(ids) + 1), dtype=bool)
        holds[np.arange(len(self.rows))[:, None], of_group[self.rows]] = True
        own = self.by_cause.sum(axis=1) @ holds / self.total
        heavy = sorted(((key, float(own[at])) for key, at in ids.items()), key=lambda one: -one[1])
        return FrozenDict({key: share for key, share in heavy if share > 0.0})

    def _key(self, at: int) -> frozenset[Group]:
        return frozenset(self.groups[k] for k in self.rows[at] if k != _NOBODY)

    def _causes(self, at: int) -> Mapping[str, float]:
        own = zip(places_causes(), self.by_cause[at].tolist(), strict=True)
        return FrozenDict({cause.id: weight for cause, weight in own if weight > 0.0})


@dataclass(frozen=True, eq=False)
class _Table:
    """The groups of a table of loci, numbered from `first` on, with the findings they explain, and
    pairs (left, right) of one unit. `numb` are those that explain areas that are less felt too,
    with all that they explain."""

    first: int
    groups: tuple[Group, ...]
    explains: Bits
    numb: Counts
    numb_explains: Bits
    left: Counts
    right: Counts


@dataclass(frozen=True, eq=False)
class _Sets:
    """The sets of one cause, as rows of numbers of groups, with their weights."""

    rows: Counts
    weights: Array
    error: float | None


def weigh_explanations(weakness: Weakness, ratios: Ratios, setting: str | None) -> Weighing:
    """The weight of every explanation by every cause; the causes' own weights are counted in."""
    prior = weights_of_causes(setting)
    totals: dict[str, float] = {}
    fits: dict[str, CauseFit] = {}
    tables: dict[int, _Table] = {}
    groups: list[Group] = []
    sets: list[_Sets] = []
    seen = {}
    for cause in places_causes():
        key = id(cause.table)
        if key not in seen:
            seen[key] = views(weakness, cause.table, ratios)
            tables[key] = _numbered(len(groups), seen[key])
            groups += tables[key].groups
        if cause.both:
            first, second = (fits[one] for one in cause.both)
            fits[cause.id] = fit_both(cause, first, second, cause.second)
        else:
            fits[cause.id] = fit(cause, seen[key])
        sets.append(_of_cause(fits[cause.id], tables[key]))
        totals[cause.id] = float(sets[-1].weights.sum())
    limbs = by_limb(weakness, ratios)
    for diffuse in diffuse_causes():
        totals[diffuse.id] = fit_diffuse(diffuse, weakness, limbs)
    totals[NONE] = fit_none(unexplained(), weakness, ratios)
    rows, by_cause = _together(sets, len(groups), [prior[one.id] for one in places_causes()])
    alone = {key: prior[key] * own for key, own in totals.items() if key not in fits}
    error = max((one.error for one in sets if one.error is not None), default=None)
    return Weighing(groups, rows, by_cause, alone, fits, totals, prior, error)


def _numbered(first: int, views: Sequence[SideView]) -> _Table:
    groups = [group for view in views for group in view.groups]
    starts = np.cumsum([0, *(len(view.groups) for view in views)])
    numb = [
        (start + at, areas) for start, v in zip(starts, views, strict=False) for at, areas in v.numb
    ]
    units = {unit: at for at, unit in enumerate(dict.fromkeys(one.unit for one in groups))}
    unit = np.array([units[one.unit] for one in groups], dtype=np.intp)
    is_left = np.array([one.side == "left" for one in groups], dtype=bool)
    left, right = np.flatnonzero(is_left), np.flatnonzero(~is_left)
    of_left, of_right = np.nonzero(unit[left][:, None] == unit[right][None, :])
    explained = bits(
        [*(one.explains for one in groups), *(groups[at].explains | areas for at, areas in numb)]
    )
    return _Table(
        first=first,
        groups=tuple(groups),
        explains=explained[: len(groups)],
        numb=np.array([at for at, _ in numb], dtype=np.intp),
        numb_explains=explained[len(groups) :],
        left=left[of_left],
        right=right[of_right],
    )


def _of_cause(cause_fit: CauseFit, table: _Table) -> _Sets:
    """Every set of places that the cause may strike, of one side or mirrored."""
    nothing = _Sets(np.zeros((0, _MOST_GROUPS), dtype=np.intp), np.zeros(0), None)
    if cause_fit.mean <= 0.0:
        return nothing
    sides = [cause_fit.sides[one.side] for one in cause_fit.views]
    rate, weight, spared, of_numb = (
        np.concatenate([getattr(one, name) for one in sides])
        for name in ("rate", "weight", "spared", "numb")
    )
    tasks = np.concatenate([one.tasks for one in sides])
    struck, with_numb = np.flatnonzero(spared > 0.0), np.flatnonzero(of_numb > 0.0)
    numb = table.numb[with_numb]
    both = (weight[table.left] > 0.0) & (weight[table.right] > 0.0)
    left, right = table.left[both], table.right[both]
    alone = np.concatenate([struck, numb])
    members = np.vstack(
        [
            np.column_stack([alone, np.full(len(alone), _NOBODY - table.first)]),
            np.column_stack([left, right]),
            np.full((1, 2), _NOBODY - table.first),  # of a place that is none
        ]
    )
    if len(members) == 1:
        return nothing
    # the same nerve struck on both sides, as one event
    mirrored = cause_fit.cause.mirror * weight[left] * weight[right] / rate[right]
    whole = table.explains.copy()
    np.bitwise_or.at(whole, numb, table.numb_explains[with_numb])
    sets = weigh(
        np.concatenate([spared[struck], of_numb[with_numb], mirrored]),
        np.vstack(
            [table.explains[struck], table.numb_explains[with_numb], whole[left] | whole[right]]
        ),
        np.vstack([tasks[alone], np.maximum(tasks[left], tasks[right])]),
    )
    rows = (members[sets.places] + table.first).reshape(len(sets.places), _MOST_GROUPS)
    size = (sets.places != _NOBODY).sum(axis=1)
    return _Sets(rows, sets.weights * _poisson(cause_fit.cause, cause_fit.mean)[size], sets.error)


def _poisson(cause: PlacesCause, mean: float) -> Array:
    """What a set of so many places, 0 to MOST_PLACES, weighs more than the product of its places.

    Of a Poisson number of places before what was tested, given that there is one; where the cause
    comes with fewer and with many places, of each alike often.
    """
    sizes = np.arange(MOST_PLACES + 1)
    each = [
        share**sizes * np.exp(-mean * share) / -np.expm1(-mean * share) for share in cause.extents
    ]
    return np.asarray(np.mean(each, axis=0))


def _together(sets: Sequence[_Sets], groups: int, prior: Sequence[float]) -> tuple[Counts, Array]:
    """The same set by whichever cause as one row, and its weights by cause."""
    marks = np.random.default_rng(29).integers(0, 2**63, groups, dtype=np.uint64)
    marks = np.append(marks, np.uint64(0))  # a sum of marks stands for a set
    rows = np.concatenate([one.rows for one in sets])
    of = np.repeat(np.arange(len(sets)), [len(one.rows) for one in sets])
    weight = np.concatenate([one.weights * own for one, own in zip(sets, prior, strict=True)])
    _, first, at = np.unique(marks[rows].sum(axis=1), return_index=True, return_inverse=True)
    shape = len(first), len(sets)
    summed = np.bincount(at * len(sets) + of, weight, shape[0] * shape[1]).astype(np.float64)
    return rows[first], summed.reshape(shape)


def _name(key: Key) -> str:
    if isinstance(key, str):
        return key
    return " ".join(sorted(f"{g.side} {g.unit} {sorted(g.explains)}" for g in key))
