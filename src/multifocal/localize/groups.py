"""Places that the findings cannot tell apart, each group with how well every cause fits there.

A group is a named nerve, root, trunk or cord of one side together with the weak findings that
harm of it would explain: "the median nerve, for FPL alone" holds the anterior interosseous nerve
and some fascicles of the median nerve anywhere above it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from multifocal.body import SIDES, Side
from multifocal.localize.causes import PlacesCause
from multifocal.localize.loci import LocusTable
from multifocal.localize.ratios import Ratios
from multifocal.localize.weakness import Finding, MuscleFinding, SkinFinding, TaskFinding, Weakness

Array = NDArray[np.float64]
Counts = NDArray[np.intp]

FASCICLES: Final = (0.25, 0.5, 0.75)
"""How many of the muscles are struck where some fascicles are: few, half, most, all alike likely
(multifocal-choice-localize-causes)."""
FASCICLE: Final = sum(FASCICLES) / len(FASCICLES)
_EXPLAINS_FROM: Final = 2
"""Of `SHARES`: so much of a finding's fibers must pass a place for it to explain the finding."""


@dataclass(frozen=True)
class Group:
    """`side`, `unit` (Locus.unit) and `explains`, the indices of findings that it explains."""

    side: Side
    unit: str
    explains: frozenset[int]


@dataclass(frozen=True)
class Spread:
    """Where in a group a cause would lie: `loci` of its table, and the weight by locus and level,
    `joint` (loci, levels), which sums to 1; `part` of it comes from single fascicles."""

    loci: Counts
    joint: Array
    part: Array


@dataclass(frozen=True, eq=False)
class SideFit:
    """How a cause fits the groups of one side, in the order of `SideView.groups`.

    `rate` (groups,): mean number of places there; `weight` (groups,): that, times how much likelier
    they make the findings than a healthy limb; `tasks` (groups, tasks): ratio of each task.
    `spared` (groups,) and `numb` (numb ones,), in the order of `SideView.numb`, are the parts of
    `weight` in which no area that is less felt is explained, and in which those are.
    `ratio`, `part` (classes, levels): of each class of loci, all places and fascicles alone.
    """

    rate: Array
    weight: Array
    spared: Array
    numb: Array
    tasks: Array
    ratio: Array
    part: Array


@dataclass(frozen=True)
class CauseFit:
    """A cause, its mean number of places before what was tested, and its fit by side.

    `members`: of two causes at once, each of them.
    """

    cause: PlacesCause
    mean: float
    views: "Sequence[SideView]"
    sides: Mapping[Side, SideFit]
    members: "tuple[CauseFit, ...]" = ()
    _spreads: dict[Group, Spread] = field(default_factory=dict, repr=False, compare=False)

    def strikes(self, group: Group) -> bool:
        """Whether the cause can lie in the group."""
        return self.weight(group) > 0.0

    def weight(self, group: Group) -> float:
        """Of the group by this cause, 0 where it cannot lie there."""
        view = next((one for one in self.views if one.side == group.side), None)
        at = None if view is None else view.number.get(group)
        return 0.0 if at is None else float(self.sides[group.side].weight[at])

    def by_member(self, group: Group) -> "list[tuple[float, CauseFit]]":
        """The cause alone, or each of those that are at work at once, with their shares."""
        whole = self.weight(group)
        if not self.members:
            return [(1.0, self)]
        return [(own / whole, one) for one in self.members if (own := one.weight(group)) > 0.0]

    def spread(self, group: Group) -> Spread:
        """Where in the group the cause would lie; of single causes."""
        if group not in self._spreads:
            self._spreads[group] = self._spread(group)
        return self._spreads[group]

    def _spread(self, group: Group) -> Spread:
        view = next(one for one in self.views if one.side == group.side)
        own, rate = self.sides[group.side], self.cause.rate[view.loci]
        mine = np.flatnonzero((view.group_of == view.number[group])[view.class_of] & (rate > 0.0))
        of = view.class_of[mine]
        joint, part = rate[mine, None] * own.ratio[of], rate[mine, None] * own.part[of]
        whole = joint.sum()
        return Spread(view.loci[mine], joint / whole, part / whole)


