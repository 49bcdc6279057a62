"""Which pulse a spike comes of, where its time alone does not tell: the first one without which it
does not come.

An impulse that stands still before a long cold lesion may fire the fiber again. Such an echo is no
answer to the next pulse, though it comes after it: it comes without that pulse too. So the fibers
whose spikes leave it open are followed again, with and without the pulses in question.
"""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from multifocal.fiber.arrivals import AHEAD_MS, SOON_MS, label
from multifocal.fiber.stimulus import Drive

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Whole = NDArray[np.int64]

SPARE = 8
"""So many of a node's spikes are looked at beyond one a pulse."""
SAME_MS = 0.5
"""By so much a spike that comes anyway may be moved by a later pulse; two spikes of one node are
farther apart (refractory period, 1 ms and more)."""

Solve = Callable[[Whole, Drive, Array | None], Array]
"""Crossings (some, nodes, most), in the order of time, of some of the fibers under another drive,
each followed until a time (some,), whether it moves or not, or until nothing of it moves (None):
what seems quiet without the pulse may have its echo yet."""


def by_cause(
    crossings_ms: Array, start: Whole, flows: Drive, solve: Solve, *, pulses_only: bool = True
) -> tuple[Array, Array]:
    """As `label`, of a train: times (fibers, nodes, pulses), and the first crossing that belongs to
    no pulse (fibers,). solve is asked for the fibers of which `label` cannot know."""
    times_ms, unasked_ms = label(crossings_ms, start, flows.pulses_ms, pulses_only=pulses_only)
    if flows.pulses == 1:
        return times_ms, unasked_ms
    full: Flags = np.asarray(np.isfinite(crossings_ms[:, :, -1]).any(axis=1))
    left_over = ~np.isnan(unasked_ms) | full
    unclear = _unclear(times_ms, left_over, start, flows.pulses_ms)
    for pattern in np.unique(unclear[unclear.any(axis=1)], axis=0):
        some = np.flatnonzero((unclear == pattern).all(axis=1))
        if pattern.sum() == 1:
            until_ms = _last_ms(crossings_ms[some])
            before_ms = solve(some, up_to(flows.part(some), int(pattern.argmax())), until_ms)
            left = full[some] | _echoes(before_ms, times_ms[some], flows.part(some), pattern)
            some = some[left]
        if some.size:
            times_ms[some], unasked_ms[some] = _by_solving(
                some, start[some], flows.part(some), pattern, solve, pulses_only=pulses_only
            )
    return times_ms, unasked_ms


def _last_ms(crossings_ms: Array) -> Array:
    """Until when a fiber's spikes (fibers, nodes, most) have to be compared, (fibers,)."""
    return np.asarray(np.fmax.reduce(crossings_ms, axis=(1, 2), initial=0.0) + SAME_MS)


def _unclear(times_ms: Array, left_over: Flags, start: Whole, pulses_ms: Array) -> Flags:
    """Whose pulses' spikes may come of an earlier one, (fibers, pulses); left_over (fibers,):
    whether there are spikes of no pulse.

    A pulse's are its own where they follow each other as the first pulse's did, from the stimulated
    node to wherever it was seen last; and if that is not everywhere, only where none is left over.
    """
    since_ms = times_ms - pulses_ms[:, None, :]
    home_ms = since_ms[np.arange(len(start)), start]
    broken = home_ms > home_ms[:, :1] + AHEAD_MS
    broken |= _breaks(since_ms, start)
    broken |= _breaks(since_ms[:, ::-1], since_ms.shape[1] - 1 - start)
    everywhere = np.isfinite(times_ms).all(axis=1)
    unclear = broken | (~everywhere & left_over[:, None])
    unclear[:, 0] = False  # without any pulse nothing fires
    return np.asarray(unclear)


def _breaks(since_ms: Array, start: Whole) -> Flags:
    """Whether, from node `start` up, a pulse's spikes (fibers, nodes, pulses) come otherwise after
    each other than the first pulse's, (fibers, pulses); never where none was seen."""
    fibers, nodes, pulses = since_ms.shape
    broken = np.zeros((fibers, pulses), dtype=bool)
    last_ms, of_first_ms = np.full((2, fibers, pulses), np.nan)
    least = np.full((fibers, pulses), nodes)  # of the node that was seen last
    latest_ms = np.full((fibers, pulses), -np.inf)  # over the first pulse's
    for k in range(nodes):
        now_ms, first_ms = since_ms[:, k], since_ms[:, k, :1]
        seen = ~np.isnan(now_ms) & (k >= start)[:, None]
        step_ms = now_ms - last_ms
        usual_ms = first_ms - of_first_ms
        beside = np.where(least == k - 1, 0.0, np.nan)
        usual_ms = np.where(np.isnan(usual_ms), beside, usual_ms)
        odd = ~(np.abs(step_ms - usual_ms) <= AHEAD_MS) & ~np.isnan(last_ms)
        # an impulse that runs back from beyond gains on the first with every node
        odd |= now_ms - first_ms < latest_ms - AHEAD_MS
        broken |= seen & odd
        latest_ms = np.where(seen, np.fmax(latest_ms, now_ms - first_ms), latest_ms)
        last_ms = np.where(seen, now_ms, last_ms)
        of_first_ms = np.where(seen, first_ms, of_first_ms)
        least = np.where(seen, k, least)
    return broken


