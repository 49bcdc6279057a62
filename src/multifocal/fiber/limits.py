"""Where conduction ends: how much damage blocks, and how soon a second impulse can follow."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from multifocal.fiber.conduction import conduct
from multifocal.fiber.engines.registry import EngineName
from multifocal.fiber.fibers import Fibers
from multifocal.fiber.lesion import Kind, Lesion
from multifocal.fiber.sharing import Progress

Array = NDArray[np.float64]

_AT_ONCE = 12
"""Severities tried in one call for each fiber, evenly spread over what is still in question."""
LEAST_SCALE = 0.001
INTERVALS_MS = tuple(k / 10 for k in range(5, 121))
"""0.5 to 12 ms."""


def block_threshold(
    fibers: Fibers,
    kind: Kind,
    at: ArrayLike,
    others: Sequence[Lesion] = (),
    *,
    steady_na: ArrayLike | None = None,
    duration_ms: float = 40.0,
    precision: float = 0.002,
    engine: EngineName | None = None,
    progress: Progress | None = None,
) -> Array:
    """The largest scale at which a lesion of `kind` at places `at` still blocks; shape (fibers,).

    1 where even a scale of 1 blocks, 0 where the least, 0.001, conducts. `others` are lesions that
    stay as they are. Within 2 % of the double cable's own (docs/accuracy.md); `precision` is the
    last interval over the threshold. ValueError names an argument that is out of range.

    >>> from multifocal.fiber import Fibers, Geometry
    >>> thin = block_threshold(Fibers(Geometry.of([7.3, 10.0]), nodes=41), "lamellae", [19, 20, 21])
    >>> print(thin.round(3))
    [0.028 0.035]
    """
    if not 1e-4 <= precision <= 0.5:
        raise ValueError(f"precision is {precision}; give 0.0001 to 0.5")
    count = len(fibers)
    many = _repeated(fibers, _AT_ONCE)
    which = np.repeat(np.arange(count), _AT_ONCE)
    stay = [_of_copies(one, count) for one in others]
    steady = None
    if steady_na is not None:
        steady = np.broadcast_to(np.asarray(steady_na, float), (count, fibers.nodes))[which]
    blocks, passes = np.full(count, LEAST_SCALE), np.ones(count)
    first = True
    done, rounds = 0, int(np.ceil(np.log(np.log(1000) / precision) / np.log(_AT_ONCE - 1))) + 1
    while first or (np.log(passes / blocks) > precision).any():
        # in the first round the ends themselves are tried too
        shares = np.linspace(0.0, 1.0, _AT_ONCE if first else _AT_ONCE + 2)
        shares = shares if first else shares[1:-1]
        scales = blocks[:, None] * (passes / blocks)[:, None] ** shares
        lesion = Lesion.at_all(kind, at, np.minimum(scales.ravel(), 1.0), len(which))
        answer = conduct(
            many, [*stay, lesion], steady_na=steady, duration_ms=duration_ms, engine=engine,
            stop_at_node=fibers.nodes - 3,
        )  # fmt: skip
        arrived = answer.arrived.reshape(count, _AT_ONCE)
        if first:
            never, always = arrived[:, 0], ~arrived[:, -1]
        last = np.where(arrived.any(axis=1), arrived.argmax(axis=1), _AT_ONCE)  # first that passes
        rows = np.arange(count)
        found = (last > 0) & ~never & ~always
        blocks = np.where(found, scales[rows, np.maximum(last - 1, 0)], blocks)
        passes = np.where(
            (last < _AT_ONCE) & ~always, scales[rows, np.minimum(last, _AT_ONCE - 1)], passes
        )
        blocks = np.where(never | always, passes, blocks)
        first = False
        done += 1
        if progress:
            progress(min(done, rounds), rounds)
    return np.where(always, 1.0, np.where(never, 0.0, blocks))


def refractory_period_ms(
    fibers: Fibers,
    lesions: Sequence[Lesion] = (),
    *,
    intervals_ms: ArrayLike = INTERVALS_MS,
    engine: EngineName | None = None,
    progress: Progress | None = None,
) -> Array:
    """The shortest of `intervals_ms` at which both of two impulses arrive; shape (fibers,).

    NaN where none does: the refractory period of transmission lies beyond the longest tried, or
    the lesion blocks. It lengthens as damage nears block (physiology.md section 2.3).
    """
    tried = np.sort(np.atleast_1d(np.asarray(intervals_ms, dtype=np.float64)))
    if not (tried.size and np.isfinite(tried).all() and tried[0] > 0):
        raise ValueError("intervals_ms must be finite and more than 0")
    period_ms = np.full(len(fibers), np.nan)
    for done, interval in enumerate(tried):
        both = conduct(
            fibers, lesions, pulse_times_ms=(0.0, float(interval)), engine=engine,
            duration_ms=float(interval) + 40.0,
        ).times_ms[:, 0]  # fmt: skip
        arrived = np.isfinite(both).all(axis=1)
        period_ms = np.where(np.isnan(period_ms) & arrived, interval, period_ms)
        if progress:
            progress(done + 1, len(tried))
        if np.isfinite(period_ms).all():
            break
    return period_ms


def _repeated(fibers: Fibers, times: int) -> Fibers:
    """Every fiber `times` times, copies side by side."""
    which = np.repeat(np.arange(len(fibers)), times)
    first, lengths = fibers.first_node_mm, fibers.internode_um
    return replace(
        fibers,
        geometry=fibers.geometry.part(which),
        first_node_mm=None if first is None else first[which],
        internode_um=None if lengths is None else lengths[which],
    )


def _of_copies(lesion: Lesion, count: int) -> Lesion:
    if lesion.fiber.size and lesion.fiber.max() >= count:
        raise IndexError(f"a {lesion.kind} lesion names a fiber that is not there")
    copies = (lesion.fiber[:, None] * _AT_ONCE + np.arange(_AT_ONCE)).ravel()
    at, scale = np.repeat(lesion.at, _AT_ONCE), np.repeat(lesion.scale, _AT_ONCE)
    return Lesion(lesion.kind, copies, at, scale)
