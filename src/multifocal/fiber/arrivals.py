"""From threshold crossings at nodes to impulses that arrive, or are stopped."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from multifocal.fiber.labels import follow

Array = NDArray[np.float64]

_follow: Callable[..., None] = follow

AHEAD_MS = 0.5
"""Beyond a lesion a farther, less loaded node may fire before a nearer one; by less than this,
and no two impulses of one fiber follow each other so closely (refractory period, about 1 ms)."""
SOON_MS = 4.0
"""So long an impulse may stand still between two nodes and go on, whatever else there is: twenty
times what 37 °C takes near block. In the cold it may stand longer (paranodes bared, 20 °C: 12 ms);
what then fires beyond it is still its own, unless a later pulse's impulse was there before, or a
current other than the pulses may have fired it. A choice of ours (docs/decisions/036)."""


@dataclass(frozen=True)
class Arrivals:
    """The answer of `conduct`.

    times_ms (fibers, places, pulses): when each pulse's impulse came, NaN where it never did.
    block_at_mm (fibers,): the last node that the first pulse's impulse reached on its way to the
    farthest place watched, the stimulated one where none started (`started`); NaN if it came there,
    or may come there yet (`unfinished`).
    node_times_ms (fibers, nodes, pulses): the same at every node.
    unasked_ms (fibers,): the first spike that belongs to no pulse (a fiber that fires by itself,
    or a second time), NaN where there is none; only what came before the fiber was left.
    no_rest (fibers,): true where no resting state was found, as where a steady current is beyond
    what the membrane can hold: such a fiber has no times, and block_at_mm is NaN.
    unstable_rest (fibers,): true where rest does not hold, so that the fiber fires or swings by
    itself: no spike of it is an answer to a pulse, so it has no times either.
    unfinished (fibers,): true where the impulse had not come to the farthest place watched when the
    watching ended, and something still moved, or a current still flowed: nobody knows whether it
    comes. It ends with `duration_ms`, or with `stop_at_node`, where that lies before the place.
    moving (fibers,): true where the watching ended so, whatever had come: of the second of a pair,
    or the tenth of a train, NaN says then that it did not come yet, not that it was stopped.
    """

    times_ms: Array
    block_at_mm: Array
    node_times_ms: Array
    unasked_ms: Array
    no_rest: NDArray[np.bool_]
    unstable_rest: NDArray[np.bool_]
    unfinished: NDArray[np.bool_]
    moving: NDArray[np.bool_]

    @property
    def answered(self) -> NDArray[np.bool_]:
        """Whether the fiber rests, so that it can be said to conduct or not; (fibers,)."""
        return np.asarray(~(self.no_rest | self.unstable_rest))

    @property
    def arrived(self) -> NDArray[np.bool_]:
        """Whether the first pulse's impulse came to the farthest place watched; (fibers,)."""
        return np.asarray(np.isnan(self.block_at_mm) & self.answered & ~self.unfinished)

    @property
    def started(self) -> NDArray[np.bool_]:
        """Whether the first pulse fired any node, so that there was an impulse to stop; (fibers,).
        Where it is too weak, or inward, that nothing comes is no block."""
        return np.asarray(np.isfinite(self.node_times_ms[:, :, 0]).any(axis=1) & self.answered)

    @property
    def status(self) -> NDArray[np.str_]:
        """Of each fiber (fibers,): "arrived", "stopped", "not started", "unfinished" (the watching
        ended before it was known), "no rest" or "unstable rest"."""
        reasons = [
            self.no_rest, self.unstable_rest, self.arrived, self.unfinished, ~self.started
        ]  # fmt: skip
        said = ["no rest", "unstable rest", "arrived", "unfinished", "not started"]
        return np.select(reasons, said, "stopped")


