"""Reads a laboratory's own limits of normal from a CSV table, one row a nerve and muscle.

Columns by name, in any order: nerve, muscle, and any of amplitude_lower_mv,
distal_latency_upper_ms, velocity_lower_m_s, f_latency_upper_ms, age_from_years, age_below_years,
height_from_cm, height_below_cm. A row with `skin` in place of a muscle, and `site`, is one of a
sensory nerve: amplitude_lower_uv, peak_latency_upper_ms, velocity_lower_m_s,
side_difference_upper_uv, distance_mm. Empty cells are allowed. Separated by commas, semicolons or
tabs; with the latter two, numbers may have decimal commas. Lines beginning with "#" are comments.
"""

import math
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Final

from multifocal.fault import Fault, quoted, together
from multifocal.files import printable, read_whole
from multifocal.formats.table.text import MOST_BYTES, table_of_text
from multifocal.reference.limits import LABORATORY, Limits, ReferenceTable, Row
from multifocal.reference.limits import laboratory_source as own
from multifocal.reference.sensory_limits import SENSORY_VALUES, SensoryLimits, SensoryRow
from multifocal.study import vocabulary
from multifocal.study.sensory_words import sensory_word
from multifocal.words import say

# A row each year of age for five heights is the finest anybody would measure; limits of size:
# multifocal-choice-plausible-values.
MOST_ROWS: Final = 2_000
MOST_ROWS_ALIKE: Final = 500
_LIMITS: Final = tuple(one.name for one in fields(Limits))
_SENSORY: Final = ("skin", "site", "distance_mm", *SENSORY_VALUES)
_BOUNDS: Final = ("age_from_years", "age_below_years", "height_from_cm", "height_below_cm")
# Beyond these a number is a slip of the pen or of the unit: multifocal-choice-plausible-values.
_MOST: Final = {
    "amplitude_lower_mv": 50.0,
    "amplitude_lower_uv": 1000.0,
    "peak_latency_upper_ms": 50.0,
    "side_difference_upper_uv": 1000.0,
    "distance_mm": 1500.0,
    "distal_latency_upper_ms": 50.0,
    "velocity_lower_m_s": 100.0,
    "f_latency_upper_ms": 150.0,
    "age_from_years": 125.0,
    "age_below_years": 200.0,
    "height_from_cm": 300.0,
    "height_below_cm": 300.0,
}


def read_reference(path: Path) -> ReferenceTable:
    """The laboratory's table in a file. Fault, naming it, if it cannot be read or understood."""
    content = read_whole(path, MOST_BYTES, fault="laboratory.unreadable")
    return parse_reference(content, printable(path))


def parse_reference(content: bytes, source: str | None = None) -> ReferenceTable:
    """The laboratory's table in the bytes of a CSV table; Fault if it is not understood."""
    try:
        rows = _rows(content)
    except Fault as fault:
        raise (fault.within(source) if source else fault) from None
    motor = tuple(one for one in rows if isinstance(one, Row))
    sensory = tuple(one for one in rows if isinstance(one, SensoryRow))
    return ReferenceTable(LABORATORY, say("formats.laboratory"), own(), motor, sensory)


def _rows(content: bytes) -> tuple[Row | SensoryRow, ...]:
    known = ("nerve", "muscle", *_LIMITS, *_BOUNDS, *_SENSORY)
    table = table_of_text(
        content, lambda cells: sum(vocabulary.normalized(one) in known for one in cells) > 2
    )
    if table.faults:
        raise together(table.faults)
    (at, header), lines = table.header, table.rows
    names = [vocabulary.normalized(cell) for cell in header]
    for name in names:
        if name not in known:
            raise Fault("laboratory.no_column", name=quoted(name), known=known, line=at)
        if names.count(name) > 1:
            raise Fault("laboratory.column_twice", name=quoted(name), line=at)
    for name in ("nerve", "muscle"):
        if name not in names:
            raise Fault("laboratory.column_missing", name=name, line=at)
    if not lines:
        raise Fault("laboratory.no_rows", line=at)
    if len(lines) > MOST_ROWS:
        raise Fault("laboratory.too_many_rows", count=MOST_ROWS)
    read: list[Row | SensoryRow] = []
    alike: dict[tuple[str, ...], list[Row | SensoryRow]] = {}
    for number, cells in lines:
        if len(cells) != len(names):
            raise Fault("laboratory.cells", count=len(cells), header_count=len(names), line=number)
        try:
            read.append(_any_row(dict(zip(names, cells, strict=True)), table.delimiter != ","))
        except Fault as fault:
            raise fault.placed(line=number, column=fault.column) from None
        rows = alike.setdefault(_place(read[-1]), [])
        _check_no_overlap(rows, read[-1], number)
        rows.append(read[-1])
    return tuple(read)


