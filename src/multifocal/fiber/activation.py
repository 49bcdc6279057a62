"""How strong a current must be to start an impulse that travels: each fiber's own threshold."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from multifocal.arguments import names_arguments
from multifocal.fiber.conduction import simulate
from multifocal.fiber.damage import check_places
from multifocal.fiber.engines.registry import EngineName
from multifocal.fiber.engines.share import Scheme
from multifocal.fiber.fibers import Fibers
from multifocal.fiber.lesion import Lesion
from multifocal.fiber.sharing import Progress
from multifocal.fiber.stability import unstable_rest
from multifocal.fiber.stimulus import Current, Pulse, drive

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

LEAST_NA, MOST_NA = 0.001, 100.0
"""Between these a threshold is looked for."""
_TOUCH_NA = LEAST_NA / 2
"""Tried before all others: a fiber that this fires would fire by itself."""
WAIT_MS, WARMEST_C, TWOFOLD_C = 3.0, 37.0, 8.0
"""An impulse may come so long after the pulse is over, at 37 °C; twice as long 8 °C colder (the
gates' own Q10 is 2.2 to 3). Just above threshold the stimulated node hesitates, at -65 mV and not
always rising, for a millisecond: so no fiber is left for being quiet."""
TRAVELS = 5
"""Nodes that an impulse must have travelled, lest the stimulated node's own answer count."""
FEWEST_NODES = 2 * TRAVELS + 1
_FEWEST_AT_ONCE, _MOST_AT_ONCE, _WORTH = 4, 16, 128
"""Currents tried in one round for each fiber: fewer where the batch is large by itself."""
_FIRST_SPAN, _WIDER = 2.0, 8.0


@names_arguments
def activation_threshold(
    fibers: Fibers,
    lesions: Sequence[Lesion] = (),
    *,
    pulse_ms: ArrayLike = 0.1,
    at_ms: ArrayLike = 0.0,
    conditioning: Sequence[Current] = (),
    currents: Sequence[Current] = (),
    steady_na: ArrayLike | None = None,
    stimulate_node: ArrayLike | None = None,
    guess_na: ArrayLike | None = None,
    most_na: ArrayLike = MOST_NA,
    precision: float = 0.001,
    dt_ms: float | None = None,
    engine: EngineName | None = None,
    scheme: Scheme = "cn",
    progress: Progress | None = None,
) -> Array:
    """The least current, nA, of a pulse that starts an impulse; shape (fibers,), in one batch.

    pulse_ms, at_ms: how long the pulse lasts and when it begins; one number, or one a fiber.
    conditioning: pulses before it, each of which starts an impulse of its own; currents: others,
    that start none, and go on beneath the pulse if they last as long. steady_na: as `conduct` has
    it. stimulate_node: where pulse and currents flow in (default: the middle one). An impulse
    counts once it is TRAVELS nodes away, on the longer side, after the pulse began.
    guess_na: where to begin; the answer comes sooner where it is within twice or half of that.
    precision: the last interval over the threshold.
    inf where most_na starts none (a refractory fiber), or only the current's own spread comes so
    far (a fiber that does not conduct at all); NaN where the fiber has no rest, or none that holds,
    or fires then without the pulse as well. ValueError names an argument that is out of range.
    Fast engine against reference: docs/excitability.md.

    >>> from multifocal.fiber import Fibers, Geometry
    >>> print(activation_threshold(Fibers(Geometry.of([6.0, 10.0, 14.0]), nodes=21)).round(2))
    [0.56 0.99 1.63]
    """
    if not 1e-5 <= precision <= 0.5:
        raise ValueError(f"precision is {precision}; give 0.00001 to 0.5")
    if fibers.nodes < FEWEST_NODES:
        raise ValueError(f"nodes is {fibers.nodes}; a threshold needs {FEWEST_NODES} or more")
    count = len(fibers)
    check_places(lesions, count, fibers.nodes)
    node = fibers.nodes // 2 if stimulate_node is None else stimulate_node
    search = _Search(
        fibers, tuple(lesions), _nodes(node, count, fibers.nodes),
        _each("pulse_ms", pulse_ms, count), _each("at_ms", at_ms, count),
        [_rectangle(one, count) for one in conditioning],
        [_rectangle(one, count) for one in currents],
        None if steady_na is None else np.array(np.broadcast_to(steady_na, (count, fibers.nodes))),
        dt_ms, engine, scheme,
    )  # fmt: skip
    most = np.minimum(_each("most_na", most_na, count), MOST_NA)
    if not (most > LEAST_NA).all():
        raise ValueError(f"most_na must be more than {LEAST_NA} nA")
    guess = None if guess_na is None else _each("guess_na", guess_na, count)
    bracket = _Bracket.around(guess, most)
    order = np.argsort(search.at_ms + search.pulse_ms, kind="stable")  # blocks that last alike
    restless = unstable_rest(fibers, lesions, search.steady_na)
    open_ones, first = order[~restless[order]], True
    while open_ones.size:
        tried = bracket.grid(open_ones, _at_once(open_ones.size), with_touch=first)
        fired, no_rest = search.fires(open_ones, tried)
        if first:
            restless[open_ones] = no_rest | fired[:, 0]
        bracket.narrow(open_ones, tried[:, first:], fired[:, first:])
        first = False
        open_ones = open_ones[~restless[open_ones] & ~bracket.closed(precision)[open_ones]]
        if progress:
            progress(count - open_ones.size, count)
    threshold = bracket.threshold
    found = np.flatnonzero(np.isfinite(threshold) & ~restless)
    threshold[found[~search.goes_on(found, bracket.high[found])]] = np.inf
    return np.where(restless, np.nan, threshold)


@dataclass(frozen=True)
class _Search:
    """What is asked of every fiber; arrays (fibers,)."""

    fibers: Fibers
    lesions: tuple[Lesion, ...]
    node: NDArray[np.int64]
    pulse_ms: Array
    at_ms: Array
    conditioning: list[tuple[Array, Array, Array]]
    currents: list[tuple[Array, Array, Array]]
    steady_na: Array | None
    dt_ms: float | None
    engine: EngineName | None
    scheme: Scheme

    @property
    def _wait_ms(self) -> Array:
        warm = self.fibers.temperature_c
        warm_c = np.asarray(self.fibers.membrane.temperature_c if warm is None else warm)
        return np.asarray(WAIT_MS * 2.0 ** (np.maximum(WARMEST_C - warm_c, 0.0) / TWOFOLD_C))

    def fires(self, which: NDArray[np.int64], tried_na: Array) -> tuple[Flags, Flags]:
        """Of fibers `which`, whether each current (which, currents) starts an impulse; and which
        of them have no rest."""
        at_once = tried_na.shape[1]
        goal = self._goal(which, TRAVELS)
        until = self.at_ms + self.pulse_ms + self._wait_ms
        crossings, no_rest = self._crossings(which, tried_na, goal, until)
        copies = np.repeat(which, at_once)
        times = crossings[np.arange(len(copies)), np.repeat(goal, at_once)]
        seen = times >= self.at_ms[copies, None]
        of_fiber = (len(which), at_once)
        return seen.any(axis=1).reshape(of_fiber), np.asarray(no_rest.reshape(of_fiber).any(axis=1))

    def goes_on(self, which: NDArray[np.int64], current_na: Array) -> Flags:
        """Whether what a current (which,) starts in fibers `which` is seen beyond the node at which
        `fires` looks for it, on either side.

        An impulse goes on, for it is all or none. What a current spreads by itself, in a fiber that
        cannot conduct, falls from node to node: at the least current that brings it there it comes
        no farther. True where the fiber ends there, and nobody can tell.
        """
        if not which.size:
            return np.zeros(0, dtype=bool)
        until = self.at_ms + self.pulse_ms + 2.0 * self._wait_ms
        node, rows = self.node[which], np.arange(len(which))
        ends, seen = np.ones_like(which, dtype=bool), np.zeros_like(which, dtype=bool)
        crossings, _ = self._crossings(which, current_na[:, None], None, until)
        for beyond in (node + TRAVELS + 1, node - TRAVELS - 1):
            inside = (beyond >= 0) & (beyond < self.fibers.nodes)
            times = crossings[rows, np.clip(beyond, 0, self.fibers.nodes - 1)]
            seen |= inside & (times >= self.at_ms[which, None]).any(axis=1)
            ends &= ~inside
        return np.asarray(seen | ends)

    def _goal(self, which: NDArray[np.int64], away: int) -> NDArray[np.int64]:
        """The node so far away on the longer side, (which,)."""
        node = self.node[which]
        return np.where(2 * node < self.fibers.nodes, node + away, node - away)

    def _crossings(
        self, which: NDArray[np.int64], tried_na: Array, goal: NDArray[np.int64] | None,
        until: Array,
    ) -> tuple[Array, Flags]:  # fmt: skip
        """Crossings (which x currents, nodes, pulses + 1) and what has no rest (which x currents,);
        goal (which,), until (fibers,)."""
        at_once = tried_na.shape[1]
        copies = np.repeat(which, at_once)
        some = self.fibers.part(copies)
        begins = [one[1][copies] for one in self.conditioning] + [self.at_ms[copies]]
        lasts = [(one[2] - one[1])[copies] for one in self.conditioning] + [self.pulse_ms[copies]]
        na = [one[0][copies] for one in self.conditioning] + [tried_na.ravel()]
        flows = drive(
            len(copies), np.stack(begins, axis=1),
            Pulse(np.stack(na, axis=1), np.stack(lasts, axis=1)),
            [Current(na[copies], begin[copies], end[copies]) for na, begin, end in self.currents],
        )  # fmt: skip
        crossings, _, no_rest, _ = simulate(
            some, [one.part(copies) for one in self.lesions], self.node[copies], flows,
            float(until[which].max()), self.dt_ms, self.engine, self.scheme,
            goal=None if goal is None else np.repeat(goal, at_once),
            steady_na=None if self.steady_na is None else self.steady_na[copies],
            until_ms=until[copies], leave_quiet=False,
        )  # fmt: skip
        return crossings, no_rest


@dataclass
class _Bracket:
    """Between which currents each fiber's threshold lies, whether either end was tried, and the
    most that may be."""

    low: Array
    high: Array
    low_known: Flags
    high_known: Flags
    most: Array

    @classmethod
    def around(cls, guess_na: Array | None, most: Array) -> "_Bracket":
        low, high = np.full(len(most), 0.02), np.full(len(most), 20.0)
        if guess_na is not None:
            told = np.isfinite(guess_na) & (guess_na > LEAST_NA) & (guess_na < most)
            low = np.where(told, guess_na / _FIRST_SPAN, low)
            high = np.where(told, guess_na * _FIRST_SPAN, high)
        high = np.minimum(high, most)
        low = np.minimum(low, high / _FIRST_SPAN)
        return cls(
            low, high, np.zeros_like(most, dtype=bool), np.zeros_like(most, dtype=bool), most
        )

    def grid(self, which: NDArray[np.int64], at_once: int, *, with_touch: bool) -> Array:
        """Currents to try next, (which, at_once), rising; first a touch where `with_touch`."""
        count = at_once - with_touch
        inner = np.arange(count)
        known = self.low_known[which].astype(float)
        spaces = count - 1 + known + self.high_known[which]
        share = (inner + known[:, None]) / spaces[:, None]
        low, high = self.low[which, None], self.high[which, None]
        grid = low * (high / low) ** share
        return np.hstack([np.full((len(which), 1), _TOUCH_NA), grid]) if with_touch else grid

    def narrow(self, which: NDArray[np.int64], tried: Array, fired: Flags) -> None:
        """Move the ends to the two currents between which it began to fire."""
        for fiber, currents, answers in zip(which, tried, fired, strict=True):
            first = int(answers.argmax()) if answers.any() else len(answers)
            if first > 0:
                self.low[fiber], self.low_known[fiber] = currents[first - 1], True
            if first < len(answers):
                self.high[fiber], self.high_known[fiber] = currents[first], True
            if not self.high_known[fiber]:
                self.high[fiber] = min(self.low[fiber] * _WIDER, self.most[fiber])
            if not self.low_known[fiber]:
                self.low[fiber] = max(self.high[fiber] / _WIDER, LEAST_NA)

    def closed(self, precision: float) -> Flags:
        """Which fibers are done; (fibers,)."""
        narrow = self.low_known & self.high_known & (np.log(self.high / self.low) <= precision)
        return np.asarray(narrow | (self.low >= self.most) | (self.high <= LEAST_NA))

    @property
    def threshold(self) -> Array:
        return np.where(self.low >= self.most, np.inf, np.sqrt(self.low * self.high))


def _at_once(fibers: int) -> int:
    return int(np.clip(_WORTH // fibers, _FEWEST_AT_ONCE, _MOST_AT_ONCE))


def _each(name: str, given: ArrayLike, count: int) -> Array:
    numbers = np.asarray(given, dtype=np.float64)
    if numbers.shape not in ((), (count,)):
        raise ValueError(f"{name} has shape {numbers.shape}; give one number, or {count}")
    if np.isnan(numbers).any():
        raise ValueError(f"{name} is not a number")
    return np.array(np.broadcast_to(numbers, (count,)))


def _rectangle(current: Current, count: int) -> tuple[Array, Array, Array]:
    return (
        _each("current_na", current.current_na, count),
        _each("begin_ms", current.begin_ms, count),
        _each("end_ms", current.end_ms, count),
    )


def _nodes(given: ArrayLike, count: int, nodes: int) -> NDArray[np.int64]:
    chosen = _each("stimulate_node", given, count)
    if (chosen != chosen.astype(np.int64)).any() or not ((chosen >= 0) & (chosen < nodes)).all():
        raise ValueError(f"stimulate_node must be whole numbers from 0 to {nodes - 1}")
    return chosen.astype(np.int64)
