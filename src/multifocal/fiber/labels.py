"""Compiled: which impulse a crossing belongs to."""

import math

import numpy as np

from multifocal.fiber.jit import jit


@jit
def follow(crossings_ms, start, ahead_ms, out):
    """Fill out (fibers, nodes, pulses) from crossings (fibers, nodes, pulses + 1), NaN where none.

    A crossing goes to the impulse seen at the fewest nodes before; of two such to the later one;
    one that fired ahead of its neighbour (by less than ahead_ms) comes after these.
    """
    fibers, nodes, most = crossings_ms.shape
    pulses = most - 1
    last = np.empty(pulses)
    missed = np.empty(pulses)
    taken = np.empty(pulses, dtype=np.bool_)
    for f in range(fibers):
        home = start[f]
        for q in range(pulses):
            out[f, home, q] = crossings_ms[f, home, q]
        for way in (1, -1):
            for q in range(pulses):
                last[q] = out[f, home, q]
                missed[q] = 0.0
            node = home + way
            while 0 <= node < nodes:
                taken[:] = False
                for k in range(most):
                    t = crossings_ms[f, node, k]
                    if math.isnan(t):
                        break
                    best, which = -np.inf, -1
                    for q in range(pulses):
                        wait = t - last[q]
                        if taken[q] or not wait >= -ahead_ms:
                            continue
                        due = (-wait if wait >= 0 else wait - 1e3) - 1e6 * missed[q]
                        if due > best:
                            best, which = due, q
                    if which >= 0:
                        out[f, node, which] = t
                        taken[which] = True
                for q in range(pulses):
                    if math.isnan(out[f, node, q]):
                        missed[q] += 1.0
                    else:
                        last[q] = out[f, node, q]
                        missed[q] = 0.0
                node += way
