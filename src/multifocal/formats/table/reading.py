"""A table's rows, from CSV or a spreadsheet alike, to a study."""

from collections.abc import Mapping, Sequence
from typing import Final

from multifocal.fault import Fault, together
from multifocal.formats.edf import Remark
from multifocal.formats.edf.remark import placed
from multifocal.formats.table.beside_rows import (
    BESIDE,
    OF_NERVE,
    POSITION,
    area_of,
    inched_of,
    is_beside_only,
    is_inched,
    muscle_of,
)
from multifocal.formats.table.checking import cell_faults
from multifocal.formats.table.columns import Column, Header, columns, dispensable, read_header
from multifocal.formats.table.decimals import Decimals, decimals_of
from multifocal.formats.table.rows import measure_of
from multifocal.formats.table.special_rows import (
    SENSORY_ONLY,
    f_measure_of,
    kind_of,
    person_of,
    sensory_of,
    with_f_absent,
)
from multifocal.formats.table.text import NumberedCells, is_error
from multifocal.study.examined import MuscleExamined, NerveArea
from multifocal.study.f_measure import FMeasure
from multifocal.study.inched import InchedResponse
from multifocal.study.measure import Measure
from multifocal.study.recording import Kind
from multifocal.study.study import Study
from multifocal.words import say

_ENOUGH: Final = 1_000
"""Faults after which no further row is looked at; of these the first are told."""

Once = Measure | FMeasure | InchedResponse | NerveArea
Read = Once | MuscleExamined
StudyWithRemarks = tuple[Study, tuple[Remark, ...]]


def study_of_table(
    header: NumberedCells,
    rows: Sequence[NumberedCells],
    *,
    comma: bool,
    decimal_commas: bool = False,
    faults: Sequence[Fault] = (),
) -> StudyWithRemarks:
    """The study of a table, a header and one row a stimulation site, and what was passed over.

    Rows carry their line's number for faults; `comma`: whether a decimal comma may stand in a
    number; `decimal_commas`: whether a row with too many cells may be split by some; `faults`: what
    was wrong before. One Fault with line and column carries all there are.
    """
    head = read_header(header[1])
    at_fault = [*faults, *(_placed(one, header[0]) for one in head.faults)]
    if not rows and not at_fault:
        at_fault.append(Fault("table.no_rows", line=header[0]))
    named: list[tuple[int, Mapping[str, str]]] = []
    for number, plain in rows:
        try:
            named.append((number, _named_cells(number, plain, head, decimal_commas)))
        except Fault as fault:
            at_fault.append(fault)
    read = (*head.columns, *(one for one in columns() if one.name in dispensable()))
    numbers = {one.name: one for one in read if one and one.kind == "number"}
    decimals = decimals_of(
        ((cells[name], one) for _, cells in named for name, one in numbers.items()), comma=comma
    )
    builder = _Builder(numbers, decimals, whole=not head.faults)
    for number, cells in named:
        at_fault += builder.add(number, cells)
        if len(at_fault) > _ENOUGH:
            break
    subject, on = None, None
    try:
        subject, on = person_of(named, numbers, decimals)
    except Fault as fault:
        at_fault += fault.each
    if at_fault:
        raise together(sorted(at_fault, key=lambda one: one.line or 0))
    remarks = [Remark(say("remarks.table.column", name=name), placed("line", header[0]))
               for name in head.left_out]  # fmt: skip
    study = Study(
        tuple(builder.measures), subject=subject, on=on, f_measures=tuple(builder.f_measures),
        inched=tuple(builder.inched), muscles=tuple(builder.muscles.values()),
        areas=tuple(builder.areas),
    )  # fmt: skip
    return study, tuple(remarks)


class _Builder:
    """Takes rows one by one. `whole`: whether the table has all columns that a row needs."""

    def __init__(self, numbers: Mapping[str, Column], decimals: Decimals, *, whole: bool) -> None:
        self.measures: list[Measure] = []
        self.f_measures: list[FMeasure] = []
        self.inched: list[InchedResponse] = []
        self.muscles: dict[tuple[str, str], MuscleExamined] = {}
        self.areas: list[NerveArea] = []
        self._numbers, self._decimals, self._whole = numbers, decimals, whole
        self._seen: dict[tuple[object, ...], int] = {}

    def add(self, number: int, cells: Mapping[str, str]) -> list[Fault]:
        """The faults of a row; where there are none, its responses are kept."""
        faults = cell_faults(cells, self._numbers, self._decimals)
        if not faults and self._whole:
            try:
                for one in _of_row(cells, self._numbers, self._decimals):
                    self._add_read(one, number)
            except Fault as fault:
                faults = [fault]
        return [_placed(one, number) for one in faults]

    def _add_read(self, read: Read, number: int) -> None:
        if isinstance(read, MuscleExamined):
            place = read.side, read.muscle
            if self.muscles.get(place, read) != read:
                raise Fault("table.different_examined", column="muscle")
            self.muscles[place] = read
            return
        _once(read, number, self._seen)
        if isinstance(read, FMeasure):
            self.f_measures.append(read)
        elif isinstance(read, InchedResponse):
            self.inched.append(read)
        elif isinstance(read, NerveArea):
            self.areas.append(read)
        else:
            self.measures.append(read)


