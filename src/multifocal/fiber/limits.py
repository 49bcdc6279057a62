"""Where conduction ends: how much damage blocks, and how soon a second impulse can follow."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from multifocal.arguments import names_arguments
from multifocal.fault import Fault
from multifocal.fiber.conduction import conduct, slowest_ms
from multifocal.fiber.damage import check_places
from multifocal.fiber.engines.registry import EngineName
from multifocal.fiber.engines.share import Scheme
from multifocal.fiber.fibers import Fibers
from multifocal.fiber.lesion import Kind, Lesion
from multifocal.fiber.sharing import Progress

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Whole = NDArray[np.int64]

_AT_ONCE = 12
"""Severities tried in one call for each fiber, evenly spread over what is still in question."""
LEAST_SCALE = 0.001
_MOVING_MS, _COLD = 40.0, 4.0
"""How long is waited at first where a fiber is not left before (membranes with other conductances);
what still moves then is solved again and waited for as long as the others are, and once more so
many times as long, for at 20 °C slow potassium keeps nodes off their rest for half a second."""
INTERVALS_MS = tuple(k / 10 for k in range(5, 121))
"""0.5 to 12 ms."""


@names_arguments
def block_threshold(
    fibers: Fibers,
    kind: Kind,
    at: ArrayLike,
    others: Sequence[Lesion] = (),
    *,
    steady_na: ArrayLike | None = None,
    duration_ms: float | None = None,
    precision: float = 0.002,
    dt_ms: float | None = None,
    engine: EngineName | None = None,
    scheme: Scheme = "cn",
    progress: Progress | None = None,
) -> Array:
    """The largest scale at which a lesion of `kind` at places `at` still blocks; shape (fibers,).

    1 where even a scale of 1 blocks, 0 where the least, 0.001, conducts, NaN where the fiber has no
    resting state, or none that holds, at a scale that was tried, or where an impulse was still
    under way when `duration_ms` was over. `others` are lesions that stay as they are. Within 2 % of
    the double cable's own (docs/accuracy.md); `precision` is the last interval over the threshold.
    ValueError names an argument that is out of range.
    duration_ms: how long is waited; None waits as a nerve does for what is late, 400 ms or 2 ms a
    node, whatever the membrane (docs/decisions/043, 069).

    >>> from multifocal.fiber import Fibers, Geometry
    >>> thin = block_threshold(Fibers(Geometry.of([7.3, 10.0]), nodes=41), "lamellae", [19, 20, 21])
    >>> print(thin.round(3))
    [0.028 0.035]
    """
    if not 1e-4 <= precision <= 0.5:
        raise ValueError(f"precision is {precision}; give 0.0001 to 0.5")
    if not np.size(at):
        raise ValueError("at names no place; give the numbers of nodes or internodes to damage")
    count = len(fibers)
    check_places(others, count, fibers.nodes)
    waits_ms = _waits_ms(fibers) if duration_ms is None else (duration_ms,)
    steady = None
    if steady_na is not None:
        steady = np.broadcast_to(np.asarray(steady_na, float), (count, fibers.nodes))
    blocks, passes = np.full(count, LEAST_SCALE), np.ones(count)
    restless, never, always = (np.zeros(count, dtype=bool) for _ in range(3))
    asked, first = np.arange(count), True
    done, rounds = 0, int(np.ceil(np.log(np.log(1000) / precision) / np.log(_AT_ONCE - 1))) + 1
    while asked.size:
        # in the first round the ends themselves are tried too
        shares = np.linspace(0.0, 1.0, _AT_ONCE if first else _AT_ONCE + 2)
        shares = shares if first else shares[1:-1]
        low, high = blocks[asked], passes[asked]
        scales = low[:, None] * (high / low)[:, None] ** shares
        which = np.repeat(asked, _AT_ONCE)
        lesion = Lesion.at_all(kind, at, np.minimum(scales.ravel(), 1.0), len(which))
        damaged = [*(one.part(which) for one in others), lesion]

        def once(
            some: Whole, ms: float, which: Whole = which, damaged: list[Lesion] = damaged
        ) -> tuple[Flags, Flags, Flags]:
            answer = conduct(
                fibers.part(which[some]), [one.part(some) for one in damaged],
                steady_na=None if steady is None else steady[which[some]], duration_ms=ms,
                dt_ms=dt_ms, engine=engine, scheme=scheme, stop_at_node=fibers.nodes - 3,
            )  # fmt: skip
            return answer.arrived, answer.answered, answer.unfinished

        came, rests, moving = _waited(len(which), waits_ms, once)
        arrived = came.reshape(-1, _AT_ONCE)
        restless[asked] = (~rests | moving).reshape(-1, _AT_ONCE).any(axis=1)
        if first:
            never, always = arrived[:, 0], ~arrived[:, -1]
        last = np.where(arrived.any(axis=1), arrived.argmax(axis=1), _AT_ONCE)  # first that passes
        rows = np.arange(len(asked))
        blocks[asked] = np.where(last > 0, scales[rows, np.maximum(last - 1, 0)], low)
        passes[asked] = np.where(
            last < _AT_ONCE, scales[rows, np.minimum(last, _AT_ONCE - 1)], high
        )
        first = False
        still = ~(restless | never | always) & (np.log(passes / blocks) > precision)
        asked = np.flatnonzero(still)
        done += 1
        if progress:
            progress(min(done, rounds), rounds)
    return np.where(restless, np.nan, np.where(always, 1.0, np.where(never, 0.0, blocks)))


@names_arguments
def passing_intervals(
    fibers: Fibers,
    lesions: Sequence[Lesion] = (),
    *,
    intervals_ms: ArrayLike = INTERVALS_MS,
    wait_ms: float | None = None,
    engine: EngineName | None = None,
    progress: Progress | None = None,
) -> NDArray[np.bool_]:
    """At which of `intervals_ms` both of two impulses arrive; shape (fibers, intervals).

    They need not be all beyond the first: thinly myelinated fibers may let the second impulse pass
    soon after the first, while the nodes are still depolarized by it, stop it later, and let it
    pass again once they have recovered. None passes a fiber whose rest does not hold. What is an
    echo of the first impulse is told as by `conduct` (docs/decisions/049, 055).
    wait_ms: how long is waited after the second pulse; None: as `block_threshold` does. Fault where
    an impulse is still under way then, for it may pass yet (docs/decisions/069).
    ValueError for an interval that is not finite or positive.
    """
    tried = _intervals(intervals_ms)
    passes = np.zeros((len(fibers), len(tried)), dtype=bool)
    waits_ms = _waits_ms(fibers) if wait_ms is None else (wait_ms,)
    for k, interval in enumerate(tried):
        passes[:, k], unknown = _both_arrive(fibers, lesions, float(interval), waits_ms, engine)
        if unknown.any():
            raise Fault(
                "fiber.second_under_way", fiber=int(unknown.argmax()),
                interval_ms=float(interval), wait_ms=waits_ms[-1],
            )  # fmt: skip
        if progress:
            progress(k + 1, len(tried))
    return passes


@names_arguments
def refractory_period_ms(
    fibers: Fibers,
    lesions: Sequence[Lesion] = (),
    *,
    intervals_ms: ArrayLike = INTERVALS_MS,
    wait_ms: float | None = None,
    engine: EngineName | None = None,
    progress: Progress | None = None,
) -> Array:
    """The shortest of `intervals_ms` from which on both of two impulses arrive; shape (fibers,).

    At it and at every longer one that was tried both pass; shorter ones may (`passing_intervals`).
    NaN where the longest does not: the refractory period of transmission lies beyond it, or the
    lesion blocks. NaN, too, where it is not known, since an impulse was still under way when
    `wait_ms` after the second pulse were over (None: as in `passing_intervals`).
    It lengthens as damage nears block (physiology.md section 2.3).
    """
    tried = np.sort(_intervals(intervals_ms))
    period_ms = np.full(len(fibers), np.nan)
    going = np.ones(len(fibers), dtype=bool)
    known = np.ones(len(fibers), dtype=bool)
    waits_ms = _waits_ms(fibers) if wait_ms is None else (wait_ms,)
    for done, interval in enumerate(tried[::-1]):
        passes, unknown = _both_arrive(fibers, lesions, float(interval), waits_ms, engine)
        known &= ~(going & unknown)
        going &= passes
        period_ms[going] = interval
        if progress:
            progress(done + 1, len(tried))
        if not going.any():
            break
    return np.where(known, period_ms, np.nan)


def _intervals(given: ArrayLike) -> Array:
    tried = np.atleast_1d(np.asarray(given, dtype=np.float64))
    if not (tried.size and np.isfinite(tried).all() and tried.min() > 0):
        raise ValueError("intervals_ms must be finite and more than 0")
    return tried


def _both_arrive(
    fibers: Fibers,
    lesions: Sequence[Lesion],
    interval_ms: float,
    waits_ms: Sequence[float],
    engine: EngineName | None,
) -> tuple[Flags, Flags]:
    """Whether each of two impulses comes to the far node, and of which fibers nobody knows."""

    def once(some: Whole, ms: float) -> tuple[Flags, Flags, Flags]:
        whole = len(some) == len(fibers)
        both = conduct(
            fibers if whole else fibers.part(some),
            lesions if whole else [one.part(some) for one in lesions],
            pulse_times_ms=(0.0, interval_ms), engine=engine, duration_ms=interval_ms + ms,
        )  # fmt: skip
        came = np.asarray(np.isfinite(both.times_ms[:, 0]).all(axis=1))
        return came, both.answered, np.asarray(both.answered & ~came & both.moving)

    came, _, moving = _waited(len(fibers), waits_ms, once)
    return came, moving


def _waited(
    count: int,
    waits_ms: Sequence[float],
    once: Callable[[Whole, float], tuple[Flags, Flags, Flags]],
) -> tuple[Flags, Flags, Flags]:
    """Of so many fibers: what comes, whether they rest, and what is still under way at the end.

    once: the same of some fibers, after a wait; what is still under way is asked for again.
    """
    came, rests, moving = np.zeros((3, count), dtype=bool)
    some = np.arange(count)
    for ms in waits_ms:
        came[some], rests[some], moving[some] = once(some, ms)
        some = np.flatnonzero(moving)
        if not some.size:
            break
    return came, rests, moving


def _waits_ms(fibers: Fibers) -> tuple[float, ...]:
    """How long an impulse is waited for, and how long again if it is under way then."""
    longest = slowest_ms(fibers)
    if fibers.membrane.published:
        return (longest,)
    return _MOVING_MS, longest, _COLD * longest
