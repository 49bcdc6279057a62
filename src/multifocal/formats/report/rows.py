"""The lines of a report one after another: headings, header rows, units, rows of responses."""

import re
from dataclasses import replace
from typing import Final

from multifocal.fault import Fault
from multifocal.formats.report.aligned import aligned, says_none
from multifocal.formats.report.cells import is_number
from multifocal.formats.report.headers import (
    is_header,
    is_unit,
)
from multifocal.formats.report.lines import Line
from multifocal.formats.report.lone import lone_response, parts_with_verdict
from multifocal.formats.report.lone_rows import LoneRows
from multifocal.formats.report.marks import is_row
from multifocal.formats.report.outside import may_say_side, names_person
from multifocal.formats.report.places import is_site, read_context, site_word, with_temperature
from multifocal.formats.report.row import Table
from multifocal.formats.report.titles import (
    begins_aside,
    is_aside,
    is_needle_title,
    recording_line,
    title_kind,
)
from multifocal.study.technique_words import (
    names_crossing,
    says_refused,
    technique_said,
    without_crossing,
    without_technique,
)
from multifocal.study.vocabulary import normalized

_MOST_WORDS: Final = 7
"""Words of a heading; a longer line is a sentence."""
_OF_NERVES: Final = frozenset(("nerve", "side", "segment", "site1", "site2", "recording"))
"""Columns whose cells say whose a row is."""
_POINT: Final = re.compile(r"^\s*(?:\d{1,2}\s*[.)]|[-–•*])\s*")
"""How the points of an impression begin."""


