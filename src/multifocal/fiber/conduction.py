"""Does the impulse arrive, when, and where is it stopped? Many fibers in one call."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from multifocal.fiber import kernels
from multifocal.fiber.arrivals import Arrivals, arrivals
from multifocal.fiber.cable import Cable, build
from multifocal.fiber.geometry import Geometry
from multifocal.fiber.lesion import Lesion
from multifocal.fiber.membrane import Membrane

_run: Callable[..., float] = kernels.run
Scheme = Literal["cn", "be"]
Array = NDArray[np.float64]

DT_MS = 0.0025
"""Default step: velocities within 0.5 % of the converged ones (docs/accuracy.md)."""
QUIET_MV, RESTING_MV = -62.0, -76.0
"""A fiber has nothing left to conduct when all its nodes lie below the first of these and none
above the second still rises (a node beyond a lesion may rise slowly, and fire late)."""


@dataclass(frozen=True)
class Pulse:
    """The stimulus: a current step into one node."""

    current_na: float = 4.0
    duration_ms: float = 0.1


@dataclass(frozen=True)
class Fibers:
    """A batch of fibers of equal node count; node k of fiber f lies at first_node_mm + k * Δx."""

    geometry: Geometry
    nodes: int
    membrane: Membrane = field(default_factory=Membrane)
    first_node_mm: Array | None = None

    def node_mm(self) -> Array:
        """Where the nodes lie, shape (fibers, nodes)."""
        count = len(self.geometry.diameter_um)
        first = np.zeros(count) if self.first_node_mm is None else self.first_node_mm
        spacing_mm = self.geometry.internode_um / 1000.0
        return np.asarray(first[:, None] + spacing_mm[:, None] * np.arange(self.nodes))

    def __len__(self) -> int:
        return len(self.geometry.diameter_um)


def conduct(
    fibers: Fibers,
    lesions: Sequence[Lesion] = (),
    *,
    stimulate_at_mm: ArrayLike | None = None,
    watch_at_mm: ArrayLike | None = None,
    pulse_times_ms: Sequence[float] = (0.0,),
    pulse: Pulse = Pulse(),
    duration_ms: float = 20.0,
    dt_ms: float = DT_MS,
    scheme: Scheme = "cn",
    stop_at_node: int | None = None,
) -> Arrivals:
    """Stimulate every fiber and watch for its impulses.

    stimulate_at_mm: one place, or one a fiber; the nearest node is stimulated (default: node 0).
    watch_at_mm: shape (places,) or (fibers, places); times between nodes are interpolated
    (default: the third node from the end, clear of the end's own effect).
    The fiber starts at its own rest with its lesions in place. Stops when nothing moves any more,
    at latest `duration_ms` after time 0, or as soon as node `stop_at_node` has seen every pulse
    (then what other nodes would still do is not in the answer). Second order in time;
    `scheme="be"` is backward Euler as NEURON's fixed step. Error against dt: docs/accuracy.md.
    Source: solver.md sections 1 to 4.
    """
    at_mm = fibers.node_mm()
    count = len(fibers)
    where = at_mm[:, 0] if stimulate_at_mm is None else np.asarray(stimulate_at_mm, float)
    start = np.abs(at_mm - np.broadcast_to(where, (count,))[:, None]).argmin(axis=1)
    watch = at_mm[:, -3:-2] if watch_at_mm is None else np.asarray(watch_at_mm, dtype=np.float64)
    crossings, _ = simulate(
        fibers, lesions, start, pulse_times_ms, pulse, duration_ms, dt_ms, scheme,
        goal=-1 if stop_at_node is None else stop_at_node,
    )  # fmt: skip
    return arrivals(crossings, at_mm, start, np.broadcast_to(watch, (count, watch.shape[-1])))


def node_voltages(
    fibers: Fibers,
    lesions: Sequence[Lesion] = (),
    *,
    pulse_times_ms: Sequence[float] = (0.0,),
    pulse: Pulse = Pulse(),
    duration_ms: float = 3.0,
    dt_ms: float = DT_MS,
    scheme: Scheme = "cn",
) -> tuple[Array, Array]:
    """Times (steps,) in ms and voltages (fibers, steps, nodes) in mV, node 0 stimulated."""
    start = np.zeros(len(fibers), dtype=np.int64)
    _, trace = simulate(
        fibers, lesions, start, pulse_times_ms, pulse, duration_ms, dt_ms, scheme, trace=True
    )
    return np.asarray((np.arange(trace.shape[1]) + 1) * dt_ms, dtype=np.float64), trace


def simulate(
    fibers: Fibers,
    lesions: Sequence[Lesion],
    start: NDArray[np.int64],
    pulse_times_ms: Sequence[float],
    pulse: Pulse,
    duration_ms: float,
    dt_ms: float,
    scheme: Scheme,
    *,
    trace: bool = False,
    goal: int = -1,
) -> tuple[Array, Array]:
    """Crossings (fibers, nodes, pulses + 1) and, if asked for, voltages (fibers, steps, nodes)."""
    if scheme not in ("cn", "be"):
        raise ValueError(f"unknown scheme {scheme!r}")
    cable = build(fibers.geometry, fibers.nodes, lesions, fibers.membrane)
    count, steps = len(fibers), round(duration_ms / dt_ms)
    crossings = np.full((count, fibers.nodes, len(pulse_times_ms) + 1), np.nan)
    voltages = np.full((count, steps if trace else 0, fibers.nodes), np.nan)
    pulses = np.asarray(sorted(pulse_times_ms), dtype=np.float64)
    rates = fibers.membrane.rate_factors

    def one(f: int) -> float:
        unsettled: float = _run(
            *_of_fiber(cable, f), *rates, dt_ms, steps, scheme == "cn", start[f], pulses,
            pulse.current_na, pulse.duration_ms, -np.inf if trace else QUIET_MV, RESTING_MV, goal,
            crossings[f], voltages[f],
        )  # fmt: skip
        return unsettled

    worst = max(_over_threads(one, count), default=0.0)
    if worst > 1e-6:
        raise ArithmeticError(f"a fiber found no resting state (last change {worst:.3g} mV)")
    return crossings, voltages


def _of_fiber(cable: Cable, f: int) -> Iterator[Array]:
    for name in (
        "node_nf", "g_na_fast_us", "g_na_persistent_us", "g_k_slow_us", "g_leak_us",
        "axolemma_nf", "axolemma_us", "myelin_nf", "myelin_us", "axial_us", "periaxonal_us",
    ):  # fmt: skip
        yield getattr(cable, name)[f]


def _over_threads(work: Callable[[int], float], count: int) -> list[float]:
    """The compiled code releases the GIL, so threads use all cores."""
    first = [work(0)] if count else []  # compiles, once, before the threads start
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        return first + list(pool.map(work, range(1, count)))
