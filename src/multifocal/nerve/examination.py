"""A person's whole examination: motor and sensory study, F waves, strength and tasks."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multifocal import body
from multifocal.frozen import FrozenDict
from multifocal.nerve.f_wave import f_latencies_ms, f_waves
from multifocal.nerve.focus import Focus
from multifocal.nerve.force import Ability, ability, mrc_grade, strengths
from multifocal.nerve.limb_force import LimbForce, limb_force, limb_forces, muscles_behind
from multifocal.nerve.martin_gruber import CrossedPool, martin_gruber
from multifocal.nerve.noise import AMPLIFIER, Noise
from multifocal.nerve.pool import MotorPool, motor_pool
from multifocal.nerve.sensory import sensory_nerve, sensory_response
from multifocal.nerve.stimulation import stimulate
from multifocal.nerve.temperature import LimbTemperature
from multifocal.study import Measure, Recording, Study, measure_all

Limb = str
LIMBS: tuple[Limb, ...] = ("arm", "leg")
CROSSOVER_MUSCLES = ("adm", "fdi")
CROSSOVER_SITES = ("wrist", "elbow")


@dataclass(frozen=True)
class Conditions:
    """What a study may meet besides disease; all off unless asked for.

    `entrapments`: foci that harm motor and sensory fibers alike (`entrapment`). `crossing`: on
    which side which share of the units of the ulnar hand muscles comes down the median nerve.
    `noise`: of every sweep, the amplifier's unless told; None for none.
    """

    entrapments: tuple[Focus, ...] = ()
    crossing: Mapping[body.Side, float] = field(default_factory=dict)
    temperature: LimbTemperature | None = None
    noise: Noise | None = AMPLIFIER


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


@cache
def usual_studies(limb: Limb) -> Mapping[str, Any]:
    """The usual motor studies (muscle: sites), F-wave sites and sensory studies of a limb.

    KeyError for anything but arm and leg.
    """
    text = files("multifocal.nerve").joinpath("tables", "studies.toml").read_text(encoding="utf-8")
    return FrozenDict(tomllib.loads(text)[limb])


def examine(
    subject: body.Subject | None = None,
    foci: Sequence[Focus] = (),
    *,
    seed: int = 0,
    sides: Sequence[body.Side] = body.SIDES,
    limbs: Sequence[Limb] = ("arm",),
    conditions: Conditions = Conditions(),
    stimuli: int = 20,
) -> Examination:
    """Examine a person: `seed` is who, `foci` what is wrong, on motor fibers only.

    Motor studies from all usual sites, `stimuli` F sweeps a nerve (0 for none), sensory studies,
    force of every muscle of the limbs, limb forces and tasks (arms only). Foci may lie anywhere:
    each is felt by the fibers that pass it. KeyError for an unknown limb.
    """
    who = subject or body.Subject()
    recordings: list[Recording] = []
    strength: dict[body.Side, Mapping[str, float]] = {}
    limb: dict[body.Side, tuple[LimbForce, ...]] = {}
    tasks: dict[body.Side, tuple[Ability, ...]] = {}
    late: dict[tuple[body.Side, str], NDArray[np.float64]] = {}
    on_motor = (*foci, *conditions.entrapments)
    for side in sides:
        mine = [one for one in on_motor if one.place.side == side]
        pressed = [one for one in conditions.entrapments if one.place.side == side]
        for name in limbs:
            usual = usual_studies(name)
            recordings += _motor(usual, side, who, seed, mine, conditions)
            for muscle, at in usual["f_waves"].items() if stimuli else ():
                pool = motor_pool(muscle, side, who, seed, conditions.temperature)
                where = body.site(body.muscle(muscle).stem or "", at)
                run = (pool, where, _reaching(pool, mine), stimuli, seed)
                recordings += f_waves(*run, conditions.noise)
                late[side, muscle] = f_latencies_ms(*run)
            for study in usual["sensory"]:
                nerve = sensory_nerve(study, side, who, seed, conditions.temperature)
                on_it = [one for one in pressed if nerve.way.passes(one.place)]
                recordings.append(sensory_response(nerve, on_it, noise=conditions.noise))
        muscles = [m.id for m in body.muscles() if _limb_of(m.id) in limbs]
        found = strengths(muscles, mine, side, who, seed)
        found.update(_crossed_strength(side, who, seed, mine, conditions, muscles))
        strength[side] = FrozenDict(found)
        limb[side] = tuple(
            limb_force(one, found, who)
            for one in limb_forces()
            if set(muscles_behind(one)) <= found.keys()
        )
        tasks[side] = tuple(
            ability(one, found) for one in body.tasks() if one.weights.keys() <= found.keys()
        )
    study = Study(measure_all(recordings), tuple(recordings), who)
    return Examination(study, late, strength, limb, tasks)


@cache
def _limb_of(muscle: str) -> str:
    return body.nerve(body.muscle(muscle).nerve).limb


def _pool(
    muscle: str, side: body.Side, who: body.Subject, seed: int, conditions: Conditions
) -> MotorPool | CrossedPool:
    pool = motor_pool(muscle, side, who, seed, conditions.temperature)
    share = conditions.crossing.get(side, 0.0)
    return martin_gruber(pool, share) if share and muscle in CROSSOVER_MUSCLES else pool


def _motor(
    usual: Mapping[str, Any],
    side: body.Side,
    who: body.Subject,
    seed: int,
    foci: Sequence[Focus],
    conditions: Conditions,
) -> list[Recording]:
    found = []
    for muscle, sites in usual["motor"].items():
        pool = _pool(muscle, side, who, seed, conditions)
        nerve = body.muscle(muscle).stem or ""
        for site in (body.site(nerve, one) for one in sites):
            if isinstance(pool, CrossedPool):
                found.append(pool.stimulate(site, foci, noise=conditions.noise))
            else:
                on_it = _reaching(pool, foci)
                found.append(stimulate(pool, site, on_it, noise=conditions.noise))
        if isinstance(pool, CrossedPool):
            # the check that tells crossing fibers from block
            at = body.site("median", "elbow")
            found.append(pool.stimulate(at, foci, noise=conditions.noise))
    return found


def _crossed_strength(
    side: body.Side,
    who: body.Subject,
    seed: int,
    foci: Sequence[Focus],
    conditions: Conditions,
    muscles: Sequence[str],
) -> dict[str, float]:
    found = {}
    for muscle in CROSSOVER_MUSCLES:
        if muscle in muscles:
            pool = _pool(muscle, side, who, seed, conditions)
            if isinstance(pool, CrossedPool):
                found[muscle] = pool.force(foci)
    return found


def _reaching(pool: MotorPool, foci: Sequence[Focus]) -> list[Focus]:
    return [one for one in foci if one.reaches(pool)]