class SideView:
    """One side's findings against every locus of a table: what is common to all causes.

    Loci of a unit that reach the same findings are a class; classes that explain the same ones are
    a group. `tested` says which loci reach a muscle or a task that was tested (or skin, where
    nothing else was): how often a cause fits is asked given that it strikes there, because an
    examiner tests where something is wrong. `numb`: each group with areas beyond it that are less
    felt; another place of a set may explain them, and they count once.
    """

    def __init__(self, weakness: Weakness, table: LocusTable, side: Side, ratios: Ratios) -> None:
        self.side = side
        findings = weakness.findings
        self.at = [k for k, one in enumerate(findings) if one.side == side]
        columns = [table.column[_target(findings[k])] for k in self.at]
        bins = table.share_steps[:, columns]
        self.loci = np.flatnonzero(bins.any(axis=1))
        bins = bins[self.loci]
        shows = [not isinstance(findings[k], SkinFinding) for k in self.at]
        if any(isinstance(one, MuscleFinding | TaskFinding) for one in findings):
            self.tested = (bins[:, shows] >= _EXPLAINS_FROM).any(axis=1)
        else:
            self.tested = np.ones(len(bins), dtype=bool)
        units = table.unit_numbers[self.loci]
        first, self.class_of = _classes(np.column_stack([units, bins]))
        self.bins = bins[first]
        self._ratios(weakness, ratios)
        asked = _asked(findings)
        explains = (self.bins >= _EXPLAINS_FROM) & [asked[k] for k in self.at]
        of_group, self.group_of = _classes(np.column_stack([units[first], explains]))
        self.groups = tuple(
            Group(
                side,
                table.units[units[first[k]]],
                frozenset(at for at, one in zip(self.at, explains[k], strict=True) if one),
            )
            for k in of_group
        )
        self.number = {group: at for at, group in enumerate(self.groups)}
        self._numb(findings, any(isinstance(one, MuscleFinding) and one.weak for one in findings))

    def _numb(self, findings: Sequence[Finding], beside: bool) -> None:
        """`beside`: whether they stand beside weak muscles; else they are what groups explain."""
        less = [
            beside and isinstance(one := findings[k], SkinFinding) and _abnormal(one)
            for k in self.at
        ]
        reached = (self.bins >= _EXPLAINS_FROM) & np.array(less, dtype=bool)
        self.some_numb = reached.any(axis=1)
        rows = np.column_stack([self.group_of, reached])[self.some_numb]
        first, self.numb_of = _classes(rows)
        self.numb = tuple(
            (int(rows[k, 0]), frozenset(np.array(self.at)[rows[k, 1:].astype(bool)].tolist()))
            for k in first
        )

    def _ratios(self, weakness: Weakness, ratios: Ratios) -> None:
        """By class and level: of all muscles if all are struck, if some are, of feeling, of
        each task."""
        muscles, skin = len(weakness.muscles), len(weakness.skin)
        count, levels = len(self.bins), ratios.muscles.shape[2]
        self.whole, self.felt = np.ones((count, levels)), np.ones((count, levels))
        struck = np.array(FASCICLES)[:, None, None]
        few = np.ones((len(FASCICLES), count, levels))
        self.tasks = np.ones((count, len(weakness.tasks), levels))
        for column, k in enumerate(self.at):
            of = self.bins[:, column]
            if k < muscles:
                reached = np.flatnonzero(of)  # the ratio is 1 where nothing passes
                ratio = ratios.muscles[k][of[reached]]
                self.whole[reached] *= ratio
                few[:, reached] *= struck * ratio + 1.0 - struck
            elif k < muscles + skin:
                self.felt *= ratios.skin[k - muscles][of]
            else:
                self.tasks[:, k - muscles - skin] = ratios.tasks[k - muscles - skin][of]
        self.partly = few.mean(axis=0)


def views(weakness: Weakness, table: LocusTable, ratios: Ratios) -> tuple[SideView, ...]:
    """A view for each side that has findings."""
    sides = {one.side for one in weakness.findings}
    return tuple(SideView(weakness, table, side, ratios) for side in SIDES if side in sides)


def fit(cause: PlacesCause, sides: Sequence[SideView]) -> CauseFit:
    """How a cause fits every group of these sides; those that explain nothing weigh nothing."""
    mean, fits = 0.0, {}
    for view in sides:
        rate = cause.one_side * cause.rate[view.loci]
        mean += float(rate[view.tested].sum())
        fits[view.side] = _side_fit(cause, view, _summed(view.class_of, rate, len(view.group_of)))
    return CauseFit(cause, mean, sides, fits)


