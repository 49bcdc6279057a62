"""The compiled heart: one fiber's double cable, stepped in time.

The internodes are linear, so each is eliminated once, before the first step. Every step then
(1) solves each internode with its nodes held at 0 mV, (2) solves one tridiagonal system for the
node voltages, (3) adds to each internode what its two nodes contribute.

A step is backward Euler over dt for scheme "be". For "cn" it is backward Euler over dt/2, then
doubled (x_new = 2 x_half - x_old), which is Crank-Nicolson: second order. Gates stand half a
step before the voltage, so that they too are centered.
"""

import numpy as np
from numpy.typing import NDArray

from multifocal.fiber.engines.elimination import backward, condense, room, substitute, thomas
from multifocal.fiber.engines.share import SPIKE_MV
from multifocal.fiber.engines.spikes import answered_all
from multifocal.fiber.jit import jit
from multifocal.fiber.membranes.gates import E_K_MV, E_LEAK_MV, E_NA_MV, MRG_GATES
from multifocal.fiber.membranes.mrg import PASSIVE_REST_MV
from multifocal.fiber.membranes.scalar import moved, rates

Array = NDArray[np.float64]


@jit
def _held(charge, x, links, inverse, onward, y):
    """`substitute` for the currents that the internode's own charge and leak drive (into y).

    charge: kc, km, axolemma and myelin capacitance over the step, and ge, leak times its resting
    voltage; x: voltages (10, 2) before the step; links: gi, gp.
    """
    kc, km, ge = charge
    gi, gp = links
    n = x.shape[0]
    zi = zp = 0.0
    for k in range(n):
        axolemma = kc[k] * (x[k, 0] - x[k, 1]) + ge[k]
        ri, rp = axolemma, km[k] * x[k, 1] - axolemma
        if k > 0:
            ri += gi[k] * zi
            rp += gp[k] * zp
        zi = inverse[k, 0] * ri + inverse[k, 1] * rp
        zp = inverse[k, 1] * ri + inverse[k, 2] * rp
        y[k, 0], y[k, 1] = zi, zp
    backward(onward, y)


@jit
def _steady(v, naf, nap, ks, leak):
    """Ionic current of a node (nA) whose gates have settled at v."""
    am, bm = rates(v, MRG_GATES.m)
    ah, bh = rates(v, MRG_GATES.h)
    ap, bp = rates(v, MRG_GATES.p)
    a_s, b_s = rates(v, MRG_GATES.s)
    m, h, p, s = am / (am + bm), ah / (ah + bh), ap / (ap + bp), a_s / (a_s + b_s)
    return (
        (naf * m**3 * h + nap * p**3) * (v - E_NA_MV)
        + ks * s * (v - E_K_MV)
        + leak * (v - E_LEAK_MV)
    )


@jit
def settle(channels, passive, steady, v, x):
    """Newton's method for rest: node voltages v (nodes,), internodes x (I, 10, 2).

    steady: current into each node that never stops, nA (nodes,).

    Returns the last change in mV (converged below 1e-9).
    """
    naf, nap, ks, leak = channels
    g, gi, gp = passive.g, passive.gi, passive.gp
    internodes, comps = g.shape
    nodes = internodes + 1
    factors = room(internodes, comps)
    inverse, onward, left, right = factors
    own = np.empty(nodes)
    beside = np.empty(internodes)
    condense(passive, 0.0, factors, own, beside)
    for i in range(internodes):
        for k in range(comps):
            x[i, k, 0] = g[i, k] * PASSIVE_REST_MV
            x[i, k, 1] = -x[i, k, 0]
        substitute(gi[i], gp[i], inverse[i], onward[i], x[i])
    diagonal = np.empty(nodes)
    step = np.empty(nodes)
    v[:] = PASSIVE_REST_MV
    change = np.inf
    for _ in range(200):
        for k in range(nodes):
            ionic = _steady(v[k], naf[k], nap[k], ks[k], leak[k])
            slope = (_steady(v[k] + 1e-4, naf[k], nap[k], ks[k], leak[k]) - ionic) / 1e-4
            diagonal[k] = own[k] + max(slope, leak[k])
            step[k] = steady[k] - ionic - own[k] * v[k]
        for i in range(internodes):
            step[i] += gi[i, 0] * x[i, 0, 0] + beside[i] * v[i + 1]
            step[i + 1] += gi[i, 10] * x[i, 9, 0] + beside[i] * v[i]
        thomas(diagonal, beside, step)
        change = 0.0
        for k in range(nodes):
            v[k] += min(max(step[k], -5.0), 5.0)
            change = max(change, abs(step[k]))
        if change < 1e-9:
            break
    for i in range(internodes):
        for k in range(comps):
            for u in range(2):
                x[i, k, u] += left[i, k, u] * v[i] + right[i, k, u] * v[i + 1]
    return change


@jit
def _open_gates(v, dt, q, gates):
    """Move the gates of every node by dt at constant voltage (exact for that voltage)."""
    m, h, p, s = gates
    for k in range(v.shape[0]):
        m[k] = moved(m[k], v[k], MRG_GATES.m, dt * q.mp)
        h[k] = moved(h[k], v[k], MRG_GATES.h, dt * q.h)
        p[k] = moved(p[k], v[k], MRG_GATES.p, dt * q.mp)
        s[k] = moved(s[k], v[k], MRG_GATES.s, dt * q.s)


