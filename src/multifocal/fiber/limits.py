"""Where conduction ends: how much damage blocks, and how soon a second impulse can follow."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from multifocal.arguments import names_arguments
from multifocal.fiber.conduction import conduct, longest_ms
from multifocal.fiber.damage import check_places
from multifocal.fiber.engines.registry import EngineName
from multifocal.fiber.engines.share import Scheme
from multifocal.fiber.fibers import Fibers
from multifocal.fiber.lesion import Kind, Lesion
from multifocal.fiber.sharing import Progress

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

_AT_ONCE = 12
"""Severities tried in one call for each fiber, evenly spread over what is still in question."""
LEAST_SCALE = 0.001
_MOVING_MS = 40.0
"""How long is waited where a fiber is not left before (membranes with other conductances)."""
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
    duration_ms: how long is waited; None waits as `conduct` and a nerve do for what is late
    (docs/decisions/043), or 40 ms for membranes with other conductances. Of these what has not come
    by then is stopped, for they may take long to come to rest (docs/decisions/065).

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
    if duration_ms is None:
        duration_ms = _wait_ms(fibers)
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
        answer = conduct(
            fibers.part(which), [*(one.part(which) for one in others), lesion],
            steady_na=None if steady is None else steady[which], duration_ms=duration_ms,
            dt_ms=dt_ms, engine=engine, scheme=scheme, stop_at_node=fibers.nodes - 3,
        )  # fmt: skip
        arrived = answer.arrived.reshape(-1, _AT_ONCE)
        unknown = ~answer.answered | (answer.unfinished & fibers.membrane.published)
        restless[asked] = unknown.reshape(-1, _AT_ONCE).any(axis=1)
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
    engine: EngineName | None = None,
    progress: Progress | None = None,
) -> NDArray[np.bool_]:
    """At which of `intervals_ms` both of two impulses arrive; shape (fibers, intervals).

    They need not be all beyond the first: thinly myelinated fibers may let the second impulse pass
    soon after the first, while the nodes are still depolarized by it, stop it later, and let it
    pass again once they have recovered. None passes a fiber whose rest does not hold. What is late
    is waited for as by `conduct`, and what is an echo of the first impulse is told likewise
    (docs/decisions/049, 055; membranes with other conductances: 40 ms).
    ValueError for an interval that is not finite or positive.
    """
    tried = _intervals(intervals_ms)
    passes = np.zeros((len(fibers), len(tried)), dtype=bool)
    for k, interval in enumerate(tried):
        passes[:, k] = _both_arrive(fibers, lesions, float(interval), engine)
        if progress:
            progress(k + 1, len(tried))
    return passes


@names_arguments
def refractory_period_ms(
    fibers: Fibers,
    lesions: Sequence[Lesion] = (),
    *,
    intervals_ms: ArrayLike = INTERVALS_MS,
    engine: EngineName | None = None,
    progress: Progress | None = None,
) -> Array:
    """The shortest of `intervals_ms` from which on both of two impulses arrive; shape (fibers,).

    At it and at every longer one that was tried both pass; shorter ones may (`passing_intervals`).
    NaN where the longest does not: the refractory period of transmission lies beyond it, or the
    lesion blocks. It lengthens as damage nears block (physiology.md section 2.3).
    """
    tried = np.sort(_intervals(intervals_ms))
    period_ms = np.full(len(fibers), np.nan)
    going = np.ones(len(fibers), dtype=bool)
    for done, interval in enumerate(tried[::-1]):
        going &= _both_arrive(fibers, lesions, float(interval), engine)
        period_ms[going] = interval
        if progress:
            progress(done + 1, len(tried))
        if not going.any():
            break
    return period_ms


def _intervals(given: ArrayLike) -> Array:
    tried = np.atleast_1d(np.asarray(given, dtype=np.float64))
    if not (tried.size and np.isfinite(tried).all() and tried.min() > 0):
        raise ValueError("intervals_ms must be finite and more than 0")
    return tried


def _both_arrive(
    fibers: Fibers,
    lesions: Sequence[Lesion],
    interval_ms: float,
    engine: EngineName | None,
) -> Flags:
    """Whether each of two impulses comes to the far node."""
    both = conduct(
        fibers, lesions, pulse_times_ms=(0.0, interval_ms), engine=engine,
        duration_ms=interval_ms + _wait_ms(fibers),
    )  # fmt: skip
    return np.asarray(np.isfinite(both.times_ms[:, 0]).all(axis=1))


def _wait_ms(fibers: Fibers) -> float:
    """How long an impulse is waited for."""
    return longest_ms(fibers) if fibers.membrane.published else _MOVING_MS
