"""Compiled: whether a fiber's rest holds by itself, told from its answer to small currents.

Near rest the fiber is linear. Its node admittances and internodes, the latter eliminated, make one
tridiagonal matrix Y(s); rest is unstable where det Y has a zero with a positive real part. By the
argument principle their number is the turns of det Y / det Y0 round 0 while s runs along the
imaginary axis, Y0 being the same fiber with conductances that do not answer to voltage: it has no
such zeros, and for s to infinity both are the same. The phase is followed pivot by pivot.

| letter | what | unit |
|---|---|---|
| w | angular frequency, s = iw | 1/ms |
| own, beside | what the internodes add to a node, and between two | µS |
| pivots | of Y, and of Y0: its Gaussian elimination's diagonal | µS |
"""

import cmath
import math

import numpy as np

from multifocal.fiber.engines.elimination import eliminate, factors_of, passive_of
from multifocal.fiber.engines.records import Factors
from multifocal.fiber.jit import jit
from multifocal.fiber.membranes.gates import E_K_MV, E_NA_MV, MRG_GATES
from multifocal.fiber.membranes.scalar import rates, settled

SLOWEST_PER_MS, LEISURELY_PER_MS, FASTEST_PER_MS = 1e-6, 0.03, 1e4
"""What grows more slowly than the first is no matter of minutes; below the second, modes only decay
or grow; beyond the third no channel matters."""
LONG_STEP, STEP, LEAST_STEP = 0.5, 0.06, 1e-7
"""Of the logarithm of w: at most, below and above LEISURELY_PER_MS, and at least."""
TURN = 0.6
"""No pivot's phase may change by more in a step, radians, else the step is halved."""
_PROBE_MV = 1e-4


@jit
def _answers(v, channels, q, fixed, gain, pace):
    """Of every node at rest v: fixed (nodes,), µS, its conductance; gain (nodes, 4), µS, how much
    more it conducts through each gate m, h, p, s that has followed a change of v; pace (nodes, 4),
    1/ms, how fast that gate follows."""
    for k in range(v.shape[0]):
        naf, nap, ks = channels.naf[k], channels.nap[k], channels.ks[k]
        sodium, potassium = v[k] - E_NA_MV, v[k] - E_K_MV
        m, h = settled(v[k], MRG_GATES.m), settled(v[k], MRG_GATES.h)
        p, s = settled(v[k], MRG_GATES.p), settled(v[k], MRG_GATES.s)
        fixed[k] = naf * m**3 * h + nap * p**3 + ks * s + channels.leak[k]
        gain[k, 0] = naf * 3 * m**2 * h * sodium * _slope(v[k], MRG_GATES.m)
        gain[k, 1] = naf * m**3 * sodium * _slope(v[k], MRG_GATES.h)
        gain[k, 2] = nap * 3 * p**2 * sodium * _slope(v[k], MRG_GATES.p)
        gain[k, 3] = ks * potassium * _slope(v[k], MRG_GATES.s)
        pace[k, 0], pace[k, 1] = q.mp * _pace(v[k], MRG_GATES.m), q.h * _pace(v[k], MRG_GATES.h)
        pace[k, 2], pace[k, 3] = q.mp * _pace(v[k], MRG_GATES.p), q.s * _pace(v[k], MRG_GATES.s)


@jit
def _slope(v, gate):
    """How far a gate moves in the end, per mV."""
    return (settled(v + _PROBE_MV, gate) - settled(v - _PROBE_MV, gate)) / (2 * _PROBE_MV)


@jit
def _pace(v, gate):
    """How fast it does, 1/ms, before the temperature factor."""
    a, b = rates(v, gate)
    return a + b


@jit
def _pivots(node, rows, row_of, w, room, out):
    """Fill out (2, nodes) with the pivots of Y and Y0 at s = iw; node: capacitance, and what
    `_answers` fills; room: to work in."""
    cn, fixed, gain, pace = node
    factors, own, beside = room
    gi = rows.gi
    for r in range(gi.shape[0]):
        eliminate(passive_of(rows, r), 1j * w, factors_of(factors, r))
        left, right = factors.left[r], factors.right[r]
        own[r, 0] = gi[r, 0] * (1.0 - left[0, 0])
        own[r, 1] = gi[r, -1] * (1.0 - right[-1, 0])
        beside[r] = gi[r, 0] * right[0, 0]
    nodes = cn.shape[0]
    for k in range(nodes):
        held = 1j * w * cn[k] + fixed[k]
        if k > 0:
            held += own[row_of[k - 1], 1]
        if k < nodes - 1:
            held += own[row_of[k], 0]
        out[0, k] = out[1, k] = held
        for gate in range(gain.shape[1]):
            out[0, k] += gain[k, gate] / (1.0 + 1j * w / pace[k, gate])
        if k > 0:
            square = beside[row_of[k - 1]] ** 2
            out[0, k] -= square / out[0, k - 1]
            out[1, k] -= square / out[1, k - 1]


@jit
def growing_modes(v, node, rows, row_of, q):
    """How many modes of a fiber grow by themselves from its rest v (nodes,); -1 where one is so
    near to standing still that it cannot be told.

    node: capacitance (nodes,) and channels; rows: its different internodes, row_of (nodes - 1,)
    says which lies where; q: temperature factors of the gates.
    """
    many, comps = rows.c.shape
    factors = Factors(
        np.empty((many, comps, 3), np.complex128), np.empty((many, comps, 4), np.complex128),
        np.empty((many, comps, 2), np.complex128), np.empty((many, comps, 2), np.complex128),
    )  # fmt: skip
    room = (factors, np.empty((many, 2), np.complex128), np.empty(many, np.complex128))
    nodes = v.shape[0]
    cn, channels = node
    answers = (cn, np.empty(nodes), np.empty((nodes, 4)), np.empty((nodes, 4)))
    _answers(v, channels, q, answers[1], answers[2], answers[3])
    before = np.empty((2, nodes), np.complex128)
    after = np.empty_like(before)
    log_w, step = math.log(SLOWEST_PER_MS), LONG_STEP
    _pivots(answers, rows, row_of, math.exp(log_w), room, before)
    turned = 0.0
    while log_w < math.log(FASTEST_PER_MS):
        _pivots(answers, rows, row_of, math.exp(log_w + step), room, after)
        most, more = 0.0, 0.0
        for k in range(nodes):
            of_y = cmath.phase(after[0, k] / before[0, k])
            of_y0 = cmath.phase(after[1, k] / before[1, k])
            most = max(most, abs(of_y), abs(of_y0))
            more += of_y - of_y0
        if most > TURN:
            step *= 0.5
            if step < LEAST_STEP:
                return -1
            continue
        turned += more
        log_w += step
        step = min(1.5 * step, STEP if log_w > math.log(LEISURELY_PER_MS) else LONG_STEP)
        before, after = after, before
    return round(-turned / math.pi)
