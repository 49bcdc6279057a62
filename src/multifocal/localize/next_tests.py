"""Which muscle or area of skin to test next: by the information to expect."""

from collections.abc import Sequence
from functools import cache
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from multifocal import body
from multifocal.body import SIDES
from multifocal.localize.explanation import NextTest
from multifocal.localize.names import Limb, limb_of
from multifocal.localize.predictions import Predictions
from multifocal.localize.weakness import Weakness

Array = NDArray[np.float64]
Kind = Literal["muscle", "skin"]

MOST_TESTS: Final = 6
LEADING: Final = 5
"""Tests are held against each other by so many of the leading explanations."""
ALIKE: Final = 0.1
"""Tests whose chances differ by no more under any explanation tell the same."""
LEAST_BITS: Final = 0.05
"""What tells less is not worth an examiner's time (source multifocal-choice-localize-findings)."""


def next_tests(weakness: Weakness, predictions: Predictions, shares: Array) -> tuple[NextTest, ...]:
    """The tests that are expected to tell most about which explanation holds, most first.

    Only muscles and areas of limbs that something was found in, that were not tested. The
    information is the mutual one between explanation and result (grade in three bands; less
    felt or not).
    """
    weight = shares / shares.sum()
    tested = {(m.side, m.muscle) for m in weakness.muscles}
    tested |= {(s.side, s.skin) for s in weakness.skin}
    limbs = {(m.side, limb_of(m.muscle)) for m in weakness.muscles}
    limbs |= {(s.side, limb_of(s.skin)) for s in weakness.skin}
    limbs |= {(t.side, "arm") for t in weakness.tasks}
    candidates = []
    for side in dict.fromkeys(side for side, _ in sorted(limbs)):
        graded, numb = (
            one[:, SIDES.index(side)] for one in (predictions.muscles, predictions.skin)
        )
        felt = np.stack([1.0 - numb, numb], axis=-1)
        for targets, chance in zip(_targets(), (graded, felt), strict=True):
            bits = _information(weight, chance)
            for k in np.flatnonzero(bits >= LEAST_BITS).tolist():
                kind, target, limb = targets[k]
                if limb is not None and (side, target) not in tested and (side, limb) in limbs:
                    candidates.append(
                        NextTest(
                            side=side,
                            kind=kind,
                            target=target,
                            bits=float(bits[k]),
                            weak_by=tuple((1.0 - chance[:, k, 0]).tolist()),
                        )
                    )
    return _different(sorted(candidates, key=lambda one: -round(one.bits, 9)))


@cache
def _targets() -> tuple[tuple[tuple[Kind, str, Limb | None], ...], ...]:
    """Every muscle, and every area of skin, with its limb; None for the head of a muscle."""
    return (
        tuple(
            ("muscle", one.id, None if one.part_of else limb_of(one.id)) for one in body.muscles()
        ),
        tuple(("skin", one.id, limb_of(one.id)) for one in body.skin_areas()),
    )


def _different(tests: Sequence[NextTest]) -> tuple[NextTest, ...]:
    """The first of those that would come out alike whichever explanation holds."""
    chosen: list[NextTest] = []
    for test in tests:
        apart = [
            max(abs(a - b) for a, b in zip(test.weak_by[:LEADING], one.weak_by, strict=False))
            for one in chosen
        ]
        if all(one > ALIKE for one in apart):
            chosen.append(test)
        if len(chosen) == MOST_TESTS:
            break
    return tuple(chosen)


def _information(weight: Array, chance: Array) -> Array:
    """Bits of mutual information, (tests,), from the chance of each result, (explanations, tests,
    results)."""
    mean = np.einsum("e,etr->tr", weight, chance)
    return np.asarray(_entropy(mean) - np.einsum("e,et->t", weight, _entropy(chance)))


def _entropy(chance: Array) -> Array:
    safe = np.maximum(chance, 1e-12)
    return np.asarray(-(safe * np.log2(safe)).sum(axis=-1))
