"""Negative phases of the response: stretches above the baseline."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from multifocal.measuring.choices import FIRST_PHASE_SHARE, Scale
from multifocal.measuring.reason import Unmeasurable
from multifocal.measuring.sweep import Samples

LEAST_REST_MS: Final = 0.3  # between the tail of an artifact and a response
FLANK_SHARE: Final = 0.2  # of the height: beyond it no noise brings a flank back to rest


@dataclass(frozen=True)
class Phase:
    """First and last sample above the resting band, and the height of the highest, mV."""

    first: int
    last: int
    height: float


def negative_phases(
    wave: Samples, start: int, rest: float, least: float, step_ms: float, scale: Scale
) -> tuple[Phase, ...]:
    """Phases of the response that stand clear of the noise.

    `wave` (n,) has the baseline taken off; `rest` is the resting band and `least` the least height,
    mV. A phase reaches a tenth of the largest: what is smaller is a ripple before the response or a
    late wave after it. Unmeasurable for a response that begins before `start`.
    """
    above = np.concatenate(([False], wave[start:] > rest, [False]))
    edges = np.flatnonzero(above[1:] != above[:-1])
    phases: list[Phase] = []
    for first, after in zip(edges[::2] + start, edges[1::2] + start, strict=True):
        height = float(wave[first:after].max())
        if height <= least or (after - first + 1) * step_ms < scale.least_phase_ms:
            continue
        if first == start:  # already there when the search begins
            part = wave[first:after]
            if float((part - np.minimum.accumulate(part)).max()) < max(least, 2 * rest):
                continue  # and only falling: the tail of the stimulus artifact
            raise _in_artifact()
        phases.append(Phase(int(first), int(after) - 1, height))
    if phases and abs(wave[start]) > rest and phases[0].first > start:
        resting = np.abs(wave[start : phases[0].first]) <= rest
        edges = np.flatnonzero(np.diff(np.concatenate(([0], resting.astype(np.int8), [0]))))
        longest = int((edges[1::2] - edges[::2]).max(initial=0))
        if longest * step_ms < LEAST_REST_MS:
            raise _in_artifact()  # its positive tail never came to rest
    largest = max((phase.height for phase in phases), default=0.0)
    return tuple(phase for phase in phases if phase.height >= FIRST_PHASE_SHARE * largest)


def narrowed(wave: Samples, phase: Phase, rest: float, slack: int) -> Phase:
    """The phase's ends on a less smoothed wave, at most `slack` samples outside the old ones."""
    low, high = max(phase.first - slack, 1), min(phase.last + slack, wave.size - 1)
    part = wave[low : high + 1]
    risen = np.flatnonzero(part > max(FLANK_SHARE * phase.height, 2 * rest))
    if not risen.size:
        return phase
    resting = part <= rest
    before = np.flatnonzero(resting[: risen[0]])
    after = np.flatnonzero(resting[risen[-1] :])
    first = low + (int(before[-1]) + 1 if before.size else 0)
    last = low + int(risen[-1]) + (int(after[0]) - 1 if after.size else high - low - int(risen[-1]))
    return Phase(first, last, phase.height)


def _in_artifact() -> Unmeasurable:
    return Unmeasurable("in_artifact", "measuring.in_artifact")
