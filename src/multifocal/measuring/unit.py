"""Whether a sweep's numbers can be millivolts.

A waveform is an array of numbers, and nothing in it says their unit. Microvolts taken for
millivolts make a response no body has; volts make one so small that it would pass for none. Source
of the numbers: `multifocal-choice-unit`.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

import numpy as np

from multifocal.measuring.reason import Unmeasurable
from multifocal.study.measure import Measure
from multifocal.study.plausible import plausible
from multifocal.study.recording import Kind, Recording

LEAST_NOISE_MV: Final[Mapping[Kind, float]] = MappingProxyType(
    {"M": 1e-4, "F": 1e-4, "sensory": 1e-5}
)
"""From sample to sample: amplifiers of nerve studies and the skin make more by themselves, in an
average of a hundred sensory sweeps too."""


def check_unit(
    recording: Recording, response: Measure, read: Callable[[Recording], Measure]
) -> None:
    """Raises where the response says that the samples are no millivolts; read: how a recording
    is measured."""
    most = _most_mv(recording.kind)
    if response.absent:
        _check_volts(recording, read)
    elif response.amplitude_mv is not None and response.amplitude_mv > most:
        height = response.amplitude_mv
        raise Unmeasurable("unit", "measuring.unit.too_high", height=height, most=most)


def check_marked_unit(
    recording: Recording, height_mv: float | None, read: Callable[[Recording], Measure]
) -> None:
    """The same of a response that a person has marked: its height, None for no response."""
    most = _most_mv(recording.kind)
    if height_mv is not None and height_mv > most:
        raise Unmeasurable("unit", "measuring.unit.too_high", height=height_mv, most=most)
    try:
        found = read(recording)
    except Unmeasurable:  # then only the person has read it
        return
    if found.absent or height_mv is None:
        check_unit(recording, found, read)


def _check_volts(recording: Recording, read: Callable[[Recording], Measure]) -> None:
    """A sweep without a response and with less noise than any amplifier makes, that shows a clear
    response once its samples are taken for volts. A curve that was drawn or simulated without any
    noise tells nothing of its unit."""
    before = recording.samples_mv[recording.times_ms < 0.0]
    drawn = before.size > 1 and np.ptp(before) == 0.0
    if drawn or _finest_mv(recording) >= LEAST_NOISE_MV[recording.kind]:
        return
    as_volts = replace(recording, samples_mv=1e3 * recording.samples_mv, calibration=None)
    try:
        would = read(as_volts)
    except Unmeasurable:
        return
    height = would.amplitude_mv or 0.0
    if 0.0 < height <= _most_mv(recording.kind):
        raise Unmeasurable("unit", "measuring.unit.volts", height=height)


def _finest_mv(recording: Recording) -> float:
    """Half of the samples are this far from the next, or farther; where they stand still, the step
    of the converter that they stand on. Infinite where all are alike."""
    samples = recording.samples_mv
    levels = np.unique(samples)
    if levels.size < 2:
        return np.inf
    return max(float(np.median(np.abs(np.diff(samples)))), float(np.diff(levels).min()))


def _most_mv(kind: Kind) -> float:
    if kind == "sensory":
        return plausible()["sensory_amplitude_uv"].most / 1e3
    return plausible()["amplitude_mv"].most
