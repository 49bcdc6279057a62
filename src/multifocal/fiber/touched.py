"""Whether a fiber comes back to its rest when touched, of membranes with channels in the internode.

Their eigenvalues are not counted (`engines.stability` counts those of MRG membranes).
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multifocal.fiber.damage import damage
from multifocal.fiber.engines.registry import engine_for
from multifocal.fiber.engines.share import Share
from multifocal.fiber.fibers import Fibers
from multifocal.fiber.lesion import Lesion
from multifocal.fiber.sharing import share_out
from multifocal.fiber.stimulus import Pulse, drive

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

TOUCH_NA, TOUCH_MS = 5e-4, 0.1
"""A thousandth of what fires a thin fiber."""
WATCHED_MS, DT_MS, EVERY = 90.0, 0.01, 5
"""What grows more slowly than some 1 % a ms may be taken for rest. The step is coarse for an
impulse, and fine for whether a touch fades."""
FELT_MV, FIRES_MV = 1e-3, 10.0
"""Below the first a voltage in single precision tells nothing; what moves by the second after
such a touch has left its rest."""


def leaves_rest(fibers: Fibers, lesions: Sequence[Lesion], steady_na: Array) -> Flags:
    """Whether each fiber, touched in the middle of each stretch into which a steady current
    (fibers, nodes) flows, moves away from its rest; (fibers,). All of one temperature.

    It does if it swings farther in the last third of the watch than in the second, or fires.
    Fibers without steady current are touched in the middle. Some 10 ms of processor time a touch.
    """
    fiber, node = _touches(steady_na)
    out = np.zeros(len(fibers), dtype=bool)
    some, harmed = fibers.part(fiber), [one.part(fiber) for one in lesions]
    moved_away = np.zeros(len(fiber), dtype=bool)
    steady, nodes = steady_na[fiber], fibers.nodes
    flows = drive(len(fiber), (0.0,), Pulse(TOUCH_NA, TOUCH_MS), (), nodes)
    engine = engine_for(None, "cn", fibers.membrane, field=False)
    steps = round(WATCHED_MS / DT_MS)

    def work(part: slice) -> None:
        these = np.arange(part.start, part.stop)
        alike = some.part(these)
        count = len(alike)
        trace = np.zeros((count, steps // EVERY, nodes), dtype=engine.TRACED)
        share = Share(
            geometry=alike.geometry,
            damage=damage(
                alike.geometry, nodes, [one.part(these) for one in harmed], alike.internode_um
            ),
            membrane=alike.membrane,
            start=node[part],
            steady_na=steady[part],
            drive=flows.part(part),
            scheme="cn",
            steps=steps,
            dt_ms=DT_MS,
            quiet_mv=-np.inf,
            resting_mv=-np.inf,
            goal=np.full(count, -1),
            until_ms=np.full(count, np.inf),
            crossings_ms=np.full((count, nodes, 2), np.nan),
            trace_mv=trace,
            traced=np.arange(nodes),
            every=EVERY,
            no_rest=np.zeros(count, dtype=bool),
            quiet=np.zeros(count, dtype=bool),
        )
        engine.run(share)
        moved_away[part] = _moves_away(trace)

    share_out(work, len(fiber), nodes=50 * nodes)
    np.logical_or.at(out, fiber, moved_away)
    return out


def _touches(steady_na: Array) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which fibers are touched, at which nodes."""
    fiber, node = [], []
    for f, flows in enumerate(steady_na != 0.0):
        edges = np.flatnonzero(np.diff(flows, prepend=False, append=False))
        middles = (edges[::2] + edges[1::2]) // 2 if edges.size else [len(flows) // 2]
        fiber += [f] * len(middles)
        node += [int(one) for one in middles]
    return np.array(fiber, dtype=np.int64), np.array(node, dtype=np.int64)


def _moves_away(trace_mv: NDArray[np.floating[Any]]) -> Flags:
    """Of voltages (fibers, samples, nodes) after a touch; those without a rest are NaN: no."""
    thirds = np.array_split(trace_mv, 3, axis=1)
    first, second, last = (np.ptp(one, axis=1).max(axis=1) for one in thirds)
    fires = np.maximum(np.maximum(first, second), last) > FIRES_MV
    return np.asarray(fires | ((last > second) & (last > FELT_MV)))
