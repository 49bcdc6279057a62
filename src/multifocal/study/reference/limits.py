"""Limits of normal: rows by nerve, muscle and, where a table knows them, age and height."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Literal

from multifocal.frozen import FrozenDict
from multifocal.sources import Source, source

Provenance = Literal["publication", "unverified", "laboratory"]


@dataclass(frozen=True)
class Limits:
    """Limits of normal of one motor nerve and muscle: lower of amplitude and velocity, upper of
    distal latency and of the least F latency. None where the table has no number."""

    amplitude_lower_mv: float | None = None
    distal_latency_upper_ms: float | None = None
    velocity_lower_m_s: float | None = None
    f_latency_upper_ms: float | None = None


@dataclass(frozen=True)
class SensoryLimits:
    """Limits of normal of one sensory nerve: lower of amplitude, upper of peak latency."""

    amplitude_lower_uv: float | None = None
    peak_latency_upper_ms: float | None = None
    velocity_lower_m_s: float | None = None


@dataclass(frozen=True)
class Row:
    """A row of a table, for ages from `age_from_years` up to but not at `age_below_years`, heights
    alike. `source` is the citation its numbers come from; `note` says how."""

    nerve: str
    muscle: str
    limits: Limits
    age_from_years: float = 0.0
    age_below_years: float = float("inf")
    height_from_cm: float = 0.0
    height_below_cm: float = float("inf")
    source: str = ""
    note: str = ""

    def holds(self, age_years: float | None, height_cm: float | None) -> bool:
        """Whether the row may be that person's; what is not known excludes nothing."""
        return (age_years is None or self.age_from_years <= age_years < self.age_below_years) and (
            height_cm is None or self.height_from_cm <= height_cm < self.height_below_cm
        )


@dataclass(frozen=True)
class ReferenceTable:
    """A named table of limits and the source it stands on.

    `motor` are its rows without regard to age and height: where a nerve has several, the widest
    limits of them. `height_cm`: the person's, where `for_height` set it.
    """

    name: str
    title: str
    source: Source
    rows: tuple[Row, ...]
    sensory: Mapping[str, SensoryLimits] = field(default_factory=dict)
    height_cm: float | None = None

    @cached_property
    def provenance(self) -> Provenance:
        """Whether its numbers were read in their publication, or are a laboratory's own."""
        if self.source.id == LABORATORY:
            return "laboratory"
        return "publication" if self.source.verified else "unverified"

    @cached_property
    def evidence(self) -> str:
        """The key of the words to put behind its numbers, "" where they need none."""
        return _EVIDENCE[self.provenance]

    @cached_property
    def motor(self) -> Mapping[tuple[str, str], Limits]:
        """The limits of every nerve and muscle, whatever the age."""
        return FrozenDict({key: _widest(rows) for key, rows in self._grouped.items()})

    @cached_property
    def _grouped(self) -> Mapping[tuple[str, str], tuple[Row, ...]]:
        found: dict[tuple[str, str], tuple[Row, ...]] = {}
        for row in self.rows:
            key = (row.nerve, row.muscle)
            found[key] = (*found.get(key, ()), row)
        return found

    def limits(self, nerve: str, muscle: str, age_years: float | None = None) -> Limits | None:
        """The limits of that nerve and muscle, None where the table has none.

        Where age or height is not known and the table has rows by them, the widest limits hold.
        """
        rows = self._grouped.get((nerve, muscle), ())
        if len(rows) < 2 and age_years is None and self.height_cm is None:
            return self.motor.get((nerve, muscle))
        fitting = [one for one in rows if one.holds(age_years, self.height_cm)]
        return _widest(fitting) if fitting else None

    def amplitude_lower_mv(
        self, nerve: str, muscle: str, age_years: float | None = None
    ) -> float | None:
        """The lower limit of the amplitude, None where the table has none."""
        found = self.limits(nerve, muscle, age_years)
        return found.amplitude_lower_mv if found else None

    def splits_by_age(self, nerve: str, muscle: str) -> bool:
        """Whether the limits of that nerve and muscle depend on the age."""
        return len({r.age_from_years for r in self._grouped.get((nerve, muscle), ())}) > 1


LABORATORY = "laboratory-reference-values"
_EVIDENCE: Mapping[Provenance, str] = {
    "publication": "",
    "unverified": "study.reference.unverified",
    "laboratory": "study.reference.laboratory",
}


def _widest(rows: Iterable[Row]) -> Limits:
    """For each limit the one that most people pass: the lowest lower, the highest upper."""
    found: dict[str, float | None] = {}
    for one in fields(Limits):
        known = [v for row in rows if (v := getattr(row.limits, one.name)) is not None]
        pick = min if "lower" in one.name else max
        found[one.name] = pick(known) if known else None
    return Limits(**found)


def laboratory_source() -> Source:
    """The citation under which a laboratory's own limits go."""
    return source(LABORATORY)
