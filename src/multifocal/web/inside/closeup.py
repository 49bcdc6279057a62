"""One fiber close up: gaps that the visitor damages, and whether the message still passes."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from multifocal.fiber import Fibers, Geometry, Lesion, conduct
from multifocal.frozen import frozen

DIAMETER_UM = 10.0
"""A fast motor fiber: about 56 m/s (docs/accuracy.md)."""
NODES, FIRST = 46, 17
GAPS = 9
"""Shown nodes: FIRST to FIRST + GAPS - 1, far from both ends of the solved fiber."""
BEYOND = 4
"""How many healthy nodes past the shown ones the message must reach to have passed."""


@dataclass(frozen=True)
class CloseUp:
    """Times in ms at the shown gaps, from the first healthy one on; NaN where nothing came.

    healthy_ms, damaged_ms (GAPS + 2,): one node before the shown ones, the gaps, one after.
    late_ms: extra time of the damaged fiber, NaN where it is stopped.
    """

    damaged: tuple[int, ...]
    healthy_ms: NDArray[np.float64]
    damaged_ms: NDArray[np.float64]
    late_ms: float

    @property
    def stopped(self) -> bool:
        """Whether the message is lost."""
        return bool(np.isnan(self.late_ms))

    @property
    def last_gap(self) -> int:
        """The last shown gap (0 to GAPS - 1) that the message reached; -1 if none."""
        reached = np.flatnonzero(np.isfinite(self.damaged_ms[1:-1]))
        return int(reached[-1]) if reached.size else -1


@lru_cache(maxsize=512)
def close_up(damaged: tuple[int, ...]) -> CloseUp:
    """Solve a healthy fiber and one whose gaps of these numbers have bared paranodes."""
    fibers = Fibers(Geometry.of([DIAMETER_UM] * 2), NODES)
    at = np.array([FIRST + gap for gap in damaged], dtype=np.int64)
    bare = Lesion("paranode", np.ones(len(at), dtype=np.int64), at, np.ones(len(at)))
    answer = conduct(fibers, [bare] if len(at) else [])
    times = answer.node_times_ms[:, :, 0]
    visible = slice(FIRST - 1, FIRST + GAPS + 1)
    start = times[0, FIRST - 1]
    past = FIRST + GAPS - 1 + BEYOND
    near = CloseUp(
        damaged=damaged,
        healthy_ms=times[0, visible] - start,
        damaged_ms=times[1, visible] - start,
        late_ms=float(times[1, past] - times[0, past]),
    )
    return frozen(near)
