"""One row of a part beside nerve conduction: its muscle or nerve, its side, and what it says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from multifocal.body import Side
from multifocal.fault import Fault
from multifocal.formats.report.examined.columns import Column, Part
from multifocal.formats.report.examined.entries import Entry
from multifocal.formats.report.examined.findings import HOLDS_FINDINGS, needle_row
from multifocal.formats.report.examined.phrases import (
    muscle_of,
    nerves_in,
    nerves_of,
    nothing,
    plain,
    side_of,
)
from multifocal.formats.report.examined.values import area_in, count_in, grade_in
from multifocal.formats.report.places import read_context
from multifocal.study import vocabulary, word_of

_FOOT: Final = {"adm": "adm_foot"}
"""What a word means where the nerve beside it is the tibial."""


class Titled(Protocol):
    """What a part's title says of its rows; `nerve`: that of the row above."""

    side: Side | None
    mm2: bool
    nerve: str


@dataclass(frozen=True)
class RowRead:
    """What a row says. `unsure`: what of it is left out, as written; `carries`: the nerve that
    holds for rows below it that name none."""

    entries: tuple[Entry, ...] = ()
    unsure: tuple[str, ...] = ()
    carries: str = ""


def read_row(
    part: Part, columns: Sequence[Column], cells: Mapping[int, str], titled: Titled
) -> RowRead | None:
    """What a row says; None where it names no muscle or nerve at all."""
    by_name = {one.holds: cells.get(one.at, "") for one in columns if one.holds}
    written = "  ".join(cell for _, cell in sorted(cells.items()) if cell)
    if part == "area":
        return _areas(columns, cells, by_name, titled, written)
    typed = by_name.get("muscle", "")
    in_cell, muscle = muscle_of(typed)
    if muscle is None:
        return None
    side_typed = by_name.get("side", "")
    sides = {one for one in (in_cell, side_of(side_typed)) if one}
    side = titled.side if not sides else sides.pop() if len(sides) == 1 else None
    muscle = _of_nerve(muscle, by_name.get("nerve", ""))
    of_column = any(one.side for one in columns)
    if (
        muscle is None
        or (side is None and not of_column)
        or (side_typed and not side_of(side_typed))
    ):
        return RowRead(unsure=(written,))
    if part == "needle":
        return _needle(columns, cells, (str(side), muscle), typed)
    return _values(part, columns, cells, side, muscle, typed)


def _of_nerve(muscle: str, nerve: str) -> str | None:
    """The muscle, where the nerve beside it, if it is one that is known, supplies it; None where a
    table cannot hold it."""
    named = nerves_in(nerve)
    if named == {"tibial"} and muscle in _FOOT:
        muscle = _FOOT[muscle]
    supplied = set(nerves_of(muscle))
    return muscle if supplied and (not named or named & supplied) else None


def _where(side: str, typed: str) -> str:
    bare = typed.strip()
    return bare if muscle_of(bare)[0] else f"{word_of('side', side)} {bare}"


def _needle(
    columns: Sequence[Column], cells: Mapping[int, str], of: tuple[str, str], typed: str
) -> RowRead:
    said = [
        (one.at, one.holds, plain(cells.get(one.at, "")))
        for one in columns
        if one.holds in HOLDS_FINDINGS
    ]
    known = {one.at for one in columns if one.holds}
    strange = any(cell for at, cell in cells.items() if at not in known)
    needle = needle_row(said, strange=strange)
    names = {one.at: one.written for one in columns}
    where = _where(of[0], typed)
    unsure = [f"{where}: {names[at]} {cells[at]}" for at in needle.unsure]
    if not needle.findings:
        if any(not nothing(cell) for _, _, cell in said) and not unsure:
            unsure = ["  ".join(cell for _, cell in sorted(cells.items()) if cell)]
        return RowRead(unsure=tuple(unsure))
    value = " + ".join(needle.findings)
    return RowRead((Entry("needle", of, value, where),), tuple(unsure))


def _values(
    part: Part, columns: Sequence[Column], cells: Mapping[int, str], side: Side | None,
    muscle: str, typed: str,
) -> RowRead:  # fmt: skip
    entries: list[Entry] = []
    unsure: list[str] = []
    for heading in columns:
        cell = cells.get(heading.at, "")
        if heading.holds not in ("grade", "count") or nothing(plain(cell)):
            continue
        of_side = heading.side or side
        value: str | None
        of_five = False
        if part == "strength":
            value, of_five = grade_in(cell)
        else:
            value = count_in(cell)
        torn = heading.side and side and heading.side != side
        if value is None or of_side is None or torn:
            unsure.append(f"{typed}: {cell}")
            continue
        column = "strength_mrc" if part == "strength" else "motor_units"
        entries.append(Entry(column, (of_side, muscle), value, _where(of_side, typed), of_five))
    return RowRead(tuple(entries), tuple(unsure))


def _areas(
    columns: Sequence[Column], cells: Mapping[int, str], by_name: Mapping[str, str],
    titled: Titled, written: str,
) -> RowRead | None:  # fmt: skip
    typed = by_name.get("nerve", "") or titled.nerve
    context = read_context(typed, 0)
    if context is None:
        return None
    if context.rest or context.muscle or context.skin:
        return RowRead(unsure=(written,))
    site_typed = by_name.get("site", "") or context.site or ""
    row_side = side_of(by_name.get("side", "")) or context.side or titled.side
    try:
        nerve = vocabulary.nerve(context.nerve or "")
        site = vocabulary.site(site_typed, nerve)
    except Fault:
        return RowRead(unsure=(written,), carries=typed)
    entries: list[Entry] = []
    unsure: list[str] = []
    for heading in columns:
        cell = cells.get(heading.at, "")
        if heading.holds != "area" or nothing(plain(cell)):
            continue
        side = heading.side or row_side
        value = area_in(cell, mm2=titled.mm2)
        if (
            side is None
            or value is None
            or (heading.side and row_side and heading.side != row_side)
        ):
            unsure.append(f"{typed} {site_typed}: {cell}")
            continue
        where = f"{word_of('side', side)} {nerve} {site_typed}"
        entries.append(Entry("ultrasound_area_mm2", (side, nerve, site), value, where))
    return RowRead(tuple(entries), tuple(unsure), typed)
