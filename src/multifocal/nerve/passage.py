"""How each fiber of a pool gets through its foci: only the nodes round a lesion are solved.

Healthy stretches take distance / velocity, from the table that the same solver computed. A
damaged stretch is cut out with healthy nodes on both sides, solved, and compared with the time
that the same stretch takes when healthy, both as warm as the limb is there (to half a degree).
Error against solving the whole fiber: below 5 µs (tests/nerve).
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from multifocal.fault import Fault
from multifocal.fiber import (
    KINDS,
    Arrivals,
    Fibers,
    Geometry,
    Lesion,
    Membrane,
    conduct,
    velocity_from_table,
)
from multifocal.fiber.conduction import longest_ms
from multifocal.frozen import frozen
from multifocal.nerve.focus import Focus, reaching
from multifocal.nerve.pool import Bundle
from multifocal.nerve.temperature import STANDARD_MEMBRANE_C

Array = NDArray[np.float64]
Whole = NDArray[np.int64]

BEFORE, AFTER = 14, 12
"""Healthy nodes solved on either side of the damage. An impulse is some fifteen nodes long, and
its tail still feeds current to its front: with 7 nodes before, delays were wrong by up to 45 µs.
With 10 after, a late arrival hung on how many more its neighbors had (docs/decisions/037)."""
ENTRY, EXIT = 3, 3
"""The impulse is timed from this node to this node from the end, clear of the ends' effects."""
APART = 24
"""Damaged nodes farther apart than this many nodes are solved as two stretches."""
DT_MS = 0.006
"""Twice the step of `conduct`: against whole fibers delays differ by less than 5 µs (tests/nerve),
and no verdict of 2,400 random lesions (tests/reference) where the double cable is sure."""
_LONGER: Final = 5.0
"""So many times as long is waited for what is still under way after `longest_ms`."""
_REMEMBERED = 256


@dataclass(frozen=True)
class Passage:
    """One damaged stretch of one fiber, as an impulse from the cord side meets it.

    from_mm, to_mm: the damage, mm from the cord; delay_ms: over healthy, NaN where stopped;
    stopped_mm: the last node that fired, NaN where it passed.
    """

    fiber: int
    from_mm: float
    to_mm: float
    delay_ms: float
    stopped_mm: float


@dataclass(frozen=True, eq=False)
class Passages:
    """Many of them; every array has shape (passages,), in the order of fiber, then place."""

    fiber: Whole
    from_mm: Array
    to_mm: Array
    delay_ms: Array
    stopped_mm: Array

    def __len__(self) -> int:
        return len(self.fiber)

    def each(self) -> tuple[Passage, ...]:
        """One by one."""
        columns = (self.fiber, self.from_mm, self.to_mm, self.delay_ms, self.stopped_mm)
        rows = zip(*(one.tolist() for one in columns), strict=True)
        return tuple(Passage(*row) for row in rows)


_NONE = frozen(Passages(np.zeros(0, dtype=np.int64), *(np.zeros(0) for _ in range(4))))


@dataclass(frozen=True, eq=False)
class _Damage:
    """Every damaged place of a pool: (places,), in the order of fiber, then place."""

    fiber: Whole
    at: Whole
    kind: Whole
    scale: Array
    mm: Array

    def where(self, chosen: NDArray[np.bool_]) -> "_Damage":
        return _Damage(
            self.fiber[chosen], self.at[chosen], self.kind[chosen], self.scale[chosen],
            self.mm[chosen],
        )  # fmt: skip


@dataclass(frozen=True, eq=False)
class _Fibers:
    """What solving needs to know of the fibers of one pool or of several; (fibers,)."""

    diameter_um: Array
    internode_mm: Array
    first_node_mm: Array
    bundles: tuple[Bundle, ...]
    bundle: Whole
    """Which of `bundles` each belongs to: how warm it is along its way."""

    @classmethod
    def of(cls, bundles: Sequence[Bundle]) -> "_Fibers":
        return cls(
            np.concatenate([one.diameter_um for one in bundles]),
            np.concatenate([one.internode_mm for one in bundles]),
            np.concatenate([one.first_node_mm for one in bundles]),
            tuple(bundles),
            np.repeat(np.arange(len(bundles)), [len(one.diameter_um) for one in bundles]),
        )


