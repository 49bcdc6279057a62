"""The table's header: which column is which, with its unit."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

from multifocal.fault import Fault, quoted
from multifocal.study.vocabulary import normalized

_PEAK_TO_PEAK: Final = re.compile(
    r"(^|_)(([mu]?v_?)?(p_?p|p_?to_?p|ptp|p_?2_?p|pk_?(to_?|2_?)?pk|peak_?(to_?|2_?)?peak)"
    r"|neg(ative)?_?(to_?|2_?)?pos(itive)?)(_|$)"
)

_BASELINE: Final = "It is from baseline to negative peak, not peak to peak. "


@dataclass(frozen=True)
class Column:
    """One column: its name, how else it is called, and the range of a plausible number.

    The numbers' limits are this project's choice (source `multifocal-choice-plausible-values`).
    """

    name: str
    kind: Literal["word", "number"]
    optional: bool = False
    also: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    least: float = 0.0
    most: float = 0.0
    zero: bool = False
    """Whether 0 is a number like any other, and not the sign of a missing response."""


@cache
def _page() -> Mapping[str, Mapping[str, Any]]:
    page = files("multifocal.formats.table").joinpath("columns.toml")
    return tomllib.loads(page.read_text(encoding="utf-8"))


@cache
def columns() -> tuple[Column, ...]:
    """Every column of the table, in its usual order."""
    return tuple(
        Column(
            name=name,
            kind=row["kind"],
            optional=row.get("optional", False),
            also=tuple(row.get("also", ())),
            stems=tuple(row.get("stems", ())),
            units=tuple(row.get("units", ())),
            least=row.get("least", 0.0),
            most=row.get("most", 0.0),
            zero=row.get("zero", False),
        )
        for name, row in _page().items()
        if name != "refused"
    )


def recognized(header: Sequence[str]) -> tuple[Column | None, ...]:
    """The columns of a header, None for a nameless one.

    Fault for an unknown, refused or repeated column, one without a unit or in another unit, and
    for a missing one.
    """
    found: list[Column | None] = []
    for cell in header:
        column = _recognized(cell) if cell.strip() else None
        if column is not None and column in found:
            first = quoted(header[found.index(column)])
            both = f"the columns {first} and {quoted(cell)} are both {column.name}"
            raise Fault(
                f"the column {first} stands twice" if quoted(cell) == first else both,
                remedy="Keep one of them",
                column=column.name,
            )
        found.append(column)
    for column in columns():
        if not column.optional and column not in found:
            raise Fault(
                f"the column {column.name} is missing",
                remedy=_BASELINE + f"Columns: {_names()}; cells may be empty"
                if column.name == "amplitude_mv"
                else f"Columns: {_names()}; cells may be empty",
                column=column.name,
            )
    return tuple(found)


def _recognized(cell: str) -> Column:
    word = normalized(cell)
    if _PEAK_TO_PEAK.search(word):
        if {"mv", "mvpp"} & set(word.split("_")):
            return next(column for column in columns() if column.name == "peak_to_peak_mv")
        raise Fault(
            "a peak-to-peak amplitude is understood in mV only",
            remedy="Give it as peak_to_peak_mv, which only the Korean normals use, and amplitude_mv"
            " from baseline to negative peak: the other criteria are set for that,"
            " and peak to peak adds the positive phase, which dispersion cancels differently",
            column=quoted(cell).strip("'"),
        )
    for column in columns():
        if word == column.name or word in column.also:
            return column
    for stem, column in _stems():
        unit = _unit_after(word, stem)
        if unit is not None and unit in column.units:
            return column
    for stem, column in _stems():
        unit = _unit_after(word, stem)
        if unit == "":
            raise Fault(
                f"the column {quoted(cell)} names no unit",
                remedy=f"Name it {column.name}",
                column=column.name,
            )
        if unit is not None and unit in _OTHER_UNITS:
            raise Fault(
                f"the column {quoted(cell)} is in another unit",
                remedy=f"Convert its numbers ({_OTHER_UNITS[unit]}) and name it {column.name}",
                column=column.name,
            )
    for name, others in _refused().items():
        if any(_unit_after(word, stem) is not None for stem in others):
            raise Fault(
                f"the column {quoted(cell)} does not say whether it is of the negative peak",
                remedy=f"Give the {name} of the first negative peak as {_PROPER[name]}",
                column=_PROPER[name],
            )
    raise Fault(f"the column {quoted(cell)} is not known", remedy=f"Columns: {_names()}")


_OTHER_UNITS: Final = {
    "s": "1 s = 1000 ms",
    "us": "1 ms = 1000 µs",
    "uv": "1 mV = 1000 µV",
    "v": "1 V = 1000 mV",
    "cm": "1 cm = 10 mm",
    "m": "1 m = 1000 mm",
    "in": "1 inch = 25.4 mm",
    "inch": "1 inch = 25.4 mm",
    "f": "°C = (°F - 32) / 1.8",
    "degf": "°C = (°F - 32) / 1.8",
    "uvms": "1 mV·ms = 1000 µV·ms",
    "mvs": "1 mV·s = 1000 mV·ms",
    "nvs": "1 mV·ms = 1000 nV·s",
}
_PROPER: Final = {"area": "negative_peak_area_mvms", "duration": "negative_peak_duration_ms"}


def _unit_after(word: str, stem: str) -> str | None:
    """What follows the stem, without separators; None if the word has another stem."""
    if word == stem:
        return ""
    return word[len(stem) :].replace("_", "") if word.startswith(f"{stem}_") else None


@cache
def _stems() -> tuple[tuple[str, Column], ...]:
    pairs = [(stem, column) for column in columns() for stem in column.stems]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def _refused() -> Mapping[str, tuple[str, ...]]:
    return {name: tuple(row["stems"]) for name, row in _page()["refused"].items()}


def _names() -> str:
    return ", ".join(
        column.name + (" (optional)" if column.optional else "") for column in columns()
    )
