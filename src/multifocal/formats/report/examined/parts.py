"""Parts of a report beside nerve conduction: their lines are taken, and become rows of the table.

Strength, needle findings and motor unit numbers are of a muscle and a side, areas of a nerve and a
site. What is in doubt, and what two lines say differently, is left out and named.
"""

from dataclasses import dataclass, field
from typing import Final, Literal

from multifocal.body import Side
from multifocal.fault import Fault
from multifocal.formats.report.aligned import aligned
from multifocal.formats.report.examined.columns import (
    VALUE,
    Column,
    Part,
    columns_of,
    is_group_row,
    is_of_conduction,
    part_of,
    says_mm2,
    says_mrc,
    spread,
    with_second_row,
)
from multifocal.formats.report.examined.entries import Entries
from multifocal.formats.report.examined.phrases import (
    muscle_of,
    side_above,
    side_of,
    title_of,
)
from multifocal.formats.report.examined.rows import read_row
from multifocal.formats.report.lines import Line
from multifocal.formats.report.marks import Marks
from multifocal.formats.report.row import Table
from multifocal.formats.report.understood import MappedColumn, Note
from multifocal.study.technique_words import is_about_limits
from multifocal.study.vocabulary import normalized

Taken = Literal["starts", "row"]
_MOST_QUOTED: Final = 60


@dataclass
class OpenPart:
    """A part that is being read. `part` None: of something that has no place in the table; `mrc`,
    `mm2`, `side`: what its title says; `columns`: None till a header row is read."""

    part: Part | None
    line: int
    written: str
    mrc: bool = False
    mm2: bool = False
    side: Side | None = None
    columns: list[Column] | None = None
    header: int = 0
    spans: tuple[tuple[int, int], ...] | None = None
    groups: tuple[str, ...] = ()
    nerve: str = ""
    filled: set[int] = field(default_factory=set)


class Parts:
    """Takes the lines of these parts, and settles what they say."""

    def __init__(self, marks: Marks) -> None:
        self._signs = {
            one.sign
            for each in marks.explanations.values()
            for one in each
            if not is_about_limits(one.what)
        }
        self._open: OpenPart | None = None
        self._all: list[OpenPart] = []
        self._entries = Entries()
        self._notes: list[Note] = []

    def opens(self, number: int, text: str, *, needle: bool = False) -> None:
        """A title of what is no nerve conduction."""
        part: Part | None = "needle" if needle else title_of(text)  # type: ignore[assignment]
        sides = {side for word in text.replace(".", " ").split() if (side := side_of(word))}
        side = sides.pop() if len(sides) == 1 else None
        self._begin(OpenPart(part, number, _short(text), says_mrc(text), says_mm2(text), side))

    def ends_before(self, line: Line) -> bool:
        """Whether a header row is of nerve conduction, and so ends a part that is of something
        else; inching has such rows itself."""
        part = self._open.part if self._open else None
        return part is not None and is_of_conduction(line.cells)

    def closes(self) -> None:
        """A heading, a title or a table of nerve conduction."""
        self._open = None

    def takes(self, line: Line) -> Taken | None:
        """What became of a line: a header of such a part, one of its rows, or None: it is neither,
        or not understood."""
        corner = _titled_corner(line)
        if corner is not None:
            self._begin(corner)
            return "starts"
        now = self._open
        titled = now.part if now else None
        groups = now.groups if now and now.columns is None else ()
        columns = columns_of(line.cells, titled, groups)
        part = part_of(columns, titled)
        if part is not None:
            if now is None or now.part != part or now.columns is not None:
                now = self._begin(OpenPart(part, line.number, _short("  ".join(line.words))))
            now.columns, now.header, now.spans = columns, line.number, line.spans
            now.mrc = now.mrc or any(says_mrc(one.written) for one in columns)
            now.mm2 = now.mm2 or any(says_mm2(one.written) for one in columns)
            return "starts"
        if now is not None and now.part == "needle" and now.columns and not now.filled:
            below = None if line.spans else with_second_row(now.columns, line.cells)
            if below is not None:
                now.columns, now.header = below, line.number
                return "starts"
        if is_group_row(line.cells):
            if now is None or now.part != "needle":
                now = self._begin(OpenPart("needle", line.number, _short("  ".join(line.words))))
            now.groups = () if line.spans else spread(line.cells)
            return "starts"
        side = side_of(line.words[0]) if len(line.words) == 1 and len(line.words[0]) > 1 else None
        if now is not None and now.part is not None and now.columns and side is not None:
            now.side = side
            return "row"
        return "row" if now is not None and self._row(now, line) else None

    def leaves(self, line: Line) -> bool:
        """A line of several cells in an open part that is not understood is named; whether it is
        one."""
        if self._open is None or self._open.part is None or len(line.words) < 2:
            return False
        self._left(line.number, "  ".join(line.words))
        return True

    def _begin(self, part: OpenPart) -> OpenPart:
        self._open = part
        self._all.append(part)
        return part

    def _left(self, line: int, text: str) -> None:
        self._notes.append(Note("examined_left_out", line, {"written": _short(text)}))

    def _row(self, now: OpenPart, line: Line) -> bool:
        if now.part is None or len(line.words) < 2:
            return False
        columns = now.columns
        if columns is None:
            columns, cells = _headless(now, line)
        else:
            try:
                cells = aligned(line, Table(now.header, (), now.spans))
            except Fault:
                return False
        if not columns:
            return False
        read = read_row(now.part, columns, self._bare(cells), now)
        if read is None:
            return False
        now.filled |= {at for at, cell in cells.items() if cell}
        if read.carries:
            now.nerve = read.carries
        for one in read.entries:
            self._entries.add(one, line.number, now.line)
        for text in read.unsure:
            self._left(line.number, text)
        return True

    def _bare(self, cells: dict[int, str]) -> dict[int, str]:
        """The cells without the stars that mark what is beyond a limit; others stay, and are not
        understood."""
        if "*" in self._signs:
            return cells
        return {at: cell.strip("* ") for at, cell in cells.items()}

    def settle(self) -> tuple[list[tuple[int, dict[str, str]]], list[Note], list[MappedColumn]]:
        """Rows of the table with their lines, what there is to say, and what columns became."""
        unsure_scale = {
            one.line
            for one in self._all
            if one.part == "strength" and not (one.mrc or self._entries.all_of_five(one.line))
        }
        rows, read, differs = self._entries.settle(unsure_scale)
        notes = [*self._notes, *differs]
        columns: list[MappedColumn] = []
        for part in self._all:
            if part.line in unsure_scale:
                notes.append(Note("examined_scale", part.line, {"written": part.written}))
            elif read.get(part.line):
                where = read[part.line]
                notes.append(
                    Note("examined_read", part.line, {"written": part.written, "where": where})
                )
                columns += _mapped(part)
            else:
                notes.append(Note("part_aside", part.line, {"written": part.written}))
        return rows, sorted(notes, key=lambda note: note.line or 0), columns


