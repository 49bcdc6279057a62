"""The header rows of parts about strength, needle, motor unit numbers and nerve areas."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from multifocal.body import Side
from multifocal.formats.report.examined.findings import HOLDS_FINDINGS, NEEDLE_ALONE
from multifocal.formats.report.examined.phrases import column_of, side_above
from multifocal.formats.report.headers import read_heading
from multifocal.study.vocabulary import normalized

Part = Literal["strength", "needle", "count", "area"]
VALUE: Final = {"strength": "grade", "count": "count", "area": "area"}
"""What the columns of a part hold that are read, beside those of the needle."""
_OF_CONDUCTION: Final = ("latency", "peak_latency", "f_minimum", "velocity", "distance", "delta",
                         "segment", "negative_area", "plain_area")  # fmt: skip
_MRC: Final = re.compile(r"\bmrc\b|\b0\s?(?:-|–|to|bis|a|à)\s?5\b|/\s?5\b", re.IGNORECASE)
_MM2: Final = re.compile(r"\bmm\s?(?:2|²|\^2)|\bsq\.?\s?mm", re.IGNORECASE)


@dataclass(frozen=True)
class Column:
    """A column. `holds`: as in `words.toml`, "" where it is not known; `side`: of a column that is
    of one side."""

    at: int
    written: str
    holds: str
    side: Side | None = None


def says_mrc(text: str) -> bool:
    """Whether words say that grades are those of the MRC, from 0 to 5."""
    return _MRC.search(text) is not None


def says_mm2(text: str) -> bool:
    """Whether words name mm²."""
    return _MM2.search(text) is not None


def columns_of(cells: Sequence[str], part: Part | None, groups: Sequence[str] = ()) -> list[Column]:
    """The columns of a header row. `part`: of which part a title spoke; `groups`: the words of a
    row above it, each over its column and those right of it."""
    columns = [
        _column(at, written, part, groups[at] if at < len(groups) else "")
        for at, written in enumerate(cells)
    ]
    of_sides = {one.side for one in columns if one.side}
    if len(of_sides) == 1 and part is None:  # a lone "D" or "L" is no side
        return [one if not one.side else Column(one.at, one.written, "") for one in columns]
    return columns


def _column(at: int, written: str, part: Part | None, group: str) -> Column:
    phrase = normalized(re.sub(r"[(\[]\s*(?:mm\s?(?:2|²|\^2)|0\s?[-–]\s?5)\s*[)\]]", " ", written))
    if group and column_of(f"{normalized(group)}_{phrase}"):
        return Column(at, written, column_of(f"{normalized(group)}_{phrase}") or "")
    value = VALUE.get(part or "", "")
    if value and side_above(phrase):
        return Column(at, written, value, side_above(phrase))
    holds = column_of(phrase) or ""
    if not holds:
        words = phrase.split("_")
        for first, last in ((words[:1], words[1:]), (words[-1:], words[:-1])):
            side, rest = side_above("_".join(first)), column_of("_".join(last))
            if side and rest in VALUE.values():
                return Column(at, written, str(rest), side)
    return Column(at, written, holds)


def part_of(columns: Sequence[Column], titled: Part | None) -> Part | None:
    """What a header row is of; None where it is no header of these parts."""
    part = _part_named({one.holds for one in columns}, columns, titled)
    return None if part and is_of_conduction([one.written for one in columns]) else part


def _part_named(holds: set[str], columns: Sequence[Column], titled: Part | None) -> Part | None:
    if {"nerve", "site", "area"} <= holds:
        return "area"
    if "muscle" not in holds or "site" in holds:
        return None
    if len(holds & HOLDS_FINDINGS) > 1 and holds & NEEDLE_ALONE:
        return "needle"
    if "count" in holds:
        return "count"
    said = titled == "strength" or any(says_mrc(one.written) for one in columns)
    return "strength" if "grade" in holds and said else None


def is_of_conduction(cells: Sequence[str]) -> bool:
    """Whether tables of nerve conduction alone have such a column."""
    meanings = [read_heading(at, cell).meaning for at, cell in enumerate(cells) if cell]
    return any(one is not None and one.name in _OF_CONDUCTION for one in meanings)


def with_second_row(columns: Sequence[Column], cells: Sequence[str]) -> list[Column] | None:
    """The columns of a needle examination whose names stand in two rows: groups, and beneath them
    what each holds. None where the second row is none."""
    below = [column_of(normalized(cell)) if cell else "" for cell in cells]
    if None in below or "muscle" in below or sum(one in HOLDS_FINDINGS for one in below) < 2:
        return None
    groups = spread([one.written for one in columns])
    whole = columns_of(cells, "needle", groups)
    first = {one.at: one for one in columns}
    return [first.get(one.at, one) if not one.written else one for one in whole]


def spread(cells: Sequence[str]) -> tuple[str, ...]:
    """Each group over its own column and those right of it up to the next."""
    over: list[str] = []
    for cell in cells:
        over.append(cell or (over[-1] if over else ""))
    return tuple(over)


def is_group_row(cells: Sequence[str]) -> bool:
    """Whether the cells are the groups above the columns of a needle examination."""
    named = {column_of(normalized(one)) for one in cells if one}
    return None not in named and len(named & NEEDLE_ALONE) > 1 and "muscle" not in named
