"""The table's header: which column is which, with its unit."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

from multifocal.fault import Fault, Phrase, quoted
from multifocal.formats.workbook.cells import Suspect
from multifocal.study.plausible import Limits, plausible
from multifocal.study.vocabulary import normalized

_PEAK_TO_PEAK: Final = re.compile(
    r"(^|_)(([mu]?v_?)?(p_?p|p_?to_?p|ptp|p_?2_?p|pk_?(to_?|2_?)?pk|peak_?(to_?|2_?)?peak)"
    r"|neg(ative)?_?(to_?|2_?)?pos(itive)?)(_|$)"
)


@dataclass(frozen=True)
class Column:
    """One column: its name, how else it is called, and the range of a plausible number.

    The numbers' limits are this project's choice (source `multifocal-choice-plausible-values`).
    """

    name: str
    kind: Literal["word", "number"]
    optional: bool = False
    """Whether it is written only where some row has it."""
    dispensable: bool = False
    """Whether it is always written, but a table may lack it: many reports give no area."""
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
            dispensable=row.get("dispensable", False),
            also=tuple(row.get("also", ())),
            stems=tuple(row.get("stems", ())),
            units=tuple(row.get("units", ())),
            least=_limits(name, row).least,
            most=_limits(name, row).most,
            zero=row.get("zero", False),
        )
        for name, row in _page().items()
        if name not in ("refused", "left_out")
    )


def _limits(name: str, row: Mapping[str, Any]) -> Limits:
    """A response's limits are the same wherever its numbers come from."""
    own = Limits(row.get("least", 0.0), row.get("most", 0.0))
    return plausible().get(name, own)


@cache
def dispensable() -> tuple[str, ...]:
    """The names of the columns that a table may lack."""
    return tuple(one.name for one in columns() if one.dispensable)


@dataclass(frozen=True)
class Header:
    """The columns of a header, in its order: None where nameless, left out or at fault.

    `passed_over`: places, from 0, of columns whose cells are not looked at; `left_out`: the names
    of those among them that are left out on purpose.
    """

    columns: tuple[Column | None, ...]
    passed_over: frozenset[int] = frozenset()
    left_out: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


_ROW_NUMBERS: Final = ("#", "no.", "nr.", "no", "nr")


def read_header(cells: Sequence[str]) -> Header:
    """Which column is which.

    A fault each for an unknown, refused or repeated column, one without a unit or in another unit,
    and for a missing one. A column of row numbers is left out.
    """
    columns_read: list[Column | None] = []
    faults: list[Fault] = []
    passed_over: set[int] = set()
    left_out: list[str] = []
    for at, written in enumerate(cells):
        cell = written.lstrip("# ") if at == 0 and written.strip(" #") else written
        column = None
        try:
            if isinstance(written, Suspect):
                raise written.fault.placed()
            if (at == 0 and cell.strip().lower() in _ROW_NUMBERS) or _is_left_out(cell):
                left_out.append(cell.strip())
                passed_over.add(at)
            elif cell.strip():
                column = _recognized(cell)
                if column in columns_read:
                    raise _twice(column, cells[columns_read.index(column)], cell)
        except Fault as fault:
            faults.append(fault)
            passed_over.add(at)
            column = None
        columns_read.append(column)
    faults = _listed_once(faults)
    refused = {fault.column for fault in faults}
    missing = [
        column.name
        for column in columns()
        if not (column.optional or column.dispensable)
        and column not in columns_read
        and column.name not in refused
    ]
    if missing:
        lacking = "table.amplitude_missing" if "amplitude_mv" in missing else "table.column_missing"
        count = len(missing)
        faults.append(
            Fault(lacking, count=count, missing=tuple(missing), known=_names(), column=missing[0])
        )
    return Header(tuple(columns_read), frozenset(passed_over), tuple(left_out), tuple(faults))


def _listed_once(faults: Sequence[Fault]) -> list[Fault]:
    """The faults, of which the last alone lists the columns that there are."""
    listing = [fault for fault in faults if fault.key == "table.column_not_known"]
    return [
        Fault("table.column_unknown_too", cell=fault.parameters["cell"])
        if fault in listing[:-1]
        else fault
        for fault in faults
    ]


def names_columns(cells: Sequence[str]) -> bool:
    """Whether most of these cells, and not few, name columns of the table."""
    named = sum(_is_name(cell.lstrip("# ")) for cell in cells)
    return named >= 5 and 2 * named > len(cells)


def _is_left_out(cell: str) -> bool:
    """Whether the column holds what no rule needs: a velocity or a limit of normal."""
    word = normalized(cell)
    stems = _page()["left_out"]["words"]
    return any(word == stem or word.startswith(f"{stem}_") for stem in stems)


def _is_name(cell: str) -> bool:
    try:
        return bool(cell.strip()) and _recognized(cell) is not None
    except Fault:
        return False


def _twice(column: Column, first: str, second: str) -> Fault:
    one, other, name = quoted(first), quoted(second), column.name
    if one == other:
        return Fault("table.column_twice", cell=one, column=name)
    return Fault("table.columns_alike", one=one, other=other, name=name, column=name)


def _recognized(cell: str) -> Column:
    word = normalized(cell)
    if word == "sensory_peak_to_peak_uv":
        return next(column for column in columns() if column.name == word)
    if _PEAK_TO_PEAK.search(word):
        if {"mv", "mvpp"} & set(word.split("_")):
            return next(column for column in columns() if column.name == "peak_to_peak_mv")
        raise Fault("table.peak_to_peak", column=quoted(cell).strip("'"))
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
            raise Fault("table.no_unit", cell=quoted(cell), name=column.name, column=column.name)
        if unit is not None and unit in _OTHER_UNITS:
            raise Fault(
                "table.other_unit",
                cell=quoted(cell),
                conversion=_OTHER_UNITS[unit],
                name=column.name,
                column=column.name,
            )
    for name, others in _refused().items():
        if any(_unit_after(word, stem) is not None for stem in others):
            fault, proper = _NOT_PROPER[name]
            raise Fault(fault, cell=quoted(cell), name=proper, column=proper)
    raise Fault("table.column_not_known", cell=quoted(cell), known=_names())


_INCH: Final = Phrase.of("table.inch")
_OTHER_UNITS: Final[dict[str, str | Phrase]] = {
    "s": "1 s = 1000 ms",
    "us": "1 ms = 1000 µs",
    "uv": "1 mV = 1000 µV",
    "v": "1 V = 1000 mV",
    "cm": "1 cm = 10 mm",
    "m": "1 m = 1000 mm",
    "in": _INCH,
    "inch": _INCH,
    "f": "°C = (°F - 32) / 1.8",
    "degf": "°C = (°F - 32) / 1.8",
    "uvms": "1 mV·ms = 1000 µV·ms",
    "mvs": "1 mV·s = 1000 mV·ms",
    "nvs": "1 mV·ms = 1000 nV·s",
}
_NOT_PROPER: Final = {
    "area": ("table.area_of_what", "negative_peak_area_mvms"),
    "duration": ("table.duration_of_what", "negative_peak_duration_ms"),
}


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


def _names() -> tuple[str | Phrase, ...]:
    return tuple(
        Phrase.of("table.optional_column", name=one.name)
        if one.optional or one.dispensable
        else one.name
        for one in columns()
    )
