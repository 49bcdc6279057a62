"""Threshold tracking: the same test pulse, under many conditions, of many fibers at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from multifocal.fiber import Current, Fibers, GainesMembrane, Lesion, activation_threshold
from multifocal.fiber.activation import MOST_NA

if TYPE_CHECKING:
    from multifocal.fiber.engines.registry import EngineName
    from multifocal.fiber.engines.share import Scheme

Array = NDArray[np.float64]

TEST_MS = 1.0
"""The test pulse of clinical threshold tracking (source kiernan-2000-excitability)."""
STEP_MS, GAINES_STEP_MS = 0.005, 0.010
"""Longer than for velocities: the threshold of a 1 ms pulse moves by 0.01 and 0.02 %, of 0.2 ms by
0.04 and 0.12 %, against 1 and 2.5 µs (docs/excitability.md)."""


@dataclass(frozen=True)
class Condition:
    """A current under which thresholds are tracked: na (fibers, conditions) or what broadcasts to
    it; begin_ms, end_ms (conditions,) or one number; impulse: whether it starts one of its own."""

    na: ArrayLike
    begin_ms: ArrayLike
    end_ms: ArrayLike
    impulse: bool = False


@dataclass(frozen=True)
class Tracking:
    """What is tracked, and how.

    fibers, lesions, steady_na: as `conduct` has them; stimulate_node: where test pulses and
    conditioning currents flow in (default: the middle node); test_ms: how long a test pulse lasts;
    precision, engine, scheme: as `activation_threshold` has them; dt_ms: default STEP_MS, or
    GAINES_STEP_MS for motor and sensory membranes.
    """

    fibers: Fibers
    lesions: tuple[Lesion, ...] = ()
    steady_na: ArrayLike | None = None
    stimulate_node: int | None = None
    test_ms: float = TEST_MS
    precision: float = 0.001
    dt_ms: float | None = None
    engine: "EngineName | None" = None
    scheme: "Scheme" = "cn"

    @cached_property
    def control_na(self) -> Array:
        """Each fiber's threshold for the test pulse alone, nA; (fibers,)."""
        return self.under(0.0)[:, 0]

    @property
    def _usual_step_ms(self) -> float | None:
        if isinstance(self.fibers.membrane, GainesMembrane):
            return GAINES_STEP_MS if self.scheme == "cn" else None
        return None if self.engine == "reference" else STEP_MS

    def with_pulse(self, test_ms: float) -> "Tracking":
        """The same, with a test pulse that lasts otherwise."""
        return replace(self, test_ms=test_ms)

    def under(
        self,
        at_ms: ArrayLike,
        conditions: Sequence[Condition] = (),
        *,
        guess_na: ArrayLike | None = None,
        most_na: ArrayLike | None = None,
    ) -> Array:
        """Thresholds, nA, of test pulses that begin at at_ms (conditions,); (fibers, conditions).

        guess_na, most_na: as `activation_threshold` has them, for (fibers, conditions). inf where
        no current fires the fiber, NaN where it fires by itself.
        """
        at = np.atleast_1d(np.asarray(at_ms, dtype=np.float64))
        count, many = len(self.fibers), len(at)
        which = np.tile(np.arange(count), many)

        def each(given: ArrayLike) -> Array:
            """(fibers, conditions), laid out condition by condition."""
            return np.array(np.broadcast_to(given, (count, many))).T.ravel()

        given = [
            (one.impulse, Current(each(one.na), each(one.begin_ms), each(one.end_ms)))
            for one in conditions
        ]
        steady = self.steady_na
        if steady is not None:
            steady = np.broadcast_to(steady, (count, self.fibers.nodes))[which]
        threshold_na = activation_threshold(
            self.fibers.part(which),
            [one.part(which) for one in self.lesions],
            pulse_ms=self.test_ms,
            at_ms=each(at),
            conditioning=[one for impulse, one in given if impulse],
            currents=[one for impulse, one in given if not impulse],
            steady_na=steady,
            stimulate_node=self.stimulate_node,
            guess_na=None if guess_na is None else each(guess_na),
            most_na=MOST_NA if most_na is None else each(most_na),
            precision=self.precision,
            dt_ms=self.dt_ms or self._usual_step_ms,
            engine=self.engine,
            scheme=self.scheme,
        )
        return np.ascontiguousarray(threshold_na.reshape(many, count).T)


def tracking(given: "Tracking | Fibers") -> Tracking:
    """Fibers alone are tracked as they come."""
    return given if isinstance(given, Tracking) else Tracking(given)