def _side_fit(cause: PlacesCause, view: SideView, by_class: Array) -> SideFit:
    partly = cause.part * view.partly * cause.levels
    struck = (1.0 - cause.part) * view.whole * cause.levels + partly
    feeling = 1.0 - cause.skin + cause.skin * view.felt
    ratio, count = struck * feeling, len(view.groups)
    explains = np.array([bool(one.explains) for one in view.groups], dtype=bool)
    rates = _summed(view.group_of, by_class, count)
    weight = _summed(view.group_of, by_class * ratio.sum(axis=1), count)
    numb = by_class * (cause.skin * struck * view.felt).sum(axis=1)
    of_numb = _summed(view.numb_of, numb[view.some_numb], len(view.numb))
    of_numb *= explains[[at for at, _ in view.numb]]
    spared = weight - _summed(view.group_of[view.some_numb], numb[view.some_numb], count)
    tasks = np.zeros((count, view.tasks.shape[1]))
    if tasks.size:
        each = (by_class[:, None, None] * ratio[:, None] * view.tasks).sum(axis=2)
        np.add.at(tasks, view.group_of, each)
        tasks /= np.maximum(weight, np.finfo(float).tiny)[:, None]
    return SideFit(
        rates, weight * explains, np.maximum(spared, 0.0) * explains, of_numb, tasks, ratio,
        partly * feeling,
    )  # fmt: skip


def fit_both(cause: PlacesCause, first: CauseFit, second: CauseFit, share: float) -> CauseFit:
    """Two causes at once, each with places of its own; of the second `share` as many as alone."""
    fits = {}
    lesser = replace(
        second,
        mean=share * second.mean,
        sides={side: _scaled(one, share) for side, one in second.sides.items()},
        _spreads={},
    )
    for side, side_fit in first.sides.items():
        other = lesser.sides[side]
        weight = side_fit.weight + other.weight
        shares = side_fit.weight / np.maximum(weight, np.finfo(float).tiny)
        fits[side] = SideFit(
            side_fit.rate + other.rate,
            weight,
            side_fit.spared + other.spared,
            side_fit.numb + other.numb,
            shares[:, None] * side_fit.tasks + (1.0 - shares)[:, None] * other.tasks,
            side_fit.ratio,  # of single causes only
            side_fit.part,
        )
    return CauseFit(cause, first.mean + lesser.mean, first.views, fits, (first, lesser))


def _scaled(side_fit: SideFit, share: float) -> SideFit:
    return replace(
        side_fit,
        rate=share * side_fit.rate,
        weight=share * side_fit.weight,
        spared=share * side_fit.spared,
        numb=share * side_fit.numb,
    )


def _summed(of: Counts, values: Array, count: int) -> Array:
    return np.bincount(of, values, count).astype(np.float64)


def _classes(rows: NDArray[np.intp]) -> tuple[Counts, Counts]:
    """The first of all rows that are alike, and which of these each row is."""
    if not len(rows):
        return np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.intp)
    small = np.ascontiguousarray(rows.astype(np.int16))
    as_one = small.view(np.dtype((np.void, small.shape[1] * small.itemsize))).ravel()
    _, first, of = np.unique(as_one, return_index=True, return_inverse=True)
    order = np.argsort(first)
    return first[order], np.argsort(order)[of]


def _asked(findings: Sequence[Finding]) -> list[bool]:
    """What is to be explained: weak muscles; where none is weak, what is less felt or hard."""
    if any(isinstance(one, MuscleFinding) and one.weak for one in findings):
        return [isinstance(one, MuscleFinding) and one.weak for one in findings]
    return [_abnormal(one) for one in findings]


def _abnormal(finding: Finding) -> bool:
    if isinstance(finding, MuscleFinding):
        return finding.weak
    return not isinstance(finding, SkinFinding) or finding.feeling == "less"


def _target(finding: Finding) -> str:
    for name in ("muscle", "skin", "task"):
        if (key := getattr(finding, name, None)) is not None:
            return str(key)
    raise TypeError(finding)
