"""Places that the findings cannot tell apart.

A group is a named nerve, root, trunk or cord of one side together with the weak findings that
harm of it would explain: "the median nerve, for FPL alone" holds the anterior interosseous nerve
and some fascicles of the median nerve anywhere above it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from multifocal.body import SIDES, Side
from multifocal.frozen import frozen
from multifocal.localize.causes import place_table
from multifocal.localize.ratios import Ratios
from multifocal.localize.weakness import Finding, MuscleFinding, SkinFinding, Weakness

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


class View:
    """The findings against every locus of both sides: what is common to all causes.

    A row is a locus of a side that reaches something that was found; `loci` (rows,) are their
    numbers in `place_table`. Rows of a unit that reach the same findings are a class, `class_of`
    (rows,); classes that explain the same ones are a group, `group_of` (classes,). `tested` (rows,)
    says which reach a muscle or a task that was tested (or skin, where nothing else was): how often
    a cause fits is asked given that it strikes there, because an examiner tests where something is
    wrong. `numb`: each group with areas beyond it that are less felt; another place of a set may
    explain them, and they count once; `some_numb` (classes,) and `numb_of` say where they lie.

    Ratios by class and level: `whole`, of all muscles if all are struck; `partly`, if some are;
    `felt`, of feeling, (classes, levels); `tasks`, of each, (classes, tasks, levels).
    """

    def __init__(self, weakness: Weakness, ratios: Ratios) -> None:
        table, findings = place_table(), weakness.findings
        steps = table.share_steps[:, [table.column[_target(one)] for one in findings]]
        side = np.array([SIDES.index(one.side) for one in findings])
        bins = np.concatenate([steps * (side == at) for at in range(len(SIDES))])
        rows = np.flatnonzero(bins.any(axis=1))
        bins = bins[rows]
        self.loci = rows % len(table.loci)
        shows = [not isinstance(one, SkinFinding) for one in findings]
        self.tested = (bins[:, shows] >= _EXPLAINS_FROM).any(axis=1)
        if not any(shows):
            self.tested = np.ones(len(bins), dtype=bool)
        units = table.unit_numbers[self.loci] + rows // len(table.loci) * len(table.units)
        first, self.class_of = _classes(units, bins)
        units, self._bins = units[first], bins[first]
        explains = (self._bins >= _EXPLAINS_FROM) & _asked(findings)
        first, self.group_of = _classes(units, explains)
        self.groups = tuple(
            Group(SIDES[at // len(table.units)], table.units[at % len(table.units)], one)
            for at, one in zip(units[first].tolist(), _marked(explains[first]), strict=True)
        )
        self.number = {group: at for at, group in enumerate(self.groups)}
        self._numb(findings)
        self._ratios(weakness, ratios)

    def _numb(self, findings: Sequence[Finding]) -> None:
        """Only where muscles are weak: else what is less felt is what groups explain."""
        beside = any(isinstance(one, MuscleFinding) and one.weak for one in findings)
        less = [beside and isinstance(one, SkinFinding) and _abnormal(one) for one in findings]
        reached = (self._bins >= _EXPLAINS_FROM) & np.array(less, dtype=bool)
        self.some_numb = reached.any(axis=1)
        reached, of_group = reached[self.some_numb], self.group_of[self.some_numb]
        first, self.numb_of = _classes(of_group, reached)
        self.numb = tuple(zip(of_group[first].tolist(), _marked(reached[first]), strict=True))

    def _ratios(self, weakness: Weakness, ratios: Ratios) -> None:
        muscles, skin = len(weakness.muscles), len(weakness.skin)
        ends = muscles, muscles + skin
        of_muscle, of_skin, of_task = (
            own[np.arange(len(own)), columns]  # (classes, findings, levels); 1 where nothing passes
            for own, columns in zip(
                (ratios.muscles, ratios.skin, ratios.tasks),
                np.split(self._bins, ends, axis=1),
                strict=True,
            )
        )
        self.whole, self.felt, self.tasks = of_muscle.prod(axis=1), of_skin.prod(axis=1), of_task
        self.partly = np.zeros_like(self.whole)
        for struck in FASCICLES:
            self.partly += (struck * of_muscle + (1.0 - struck)).prod(axis=1) / len(FASCICLES)


@cache
def _marks(count: int) -> NDArray[np.int64]:
    return frozen(np.random.default_rng(31).integers(-(2**63), 2**63 - 1, count))


def _classes(of: Counts, rows: NDArray[np.integer | np.bool_]) -> tuple[Counts, Counts]:
    """The first of all rows that are alike, and which of these each row is; `of` (rows,) is one
    column more. A sum of marks stands for a row."""
    marks = _marks(rows.shape[1] + 1)
    _, first, at = np.unique(
        of * marks[0] + rows @ marks[1:], return_index=True, return_inverse=True
    )
    order = np.argsort(first)
    return first[order], np.argsort(order)[at]


def _marked(rows: NDArray[np.bool_]) -> list[frozenset[int]]:
    found: list[list[int]] = [[] for _ in rows]
    for row, column in zip(*(one.tolist() for one in np.nonzero(rows)), strict=True):
        found[row].append(column)
    return [frozenset(one) for one in found]


def _asked(findings: Sequence[Finding]) -> NDArray[np.bool_]:
    """What is to be explained: weak muscles; where none is weak, what is less felt or hard."""
    weak = [isinstance(one, MuscleFinding) and one.weak for one in findings]
    return np.array(weak if any(weak) else [_abnormal(one) for one in findings], dtype=bool)


def _abnormal(finding: Finding) -> bool:
    if isinstance(finding, MuscleFinding):
        return finding.weak
    return not isinstance(finding, SkinFinding) or finding.feeling == "less"


def _target(finding: Finding) -> str:
    for name in ("muscle", "skin", "task"):
        if (key := getattr(finding, name, None)) is not None:
            return str(key)
    raise TypeError(finding)
