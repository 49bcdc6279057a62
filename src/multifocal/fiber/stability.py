"""Which fibers have a rest that does not hold: they fire, or swing, by themselves."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from multifocal.fiber.cable import Internodes, internodes, node_numbers
from multifocal.fiber.cable import Nodes as NodeNumbers
from multifocal.fiber.damage import Damage, damage
from multifocal.fiber.engines.records import Nodes, Passive
from multifocal.fiber.engines.reference import kernel
from multifocal.fiber.engines.reference.engine import SETTLED_MV
from multifocal.fiber.engines.stability import growing_modes
from multifocal.fiber.fibers import Fibers
from multifocal.fiber.lesion import Lesion
from multifocal.fiber.membranes.mrg import Membrane
from multifocal.fiber.sharing import share_out
from multifocal.fiber.touched import leaves_rest

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

_settle: Callable[..., float] = kernel.settle
_growing: Callable[..., int] = growing_modes


def unstable_rest(
    fibers: Fibers, lesions: Sequence[Lesion] = (), steady_na: Array | None = None
) -> Flags:
    """Whether the rest of each fiber, lesions and steady current (fibers, nodes) in place, moves
    away by itself at the least touch; (fibers,).

    By the eigenvalues of the whole double cable at its rest (docs/decisions/028); of motor and
    sensory membranes by a touch and a watch (`touched`). Asked only where it may be: where a
    steady current flows, or of MRG membranes with other conductances than the published ones; of
    the published ones without, none of 3,000 damaged fibers had such a rest, and of motor and
    sensory fibers none of 3,288 (docs/decisions/050). False where no rest is found.
    """
    steady = np.zeros((len(fibers), fibers.nodes)) if steady_na is None else steady_na
    out = np.zeros(len(fibers), dtype=bool)
    driven = np.asarray(np.any(steady != 0.0, axis=1))
    if not (driven.any() or not fibers.membrane.published):
        return out
    for which, alike in fibers.by_temperature():
        if isinstance(alike.membrane, Membrane):
            some = [lesion.part(which) for lesion in lesions]
            out[which] = growing(alike, some, steady[which]) != 0
            continue
        asked = np.flatnonzero(driven[which])
        if asked.size:
            some = [lesion.part(which[asked]) for lesion in lesions]
            out[which[asked]] = leaves_rest(alike.part(asked), some, steady[which[asked]])
    return out


def growing(fibers: Fibers, lesions: Sequence[Lesion], steady_na: Array) -> NDArray[np.int64]:
    """How many modes of each fiber grow from its rest; (fibers,). -1 where that cannot be told, 0
    where no rest is found. All of one temperature."""
    harm = damage(fibers.geometry, fibers.nodes, lesions, fibers.internode_um)
    shape = [getattr(fibers.geometry, one.name) for one in fields(fibers.geometry)]
    alike = np.column_stack([*shape, harm.sodium, harm.width, harm.row_of, steady_na])
    _, first, again = np.unique(alike, axis=0, return_index=True, return_inverse=True)
    rows = internodes(fibers.geometry, harm)
    nodes = node_numbers(fibers.geometry, harm, _mrg(fibers))
    counted = np.zeros(len(first), dtype=np.int64)

    def work(part: slice) -> None:
        for k in range(part.start, part.stop):
            mark = _mark(first[k], _mrg(fibers), harm, rows, nodes, steady_na)
            if mark not in _counted_before:
                _counted_before[mark] = _of_one(first[k], fibers, harm, rows, nodes, steady_na)
            counted[k] = _counted_before[mark]

    if len(_counted_before) > _MOST_COUNTED:
        _counted_before.clear()
    share_out(work, len(first), nodes=50 * fibers.nodes)
    return np.asarray(counted[again.ravel()])


_MOST_COUNTED = 16_384
_counted_before: dict[bytes, int] = {}
"""By all numbers of a fiber: pairs of pulses, or many strengths, ask the same fiber again."""


def _mark(
    f: int, membrane: Membrane, harm: Damage, rows: Internodes, nodes: NodeNumbers, steady_na: Array
) -> bytes:
    """Of everything that fiber f's rest depends on."""
    passive = _passive(rows, harm.row_of[f])
    numbers = [getattr(nodes, one.name)[f] for one in fields(nodes)]
    mark = blake2b(np.array(membrane.rate_factors).tobytes(), digest_size=16)
    for one in (*numbers, *passive, steady_na[f]):
        mark.update(np.ascontiguousarray(one).tobytes())
    return mark.digest()


def _of_one(
    f: int, fibers: Fibers, harm: Damage, rows: Internodes, nodes: NodeNumbers, steady_na: Array
) -> int:
    channels = Nodes(
        nodes.g_na_fast_us[f], nodes.g_na_persistent_us[f], nodes.g_k_slow_us[f],
        nodes.g_leak_us[f],
    )  # fmt: skip
    which, row_of = np.unique(harm.row_of[f], return_inverse=True)
    v, x = np.empty(fibers.nodes), np.empty((fibers.nodes - 1, *rows.axolemma_nf.shape[1:], 2))
    change = _settle(channels, _passive(rows, harm.row_of[f]), steady_na[f], v, x)
    if not change < SETTLED_MV:
        return 0
    node = (nodes.node_nf[f], channels)
    return int(_growing(v, node, _passive(rows, which), row_of.ravel(), _mrg(fibers).rate_factors))


def _passive(rows: Internodes, which: NDArray[np.int64]) -> Passive:
    return Passive(
        rows.axolemma_nf[which], rows.axolemma_us[which], rows.myelin_nf[which],
        rows.myelin_us[which], rows.axial_us[which], rows.periaxonal_us[which],
    )  # fmt: skip


def _mrg(fibers: Fibers) -> Membrane:
    if not isinstance(fibers.membrane, Membrane):
        raise ValueError("the stability of rest is told of MRG membranes only")
    return fibers.membrane
