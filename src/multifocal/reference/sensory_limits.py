"""Limits of normal of sensory responses: by nerve, place and, where a source knows them, age."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from multifocal.body.subject import AGE_RANGE_YEARS, HEIGHT_RANGE_CM
from multifocal.sources import Source, source

SensoryValue = Literal[
    "amplitude_lower_uv", "peak_latency_upper_ms", "velocity_lower_m_s", "side_difference_upper_uv"
]
SENSORY_VALUES: tuple[SensoryValue, ...] = get_args(SensoryValue)
Unlimited = Literal["no_limit", "other_place", "person_unknown", "person"]
"""Why no limit holds: none with a source, one for another place, one that hangs on an age or height
that is not known, or none for such a person."""


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
    """Limits for the nerve stimulated at `site` and recorded over one of `skins`.

    `distance_mm` away (None: not said); for ages from `age_from_years` up to but not at
    `age_below_years`, heights alike.
    """

    nerve: str
    skins: tuple[str, ...]
    site: str
    distance_mm: float | None
    limits: SensoryLimits
    age_from_years: float = 0.0
    age_below_years: float = float("inf")
    height_from_cm: float = 0.0
    height_below_cm: float = float("inf")
    source: str = ""

    def at(self, skin: str | None, site: str) -> bool:
        """Whether it is for that place."""
        return skin in self.skins and site == self.site

    def holds(self, age_years: float, height_cm: float) -> bool:
        """Whether the row is that person's."""
        return (
            self.age_from_years <= age_years < self.age_below_years
            and self.height_from_cm <= height_cm < self.height_below_cm
        )

    @property
    def by_height(self) -> bool:
        """Whether the row is for some heights only."""
        return self.height_from_cm > 0 or self.height_below_cm < float("inf")


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
    height_cm: float | None = None,
) -> Limit | Unlimited:
    """The limit for a nerve at a place (skin, site), or why there is none.

    `rows` with the name to quote, those that go first before others. Where age or height is not
    known, the widest limit of all that the person may be, none if some such people have none.
    """
    known = [(row, by) for row, by in rows if row.nerve == nerve]
    if all(getattr(row.limits, what) is None for row, _ in known):
        return "no_limit"
    here = [(row, by) for row, by in known if row.at(*place)]
    if all(getattr(row.limits, what) is None for row, _ in here):
        return "other_place"
    each = [row for row, _ in here]
    ages = [(one.age_from_years, one.age_below_years) for one in each]
    heights = [(one.height_from_cm, one.height_below_cm) for one in each]
    candidates = [
        _first(here, what, age, height)
        for age in possible(age_years, AGE_RANGE_YEARS, ages)
        for height in possible(height_cm, HEIGHT_RANGE_CM, heights)
    ]
    limits = [one for one in candidates if one is not None]
    if len(limits) < len(candidates):
        return "person" if len(candidates) == 1 else "person_unknown"
    pick = min if "lower" in what else max
    return pick(limits, key=lambda one: one.value)


def _first(
    rows: list[tuple[SensoryRow, str]], what: SensoryValue, age_years: float, height_cm: float
) -> Limit | None:
    for row, by in rows:
        value = getattr(row.limits, what)
        if value is not None and row.holds(age_years, height_cm):
            return Limit(value, source(row.source), by, row.distance_mm)
    return None


def possible(
    known: float | None, people: tuple[float, float], rows: Iterable[tuple[float, float]]
) -> list[float]:
    """The number if it is known; else one from every stretch of people's that rows tell apart."""
    if known is not None:
        return [known]
    least, most = people
    return sorted({least, *(end for row in rows for end in row if least < end <= most)})
