"""A setting simulated: fibers, responses, F waves, sensory response, force, and the study."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from multifocal import body
from multifocal.criteria import Evaluation, evaluate_by
from multifocal.fault import Fault
from multifocal.frozen import FrozenDict, frozen
from multifocal.measuring import measure, measured_study
from multifocal.nerve import (
    Experiment,
    Fates,
    Focus,
    FWaveRun,
    Harm,
    LimbTemperature,
    MotorRun,
    Person,
    Protocol,
    SensoryRun,
    Shocked,
    Stimulus,
    entrapment,
    shocked,
    simulated_sensory_studies,
    usual_studies,
)
from multifocal.nerve.temperature import STANDARD_SKIN_C
from multifocal.study import Measure, Recording, Study
from multifocal.web.lab.state import F_WAVE_MUSCLES, Setting

F_STIMULI = 20
LEAST_SWEEP_MS = 100.0
"""So that the sweeps of one stimulator, weak and strong, are equally long."""
SENSORY_ABOVE = {"median": ("elbow",), "ulnar": ("below_elbow", "above_elbow")}
"""Where the large nerves of the arm are stimulated beyond the usual sensory site."""
NEXT_FOCUS = 1000
"""Added to the person's seed from focus to focus, so that each draws its own fibers."""


@dataclass(frozen=True, eq=False)
class Simulated:
    """One setting, answered. `healthy` is the same person without anything set but temperature.

    `f_latencies_ms` are known from the simulation, NaN where no F wave came; None where F waves
    are not shown. `fault`: why the study could not be measured; `unheard`: why a stimulus could
    not spread.
    """

    setting: Setting
    foci: tuple[Focus, ...]
    pressed: Focus | None
    fates: Fates
    strength: float
    motor: tuple[Recording, ...]
    check: Recording | None
    late: tuple[Recording, ...]
    f_latencies_ms: NDArray[np.float64] | None
    sensory: tuple[Recording, ...]
    healthy: Study
    healthy_f_latencies_ms: NDArray[np.float64] | None
    study: Study
    stopped_at_standard: int
    fault: Fault | None
    unheard: Fault | None

    def evaluations(self) -> tuple[Evaluation, ...]:
        """The study by every rule set, as `/workup` judges one; the default set first."""
        return evaluate_by(self.study)

    def measure(self, one: Recording, *, healthy: bool = False) -> Measure | None:
        """What was measured of a sweep, here or of the healthy study."""
        key = (one.kind, one.nerve, one.site)
        measures = (self.healthy if healthy else self.study).measures
        return next((m for m in measures if (m.kind, m.nerve, m.site) == key), None)

    def healthy_recording(self, one: Recording) -> Recording | None:
        """The same sweep of the healthy study."""
        key = (one.kind, one.nerve, one.site)
        return next((r for r in self.healthy.recordings if (r.kind, r.nerve, r.site) == key), None)


@lru_cache(maxsize=64)
def simulate(setting: Setting) -> Simulated:
    """Simulate a setting. The same setting always gives the same answer."""
    muscle, side, place = setting.muscle, setting.side, (setting.side, setting.muscle)
    harm = _harm(setting)
    made, unheard = _heard(Experiment(_person(setting, setting.temperature_c), harm, _of(setting)))
    bare = replace(made.protocol, stimuli={}, even=False)
    usual = Experiment(made.person, protocol=bare)
    study, fault = _measured(setting, made.recordings)
    healthy, _ = _measured(setting, (*usual.motor, *usual.sensory))
    standard = Experiment(_person(setting, STANDARD_SKIN_C), harm)
    answer = Simulated(
        setting=setting,
        foci=harm.foci,
        pressed=next(iter(harm.entrapments), None),
        fates=made.fates(muscle, side),
        strength=made.strength((muscle,), side)[muscle],
        motor=made.motor,
        check=next(iter(made.checks), None),
        late=made.f_waves,
        f_latencies_ms=made.f_latencies_ms.get(place),
        sensory=made.sensory,
        healthy=healthy,
        healthy_f_latencies_ms=usual.f_latencies_ms.get(place),
        study=study,
        stopped_at_standard=standard.fates(muscle, side).stopped,
        fault=fault,
        unheard=unheard,
    )
    return frozen(answer)


LADDER: Final = (50, 60, 70, 80, 90, 100)
"""Strengths, in percent of one that fires all fibers, at which recruitment is shown."""


