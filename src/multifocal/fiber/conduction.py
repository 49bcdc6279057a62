"""Does the impulse arrive, when, and where is it stopped? Many fibers in one call."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from multifocal.arguments import names_arguments
from multifocal.fiber.arrivals import Arrivals, arrivals, first_fired
from multifocal.fiber.causes import by_cause
from multifocal.fiber.damage import check_places, damage
from multifocal.fiber.engines.registry import EngineName, engine_for
from multifocal.fiber.engines.share import Engine, Scheme, Share, Trace
from multifocal.fiber.fibers import Fibers
from multifocal.fiber.field import FieldPulse
from multifocal.fiber.lesion import Lesion
from multifocal.fiber.sharing import Progress, share_out
from multifocal.fiber.stability import unstable_rest
from multifocal.fiber.stimulus import Current, Drive, Pulse, drive

Array = NDArray[np.float64]
QUIET_MV, RESTING_MV = -62.0, -76.0
"""A fiber has nothing left to conduct when all its nodes lie below the first of these and none
above the second still rises (a node beyond a lesion may rise slowly, and fire late). Of the
published membranes; of others no fiber is left before its time is over."""
LONGEST_MS, LONGEST_MOVING_MS = 400.0, 20.0
"""How long is waited unless told, in a nerve too: where a fiber is left once quiet, so that only
what still moves is followed on, and where none is. Near block in the cold, or through fifty thin
internodes, an impulse may take tens of ms (docs/decisions/036)."""
_NODE_MS = 2.0
"""So long is waited for each node of a long fiber: at 20 °C an impulse takes 1.1 ms at most for
each of 400 bared nodes (docs/decisions/065)."""


def longest_ms(fibers: Fibers) -> float:
    """How long is waited for fibers unless told: `LONGEST_MS`, and longer for more than 200
    nodes; `LONGEST_MOVING_MS` where none is left once quiet."""
    return slowest_ms(fibers) if fibers.membrane.published else LONGEST_MOVING_MS


def slowest_ms(fibers: Fibers) -> float:
    """How long the slowest impulse through so many nodes may take, whatever the membrane."""
    return max(LONGEST_MS, _NODE_MS * fibers.nodes)


class Simulated(NamedTuple):
    """What the engines answer: crossings (fibers, nodes, pulses + 1), NaN where none; voltages
    (fibers, samples, traced); and which fibers have no rest, and were left with nothing moving any
    more, (fibers,)."""

    crossings_ms: Array
    trace_mv: Trace
    no_rest: NDArray[np.bool_]
    quiet: NDArray[np.bool_]


@names_arguments
def conduct(
    fibers: Fibers,
    lesions: Sequence[Lesion] = (),
    *,
    stimulate_at_mm: ArrayLike | None = None,
    watch_at_mm: ArrayLike | None = None,
    pulse_times_ms: ArrayLike = (0.0,),
    pulse: Pulse | FieldPulse = Pulse(),  # noqa: B008  (frozen)
    currents: Sequence[Current] = (),
    steady_na: ArrayLike | None = None,
    duration_ms: float | None = None,
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
    pulse_times_ms: (pulses,), or in order of time (fibers, pulses); `pulse` may differ likewise.
    pulse: a current into the stimulated node, or a potential around the fiber (`FieldPulse`), which
    starts impulses wherever it does: leave stimulate_at_mm out then. Fields are the reference
    engine's, of MRG membranes; others refuse them (ValueError).
    currents: what else flows into the stimulated node for a while, and asks for no impulse.
    steady_na: current that flows into each node all the time, shape (fibers, nodes) or what
    broadcasts to it; depolarizing where positive.
    The fiber starts at its own rest with its lesions and steady current in place. Stops when
    nothing moves any more, at latest `duration_ms` after time 0 (None: 400 ms, or 2 ms a node; 20
    ms of membranes with other conductances), or as soon as node `stop_at_node` (one, or one a
    fiber) has seen every pulse; then what other nodes would still do is not in the answer. An
    impulse that is not there by then, and may come yet, is "unfinished" (`Arrivals.status`), not
    stopped.
    engine: "fast" (default) or "reference", the float64 double cable; `scheme="be"`, backward
    Euler as NEURON's fixed step, is the reference's. Error against dt_ms, and of the fast engine
    against the reference: docs/accuracy.md. Motor and sensory membranes have one engine of their
    own for both schemes: leave `engine` out; their error: docstring of `GainesMembrane`.
    progress: called as progress(fibers done, fibers) now and then; Ctrl-C stops between.
    A place beyond the fiber, a pulse that begins when `duration_ms` is over (nobody would see what
    it does), and whatever else is out of range, is a ValueError that names the argument; a lesion
    beyond the fiber is an IndexError. A fiber
    without a resting state, or with one that does not hold, has no times (`Arrivals.no_rest`,
    `unstable_rest`); whether it fires by itself, or twice, is told as far as it was watched
    (`Arrivals.unasked_ms`). Source: solver.md sections 1 to 4.

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
    if isinstance(pulse, FieldPulse) and stimulate_at_mm is not None:
        raise ValueError("stimulate_at_mm is for currents; a field starts impulses where it does")
    third = max(fibers.nodes - 3, 1)
    watch = at_mm[:, [third]] if watch_at_mm is None else _finite("watch_at_mm", watch_at_mm)
    watch = _each("watch_at_mm", watch, (count, np.shape(watch)[-1] if np.ndim(watch) else 1))
    _on_fiber("stimulate_at_mm", where, at_mm)
    _on_fiber("watch_at_mm", watch, at_mm)
    flows = drive(count, pulse_times_ms, pulse, currents, fibers.nodes)
    if duration_ms is None:
        duration_ms = longest_ms(fibers)
    _within_duration(flows, duration_ms)
    crossings, _, no_rest, quiet = simulate(
        fibers, lesions, start, flows, duration_ms, dt_ms, engine, scheme,
        steady_na=steady_na, goal=stop_at_node, progress=progress,
    )  # fmt: skip
    if stop_at_node is not None:
        quiet &= ~_seen_all(crossings, stop_at_node, flows)
    if flows.outside is not None:
        start = first_fired(crossings, flows.pulses_ms, start)
    steady = None if steady_na is None else _each("steady_na", np.asarray(steady_na), at_mm.shape)
    unstable = unstable_rest(fibers, lesions, steady) & ~no_rest

    def again(some: NDArray[np.int64], others: Drive, until_ms: Array | None) -> Array:
        return simulate(
            fibers.part(some), [one.part(some) for one in lesions], start[some], others,
            duration_ms, dt_ms, engine, scheme,
            steady_na=None if steady is None else steady[some],
            until_ms=until_ms, leave_quiet=until_ms is None,
        ).crossings_ms  # fmt: skip

    labelled = by_cause(crossings, start, flows, again, pulses_only=not currents)
    return arrivals(labelled, at_mm, start, watch, no_rest, unstable, ~quiet)


def _seen_all(crossings_ms: Array, node: ArrayLike, flows: Drive) -> NDArray[np.bool_]:
    """Which fibers were left because this node (one, or one a fiber; -1: none) has seen every
    pulse, (fibers,), so that nobody knows what others would still do."""
    nodes = np.broadcast_to(np.asarray(node, dtype=np.int64), (len(crossings_ms),))
    seen_ms = crossings_ms[np.arange(len(nodes)), nodes]
    enough = np.isfinite(seen_ms).sum(axis=1) >= flows.pulses
    last_ms = np.fmax.reduce(seen_ms, axis=1, initial=-np.inf)
    return np.asarray((nodes >= 0) & enough & (last_ms >= flows.pulses_ms[:, -1]))


def _within_duration(flows: Drive, duration_ms: float) -> None:
    """Nobody sees what a later pulse does."""
    last_ms = float(flows.pulses_ms.max(initial=0.0))
    if last_ms >= duration_ms:
        raise ValueError(
            f"pulse_times_ms has a pulse at {last_ms:g} ms, and duration_ms is {duration_ms:g}; "
            "give a longer duration_ms"
        )


@names_arguments
def node_voltages(
    fibers: Fibers,
    lesions: Sequence[Lesion] = (),
    *,
    pulse_times_ms: ArrayLike = (0.0,),
    pulse: Pulse | FieldPulse = Pulse(),  # noqa: B008  (frozen)
    currents: Sequence[Current] = (),
    steady_na: ArrayLike | None = None,
    stimulate_node: int = 0,
    nodes: ArrayLike | None = None,
    every: int = 1,
    duration_ms: float = 3.0,
    dt_ms: float | None = None,
    engine: EngineName | None = None,
    scheme: Scheme = "cn",
) -> tuple[Array, Trace]:
    """Times (samples,) in ms and voltages (fibers, samples, nodes) in mV, as the engine has them:
    float32, of the reference float64.

    stimulate_node: where everything flows in. nodes: which ones are traced (default: all); every:
    after so many steps each. A fiber without a resting state has NaN for all its voltages; one
    whose rest does not hold is stepped from it all the same, and shows how it leaves it.
    """
    everywhere = np.arange(fibers.nodes)
    traced = everywhere if nodes is None else np.atleast_1d(np.asarray(nodes))
    for name, asked in (("nodes", traced), ("stimulate_node", np.asarray([stimulate_node]))):
        if not (asked.ndim == 1 and asked.size and np.isin(asked, everywhere).all()):
            raise ValueError(f"{name} must be whole numbers from 0 to {fibers.nodes - 1}")
    flows = drive(len(fibers), pulse_times_ms, pulse, currents, fibers.nodes)
    field = flows.outside is not None
    step_ms = _step(dt_ms, engine_for(engine, scheme, fibers.membrane, field=field))
    if not 1 <= every <= max(round(duration_ms / step_ms), 1):
        raise ValueError(f"every is {every}; give 1 up to the steps that there are")
    start = np.full(len(fibers), stimulate_node, dtype=np.int64)
    trace = simulate(
        fibers, lesions, start, flows, duration_ms, dt_ms, engine, scheme,
        steady_na=steady_na, traced=traced.astype(np.int64), every=every,
    ).trace_mv  # fmt: skip
    times = (np.arange(trace.shape[1]) + 1) * (every * step_ms)
    return np.asarray(times, dtype=np.float64), trace


def simulate(
    fibers: Fibers,
    lesions: Sequence[Lesion],
    start: NDArray[np.int64],
    flows: Drive,
    duration_ms: float,
    dt_ms: float | None,
    engine: EngineName | None,
    scheme: Scheme,
    *,
    steady_na: ArrayLike | None = None,
    traced: NDArray[np.int64] | None = None,
    every: int = 1,
    goal: ArrayLike | None = None,
    until_ms: Array | None = None,
    leave_quiet: bool = True,
    progress: Progress | None = None,
) -> Simulated:
    """Step the fibers. until_ms (fibers,): what comes later is not asked for; leave_quiet: whether
    a fiber may be left before, once nothing seems to move."""
    if fibers.temperature_c is not None:
        every_node, each = (len(fibers), fibers.nodes), (len(fibers),)
        given = None if steady_na is None else _finite("steady_na", steady_na)
        currents = None if given is None else _each("steady_na", given, every_node)
        ends = None if goal is None else _each("stop_at_node", np.asarray(goal), each)

        def some(which: NDArray[np.int64], alike: Fibers) -> Simulated:
            return simulate(
                alike, [one.part(which) for one in lesions], start[which], flows.part(which),
                duration_ms, dt_ms, engine, scheme,
                steady_na=None if currents is None else currents[which], traced=traced,
                every=every, goal=None if ends is None else ends[which],
                until_ms=None if until_ms is None else until_ms[which], leave_quiet=leave_quiet,
            )  # fmt: skip

        return _by_temperature(fibers, some, progress)
    field = flows.outside is not None
    stepper = engine_for(engine, scheme, fibers.membrane, field=field)
    dt_ms = _step(dt_ms, stepper)
    if not 0.0 < duration_ms <= 1e5:
        raise ValueError(f"duration_ms is {duration_ms}; give more than 0, up to 100,000")
    count, steps = len(fibers), round(duration_ms / dt_ms)
    steady = None
    if steady_na is not None:
        given = _finite("steady_na", steady_na)
        steady = np.array(_each("steady_na", given, (count, fibers.nodes)))
    asked = np.asarray(-1 if goal is None else goal, dtype=np.float64)
    if not (asked == np.round(asked)).all():
        raise ValueError("stop_at_node must be whole numbers of nodes")
    goals = _each("stop_at_node", asked, (count,)).astype(int)
    if goals.size and not (goals.min() >= -1 and goals.max() < fibers.nodes):
        raise ValueError(f"stop_at_node lies beyond the fiber's {fibers.nodes} nodes")
    crossings = np.full((count, fibers.nodes, flows.pulses + 1), np.nan)
    chosen = np.zeros(0, dtype=np.int64) if traced is None else traced
    samples = 0 if traced is None else steps // every
    voltages = np.full((count, samples, len(chosen)), np.nan, dtype=stepper.TRACED)
    no_rest, quiet = np.zeros((2, count), dtype=bool)
    until = np.full(count, steps * dt_ms)
    until = until if until_ms is None else np.minimum(until, until_ms)
    may_stop = leave_quiet and traced is None and fibers.membrane.published

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
            drive=flows.part(part),
            scheme=scheme,
            steps=steps,
            dt_ms=dt_ms,
            quiet_mv=QUIET_MV if may_stop else -np.inf,
            resting_mv=RESTING_MV if may_stop else -np.inf,
            goal=goals[part],
            until_ms=until[part],
            crossings_ms=crossings[part],
            trace_mv=voltages[part],
            traced=chosen,
            every=every,
            no_rest=no_rest[part],
            quiet=quiet[part],
        )
        stepper.run(share)

    check_places(lesions, count, fibers.nodes)
    share_out(work, count, progress, nodes=fibers.nodes)
    return Simulated(crossings, voltages, no_rest, quiet)


def _by_temperature(
    fibers: Fibers,
    some: Callable[[NDArray[np.int64], Fibers], Simulated],
    progress: Progress | None,
) -> Simulated:
    """The answers of fibers that differ in temperature, put together."""
    order, simulated = [], []
    for which, alike in fibers.by_temperature():
        order.append(which)
        simulated.append(some(which, alike))
        if progress:
            progress(sum(len(one) for one in order), len(fibers))
    back = np.argsort(np.concatenate(order))
    return Simulated(*(np.concatenate(part)[back] for part in zip(*simulated, strict=True)))


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