def _of_row(
    cells: Mapping[str, str], numbers: Mapping[str, Column], decimals: Decimals
) -> tuple[Read, ...]:
    kind = kind_of(cells)
    if kind != "M":
        for name in (POSITION, OF_NERVE) if kind == "F" else BESIDE:
            if cells.get(name, "").strip():
                raise Fault("table.beside_motor_only", name=name, column=name)
    beside = (
        tuple(
            one
            for one in (muscle_of(cells, numbers, decimals), area_of(cells, numbers, decimals))
            if one is not None
        )
        if kind != "sensory"
        else ()
    )
    if is_beside_only(cells):
        return beside
    if is_inched(cells):
        return (inched_of(cells, numbers, decimals), *beside)
    return (*_responses(kind, cells, numbers, decimals), *beside)


def _responses(
    kind: Kind, cells: Mapping[str, str], numbers: Mapping[str, Column], decimals: Decimals
) -> tuple[Measure | FMeasure, ...]:
    if kind == "sensory":
        return (sensory_of(cells, numbers, decimals),)
    for name in ("skin", *SENSORY_ONLY):
        if cells.get(name, "").strip():
            raise Fault("table.motor_row_sensory", name=name, column=name)
    cells = with_f_absent(cells)
    late = f_measure_of(cells, numbers, decimals)
    filled = [name for name in _MOTOR if cells.get(name, "").strip()]
    if kind == "F" and late is None:
        raise Fault("table.f_row_empty", column="kind")
    if kind == "F" and filled:
        raise Fault("table.f_row_motor", column=filled[0])
    if late is not None and not filled:
        return (late,)
    motor = measure_of(cells, numbers, decimals)
    return (motor,) if late is None else (motor, late)


_MOTOR: Final = (
    "latency_ms", "amplitude_mv", "negative_peak_area_mvms", "negative_peak_duration_ms",
)  # fmt: skip


def _once(read: Once, number: int, seen: dict[tuple[object, ...], int]) -> None:
    place: tuple[object, ...]
    if isinstance(read, InchedResponse):
        at = f"{read.position_mm / 10:g} cm"
        place = ("", read.side, read.nerve, read.muscle, read.origin or "", at)
    elif isinstance(read, NerveArea):
        place = (OF_NERVE, read.side, read.nerve, read.site)
    else:
        late = isinstance(read, FMeasure)
        spot = read.muscle if isinstance(read, FMeasure) or read.muscle else read.skin
        place = ("F" if late else "", read.side, read.nerve, spot, read.site)
    if place in seen:
        said = " ".join(str(word) for word in place if word)
        raise Fault("table.twice", first=seen[place], second=number, response=said, column="site")
    seen[place] = number


def _placed(fault: Fault, number: int) -> Fault:
    """The fault with the line's number."""
    return fault.placed(line=number, column=fault.column)


def _named_cells(
    number: int, cells: list[str], head: Header, decimal_commas: bool
) -> dict[str, str]:
    wanted = len(head.columns)
    if cells[0].lstrip().startswith("#") and not (is_error(cells[0]) or 0 in head.passed_over):
        raise Fault("table.like_comment", line=number)
    extra = [cell for cell in cells[wanted:] if cell.strip()]
    if extra or len(cells) < wanted:
        commas = extra and decimal_commas
        fault = "table.cells_by_commas" if commas else "table.cells"
        raise Fault(fault, count=len(cells), header_count=wanted, line=number)
    named: dict[str, str] = {}
    for at, (column, one) in enumerate(zip(head.columns, cells, strict=False)):
        if column is not None:
            named[column.name] = one
        elif one.strip() and at not in head.passed_over:
            raise Fault("table.nameless_column", line=number)
    # a column that a table lacks is one of empty cells
    return named | {name: "" for name in dispensable() if name not in named}