@dataclass(frozen=True, eq=False)
class Probed:
    """What a stimulator that stands anywhere on the nerve finds: by its strength in percent,
    weakest first; `here` is the strength that is set."""

    by_strength: Mapping[int, Shocked]
    here: int
    measure: Measure | None


@lru_cache(maxsize=256)
def probed(setting: Setting) -> Probed | None:
    """The stimulator of a setting; None where there is none, or it lies beyond the way."""
    way = setting.way
    if not 0 < setting.probe <= way.length_mm:
        return None
    made = Experiment(_person(setting, setting.temperature_c), _harm(setting))
    source = made.source(setting.muscle, setting.side)
    place = way.place_at(float(setting.probe))
    strengths = sorted({*LADDER, setting.charge})
    by_strength = {
        one: shocked(source, place, made.harm.on_motor, one / 100, least_ms=LEAST_SWEEP_MS)
        for one in strengths
    }
    try:
        measured = measure(by_strength[setting.charge].recording)
    except Fault:
        measured = None
    return frozen(Probed(FrozenDict(by_strength), setting.charge, measured))


def _person(setting: Setting, temperature_c: float) -> Person:
    warmth = LimbTemperature(temperature_c)
    return Person(setting.person, setting.subject, warmth, varied_units=setting.varied)


def _harm(setting: Setting) -> Harm:
    side = setting.side
    pressed: tuple[Focus, ...] = ()
    if setting.entrapment:
        how = (setting.entrapment, side, setting.pressed / 100, setting.subject, setting.person)
        pressed = (entrapment(*how),)
    crossing = {side: setting.crossing / 100} if setting.crossing else {}
    left = setting.velocity / 100
    return Harm(_foci(setting), pressed, crossing=crossing, velocity_left=left)


def _foci(setting: Setting) -> tuple[Focus, ...]:
    way = setting.way
    return tuple(
        Focus(
            way.place_at(min(float(focus.at_mm), way.length_mm)),
            focus.severity / 100,
            float(focus.extent_mm),
            focus.mechanism,
            seed=setting.person + NEXT_FOCUS * k,
            days=float(focus.days),
        )
        for k, focus in enumerate(setting.foci)
    )


def _of(setting: Setting) -> Protocol:
    """The setting's study; F waves are not shown where they would run into the M response."""
    side, nerve = setting.side, setting.nerve
    f_waves: tuple[FWaveRun, ...] = ()
    if setting.muscle in F_WAVE_MUSCLES and not setting.crossing:
        distal = "wrist" if nerve in ("median", "ulnar") else "ankle"
        f_waves = (FWaveRun(setting.muscle, distal, F_STIMULI, side),)
    study = sensory_study(nerve)
    given = Stimulus(setting.strength / 100, setting.spread / 100)
    return Protocol(
        motor=(MotorRun(setting.muscle, tuple(one.id for one in setting.sites()), side),),
        f_waves=f_waves,
        sensory=(SensoryRun(study.id, SENSORY_ABOVE.get(study.nerve, ()), side),) if study else (),
        stimuli={(nerve, setting.stimulus): given} if setting.stimulus else {},
        even=True,
    )


def _heard(made: Experiment) -> tuple[Experiment, Fault | None]:
    """A stimulus that cannot spread is given without, and the fault told."""
    stimuli = made.protocol.stimuli
    try:
        made.motor  # noqa: B018  (simulated here, so that its fault is met here)
    except Fault as fault:
        if not any(one.spread for one in stimuli.values()):
            raise
        alone = {at: replace(one, spread=0.0) for at, one in stimuli.items()}
        return replace(made, protocol=replace(made.protocol, stimuli=alone)), fault
    return made, None


def sensory_study(nerve_id: str) -> body.SensoryStudy | None:
    """The usual study of the nerve's skin, or the first that can be simulated, or None."""
    mine = [
        one
        for one in body.sensory_studies()
        if one.id in simulated_sensory_studies() and body.skin(one.skin).stem == nerve_id
    ]
    usual = usual_studies(body.nerve(nerve_id).limb)["sensory"]
    return min(mine, key=lambda one: one.id not in usual, default=None)


def _measured(setting: Setting, recordings: tuple[Recording, ...]) -> tuple[Study, Fault | None]:
    """The study as it is read off its sweeps, as any other is."""
    bare = Study(recordings=recordings, subject=setting.subject)
    try:
        return measured_study(bare), None
    except Fault as fault:
        return bare, fault
