"""Compiled: which impulse a crossing belongs to.

Crossings are taken in the order of time. Each impulse has a front on either side of the stimulated
node, and a time at which its next nodes are due; a crossing goes to the impulse that is least off.
A node that an impulse passed unseen (below the threshold that counts as an impulse) leaves its
front where the next node saw it, so a later spike of that node is nobody's.

An impulse may stand still before a lesion and go on. Where only pulses flow in, whatever first
fires beyond it comes of the pulse, however late: rest holds, so nothing else can have fired it.
"""

import math

import numpy as np

from multifocal.fiber.jit import jit

_FASTEST = 3
"""So many times from node to node may be shorter than the one taken for the fiber's fast part:
beyond a lesion a few nodes fire nearly at once."""


@jit
def _paces_ms(crossings_ms):
    """Of one fiber, from node to node over first crossings: the median time, and that of its fast
    part, where few nodes are damaged the same; 0 where none follow."""
    nodes = crossings_ms.shape[0]
    waits = np.empty(nodes)
    count = 0
    for k in range(nodes - 1):
        wait = abs(crossings_ms[k + 1, 0] - crossings_ms[k, 0])
        if not math.isnan(wait):
            waits[count] = wait
            count += 1
    if count == 0:
        return 0.0, 0.0
    return np.median(waits[:count]), np.sort(waits[:count])[min(count // 2, _FASTEST)]


@jit
def _expected(times_ms, node, home, front, paces_ms):
    """When an impulse with this front (a node on the side of `node`) is due at `node`, from when to
    when it can be there, and whether the node lies beyond the front (then no end is known: inf);
    NaN where the impulse never started."""
    way = 1 if node > home else -1
    if math.isnan(times_ms[home]):
        return np.nan, np.nan, np.nan, False
    if (node - front) * way > 0:
        far, from_ms = abs(node - front), times_ms[front]
        return from_ms + paces_ms[0] * far, from_ms + paces_ms[1] * far, np.inf, True
    near, far = node - way, node + way
    while near != home and math.isnan(times_ms[near]):
        near -= way
    while far != front and math.isnan(times_ms[far]):
        far += way
    share = (node - near) / (far - near)
    a, b = times_ms[near], times_ms[far]
    return a + share * (b - a), min(a, b), max(a, b), False


@jit
def _overtaken(times_ms, node, pulse):
    """Whether the impulse of a later pulse was at this node before."""
    for later in range(pulse + 1, times_ms.shape[1]):
        if not math.isnan(times_ms[node, later]):
            return True
    return False


@jit
def follow(crossings_ms, start, pulses_ms, ahead_ms, soon_ms, latest_ms, out, unasked_ms):
    """Fill out (fibers, nodes, pulses) from crossings (fibers, nodes, most), NaN where none, and
    unasked_ms (fibers,) with the first crossing that belongs to no pulse, NaN where all do.
    pulses_ms (fibers, pulses): when each began.

    A crossing may come ahead_ms before it can be expected at the fiber's fast pace (a farther, less
    loaded node may fire before a nearer one), and after it is due by soon_ms, or by latest_ms where
    it is beyond the front of its impulse and no impulse of a later pulse has been there.
    """
    fibers, nodes, most = crossings_ms.shape
    pulses = pulses_ms.shape[1]
    fronts = np.empty((pulses, 2), dtype=np.int64)
    events = np.empty(nodes * most)
    for f in range(fibers):
        home = start[f]
        fronts[:] = home
        paces_ms = _paces_ms(crossings_ms[f])
        times_ms = out[f]
        for i in range(nodes * most):
            events[i] = crossings_ms[f, i // most, i % most]
        for i in np.argsort(events):
            t, node = events[i], i // most
            if math.isnan(t):
                break
            best, which = np.inf, -1
            if node == home:
                for q in range(pulses):
                    if pulses_ms[f, q] <= t and math.isnan(times_ms[home, q]):
                        which = q
                if which >= 0 and which + 1 < pulses and pulses_ms[f, which + 1] <= t:
                    which = -1  # a later pulse had its impulse already
            else:
                side = 1 if node > home else 0
                for q in range(pulses):
                    if not math.isnan(times_ms[node, q]):
                        continue
                    due, from_ms, until_ms, beyond = _expected(
                        times_ms[:, q], node, home, fronts[q, side], paces_ms
                    )
                    off = t - due
                    if beyond:
                        until_ms = due + latest_ms
                    else:
                        until_ms += ahead_ms
                    if not from_ms - ahead_ms <= t <= until_ms:
                        continue
                    if off > soon_ms and _overtaken(times_ms, node, q):
                        continue
                    if abs(off) <= best:
                        best, which = abs(off), q
                if which >= 0:
                    front = fronts[which, side]
                    if (node > front) == (side == 1) and node != front:
                        fronts[which, side] = node
            if which >= 0:
                times_ms[node, which] = t
            elif math.isnan(unasked_ms[f]):
                unasked_ms[f] = t
