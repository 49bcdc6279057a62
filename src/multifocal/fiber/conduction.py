"""Does the impulse arrive, when, and where is it stopped? Many fibers in one call."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from multifocal.fiber.arrivals import Arrivals, arrivals
from multifocal.fiber.damage import check_places, damage
from multifocal.fiber.engines.registry import EngineName, engine_for
from multifocal.fiber.engines.share import Engine, Scheme, Share
from multifocal.fiber.fibers import Fibers, Pulse
from multifocal.fiber.lesion import Lesion
from multifocal.fiber.sharing import Progress, share_out

Array = NDArray[np.float64]
QUIET_MV, RESTING_MV = -62.0, -76.0
"""A fiber has nothing left to conduct when all its nodes lie below the first of these and none
above the second still rises (a node beyond a lesion may rise slowly, and fire late). Of the
published membranes; of others no fiber is left before its time is over."""


def conduct(
    fibers: Fibers,
    lesions: Sequence[Lesion] = (),
    *,
    stimulate_at_mm: ArrayLike | None = None,
    watch_at_mm: ArrayLike | None = None,
    pulse_times_ms: Sequence[float] = (0.0,),
    pulse: Pulse = Pulse(),  # noqa: B008  (frozen)
    steady_na: ArrayLike | None = None,
    duration_ms: float = 20.0,
    dt_ms: float | None = None,
    engine: EngineName | None = None,
    scheme: Scheme = "cn",
    stop_at_node: ArrayLike | None = None,
    progress: Progress | None = None,
) -> Arrivals:
    """Stimulate every fiber and watch for its impulses, whichever way they run.

    stimulate_at_mm: one place, or one a fiber; the nearest node is stimulated (default: node 0).
    watch_at_mm: shape (places,) or (fibers, places); times between nodes are interpolated
    (default: the third node from the end, clear of the end's own effect).
    steady_na: current that flows into each node all the time, shape (fibers, nodes) or what
    broadcasts to it; depolarizing where positive.
    The fiber starts at its own rest with its lesions and steady current in place. Stops when
    nothing moves any more, at latest `duration_ms` after time 0, or as soon as node
    `stop_at_node` (one, or one a fiber) has seen every pulse; then what other nodes would still
    do is not in the answer.
    engine: "fast" (default) or "reference", the float64 double cable; `scheme="be"`, backward
    Euler as NEURON's fixed step, is the reference's. Error against dt_ms, and of the fast engine
    against the reference: docs/accuracy.md. Motor and sensory membranes have one engine of their
    own for both schemes: leave `engine` out; their error: docstring of `GainesMembrane`.
    progress: called as progress(fibers done, fibers) now and then; Ctrl-C stops between.
    A place beyond the fiber, and whatever else is out of range, is a ValueError that names the
    argument. A fiber without a resting state has no times (`Arrivals.no_rest`); whether it fires by
    itself, or twice, is told as far as it was watched (`Arrivals.unasked_ms`). Source: solver.md
    sections 1 to 4.

    >>> from multifocal.fiber import Fibers, Geometry, Lesion
    >>> fibers = Fibers(Geometry.of([6.0, 10.0, 14.0]), nodes=41)
    >>> bared = Lesion.centered("paranode", 2, 1.0, center=20, fibers=3)
    >>> conduct(fibers, [bared]).arrived
    array([False, False, False])
    """
    at_mm = fibers.node_mm()
    count = len(fibers)
    where = at_mm[:, 0] if stimulate_at_mm is None else _finite("stimulate_at_mm", stimulate_at_mm)
    where = _each("stimulate_at_mm", where, (count,))[:, None]
    start = np.abs(at_mm - where).argmin(axis=1)
    third = max(fibers.nodes - 3, 1)
    watch = at_mm[:, [third]] if watch_at_mm is None else _finite("watch_at_mm", watch_at_mm)
    watch = _each("watch_at_mm", watch, (count, np.shape(watch)[-1] if np.ndim(watch) else 1))
    _on_fiber("stimulate_at_mm", where, at_mm)
    _on_fiber("watch_at_mm", watch, at_mm)
    crossings, _, no_rest = simulate(
        fibers, lesions, start, pulse_times_ms, pulse, duration_ms, dt_ms, engine, scheme,
        steady_na=steady_na, goal=stop_at_node, progress=progress,
    )  # fmt: skip
    return arrivals(crossings, at_mm, start, watch, _pulses(pulse_times_ms), no_rest)


def node_voltages(
    fibers: Fibers,
    lesions: Sequence[Lesion] = (),
    *,
    pulse_times_ms: Sequence[float] = (0.0,),
    pulse: Pulse = Pulse(),  # noqa: B008  (frozen)
    steady_na: ArrayLike | None = None,
    duration_ms: float = 3.0,
    dt_ms: float | None = None,
    engine: EngineName | None = None,
    scheme: Scheme = "cn",
) -> tuple[Array, Array]:
    """Times (steps,) in ms and voltages (fibers, steps, nodes) in mV, node 0 stimulated.

    A fiber without a resting state has NaN for all its voltages.
    """
    start = np.zeros(len(fibers), dtype=np.int64)
    _, trace, _ = simulate(
        fibers, lesions, start, pulse_times_ms, pulse, duration_ms, dt_ms, engine, scheme,
        steady_na=steady_na, trace=True,
    )  # fmt: skip
    step_ms = _step(dt_ms, engine_for(engine, scheme, fibers.membrane))
    return np.asarray((np.arange(trace.shape[1]) + 1) * step_ms, dtype=np.float64), trace


def simulate(
    fibers: Fibers,
    lesions: Sequence[Lesion],
    start: NDArray[np.int64],
    pulse_times_ms: Sequence[float],
    pulse: Pulse,
    duration_ms: float,
    dt_ms: float | None,
    engine: EngineName | None,
    scheme: Scheme,
    *,
    steady_na: ArrayLike | None = None,
    trace: bool = False,
    goal: ArrayLike | None = None,
    progress: Progress | None = None,
) -> tuple[Array, Array, NDArray[np.bool_]]:
    """Crossings (fibers, nodes, pulses + 1); if asked for, voltages (fibers, steps, nodes); and
    which fibers have no rest (fibers,)."""
    stepper = engine_for(engine, scheme, fibers.membrane)
    dt_ms = _step(dt_ms, stepper)
    pulses = _pulses(pulse_times_ms)
    if not 0.0 < duration_ms <= 1e5:
        raise ValueError(f"duration_ms is {duration_ms}; give more than 0, up to 100,000")
    count, steps = len(fibers), round(duration_ms / dt_ms)
    steady = None
    if steady_na is not None:
        given = _finite("steady_na", steady_na)
        steady = np.array(_each("steady_na", given, (count, fibers.nodes)))
    goals = _each("stop_at_node", np.asarray(-1 if goal is None else goal), (count,)).astype(int)
    if goals.size and not (goals.min() >= -1 and goals.max() < fibers.nodes):
        raise ValueError(f"stop_at_node lies beyond the fiber's {fibers.nodes} nodes")
    crossings = np.full((count, fibers.nodes, len(pulses) + 1), np.nan)
    voltages = np.full((count, steps if trace else 0, fibers.nodes), np.nan)
    no_rest = np.zeros(count, dtype=bool)
    may_stop = not trace and fibers.membrane.published

    def work(part: slice) -> None:
        geometry, some, lengths = fibers.geometry, lesions, fibers.internode_um
        if part.stop - part.start < count:
            geometry = fibers.geometry.part(part)
            some = [lesion.of_fibers(part.start, part.stop) for lesion in lesions]
            lengths = None if lengths is None else lengths[part]
        share = Share(
            geometry=geometry,
            damage=damage(geometry, fibers.nodes, some, lengths),
            membrane=fibers.membrane,
            start=start[part],
            steady_na=None if steady is None else steady[part],
            pulses_ms=pulses,
            pulse=pulse,
            scheme=scheme,
            steps=steps,
            dt_ms=dt_ms,
            quiet_mv=QUIET_MV if may_stop else -np.inf,
            resting_mv=RESTING_MV if may_stop else -np.inf,
            goal=goals[part],
            crossings_ms=crossings[part],
            trace_mv=voltages[part],
            no_rest=no_rest[part],
        )
        stepper.run(share)

    check_places(lesions, count, fibers.nodes)
    share_out(work, count, progress, nodes=fibers.nodes)
    return crossings, voltages, no_rest


def _on_fiber(name: str, where_mm: Array, at_mm: Array) -> None:
    """Whether places (fibers, places) lie on their fibers, or within half an internode of them."""
    slack = 0.5 * (at_mm[:, 1:2] - at_mm[:, :1]) + 1e-9
    outside = (where_mm < at_mm[:, :1] - slack) | (where_mm > at_mm[:, -1:] + slack)
    if outside.any():
        fiber, place = np.argwhere(outside)[0]
        raise ValueError(
            f"{name} is {where_mm[fiber, place]:g} mm, and fiber {fiber} runs from "
            f"{at_mm[fiber, 0]:g} to {at_mm[fiber, -1]:g} mm"
        )


def _step(dt_ms: float | None, engine: Engine) -> float:
    if dt_ms is None:
        return engine.DT_MS
    if not 1e-5 <= dt_ms <= engine.LONGEST_DT_MS:
        raise ValueError(f"dt_ms is {dt_ms}; give 0.00001 to {engine.LONGEST_DT_MS} ms")
    return dt_ms


def _pulses(times_ms: Sequence[float]) -> Array:
    pulses = np.sort(np.asarray(times_ms, dtype=np.float64))
    if not (pulses.ndim == 1 and pulses.size and np.isfinite(pulses).all() and pulses[0] >= 0):
        raise ValueError("pulse_times_ms must be one or more finite times, 0 or later")
    return pulses


def _finite(name: str, given: ArrayLike) -> Array:
    numbers = np.asarray(given, dtype=np.float64)
    if not np.isfinite(numbers).all():
        raise ValueError(f"{name} must be finite")
    return numbers


def _each(name: str, given: NDArray[np.generic], shape: tuple[int, ...]) -> Array:
    try:
        return np.broadcast_to(given, shape)
    except ValueError:
        raise ValueError(f"{name} has shape {given.shape}, which does not fit {shape}") from None
