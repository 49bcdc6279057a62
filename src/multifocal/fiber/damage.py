"""What lesions leave of each fiber: its nodes, and the few different internodes that it has.

Most internodes are alike, so they are described once: a `row` is one kind of internode. Each
fiber has a healthy row, `home` (fibers of one geometry share it); further rows follow where
damage, or an internode of another length, asks for them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from multifocal.fiber.geometry import Geometry
from multifocal.fiber.lesion import AT_INTERNODES, SEAL_GNA_SODIUM, Lesion

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Damage:
    """1 is healthy. Shapes: row_of (fibers, nodes - 1); home (fibers,); sodium and width
    (fibers, nodes); all others (rows,), or (rows, 2) for the two ends of an internode.

    fiber: whose geometry; lamellae: share left; seal, peri: periaxonal widths are divided by
    these; bare_mysa, bare_flut: no myelin at that end; node_width: how many times longer the node
    at that end is; length_um: from node to node.
    """

    row_of: NDArray[np.int64]
    home: NDArray[np.int64]
    sodium: Array
    width: Array
    fiber: NDArray[np.int64]
    lamellae: Array
    seal: Array
    peri: Array
    bare_mysa: Flags
    bare_flut: Flags
    node_width: Array
    length_um: Array
    other_length: Flags

    @property
    def remade(self) -> Flags:
        """Rows whose myelin, periaxonal space or length is not a healthy internode's; (rows,)."""
        changed = (self.lamellae != 1) | (self.seal != 1) | (self.peri != 1)
        return np.asarray(changed | self.other_length)

    def of_rows(self, which: Flags) -> "Damage":
        """Some of the rows; what the fibers are made of no longer points at them."""
        names = ("fiber", "lamellae", "seal", "peri", "bare_mysa", "bare_flut", "node_width",
                 "length_um", "other_length")  # fmt: skip
        return replace(self, **{name: getattr(self, name)[which] for name in names})

    @property
    def alike(self) -> Flags:
        """Rows whose two halves mirror each other; (rows,)."""
        ends = (self.bare_mysa, self.bare_flut, self.node_width)
        return np.asarray(np.all([end[:, 0] == end[:, 1] for end in ends], axis=0))


def check_places(lesions: Sequence[Lesion], fibers: int, nodes: int) -> None:
    """Raises IndexError where a lesion names a fiber, node or internode that is not there, and
    ValueError where it was made for one fiber and there are more."""
    for lesion in lesions:
        if lesion.made_for not in (None, fibers):
            raise ValueError(
                f"a {lesion.kind} lesion was made for one fiber, and there are {fibers}; give "
                f"fibers={fibers}, or fibers=[...] with the numbers of those that it damages"
            )
        last = nodes - 1 if lesion.kind in AT_INTERNODES else nodes
        if lesion.at.size and not (lesion.at.min() >= 0 and lesion.at.max() < last):
            raise IndexError(f"a {lesion.kind} lesion lies beyond the fiber's {nodes} nodes")
        if lesion.fiber.size and not (lesion.fiber.min() >= 0 and lesion.fiber.max() < fibers):
            raise IndexError(f"a {lesion.kind} lesion names a fiber that is not there")