def label(
    crossings_ms: Array,
    start: NDArray[np.int64],
    pulses_ms: Array,
    *,
    pulses_only: bool = True,
) -> tuple[Array, Array]:
    """Which pulse each crossing belongs to, (fibers, nodes, most) to (fibers, nodes, pulses), and
    the first crossing that belongs to none (fibers,); pulses_ms (fibers, pulses).

    Follows the impulses outward from the stimulated node, both ways. pulses_only: whether nothing
    flows in for a while but the pulses, so that a spike must be one's, however late.
    """
    fibers, nodes, _ = crossings_ms.shape
    out, unasked = np.full((fibers, nodes, pulses_ms.shape[1]), np.nan), np.full(fibers, np.nan)
    first = np.asarray(start, dtype=np.int64)
    latest_ms = np.inf if pulses_only else SOON_MS
    _follow(crossings_ms, first, pulses_ms, AHEAD_MS, SOON_MS, latest_ms, out, unasked)
    return out, unasked


def first_fired(
    crossings_ms: Array, pulses_ms: Array, otherwise: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The node at which the first pulse's impulse started (fibers,), where a field started it."""
    after = np.where(crossings_ms >= pulses_ms[:, :1, None], crossings_ms, np.inf).min(axis=2)
    return np.where(np.isfinite(after).any(axis=1), after.argmin(axis=1), otherwise)


def arrivals(
    labelled_ms: tuple[Array, Array],
    at_mm: Array,
    start: NDArray[np.int64],
    watch_mm: Array,
    no_rest: NDArray[np.bool_],
    unstable_rest: NDArray[np.bool_],
    moving: NDArray[np.bool_],
) -> Arrivals:
    """Times at the watched places, by linear interpolation between the two nodes around each;
    labelled_ms: what `label` or `by_cause` answers; moving (fibers,): which fibers were left while
    something of them still moved."""
    times, unasked = labelled_ms
    times[unstable_rest] = np.nan
    restless = no_rest | unstable_rest
    fibers, nodes, _ = times.shape
    rows = np.arange(fibers)[:, None]
    slack = 1e-9 * (at_mm[:, 1:2] - at_mm[:, 0:1])
    near = (at_mm[:, None, :] <= (watch_mm + slack)[:, :, None]).sum(axis=2) - 1
    near = np.clip(near, 0, nodes - 1)
    far = np.minimum(near + 1, nodes - 1)
    gap = np.maximum(at_mm[rows, far] - at_mm[rows, near], 1e-12)
    share = np.clip((watch_mm - at_mm[rows, near]) / gap, 0.0, 1.0)[:, :, None]
    here, there = times[rows, near], times[rows, far]
    watched = np.where(share > 1e-9, here + share * (there - here), here)
    stopped = np.where(restless, np.nan, _stopped(times, at_mm, start, watch_mm))
    unfinished = moving & ~np.isnan(stopped)
    stopped = np.where(unfinished, np.nan, stopped)
    return Arrivals(watched, stopped, times, unasked, no_rest, unstable_rest, unfinished, moving)


def _stopped(times: Array, at_mm: Array, start: NDArray[np.int64], watch_mm: Array) -> Array:
    fibers, nodes, _ = times.shape
    rows = np.arange(fibers)
    origin = at_mm[rows, start]
    goal = watch_mm[rows, np.abs(watch_mm - origin[:, None]).argmax(axis=1)]
    ahead = goal >= origin
    reached = ~np.isnan(times[:, :, 0])
    index = np.arange(nodes)
    forward = np.where(reached & (index >= start[:, None]), index, -1).max(axis=1)
    backward = np.where(reached & (index <= start[:, None]), index, nodes).min(axis=1)
    last = np.where(ahead, forward, backward)
    stopped_mm = at_mm[rows, np.clip(last, 0, nodes - 1)]
    spacing = at_mm[:, 1] - at_mm[:, 0]
    short = np.where(ahead, goal - stopped_mm, stopped_mm - goal) > 1e-6 * spacing
    nothing = (last < 0) | (last >= nodes)
    return np.where(nothing, origin, np.where(short, stopped_mm, np.nan))