def _place(row: Row | SensoryRow) -> tuple[str, ...]:
    """What a row's limits are of, but for age and height."""
    if isinstance(row, Row):
        return row.nerve, row.muscle
    return row.nerve, row.skins[0], row.site


def _any_row(cells: dict[str, str], comma: bool) -> Row | SensoryRow:
    sensory = cells.get("skin", "").strip() and not cells["muscle"].strip()
    row = _sensory_row(cells, comma) if sensory else _row(cells, comma)
    if row.age_from_years >= row.age_below_years or row.height_from_cm >= row.height_below_cm:
        raise Fault("laboratory.for_nobody")
    return row


def _numbers(
    cells: dict[str, str], comma: bool, limits: Sequence[str], others: Sequence[str]
) -> tuple[dict[str, float], dict[str, float]]:
    """The limits of a row and its other numbers; Fault for a row without a limit, or with one of
    another kind of row."""
    numbers = {
        name: _number(name, cells[name], comma) for name in _MOST if cells.get(name, "").strip()
    }
    for name in numbers:
        if name not in (*limits, *others):
            raise Fault("laboratory.other_kind", name=name, column=name)
    found = {name: numbers[name] for name in limits if name in numbers}
    if not found:
        raise Fault("laboratory.no_limit", limits=tuple(limits))
    return found, {name: numbers[name] for name in others if name in numbers}


def _sensory_row(cells: dict[str, str], comma: bool) -> SensoryRow:
    nerve = sensory_word("nerve", cells["nerve"])
    skin = sensory_word("skin", cells["skin"])
    site = sensory_word("site", cells.get("site", ""))
    limits, others = _numbers(cells, comma, SENSORY_VALUES, (*_BOUNDS, "distance_mm"))
    distance = others.pop("distance_mm", None)
    return SensoryRow(
        nerve, (skin,), site, distance, SensoryLimits(**limits), source=LABORATORY, **others
    )


def _row(cells: dict[str, str], comma: bool) -> Row:
    nerve = vocabulary.nerve(cells["nerve"])
    muscle = vocabulary.muscle(cells["muscle"], nerve)
    limits, bounds = _numbers(cells, comma, _LIMITS, _BOUNDS)
    return Row(nerve, muscle, Limits(**limits), source=LABORATORY, **bounds)  # type: ignore[arg-type]


def _check_no_overlap(alike: list[Row | SensoryRow], new: Row | SensoryRow, number: int) -> None:
    """`alike`: the rows above of the same nerve and muscle, or skin and site."""
    spot = new.muscle if isinstance(new, Row) else new.skins[0]
    if len(alike) >= MOST_ROWS_ALIKE:
        raise Fault(
            "laboratory.too_many_alike",
            count=MOST_ROWS_ALIKE,
            nerve=new.nerve,
            muscle=spot,
            line=number,
        )
    for one in alike:
        if max(one.age_from_years, new.age_from_years) < min(
            one.age_below_years, new.age_below_years
        ) and max(one.height_from_cm, new.height_from_cm) < min(
            one.height_below_cm, new.height_below_cm
        ):
            raise Fault("laboratory.overlap", nerve=new.nerve, muscle=spot, line=number)


def _number(name: str, typed: str, comma: bool) -> float:
    word = typed.strip().replace(",", ".") if comma else typed.strip()
    try:
        number = float(word)
    except ValueError:
        number = math.nan
    if not (word.isascii() and 0 <= number <= _MOST[name]) or (number == 0 and name not in _BOUNDS):
        raise Fault(
            "laboratory.not_plausible",
            number=quoted(typed),
            name=name,
            most=_MOST[name],
            column=name,
        )
    return number