def damage(
    geometry: Geometry,
    nodes: int,
    lesions: Sequence[Lesion],
    internode_um: Array | None = None,
) -> Damage:
    """Put lesions together; `internode_um` (fibers, nodes - 1) where lengths differ.

    Several lesions of one place multiply.
    """
    fibers, internodes = len(geometry.diameter_um), nodes - 1
    check_places(lesions, fibers, nodes)
    sodium, width = np.ones((fibers, nodes)), np.ones((fibers, nodes))
    halved = np.ones((fibers, nodes))
    lamellae, seal, peri = (np.ones((fibers, internodes)) for _ in range(3))
    mysa, flut = np.zeros((fibers, nodes), dtype=bool), np.zeros((fibers, nodes), dtype=bool)
    for lesion in lesions:
        where = (lesion.fiber, lesion.at)
        match lesion.kind:
            case "lamellae":
                np.multiply.at(lamellae, where, lesion.scale)
            case "seal" | "seal+peri" | "seal+gna":
                np.multiply.at(seal, where, lesion.scale)
            case "widened":
                np.divide.at(width, where, lesion.scale)
            case "gna" | "paranode" | "mysa":
                np.multiply.at(sodium, where, lesion.scale)
        if lesion.kind == "seal+peri":
            np.multiply.at(peri, where, lesion.scale)
        if lesion.kind == "seal+gna":
            for side in (0, 1):  # the node at either end; a node between two counts once
                halved[lesion.fiber, lesion.at + side] = SEAL_GNA_SODIUM
        if lesion.kind in ("paranode", "mysa"):
            mysa[where] = True
        if lesion.kind == "paranode":
            flut[where] = True
    length = np.repeat(geometry.internode_um[:, None], internodes, axis=1)
    if internode_um is not None:
        length = np.where(np.isclose(internode_um, length, rtol=1e-9), length, internode_um)
    every = np.stack(
        [
            lamellae, seal, peri, length,
            mysa[:, :-1], mysa[:, 1:], flut[:, :-1], flut[:, 1:], width[:, :-1], width[:, 1:],
        ],
        axis=2,
    )  # fmt: skip
    return _rows(every, geometry, sodium * halved, width)


_HEALTHY = (1.0, 1.0, 1.0, np.nan, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0)


def _rows(every: Array, geometry: Geometry, sodium: Array, width: Array) -> Damage:
    fibers = len(every)
    first_of, kind = _kinds(geometry)
    healthy = np.tile(np.array(_HEALTHY), (len(first_of), 1))
    healthy[:, 3] = geometry.internode_um[first_of]
    changed = (every != healthy[kind][:, None, :]).any(axis=2)
    fiber, at = np.nonzero(changed)
    made = np.concatenate([kind[fiber, None], every[fiber, at]], axis=1)
    fresh = np.ones(len(fiber), dtype=bool)  # neighbours that are alike share a row
    if len(fiber) > 1:
        fresh[1:] = (made[1:] != made[:-1]).any(axis=1)
    row = np.cumsum(fresh) - 1
    made = made[fresh]
    if len(first_of) < fibers and len(made):  # and so may fibers of one geometry
        kept, again = _alike_rows(made)
        made, row = made[kept], again[row]
    row_of = np.repeat(kind[:, None], every.shape[1], axis=1)
    row_of[fiber, at] = len(first_of) + row
    rows = np.concatenate([healthy, made[:, 1:]])
    of_kind = np.concatenate([np.arange(len(first_of)), made[:, 0].astype(np.int64)])
    return Damage(
        row_of=row_of,
        home=kind,
        sodium=sodium,
        width=width,
        fiber=first_of[of_kind],
        lamellae=rows[:, 0],
        seal=rows[:, 1],
        peri=rows[:, 2],
        length_um=rows[:, 3],
        other_length=rows[:, 3] != healthy[of_kind, 3],
        bare_mysa=rows[:, 4:6] > 0,
        bare_flut=rows[:, 6:8] > 0,
        node_width=rows[:, 8:10],
    )


def _alike_rows(rows: Array) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """One of each kind of row, and for each row the number of its kind."""
    weights = np.sqrt(np.arange(2.0, 2.0 + rows.shape[1]))  # sums tell unlike rows apart
    _, kept, again = np.unique(rows @ weights, return_index=True, return_inverse=True)
    again = again.ravel()
    if not np.array_equal(rows[kept][again], rows):  # hardly ever: then compare them whole
        _, kept, again = np.unique(rows, axis=0, return_index=True, return_inverse=True)
    return kept, again.ravel()


def _kinds(geometry: Geometry) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """One fiber of each geometry, and for each fiber the number of its geometry."""
    columns = np.stack([getattr(geometry, one.name) for one in fields(geometry)], axis=1)
    _, first, kind = np.unique(columns[:, 0], return_index=True, return_inverse=True)
    if not np.array_equal(columns[first][kind], columns):  # one diameter built two ways
        _, first, kind = np.unique(columns, axis=0, return_index=True, return_inverse=True)
    return first, kind.ravel()
