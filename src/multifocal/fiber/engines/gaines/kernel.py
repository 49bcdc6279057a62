"""The compiled double cable with channels in the internode, LANES fibers side by side, float32.

All voltages are deviations from each compartment's own rest (`gaines_rest`), and every current is
the one beyond that of rest: so a fiber at rest stays there, and float32 spends its digits on what
moves. A step solves for the change, not for the new voltage: its error does not grow as dt shrinks.

The internode's gates are slow (0.2 ms and more), so its conductances are refreshed, and its ten
2x2 blocks eliminated anew, only every few steps. In between a step (1) solves each internode with
its nodes held, (2) solves one tridiagonal system for the nodes, (3) adds to each internode what
its two nodes contribute. Gates of the node that are slow wait with those of the internode.

"cn": half a step of backward Euler, doubled, is Crank-Nicolson; gates stand half a step (or half a
refresh) before the voltage that moves them: second order. "be" is backward Euler as NEURON's.
"""

import numpy as np

from multifocal.fiber.cable import COMPARTMENTS
from multifocal.fiber.engines.gaines.gates import moved, moved_n, moved_s
from multifocal.fiber.engines.gaines.layout import Chain, Channel, Node
from multifocal.fiber.engines.share import QUIET_OVER_REST_MV, RESTING_OVER_REST_MV, SPIKE_MV
from multifocal.fiber.engines.spikes import answered_all
from multifocal.fiber.engines.vector import (
    LANES,
    any_of,
    larger,
    load,
    select,
    splat,
    store,
    vector_jit,
)
from multifocal.fiber.membranes.gates import E_HCN_MV, E_K_MV, E_NA_MV

FOREVER_MS = 1e9

_NODE, _CHAIN, _CHANNEL = len(Node), len(Chain), len(Channel)
_SPAN, _SPAN_CHANNEL = COMPARTMENTS * len(Chain), COMPARTMENTS * len(Channel)


