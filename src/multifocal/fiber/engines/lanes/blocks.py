"""Compiled: all fibers of a share, block by block.

Fibers that are still busy when most of their block are done are parked with their state, until
they fill a block of their own.
"""

import numpy as np

from multifocal.fiber.engines.lanes.kernel import ENDMOST, run
from multifocal.fiber.engines.lanes.layout import fill, pack, park, unpark
from multifocal.fiber.engines.lanes.rest import begin
from multifocal.fiber.engines.vector import LANES, vector_jit

MOST_PARKED = 3 * LANES


@vector_jit
def simulate(
    rows, modes, row_of, home, node_numbers, hm, hh, hs, dt, kappa, steps,
    start, pulses_ms, pulse_na, pulse_ms, quiet_mv, resting_mv, once, goal, few,
    given, bank, block_row_of, block_modes, work, memory, seen,
    parked_work, parked_memory, parked_seen, crossings_ms, trace_mv,
):  # fmt: skip
    """Fill crossings_ms and trace_mv (fibers, steps or 0, nodes) of every fiber.

    rows (rows, FIELDS), modes (rows,), row_of (fibers, nodes - 1), home (fibers,): internodes;
    node_numbers (fibers, nodes, GIVEN); few: how many busy fibers of a block are parked. The next
    two lines of arguments are room to work in. Returns whether every fiber found its rest.
    """
    fibers, nodes = node_numbers.shape[0], node_numbers.shape[1]
    which, goals = np.empty(LANES, np.int64), np.empty(LANES, np.int64)
    starts = np.empty(LANES, np.int64)
    within, unfinished = np.empty(LANES, np.bool_), np.zeros(LANES, np.bool_)
    since, window = np.empty(LANES), np.empty(4, np.int64)
    parked_fiber = np.empty(MOST_PARKED, np.int64)
    parked_since = np.empty(MOST_PARKED)
    parked_window = np.empty((MOST_PARKED, 4), np.int64)
    traced = trace_mv.shape[1] > 0
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
            goals[lane], starts[lane] = goal[which[lane]], start[which[lane]]
        pack(rows, modes, row_of, home, which, bank, block_row_of, block_modes)
        fill(node_numbers, which, given)
        if again:
            window[:] = parked_window[parked]
            for k in range(parked, parked + count):
                window[0] = min(window[0], parked_window[k, 0])
                window[1] = max(window[1], parked_window[k, 1])
                window[2] = min(window[2], parked_window[k, 2])
            window[3] = 1
            unpark(
                parked, count, nodes, work, memory, seen, parked_work, parked_memory, parked_seen
            )
        else:
            first += count
            if not begin(nodes, given, bank, block_row_of, starts, pulse_na, work, memory, seen):
                return False
            window[2] = 0 if traced or starts.max() > ENDMOST else 1
            window[0] = 0 if window[2] else max(starts.min() - 3, 0)
            window[1] = min(starts.max() + 4, nodes)
            window[3] = 0
        spare = few if first < fibers or parked > 0 or not again else 0
        if traced or fibers <= LANES:
            spare = 0
        stepped = run(
            nodes, given, bank, block_row_of, block_modes, hm, hh, hs, dt, kappa, steps,
            pulses_ms, pulse_ms, quiet_mv, resting_mv, once, goals, steps * dt,
            which, within, since, window, spare, unfinished, work, memory, seen,
            crossings_ms, trace_mv,
        )  # fmt: skip
        if spare == 0:
            continue
        into = parked
        for lane in range(LANES):
            if unfinished[lane]:
                parked_fiber[into] = which[lane]
                parked_since[into] = since[lane] + stepped * dt
                parked_window[into] = window
                into += 1
        park(unfinished, nodes, work, memory, seen, parked, parked_work, parked_memory, parked_seen)
        parked = into
    return True
