"""The header rows of a report: its tables, the units of their columns, and which hold anything."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from multifocal.formats.report import cells as cell_words
from multifocal.formats.report.aligned import aligned
from multifocal.formats.report.headers import (
    Heading,
    is_header,
    is_needle,
    read_heading,
    unit_key,
    with_areas,
)
from multifocal.formats.report.lines import Line
from multifocal.formats.report.row import Table
from multifocal.formats.report.titles import title_kind


class Tables:
    """Keeps the tables in their order. `words`: a laboratory's own, of header cells; `units`: of
    columns whose cells alone say them (`units_in_cells` of a first reading); `filled`: the places
    of columns that hold anything, by the table's line."""

    def __init__(self, words: Mapping[str, str], units: Mapping[tuple[int, int], str]) -> None:
        self.all: list[Table] = []
        self.filled: dict[int, set[int]] = {}
        self.unnamed: dict[int, list[str]] = {}
        self._words, self._units = words, units
        self._seen_units: dict[tuple[int, int], list[str]] = {}

    def names_columns(self, cells: tuple[str, ...]) -> bool:
        """Whether these cells are a header row."""
        return is_header(cells, self._words)

    def starts(self, line: Line, *, corner: bool, other: bool) -> Table:
        """The table that begins with a header row. `corner`: its first cell is the heading of the
        table; `other`: it stands in a part that is no nerve conduction."""
        headings = [
            read_heading(at, cell, self._unit_in_cells(line.number, at), self._words)
            for at, cell in enumerate(line.cells)
        ]
        if corner:
            headings[0] = replace(read_heading(0, "site"), written=line.cells[0])
        if headings[0].meaning is None and _heads_nerves(headings):
            headings[0] = replace(read_heading(0, "nerve"), written=line.cells[0])
        other = other or is_needle([one.meaning for one in headings])
        table = Table(line.number, with_areas(headings), line.spans, other)
        self.all.append(table)
        self.filled[line.number] = set()
        return table

    def of_line(self, line: int, cells: Sequence[tuple[Heading, str]]) -> Table:
        """The table that is a line by itself, with its cells."""
        table = Table(line, tuple(heading for heading, _ in cells))
        self.all.append(table)
        self.filled[line] = {heading.at for heading, _ in cells}
        return table

    def with_units(self, table: Table, line: Line) -> Table:
        """The last table, its columns with the units that a line beneath its header says."""
        cells = aligned(line, table)
        units = {
            one.at: cells.get(one.at) or self._unit_in_cells(table.line, one.at)
            for one in table.headings
        }
        headings = [
            read_heading(one.at, one.written, units[one.at], self._words) if units[one.at] else one
            for one in table.headings  # "R Ulnar (ADM)" in the corner heads the sites
        ]
        self.all[-1] = replace(table, headings=with_areas(headings))
        return self.all[-1]

    def _unit_in_cells(self, table: int, at: int) -> str:
        return self._units.get((table, at), "")

    @property
    def units_in_cells(self) -> Mapping[tuple[int, int], str]:
        """The units of columns whose heading has none but whose numbers all have, by the table's
        line and the column's place. Where some have none it is not known, and nothing is told."""
        return {place: units[0] for place, units in self._seen_units.items() if all(units)}

    def sees(self, table: Table, column: Heading, text: str) -> None:
        """Takes note of a cell that holds something, and of a unit in it."""
        self.filled[table.line].add(column.at)
        # a first column without a heading counts the rows
        if column.at and not column.written and cell_words.is_number(cell_words.plain_number(text)):
            self.unnamed.setdefault(table.line, []).append(text)
        units = column.meaning.units if column.meaning else None
        unit = cell_words.unit_of(text)
        if units is not None and not column.unit and unit is not None:
            known = unit if unit_key(unit) in units else ""
            self._seen_units.setdefault((table.line, column.at), []).append(known)


def _heads_nerves(headings: Sequence[Heading]) -> bool:
    """Whether the first column, headed as a part of the study is, holds nerves: "MOTOR  Site"."""
    names = {one.meaning.name for one in headings if one.meaning}
    unheaded = "site" in names and "nerve" not in names
    return unheaded and title_kind(headings[0].written) in ("M", "sensory")
