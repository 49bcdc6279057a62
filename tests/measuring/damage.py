"""Sweeps as an amplifier gives them, and what can go wrong with one: ways in which samples that
were never recorded come to stand in a file."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from multifocal.study import Calibration, Recording
from tests.measuring.truth import Truth, disturbed, simulated_set

Samples = NDArray[np.float64]
Rng = np.random.Generator
RESPONSES = simulated_set(2)
CONVERTERS: Mapping[str, Calibration | int | None] = {
    "float": None,
    "4 decimals": 4,
    "16 bits": Calibration(Decimal(-20), Decimal(20)),
    "12 bits": Calibration(Decimal(-20), Decimal(20), -2048, 2047),
    "12 bits, low gain": Calibration(Decimal(-100), Decimal(100), -2048, 2047),
}


def converted(one: Recording, converter: str) -> Recording:
    """The sweep with the steps of that converter."""
    how = CONVERTERS[converter]
    if how is None:
        return one
    if isinstance(how, int):
        return replace(one, samples_mv=np.round(one.samples_mv, how))
    return replace(one, samples_mv=how.samples_mv(how.digital(one.samples_mv)), calibration=how)


def sound(rng: Rng, converter: str, *, silent: bool = False) -> Recording:
    """As `known`, the sweep alone."""
    return known(rng, converter, silent=silent)[0]


def known(rng: Rng, converter: str, *, silent: bool = False) -> tuple[Recording, Truth]:
    """A simulated response of the little-finger muscle, or none at all, and its truth.

    In 1 to 20 µV of noise. Silence in 1 to 5 µV: in more, a small response could be lost.
    """
    truth = RESPONSES[int(rng.integers(len(RESPONSES)))]
    if silent:
        still = np.zeros_like(truth.recording.samples_mv)
        truth = replace(truth, recording=replace(truth.recording, samples_mv=still))
    noisy = disturbed(truth, rng, noise_mv=10 ** rng.uniform(-3, -2.3 if silent else -1.7))
    level_mv = float(rng.choice([0.0, rng.uniform(-1.0, 1.0)]))
    lifted = replace(noisy, samples_mv=noisy.samples_mv + level_mv)
    return converted(lifted, converter), truth


Damage = Callable[[Samples, int, int, Rng], Samples]


def _from(value: Callable[[Samples, int, Rng], float]) -> Damage:
    def damaged(wave: Samples, first: int, _after: int, rng: Rng) -> Samples:
        return np.concatenate((wave[:first], np.full(wave.size - first, value(wave, first, rng))))

    return damaged


def _between(value: Callable[[Samples, int, Rng], float]) -> Damage:
    def damaged(wave: Samples, first: int, after: int, rng: Rng) -> Samples:
        found = wave.copy()
        found[first:after] = value(wave, first, rng)
        return found

    return damaged


DAMAGES: Mapping[str, Damage] = {
    "truncated": lambda wave, first, _after, _rng: wave[:first],
    "zeros to the end": _from(lambda _wave, _first, _rng: 0.0),
    "last sample held": _from(lambda wave, first, _rng: float(wave[first])),
    "another constant to the end": _from(lambda _wave, _first, rng: float(rng.uniform(-3, 3))),
    "upper rail": _from(lambda wave, _first, _rng: 1.5 * max(float(wave.max()), 5.0)),
    "lower rail": _from(lambda wave, _first, _rng: 1.5 * min(float(wave.min()), -5.0)),
    "digital minimum": _from(lambda _wave, _first, _rng: -20.0),
    "zeros before": lambda wave, first, _after, _rng: np.concatenate(
        (np.zeros(first), wave[first:])
    ),
    "zeros between": _between(lambda _wave, _first, _rng: 0.0),
    "held between": _between(lambda wave, first, _rng: float(wave[first])),
    "all zeros": lambda wave, _first, _after, _rng: np.zeros_like(wave),
    "all one value": lambda wave, _first, _after, rng: np.full(wave.size, rng.uniform(-5, 5)),
}


def damaged(one: Recording, damage: str, rng: Rng) -> Recording:
    """The sweep after that damage at a random place."""
    first = int(rng.integers(3, one.samples_mv.size - 3))
    after = int(rng.integers(first + 1, one.samples_mv.size))
    return replace(one, samples_mv=DAMAGES[damage](one.samples_mv, first, after, rng))