@vector_jit
def move_sodium(nodes, gates, span_mp, span_h):
    """Move m and h of every node."""
    for r in range(0, nodes.shape[0] // LANES, _NODE):
        v = load(nodes, r + Node.REST) + load(nodes, r + Node.V)
        store(nodes, r + Node.M, moved(load(nodes, r + Node.M), v, gates.m, span_mp))
        store(nodes, r + Node.H, moved(load(nodes, r + Node.H), v, gates.h, span_h))


@vector_jit
def sodium(nodes, r):
    """Fast sodium of one node: its conductance, and its current at rest."""
    m = load(nodes, r + Node.M)
    g = load(nodes, r + Node.NA_FAST) * (m * m * m) * load(nodes, r + Node.H)
    return g, g * (load(nodes, r + Node.REST) - E_NA_MV)


@vector_jit
def refresh_nodes(nodes, gates, span_mp, span_s, at_rest):
    """Move the slow gates of every node and see what they conduct; `at_rest`: remember it."""
    for r in range(0, nodes.shape[0] // LANES, _NODE):
        rest = load(nodes, r + Node.REST)
        v = rest + load(nodes, r + Node.V)
        p = moved(load(nodes, r + Node.P), v, gates.p, span_mp)
        s = moved_s(load(nodes, r + Node.S), v, span_s)
        n = moved_n(load(nodes, r + Node.N), v, span_s)
        store(nodes, r + Node.P, p)
        store(nodes, r + Node.S, s)
        store(nodes, r + Node.N, n)
        square = n * n
        persistent = load(nodes, r + Node.NA_PERSISTENT) * (p * p * p)
        potassium = load(nodes, r + Node.K_FAST) * (square * square)
        potassium = potassium + load(nodes, r + Node.K_SLOW) * s
        store(nodes, r + Node.CONDUCTANCE, persistent + potassium + load(nodes, r + Node.LEAK))
        current = persistent * (rest - E_NA_MV) + potassium * (rest - E_K_MV)
        if at_rest:
            store(nodes, r + Node.SLOW_AT_REST, current)
        store(nodes, r + Node.SOURCE, current - load(nodes, r + Node.SLOW_AT_REST))


@vector_jit
def refresh_channels(chain, channels, i, axon, span_s, at_rest):
    """The same for the axolemma of internode i."""
    mysa, elsewhere, gates = axon
    r, c = i * _SPAN, i * _SPAN_CHANNEL
    for k in range(COMPARTMENTS):
        density = mysa if k in (0, COMPARTMENTS - 1) else elsewhere
        rest = load(channels, c + Channel.REST)
        v = rest + (load(chain, r + Chain.INSIDE) - load(chain, r + Chain.BETWEEN))
        s = moved_s(load(channels, c + Channel.S), v, span_s)
        n = moved_n(load(channels, c + Channel.N), v, span_s)
        q = moved(load(channels, c + Channel.Q), v, gates.q, span_s)
        store(channels, c + Channel.S, s)
        store(channels, c + Channel.N, n)
        store(channels, c + Channel.Q, q)
        area, square = load(channels, c + Channel.AREA), n * n
        potassium = (s * density.k_slow + square * square * density.k_fast) * area
        hcn = q * density.hcn * area
        store(chain, r + Chain.CONDUCTANCE, potassium + hcn + area * density.leak)
        current = potassium * (rest - E_K_MV) + hcn * (rest - E_HCN_MV)
        if at_rest:
            store(channels, c + Channel.AT_REST, current)
        store(chain, r + Chain.SOURCE, current - load(channels, c + Channel.AT_REST))
        r += _CHAIN
        c += _CHANNEL


@vector_jit
def eliminate(nodes, chain, channels, i, per_ms):
    """Factor internode i, and tell its nodes what they see of it.

    Nothing is subtracted from its like, so float32 keeps its digits: `to_a` and `to_d` are what
    the blocks eliminated so far leave between this one and fixed potentials, `tied` what they add
    between its two sides.
    """
    node, first = i * _NODE, i * _SPAN
    r, c = first, i * _SPAN_CHANNEL
    gi, gp = load(nodes, node + Node.AXIAL), load(nodes, node + Node.PERIAXONAL)
    to_a, to_d, tied = gi, gp, splat(0.0)
    a, b, d = splat(0.0), splat(0.0), splat(0.0)
    drive, drive_between = gi, splat(0.0)
    left, left_between = gi, splat(0.0)
    for _ in range(COMPARTMENTS):
        outward = load(channels, c + Channel.MYELIN_CAPACITANCE) * per_ms
        to_d = to_d + outward + load(chain, r + Chain.MYELIN)
        charge = load(channels, c + Channel.CAPACITANCE) * per_ms
        cross = charge + load(chain, r + Chain.CONDUCTANCE) + tied
        gi, gp = load(chain, r + Chain.AXIAL), load(chain, r + Chain.PERIAXONAL)
        whole_a, whole_d = to_a + gi, to_d + gp
        shared = 1.0 / (cross * (whole_a + whole_d) + whole_a * whole_d)
        a, b, d = (cross + whole_d) * shared, cross * shared, (cross + whole_a) * shared
        store(chain, r + Chain.A, a)
        store(chain, r + Chain.B, b)
        store(chain, r + Chain.D, d)
        left = a * drive + b * drive_between
        left_between = b * drive + d * drive_between
        store(chain, r + Chain.LEFT, left)
        store(chain, r + Chain.LEFT_BETWEEN, left_between)
        to_a, to_d = gi * (a * to_a + b * to_d), gp * (b * to_a + d * to_d)
        tied = gi * gp * b
        drive, drive_between = gi * left, gp * left_between
        r += _CHAIN
        c += _CHANNEL
    r -= _CHAIN
    right, right_between = a * gi, b * gi
    store(chain, r + Chain.RIGHT, right)
    store(chain, r + Chain.RIGHT_BETWEEN, right_between)
    store(nodes, node + Node.BESIDE, gi * left)
    store(nodes, node + _NODE + Node.OWN, gi * (1.0 - right))
    while r > first:
        r -= _CHAIN
        gi, gp = load(chain, r + Chain.AXIAL), load(chain, r + Chain.PERIAXONAL)
        a, b, d = load(chain, r + Chain.A), load(chain, r + Chain.B), load(chain, r + Chain.D)
        drive, drive_between = gi * right, gp * right_between
        right = a * drive + b * drive_between
        right_between = b * drive + d * drive_between
        store(chain, r + Chain.RIGHT, right)
        store(chain, r + Chain.RIGHT_BETWEEN, right_between)
        drive, drive_between = gi * left, gp * left_between
        left = load(chain, r + Chain.LEFT) + a * drive + b * drive_between
        left_between = load(chain, r + Chain.LEFT_BETWEEN) + b * drive + d * drive_between
        store(chain, r + Chain.LEFT, left)
        store(chain, r + Chain.LEFT_BETWEEN, left_between)
    own = load(nodes, node + Node.AXIAL) * (1.0 - left)
    store(nodes, node + Node.OWN, load(nodes, node + Node.OWN) + own)


@vector_jit
def hold(nodes, chain):
    """Change of every internode with its nodes held, and the currents that the nodes then lose."""
    node = 0
    for first in range(0, chain.shape[0] // LANES, _SPAN):
        r = first
        gi, gp = load(nodes, node + Node.AXIAL), load(nodes, node + Node.PERIAXONAL)
        inside, between = load(chain, r + Chain.INSIDE), load(chain, r + Chain.BETWEEN)
        from_left = gi * (load(nodes, node + Node.V) - inside)
        flow, flow_between = from_left, -(gp * between)
        y, y_between = splat(0.0), splat(0.0)
        for k in range(COMPARTMENTS):
            across = load(chain, r + Chain.CONDUCTANCE) * (inside - between)
            across = across + load(chain, r + Chain.SOURCE)
            into = flow - across + gi * y
            into_between = flow_between + across - load(chain, r + Chain.MYELIN) * between
            into_between = into_between + gp * y_between
            gi, gp = load(chain, r + Chain.AXIAL), load(chain, r + Chain.PERIAXONAL)
            if k < COMPARTMENTS - 1:
                onto = load(chain, r + _CHAIN + Chain.INSIDE)
                onto_between = load(chain, r + _CHAIN + Chain.BETWEEN)
            else:
                onto, onto_between = load(nodes, node + _NODE + Node.V), splat(0.0)
            flow, flow_between = gi * (inside - onto), gp * (between - onto_between)
            into, into_between = into - flow, into_between - flow_between
            inside, between = onto, onto_between
            a, b, d = load(chain, r + Chain.A), load(chain, r + Chain.B), load(chain, r + Chain.D)
            y, y_between = a * into + b * into_between, b * into + d * into_between
            store(chain, r + Chain.HELD, y)
            store(chain, r + Chain.HELD_BETWEEN, y_between)
            r += _CHAIN
        r -= _CHAIN
        to_right = flow + gi * y
        while r > first:
            r -= _CHAIN
            drive = load(chain, r + Chain.AXIAL) * y
            drive_between = load(chain, r + Chain.PERIAXONAL) * y_between
            a, b, d = load(chain, r + Chain.A), load(chain, r + Chain.B), load(chain, r + Chain.D)
            y = load(chain, r + Chain.HELD) + a * drive + b * drive_between
            y_between = load(chain, r + Chain.HELD_BETWEEN) + b * drive + d * drive_between
            store(chain, r + Chain.HELD, y)
            store(chain, r + Chain.HELD_BETWEEN, y_between)
        to_left = load(nodes, node + Node.AXIAL) * y - from_left
        store(nodes, node + Node.STEP, load(nodes, node + Node.STEP) + to_left)
        node += _NODE
        store(nodes, node + Node.STEP, load(nodes, node + Node.STEP) + to_right)


@vector_jit
def release(nodes, chain, onto):
    """Add to every internode what it did while held, and what its nodes bring with them."""
    node = 0
    left = load(nodes, node + Node.STEP)
    for first in range(0, chain.shape[0] // LANES, _SPAN):
        node += _NODE
        right = load(nodes, node + Node.STEP)
        for r in range(first, first + _SPAN, _CHAIN):
            y = load(chain, r + Chain.HELD)
            y = y + load(chain, r + Chain.LEFT) * left + load(chain, r + Chain.RIGHT) * right
            store(chain, r + Chain.INSIDE, load(chain, r + Chain.INSIDE) + onto * y)
            y = load(chain, r + Chain.HELD_BETWEEN) + load(chain, r + Chain.LEFT_BETWEEN) * left
            y = y + load(chain, r + Chain.RIGHT_BETWEEN) * right
            store(chain, r + Chain.BETWEEN, load(chain, r + Chain.BETWEEN) + onto * y)
        left = right


@vector_jit
def begin(block, axon):
    """Settle all gates at rest, and remember the currents that flow there."""
    nodes, chain, channels = block
    gates = axon.gates
    move_sodium(nodes, gates, FOREVER_MS, FOREVER_MS)
    for r in range(0, nodes.shape[0] // LANES, _NODE):
        store(nodes, r + Node.FAST_AT_REST, sodium(nodes, r)[1])
    refresh_nodes(nodes, gates, FOREVER_MS, FOREVER_MS, True)
    for i in range(chain.shape[0] // (LANES * _SPAN)):
        refresh_channels(chain, channels, i, axon, FOREVER_MS, True)


@vector_jit
def refresh(block, axon, q, spent, per_ms):
    """Move the slow gates, and eliminate the internodes with what they then conduct."""
    nodes, chain, channels = block
    gates = axon.gates
    span_mp, span_s = q.mp * spent, q.s * spent
    refresh_nodes(nodes, gates, span_mp, span_s, False)
    store(nodes, 0 + Node.OWN, splat(0.0))
    for i in range(chain.shape[0] // (LANES * _SPAN)):
        refresh_channels(chain, channels, i, axon, span_s, False)
        eliminate(nodes, chain, channels, i, per_ms)


@vector_jit
def load_nodes(nodes, flows, per_ms):
    """Every node's own part of the system to solve; flows (LANES,): what the pulses bring, nA."""
    current = load(flows, 0)
    for r in range(0, nodes.shape[0] // LANES, _NODE):
        g, source = sodium(nodes, r)
        g = g + load(nodes, r + Node.CONDUCTANCE)
        source = source - load(nodes, r + Node.FAST_AT_REST) + load(nodes, r + Node.SOURCE)
        given = load(nodes, r + Node.STIMULATED) * current
        store(nodes, r + Node.STEP, given - source - g * load(nodes, r + Node.V))
        charge = load(nodes, r + Node.CAPACITANCE) * per_ms
        store(nodes, r + Node.DIAGONAL, charge + g + load(nodes, r + Node.OWN))


@vector_jit
def solve_nodes(nodes):
    """The tridiagonal system of the nodes, in place."""
    last = nodes.shape[0] // LANES - _NODE
    x, diagonal = load(nodes, 0 + Node.STEP), load(nodes, 0 + Node.DIAGONAL)
    for r in range(0, last, _NODE):
        off = load(nodes, r + Node.BESIDE)
        w = off / diagonal
        diagonal = load(nodes, r + _NODE + Node.DIAGONAL) - w * off
        x = load(nodes, r + _NODE + Node.STEP) + w * x
        store(nodes, r + _NODE + Node.DIAGONAL, diagonal)
        store(nodes, r + _NODE + Node.STEP, x)
    x = x / diagonal
    store(nodes, last + Node.STEP, x)
    for r in range(last - _NODE, -1, -_NODE):
        x = load(nodes, r + Node.STEP) + load(nodes, r + Node.BESIDE) * x
        x = x / load(nodes, r + Node.DIAGONAL)
        store(nodes, r + Node.STEP, x)


@vector_jit
def alive(nodes):
    """Which lanes have a node that still has something to conduct: above 0 where they do."""
    most = splat(-1.0)
    for r in range(0, nodes.shape[0] // LANES, _NODE):
        v = load(nodes, r + Node.V)
        rising = select(load(nodes, r + Node.STEP) > 0.0, v - RESTING_OVER_REST_MV, splat(-1.0))
        most = larger(most, larger(v - QUIET_OVER_REST_MV, rising))
    return most


@vector_jit
def note(nodes, r, after, open_lanes, seen, crossings, t, dt):
    """Write down which lanes cross SPIKE_MV at the node at r; happens once an impulse and node."""
    node = r // _NODE
    for lane in range(LANES):
        rest = nodes[(r + Node.REST) * LANES + lane]
        before, now = nodes[(r + Node.V) * LANES + lane] + rest, after[lane] + rest
        at = seen[node, lane]
        if open_lanes[lane] and before < SPIKE_MV <= now and at < crossings.shape[1]:
            crossings[node, at, lane] = t + dt * (SPIKE_MV - before) / (now - before)
            seen[node, lane] = at + 1


@vector_jit
def advance(nodes, onto, after, open_lanes, seen, crossings, t, dt):
    """Move the nodes, noting who crosses."""
    for r in range(0, nodes.shape[0] // LANES, _NODE):
        v = load(nodes, r + Node.V)
        now = v + onto * load(nodes, r + Node.STEP)
        spike = SPIKE_MV - load(nodes, r + Node.REST)
        if any_of((v < spike) & (now >= spike)):
            store(after, 0, now)
            note(nodes, r, after, open_lanes, seen, crossings, t, dt)
        store(nodes, r + Node.V, now)


@vector_jit
def record_voltages(nodes, traced, row):
    """Voltages of some nodes, (traced, LANES)."""
    for k in range(row.shape[0]):
        for lane in range(LANES):
            r = traced[k] * _NODE
            rest = nodes[(r + Node.REST) * LANES + lane]
            row[k, lane] = nodes[(r + Node.V) * LANES + lane] + rest


@vector_jit
def run(block, axon, q, clock, every, stimulus, watch, answer):
    """Step LANES fibers from rest through their pulses.

    q: temperature factors of the gates; every: steps between two refreshes; answer: crossings
    (nodes, most, LANES), voltages (samples, traced, LANES) or of length 0, and whether each lane
    was left quiet (LANES,).
    """
    nodes, chain = block.nodes, block.chain
    gates = axon.gates
    dt, steps, second_order = clock
    begins_ms, ends_ms, flows_na, pulses = stimulus
    watch_quiet, goal, until_ms, open_lanes = watch
    crossings, trace, traced, every_trace, left_quiet = answer
    begin(block, axon)
    span, onto = (0.5 * dt, 2.0) if second_order else (dt, 1.0)
    per_ms = 1.0 / span
    seen = np.zeros((crossings.shape[0], LANES), dtype=np.int64)
    after = np.zeros_like(nodes[:LANES])
    last_pulse = ends_ms.max()
    flows = np.zeros_like(nodes[:LANES])
    t = 0.0
    for step in range(steps):
        t = step * dt
        if step % every == 0:
            refresh(block, axon, q, dt * every, per_ms)
        for lane in range(LANES if t <= last_pulse + dt else 0):
            current = 0.0
            for one in range(begins_ms.shape[1]):
                on = min(t + dt, ends_ms[lane, one]) - max(t, begins_ms[lane, one])
                if on > 0.0:
                    current += flows_na[lane, one] * on / dt
            flows[lane] = current
        move_sodium(nodes, gates, q.mp * dt, q.h * dt)
        load_nodes(nodes, flows, per_ms)
        hold(nodes, chain)
        solve_nodes(nodes)
        release(nodes, chain, onto)
        advance(nodes, onto, after, open_lanes, seen, crossings, t, dt)
        if (step + 1) % every_trace == 0 and step // every_trace < trace.shape[0]:
            record_voltages(nodes, traced, trace[step // every_trace])
        waiting = False
        for lane in range(LANES):
            last = goal[lane]
            arrived = last >= 0 and answered_all(
                crossings[last, :, lane], seen[last, lane], pulses, begins_ms[lane, pulses - 1]
            )
            if arrived or t > until_ms[lane]:
                open_lanes[lane] = False
            waiting = waiting or open_lanes[lane]
        if not waiting:
            break
        if watch_quiet and step % every == 0 and t > last_pulse and not any_of(alive(nodes) > 0.0):
            break
    store(after, 0, alive(nodes))
    for lane in range(LANES):
        left_quiet[lane] = t > last_pulse and after[lane] <= 0.0
