"""The motor units of one muscle: how fast each axon is, how large its response, how strong."""

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, ClassVar
from zlib import crc32

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from multifocal import body
from multifocal.arguments import names_arguments
from multifocal.fiber import Geometry, diameter_for_velocity
from multifocal.frozen import frozen
from multifocal.nerve.pool_table import PoolRow, Surface, nerve_velocity_m_s, pool_row
from multifocal.nerve.temperature import (
    TERMINAL_MS_PER_C,
    LimbTemperature,
    Shape,
    muscle_shape,
)
from multifocal.nerve.transit import Course, course
from multifocal.nerve.wallerian import MOTOR_STUMP, StumpDays

Array = NDArray[np.float64]

# How velocities spread within a nerve: SD over mean, and the shape of a lognormal turned round:
# most fibers are nearly as fast as the fastest, a tail is up to 40 % slower, as Thomas, Sears and
# Gilliatt found. An even spread of the same SD would lengthen responses twice as much with
# distance as is published (sources collision-ulnar-adm, multifocal-choice-velocity-spread).
WITHIN_NERVE, SLOW_TAIL = 0.076, 0.45
SLOWEST_OVER_MEAN = 0.66
SLOWEST_M_S, FASTEST_M_S = 26.5, 85.0
SIZE_VELOCITY_CORRELATION = 0.4  # multifocal-choice-unit-potential
TWITCH_RANGE = 100.0  # strongest over weakest unit (fuglevand-1993)
DELAY_SD_MS = 0.30  # between the units of a muscle, multifocal-choice-unit-potential
LEAST_DELAY_MS = 0.7  # of the synapse alone
# How alike a person's two sides are (correlation): amplitude and latency of ADM differ by at most
# 3.6 mV and 0.6 ms between sides (arm-motor-norms); velocity is taken to differ less.
ALIKE, ALIKE_VELOCITY = 0.7, 0.9


@dataclass(frozen=True)
class Recordable:
    """What a pool needs beyond force to give a surface response."""

    amplitude_mv: Array
    """Of each unit's own potential, (units,)."""
    delay_ms: Array
    """From the end of the nerve to the start of the unit's potential, (units,)."""
    negative_ms: Array
    positive_ms: Array
    positive_share: Array
    """Length of the two phases and height of the second over the first, (units,)."""
    late_share: Array | None = None
    late_ms: Array | None = None
    """Which share of a unit's potential comes so much later than the rest, as in polyphasic ones,
    (units,); None where none does."""

    def __post_init__(self) -> None:
        frozen(self)

    def only(self, chosen: NDArray[Any]) -> "Recordable":
        """Of these units alone: a mask, (units,), or their numbers."""
        known = {name: value for name, value in vars(self).items() if value is not None}
        return Recordable(**{name: value[chosen] for name, value in known.items()})

    @property
    def lasts_ms(self) -> Array:
        """From the beginning of each unit's potential to its end, (units,)."""
        late: Array | float = 0.0 if self.late_ms is None else self.late_ms
        return np.asarray(self.negative_ms + self.positive_ms + late)

    def shaped(self, shape: Shape) -> "Recordable":
        """Higher and longer potentials, that begin when they did."""
        return replace(
            self,
            amplitude_mv=self.amplitude_mv * shape.height,
            negative_ms=self.negative_ms * shape.length,
            positive_ms=self.positive_ms * shape.length,
            late_ms=None if self.late_ms is None else self.late_ms * shape.length,
        )


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """Fibers that run one way together; arrays have shape (fibers,).

    Places along a fiber are mm from the cord; `way` turns them into places of the body.
    `velocity_m_s` is that in forearm or leg; `course` says how much faster or slower a fiber is
    elsewhere, at the limb's temperature. `person` is the seed of whose they are.
    `late_ms_per_mm`: how much longer than a healthy one each takes for a mm, all along the nerve.
    """

    way: body.Path
    velocity_m_s: Array
    diameter_um: Array
    internode_mm: Array
    first_node_mm: Array
    course: Course
    temperature: LimbTemperature | None = None
    person: int = 0
    late_ms_per_mm: float = 0.0
    stump_days: ClassVar[StumpDays] = MOTOR_STUMP

    def __post_init__(self) -> None:
        frozen(self)

    @property
    def muscle(self) -> str:
        """Id of the muscle, or of the skin where they lead there."""
        return self.way.target

    @property
    def side(self) -> body.Side:
        return self.way.side

    def __len__(self) -> int:
        return len(self.velocity_m_s)

    def mm_from_cord(self, place: body.Place) -> float:
        """Where a place of the body lies on these fibers; Fault if they do not pass it."""
        return self.way.length_mm - self.way.mm_from_muscle(place)

    def node_mm(self, fiber: int) -> Array:
        """Places of one fiber's nodes, mm from the cord."""
        first, spacing = self.first_node_mm[fiber], self.internode_mm[fiber]
        return np.asarray(np.arange(first, self.way.length_mm, spacing), dtype=np.float64)

    def transit_ms(self, from_mm: ArrayLike, to_mm: ArrayLike) -> Array:
        """Time of an impulse without a focus between two distances from the cord, ms, (fibers,)."""
        between_mm = self.course.between_mm(from_mm, to_mm)
        healthy = np.asarray(between_mm / self.velocity_m_s)
        return healthy + between_mm * self.late_ms_per_mm if self.late_ms_per_mm else healthy


