"""Where a motor or sensory fiber rests, with its lesions in place: Newton's method, float64.

Every internode is eliminated with its channels' slopes as its conductances, by the same compiled
code as MRG's. The settled current of its axolemma depends on the voltage alone, so it is read from
a table (cubic Hermite; rest moves by less than 1e-6 mV); nodes, which lesions change, are computed.
"""

import numpy as np
from numpy.typing import NDArray

from multifocal.fiber.engines.elimination import condense, room, substitute, thomas
from multifocal.fiber.engines.gaines.layout import Axon
from multifocal.fiber.engines.records import Nodes, Passive
from multifocal.fiber.jit import jit
from multifocal.fiber.membranes.gaines import Densities
from multifocal.fiber.membranes.gates import (
    E_HCN_MV,
    E_K_MV,
    E_LEAK_MV,
    E_NA_MV,
    MOTOR_GATES,
    AxonGates,
)
from multifocal.fiber.membranes.scalar import settled

Array = NDArray[np.float64]
NEAR_MV = 1e-8
_PROBE_MV, _LONGEST_MV = 1e-4, 5.0
LOWEST_MV, HIGHEST_MV, SPACING_MV = -200.0, 100.0, 0.0625
"""Between which voltages across the axolemma its current is tabulated, and how densely."""


@jit
def steady_node(
    v: float, na_fast: float, na_persistent: float, k_slow: float, k_fast: float, leak: float,
    gates: AxonGates,
) -> float:  # fmt: skip
    """Ionic current (nA; conductances µS) of a node whose gates have settled at v."""
    m, h, p = settled(v, gates.m), settled(v, gates.h), settled(v, gates.p)
    sodium = na_fast * m**3 * h + na_persistent * p**3
    potassium = k_slow * settled(v, MOTOR_GATES.s) + k_fast * settled(v, MOTOR_GATES.n) ** 4
    return sodium * (v - E_NA_MV) + potassium * (v - E_K_MV) + leak * (v - E_LEAK_MV)


@jit
def steady_internode(v: float, g: Densities, gates: AxonGates) -> float:
    """Ionic current of the internodal axolemma per cm² where gates have settled at v."""
    potassium = g.k_slow * settled(v, MOTOR_GATES.s) + g.k_fast * settled(v, MOTOR_GATES.n) ** 4
    return (
        potassium * (v - E_K_MV)
        + g.hcn * settled(v, gates.q) * (v - E_HCN_MV)
        + g.leak * (v - E_LEAK_MV)
    )


@jit
def tabulate(axon: Axon) -> Array:
    """`steady_internode` of MYSA and of elsewhere, and its change per mV over SPACING_MV:
    (2, voltages, 2)."""
    points = round((HIGHEST_MV - LOWEST_MV) / SPACING_MV) + 1
    table = np.empty((2, points, 2))
    for j in range(points):
        v = LOWEST_MV + j * SPACING_MV
        for kind in range(2):
            g = axon.elsewhere if kind else axon.mysa
            ahead = steady_internode(v + _PROBE_MV, g, axon.gates)
            behind = steady_internode(v - _PROBE_MV, g, axon.gates)
            table[kind, j, 0] = steady_internode(v, g, axon.gates)
            table[kind, j, 1] = (ahead - behind) * (SPACING_MV / (2.0 * _PROBE_MV))
    return table


@jit
def current_and_slope(
    v: float, of_kind: Array, g: Densities, gates: AxonGates
) -> tuple[float, float]:
    """The settled current per cm² at v, and its slope per mV; beyond the table computed."""
    place = (v - LOWEST_MV) * (1.0 / SPACING_MV)
    if not 0.0 <= place < of_kind.shape[0] - 1:
        now = steady_internode(v, g, gates)
        return now, (steady_internode(v + _PROBE_MV, g, gates) - now) / _PROBE_MV
    j = int(place)
    t = place - j
    f, df = of_kind[j, 0], of_kind[j, 1]
    rise = of_kind[j + 1, 0] - f
    bend = 3.0 * rise - 2.0 * df - of_kind[j + 1, 1]
    twist = df + of_kind[j + 1, 1] - 2.0 * rise
    slope = df + t * (2.0 * bend + 3.0 * t * twist)
    return f + t * (df + t * (bend + t * twist)), slope * (1.0 / SPACING_MV)


