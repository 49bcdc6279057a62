"""A table's rows, from CSV or a spreadsheet alike, to a study."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeVar

from multifocal.fault import Fault
from multifocal.formats.table.columns import Column, recognized
from multifocal.formats.table.rows import measure_of
from multifocal.formats.table.special_rows import (
    f_measure_of,
    kind_of,
    person_of,
    sensory_of,
    with_f_absent,
)
from multifocal.study.f_measure import FMeasure
from multifocal.study.measure import Measure
from multifocal.study.study import Study

NumberedCells = tuple[int, list[str]]
Found = TypeVar("Found")


def study_of_table(
    header: NumberedCells, rows: Sequence[NumberedCells], *, comma: bool, more_cells: str = ""
) -> Study:
    """The study of a table: a header and one row a stimulation site.

    Rows carry their line's number for faults; `comma`: whether a decimal comma may stand in a
    number; `more_cells`: what to say beside a row with too many cells. Fault, with line and
    column, for what is not understood.
    """
    columns = _at(header[0], lambda: recognized(header[1]))
    if not rows:
        raise Fault(
            "the table has no rows", remedy="Give one row a stimulation site", line=header[0]
        )
    numbers = {one.name: one for one in columns if one and one.kind == "number"}
    measures: list[Measure] = []
    late: list[FMeasure] = []
    seen: dict[tuple[object, ...], int] = {}
    named: list[tuple[int, Mapping[str, str]]] = []
    for number, plain in rows:
        cells = _named_cells(number, plain, columns, more_cells)
        named.append((number, cells))
        for one in _at(number, lambda cells=cells: _of_row(cells, numbers, comma)):  # type: ignore[misc]
            _once(one, number, seen)
            if isinstance(one, FMeasure):
                late.append(one)
            else:
                measures.append(one)
    subject, on = person_of(named, numbers, comma)
    return Study(tuple(measures), subject=subject, on=on, f_measures=tuple(late))


def _of_row(
    cells: Mapping[str, str], numbers: Mapping[str, Column], comma: bool
) -> tuple[Measure | FMeasure, ...]:
    kind = kind_of(cells)
    if kind == "sensory":
        return (sensory_of(cells, numbers, comma),)
    for name in ("skin", "sensory_amplitude_uv"):
        if cells.get(name, "").strip():
            raise Fault(
                f"a row of a muscle has something under {name}",
                remedy="Give the sensory response a row of its own, with no muscle",
                column=name,
            )
    cells = with_f_absent(cells)
    late = f_measure_of(cells, numbers, comma)
    filled = [name for name in _MOTOR if cells.get(name, "").strip()]
    if kind == "F" and late is None:
        raise Fault(
            "a row of F waves gives none of their numbers",
            remedy="Fill f_minimum_ms, f_persistence_percent or f_chronodispersion_ms",
            column="kind",
        )
    if kind == "F" and filled:
        raise Fault(
            "a row of F waves has numbers of a motor response",
            remedy="Leave kind empty, or give the motor response a row of its own",
            column=filled[0],
        )
    if late is not None and not filled:
        return (late,)
    motor = measure_of(cells, numbers, comma)
    return (motor,) if late is None else (motor, late)


_MOTOR: Final = (
    "latency_ms", "amplitude_mv", "negative_peak_area_mvms", "negative_peak_duration_ms",
)  # fmt: skip


def _once(one: Measure | FMeasure, number: int, seen: dict[tuple[object, ...], int]) -> None:
    late = isinstance(one, FMeasure)
    spot = one.muscle if isinstance(one, FMeasure) or one.muscle else one.skin
    place = ("F" if late else "", one.side, one.nerve, spot, one.site)
    if place in seen:
        said = " ".join(str(word) for word in place if word)
        raise Fault(
            f"lines {seen[place]} and {number} are both {said}",
            remedy="Keep one row a stimulation site",
            line=number,
            column="site",
        )
    seen[place] = number


def _at(number: int, work: Callable[[], Found]) -> Found:
    """The work's result; its fault gets the line's number."""
    try:
        return work()
    except Fault as fault:
        raise Fault(fault.problem, remedy=fault.remedy, line=number, column=fault.column) from None


def _named_cells(
    number: int, cells: list[str], columns: tuple[Column | None, ...], more_cells: str
) -> dict[str, str]:
    wanted = len(columns)
    extra = [cell for cell in cells[wanted:] if cell.strip()]
    if extra or len(cells) < wanted:
        remedy = "Give every row as many cells as the header; cells may be empty"
        raise Fault(
            f"the row has {len(cells)} cells, the header {wanted}",
            remedy=remedy + (more_cells if extra else ""),
            line=number,
        )
    named: dict[str, str] = {}
    for column, one in zip(columns, cells, strict=False):
        if column is not None:
            named[column.name] = one
        elif one.strip():
            raise Fault(
                "a cell stands in a column without a name",
                remedy="Name the column or leave it empty",
                line=number,
            )
    return named
