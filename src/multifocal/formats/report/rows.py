"""The lines of a report one after another: headings, header rows, units, rows of responses."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from multifocal.fault import Fault, quoted
from multifocal.formats.report import cells as cell_words
from multifocal.formats.report.aligned import aligned
from multifocal.formats.report.crossings import Crossings
from multifocal.formats.report.examined import Parts
from multifocal.formats.report.headers import (
    Heading,
    is_header,
    is_unit,
)
from multifocal.formats.report.legend import Legend
from multifocal.formats.report.lines import Line
from multifocal.formats.report.marks import Marks, is_row
from multifocal.formats.report.outside import Outside, may_say_side
from multifocal.formats.report.person import Person
from multifocal.formats.report.places import (
    Context,
    begins_aside,
    is_aside,
    is_needle_title,
    read_context,
    recording_line,
    site_word,
    spot_of,
    title_kind,
    with_temperature,
)
from multifocal.formats.report.questions import Asking
from multifocal.formats.report.remarked import Remarks
from multifocal.formats.report.row import Row, Table
from multifocal.formats.report.stretches import Stretches
from multifocal.formats.report.study_date import StudyDates
from multifocal.formats.report.tables import Tables
from multifocal.formats.report.temperatures import Temperatures
from multifocal.study.recording import Kind
from multifocal.study.technique_words import (
    names_crossing,
    technique_said,
    without_crossing,
    without_technique,
)
from multifocal.study.vocabulary import normalized

_WORDS: Final = ("site", "nerve", "side", "recording", "segment", "site1", "site2", "no_response",
                 "kind", "velocity", "delta", "distance")  # fmt: skip
_POSITION: Final = re.compile(r"[+-]?\s?\d+([.,]\d+)?\s?(cm|mm)\b.*", re.IGNORECASE)
"""A place by its distance from another, as of inching."""
_MOST_WORDS: Final = 7
"""Words of a heading; a longer line is a sentence."""


class Rows:
    """Takes the lines of a report in turn and keeps what they say. `units`: of columns whose cells
    alone say them (`units_in_cells` of a first reading)."""

    def __init__(
        self,
        asking: Asking,
        words: Mapping[str, str],
        units: Mapping[tuple[int, int], str] | None = None,
        marks: Marks | None = None,
    ) -> None:
        self.asking, self.words = asking, words
        self.marks = marks or Marks(())
        self.remarks = Remarks(asking, self.marks)
        self.tables = Tables(words, units or {})
        self.stretches = Stretches(asking)
        self.rows: list[Row] = []
        self.sensory_titles: list[int] = []
        self.faults: list[Fault] = []
        self.outside, self.legend = Outside(asking), Legend(asking)
        self.dates, self.person, self.temperatures = StudyDates(), Person(), Temperatures()
        self.parts, self.crossings = Parts(self.marks), Crossings(asking)
        self.unread: list[Kind | None] = []
        self._kind: Kind | None = None
        self._other, self._aside = False, False
        self._context: Context | None = None
        self._own: Context | None = None
        self._table: Table | None = None
        self._units_may_follow = False

    def add(self, line: Line) -> None:
        """One more line."""
        line = with_temperature(line)
        if self._takes_crossing(line) or self._takes_examined(line):
            return
        line = self.marks.take(line)
        outside = self._is_outside(line)
        if self._takes_remark(line) or self._takes_fact(line, outside=outside):
            return
        if self.dates.sees(line, in_table=not outside):
            self.outside.sees(line.number, " ".join(line.words))
            return
        if outside:
            text = " ".join(line.words)
            if self.outside.sees(line.number, text):
                self.outside.passes_over(line.number, text, headed=False, private=True)
                return
            if self.legend.explains(line.number, text):
                self._pass_over(line)
                return
        elif self.outside.is_of_person(line.number, line.words):
            text = " ".join(line.words)
            self.outside.passes_over(line.number, text, headed=False, private=True)
            return
        follows, self._units_may_follow = self._units_may_follow, False
        if follows and all(is_unit(word) for word in line.words):
            assert self._table is not None
            self._table = self.tables.with_units(self._table, line)
        elif len(line.words) == 1:
            self._lone(line)
        elif self._start_of_table(line):
            self._units_may_follow = True
        elif self._table is None:
            self._loose(line)
        elif not self._table.other:
            self._row(line)

    def _takes_crossing(self, line: Line) -> bool:
        """Notes a line that names crossing fibers, and tells whether it says no more that is read
        elsewhere: it is no row, no heading, and says nothing of how a stimulus was."""
        text = " ".join(line.words)
        if not names_crossing(text) or is_header(line.cells, self.words):
            return False
        self.crossings.hears(line.number, text)
        if is_row(line):
            return False
        heading = read_context(without_crossing(text), line.number, self._kind)
        if heading is not None and not heading.rest:
            self._head(replace(heading, written=text))
            return True
        if technique_said(text) is not None:
            return False
        whole = "  ".join(line.words)
        self.temperatures.sees(line.number, whole, self._own or self._context)
        self.outside.sees(line.number, text)
        return True

    def _takes_examined(self, line: Line) -> bool:
        """Whether the line is of a part about strength, needle, motor unit numbers or nerve areas,
        and understood."""
        taken = self.parts.takes(line)
        if taken == "starts":
            self._aside, self._table, self._context, self._own = True, None, None, None
            self.outside.understands_heading()
        if taken is not None:
            self.outside.sees(line.number, " ".join(line.words))
            self._units_may_follow = False
        return taken is not None

    def _takes_remark(self, line: Line) -> bool:
        """Whether the line says how stimuli were, or what a mark means, and no more."""
        text = " ".join(line.words)
        explanations = self.marks.explanations.get(line.number, ())
        said = technique_said(text)
        if said is None and not explanations:
            return False
        if is_row(line) or is_header(line.cells, self.words) or title_kind(text) == "other":
            return False
        self.outside.sees(line.number, text)
        if explanations:
            spoken = [one for one in explanations if technique_said(one.what)]
            other = self.legend.explains(line.number, text)
            self.remarks.explains(spoken if other else explanations)
            if not spoken:
                self._pass_over(line)
            return True
        heading = read_context(without_technique(text), line.number, self._kind)
        if heading is not None and not heading.rest and heading.site is None:
            self.remarks.heads(line.number, text)
            self._head(heading)
            return True
        return self._hears(line, text)

    def _takes_fact(self, line: Line, *, outside: bool) -> bool:
        """Whether the line says age, sex or height, or how warm a limb is, and no nerve."""
        text = "  ".join(line.words)
        if (is_row(line) and not outside) or is_header(line.cells, self.words):
            return False
        if read_context(text, line.number, self._kind) is not None:
            return False
        person = self.person.sees(line)
        warm = self.temperatures.sees(line.number, text, self._own or self._context)
        if person or warm:
            self.outside.sees(line.number, text)
        return person or warm

    def _hears(self, line: Line, text: str) -> bool:
        context = self._own or self._context
        beside = self._aside or self._other or (self._table is not None and self._table.other)
        above, beside = self._row_above(line), beside or not self.rows
        heard = self.remarks.hears(line.number, text, heading=context, above=above, beside=beside)
        if heard is None:
            return False
        if may_say_side(text):
            self.outside.passes_over(line.number, text, headed=context is not None, heard=True)
        return True

    def _row_above(self, line: Line) -> int | None:
        """The row right above a line that begins under one of its columns, not at its site."""
        if not self.rows or self.rows[-1].line != line.number - 1:
            return None
        if line.spans is None:
            return None if line.cells[0] else line.number - 1
        table = self.rows[-1].table
        indented = table.spans is not None and line.spans[0][0] >= table.spans[0][1]
        return line.number - 1 if indented else None

    def _is_outside(self, line: Line) -> bool:
        """Whether the line is neither a row of a table nor its header."""
        in_table = self._table is not None and not self._table.other
        if in_table and len(line.words) > 1:
            return False
        return not any(is_header(cells, self.words) for cells in (line.cells, line.cells[1:]))

    def _lone(self, line: Line) -> None:
        """A line of one cell: a heading, a title, the recording electrode, or a sentence."""
        (text,) = line.words
        recording = recording_line(text)
        if recording is not None:
            self._recorded_from(recording, line)
            return
        title = title_kind(text)
        needle = title == "other" and is_needle_title(text)
        short = len(normalized(text).split("_")) <= _MOST_WORDS
        if needle or (is_aside(text) and (short or begins_aside(text))):
            self._set_aside(line, text, needle=needle)
            return
        if title == "other":
            self._other, self._table, self._context = True, None, None
            self.parts.closes()
            self._pass_over(line)
            return
        context = read_context(text, line.number, self._kind)
        if context is None:
            if title is not None:
                if title == "sensory":
                    self.sensory_titles.append(line.number)
                self._title(title)
            elif self._is_site_alone(line):
                self._row(line)
            else:
                self._pass_over(line)
        elif context.rest and len(normalized(text).split("_")) > _MOST_WORDS:
            self._pass_over(line)
        else:
            self._head(context)

    def _set_aside(self, line: Line, text: str, *, needle: bool) -> None:
        """A title of what is not read: it and its tables are left out till the next heading."""
        self._aside, self._table, self._context, self._own = True, None, None, None
        self.outside.understands_heading()
        self.outside.passes_over(line.number, text, headed=False, heard=True, opens=False)
        self.parts.opens(line.number, text, needle=needle)

    def _pass_over(self, line: Line) -> None:
        headed, aside = (self._own or self._context) is not None, self._aside
        if aside:
            self.parts.leaves(line)
        elif self._looks_like_row(line):
            self.unread.append(self._kind)
        self.outside.passes_over(line.number, " ".join(line.words), headed=headed, heard=aside,
                                 opens=not aside)  # fmt: skip

    def _looks_like_row(self, line: Line) -> bool:
        """Whether a line that was not read names a nerve and holds numbers."""
        text = " ".join(line.words)
        named = any(read_context(one, line.number, self._kind) for one in (line.words[0], text))
        return named and not self._other and any(sign.isdigit() for sign in text)

    def _is_site_alone(self, line: Line) -> bool:
        return (
            bool(line.cells[0])
            and self._table is not None
            and not self._table.other
            and (
                self._context is not None
                and site_word(line.cells[0], self._context, self.asking, line.number)
                != line.cells[0].strip(" *")
            )
        )

    def _title(self, kind: Kind) -> None:
        if kind != self._kind or self._other:
            self._table = None
        self._kind, self._context, self._own, self._other = kind, None, None, False
        self._aside = False
        self.parts.closes()
        self.outside.understands_heading()

    def _head(self, context: Context) -> None:
        if context.rest:
            self.faults.append(
                Fault("report.heading", line=context.line, words=quoted(context.rest),
                      heading=quoted(context.written))
            )  # fmt: skip
        if context.kind and self._kind and context.kind != self._kind:
            self._kind = context.kind
        self._context, self._own, self._aside = context, None, False
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
        other = self._other or self._aside
        self.parts.closes()
        self._table = self.tables.starts(line, corner=corner, other=other)
        if self._table.other and not other:
            self._context = None
        self._own = None
        return True

    def _loose(self, line: Line) -> None:
        """Several cells outside every table: a heading beside its electrode, or nothing to read."""
        first, *others = line.words
        context = read_context(first, line.number, self._kind)
        recordings = [one for one in map(recording_line, others) if one]
        if context is not None and len(recordings) == len(others) == 1:
            self._head(context)
            self._recorded_from(recordings[0], line)
        else:
            self._pass_over(line)

    def _row(self, line: Line) -> None:
        table = self._table
        assert table is not None
        try:
            cells = aligned(line, table)
        except Fault as fault:
            # "Tibial.R  to Abd.hallucis": a heading with a gap, which is no cell of a column
            text = " ".join(line.words)
            heading = self._heading_of_cells(line)
            digits = any(sign.isdigit() for sign in text)
            if heading is not None and not digits:
                self._head(heading)
            else:
                self.faults.append(fault)
            return
        extra = [cell for at, cell in cells.items() if at >= len(table.headings) and cell]
        if extra:
            self.faults.append(
                Fault("table.cells", line=line.number, count=max(cells) + 1,
                      header_count=len(table.headings))
            )  # fmt: skip
            return
        named = dict.fromkeys(_WORDS, "")
        values: list[tuple[Heading, str]] = []
        for column in table.headings:
            text = cells.get(column.at, "")
            if not text:
                continue
            self.tables.sees(table, column, text)
            name = column.meaning.name if column.meaning else ""
            if name == "submaximal" and cell_words.marked(text):
                self.remarks.submaximal_cells.add(line.number)
            if name in named:
                if name == "distance":
                    text = cell_words.plain_number(text, column)
                named[name] = named[name] or text
            elif column.meaning and column.meaning.column:
                values.append((column, cell_words.plain_number(text, column)))
        self._site_under_nerve(line, table, named)
        self._add_row(line, table, named, values)

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

    def _site_under_nerve(self, line: Line, table: Table, named: dict[str, str]) -> None:
        """Under a column that is headed as the nerve's alone, a site of the nerve whose heading
        stands above."""
        places = {one.meaning.name for one in table.headings if one.meaning}
        here = self._own or self._context
        if not named["nerve"] or places & {"site", "segment", "site1"} or here is None:
            return
        if read_context(named["nerve"], line.number, self._kind) is None:
            named["site"], named["nerve"] = named["nerve"], ""

    def _add_row(
        self, line: Line, table: Table, named: dict[str, str], values: list[tuple[Heading, str]]
    ) -> None:
        answers = [(one, text) for one, text in values if not cell_words.nothing(text)]
        sure = any(cell_words.is_number(text) for _, text in answers)
        if named["site"] and not sure and not named["nerve"]:
            context = read_context(named["site"], line.number, self._kind)
            here = self._context or self._own
            known = here is not None and self.stretches.means_site(named["site"], here, line.number)
            if context is not None and not known and context.site is None and not named["distance"]:
                self._head(context)
                return
        context = self._context_of(line.number, named)
        if context is None:
            self.faults.append(Fault("report.no_nerve", line=line.number))
            return
        site = named["site"] if not named["nerve"] or named["site"] else ""
        if context.site is not None:
            site = context.site
        if context.kind == "sensory" and context.line == line.number and context.site is None:
            site = "" if site == context.written else site  # "Median R (index)": no site beside it
        site, stretched = self.stretches.far_end(
            site or named["segment"], context, line.number, answers=bool(answers)
        )
        if stretched:
            named["segment"] = named["segment"] or named["site"]
        self.stretches.takes(line.number, table, context, named, site, answers=bool(answers))
        silent = not answers and not named["no_response"]
        if silent and (not site or self.stretches.is_one(site, context, line.number)):
            return
        if _POSITION.fullmatch(site):
            self.faults.append(Fault("report.position", line=line.number, cell=quoted(site)))
            return
        response = cell_words.marked(named["no_response"])
        if response is None:
            self.faults.append(
                Fault("report.nr_column", line=line.number, cell=quoted(named["no_response"]))
            )
        self.outside.meets_row(context.written, own=bool(named["nerve"] and context.side))
        own_ends = named["segment"] or (named["site1"] and named["site2"])
        self.rows.append(
            Row(line.number, table, context,
                site_word(site, context, self.asking, line.number) if site else "",
                tuple(values), bool(response), "" if own_ends else named["distance"],
                "" if own_ends else named["velocity"])
        )  # fmt: skip

    def _context_of(self, line: int, named: Mapping[str, str]) -> Context | None:
        """The heading that holds for a row, with what its own cells say of nerve and electrode."""
        context = self._own or self._context
        if named["nerve"]:
            context = read_context(named["nerve"], line, self._kind)
            if context is None:
                return Context(line, named["nerve"], nerve=named["nerve"], kind=self._kind)
        elif named["site"] and not (
            context and self.stretches.means_site(named["site"], context, line)
        ):
            own = read_context(named["site"], line, self._kind)
            if own is not None and (own.site or own.side or context is None):
                context = own
                if own.site is None and own.skin and named["recording"]:  # "R Median Dig II"
                    context = replace(own, site=own.skin, skin=None)
                if context.site is None and context.rest:
                    self.faults.append(
                        Fault("report.heading", line=line, words=quoted(context.rest),
                              heading=quoted(context.written))
                    )  # fmt: skip
        if context is None:
            return None
        if named["side"]:
            context = replace(context, side=named["side"])  # type: ignore[arg-type]
        if named["kind"]:
            context = replace(context, kind=title_kind(named["kind"]) or context.kind)  # type: ignore[arg-type]
        if named["recording"]:
            context = spot_of(named["recording"], context)
        if context.kind is None:
            context = replace(context, kind=self._kind)
        if named["nerve"] or named["side"] or context is not (self._own or self._context):
            self._own = replace(context, site=None)
        return context
