"""Where a phase leaves the baseline and where it comes back, between samples."""

from typing import Final

import numpy as np

from multifocal.measuring.choices import TAIL_SHARE
from multifocal.measuring.phases import Phase
from multifocal.measuring.reason import Unmeasurable
from multifocal.measuring.sweep import Samples

ROUNDED: Final = 12
"""Samples in which a fall through a band of noise is looked for."""


def leaves_baseline(times: Samples, wave: Samples, phase: Phase, rest: float, noisy: bool) -> float:
    """Time at which the phase leaves the baseline, ms.

    `wave` has the baseline taken off; `rest` is the resting band, mV, and `noisy` tells whether it
    is one of noise.
    """
    first = phase.first
    if wave[first - 1] < -rest:  # it comes up from a positive phase
        return crossing(times, wave, first - 1, 0.0)
    return _extended(times, wave, first, 1, phase, rest, noisy)


def returns(
    times: Samples, wave: Samples, phase: Phase, rest: float, noisy: bool
) -> tuple[float, int]:
    """Time of the return to the baseline, ms, and the last sample before it.

    Unmeasurable for a response that the end of the sweep cuts off.
    """
    first, last = phase.first, phase.last
    if last + 1 < wave.size:
        if wave[last + 1 :][: ROUNDED if noisy else 1].min() < -rest:
            down = last + int(np.flatnonzero(wave[last + 1 :] < 0)[0])
            return crossing(times, wave, down, 0.0), down
        return _extended(times, wave, last, -1, phase, rest, noisy), last
    peak = first + int(np.argmax(wave[first:]))
    tail = TAIL_SHARE * float(wave[peak])
    faded = np.flatnonzero(wave[peak:] <= tail)
    if not faded.size:
        raise Unmeasurable("cut_off", "measuring.cut_off")
    last = peak + int(faded[0]) - 1
    return crossing(times, wave, last, tail), last


def crossing(times: Samples, wave: Samples, left: int, level: float) -> float:
    """Time at which the line from sample `left` to the next one crosses the level."""
    share = (level - wave[left]) / (wave[left + 1] - wave[left])
    return float(times[left] + share * (times[left + 1] - times[left]))


def _extended(
    times: Samples, wave: Samples, near: int, inwards: int, phase: Phase, rest: float, noisy: bool
) -> float:
    """Where the flank of the phase, drawn on beyond `near`, meets the baseline.

    The phase starts (or ends) somewhere between a sample at rest and one that is not; its own
    slope says where. A line between those two would always name the outer sample. Without noise
    the line through two samples of the phase tells; it goes no farther than the outer sample and
    what the slope needs to climb out of the resting band.
    """
    if noisy:
        return _drawn_on(times, wave, near, inwards, phase, rest)
    step = float(times[1] - times[0])
    slope = float(wave[near + inwards] - wave[near]) / step  # towards the inside, per ms
    if slope <= 0:
        return float(times[near])
    reach = min(float(wave[near]) / slope, step + rest / slope)
    return float(times[near]) - inwards * reach


POWERS: Final = (1.0, 1.5, 2.0, 3.0)
"""How a flank may begin: a corner, or as gently as a dispersed response."""
FLANK_SHARE: Final = 0.3  # of the height, or so many resting bands where that is less
FLANK_BANDS: Final = 8.0
LEAST_FLANK: Final = 5  # samples
BETTER: Final = 0.8  # a gentler beginning must leave this share of the squares, or less
GRID: Final = 64


def _drawn_on(
    times: Samples, wave: Samples, near: int, inwards: int, phase: Phase, rest: float
) -> float:
    """Where a power of time that fits the flank, up to a third of its height, begins.

    In noise the first part of a flank is hidden, and a dispersed response begins gently: a straight
    line through what shows would begin too late. Goes no farther out than the flank is long.
    """
    high = max(min(FLANK_SHARE * phase.height, FLANK_BANDS * rest), 2.0 * rest)
    end = near
    while phase.first <= end + inwards <= phase.last and (
        wave[end] < high or abs(end - near) < LEAST_FLANK
    ):
        end += inwards
    count = abs(end - near) + 1
    if count < 3:
        return _extended(times, wave, near, inwards, phase, rest, noisy=False)
    step = float(times[1] - times[0])
    flank = np.arange(near, end + inwards, inwards)
    depth = np.arange(count) * step  # into the phase, ms
    y = wave[flank]
    before = np.linspace(0.0, count * step, GRID)  # how long before `near` it began
    best: tuple[float, float] | None = None
    for power in POWERS:
        shape = (depth[None, :] + before[:, None]) ** power
        size = np.maximum(shape @ y / np.einsum("ij,ij->i", shape, shape), 0.0)
        rest_of = ((y - size[:, None] * shape) ** 2).sum(axis=1)
        at = int(np.argmin(rest_of))
        if best is None or rest_of[at] < BETTER * best[0]:
            best = float(rest_of[at]), float(before[at])
    assert best is not None
    return float(times[near]) - inwards * best[1]
