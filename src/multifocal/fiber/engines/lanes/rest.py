"""Compiled: where a block of fibers rests, and its state there."""

from multifocal.fiber.engines.lanes.gates import bounded, over_h, over_m, over_p, over_s, settled
from multifocal.fiber.engines.lanes.layout import (
    BEND,
    FIRED,
    HELD,
    INPUTS,
    K_SLOW,
    KNOWN,
    LEAK,
    NA_FAST,
    NA_PERSISTENT,
    PUSH,
    REST,
    SEEN,
    STATES,
    STEADY,
    WEIGHT,
    H,
    M,
    P,
    S,
    U,
)
from multifocal.fiber.engines.lanes.twoport import FIELDS, REST_ACROSS, REST_LEFT, REST_RIGHT
from multifocal.fiber.engines.vector import (
    LANES,
    any_of,
    larger,
    load,
    smaller,
    splat,
    store,
    vector_jit,
)
from multifocal.fiber.membranes.gates import E_K_MV, E_LEAK_MV, E_NA_MV
from multifocal.fiber.membranes.mrg import PASSIVE_REST_MV

SETTLED_MV = 1e-4


@vector_jit
def _at_rest(v, na_fast, na_persistent, k_slow, leak):
    """Ionic current (nA, outward) of a node whose gates have settled at v."""
    a, b, _ = over_m(v)
    m = settled(a, b)
    a, b, _ = over_h(v)
    h = settled(a, b)
    a, b, _ = over_p(v)
    p = settled(a, b)
    a, b, _ = over_s(v)
    s = settled(a, b)
    na = na_fast * m * m * m * h + na_persistent * p * p * p
    return na * (v - E_NA_MV) + k_slow * s * (v - E_K_MV) + leak * (v - E_LEAK_MV)


@vector_jit
def settle(nodes, inputs, bank, row_of, work):
    """Newton's method for the resting voltage of every node (field REST); the last change."""
    for k in range(nodes):
        store(work, k * STATES + REST, splat(0.0))
    change = splat(0.0)
    for _ in range(200):
        for k in range(nodes):
            g, w = k * INPUTS, k * STATES
            na_fast, na_persistent = load(inputs, g + NA_FAST), load(inputs, g + NA_PERSISTENT)
            k_slow, leak = load(inputs, g + K_SLOW), load(inputs, g + LEAK)
            off = load(work, w + REST)
            v = bounded(off + PASSIVE_REST_MV)
            ionic = _at_rest(v, na_fast, na_persistent, k_slow, leak)
            more = _at_rest(v + 0.125, na_fast, na_persistent, k_slow, leak)
            own = larger((more - ionic) * 8.0, leak)
            known = load(inputs, g + STEADY) - ionic
            across = splat(0.0)
            if k > 0:
                left = row_of[k - 1] * FIELDS
                rest = load(bank, left + REST_RIGHT)
                across = load(bank, left + REST_ACROSS)
                own = own + rest
                known = known - rest * off + across * load(work, w - STATES + REST)
            if k < nodes - 1:
                right = row_of[k] * FIELDS
                rest = load(bank, right + REST_LEFT)
                own = own + rest
                ahead = load(work, w + STATES + REST)
                known = known - rest * off + load(bank, right + REST_ACROSS) * ahead
            if k > 0:
                share = across * load(work, w - STATES + WEIGHT)
                own = own - across * share
                known = known + share * load(work, w - STATES + KNOWN)
            store(work, w + WEIGHT, 1.0 / own)
            store(work, w + KNOWN, known)
        change, last = splat(0.0), splat(0.0)
        for k in range(nodes - 1, -1, -1):
            w = k * STATES
            step = load(work, w + KNOWN)
            if k < nodes - 1:
                step = step + load(bank, row_of[k] * FIELDS + REST_ACROSS) * last
            last = step * load(work, w + WEIGHT)
            step = larger(smaller(last, 5.0), -5.0)
            store(work, w + REST, load(work, w + REST) + step)
            change = larger(change, larger(step, -step))
        if not any_of(change > SETTLED_MV):
            break
    return change


@vector_jit
def _begin(nodes, inputs, work):
    """From rest: gates settled, nothing moves; HELD is the ionic current that rest balances."""
    for k in range(nodes):
        g, w = k * INPUTS, k * STATES
        v = bounded(load(work, w + REST) + PASSIVE_REST_MV)
        store(work, w + REST, v)
        held = _at_rest(
            v, load(inputs, g + NA_FAST), load(inputs, g + NA_PERSISTENT),
            load(inputs, g + K_SLOW), load(inputs, g + LEAK),
        )  # fmt: skip
        store(work, w + HELD, held)
        a, b, _ = over_m(v)
        store(work, w + M, settled(a, b))
        a, b, _ = over_h(v)
        store(work, w + H, settled(a, b))
        a, b, _ = over_p(v)
        store(work, w + P, settled(a, b))
        a, b, _ = over_s(v)
        store(work, w + S, settled(a, b))
        for field in (U, BEND, SEEN, PUSH, FIRED):
            store(work, w + field, splat(0.0))


@vector_jit
def begin(block, start, state, restless):
    """Put a block to rest, ready for pulses at nodes `start`; restless (LANES,): filled with
    whether a lane found no rest."""
    inputs, bank, row_of, _ = block
    work, memory, seen = state
    nodes = seen.shape[0]
    store(work, nodes * STATES, settle(nodes, inputs, bank, row_of, work))
    for lane in range(LANES):
        restless[lane] = not work[nodes * STATES * LANES + lane] <= SETTLED_MV
    _begin(nodes, inputs, work)
    memory[:] = 0.0
    seen[:] = 0
    for lane in range(LANES):
        work[(start[lane] * STATES + PUSH) * LANES + lane] = 2.0
