"""An internode seen from its two nodes: a handful of exponential modes instead of 20 unknowns.

Between two nodes an MRG fiber is passive, C x' = -(G x) + b_left v_left + b_right v_right, so what
its nodes see is a sum of modes, Σ b bᵀ / (s + λ). The exact 20 modes are not needed: we keep what
the internode answers to a few well-chosen growth rates s (`SHIFTS_PER_MS`). Projecting C and G on
those answers (a rational Krylov space) gives a smaller passive two-port that is exact at every one
of these rates and close between them; its modes come from one small symmetric eigenproblem.
Error of the admittance: below 2e-5 from 1 to 100 per ms in a healthy internode, below 1e-3 in a
damaged one (docs/accuracy.md). Both ends are treated alike, so damage may be lopsided.

Source: solver.md sections 2 and 3; the projection is standard model reduction (PRIMA, Odabasioglu
et al. 1998, source `prima-1998`).
"""

import numpy as np
from numpy.typing import NDArray

from multifocal.fiber.cable import Internodes
from multifocal.fiber.engines.elimination import eliminate, factors_of, passive_of, room
from multifocal.fiber.engines.records import Passive
from multifocal.fiber.jit import jit
from multifocal.frozen import frozen

Array = NDArray[np.float64]

SHIFTS_PER_MS = frozen(
    {
        "healthy": np.array([3.0, 15.0, 60.0, 250.0]),
        "remade": np.array([1.0, 4.0, 16.0, 60.0, 200.0, 600.0]),
        "healthy-lasting": np.array([0.1, 3.0, 15.0, 60.0, 250.0]),
        "remade-lasting": np.array([0.1, 3.0, 16.0, 60.0, 200.0, 600.0]),
    }
)
"""Growth rates at which the reduced internode is exact. An impulse lives between 1 and 100 per ms;
thin myelin brings slower and faster answers, so those internodes get six. What lasts after it (the
depolarizing afterpotential, which a second impulse meets) lives at 0.03 to 0.1 per ms."""

MODES = 12
"""Most modes of an internode: two for each shift."""
FOLD_PER_MS, FOLD_STEPS = 5000.0, 8.0
"""Modes faster than this, and than this many in a step, follow the voltage at once."""

# what a step needs of an internode: see `coefficients`
OWN_LEFT, OWN_RIGHT, ACROSS, WAS_LEFT, WAS_RIGHT, WAS_ACROSS = range(6)
REST_LEFT, REST_RIGHT, REST_ACROSS = 6, 7, 8
FIRST_MODE, PER_MODE = 9, 5
FIELDS = FIRST_MODE + PER_MODE * MODES


@jit
def _charge(c, cm, x, out):
    """C x for voltages (10, 2)."""
    for k in range(c.shape[0]):
        across = c[k] * (x[k, 0] - x[k, 1])
        out[k, 0] = across
        out[k, 1] = cm[k] * x[k, 1] - across


@jit
def _current(g, gm, gi, gp, x, out):
    """G x for voltages (10, 2), both nodes held."""
    n = g.shape[0]
    for k in range(n):
        leak = g[k] * (x[k, 0] - x[k, 1])
        out[k, 0] = leak + (gi[k] + gi[k + 1]) * x[k, 0]
        out[k, 1] = gm[k] * x[k, 1] - leak + (gp[k] + gp[k + 1]) * x[k, 1]
    for k in range(1, n):
        out[k, 0] -= gi[k] * x[k - 1, 0]
        out[k - 1, 0] -= gi[k] * x[k, 0]
        out[k, 1] -= gp[k] * x[k - 1, 1]
        out[k - 1, 1] -= gp[k] * x[k, 1]


@jit
def _dot(x, y):
    total = 0.0
    for k in range(x.shape[0]):
        total += x[k, 0] * y[k, 0] + x[k, 1] * y[k, 1]
    return total


@jit
def project(passive, shifts, alike, conductance, drive, rest):
    """Reduce every internode (row) to 2 * len(shifts) unknowns: even ones, then odd ones.

    alike: both halves of each internode mirror each other, so even and odd do not mix.
    Out: conductance (rows, n, n), with unit capacitance; drive (rows, n, 2) from either node;
    rest (rows, 3): own conductance left and right, and across, of a current that never changes.
    """
    c, g, cm, gm, gi, gp = passive
    rows, comps = c.shape
    factors = factors_of(room(1, comps), 0)
    left, right = factors.left, factors.right
    half = shifts.shape[0]
    n = 2 * half
    basis, charge = np.empty((n, comps, 2)), np.empty((n, comps, 2))
    current = np.empty((comps, 2))
    for r in range(rows):
        eliminate(passive_of(passive, r), 0.0, factors)
        rest[r, 0] = gi[r, 0] * (1.0 - left[0, 0])
        rest[r, 1] = gi[r, comps] * (1.0 - right[comps - 1, 0])
        rest[r, 2] = gi[r, 0] * right[0, 0]
        for j in range(half):
            eliminate(passive_of(passive, r), shifts[j], factors)
            basis[j] = left + right
            basis[half + j] = left - right
        for i in range(n):
            x = basis[i]
            _charge(c[r], cm[r], x, charge[i])
            whole = _dot(x, charge[i])
            for j in range(half if alike and i >= half else 0, i):
                share = _dot(x, charge[j])
                for k in range(comps):
                    x[k, 0] -= share * basis[j, k, 0]
                    x[k, 1] -= share * basis[j, k, 1]
            _charge(c[r], cm[r], x, charge[i])
            left_over = _dot(x, charge[i])
            scale = 0.0  # where this answer says nothing new
            if left_over > 1e-14 * whole:
                scale = 1.0 / np.sqrt(left_over)
            for k in range(comps):
                for u in range(2):
                    x[k, u] *= scale
                    charge[i, k, u] *= scale
            drive[r, i, 0] = gi[r, 0] * x[0, 0]
            drive[r, i, 1] = gi[r, comps] * x[comps - 1, 0]
            _current(g[r], gm[r], gi[r], gp[r], x, current)
            for j in range(i + 1):
                value = 0.0 if alike and (i >= half) != (j >= half) else _dot(current, basis[j])
                conductance[r, i, j] = value
                conductance[r, j, i] = value


