"""Sensory responses: many thin potentials of a nerve of the skin, recorded over it."""

import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, ClassVar
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from multifocal import body
from multifocal.arguments import names_arguments
from multifocal.fiber import Geometry, diameter_for_velocity
from multifocal.frozen import frozen
from multifocal.nerve.focus import Focus
from multifocal.nerve.noise import AMPLIFIER, Noise, with_noise
from multifocal.nerve.pool import (
    FASTEST_M_S,
    SLOWEST_M_S,
    Bundle,
    Recordable,
    slow_tailed,
)
from multifocal.nerve.potential import compound_mv
from multifocal.nerve.stimulation import conduction
from multifocal.nerve.sweep import BEFORE_STIMULUS_MS, SAMPLING_HZ, sweep_ms, sweep_times_ms
from multifocal.nerve.temperature import LimbTemperature, nerve_shape
from multifocal.nerve.transit import course
from multifocal.nerve.wallerian import SENSORY_STUMP, StumpDays
from multifocal.study import Recording

Array = NDArray[np.float64]

# Project's choice (source multifocal-choice-sensory-potential): so many fibers stand for all; their
# velocities spread over their mean; the fastest lie so far above it; a fiber's potential between
# two electrodes has a negative phase of 0.9 ms and a lower positive one.
FIBERS = 300
WITHIN_NERVE, SLOW_TAIL = 0.11, 0.45
FASTEST_OVER_MEAN = 1.13
NEGATIVE_MS, POSITIVE_MS, POSITIVE_SHARE = 0.9, 1.3, 0.45
SENSORY_LENGTHS_MS = (50.0, 100.0)


@dataclass(frozen=True, kw_only=True)
class SensoryNerve(Bundle):
    """The large fibers of a sensory study of one person; arrays have shape (fibers,)."""

    study: body.SensoryStudy
    potentials: Recordable
    stump_days: ClassVar[StumpDays] = SENSORY_STUMP


@cache
def _table() -> dict[str, dict[str, Any]]:
    text = files("multifocal.nerve").joinpath("tables", "sensory.toml")
    return tomllib.loads(text.read_text(encoding="utf-8"))


def simulated_sensory_studies() -> tuple[str, ...]:
    """Sensory studies whose response can be simulated."""
    return tuple(_table())


@names_arguments
def sensory_nerve(
    study_id: str,
    side: body.Side = "right",
    subject: body.Subject | None = None,
    seed: int = 0,
    temperature: LimbTemperature | None = None,
) -> SensoryNerve:
    """The fibers of a sensory study of one person; `seed` is the person.

    KeyError for a study that is not in `simulated_sensory_studies()`.
    """
    return _nerve(study_id, side, subject or body.Subject(), seed, temperature)


@lru_cache(maxsize=256)
def _nerve(
    study_id: str,
    side: body.Side,
    subject: body.Subject,
    seed: int,
    temperature: LimbTemperature | None,
) -> SensoryNerve:
    row, study = _table()[study_id], body.sensory_study(study_id)
    rng = np.random.default_rng([seed, crc32(f"sensory {study_id} {side}".encode())])
    of_person = np.random.default_rng([seed, crc32(f"sensory {side}".encode())])
    way = body.path(study.skin, side, subject)
    fastest, between = row["velocity_m_s"]
    standard = course(way)
    usual_mm = float(standard.between_mm(way.length_mm - study.distance_mm, way.length_mm))
    # as measured over the study's own stretch, wherever on the limb that lies
    measured = fastest + between * _clipped(of_person)
    mean = measured / FASTEST_OVER_MEAN * usual_mm / study.distance_mm
    velocity = np.clip(
        mean * (1 + WITHIN_NERVE * slow_tailed(rng.standard_normal(FIBERS), SLOW_TAIL)),
        SLOWEST_M_S,
        FASTEST_M_S,
    )
    diameter = diameter_for_velocity(velocity)
    spacing = Geometry.of(diameter).internode_um / 1000.0
    along = course(way, temperature)
    height = velocity / velocity.mean()  # a larger fiber has a larger potential
    bare = SensoryNerve(
        way=way,
        velocity_m_s=velocity,
        diameter_um=diameter,
        internode_mm=spacing,
        first_node_mm=spacing * rng.random(FIBERS),
        course=along,
        temperature=temperature,
        person=seed,
        study=study,
        potentials=_potentials(height),
    )
    mean_uv, spread_uv = row["amplitude_uv"]
    width = math.sqrt(math.log(1 + (spread_uv / mean_uv) ** 2))
    person_mv = mean_uv / 1000 * math.exp(width * _clipped(rng) - width**2 / 2)
    peak = compound_mv(
        bare.potentials, usual_mm / velocity, sweep_times_ms(SENSORY_LENGTHS_MS[0])
    ).max()
    potentials = _potentials(height * person_mv / peak)
    shape = nerve_shape(float(along.difference_c[-1]))
    return frozen(replace(bare, potentials=potentials.shaped(shape)))


def _potentials(amplitude_mv: Array) -> Recordable:
    same = np.ones(FIBERS)
    return Recordable(
        amplitude_mv=amplitude_mv,
        delay_ms=0.0 * same,
        negative_ms=NEGATIVE_MS * same,
        positive_ms=POSITIVE_MS * same,
        positive_share=POSITIVE_SHARE * same,
    )


def _clipped(rng: np.random.Generator) -> float:
    return float(np.clip(rng.standard_normal(), -2.0, 2.0))


@names_arguments
def sensory_response(
    nerve: SensoryNerve,
    foci: Sequence[Focus] = (),
    site: body.Site | None = None,
    noise: Noise | None = AMPLIFIER,
) -> Recording:
    """The antidromic response of the skin's nerve to a supramaximal stimulus, in mV as all are.

    Stimulated at the study's own site and usual distance, or at another site of the nerve. `foci`
    are those that harm sensory fibers too, as entrapment does; in MMN the attack falls mainly on
    motor fibers, so a motor study's foci do not belong here. Sampled at 20 kHz for 50 ms, or longer
    from far away; an average of sweeps, with what noise that leaves unless `noise` is None. Fault
    if the site does not lie on the nerve's way.
    """
    at = site or nerve.study.site
    if site is None or site == nerve.study.site:
        start_mm = nerve.way.length_mm - nerve.study.distance_mm
    else:
        start_mm = nerve.mm_from_cord(site.place_on(nerve.way))
    # `conduction` asks only for what every Bundle has
    fate = conduction(nerve, foci, start_mm)
    starts = nerve.transit_ms(start_mm, nerve.way.length_mm) + fate.delay_ms
    distance_mm = nerve.way.length_mm - start_mm
    length_ms = sweep_ms(nerve.potentials, distance_mm, starts, SENSORY_LENGTHS_MS)
    recording = Recording(
        samples_mv=compound_mv(nerve.potentials, starts, sweep_times_ms(length_ms)),
        sampling_hz=SAMPLING_HZ,
        kind="sensory",
        side=nerve.side,
        nerve=at.nerve,
        muscle=None,
        skin=nerve.study.skin,
        site=at.id,
        stimulus_at_ms=BEFORE_STIMULUS_MS,
        supramaximal=True,
        distance_mm=distance_mm,
        temperature_c=None if nerve.temperature is None else nerve.temperature.skin_c,
        negative_up=True,
        origin="simulated",
    )
    return with_noise(recording, noise, nerve.person, "")