_Key = tuple[int, tuple[Focus, ...], float | None]
"""Whose (id), with which foci, and where the impulse starts if that is within damage."""
_Known = tuple[Bundle, _Damage, Passages]  # the pool itself, so that its id stays its own
_known: OrderedDict[_Key, _Known] = OrderedDict()


def passages(pool: Bundle, foci: Sequence[Focus], from_mm: float = 0.0) -> tuple[Passage, ...]:
    """Every damaged stretch beyond `from_mm` of every fiber, solved. Order: fiber, then place.

    Damage on the cord's side of `from_mm`, where the impulse starts, is not met and left out, and
    so are foci elsewhere in the body.
    """
    return passages_of(pool, foci, from_mm).each()


def passages_of(pool: Bundle, foci: Sequence[Focus], from_mm: float = 0.0) -> Passages:
    """The same as arrays."""
    met = reaching(foci, pool)
    if not met:
        return _NONE
    _, whole = _found(pool, met, None)
    ahead = whole.from_mm >= from_mm
    if ahead.all():
        return whole
    cut = _cut(whole, from_mm)
    if not cut.any():
        return _joined([_chosen(whole, ahead)])
    _, cut_again = _found(pool, met, from_mm)
    kept = ahead & ~np.isin(whole.fiber, whole.fiber[cut])
    return _joined([_chosen(whole, kept), cut_again])


def meet_together(pairs: Sequence[tuple[Bundle, Sequence[Focus], Sequence[float]]]) -> None:
    """Solve several pools, each with its foci, in one go; `passages` then answers at once.

    With each the places, mm from the cord, where impulses will start besides at the cord.
    Sixteen fibers are simulated side by side, so many muscles together cost less than one by one.
    """
    met = [(pool, reaching(foci, pool), starts) for pool, foci, starts in pairs]
    met = [one for one in met if one[1]]
    _solve_together({(id(pool), foci, None): (pool, foci) for pool, foci, _ in met})
    cut: dict[_Key, tuple[Bundle, tuple[Focus, ...]]] = {}
    for pool, foci, starts in met:
        _, whole = _found(pool, foci, None)
        cut |= {
            (id(pool), foci, start): (pool, foci) for start in starts if _cut(whole, start).any()
        }
    _solve_together(cut)


def _solve_together(asked: Mapping[_Key, tuple[Bundle, tuple[Focus, ...]]]) -> None:
    """Solve and remember those of the asked that are not known yet."""
    new = {
        key: (pool, _damage_from(pool, foci, key[2]))
        for key, (pool, foci) in asked.items()
        if key not in _known
    }
    if not new:
        return
    pools, damages = zip(*new.values(), strict=True)
    firsts = np.concatenate([[0], np.cumsum([len(pool.diameter_um) for pool in pools])])
    together = _Damage(
        np.concatenate([one.fiber + firsts[k] for k, one in enumerate(damages)]),
        np.concatenate([one.at for one in damages]),
        np.concatenate([one.kind for one in damages]),
        np.concatenate([one.scale for one in damages]),
        np.concatenate([one.mm for one in damages]),
    )
    found = _solve(_Fibers.of(pools), together)
    for k, key in enumerate(new):
        mine = _chosen(found, (found.fiber >= firsts[k]) & (found.fiber < firsts[k + 1]))
        own = replace(mine, fiber=mine.fiber - firsts[k])
        _remember(key, (pools[k], damages[k], own))


def _found(
    pool: Bundle, foci: tuple[Focus, ...], from_mm: float | None
) -> tuple[_Damage, Passages]:
    """All damage and its passages; with a start, what is met beyond it of the fibers cut there."""
    key = (id(pool), foci, from_mm)
    if key not in _known:
        _solve_together({key: (pool, foci)})
    known = _known.get(key)
    if known is None:  # another thread has just emptied it
        damage = _damage_from(pool, foci, from_mm)
        return damage, _solve(_Fibers.of([pool]), damage)
    return known[1], known[2]


def _cut(whole: Passages, from_mm: float) -> NDArray[np.bool_]:
    """Which stretches an impulse that starts there begins within."""
    return (whole.from_mm < from_mm) & (whole.to_mm >= from_mm)


