"""A setting simulated: fibers, responses, F waves, sensory response, force, and the study."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from multifocal import body
from multifocal.fault import Fault
from multifocal.frozen import frozen
from multifocal.nerve import (
    SUPRAMAXIMAL,
    Conduction,
    CrossedPool,
    Focus,
    LimbTemperature,
    MotorPool,
    Stimulus,
    conduction,
    entrapment,
    f_latencies_ms,
    f_waves,
    force,
    martin_gruber,
    motor_pool,
    sensory_nerve,
    sensory_response,
    simulated_sensory_studies,
    stimulate,
    usual_studies,
)
from multifocal.nerve.temperature import STANDARD_SKIN_C
from multifocal.study import (
    Evaluation,
    Measure,
    Recording,
    Study,
    evaluate_by,
    measured_study,
)
from multifocal.web.lab.setting import F_WAVE_MUSCLES, Setting

F_STIMULI = 20
SENSORY_ABOVE = {"median": ("elbow",), "ulnar": ("below_elbow", "above_elbow")}
"""Where the large nerves of the arm are stimulated beyond the usual sensory site."""
CHECK_SITE = "elbow"
"""Where the median nerve is stimulated to tell crossing fibers from block."""
NEXT_FOCUS = 1000
"""Added to the person's seed from focus to focus, so that each draws its own fibers."""
LATE_MS = 0.1
"""A fiber counts as slowed from this extra time on."""


@dataclass(frozen=True, eq=False)
class Part:
    """Fibers that run one way, and what becomes of a voluntary impulse in each."""

    pool: MotorPool
    fate: Conduction
    crosses: bool


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
    parts: tuple[Part, ...]
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

    @property
    def total(self) -> int:
        """How many fibers lead to the muscle."""
        return sum(len(one.pool) for one in self.parts)

    @property
    def stopped(self) -> int:
        """How many of them are stopped."""
        return sum(int((~one.fate.arrives).sum()) for one in self.parts)

    @property
    def late_ms(self) -> NDArray[np.float64]:
        """Extra time of the fibers that arrive late."""
        delays = np.concatenate([one.fate.delay_ms[one.fate.arrives] for one in self.parts])
        return np.asarray(delays[delays >= LATE_MS])

    @property
    def prescribed(self) -> bool:
        """Whether some of the block was given and not computed."""
        return any(one.fate.prescribed for one in self.parts)

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
    pool = _pool(setting, setting.temperature_c)
    foci = _foci(setting, pool.way)
    pressed = (
        entrapment(
            setting.entrapment, setting.side, setting.pressed / 100, setting.subject, setting.person
        )
        if setting.entrapment
        else None
    )
    harm = (*foci, *((pressed,) if pressed else ()))
    source = martin_gruber(pool, setting.crossing / 100) if setting.crossing else pool
    parts = _parts(source, harm)
    motor, unheard = _motor(setting, source, harm)
    check = None
    if isinstance(source, CrossedPool):
        long = float(motor[0].times_ms[-1])
        check = source.stimulate(body.site("median", CHECK_SITE), harm, least_ms=long)
    late, latencies = _f_waves(setting, pool, harm)
    _, healthy_latencies = _f_waves(setting, pool, ())
    felt = _sensory(setting, pressed)
    recordings = (*motor, *((check,) if check else ()), *late, *felt)
    study, fault = _measured(setting, recordings)
    answer = Simulated(
        setting=setting,
        foci=foci,
        pressed=pressed,
        parts=parts,
        strength=round(sum(force(one.pool, _reaching(one.pool, harm)) for one in parts), 12),
        motor=motor,
        check=check,
        late=late,
        f_latencies_ms=latencies,
        sensory=felt,
        healthy=_healthy(setting, pool),
        healthy_f_latencies_ms=healthy_latencies,
        study=study,
        stopped_at_standard=_stopped_at_standard(setting, harm),
        fault=fault,
        unheard=unheard,
    )
    return frozen(answer)


def _pool(setting: Setting, temperature_c: float) -> MotorPool:
    warmth = LimbTemperature(temperature_c)
    return motor_pool(setting.muscle, setting.side, setting.subject, setting.person, warmth)


def _foci(setting: Setting, way: body.Path) -> tuple[Focus, ...]:
    return tuple(
        Focus(
            way.place_at(min(float(one.at_mm), way.length_mm)),
            one.severity / 100,
            float(one.extent_mm),
            one.mechanism,
            seed=setting.person + NEXT_FOCUS * k,
        )
        for k, one in enumerate(setting.foci)
    )


def _reaching(pool: MotorPool, foci: Sequence[Focus]) -> list[Focus]:
    return [one for one in foci if one.reaches(pool)]


