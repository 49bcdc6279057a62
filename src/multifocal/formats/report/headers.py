"""A report's header row: which cell means what, in which unit; what is left out, what is asked."""

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Final

from multifocal.fault import Fault
from multifocal.formats.table.columns import columns
from multifocal.study.vocabulary import normalized

VALUES: Final = ("latency", "amplitude", "plain_amplitude", "peak_to_peak", "negative_area",
                 "signed_amplitude", "first_latency",
                 "plain_area", "f_minimum", "peak_latency")  # fmt: skip
"""Meanings of columns that are measured at a response."""
_BRACKET: Final = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_NOT_UNIT: Final = re.compile(r"[\s·.*∙×⋅^-]")
_NUMERIC: Final = re.compile(r"[\d.,<>*\s]+")
"""A cell that is no column's name."""
_LEAST_KNOWN: Final = 2
"""Columns that are known in a header row, and the share of them: one in as many."""
_SIGNS: Final = re.compile(r"\+\s*/?\s*[-–−]|±|[-–−]\s*/?\s*\+")
"""Plus and minus beside the word of an amplitude."""
_LONE: Final = ("s", "m", "c", "v")
"""Units that stand only in brackets or alone: as a word's last letter they may be anything."""


@dataclass(frozen=True)
class Meaning:
    """What a phrase of a header means. `column`: the table's column that it fills, if any."""

    name: str
    column: str | None = None
    asks: str | None = None
    units: Mapping[str, float] | None = None


@dataclass(frozen=True)
class Heading:
    """One cell of a header row. `meaning` None: not understood. `unit` as written, "" if none."""

    at: int
    written: str
    meaning: Meaning | None
    unit: str = ""
    vague: bool = False

    @property
    def factor(self) -> float | None:
        """What numbers are multiplied with; None where the unit is not said or not known."""
        units = self.meaning.units if self.meaning else None
        if units is None:
            return 1.0
        return units.get(unit_key(self.unit))


@cache
def _page() -> Mapping[str, Mapping[str, Any]]:
    page = files("multifocal.formats.report").joinpath("headers.toml")
    return tomllib.loads(page.read_text(encoding="utf-8"))


@cache
def _phrases() -> Mapping[str, Meaning]:
    by_phrase: dict[str, Meaning] = {}
    for name, row in _page().items():
        meaning = Meaning(name, row.get("column"), row.get("asks"), row.get("units"))
        pairs = [(w, k) for w in row.get("words", ()) for k in row.get("kinds", ())]
        each = [
            *row.get("alone", ()),
            *(f"{k}_{w}" for w, k in pairs),
            *(f"{w}_{k}" for w, k in pairs),
        ]
        for phrase in each:
            if by_phrase.setdefault(phrase, meaning).name != name:
                raise ValueError(f"{phrase!r} means {by_phrase[phrase].name} and {name}")
    return by_phrase


@cache
def _own() -> Mapping[str, Meaning]:
    """The table's own names of columns, which always mean themselves."""
    known = {
        row["column"]: name
        for name, row in _page().items()
        if "column" in row and "asks" not in row
    }
    return {
        one.name: Meaning(known.get(one.name, one.name), one.name)
        for one in columns()
        if one.name not in ("side", "nerve", "muscle", "site", "kind", "skin")
    }


@cache
def _all_units() -> frozenset[str]:
    units = {unit for row in _page().values() for unit in row.get("units", {})}
    return frozenset((*units, "ma", "hz", "%", "m/s", "m/sec", "cm/s", "v", "deg", "us"))


def unit_key(typed: str) -> str:
    """The unit as it stands among the known ones: "mV·ms" as "mvms", "µV" as "uv"."""
    plain = typed.strip().strip("()[]").casefold().replace("µ", "u").replace("μ", "u")
    return _NOT_UNIT.sub("", plain)


def is_unit(typed: str) -> bool:
    """Whether the cell holds a unit and nothing else."""
    return unit_key(typed) in _all_units()


def phrase_meaning(phrase: str, words: Mapping[str, str] | None = None) -> Meaning | None:
    """What a normalized phrase means whole; None if it is none that is known.

    `words`: a laboratory's own, phrase to name of meaning or "left_out".
    """
    if words and phrase in words:
        row = _page()[words[phrase]]
        return Meaning(words[phrase], row.get("column"), row.get("asks"), row.get("units"))
    if phrase in _own():
        return _own()[phrase]
    meaning = _phrases().get(phrase)
    aside = _page()["left_out"]
    if meaning is None and (
        phrase.startswith(tuple(aside["beginnings"])) or phrase.endswith(tuple(aside["endings"]))
    ):
        return Meaning("left_out")
    return meaning