def _echoes(before_ms: Array, times_ms: Array, flows: Drive, unclear: Flags) -> Flags:
    """Whether a fiber's first pulses, up to the one that is unclear, fire a node after that pulse
    begins otherwise than by the impulses that were taken for theirs, (fibers,)."""
    pulse = int(unclear.argmax())
    later = before_ms >= flows.pulses_ms[:, pulse, None, None]
    taken = np.zeros_like(later)
    for earlier in range(pulse):
        taken |= np.abs(before_ms - times_ms[:, :, earlier, None]) <= SAME_MS
    return np.asarray((later & ~taken).any(axis=(1, 2)))


def _by_solving(
    some: Whole,
    start: Whole,
    flows: Drive,
    unclear: Flags,
    solve: Solve,
    *,
    pulses_only: bool,
) -> tuple[Array, Array]:
    """The same of fibers that leave the same pulses (pulses,) open: solved up to each of these, as
    long as all pulses together have spikes."""
    begun = [0, *np.flatnonzero(unclear), flows.pulses]
    all_ms = solve(some, up_to(flows, flows.pulses), None)
    crossings_ms, of_group = np.full((2, *all_ms.shape[:2], 1), np.nan)
    for group, end in enumerate(begun[1:]):
        last = end == flows.pulses
        now_ms = all_ms if last else solve(some, up_to(flows, end), _last_ms(all_ms))
        owner = np.where(np.isnan(now_ms), np.nan, group)
        _hand_down(crossings_ms, of_group, now_ms, owner)
        crossings_ms, of_group = now_ms, owner
    times_ms = np.full((*crossings_ms.shape[:2], flows.pulses), np.nan)
    unasked_ms = np.full(len(some), np.inf)
    for group, (first, end) in enumerate(pairwise(begun)):
        own_ms = np.sort(np.where(of_group == group, crossings_ms, np.nan), axis=2)
        times_ms[:, :, first:end], unasked = label(
            own_ms, start, flows.pulses_ms[:, first:end], pulses_only=pulses_only
        )
        if group:
            unasked = np.fmin(unasked, _take_back(times_ms, start, flows.pulses_ms, first))
        unasked_ms = np.fmin(unasked_ms, unasked)
    return times_ms, np.where(np.isinf(unasked_ms), np.nan, unasked_ms)


def _take_back(times_ms: Array, start: Whole, pulses_ms: Array, pulse: int) -> Array:
    """Leave a pulse nothing where the stimulated node fires long after it: a fiber that fires by
    itself is moved by a pulse that it does not answer. When it fired then, (fibers,)."""
    home_ms = times_ms[np.arange(len(start)), start, pulse]
    late = home_ms > pulses_ms[:, pulse] + SOON_MS
    times_ms[late, :, pulse] = np.nan
    return np.where(late, home_ms, np.nan)


def _hand_down(before_ms: Array, of_before: Array, now_ms: Array, owner: Array) -> None:
    """Give each spike that comes without the new pulse too to whom it belonged; all (fibers, nodes,
    most)."""
    for slot in range(before_ms.shape[2]):
        one_ms = before_ms[:, :, slot, None]
        off_ms = np.where(np.isnan(now_ms - one_ms), np.inf, np.abs(now_ms - one_ms))
        nearest = off_ms.argmin(axis=2)[:, :, None]
        came = np.take_along_axis(off_ms, nearest, axis=2) <= SAME_MS
        kept = np.take_along_axis(owner, nearest, axis=2)
        given = np.where(came, of_before[:, :, slot, None], kept)
        np.put_along_axis(owner, nearest, given, axis=2)


def up_to(flows: Drive, end: int) -> Drive:
    """The same without the pulses from number `end` on, with room for SPARE spikes more.

    Room is made by pulses of no current, so that no engine takes an echo for the last answer.
    """
    pulses = flows.pulses
    if flows.outside is not None:  # only the reference engine's, which leaves no nodes behind
        keep = np.r_[:end, pulses : flows.begins_ms.shape[1]]
        cut = flows.begins_ms[:, keep], flows.ends_ms[:, keep], flows.na[:, keep]
        return Drive(*cut, end, flows.outside)
    na = flows.na.copy()
    na[:, end:pulses] = 0.0
    order = np.r_[:pulses, np.full(SPARE, pulses - 1), pulses : flows.na.shape[1]]
    na = na[:, order]
    na[:, pulses : pulses + SPARE] = 0.0
    return Drive(flows.begins_ms[:, order], flows.ends_ms[:, order], na, pulses + SPARE)