def _parts(source: MotorPool | CrossedPool, harm: Sequence[Focus]) -> tuple[Part, ...]:
    pools = (
        [(source.direct, False), (source.crossing, True)]
        if isinstance(source, CrossedPool)
        else [(source, False)]
    )
    return tuple(
        Part(pool, conduction(pool, _reaching(pool, harm)), crosses)
        for pool, crosses in pools
        if len(pool)
    )


def _motor(
    setting: Setting, source: MotorPool | CrossedPool, harm: Sequence[Focus]
) -> tuple[tuple[Recording, ...], Fault | None]:
    """Responses by site; a stimulus that cannot spread is given without, and the fault told.

    All sweeps are as long as the longest, as a laboratory would set it for the series.
    """
    found, unheard = [], None
    for site in setting.sites():
        given = SUPRAMAXIMAL
        if site.id == setting.stimulus:
            given = Stimulus(setting.strength / 100, setting.spread / 100)
        try:
            found.append((site, given, _response(source, site, harm, given)))
        except Fault as fault:
            if not given.spread:
                raise
            unheard = fault
            given = Stimulus(given.strength)
            found.append((site, given, _response(source, site, harm, given)))
    longest = max(one.samples_mv.size for _, _, one in found)
    least_ms = max(float(one.times_ms[-1]) for _, _, one in found)
    return tuple(
        one if one.samples_mv.size == longest else _response(source, site, harm, given, least_ms)
        for site, given, one in found
    ), unheard


def _response(
    source: MotorPool | CrossedPool,
    site: body.Site,
    harm: Sequence[Focus],
    given: Stimulus,
    least_ms: float = 0.0,
) -> Recording:
    if isinstance(source, CrossedPool):
        return source.stimulate(site, harm, given, least_ms=least_ms)
    return stimulate(source, site, _reaching(source, harm), given, least_ms=least_ms)


def _f_waves(
    setting: Setting, pool: MotorPool, harm: Sequence[Focus]
) -> tuple[tuple[Recording, ...], NDArray[np.float64] | None]:
    """F sweeps at the most distal site and their latencies; none where they are not shown."""
    if setting.muscle not in F_WAVE_MUSCLES or setting.crossing:
        return (), None
    where = _f_site(setting)
    run = (pool, where, _reaching(pool, harm), F_STIMULI, setting.person)
    return f_waves(*run), f_latencies_ms(*run)


def _f_site(setting: Setting) -> body.Site:
    distal = "wrist" if setting.nerve in ("median", "ulnar") else "ankle"
    return body.site(setting.nerve, distal)


def sensory_study(nerve_id: str) -> body.SensoryStudy | None:
    """The usual study of the nerve's skin, or the first that can be simulated, or None."""
    mine = [
        one
        for one in body.sensory_studies()
        if one.id in simulated_sensory_studies() and body.skin(one.skin).stem == nerve_id
    ]
    usual = usual_studies(body.nerve(nerve_id).limb)["sensory"]
    return min(mine, key=lambda one: one.id not in usual, default=None)


def _sensory(setting: Setting, pressed: Focus | None) -> tuple[Recording, ...]:
    """Sensory responses of the same nerve: pressure reaches them, the foci do not."""
    study = sensory_study(setting.nerve)
    if study is None:
        return ()
    warmth = LimbTemperature(setting.temperature_c)
    fibers = sensory_nerve(study.id, setting.side, setting.subject, setting.person, warmth)
    there = [pressed] if pressed and fibers.way.passes(pressed.place) else []
    above = [body.site(study.nerve, one) for one in SENSORY_ABOVE.get(study.nerve, ())]
    return (
        sensory_response(fibers, there),
        *(sensory_response(fibers, there, one) for one in above),
    )


def _healthy(setting: Setting, pool: MotorPool) -> Study:
    motor = tuple(stimulate(pool, site) for site in setting.sites())
    study, _ = _measured(setting, (*motor, *_sensory(setting, None)))
    return study


def _measured(setting: Setting, recordings: tuple[Recording, ...]) -> tuple[Study, Fault | None]:
    """The study as it is read off its sweeps, as any other is."""
    bare = Study(recordings=recordings, subject=setting.subject)
    try:
        return measured_study(bare), None
    except Fault as fault:
        return bare, fault


def _stopped_at_standard(setting: Setting, harm: Sequence[Focus]) -> int:
    """How many fibers the same damage stops at the temperature of published normal values."""
    pool = _pool(setting, STANDARD_SKIN_C)
    source = martin_gruber(pool, setting.crossing / 100) if setting.crossing else pool
    return sum(int((~one.fate.arrives).sum()) for one in _parts(source, harm))
