"""Reads a laboratory's own limits of normal from a CSV table, one row a nerve and muscle.

Columns by name, in any order: nerve, muscle, and any of amplitude_lower_mv,
distal_latency_upper_ms, velocity_lower_m_s, f_latency_upper_ms, age_from_years, age_below_years,
height_from_cm, height_below_cm. Empty cells are allowed. Separated by commas, semicolons or tabs;
with the latter two, numbers may have decimal commas. Lines beginning with "#" are comments.
"""

import math
from dataclasses import fields
from pathlib import Path
from typing import Final

from multifocal.fault import Fault, quoted, together
from multifocal.files import printable, read_whole
from multifocal.formats.table.text import MOST_BYTES, table_of_text
from multifocal.reference.limits import LABORATORY, Limits, ReferenceTable, Row
from multifocal.reference.limits import laboratory_source as own
from multifocal.study import vocabulary
from multifocal.words import say

# A row each year of age for five heights is the finest anybody would measure; limits of size:
# multifocal-choice-plausible-values.
MOST_ROWS: Final = 2_000
MOST_ROWS_ALIKE: Final = 500
_LIMITS: Final = tuple(one.name for one in fields(Limits))
_BOUNDS: Final = ("age_from_years", "age_below_years", "height_from_cm", "height_below_cm")
# Beyond these a number is a slip of the pen or of the unit: multifocal-choice-plausible-values.
_MOST: Final = {
    "amplitude_lower_mv": 50.0,
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
    return ReferenceTable(LABORATORY, say("formats.laboratory"), own(), rows)


def _rows(content: bytes) -> tuple[Row, ...]:
    known = ("nerve", "muscle", *_LIMITS, *_BOUNDS)
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
    read: list[Row] = []
    alike: dict[tuple[str, str], list[Row]] = {}
    for number, cells in lines:
        if len(cells) != len(names):
            raise Fault("laboratory.cells", count=len(cells), header_count=len(names), line=number)
        try:
            read.append(_row(dict(zip(names, cells, strict=True)), table.delimiter != ","))
        except Fault as fault:
            raise fault.placed(line=number, column=fault.column) from None
        rows = alike.setdefault((read[-1].nerve, read[-1].muscle), [])
        _check_no_overlap(rows, read[-1], number)
        rows.append(read[-1])
    return tuple(read)


def _row(cells: dict[str, str], comma: bool) -> Row:
    nerve = vocabulary.nerve(cells["nerve"])
    muscle = vocabulary.muscle(cells["muscle"], nerve)
    numbers = {
        name: _number(name, cells[name], comma)
        for name in (*_LIMITS, *_BOUNDS)
        if cells.get(name, "").strip()
    }
    limits = {name: numbers[name] for name in _LIMITS if name in numbers}
    if not limits:
        raise Fault("laboratory.no_limit", limits=_LIMITS)
    row = Row(
        nerve,
        muscle,
        Limits(**limits),
        source=LABORATORY,
        **{name: numbers[name] for name in _BOUNDS if name in numbers},  # type: ignore[arg-type]
    )
    if row.age_from_years >= row.age_below_years or row.height_from_cm >= row.height_below_cm:
        raise Fault("laboratory.for_nobody")
    return row


def _check_no_overlap(alike: list[Row], new: Row, number: int) -> None:
    """`alike`: the rows above of the same nerve and muscle."""
    if len(alike) >= MOST_ROWS_ALIKE:
        raise Fault(
            "laboratory.too_many_alike",
            count=MOST_ROWS_ALIKE,
            nerve=new.nerve,
            muscle=new.muscle,
            line=number,
        )
    for one in alike:
        if max(one.age_from_years, new.age_from_years) < min(
            one.age_below_years, new.age_below_years
        ) and max(one.height_from_cm, new.height_from_cm) < min(
            one.height_below_cm, new.height_below_cm
        ):
            raise Fault("laboratory.overlap", nerve=new.nerve, muscle=new.muscle, line=number)


def _number(name: str, typed: str, comma: bool) -> float:
    word = typed.strip().replace(",", ".") if comma else typed.strip()
    try:
        number = float(word)
    except ValueError:
        number = math.nan
    if not (word.isascii() and 0 <= number <= _MOST[name]) or (number == 0 and name in _LIMITS):
        raise Fault(
            "laboratory.not_plausible",
            number=quoted(typed),
            name=name,
            most=_MOST[name],
            column=name,
        )
    return number