@jit
def _step(rates, drive, end_left, end_right, rest, dt, out):
    """Coefficients of one step of length dt for each row; returns the most modes any row keeps."""
    most = 0
    for r in range(rates.shape[0]):
        out[r, :] = 0.0
        own = np.array([end_left[r], end_right[r], 0.0])
        was = np.array([-end_left[r], -end_right[r], 0.0])
        modes = 0
        for k in range(rates.shape[1]):
            rate, bl, br = max(rates[r, k], 1e-9), drive[r, k, 0], drive[r, k, 1]
            z = rate * dt
            if rate > FOLD_PER_MS and z > FOLD_STEPS:
                soon, late = (1.0 - 2.0 / z) / rate, (1.0 + 2.0 / z) / rate
            else:
                stays = np.exp(-z)
                mean = -np.expm1(-z) / z
                soon = (1.0 - mean) / rate
                moved = stays * soon + (mean - stays) / rate
                late = soon + moved
                at = FIRST_MODE + PER_MODE * modes
                out[r, at] = stays
                out[r, at + 1], out[r, at + 2] = bl, br
                out[r, at + 3] = bl * (1.0 + stays) * moved
                out[r, at + 4] = br * (1.0 + stays) * moved
                modes += bl != 0.0 or br != 0.0
            own[0] -= soon * bl * bl
            own[1] -= soon * br * br
            own[2] += soon * bl * br
            was[0] += late * bl * bl
            was[1] += late * br * br
            was[2] += late * bl * br
        for u in range(3):
            out[r, OWN_LEFT + u] = own[u]
            out[r, WAS_LEFT + u] = was[u]
            out[r, REST_LEFT + u] = rest[r, u]
        most = max(most, modes)
    return most


def coefficients(
    numbers: Internodes, *, remade: bool, alike: bool, dt_ms: float, lasting: bool = False
) -> tuple[Array, int]:
    """What one step of dt needs of each internode, (rows, FIELDS), and the most modes kept.

    remade: whether myelin, periaxonal space or length differ from a healthy internode's; alike:
    whether the halves of every internode mirror each other; lasting: whether what an impulse leaves
    behind matters.

    A mode y' = -λ y + f, f = b_left v_left + b_right v_right, is integrated exactly for voltages
    that move in straight lines; currents are averaged over the step. OWN_* multiply the nodes'
    next voltages, WAS_* their last ones; then for each mode: the share of its memory that stays,
    b_left, b_right, and what the memory gives back to the left and to the right.
    """
    shifts = SHIFTS_PER_MS[("remade" if remade else "healthy") + ("-lasting" if lasting else "")]
    rows, half = len(numbers.axolemma_nf), len(shifts)
    n = 2 * half
    conductance, drive, rest = np.empty((rows, n, n)), np.empty((rows, n, 2)), np.empty((rows, 3))
    passive = Passive(
        numbers.axolemma_nf, numbers.axolemma_us, numbers.myelin_nf, numbers.myelin_us,
        numbers.axial_us, numbers.periaxonal_us,
    )  # fmt: skip
    project(passive, shifts, alike, conductance, drive, rest)
    if alike:  # two small problems, so that even and odd modes of like rates cannot mix
        halves = np.stack([conductance[:, :half, :half], conductance[:, half:, half:]], axis=1)
        rates, vectors = np.linalg.eigh(halves)
        turned = np.einsum("rpik,rpiu->rpku", vectors, drive.reshape(rows, 2, half, 2))
        rates, turned = rates.reshape(rows, n), turned.reshape(rows, n, 2)
    else:
        rates, vectors = np.linalg.eigh(conductance)
        turned = np.einsum("rik,riu->rku", vectors, drive)
    out = np.empty((rows, FIELDS))
    most = _step(rates, turned, numbers.axial_us[:, 0], numbers.axial_us[:, -1], rest, dt_ms, out)
    return out, int(most)
