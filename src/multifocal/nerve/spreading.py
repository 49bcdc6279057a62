"""What an electrode picks up when the stimulus has fired the neighboring nerve as well."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multifocal import body
from multifocal.fault import Fault
from multifocal.nerve.pool import MotorPool, motor_pool
from multifocal.nerve.potential import compound_mv

Array = NDArray[np.float64]

# A potential from a muscle beside the electrode is conducted there through tissue: it begins with
# a small positive dip (source multifocal-choice-stimulus).
DIP_SHARE, DIP_AHEAD_MS = 0.35, 1.2


@cache
def _table() -> dict[str, dict[str, Any]]:
    text = files("multifocal.nerve").joinpath("tables", "neighbors.toml")
    return tomllib.loads(text.read_text(encoding="utf-8"))


def neighbor(nerve_id: str, site_id: str) -> str | None:
    """The nerve that runs beside this one at a site, None where none is near."""
    found: dict[str, str] = _table()["sites"].get(nerve_id, {})
    return found.get(site_id)


def spread_mv(pool: MotorPool, site: body.Site, spread: float, times_ms: Array) -> Array:
    """The neighboring nerve's response at this muscle's electrode, mV, shape (times,).

    Its nerve is taken to be healthy. Fault where no nerve runs near enough, or nothing of its
    muscles reaches the electrode.
    """
    near = neighbor(site.nerve, site.id)
    heard = _table()["picked_up"].get(pool.muscle)
    if near is None or heard is None:
        raise Fault("nerve.does_not_spread", nerve=site.nerve, site=site.id, muscle=pool.muscle)
    other = motor_pool(
        heard["muscle"], pool.side, pool.way.subject, pool.person, temperature=pool.temperature
    )
    units = other.recordable
    if units is None:
        return np.zeros_like(times_ms)
    there = body.site(near, site.id)
    start_mm = other.mm_from_cord(there.place_on(other.way))
    starts = other.transit_ms(start_mm, other.way.length_mm) + units.delay_ms
    fired = np.random.default_rng([pool.person, len(other)]).random(len(other)) < spread
    starts = np.where(fired, starts, np.nan)
    wave = compound_mv(units, starts, times_ms)
    ahead = compound_mv(units, starts - DIP_AHEAD_MS, times_ms)
    return np.asarray(float(heard["share"]) * (wave - DIP_SHARE * ahead), dtype=np.float64)