@jit
def _answer_to_outside(outside, passive, factors):
    """What the potential around a fiber does to its eliminated internodes, nodes held at rest: in
    place, internodes' currents become voltages, and nodes' currents gain what flows on to them."""
    gi, gp = passive.gi, passive.gp
    into_nodes, y, _ = outside
    for i in range(gi.shape[0]):
        substitute(gi[i], gp[i], factors.inverse[i], factors.onward[i], y[i])
        into_nodes[i] += gi[i, 0] * y[i, 0, 0]
        into_nodes[i + 1] += gi[i, 10] * y[i, 9, 0]


@jit
def run(node, passive, q, clock, where, stimulus, stop, answer):
    """Step one fiber from rest through its pulses; q: temperature factors of the gates; where: the
    stimulated node, and what comes from outside (`Outside`, used up).

    crossings_ms (nodes, most): filled with the times of upward crossings of SPIKE_MV, NaN where
    none; trace_mv (samples, traced) or of length 0: filled with voltages after every so many steps.
    Stops early once the last pulse is over, every node lies below quiet_mv, and none that lies
    above resting_mv still rises; or once node `goal` (none: -1) has seen every pulse.
    Whether it was left quiet is told: by the above, or over its own rest, where that is higher.
    Returns the last change of the search for rest, mV.
    """
    cn, channels, steady = node
    naf, nap, ks, leak = channels
    dt, steps, second_order = clock
    begins_ms, ends_ms, flows_na, pulses = stimulus
    quiet_mv, resting_mv, goal, until_ms, over_mv = stop
    quiet_over_mv, resting_over_mv, under_mv = over_mv
    crossings_ms, trace_mv, traced, every, left_quiet = answer
    stimulated, outside = where
    gi, gp = passive.gi, passive.gp
    internodes, comps = passive.c.shape
    nodes = internodes + 1
    v = np.empty(nodes)
    x = np.empty((internodes, comps, 2))
    unsettled = settle(channels, passive, steady, v, x)
    rest = v.copy()

    m, h, p, s = np.empty(nodes), np.empty(nodes), np.empty(nodes), np.empty(nodes)
    m[:] = 0.0
    h[:] = 0.0
    p[:] = 0.0
    s[:] = 0.0
    _open_gates(v, 1e6, q, (m, h, p, s))

    span, onto, back = (0.5 * dt, 2.0, 1.0) if second_order else (dt, 1.0, 0.0)
    per_ms = 1.0 / span
    factors = room(internodes, comps)
    inverse, onward, left, right = factors
    own = np.empty(nodes)
    beside = np.empty(internodes)
    condense(passive, per_ms, factors, own, beside)
    surrounded = outside.course.shape[0] > 0
    if surrounded:
        _answer_to_outside(outside, passive, factors)

    kc, km, ge = passive.c * per_ms, passive.cm * per_ms, passive.g * PASSIVE_REST_MV
    y = np.empty((internodes, comps, 2))
    diagonal = np.empty(nodes)
    new = np.empty(nodes)
    seen = np.zeros(nodes, dtype=np.int64)
    most = crossings_ms.shape[1]
    last_pulse, last_began = ends_ms.max(), begins_ms[pulses - 1]
    for step in range(steps):
        t = step * dt
        if second_order:
            _open_gates(v, dt, q, (m, h, p, s))
        for k in range(nodes):
            na = naf[k] * m[k] * m[k] * m[k] * h[k] + nap[k] * p[k] * p[k] * p[k]
            slow = ks[k] * s[k]
            held = cn[k] * per_ms
            diagonal[k] = held + own[k] + na + slow + leak[k]
            new[k] = held * v[k] + na * E_NA_MV + slow * E_K_MV + leak[k] * E_LEAK_MV
            new[k] += steady[k]
        for one in range(begins_ms.shape[0]):
            on = min(t + dt, ends_ms[one]) - max(t, begins_ms[one])
            if on > 0.0:
                new[stimulated] += flows_na[one] * on / dt
        for i in range(internodes):
            charge, links = (kc[i], km[i], ge[i]), (gi[i], gp[i])
            _held(charge, x[i], links, inverse[i], onward[i], y[i])
            new[i] += gi[i, 0] * y[i, 0, 0]
            new[i + 1] += gi[i, 10] * y[i, 9, 0]
        if surrounded:
            new += outside.course[step] * outside.into_nodes
            y += outside.course[step] * outside.into_internodes
        thomas(diagonal, beside, new)
        for i in range(internodes):
            for k in range(comps):
                for u in range(2):
                    now = y[i, k, u] + left[i, k, u] * new[i] + right[i, k, u] * new[i + 1]
                    x[i, k, u] = onto * now - back * x[i, k, u]
        alive = stirred = False
        for k in range(nodes):
            now = onto * new[k] - back * v[k]
            alive = alive or now > quiet_mv or (now > v[k] and now > resting_mv)
            over = now - rest[k]
            stirred = stirred or over > quiet_over_mv or over < -under_mv
            stirred = stirred or (now > v[k] and over > resting_over_mv)
            if v[k] < SPIKE_MV <= now and seen[k] < most:
                crossings_ms[k, seen[k]] = t + dt * (SPIKE_MV - v[k]) / (now - v[k])
                seen[k] += 1
                left_quiet[0] = False
            v[k] = now
        if not second_order:
            _open_gates(v, dt, q, (m, h, p, s))
        if (step + 1) % every == 0 and step // every < trace_mv.shape[0]:
            for k in range(traced.shape[0]):
                trace_mv[step // every, k] = v[traced[k]]
        if t > last_pulse and not (alive and stirred):
            left_quiet[0] = True
        if t > last_pulse and not alive:
            break
        if t > until_ms:
            break
        if goal >= 0 and answered_all(crossings_ms[goal], seen[goal], pulses, last_began):
            break
    return unsettled
