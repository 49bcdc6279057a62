"""Limits of normal: rows by nerve, muscle and, where a table knows them, age and height."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Literal

from multifocal.body.subject import AGE_RANGE_YEARS, HEIGHT_RANGE_CM
from multifocal.reference.sensory_limits import SensoryRow, possible
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

    def holds(self, age_years: float, height_cm: float) -> bool:
        """Whether the row is that person's."""
        return (
            self.age_from_years <= age_years < self.age_below_years
            and self.height_from_cm <= height_cm < self.height_below_cm
        )

    @property
    def by_age(self) -> bool:
        """Whether the row is for some ages only."""
        return self.age_from_years > 0 or self.age_below_years < float("inf")

    @property
    def by_height(self) -> bool:
        """Whether the row is for some heights only."""
        return self.height_from_cm > 0 or self.height_below_cm < float("inf")


@dataclass(frozen=True)
class ReferenceTable:
    """A named table of limits and the source it stands on.

    `height_cm`: the person's, None where not known or where no row asks for it.
    """

    name: str
    title: str
    source: Source
    rows: tuple[Row, ...]
    sensory: tuple[SensoryRow, ...] = ()
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
    def _grouped(self) -> Mapping[tuple[str, str], tuple[Row, ...]]:
        found: dict[tuple[str, str], tuple[Row, ...]] = {}
        for row in self.rows:
            key = (row.nerve, row.muscle)
            found[key] = (*found.get(key, ()), row)
        return found

    def limits(self, nerve: str, muscle: str, age_years: float | None = None) -> Limits | None:
        """The limits of that nerve and muscle, None where the table has none.

        Where age or height is not known, the widest limit of all that the person may be, none where
        the table has none for some of them: nobody is taken to be of an age or height not told.
        """
        rows = self._grouped.get((nerve, muscle), ())
        if not rows:
            return None
        if len(rows) == 1 and not (rows[0].by_age or rows[0].by_height):
            return rows[0].limits
        ages = [(one.age_from_years, one.age_below_years) for one in rows]
        heights = [(one.height_from_cm, one.height_below_cm) for one in rows]
        people = {
            next((one.limits for one in rows if one.holds(age, height)), Limits())
            for age in possible(age_years, AGE_RANGE_YEARS, ages)
            for height in possible(self.height_cm, HEIGHT_RANGE_CM, heights)
        }
        found = _widest(people)
        return None if found == Limits() else found

    def amplitude_lower_mv(
        self, nerve: str, muscle: str, age_years: float | None = None
    ) -> float | None:
        """The lower limit of the amplitude, None where the table has none."""
        found = self.limits(nerve, muscle, age_years)
        return found.amplitude_lower_mv if found else None

    @cached_property
    def asks_height(self) -> bool:
        """Whether any of its rows is for some heights only."""
        rows: tuple[Row | SensoryRow, ...] = (*self.rows, *self.sensory)
        return any(row.by_height for row in rows)

    def by_height(self, nerve: str, muscle: str) -> bool:
        """Whether it has limits of nerve and muscle by height."""
        return any(row.by_height for row in self._grouped.get((nerve, muscle), ()))

    def wanting(
        self, nerve: str, muscle: str, age_years: float | None = None
    ) -> tuple[Literal["age", "height"], ...]:
        """What is not known of the person and would choose between limits of nerve and muscle."""
        rows = self._grouped.get((nerve, muscle), ())
        by_age = age_years is None and any(row.by_age for row in rows)
        by_height = self.height_cm is None and self.by_height(nerve, muscle)
        return (*(("age",) if by_age else ()), *(("height",) if by_height else ()))


LABORATORY = "laboratory-reference-values"
_EVIDENCE: Mapping[Provenance, str] = {
    "publication": "",
    "unverified": "study.reference.unverified",
    "laboratory": "study.reference.laboratory",
}


def _widest(several: Iterable[Limits]) -> Limits:
    """For each limit the one that most people pass: none, the lowest lower, the highest upper."""
    limits = tuple(several)
    found: dict[str, float | None] = {}
    for one in fields(Limits):
        values = [getattr(each, one.name) for each in limits]
        pick = min if "lower" in one.name else max
        found[one.name] = None if None in values else pick(values)
    return Limits(**found)


def laboratory_source() -> Source:
    """The citation under which a laboratory's own limits go."""
    return source(LABORATORY)
