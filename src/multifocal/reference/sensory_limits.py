"""Limits of normal of sensory responses: by nerve, place and, where a source knows them, age."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from multifocal.body.subject import AGE_RANGE_YEARS
from multifocal.sources import Source, source

SensoryValue = Literal[
    "amplitude_lower_uv", "peak_latency_upper_ms", "velocity_lower_m_s", "side_difference_upper_uv"
]
SENSORY_VALUES: tuple[SensoryValue, ...] = get_args(SensoryValue)
Unlimited = Literal["no_limit", "other_place", "age_unknown", "age"]
"""Why no limit holds: none with a source, one for another place, or one that hangs on the age; by
that age healthy people may have no response ("age")."""


@dataclass(frozen=True)
class SensoryLimits:
    """Limits of normal of one sensory nerve: lower of amplitude and velocity, upper of peak latency
    and of the difference between the sides. None where the source has no number."""

    amplitude_lower_uv: float | None = None
    peak_latency_upper_ms: float | None = None
    velocity_lower_m_s: float | None = None
    side_difference_upper_uv: float | None = None


@dataclass(frozen=True)
class SensoryRow:
    """Limits for the nerve stimulated at `site` and recorded over one of `skins`, `distance_mm`
    away, for ages from `age_from_years` up to but not at `age_below_years`."""

    nerve: str
    skins: tuple[str, ...]
    site: str
    distance_mm: float
    limits: SensoryLimits
    age_from_years: float = 0.0
    age_below_years: float = float("inf")
    source: str = ""

    def at(self, skin: str | None, site: str) -> bool:
        """Whether it is for that place."""
        return skin in self.skins and site == self.site


@dataclass(frozen=True)
class Limit:
    """One limit, whose it is, and the usual distance that it was measured over."""

    value: float
    source: Source
    by: str
    distance_mm: float | None = None


def sensory_limit(
    rows: Iterable[tuple[SensoryRow, str]],
    what: SensoryValue,
    nerve: str,
    place: tuple[str | None, str],
    age_years: float | None,
) -> Limit | Unlimited:
    """The limit for a nerve at a place (skin, site), or why there is none.

    `rows` with the name to quote, those that go first before others. Where the age is not known,
    the widest limit of all ages, none if people of some age have none.
    """
    known = [(row, by) for row, by in rows if row.nerve == nerve]
    named = [(row, by) for row, by in known if getattr(row.limits, what) is not None]
    if not named:
        return "no_limit"
    here = [(row, by) for row, by in known if row.at(*place)]
    if not any(getattr(row.limits, what) is not None for row, _ in here):
        return "other_place"
    ages = _ages(here) if age_years is None else [age_years]
    found = [_first(here, what, age) for age in ages]
    limits = [one for one in found if one is not None]
    if len(limits) < len(found):
        return "age_unknown" if age_years is None else "age"
    pick = min if "lower" in what else max
    return pick(limits, key=lambda one: one.value)


def _first(rows: list[tuple[SensoryRow, str]], what: SensoryValue, age: float) -> Limit | None:
    for row, by in rows:
        value = getattr(row.limits, what)
        if value is not None and row.age_from_years <= age < row.age_below_years:
            return Limit(value, source(row.source), by, row.distance_mm)
    return None


def _ages(rows: list[tuple[SensoryRow, str]]) -> list[float]:
    least, most = AGE_RANGE_YEARS
    ends = {end for row, _ in rows for end in (row.age_from_years, row.age_below_years)}
    return sorted({least, *(end for end in ends if least < end <= most)})
