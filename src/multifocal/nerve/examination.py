"""A person's whole examination: motor and sensory study, F waves, strength and tasks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from multifocal import body
from multifocal.arguments import names_arguments
from multifocal.measuring import measure_all
from multifocal.nerve.experiment import Experiment
from multifocal.nerve.force import Ability, ability, mrc_grade
from multifocal.nerve.limb_force import LimbForce, limb_force, limb_forces, muscles_behind
from multifocal.nerve.noise import AMPLIFIER, Noise
from multifocal.nerve.person import ANYONE, HEALTHY, Harm, Person
from multifocal.nerve.protocol import USUAL_STIMULI, Limb, Protocol
from multifocal.study import Measure, Recording, Study


@dataclass(frozen=True, eq=False)
class Examination:
    """What was found. `strength` has the share of normal force of each muscle, by side.

    `f_latencies_ms`: of each sweep by side and muscle, known from the simulation and not read off
    the waveform, NaN where no F wave came.
    """

    study: Study
    f_latencies_ms: Mapping[tuple[body.Side, str], NDArray[np.float64]]
    strength: Mapping[body.Side, Mapping[str, float]]
    limb_forces: Mapping[body.Side, tuple[LimbForce, ...]]
    abilities: Mapping[body.Side, tuple[Ability, ...]]

    def mrc(self, side: body.Side, muscle: str) -> str:
        """The MRC grade that the muscle's force roughly stands for (a proposal, unverified)."""
        return mrc_grade(self.strength[side][muscle])

    def recordings(self, kind: str) -> tuple[Recording, ...]:
        """The sweeps of a kind: M, F or sensory."""
        return tuple(one for one in self.study.recordings if one.kind == kind)

    def measures(self, kind: str = "M") -> tuple[Measure, ...]:
        """The measures of a kind: M or sensory."""
        return tuple(one for one in self.study.measures if one.kind == kind)


@names_arguments
def examine(
    person: Person = ANYONE,
    harm: Harm = HEALTHY,
    *,
    sides: Sequence[body.Side] = body.SIDES,
    limbs: Sequence[Limb] = ("arm",),
    stimuli: int = USUAL_STIMULI,
    noise: Noise | None = AMPLIFIER,
) -> Examination:
    """Examine a person by the usual protocol of each limb, and measure what is recorded.

    Motor studies from all usual sites, `stimuli` F sweeps a nerve (0 for none), sensory studies,
    force of every muscle of the limbs, limb forces and tasks (arms only). `noise`: of every sweep,
    the amplifier's unless told; None for none. KeyError for an unknown limb.
    """
    who = person.subject
    recordings: list[Recording] = []
    strength: dict[body.Side, Mapping[str, float]] = {}
    limb: dict[body.Side, tuple[LimbForce, ...]] = {}
    tasks: dict[body.Side, tuple[Ability, ...]] = {}
    late: dict[tuple[body.Side, str], NDArray[np.float64]] = {}
    muscles = [m.id for m in body.muscles() if _limb_of(m.id) in limbs]
    # strength is that of warm limbs, however cold they were when the study was made
    warm = Experiment(replace(person, temperature=None), harm)
    for side in sides:
        for name in limbs:
            done = Experiment(person, harm, Protocol.usual((name,), (side,), stimuli, noise))
            recordings += done.recordings
            late |= done.f_latencies_ms
        shares = strength[side] = warm.strength(muscles, side)
        limb[side] = tuple(
            limb_force(one, shares, who)
            for one in limb_forces()
            if set(muscles_behind(one)) <= shares.keys()
        )
        tasks[side] = tuple(
            ability(one, shares) for one in body.tasks() if one.weights.keys() <= shares.keys()
        )
    study = Study(measure_all(recordings), tuple(recordings), who)
    return Examination(study, late, strength, limb, tasks)


@cache
def _limb_of(muscle: str) -> str:
    return body.nerve(body.muscle(muscle).nerve).limb
