"""Headings and titles of a report: each holds for the rows that follow it."""

from collections.abc import Mapping
from dataclasses import replace

from multifocal.formats.report.gathered import Gathered
from multifocal.formats.report.lines import Line
from multifocal.formats.report.places import Context, read_context, spot_of
from multifocal.formats.report.titles import title_kind
from multifocal.study.recording import Kind


class UnderHeadings(Gathered):
    """Takes the lines that hold for others: titles, headings, header rows, the electrode."""

    def _set_aside(self, line: Line, text: str, *, needle: bool) -> None:
        """A title of what is not read: it and its tables are left out till the next heading."""
        self.outside.ends_side()
        self._aside, self._table, self._context, self._own = True, None, None, None
        self.outside.understands_heading()
        self.outside.passes_over(line.number, text, headed=False, heard=True, opens=False)
        self.parts.opens(line.number, text, needle=needle)

    def _title(self, kind: Kind) -> None:
        self.outside.ends_side()
        if kind != self._kind or self._other:
            self._table = None
        self._kind, self._context, self._own, self._other = kind, None, None, False
        self._aside = False
        self.parts.closes()
        self.outside.understands_heading()

    def _title_of_table(self, kind: Kind) -> None:
        """A title in the corner of a header row."""
        if kind == self._kind:
            return  # what stands above holds on
        self._kind, self._context = kind, None
        self.outside.understands_heading()

    def _head(self, context: Context, *, sure: bool = False) -> None:
        """A heading. `sure`: a person says that it is one, whatever words stand in it."""
        if context.rest and not sure:
            self._misread(context)
        if context.kind and self._kind and context.kind != self._kind:
            self._kind = context.kind
        self._context, self._own, self._aside = context, None, False
        self._other = self._other and not self.other_rows.reads(context.line)
        self.parts.closes()
        self.outside.understands_heading()

    def _recorded_from(self, text: str, line: Line) -> None:
        if self._context is None:
            self._pass_over(line)
            return
        self._context = spot_of(text, self._context)

    def _start_of_table(self, line: Line) -> bool:
        """Whether the line is a header row; its first cell may be the heading of the table."""
        cells = line.cells
        context = read_context(cells[0], line.number, self._kind) if cells[0] else None
        corner = context is not None and self.tables.names_columns(cells[1:])
        if not corner and not self.tables.names_columns(cells):
            return False
        if corner and context is not None:
            self._head(context)
        if self.parts.ends_before(line):
            self._aside = False
        self._other = self._other and not self.other_rows.reads(line.number)
        other = self._other or self._aside
        self.parts.closes()
        self._table = self.tables.starts(line, corner=corner, other=other)
        kind = title_kind(cells[0]) if cells[0] and context is None else None
        if kind in ("M", "sensory") and not other:  # "MOTOR  Site  Lat": a title in the corner
            self._title_of_table(kind)
        if self._table.other and not other:
            self._context = None
        self._own = None
        return True

    def _heading_of_cells(self, line: Line) -> Context | None:
        """The heading that a line of cells is: "Tibial.R  to Abd.hallucis", a nerve and beside it
        its muscle; None where it is none, or not all of it is understood."""
        whole = read_context(" ".join(line.words), line.number, self._kind)
        if whole is not None and not whole.rest:
            return whole
        nerve, *beside = line.words
        heading = read_context(nerve, line.number, self._kind)
        if heading is None or heading.rest or heading.muscle or len(beside) != 1:
            return None
        named = spot_of(beside[0], heading)
        known = named.muscle is not None and named.muscle != beside[0]
        return replace(named, written=" ".join(line.words)) if known else None

    def _is_below_nerve_line(self, line: Line, named: Mapping[str, str]) -> bool:
        """Whether a row stands below a line that names a nerve and is not understood, and is left
        out, or waits for an answer; where the line is its heading, that is what it becomes."""
        own = named["nerve"] or named["site"]
        if own and read_context(own, line.number, self._kind) is not None:
            return False
        settled = self.outside.nerves.meets_row(self._own or self._context)
        if settled.named is not None:
            self._head(settled.named, sure=True)
        if settled.gone and settled.answered:
            self.below_lines.add(line.number)
            self._leave_out(line.number, " ".join(line.words), None)
        return settled.gone

    def _below_lines(self, context: Context, *, own: bool) -> Context:
        """The context of a row with the side of the line above that says no more, where it has
        none. `own`: the row's cells say its nerve."""
        sided = context.side is not None
        self.outside.meets_row(context.written, own=own and sided, sided=sided)
        if sided:
            self.outside.ends_side()
        return replace(context, side=context.side or self.outside.side)