def _damage_from(pool: Bundle, foci: tuple[Focus, ...], from_mm: float | None) -> _Damage:
    if from_mm is None:
        return _damage(pool, foci)
    damage, whole = _found(pool, foci, None)
    fibers = whole.fiber[_cut(whole, from_mm)]
    return damage.where(np.isin(damage.fiber, fibers) & (damage.mm >= from_mm))


def _remember(key: _Key, known: _Known) -> None:
    _known[key] = frozen(known)
    while len(_known) > _REMEMBERED:
        with suppress(KeyError):  # another thread may have been first
            _known.popitem(last=False)


def _damage(pool: Bundle, foci: Sequence[Focus]) -> _Damage:
    lesions = [lesion for focus in foci for lesion in focus.on(pool)]
    if not lesions:
        nothing = np.zeros(0, dtype=np.int64)
        return _Damage(nothing, nothing, nothing, np.zeros(0), np.zeros(0))
    fiber = np.concatenate([lesion.fiber for lesion in lesions])
    at = np.concatenate([lesion.at for lesion in lesions])
    scale = np.concatenate([lesion.scale for lesion in lesions])
    kind = np.repeat([KINDS.index(one.kind) for one in lesions], [len(one.at) for one in lesions])
    order = np.lexsort((kind, at, fiber))
    fiber, at = fiber[order], at[order]
    place = pool.first_node_mm[fiber] + at * pool.internode_mm[fiber]
    return _Damage(fiber, at, kind[order], scale[order], place)


def _chosen(many: Passages, chosen: NDArray[np.bool_]) -> Passages:
    return Passages(
        many.fiber[chosen], many.from_mm[chosen], many.to_mm[chosen], many.delay_ms[chosen],
        many.stopped_mm[chosen],
    )  # fmt: skip


def _joined(parts: Sequence[Passages]) -> Passages:
    fiber = np.concatenate([one.fiber for one in parts])
    start = np.concatenate([one.from_mm for one in parts])
    order = np.lexsort((start, fiber))
    return Passages(
        fiber[order],
        start[order],
        np.concatenate([one.to_mm for one in parts])[order],
        np.concatenate([one.delay_ms for one in parts])[order],
        np.concatenate([one.stopped_mm for one in parts])[order],
    )


def _solve(pool: _Fibers, damage: _Damage) -> Passages:
    """Cut the damage into stretches and solve them all at once (at each temperature apart)."""
    if not len(damage.fiber):
        return Passages(damage.fiber, *(np.zeros(0) for _ in range(4)))
    begins = np.ones(len(damage.fiber), dtype=bool)
    begins[1:] = (np.diff(damage.fiber) != 0) | (np.diff(damage.at) > APART)
    stretch = np.cumsum(begins) - 1
    base = damage.at[begins]
    end = damage.at[np.append(np.nonzero(begins)[0][1:], len(damage.at)) - 1]
    fiber = damage.fiber[begins]
    middle_mm = damage.mm[begins] + (end - base) / 2 * pool.internode_mm[fiber]
    warmth = _degrees_c(pool, fiber, middle_mm)
    delay, hops = np.empty(len(fiber)), np.empty(len(fiber))
    for celsius in np.unique(warmth):
        mine = warmth == celsius
        number = np.cumsum(mine) - 1
        of_mine = mine[stretch]
        delay[mine], hops[mine] = _transits(
            pool.diameter_um[fiber[mine]],
            (end - base)[mine],
            damage.where(of_mine),
            number[stretch[of_mine]],
            (damage.at - base[stretch])[of_mine],
            Membrane(temperature_c=float(celsius)),
        )
    first, spacing = pool.first_node_mm[fiber], pool.internode_mm[fiber]
    start = first + base * spacing
    return Passages(fiber, start, start + (end - base) * spacing, delay, start + hops * spacing)


def _degrees_c(pool: _Fibers, fiber: Whole, mm: Array) -> Array:
    """How warm the membrane of each place of a fiber is, to the next half degree."""
    over = np.zeros(len(mm))
    for number, bundle in enumerate(pool.bundles):
        if bundle.temperature is not None and bundle.course.difference_c.any():
            mine = pool.bundle[fiber] == number
            over[mine] = np.interp(mm[mine], bundle.course.at_mm, bundle.course.difference_c)
    return np.asarray(np.round(2 * (STANDARD_MEMBRANE_C + over)) / 2, dtype=np.float64)


