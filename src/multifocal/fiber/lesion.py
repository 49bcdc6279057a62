"""Damage to fibers: which node or internode, what kind, how much is left."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from multifocal.arguments import names_arguments, names_fields
from multifocal.fault import Fault

Kind = Literal["lamellae", "gna", "seal", "seal+peri", "seal+gna", "paranode", "mysa", "widened"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""Every kind of damage that a `Lesion` can be."""

AT_INTERNODES: frozenset[str] = frozenset({"lamellae", "seal", "seal+peri", "seal+gna"})
"""Kinds whose `at` counts internodes (k lies between nodes k and k+1); the others count nodes."""

SEAL_GNA_SODIUM = 0.5
"""Sodium left at the nodes of a `seal+gna` lesion (solver.md section 4)."""


@names_fields
@dataclass(frozen=True)
class Lesion:
    """One kind of damage at many places of many fibers; all arrays have shape (places,).

    Entry k damages place `at[k]` of fiber `fiber[k]`, leaving `scale[k]` of what was there:

    - `lamellae`: number of myelin lamellae times scale, in an internode;
    - `gna`: fast and persistent sodium conductance times scale, at a node;
    - `seal`: periaxonal width of both MYSA divided by scale, in an internode;
    - `seal+peri`: MYSA, FLUT and STIN width divided by scale;
    - `seal+gna`: `seal`, and half the sodium at the node on either end of the internode;
    - `paranode`: MYSA and FLUT on both sides of a node bared of myelin, sodium times scale;
    - `mysa`: MYSA alone bared, sodium times scale;
    - `widened`: a node grown to its length divided by scale, with the channels that it had.

    Several lesions of a fiber multiply. Source: solver.md section 4; kinds computed against
    NEURON in `data/mrg_block.csv` and `data/mrg_paranode.csv`.

    Places are whole numbers. made_for: 1 where `at_all` or `centered` was told no fibers; a batch
    of more than one is then refused, lest all but the first stay healthy unseen.
    """

    kind: Kind
    fiber: NDArray[np.int64]
    at: NDArray[np.int64]
    scale: NDArray[np.float64]
    made_for: int | None = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise Fault("fiber.lesion_kind", kind=self.kind, known=KINDS)
        for name in ("fiber", "at"):
            object.__setattr__(self, name, _whole_numbers(name, getattr(self, name)))
        object.__setattr__(self, "scale", np.asarray(self.scale, dtype=np.float64))
        if not (self.fiber.shape == self.at.shape == self.scale.shape) or self.fiber.ndim != 1:
            raise ValueError("fiber, at and scale must be one-dimensional and of one length")
        lowest_open = self.kind not in ("gna", "paranode", "mysa")
        low = np.any(self.scale <= 0.0) if lowest_open else np.any(self.scale < 0.0)
        if low or not np.all(np.isfinite(self.scale)) or np.any(self.scale > 1.0):
            scale = "fiber.scale.above_0" if lowest_open else "fiber.scale.from_0"
            raise Fault(scale, kind=self.kind)

    def of_fibers(self, first: int, stop: int) -> "Lesion":
        """What damages fibers first ... stop - 1, counted from `first`."""
        inside = (self.fiber >= first) & (self.fiber < stop)
        return Lesion(self.kind, self.fiber[inside] - first, self.at[inside], self.scale[inside])

    def part(self, which: NDArray[np.int64]) -> "Lesion":
        """What damages some of the fibers, or some of them several times, counted anew."""
        order = np.argsort(self.fiber, kind="stable")
        of = self.fiber[order]
        first, stop = np.searchsorted(of, which), np.searchsorted(of, which, side="right")
        counts = stop - first
        fiber = np.repeat(np.arange(len(which)), counts)
        into = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        places = order[np.repeat(first, counts) + into]
        return Lesion(self.kind, fiber, self.at[places], self.scale[places])

    @classmethod
    @names_arguments
    def at_all(
        cls, kind: Kind, at: ArrayLike, scale: ArrayLike, fibers: int | Sequence[int] | None = None
    ) -> "Lesion":
        """The same places in the first so many fibers, or in those of these numbers; without
        `fibers`, in the only one.

        `scale` is one number or one a fiber. ValueError for a place between two.
        """
        count = 1 if fibers is None else fibers
        which = np.arange(count) if isinstance(count, int) else _whole_numbers("fibers", count)
        places = np.atleast_1d(_whole_numbers("at", at))
        left = np.broadcast_to(np.asarray(scale, dtype=np.float64), which.shape)
        return cls(
            kind,
            np.repeat(which, len(places)),
            np.tile(places, len(which)),
            np.repeat(left, len(places)),
            made_for=1 if fibers is None else None,
        )

    @classmethod
    @names_arguments
    def centered(
        cls, kind: Kind, count: int, scale: ArrayLike, center: int, fibers: int | None = None
    ) -> "Lesion":
        """`count` neighbouring places around `center`, as the reference tables count them."""
        start = center - count // 2
        return cls.at_all(kind, np.arange(start, start + count), scale, fibers)


def _whole_numbers(name: str, given: ArrayLike) -> NDArray[np.int64]:
    numbers = np.asarray(given)
    whole = np.asarray(numbers, dtype=np.int64) if numbers.size else np.zeros(numbers.shape, int)
    if numbers.dtype == bool or (whole != numbers).any():
        raise ValueError(f"{name} must be whole numbers that count from 0")
    return whole