def _titled_corner(line: Line) -> OpenPart | None:
    """The part of a header row whose first cell is the title, as "Strength (MRC)  right  left"."""
    title, *others = line.cells
    part = title_of(title) if title else None
    if part not in VALUE or not any(others):
        return None
    columns = [Column(0, title, "muscle")]
    for at, cell in enumerate(others, 1):
        side = side_above(normalized(cell))
        if cell and side is None:
            return None
        columns.append(Column(at, cell, VALUE[str(part)] if side else "", side))
    return OpenPart(
        part, line.number, _short("  ".join(line.words)), says_mrc(title), says_mm2(title),  # type: ignore[arg-type]
        columns=columns, header=line.number, spans=line.spans,
    )  # fmt: skip


def _mapped(part: OpenPart) -> list[MappedColumn]:
    named = {"strength": "strength_mrc", "count": "motor_units", "area": "ultrasound_area_mm2"}
    mapped: list[MappedColumn] = []
    for column in part.columns or ():
        if column.at not in part.filled or not column.written:
            continue
        if column.holds in ("grade", "count", "area"):
            mapped.append(MappedColumn(part.header, column.written, named.get(part.part or "")))
        elif column.holds in ("", "comment", "passed_over", "other", "insertional", "interference",
                           "effort"):  # fmt: skip
            why = "unknown" if not column.holds else "not_needed"
            mapped.append(MappedColumn(part.header, column.written, None, why))
        elif column.holds not in ("muscle", "side", "nerve", "site"):
            fills, why = ("needle", "") if part.part == "needle" else (None, "not_needed")
            mapped.append(MappedColumn(part.header, column.written, fills, why))
    return mapped


def _headless(part: OpenPart, line: Line) -> tuple[list[Column], dict[int, str]]:
    """Columns of a row that stands under a title alone: side and muscle or nerve, and a number."""
    cells = dict(enumerate(line.words))
    if part.part == "area":
        names = ("nerve", "site", "area")
        return [Column(at, "", names[at]) for at in cells] if len(cells) == 3 else [], cells
    value = {"strength": "grade", "count": "count"}.get(part.part or "")
    if value is None or len(cells) not in (2, 3):
        return [], cells
    columns: list[Column] = []
    for at, cell in cells.items():
        if side_of(cell):
            columns.append(Column(at, "", "side"))
        elif muscle_of(cell)[1]:
            columns.append(Column(at, "", "muscle"))
        elif any(sign.isdigit() for sign in cell):
            columns.append(Column(at, "", value))
    whole = len(columns) == len(cells) and len({one.holds for one in columns}) == len(columns)
    return columns if whole else [], cells


def _short(text: str) -> str:
    return text if len(text) <= _MOST_QUOTED else f"{text[:_MOST_QUOTED]}…"
