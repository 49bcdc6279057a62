"""Reads the reference tables, one TOML file a table, `tables/NAME.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from multifocal.sources import Source, source

DEFAULT_REFERENCE = "aanem-2016"


@dataclass(frozen=True)
class Limits:
    """Limits of normal of one motor nerve and muscle: lower of amplitude and velocity, upper of
    distal latency. None where the table has no number."""

    amplitude_lower_mv: float | None = None
    distal_latency_upper_ms: float | None = None
    velocity_lower_m_s: float | None = None


@dataclass(frozen=True)
class ReferenceTable:
    """A named table of limits and the source it stands on."""

    name: str
    title: str
    source: Source
    motor: Mapping[tuple[str, str], Limits]

    def limits(self, nerve: str, muscle: str) -> Limits | None:
        """The row of that nerve and muscle, None where the table has none."""
        return self.motor.get((nerve, muscle))


@cache
def _tables() -> Mapping[str, ReferenceTable]:
    found = {}
    for page in sorted(files("multifocal.study.reference").joinpath("tables").iterdir(), key=str):
        if page.name.endswith(".toml"):
            content = tomllib.loads(page.read_text(encoding="utf-8"))
            name = page.name.removesuffix(".toml")
            rows = {
                (row.pop("nerve"), row.pop("muscle")): Limits(**row) for row in content["motor"]
            }
            found[name] = ReferenceTable(
                name, content["title"], source(content["source"]), MappingProxyType(rows)
            )
    return MappingProxyType(found)


def reference_names() -> tuple[str, ...]:
    """Names of the tables, the default one first."""
    return (DEFAULT_REFERENCE, *(name for name in _tables() if name != DEFAULT_REFERENCE))


def reference_table(name: str) -> ReferenceTable:
    """The table of that name; KeyError if there is none."""
    return _tables()[name]
