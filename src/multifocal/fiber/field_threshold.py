"""How strong a field must be to start an impulse that travels."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from multifocal.arguments import names_arguments
from multifocal.fiber.activation import WAIT_MS
from multifocal.fiber.conduction import simulate
from multifocal.fiber.fibers import Fibers
from multifocal.fiber.field import FieldPulse
from multifocal.fiber.lesion import Lesion
from multifocal.fiber.stability import unstable_rest
from multifocal.fiber.stimulus import drive

Array = NDArray[np.float64]

LEAST, MOST = 1e-4, 1e4
"""Between these factors a threshold is looked for."""
_FIRST_STEP = 4.0


@names_arguments
def field_threshold(
    fibers: Fibers,
    pulse: FieldPulse,
    lesions: Sequence[Lesion] = (),
    *,
    guess: float = 1.0,
    precision: float = 0.002,
    dt_ms: float | None = None,
) -> Array:
    """The least factor by which `pulse` starts an impulse that comes to the third node from the
    end, which should lie well beyond the field; shape (fibers,).

    By halving of intervals from `guess` on, until the last is `precision` of it; the reference
    engine steps each fiber one by one, some 50 ms each. inf where 10,000 starts none, NaN where the
    fiber has no rest that holds. No fiber is left for seeming quiet, as `conduct` leaves them: just
    above threshold it hesitates, which made thresholds 2 % too high. A field so strong that it
    stops the impulse farther along counts as one that starts none. Against NEURON: 0.1 %
    (tests/reference/data/extracellular.csv).
    """
    if not (1e-5 <= precision <= 0.5 and LEAST < guess < MOST):
        raise ValueError(f"precision must be 0.00001 to 0.5, and guess {LEAST} to {MOST}")
    count = len(fibers)
    pulse = pulse.of(count, fibers.nodes)
    low, high = np.full(count, LEAST), np.full(count, MOST)
    tried, lost = np.full(count, guess), unstable_rest(fibers, lesions)
    lasts_ms = float(pulse.times_ms[-1]) + 2 * WAIT_MS + 0.05 * fibers.nodes
    open_ones = np.flatnonzero(~lost)
    while open_ones.size:
        some = pulse.part(open_ones).scaled(tried[open_ones])
        crossings, _, no_rest, _ = simulate(
            fibers.part(open_ones), [one.part(open_ones) for one in lesions],
            np.zeros(len(open_ones), dtype=np.int64),
            drive(len(open_ones), (0.0,), some, nodes=fibers.nodes),
            lasts_ms, dt_ms, None, "cn", goal=fibers.nodes - 3, leave_quiet=False,
        )  # fmt: skip
        fired = np.isfinite(crossings[:, fibers.nodes - 3]).any(axis=1)
        lost[open_ones] |= no_rest
        high[open_ones] = np.where(fired, tried[open_ones], high[open_ones])
        low[open_ones] = np.where(fired, low[open_ones], tried[open_ones])
        both = (low > LEAST) & (high < MOST)
        onward = np.where(high < MOST, high / _FIRST_STEP, low * _FIRST_STEP)
        tried = np.where(both, np.sqrt(low * high), onward)
        done = lost | (both & (high <= low * (1 + precision))) | (tried >= MOST) | (tried <= LEAST)
        open_ones = open_ones[~done[open_ones]]
    found = np.where(high < MOST, np.sqrt(low * high), np.inf)
    return np.where(lost, np.nan, found)