@dataclass(frozen=True, kw_only=True)
class MotorPool(Bundle):
    """All motor units of one muscle of one person; arrays have shape (units,)."""

    twitch: Array
    """Force of each unit as a share of the whole muscle's; sums to 1."""
    recordable: Recordable | None
    backfire: Array
    """Chance that a unit answers one antidromic impulse with one of its own."""

    def only(self, chosen: NDArray[Any]) -> "MotorPool":
        """The pool of these units alone: a mask, (units,), or their numbers."""
        return replace(
            self,
            velocity_m_s=self.velocity_m_s[chosen],
            diameter_um=self.diameter_um[chosen],
            internode_mm=self.internode_mm[chosen],
            first_node_mm=self.first_node_mm[chosen],
            twitch=self.twitch[chosen],
            recordable=None if self.recordable is None else self.recordable.only(chosen),
            backfire=self.backfire[chosen],
        )


@names_arguments
def motor_pool(
    muscle: str,
    side: body.Side = "right",
    subject: body.Subject | None = None,
    seed: int = 0,
    temperature: LimbTemperature | None = None,
) -> MotorPool:
    """The pool of a muscle of one person; `seed` is the person. KeyError for an unknown muscle.

    Numbers, sizes and velocities: physiology.md 3.1, 3.3, 3.6; twitches: 3.7. Muscles of one
    nerve share the person's nerve velocity; the same seed gives the same person. Without a
    `temperature` the limb is as warm as published normal values take it to be.
    """
    return _pool(muscle, side, subject or body.Subject(), seed, temperature)


@lru_cache(maxsize=1024)
def _pool(
    muscle: str,
    side: body.Side,
    subject: body.Subject,
    seed: int,
    temperature: LimbTemperature | None,
) -> MotorPool:
    way = body.path(muscle, side, subject)
    row = pool_row(muscle)
    rng = np.random.default_rng([seed, crc32(f"{muscle} {side}".encode())])
    of_side = np.random.default_rng([seed, crc32(str(side).encode())])
    of_person = np.random.default_rng([seed, crc32(b"person")])
    of_muscle = np.random.default_rng([seed, crc32(muscle.encode())])

    mean, spread = row.units
    units = max(round(mean + spread * _both(of_muscle, rng, ALIKE)), 10)
    z_size = np.sort(rng.standard_normal(units))
    rho = SIZE_VELOCITY_CORRELATION
    z_velocity = rho * z_size + math.sqrt(1 - rho**2) * rng.standard_normal(units)
    of_nerve, between = nerve_velocity_m_s(muscle)
    nerve_mean = of_nerve + between * _both(of_person, of_side, ALIKE_VELOCITY)
    beside_mean = np.maximum(1 + WITHIN_NERVE * slow_tailed(z_velocity), SLOWEST_OVER_MEAN)
    velocity = np.clip(nerve_mean * beside_mean, SLOWEST_M_S, FASTEST_M_S)
    diameter = diameter_for_velocity(velocity)
    spacing = Geometry.of(diameter).internode_um / 1000.0
    twitch = TWITCH_RANGE ** (np.arange(units) / (units - 1))
    first_node_mm = spacing * rng.random(units)
    along = course(way, temperature)
    cooling_c = -float(along.difference_c[-1])
    return MotorPool(
        way=way,
        velocity_m_s=velocity,
        diameter_um=diameter,
        internode_mm=spacing,
        first_node_mm=first_node_mm,
        twitch=twitch / twitch.sum(),
        recordable=(
            _potentials(
                row.surface,
                z_size,
                rng,
                half_share=row.surface.half_units / row.units[0],
                amplitude_z=_both(of_muscle, rng, ALIKE),
                delay_ms=row.surface.delay_ms[0]
                + row.surface.delay_ms[1] * _both(of_person, of_side, ALIKE)
                + TERMINAL_MS_PER_C * cooling_c,
            ).shaped(muscle_shape(-cooling_c))
            if row.surface
            else None
        ),
        course=along,
        backfire=_backfire(row, z_size, z_velocity, muscle, side, seed),
        temperature=temperature,
        person=seed,
    )


