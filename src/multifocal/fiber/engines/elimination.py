"""Compiled: passive internodes taken out of the system, so that only the nodes are left to solve.

An internode is ten blocks of 2x2 between its two nodes: `eliminate` factors them once, after that
`substitute` answers to currents. What is left is one tridiagonal system of the nodes (`thomas`).
"""

import numpy as np

from multifocal.fiber.engines.records import Factors, Passive
from multifocal.fiber.jit import jit


@jit
def room(internodes, compartments):
    """Factors not yet filled."""
    return Factors(
        np.empty((internodes, compartments, 3)), np.empty((internodes, compartments, 4)),
        np.empty((internodes, compartments, 2)), np.empty((internodes, compartments, 2)),
    )  # fmt: skip


@jit
def passive_of(many, i):
    """Internode i of many."""
    return Passive(many.c[i], many.g[i], many.cm[i], many.gm[i], many.gi[i], many.gp[i])


@jit
def factors_of(many, i):
    """Factors of internode i of many."""
    return Factors(many.inverse[i], many.onward[i], many.left[i], many.right[i])


@jit
def eliminate(passive, per_ms, factors):
    """Factor one internode's 10 blocks of 2x2 for steps of 1/per_ms, into `factors`."""
    c, g, cm, gm, gi, gp = passive
    inverse, onward, left, right = factors
    n = c.shape[0]
    a = b = d = 0.0
    for k in range(n):
        cross = c[k] * per_ms + g[k]
        sa = cross + gi[k] + gi[k + 1]
        sb = -cross
        sd = cross + cm[k] * per_ms + gm[k] + gp[k] + gp[k + 1]
        if k > 0:
            sa -= gi[k] * gi[k] * a
            sb -= gi[k] * gp[k] * b
            sd -= gp[k] * gp[k] * d
        det = sa * sd - sb * sb
        a, b, d = sd / det, -sb / det, sa / det
        inverse[k, 0], inverse[k, 1], inverse[k, 2] = a, b, d
        onward[k, 0], onward[k, 1] = a * gi[k + 1], b * gp[k + 1]
        onward[k, 2], onward[k, 3] = b * gi[k + 1], d * gp[k + 1]
    left[:] = 0.0
    right[:] = 0.0
    left[0, 0] = gi[0]
    right[n - 1, 0] = gi[n]
    substitute(gi, gp, inverse, onward, left)
    substitute(gi, gp, inverse, onward, right)


@jit
def backward(onward, x):
    """The second half of a substitution: from the last compartment to the first, in place."""
    n = x.shape[0]
    vi, vp = x[n - 1, 0], x[n - 1, 1]
    for k in range(n - 2, -1, -1):
        zi = x[k, 0] + onward[k, 0] * vi + onward[k, 1] * vp
        zp = x[k, 1] + onward[k, 2] * vi + onward[k, 3] * vp
        x[k, 0], x[k, 1] = zi, zp
        vi, vp = zi, zp


@jit
def substitute(gi, gp, inverse, onward, x):
    """Solve an eliminated internode in place: currents x (10, 2) in, voltages out."""
    n = x.shape[0]
    zi = zp = 0.0
    for k in range(n):
        ri, rp = x[k, 0] + gi[k] * zi, x[k, 1] + gp[k] * zp
        if k == 0:
            ri, rp = x[0, 0], x[0, 1]
        zi = inverse[k, 0] * ri + inverse[k, 1] * rp
        zp = inverse[k, 1] * ri + inverse[k, 2] * rp
        x[k, 0], x[k, 1] = zi, zp
    backward(onward, x)


@jit
def thomas(diagonal, beside, x):
    """Solve a symmetric tridiagonal system in place; off-diagonal k is -beside[k]."""
    n = x.shape[0]
    for k in range(1, n):
        w = beside[k - 1] / diagonal[k - 1]
        diagonal[k] -= w * beside[k - 1]
        x[k] += w * x[k - 1]
    x[n - 1] /= diagonal[n - 1]
    for k in range(n - 2, -1, -1):
        x[k] = (x[k] + beside[k] * x[k + 1]) / diagonal[k]


@jit
def condense(passive, per_ms, factors, own, beside):
    """Eliminate all internodes; `own` (nodes,) and `beside` (I,) are what the nodes then see."""
    gi, left, right = passive.gi, factors.left, factors.right
    own[:] = 0.0
    for i in range(gi.shape[0]):
        eliminate(passive_of(passive, i), per_ms, factors_of(factors, i))
        own[i] += gi[i, 0] * (1.0 - left[i, 0, 0])
        own[i + 1] += gi[i, 10] * (1.0 - right[i, 9, 0])
        beside[i] = gi[i, 0] * right[i, 0, 0]
