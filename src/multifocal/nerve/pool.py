"""The motor units of one muscle: how fast each axon is, how large its response, how strong."""

import math
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from multifocal import body
from multifocal.fiber import Geometry, diameter_for_velocity

Array = NDArray[np.float64]

# Velocity of motor axons, m/s (source collision-ulnar-adm): the mean differs between people, the
# spread within a nerve lies between the published data sets. The fastest axons set the velocity
# that a study measures, about two spreads above the mean: 60 m/s in the forearm (czech-norms).
MEAN_M_S, BETWEEN_PEOPLE_M_S, WITHIN_NERVE_M_S = 52.4, 2.6, 4.2
SLOWEST_M_S, FASTEST_M_S = 34.0, 72.0
SIZE_VELOCITY_CORRELATION = 0.4  # multifocal-choice-unit-potential
TWITCH_RANGE = 100.0  # strongest over weakest unit (fuglevand-1993)
DELAY_SD_MS, DELAY_BETWEEN_PEOPLE_MS = 0.30, 0.12  # multifocal-choice-unit-potential
DEFAULT_SIZE_SIGMA = 0.4


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


@dataclass(frozen=True)
class MotorPool:
    """All motor units of one muscle of one person; arrays have shape (units,).

    Places along a fiber are mm from the cord; `way` turns them into places of the body.
    """

    way: body.Path
    velocity_m_s: Array
    diameter_um: Array
    internode_mm: Array
    first_node_mm: Array
    twitch: Array
    """Force of each unit as a share of the whole muscle's; sums to 1."""
    recordable: Recordable | None

    @property
    def muscle(self) -> str:
        return self.way.muscle

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


@cache
def _table() -> dict[str, dict[str, Any]]:
    text = files("multifocal.nerve").joinpath("tables", "pools.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def recordable_muscles() -> tuple[str, ...]:
    """Muscles whose response can be simulated; all others have force only."""
    return tuple(m for m, row in _table().items() if "cmap_mv" in row)


def motor_pool(
    muscle: str,
    side: body.Side = "right",
    subject: body.Subject | None = None,
    seed: int = 0,
) -> MotorPool:
    """The pool of a muscle of one person; `seed` is the person. KeyError for an unknown muscle.

    Numbers, sizes and velocities: physiology.md 3.1, 3.3, 3.6; twitches: 3.7. Muscles of one
    nerve share the person's nerve velocity; the same seed gives the same person.
    """
    return _pool(muscle, side, subject or body.Subject(), seed)


@lru_cache(maxsize=512)
def _pool(muscle: str, side: body.Side, subject: body.Subject, seed: int) -> MotorPool:
    way = body.path(muscle, side, subject)
    row = _table().get(muscle, _table()["default"])
    rng = np.random.default_rng([seed, crc32(f"{muscle} {side}".encode())])
    of_person = np.random.default_rng([seed, crc32(str(side).encode())])

    mean, spread = _pair(row["units"])
    units = max(round(mean + spread * _clipped(rng)), 10)
    z_size = np.sort(rng.standard_normal(units))
    rho = SIZE_VELOCITY_CORRELATION
    z_velocity = rho * z_size + math.sqrt(1 - rho**2) * rng.standard_normal(units)
    nerve_mean = MEAN_M_S + BETWEEN_PEOPLE_M_S * _clipped(of_person)
    velocity = np.clip(nerve_mean + WITHIN_NERVE_M_S * z_velocity, SLOWEST_M_S, FASTEST_M_S)
    diameter = diameter_for_velocity(velocity)
    spacing = Geometry.of(diameter).internode_um / 1000.0
    twitch = TWITCH_RANGE ** (np.arange(units) / (units - 1))
    return MotorPool(
        way=way,
        velocity_m_s=velocity,
        diameter_um=diameter,
        internode_mm=spacing,
        first_node_mm=spacing * rng.random(units),
        twitch=twitch / twitch.sum(),
        recordable=_potentials(row, z_size, rng, of_person) if "cmap_mv" in row else None,
    )


def _pair(value: Any) -> tuple[float, float]:
    return float(value[0]), float(value[1])


def _clipped(rng: np.random.Generator) -> float:
    """A person's deviation, in SD, without the rarest people."""
    return float(np.clip(rng.standard_normal(), -2.0, 2.0))


def _potentials(
    row: dict[str, Any], z_size: Array, rng: np.random.Generator, person: np.random.Generator
) -> Recordable:
    units = len(z_size)
    mean_units, _ = _pair(row["units"])
    mean_mv, spread_mv = _pair(row["cmap_mv"])
    # of a lognormal, the largest share q of units makes half the sum where q = Φ(-σ)
    sigma = -float(ndtri(float(row["half_units"]) / mean_units))
    size = np.exp(sigma * z_size)
    target_mv = mean_mv + spread_mv * _clipped(rng)
    delay = float(row["delay_ms"]) + DELAY_BETWEEN_PEOPLE_MS * _clipped(person)
    return Recordable(
        amplitude_mv=size / size.sum() * target_mv * CANCELLATION,
        delay_ms=np.maximum(delay + DELAY_SD_MS * rng.standard_normal(units), 0.8),
        negative_ms=np.maximum(NEGATIVE_MS * (1 + 0.10 * rng.standard_normal(units)), 2.5),
        positive_ms=np.maximum(POSITIVE_MS * (1 + 0.10 * rng.standard_normal(units)), 4.0),
        positive_share=np.clip(0.55 + 0.10 * rng.standard_normal(units), 0.2, 0.9),
    )


# A unit's negative phase lasts 5 to 6 ms, its positive one 8 to 9 ms (multifocal-choice-unit-
# potential). Phases of units overlap and cancel in part, so the units' own peaks sum to more than
# the response (Doherty 1993).
NEGATIVE_MS, POSITIVE_MS = 5.0, 8.5
CANCELLATION = 1.03
