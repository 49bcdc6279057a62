"""What harm leaves of each muscle's force, simulated by `nerve.Experiment` once and kept.

Twenty thousand patients hold far fewer different limbs than muscles: a few people, the stretches
of nerve between two branches, and steps of severity (multifocal-choice-weak-patients).
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final
from zlib import crc32

import numpy as np

from multifocal import body
from multifocal.body import Place, Side
from multifocal.evidence.virtual_patients import BARED, STOPPED
from multifocal.nerve import AxonLoss, Experiment, Focus, Harm, Person

PEOPLE: Final = 3
"""So many people lend their limbs; each simulated patient's arm or leg is one of theirs."""
SEVERITIES: Final = 10
"""Steps of the share of fibers that a focus stops, all alike likely."""
_SIDE: Final[Side] = "right"


def stopped_share(step: int) -> float:
    """The mean share of fibers that a focus of that step stops."""
    return (step + 0.5) / SEVERITIES


@cache
def stretches(segment: str) -> tuple[tuple[float, tuple[str, ...]], ...]:
    """Of each mm of a segment: the middle of its stretch without a branch, and the muscles beyond.

    So that two places are the same where no muscle can tell them apart.
    """
    beyond = [
        tuple(one.id for one in body.muscles_beyond(Place(_SIDE, segment, mm + 0.5)))
        for mm in range(int(body.segment(segment).length_mm))
    ]
    found = []
    for at, muscles in enumerate(beyond):
        first = next(k for k in range(at, -1, -1) if k == 0 or beyond[k - 1] != muscles)
        last = next(k for k in range(at, len(beyond)) if beyond[k + 1 : k + 2] != [muscles])
        found.append(((first + last + 1) / 2, muscles))
    return tuple(found)


@dataclass(frozen=True)
class Harmed:
    """One harmed place of a limb: whole, `muscles` are those beyond it; else some fascicles, and
    they are those that are struck. `step`: how hard (`stopped_share`)."""

    segment: str
    mm: float
    step: int
    muscles: tuple[str, ...]
    whole: bool

    @property
    def focus(self) -> Focus:
        """The focus of a whole place."""
        bared = float(np.interp(stopped_share(self.step), STOPPED, BARED))
        # other places of the same fibers must not strike the same of them
        seed = crc32(self.segment.encode()) % 10_000 + int(self.mm)
        return Focus(Place(_SIDE, self.segment, self.mm), bared, seed=seed)


_Key = tuple[int, str, tuple[int, ...], tuple[tuple[str, float, int], ...]]
"""Whose limb, muscle, fascicular steps, and whole places with their steps."""


@dataclass
class Limbs:
    """The limbs of the people of one seed. What was simulated once is not simulated again."""

    seed: int
    _forces: dict[_Key, float] = field(default_factory=dict, repr=False)

    def forces(
        self, person: int, harmed: Iterable[Harmed], muscles: Iterable[str]
    ) -> Mapping[str, float]:
        """Force of each muscle of a person's limb as a share of normal.

        `person` from 0 to PEOPLE - 1. A muscle whose fascicles are struck twice keeps what the two
        leave together.
        """
        places = tuple(harmed)
        keys = {muscle: self._key(person, places, muscle) for muscle in muscles}
        if missing := {m: key for m, key in keys.items() if key not in self._forces}:
            self._simulate(person, places, missing)
        return {muscle: self._forces[key] for muscle, key in keys.items()}

    def _key(self, person: int, places: tuple[Harmed, ...], muscle: str) -> _Key:
        mine = [one for one in places if muscle in one.muscles]
        whole = sorted({(one.segment, one.mm, one.step) for one in mine if one.whole})
        return person, muscle, tuple(sorted(o.step for o in mine if not o.whole)), tuple(whole)

    def _simulate(
        self, person: int, places: tuple[Harmed, ...], missing: Mapping[str, _Key]
    ) -> None:
        foci = tuple({one.focus: None for one in places if one.whole})
        left = {m: math.prod(1.0 - stopped_share(k) for k in key[2]) for m, key in missing.items()}
        loss = {(_SIDE, m): AxonLoss(1.0 - own, 0.0) for m, own in left.items() if own < 1.0}
        who = Person(PEOPLE * self.seed + person)
        found = Experiment(who, Harm(foci, axon_loss=loss)).strength(missing, _SIDE)
        self._forces.update({key: found[muscle] for muscle, key in missing.items()})


@cache
def limbs(seed: int) -> Limbs:
    """The limbs of a seed, shared by all its patients."""
    return Limbs(seed)