def read_heading(
    at: int, written: str, unit: str = "", words: Mapping[str, str] | None = None
) -> Heading:
    """The meaning of one header cell; `unit` is what a second row says beneath it."""
    phrase, said = _without_unit(written)
    unit = said or unit
    key = normalized(_SIGNS.sub(" plus minus ", phrase)) or ("*" if "*" in phrase else "")
    if key in ("no", "nr") and at == 0 and phrase.strip() != "NR":
        return Heading(at, written, Meaning("left_out"))
    if not key and phrase.strip() in ("#", "%"):
        return Heading(at, written, Meaning("left_out"))
    meaning = phrase_meaning(key, words)
    if meaning is None and unit:  # "Amp (O-P)" with its unit beneath, "Stim (mA)"
        meaning = phrase_meaning(normalized(f"{phrase} {unit}"), words)
    if meaning and meaning.units and unit and unit_key(unit) not in meaning.units:
        meaning = Meaning("left_out") if unit_key(unit) == "%" else None
    if meaning and not meaning.units and unit and meaning.name in ("site", "recording", "segment"):
        meaning = Meaning("left_out") if unit_key(unit) in ("ma", "hz", "v") else None
    vague = key in _page()["latency"]["instead"]["vague"] or bool(
        meaning and meaning.name in ("plain_amplitude", "signed_amplitude", "first_latency")
    )
    return Heading(at, written, meaning, unit, vague)


def with_areas(headings: Sequence[Heading]) -> tuple[Heading, ...]:
    """The headings, one whose words are not known as an area where its unit can be of nothing else
    ("Opp (mVms)") and no other column is one. Of which part of the response it is, is asked."""
    area = phrase_meaning("area")
    assert area is not None
    assert area.units is not None
    if any(one.meaning and one.meaning.column == area.column for one in headings):
        return tuple(headings)
    return tuple(
        replace(one, meaning=area)
        if one.meaning is None and unit_key(one.unit) in area.units and _is_new_word(one.written)
        else one
        for one in headings
    )


def _is_new_word(written: str) -> bool:
    """Whether a heading has words, and none of them means anything here: "Dur (mVms)" contradicts
    itself, and "Prev area (mVms)" is another thing's area."""
    words = normalized(_without_unit(written)[0])
    return bool(words) and all(phrase_meaning(one) is None for one in (words, *words.split("_")))


def _without_unit(written: str) -> tuple[str, str]:
    """The header's words and its unit, which stands in brackets or as the last word."""
    unit = ""

    def take(found: re.Match[str]) -> str:
        nonlocal unit
        if unit_key(found[1]) in _all_units():
            unit = found[1]
            return " "
        return f" {found[1]} "

    words = _BRACKET.sub(
        take, written.replace("*", " ") if written.strip(" *") else written
    ).strip()
    if not unit:
        parts = re.split(r"\s+|(?<=\w)/(?=ms$|mV$|mm$|cm$)|,\s*", words)
        for length in (2, 1):
            last = " ".join(parts[-length:])
            key = unit_key(last)
            if len(parts) > length and key in _all_units() and key not in _LONE:
                return " ".join(parts[:-length]), last
    return words, unit


def is_header(cells: Sequence[str], words: Mapping[str, str] | None = None) -> bool:
    """Whether a row names columns: most of its cells are known, and one is of a response, or they
    are those of the stretches between two sites."""
    if any(_NUMERIC.fullmatch(cell) for cell in cells):
        return False
    named = [read_heading(at, cell, words=words).meaning for at, cell in enumerate(cells) if cell]
    known = [one for one in named if one is not None]
    if len(known) < _LEAST_KNOWN or _LEAST_KNOWN * len(known) < len(named):
        return False
    names = {one.name for one in known}
    return is_needle(known) or bool(names & set(VALUES)) or is_of_stretches(names)


def is_of_stretches(names: Collection[str]) -> bool:
    """Whether columns of these meanings are those of stretches alone: their two ends, or a column
    that names both, beside a distance or velocity, and no response."""
    ends = {"site1", "site2"} <= set(names) or "segment" in names
    measured = {"distance", "velocity"} & set(names)
    return ends and bool(measured) and not set(names) & set(VALUES)


def is_needle(meanings: Sequence[Meaning | None]) -> bool:
    """Whether these are the columns of a needle examination."""
    return sum(one is not None and one.name == "needle" for one in meanings) >= 2


def no_unit(heading: Heading) -> Fault:
    """The fault of a column whose unit is not said."""
    return Fault("report.no_unit", written=heading.written)


@cache
def meanings() -> tuple[str, ...]:
    """The names of everything that a header cell can mean."""
    return tuple(_page())