class Rows(LoneRows):
    """Takes the lines of a report in turn and keeps what they say."""

    def add(self, line: Line) -> None:
        """One more line."""
        line = with_temperature(line)
        if line.number in self.site_labels.lines:
            return
        if line.row:
            self._pass_over(line)
        else:
            self._take(line)
        self._catches_warmth(line)

    def _catches_warmth(self, line: Line) -> None:
        """How warm a limb was, where the line was taken for something else that it says too: a cold
        limb is never lost because of a remark or a nerve beside it."""
        if is_row(line) or is_header(line.cells, self.words):
            return
        context = self._own or self._context
        if context is not None and context.line == line.number and context.temperature:
            return
        nerve = read_context(" ".join(line.words), line.number, self._kind)
        self.temperatures.catches(line.number, "  ".join(line.words), nerve, context)

    def _take(self, line: Line) -> None:
        if self._takes_impression(line) or self._takes_crossing(line) or self._takes_examined(line):
            return
        line = self.marks.take(line)
        outside = self._is_outside(line)
        if (
            self._takes_row_in_words(line)
            or self._takes_remark(line)
            or self._takes_said(line, outside=outside)
        ):
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
        else:
            self._row_or_line(line, self._table)

    def _row_or_line(self, line: Line, table: Table) -> None:
        if table.other:
            if self._other:
                self.other_rows.sees(line, self._context, table.line)
        elif self._speaks_of_nerve(line, table):
            self._pass_over(line)
        else:
            self._row(line)

    def _speaks_of_nerve(self, line: Line, table: Table) -> bool:
        """Whether cells without a number, under columns that are not for it, say a nerve or a side
        beside no site: "Study:  left ulnar" is no row, and whose rows follow is to be asked."""
        text, context = " ".join(line.words), self._own or self._context
        columns = {one.meaning.name for one in table.headings if one.meaning}
        if columns & _OF_NERVES or read_context(line.words[0], line.number):
            return False
        if context is not None and is_site(line.words[0], context):
            return False
        if any(is_number(one) or says_none(one) for one in line.words):
            return False
        return may_say_side(text) or (
            read_context(text, line.number) is not None and self._heading_of_cells(line) is None
        )

    def _takes_impression(self, line: Line) -> bool:
        """Notes an examiner's impression, and tells whether it says no more that is read elsewhere:
        of how a stimulus was, or of fibers that cross."""
        text = " ".join(line.words)
        if is_row(line) or is_header(line.cells, self.words):
            self.impressions.ends()
            return False
        below = self.impressions.is_open(line.number, text) and not self._begins_anew(line, text)
        if below:
            self.impressions.goes_on(line.number, text)
        elif not self.impressions.hears(line.number, text):
            return False
        if below:
            parts = parts_with_verdict(_POINT.sub("", text))
            self.said += [(part, line.number, "") for part in parts]
            self.temperatures.sees(line.number, text, self._own or self._context)
        if technique_said(text) is not None or names_crossing(text):
            return False
        self.outside.sees(line.number, text)
        # a line that names a nerve in few words may be a heading that is not understood
        named = below and read_context(text, line.number, self._kind) is not None
        short = len(normalized(text).split("_")) <= _MOST_WORDS
        headed = named and (self._own or self._context) is not None
        self.outside.passes_over(line.number, text, headed=headed, heard=True,
                                 opens=named and short)  # fmt: skip
        return True

    def _begins_anew(self, line: Line, text: str) -> bool:
        """Whether a line below an impression is no part of it: a heading, a title, a response of
        its own, or a line about the person."""
        heading = read_context(text, line.number, self._kind)
        if heading is not None and not heading.rest:
            return True
        short = len(normalized(text).split("_")) <= _MOST_WORDS
        if short and not _POINT.match(text) and (title_kind(text) is not None or is_aside(text)):
            return True
        return (
            names_person(text)
            or recording_line(text) is not None
            or lone_response(text, line.number, self._kind) is not None
        )

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
            if other:  # what NR stands for is asked by itself: a refusal tells that, of no stimulus
                spoken = [one for one in spoken if not says_refused(one.what)]
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

    def _takes_said(self, line: Line, *, outside: bool) -> bool:
        """Whether the line says something of the person, of a limb's warmth, or tells or judges a
        response by itself."""
        return self._takes_fact(line, outside=outside) or self._takes_lone(line, outside=outside)

    def _takes_fact(self, line: Line, *, outside: bool) -> bool:
        """Whether the line says age, sex or height, or how warm a limb is, and no nerve."""
        text = "  ".join(line.words)
        if (is_row(line) and not outside) or is_header(line.cells, self.words):
            return False
        if read_context(text, line.number, self._kind) is not None:
            self._takes_fact_beside_nerve(line)
            return False
        person = self.person.sees(line)
        warm = self.temperatures.sees(line.number, text, self._own or self._context)
        if person or warm:
            self.dates.sees(line, in_table=not outside)  # "Date: 3 May 2024   Limb temp: 33 °C"
            self.dates.sees_bare(line)
            self.outside.sees(line.number, text)
        return person or warm

    def _takes_fact_beside_nerve(self, line: Line) -> None:
        """What the cells of a title say behind the one that names a nerve: "Left ulnar study   Temp
        33.5". A heading of one nerve says it itself."""
        named = [read_context(one, line.number, self._kind) is not None for one in line.words]
        parts = [one for one, nerve in zip(line.words, named, strict=True) if not nerve]
        if sum(named) == 1 and parts and not is_row(line):
            self.temperatures.sees(line.number, "  ".join(parts), None)
            self.dates.sees_bare(line)

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
            self.other_rows.title = text
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
        elif context.rest and (
            len(normalized(text).split("_")) > _MOST_WORDS
            or (self._aside and any(sign.isdigit() for sign in text))
        ):  # a sentence, or "Tib ant 3 3" in a list of strength that is not read
            self._pass_over(line)
        else:
            self._head(context)

    def _is_site_alone(self, line: Line) -> bool:
        """Whether the line names a site of the nerve above, in the first column or in its own."""
        (text,) = line.words
        table, context = self._table, self._context or self._own
        if table is None or table.other or context is None:
            return False
        first = bool(line.cells[0]) and self._context is not None
        if not (first or _is_under_sites(line, table)):
            return False
        return site_word(text, context, self.asking, line.number) != text.strip(" *")

    def _loose(self, line: Line) -> None:
        """Several cells outside every table: a heading beside its electrode, or nothing to read."""
        first, *others = line.words
        context = read_context(first, line.number, self._kind)
        recordings = [one for one in map(recording_line, others) if one]
        if context is not None and len(recordings) == len(others) == 1:
            self._head(context)
            self._recorded_from(recordings[0], line)
        elif (whole := self._heading_of_cells(line)) is not None and not (
            whole.site or is_row(line)
        ):
            self._head(whole)  # "MEDIAN  LEFT  REC: APB  TEMP 32.5 C"
        else:
            self._pass_over(line)


def _is_under_sites(line: Line, table: Table) -> bool:
    """Whether the one cell of a line stands under the column of the sites."""
    headed = {one.at for one in table.headings if one.meaning and one.meaning.name == "site"}
    try:
        cells = aligned(line, table)
    except Fault:
        return False
    return {at for at, text in cells.items() if text} <= headed