@jit
def settle_each(
    channels: Nodes, k_fast: Array, area: Array, axon: Axon, table: Array, passive: Passive,
    steady: Array, v: Array, x: Array, change: Array,
) -> None:  # fmt: skip
    """`settle` for many fibers, an axis more in front of each array, and change (fibers,).

    v and x hold the first guess. None starts from its neighbor's rest, which would be nearer: a
    fiber in a batch must conduct as it does alone, to the last bit.
    """
    for f in range(v.shape[0]):
        own = Nodes(channels.naf[f], channels.nap[f], channels.ks[f], channels.leak[f])
        chain = Passive(
            passive.c[f], passive.g[f], passive.cm[f], passive.gm[f], passive.gi[f], passive.gp[f]
        )
        change[f] = settle(own, k_fast[f], area[f], axon, table, chain, steady[f], v[f], x[f])


@jit
def settle(
    channels: Nodes, k_fast: Array, area: Array, axon: Axon, table: Array, passive: Passive,
    steady: Array, v: Array, x: Array,
) -> float:  # fmt: skip
    """Fill node voltages v (nodes,) and internodes x (I, 10, 2), which hold a first guess.

    table: as `tabulate` makes it; area (I, 10): outer surface times 1e6, so that area times S/cm²
    is µS; of `passive` only myelin and links count; steady (nodes,): current into each node that
    never stops, nA. x[..., 0] is axoplasm, x[..., 1] periaxonal space. Returns the next change, mV,
    that is to be expected if changes go on to shrink as they last did.
    """
    internodes, comps = area.shape
    nodes = internodes + 1
    naf, nap, ks, leak = channels
    mysa, elsewhere, gates = axon
    gm, gi, gp = passive.gm, passive.gi, passive.gp
    factors = room(internodes, comps)
    inverse, onward, left, right = factors
    own, beside = np.empty(nodes), np.empty(internodes)
    slope, none = np.empty((internodes, comps)), np.zeros((internodes, comps))
    y = np.empty((internodes, comps, 2))
    step, diagonal = np.empty(nodes), np.empty(nodes)
    change, ahead = np.inf, np.inf
    for _ in range(60):
        before = change
        for i in range(internodes):
            inward, inward_p = gi[i, 0] * (v[i] - x[i, 0, 0]), -gp[i, 0] * x[i, 0, 1]
            for k in range(comps):
                of_mysa = k in (0, comps - 1)
                g = mysa if of_mysa else elsewhere
                u = x[i, k, 0] - x[i, k, 1]
                now, per_mv = current_and_slope(u, table[0 if of_mysa else 1], g, gates)
                now *= area[i, k]
                slope[i, k] = area[i, k] * max(per_mv, g.leak)
                if k < comps - 1:
                    onto, onto_p = x[i, k + 1, 0], x[i, k + 1, 1]
                else:
                    onto, onto_p = v[i + 1], 0.0
                outward = gi[i, k + 1] * (x[i, k, 0] - onto)
                outward_p = gp[i, k + 1] * (x[i, k, 1] - onto_p)
                y[i, k, 0] = inward - outward - now
                y[i, k, 1] = inward_p - outward_p + now - gm[i, k] * x[i, k, 1]
                inward, inward_p = outward, outward_p
        condense(Passive(none, slope, none, gm, gi, gp), 0.0, factors, own, beside)
        for k in range(nodes):
            given = naf[k], nap[k], ks[k], k_fast[k], leak[k]
            now = steady_node(v[k], *given, gates)
            then = steady_node(v[k] + _PROBE_MV, *given, gates)
            diagonal[k] = own[k] + max((then - now) / _PROBE_MV, leak[k])
            step[k] = steady[k] - now
        for i in range(internodes):
            step[i] -= gi[i, 0] * (v[i] - x[i, 0, 0])
            step[i + 1] -= gi[i, comps] * (v[i + 1] - x[i, comps - 1, 0])
            substitute(gi[i], gp[i], inverse[i], onward[i], y[i])
            step[i] += gi[i, 0] * y[i, 0, 0]
            step[i + 1] += gi[i, comps] * y[i, comps - 1, 0]
        thomas(diagonal, beside, step)
        change = 0.0
        for k in range(nodes):
            change = max(change, abs(step[k]))
        for i in range(internodes):
            for k in range(comps):
                for u in range(2):
                    y[i, k, u] += left[i, k, u] * step[i] + right[i, k, u] * step[i + 1]
                    change = max(change, abs(y[i, k, u]))
        part = min(1.0, _LONGEST_MV / max(change, 1e-300))
        v += part * step
        x += part * y
        ahead = change * min(1.0, change / before) if before < np.inf else change
        if ahead < NEAR_MV:
            break
    return ahead
