"""Compiled: all fibers of a share, block by block.

Fibers that are still busy when most of their block are done are parked with their state, until
they fill a block of their own.
"""

import numpy as np

from multifocal.fiber.engines.lanes.kernel import ENDMOST, run
from multifocal.fiber.engines.lanes.layout import Ends, Lanes, fill, pack, park, unpark
from multifocal.fiber.engines.lanes.rest import begin
from multifocal.fiber.engines.vector import LANES, vector_jit

MOST_PARKED = 3 * LANES


@vector_jit
def simulate(rows, numbers, start, pace, stimulus, ends, room, answer, no_rest):
    """Fill the answer of every fiber, and which of them found no rest and so were not stepped.

    numbers (fibers, nodes, INPUTS): what enters of each node; start (fibers,); few (of `ends`):
    how many busy fibers of a block are parked; room: a block, its state, and states of fibers
    that are parked.
    """
    block, state, parking = room
    fibers, nodes = numbers.shape[0], numbers.shape[1]
    which, goals = np.empty(LANES, np.int64), np.empty(LANES, np.int64)
    starts, until_ms = np.empty(LANES, np.int64), np.empty(LANES)
    within, unfinished = np.empty(LANES, np.bool_), np.zeros(LANES, np.bool_)
    since, window = np.empty(LANES), np.empty(4, np.int64)
    lanes = Lanes(which, within, since, unfinished)
    parked_fiber = np.empty(MOST_PARKED, np.int64)
    parked_since = np.empty(MOST_PARKED)
    parked_window = np.empty((MOST_PARKED, 4), np.int64)
    traced = answer.trace_mv.shape[1] > 0
    first, parked = 0, 0
    while first < fibers or parked > 0:
        again = parked >= LANES or first >= fibers
        count = min(LANES, parked if again else fibers - first)
        if again:
            parked -= count
        for lane in range(LANES):
            within[lane] = lane < count
            if again:
                which[lane] = parked_fiber[parked + lane % count]
                since[lane] = parked_since[parked + lane % count]
            else:
                which[lane] = min(first + lane, fibers - 1)
                since[lane] = 0.0
            goals[lane], starts[lane] = ends.goal[which[lane]], start[which[lane]]
            until_ms[lane] = ends.until_ms[which[lane]]
        pack(rows, which, block)
        fill(numbers, which, block.inputs)
        if again:
            window[:] = parked_window[parked]
            for k in range(parked, parked + count):
                window[0] = min(window[0], parked_window[k, 0])
                window[1] = max(window[1], parked_window[k, 1])
                window[2] = min(window[2], parked_window[k, 2])
            window[3] = 1
            unpark(parked, count, state, parking)
        else:
            first += count
            begin(block, starts, state, unfinished)
            for lane in range(LANES):
                if within[lane] and unfinished[lane]:
                    no_rest[which[lane]] = True
                    within[lane] = False
            window[2] = 0 if traced or starts.max() > ENDMOST else 1
            window[0] = 0 if window[2] else max(starts.min() - 3, 0)
            window[1] = min(starts.max() + 4, nodes)
            window[3] = 0
        spare = ends.few if first < fibers or parked > 0 or not again else 0
        if traced or fibers <= LANES:
            spare = 0
        of_block = Ends(
            ends.quiet_mv, ends.resting_mv, ends.quiet_over_mv, ends.resting_over_mv,
            ends.under_mv, ends.once, goals, until_ms, spare,
        )  # fmt: skip
        stepped = run(block, state, lanes, window, pace, stimulus, of_block, answer)
        if spare == 0:
            continue
        into = parked
        for lane in range(LANES):
            if unfinished[lane]:
                parked_fiber[into] = which[lane]
                parked_since[into] = since[lane] + stepped * pace.dt
                parked_window[into] = window
                into += 1
        park(unfinished, state, parked, parking)
        parked = into
