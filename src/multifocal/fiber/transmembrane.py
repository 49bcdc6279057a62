"""The current that leaves each piece of a fiber, and the potential that an electrode sees of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from multifocal.arguments import names_arguments
from multifocal.fiber.cable import COMPARTMENTS, Internodes, internodes
from multifocal.fiber.conduction import node_voltages
from multifocal.fiber.damage import damage
from multifocal.fiber.engines.registry import EngineName
from multifocal.fiber.fibers import Fibers
from multifocal.fiber.lesion import Lesion
from multifocal.fiber.membranes.mrg import Membrane
from multifocal.fiber.places import SPAN, places_mm
from multifocal.fiber.stimulus import Drive, Pulse, drive

Array = NDArray[np.float64]

STEP_MS = 0.003


@dataclass(frozen=True)
class MembraneCurrents:
    """times_ms (samples,); at_mm (fibers, sources): where each node and, between two nodes, each of
    the ten compartments lies; current_na (fibers, samples, sources): what leaves the fiber there,
    beyond what leaves it at rest."""

    times_ms: Array
    at_mm: Array
    current_na: Array

    def potential_uv(
        self, at_mm: ArrayLike, distance_mm: ArrayLike, *, conductivity_s_m: float
    ) -> Array:
        """The potential, µV, at electrodes at_mm along the fiber and distance_mm beside it, in an
        endless medium alike in all directions; (fibers, samples, electrodes)."""
        along, beside = np.broadcast_arrays(
            np.atleast_1d(np.asarray(at_mm, float)), np.asarray(distance_mm, float)
        )
        if not ((beside > 0).all() and conductivity_s_m > 0):
            raise ValueError("distance_mm and conductivity_s_m must be more than 0")
        far = np.hypot(self.at_mm[:, :, None] - along, beside)
        return np.asarray(self.current_na @ (1.0 / (4.0 * np.pi * conductivity_s_m * far)))


@names_arguments
def membrane_currents(
    fibers: Fibers,
    lesions: Sequence[Lesion] = (),
    *,
    pulse_times_ms: ArrayLike = (0.0,),
    pulse: Pulse = Pulse(),  # noqa: B008  (frozen)
    stimulate_node: int = 0,
    duration_ms: float = 3.0,
    every: int = 5,
    dt_ms: float = STEP_MS,
    engine: EngineName | None = None,
) -> MembraneCurrents:
    """What leaves every node and compartment, as means of `every` steps each.

    The engine gives the nodes' voltages; the internodes, which are linear, are solved between them
    compartment by compartment in float64. Only of MRG membranes (ValueError else). All that leaves
    the fiber is what flows into it: the stimulus, and nothing before or after.
    """
    if not isinstance(fibers.membrane, Membrane):
        raise ValueError("membrane_currents needs an MRG membrane, whose internodes are linear")
    given = {"stimulate_node": stimulate_node, "dt_ms": dt_ms, "engine": engine}
    _, rest = node_voltages(fibers, lesions, pulse=Pulse(0.0), duration_ms=dt_ms, **given)  # type: ignore[arg-type]
    times, volts = node_voltages(
        fibers, lesions, pulse_times_ms=pulse_times_ms, pulse=pulse, duration_ms=duration_ms,
        **given,  # type: ignore[arg-type]
    )  # fmt: skip
    if not 1 <= every <= len(times):
        raise ValueError(f"every is {every}; give 1 to {len(times)} steps")
    samples = len(times) // every
    harm = damage(fibers.geometry, fibers.nodes, lesions, fibers.internode_um)
    rows = internodes(fibers.geometry, harm)
    flows = drive(len(fibers), pulse_times_ms, pulse)
    out = np.empty((len(fibers), samples, SPAN * (fibers.nodes - 1) + 1))
    for f in range(len(fibers)):
        traced = np.vstack([rest[f], volts[f]]).astype(np.float64)
        found = _leaving(traced, rows, harm.row_of[f], dt_ms)
        found[:, SPAN * stimulate_node] += _flowing(flows, f, times, dt_ms)
        out[f] = found[: samples * every].reshape(samples, every, -1).mean(axis=1)
    middles = times[: samples * every].reshape(samples, every).mean(axis=1) - dt_ms / 2
    return MembraneCurrents(middles, places_mm(fibers), out)


def _leaving(volts: Array, rows: Internodes, row_of: NDArray[np.int64], dt_ms: float) -> Array:
    """Of one fiber, from node voltages (steps + 1, nodes) that begin at rest: what flows out during
    each step at each source, beyond that of rest; (steps, sources)."""
    steps, nodes = len(volts) - 1, volts.shape[1]
    out = np.zeros((steps, nodes - 1, SPAN))
    last = np.zeros(steps)
    changed = volts - volts[0]
    for row in np.unique(row_of):
        which = np.flatnonzero(row_of == row)
        ends = np.stack([changed[:, which], changed[:, which + 1]], axis=1)
        sheath, left, right = _internode(rows, int(row), ends, dt_ms)
        out[:, which, 1:] = sheath
        out[:, which, 0] += left
        inside = which < nodes - 2
        out[:, which[inside] + 1, 0] += right[:, inside]
        last += right[:, ~inside].sum(axis=1)
    return np.concatenate([out.reshape(steps, -1), last[:, None]], axis=1)


def _internode(rows: Internodes, row: int, ends: Array, dt_ms: float) -> tuple[Array, Array, Array]:
    """Internodes of one row between nodes whose voltages (steps + 1, 2, internodes) are known, all
    beyond rest: what leaves each sheath (steps, internodes, 10), and what enters the node at either
    end (steps, internodes), in axoplasm and periaxonal space together."""
    c, g = rows.axolemma_nf[row], rows.axolemma_us[row]
    cm, gm = rows.myelin_nf[row], rows.myelin_us[row]
    gi, gp = rows.axial_us[row], rows.periaxonal_us[row]
    n = COMPARTMENTS
    hold, lead = np.zeros((2 * n, 2 * n)), np.zeros((2 * n, 2 * n))
    hold[:n, :n], hold[n:, n:] = np.diag(c), np.diag(c + cm)
    hold[:n, n:] = hold[n:, :n] = -np.diag(c)
    for part, link in ((slice(0, n), gi), (slice(n, 2 * n), gp)):
        along = np.diag(link[:-1] + link[1:]) - np.diag(link[1:-1], 1) - np.diag(link[1:-1], -1)
        lead[part, part] = along
    lead[:n, :n] += np.diag(g)
    lead[n:, n:] += np.diag(g + gm)
    lead[:n, n:] -= np.diag(g)
    lead[n:, :n] -= np.diag(g)
    new, old = hold / dt_ms + lead / 2, hold / dt_ms - lead / 2
    onward = np.linalg.solve(new, old)
    ports = np.zeros((2 * n, 2))
    ports[0, 0], ports[n - 1, 1] = gi[0], gi[-1]
    into = np.linalg.solve(new, ports)
    steps, many = len(ends) - 1, ends.shape[2]
    x = np.zeros((2 * n, many))
    sheath, left, right = (np.empty((steps, many, *kind)) for kind in ((n,), (), ()))
    for step in range(steps):
        node = 0.5 * (ends[step] + ends[step + 1])
        after = onward @ x + into @ node
        middle = 0.5 * (x + after)
        sheath[step] = (cm * (after[n:] - x[n:]).T / dt_ms) + gm * middle[n:].T
        left[step] = gi[0] * (middle[0] - node[0]) + gp[0] * middle[n]
        right[step] = gi[-1] * (middle[n - 1] - node[1]) + gp[-1] * middle[2 * n - 1]
        x = after
    return sheath, left, right


def _flowing(flows: Drive, fiber: int, ends_ms: Array, dt_ms: float) -> Array:
    """What the stimulus brings during each step that ends at ends_ms, nA."""
    begins, ends = flows.begins_ms[fiber][:, None], flows.ends_ms[fiber][:, None]
    on = np.minimum(ends_ms, ends) - np.maximum(ends_ms - dt_ms, begins)
    return np.asarray((flows.na[fiber][:, None] * np.maximum(on, 0.0)).sum(axis=0) / dt_ms)
