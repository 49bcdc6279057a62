"""Reads whom to call, by country: emergency numbers, crisis lines, and when each was checked."""

import datetime
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

LONGEST_UNCHECKED = datetime.timedelta(days=365)
"""How old a check may grow. A proposal of ours (multifocal-choice-graded-list)."""

_DIALED = re.compile(r"[0-9 ]+")


@dataclass(frozen=True)
class Checked:
    """What was looked up: where, and on which day."""

    sources: tuple[str, ...]
    checked: datetime.date

    def too_old(self, today: datetime.date) -> bool:
        """Whether somebody must look it up again."""
        return today - self.checked > LONGEST_UNCHECKED


@dataclass(frozen=True)
class Line(Checked):
    """A number to call. `name` is the proper name of a crisis line."""

    kind: Literal["emergency", "crisis"]
    number: str
    name: str = ""

    def __post_init__(self) -> None:
        if self.kind not in ("emergency", "crisis"):
            raise ValueError(f"a line is for an emergency or a crisis: {self.kind!r:.40}")
        if not _DIALED.fullmatch(self.number):
            raise ValueError(f"a number is digits and spaces: {self.number!r:.40}")

    @property
    def dialed(self) -> str:
        """What a phone dials."""
        return self.number.replace(" ", "")


@dataclass(frozen=True)
class Country:
    """Its lines; none where the reader must know the emergency number of their country.

    `warning` is the key of a sentence in the catalog; `part_of` the id of a larger entry.
    """

    id: str
    lines: tuple[Line, ...]
    warning: str = ""
    part_of: str = ""

    def of_kind(self, kind: str) -> tuple[Line, ...]:
        """Its lines for an emergency, or for a crisis."""
        return tuple(line for line in self.lines if line.kind == kind)


@dataclass(frozen=True)
class Directory(Checked):
    """A place elsewhere that lists crisis lines by country."""

    name: str
    address: str


@dataclass(frozen=True)
class PhoneNumbers:
    """Every country in the order of the list, and where to look for another crisis line."""

    countries: tuple[Country, ...]
    directory: Directory

    def __iter__(self) -> Iterator[Checked]:
        """Everything that somebody must look up again within a year."""
        for country in self.countries:
            yield from country.lines
        yield self.directory

    def emergency_numbers(self) -> dict[str, tuple[str, ...]]:
        """Each emergency number once, with its countries; a part is left out beside its whole."""
        return self._numbers("emergency")

    def crisis_numbers(self) -> dict[str, tuple[str, ...]]:
        """Each number of a crisis line once, with its countries."""
        return self._numbers("crisis")

    def _numbers(self, kind: str) -> dict[str, tuple[str, ...]]:
        places: dict[str, tuple[str, ...]] = {}
        for country in self.countries:
            for line in country.of_kind(kind):
                places[line.number] = (*places.get(line.number, ()), country.id)
        whole = {country.id: country.part_of for country in self.countries}
        return {
            number: tuple(key for key in keys if whole[key] not in keys)
            for number, keys in places.items()
        }

    def checked(self) -> datetime.date:
        """The day on which the entry that was looked up longest ago was looked up."""
        return min(one.checked for one in self)


def read(text: str) -> PhoneNumbers:
    """The numbers of a TOML text; ValueError or TypeError where an entry is not whole."""
    fields = tomllib.loads(text)

    countries = tuple(
        Country(
            country["id"],
            tuple(Line(**_whole(line)) for line in country.get("line", ())),
            country.get("warning", ""),
            country.get("part_of", ""),
        )
        for country in fields["country"]
    )
    return PhoneNumbers(countries, Directory(**_whole(fields["directory"])))


def _whole(entry: Mapping[str, Any]) -> dict[str, Any]:
    if not entry.get("sources"):
        raise ValueError(f"a number names its sources: {entry!r:.80}")
    return {**entry, "sources": tuple(entry["sources"])}


@cache
def phone_numbers() -> PhoneNumbers:
    """The numbers that the pages show."""
    place = files("multifocal.web.site.content").joinpath("phone_numbers.toml")
    return read(place.read_text(encoding="utf-8"))