def slow_tailed(z: Array, tail: float = SLOW_TAIL) -> Array:
    """Standard deviates, mean 0 and SD 1, with a long tail to the slow side, of normal ones."""
    k = tail
    mean = (1 - math.exp(k * k / 2)) / k
    spread = math.sqrt(math.exp(k * k) * (math.exp(k * k) - 1)) / k
    return np.asarray(((1 - np.exp(-k * z)) / k - mean) / spread, dtype=np.float64)


def _clipped(rng: np.random.Generator) -> float:
    """A person's deviation, in SD, without the rarest people."""
    return float(np.clip(rng.standard_normal(), -2.0, 2.0))


def _both(shared: np.random.Generator, own: np.random.Generator, alike: float) -> float:
    """A deviation of one side, in SD, whose correlation with the other side's is `alike`."""
    one, other = shared.standard_normal(), own.standard_normal()
    return float(np.clip(math.sqrt(alike) * one + math.sqrt(1 - alike) * other, -2.0, 2.0))


def _potentials(
    surface: Surface,
    z_size: Array,
    rng: np.random.Generator,
    *,
    half_share: float,
    amplitude_z: float,
    delay_ms: float,
) -> Recordable:
    units = len(z_size)
    mean_mv, spread_mv = surface.cmap_mv
    # of a lognormal, the largest share q of units makes half the sum where q = Φ(-σ)
    size = np.exp(-float(ndtri(half_share)) * z_size)
    # between people lognormal too: published amplitudes have a long upper tail and no zero
    width = math.sqrt(math.log(1 + (spread_mv / mean_mv) ** 2))
    target_mv = mean_mv * math.exp(width * amplitude_z - width**2 / 2)
    negative = surface.negative_ms
    return Recordable(
        amplitude_mv=size / size.sum() * target_mv * CANCELLATION,
        delay_ms=np.maximum(delay_ms + DELAY_SD_MS * rng.standard_normal(units), LEAST_DELAY_MS),
        negative_ms=np.maximum(negative * (1 + 0.10 * rng.standard_normal(units)), negative / 2),
        positive_ms=np.maximum(
            POSITIVE_OVER_NEGATIVE * negative * (1 + 0.10 * rng.standard_normal(units)), negative
        ),
        positive_share=np.clip(0.55 + 0.10 * rng.standard_normal(units), 0.2, 0.9),
    )


# A unit's negative phase lasts 5 to 6 ms, its positive one 8 to 9 ms (multifocal-choice-unit-
# potential). Phases of units overlap and cancel in part, so the units' own peaks sum to more than
# the response (Doherty 1993).
POSITIVE_OVER_NEGATIVE = 1.7
CANCELLATION = 1.03

# F waves favor larger units (source f-wave-unit-size), which are faster; how much, and how people
# differ, is set so that persistence and chronodispersion are the published ones: if slow units
# answered as often, F waves would scatter half as much again (multifocal-choice-backfire).
BACKFIRE_BY_SIZE, BACKFIRE_BY_VELOCITY, BACKFIRE_BETWEEN_PEOPLE = 0.4, 0.55, 0.5


def _backfire(
    row: PoolRow, z_size: Array, z_velocity: Array, muscle: str, side: str, seed: int
) -> Array:
    # its own generator: the pools of version 0.1 stay the same people
    rng = np.random.default_rng([seed, crc32(f"backfire {muscle} {side}".encode())])
    weight = np.exp(BACKFIRE_BY_SIZE * z_size + BACKFIRE_BY_VELOCITY * slow_tailed(z_velocity))
    of_person = math.exp(BACKFIRE_BETWEEN_PEOPLE * _clipped(rng))
    return np.asarray(
        np.minimum(row.backfire * of_person * weight / weight.mean(), 0.3), dtype=np.float64
    )
