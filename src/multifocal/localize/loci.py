"""Every place where a nerve can be harmed, cut into stretches that nothing leaves in between.

A locus is such a stretch of one segment: harm anywhere in it reaches the same muscles, skin and
tasks. The table is the same for both sides.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from multifocal import body
from multifocal.body import Muscle, Target
from multifocal.frozen import FrozenDict, frozen
from multifocal.localize.grades import SHARES

Array = NDArray[np.float64]

# multifocal-choice-localize-roots: how much of a muscle or an area of skin each of its roots feeds.
MAIN_ROOT_SHARE: Final = 0.6
OCCASIONAL: Final = 0.5
"""Weight of a root that the table puts in brackets, against another one that is not the main."""
_TOLERANCE_MM: Final = 1e-6


@dataclass(frozen=True)
class Locus:
    """A stretch of a segment, mm from the segment's proximal end (175-cm adult).

    `unit` is what it is spoken of as: the named nerve, root, trunk or cord that it belongs to.
    """

    segment: str
    from_mm: float
    to_mm: float
    unit: str

    @property
    def length_mm(self) -> float:
        """How long it is."""
        return self.to_mm - self.from_mm


@dataclass(frozen=True, eq=False)
class LocusTable:
    """Every locus, and what share of each target's fibers passes it.

    `targets` are ids of muscles, areas of skin and tasks; `share` has shape (loci, targets), 0 to
    1. A task's share is the sum of its weights over the muscles.
    """

    loci: tuple[Locus, ...]
    targets: tuple[str, ...]
    share: Array
    column: Mapping[str, int]

    @cached_property
    def share_steps(self) -> NDArray[np.intp]:
        """The shares in steps of one part in `SHARES`, (loci, targets)."""
        return frozen(np.rint(self.share * SHARES).astype(np.intp))

    @cached_property
    def units(self) -> tuple[str, ...]:
        """What the loci are spoken of as, each once."""
        return tuple(dict.fromkeys(one.unit for one in self.loci))

    @cached_property
    def unit_numbers(self) -> NDArray[np.intp]:
        """Which of `units` each locus is spoken of as, (loci,)."""
        number = {unit: at for at, unit in enumerate(self.units)}
        return frozen(np.array([number[one.unit] for one in self.loci], dtype=np.intp))


@cache
def locus_table() -> LocusTable:
    """The table, from the graph of `body`."""
    passed = _passed()
    tasks = body.tasks()
    targets = tuple(one.id for one in (*body.targets(), *tasks))
    column = {key: at for at, key in enumerate(targets)}
    loci, rows = [], []
    for segment_id, ends in passed.items():
        part = body.segment(segment_id)
        cuts = sorted({0.0, *(mm for mm, _, _ in ends)})
        for from_mm, to_mm in pairwise(cuts):
            if to_mm - from_mm <= _TOLERANCE_MM:
                continue
            row = np.zeros(len(targets))
            for mm, target, share in ends:
                if mm >= to_mm - _TOLERANCE_MM:
                    row[column[target]] += share
            for task in tasks:
                row[column[task.id]] = sum(w * row[column[m]] for m, w in task.weights.items())
            loci.append(Locus(segment_id, from_mm, to_mm, unit_of(part.id)))
            rows.append(row)
    return LocusTable(tuple(loci), targets, frozen(np.array(rows)), FrozenDict(column))


def _passed() -> dict[str, list[tuple[float, str, float]]]:
    """By segment: where each target's fibers of each root leave it, and their share."""
    found: dict[str, list[tuple[float, str, float]]] = {one.id: [] for one in body.segments()}
    for target in body.targets():
        for root, share in root_shares(target).items():
            for stretch in body.path(target.id, root=root).stretches:
                found[stretch.segment].append((stretch.length_mm, target.id, share))
    return found


@cache
def _read_shares() -> Mapping[str, dict[str, float]]:
    text = files("multifocal.localize").joinpath("root_shares.toml").read_text("utf-8")
    return FrozenDict({key: row["shares"] for key, row in tomllib.loads(text).items()})


def root_shares(target: Target) -> Mapping[str, float]:
    """How much of a muscle or an area of skin each of its roots feeds; they sum to 1.

    As the table says where a source was read for the muscle. ValueError where it names a root that
    is not the muscle's own, or shares that do not sum to 1.
    """
    if (read := _read_shares().get(target.id)) is not None:
        if read.keys() != set(target.roots) or abs(sum(read.values()) - 1.0) > _TOLERANCE_MM:
            raise ValueError(f"shares of {target.id}: {read}")
        return read
    occasional: Iterable[str] = target.occasional_roots if isinstance(target, Muscle) else ()
    others = {r: OCCASIONAL if r in occasional else 1.0 for r in target.roots}
    del others[target.main_root]
    if not others:
        return {target.main_root: 1.0}
    left = (1.0 - MAIN_ROOT_SHARE) / sum(others.values())
    return {r: left * others[r] if r in others else MAIN_ROOT_SHARE for r in target.roots}


def unit_of(segment_id: str) -> str:
    """As what a segment is spoken of: `root_c8`, a trunk or cord, or the nerve that studies name.

    KeyError if there is no such segment.
    """
    part = body.segment(segment_id)
    if part.kind in ("root", "ramus"):
        return f"root_{part.id.rpartition('_')[2]}"
    if part.kind in ("trunk", "division", "cord"):
        return part.id
    stem = next((one for one in body.lineage(part.nerve) if one.recordable), None)
    return stem.id if stem else part.nerve