def _transits(
    diameter_um: Array, span: Whole, damage: _Damage, stretch: Whole, at: Whole, membrane: Membrane
) -> tuple[Array, Array]:
    """Delay (ms) of each stretch, and nodes from its first damage to the last that fired; NaN.

    damage, stretch, at: the damaged places, whose stretch they are, and how many nodes into it.
    """
    places, solved_span = np.bincount(stretch, minlength=len(span)), _solved_as(span)
    # fibers that are simulated side by side should be alike in how long that takes
    order = np.lexsort((diameter_um, places, solved_span))
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    place, solved_span = rank[stretch], solved_span[order]
    delay, hops = np.empty(len(span)), np.empty(len(span))
    begins = np.flatnonzero(np.diff(solved_span, prepend=-1))
    for first, end in zip(begins, [*begins[1:], len(span)], strict=True):
        some, of_some = order[first:end], (place >= first) & (place < end)
        delay[some], hops[some] = _transits_alike(
            diameter_um[some],
            span[some],
            int(solved_span[first]),
            damage.where(of_some),
            place[of_some] - first,
            at[of_some],
            membrane,
        )
    return delay, hops


def _solved_as(span: Whole) -> Whole:
    """The span that stretches are given when solved: of a few, by their own alone."""
    steps = np.ceil(np.log2(np.maximum(span, APART) / APART))
    return np.asarray(APART * 2 ** steps.astype(np.int64))


def _transits_alike(
    diameter_um: Array,
    span: Whole,
    solved_span: int,
    damage: _Damage,
    stretch: Whole,
    at: Whole,
    membrane: Membrane,
) -> tuple[Array, Array]:
    """The same of stretches that are solved with equally many nodes."""
    fibers = Fibers(Geometry.of(diameter_um), BEFORE + solved_span + 1 + AFTER, membrane)
    lesions = [
        Lesion(KINDS[kind], stretch[same], at[same] + BEFORE, damage.scale[same])
        for kind in np.unique(damage.kind)
        for same in [damage.kind == kind]
    ]
    gate = BEFORE + span + AFTER - EXIT
    rows = np.arange(len(span))
    times = _watched(fibers, lesions, gate)
    passed = np.isfinite(times[rows, gate])
    healthy = fibers.geometry.internode_um / 1000
    healthy = healthy / velocity_from_table(diameter_um, membrane, dt_ms=DT_MS)
    delay = times[rows, gate] - times[:, ENTRY] - (gate - ENTRY) * healthy
    reached = np.where(np.isfinite(times), np.arange(fibers.nodes), -1).max(axis=1)
    return delay, np.where(passed, np.nan, reached - float(BEFORE))


def _watched(fibers: Fibers, lesions: Sequence[Lesion], gate: Whole) -> Array:
    """When the impulse is at every node (fibers, nodes), of each fiber until it was at its gate or
    nothing moved any more: what is still under way when the wait is over is solved once more, with
    a longer one, and a Fault if that is too short. It is never said to be stopped."""
    longest = longest_ms(fibers)
    answer = conduct(fibers, lesions, duration_ms=longest, dt_ms=DT_MS, stop_at_node=gate)
    times = answer.node_times_ms[:, :, 0]
    late = np.flatnonzero(_under_way(answer, gate))
    if late.size:
        again = conduct(
            fibers.part(late), [one.part(late) for one in lesions],
            duration_ms=_LONGER * longest, dt_ms=DT_MS, stop_at_node=gate[late],
        )  # fmt: skip
        if _under_way(again, gate[late]).any():
            raise Fault("nerve.under_way", waited_ms=_LONGER * longest)
        times[late] = again.node_times_ms[:, :, 0]
    return times


def _under_way(answer: Arrivals, gate: Whole) -> NDArray[np.bool_]:
    """Which impulses may come to their gate yet, (fibers,)."""
    there = np.isfinite(answer.node_times_ms[np.arange(len(gate)), gate, 0])
    return np.asarray(answer.unfinished & ~there)
