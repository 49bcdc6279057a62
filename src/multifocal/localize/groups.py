"""Places that the findings cannot tell apart, each group with how well every cause fits there.

A group is a named nerve, root, trunk or cord of one side together with the weak findings that
harm of it would explain: "the median nerve, for FPL alone" holds the anterior interosseous nerve
and some fascicles of the median nerve anywhere above it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from multifocal.body import SIDES, Side
from multifocal.localize.causes import PlacesCause
from multifocal.localize.grades import SHARES
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
class GroupFit:
    """How one cause fits a group.

    `rate`: mean number of places there; `weight`: that, times how much likelier they make the
    findings than a healthy limb; `tasks`: ratio of each task.
    """

    rate: float
    weight: float
    tasks: tuple[float, ...]


@dataclass(frozen=True)
class Spread:
    """Where in a group a cause would lie: `loci` of its table, and the weight by locus and level,
    `joint` (loci, levels), which sums to 1; `part` of it comes from single fascicles."""

    loci: Counts
    joint: Array
    part: Array


@dataclass(frozen=True)
class CauseFit:
    """A cause, its mean number of places before what was tested, and its fit by group.

    `ratios` and `parts`: by side, of each class of loci and level, all places and fascicles alone.
    """

    cause: PlacesCause
    mean: float
    groups: Mapping[Group, GroupFit]
    sides: "Mapping[Side, SideView]"
    ratios: Mapping[Side, Array]
    parts: Mapping[Side, Array]
    _spreads: dict[Group, Spread] = field(default_factory=dict, repr=False, compare=False)

    def spread(self, group: Group) -> Spread:
        """Where in the group the cause would lie."""
        if group not in self._spreads:
            self._spreads[group] = self._spread(group)
        return self._spreads[group]

    def _spread(self, group: Group) -> Spread:
        view = self.sides[group.side]
        rate = self.cause.rate[view.loci]
        mine = np.flatnonzero((view.group_of == view.number[group])[view.class_of] & (rate > 0.0))
        of = view.class_of[mine]
        joint = rate[mine, None] * self.ratios[group.side][of]
        part = rate[mine, None] * self.parts[group.side][of]
        whole = joint.sum()
        return Spread(view.loci[mine], joint / whole, part / whole)


class SideView:
    """One side's findings against every locus of a table: what is common to all causes.

    `tested` says which loci reach a muscle or a task that was tested (or skin, where nothing else
    was): how often a cause fits is asked given that it strikes there, because an examiner tests
    where something is wrong.
    """

    def __init__(self, weakness: Weakness, table: LocusTable, side: Side, found: Ratios) -> None:
        self.side = side
        findings = weakness.findings
        self.at = [k for k, one in enumerate(findings) if one.side == side]
        columns = [table.column[_target(findings[k])] for k in self.at]
        bins = np.rint(table.share[:, columns] * SHARES).astype(np.intp)
        self.loci = np.flatnonzero(bins.any(axis=1))
        bins = bins[self.loci]
        shows = [not isinstance(findings[k], SkinFinding) for k in self.at]
        if any(isinstance(one, MuscleFinding | TaskFinding) for one in findings):
            self.tested = (bins[:, shows] >= _EXPLAINS_FROM).any(axis=1)
        else:
            self.tested = np.ones(len(bins), dtype=bool)
        unit_ids: dict[str, int] = {}
        units = [unit_ids.setdefault(table.loci[k].unit, len(unit_ids)) for k in self.loci]
        rows = np.column_stack([units, bins]) if len(self.loci) else np.zeros((0, 1), np.intp)
        first, self.class_of = _classes(rows)
        self.bins = bins[first]
        names = tuple(unit_ids)
        muscles, skin = len(weakness.muscles), len(weakness.skin)
        levels = found.muscles.shape[2]
        self.whole, self.felt = np.ones((len(first), levels)), np.ones((len(first), levels))
        struck = np.array(FASCICLES)[:, None, None]
        few = np.ones((len(FASCICLES), len(first), levels))
        self.tasks = np.ones((len(first), len(weakness.tasks), levels))
        for column, k in enumerate(self.at):
            of = self.bins[:, column]
            if k < muscles:
                ratio = found.muscles[k][of]
                self.whole *= ratio
                few *= struck * ratio + 1.0 - struck  # the ratio is 1 where nothing passes
            elif k < muscles + skin:
                self.felt *= found.skin[k - muscles][of]
            else:
                self.tasks[:, k - muscles - skin] = found.tasks[k - muscles - skin][of]
        self.partly = few.mean(axis=0)
        self.number: dict[Group, int] = {}
        self.group_of = np.array(
            [
                self.number.setdefault(
                    Group(side, names[rows[one, 0]], self._explained(at, findings)),
                    len(self.number),
                )
                for at, one in enumerate(first)
            ],
            dtype=np.intp,
        )

    def _explained(self, at: int, findings: Sequence[Finding]) -> frozenset[int]:
        """Weak muscles; where none is weak anywhere, areas that are less felt and hard tasks."""
        reached = [k for k, of in zip(self.at, self.bins[at], strict=True) if of >= _EXPLAINS_FROM]
        if any(isinstance(one, MuscleFinding) and one.weak for one in findings):
            return frozenset(
                k for k in reached if isinstance(one := findings[k], MuscleFinding) and one.weak
            )
        return frozenset(k for k in reached if _abnormal(findings[k]))


def views(weakness: Weakness, table: LocusTable, found: Ratios) -> tuple[SideView, ...]:
    """A view for each side that has findings."""
    sides = {one.side for one in weakness.findings}
    return tuple(SideView(weakness, table, side, found) for side in SIDES if side in sides)


def fit(cause: PlacesCause, sides: Sequence[SideView]) -> CauseFit:
    """How a cause fits every group of these sides."""
    mean, groups = 0.0, {}
    ratios, parts = {}, {}
    for view in sides:
        rate = cause.one_side * cause.rate[view.loci]
        mean += float(rate[view.tested].sum())
        felt = (1.0 - cause.skin + cause.skin * view.felt) * cause.levels
        parts[view.side] = part = cause.part * view.partly * felt
        ratios[view.side] = ratio = (1.0 - cause.part) * view.whole * felt + part
        by_class = np.bincount(view.class_of, rate, minlength=len(view.group_of))
        fits = by_class * ratio.sum(axis=1)
        count = len(view.number)
        rates = np.bincount(view.group_of, by_class, minlength=count).tolist()
        weights = np.bincount(view.group_of, fits, minlength=count).tolist()
        tasks = np.zeros((count, view.tasks.shape[1]))
        if tasks.size:
            each = (by_class[:, None, None] * ratio[:, None] * view.tasks).sum(axis=2)
            np.add.at(tasks, view.group_of, each)
        for group, at in view.number.items():
            if group.explains and weights[at] > 0.0:
                ratio_of = tuple((tasks[at] / weights[at]).tolist())
                groups[group] = GroupFit(rates[at], weights[at], ratio_of)
    return CauseFit(cause, mean, groups, {v.side: v for v in sides}, ratios, parts)


def _classes(rows: NDArray[np.intp]) -> tuple[list[int], Counts]:
    """The first of all rows that are alike, and which of these each row is."""
    known: dict[bytes, int] = {}
    first: list[int] = []
    of = []
    for at, row in enumerate(rows):
        which = known.setdefault(row.tobytes(), len(known))
        if which == len(first):
            first.append(at)
        of.append(which)
    return first, np.array(of, dtype=np.intp)


def _abnormal(finding: Finding) -> bool:
    if isinstance(finding, MuscleFinding):
        return finding.weak
    return not isinstance(finding, SkinFinding) or finding.feeling == "less"


def _target(finding: Finding) -> str:
    for name in ("muscle", "skin", "task"):
        if (key := getattr(finding, name, None)) is not None:
            return str(key)
    raise TypeError(finding)
