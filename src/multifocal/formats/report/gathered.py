"""What the lines of a report gave so far, and what holds for the next one."""

from collections.abc import Mapping
from typing import Final

from multifocal.fault import Fault, quoted
from multifocal.formats.report.crossings import Crossings
from multifocal.formats.report.examined import Parts
from multifocal.formats.report.impressions import Impressions
from multifocal.formats.report.legend import Legend
from multifocal.formats.report.lettered_cells import LetteredCells
from multifocal.formats.report.lines import Line
from multifocal.formats.report.lone import Part
from multifocal.formats.report.marks import Marks
from multifocal.formats.report.other_rows import OtherRows
from multifocal.formats.report.outside import Outside
from multifocal.formats.report.person import Person
from multifocal.formats.report.places import Context, read_context
from multifocal.formats.report.questions import Asking
from multifocal.formats.report.remarked import Remarks
from multifocal.formats.report.row import Row, Table
from multifocal.formats.report.site_labels import SiteLabels
from multifocal.formats.report.stretches import Stretches
from multifocal.formats.report.study_date import StudyDates
from multifocal.formats.report.tables import Tables
from multifocal.formats.report.temperatures import Temperatures
from multifocal.formats.report.understood import Note
from multifocal.formats.report.unread_rows import UnreadRows, is_numbers
from multifocal.study.recording import Kind
from multifocal.study.vocabulary import with_words_as_signs

_MOST_QUOTED: Final = 80


class Gathered:
    """Keeps what lines say, and passes over those that say nothing. `units`: of columns whose cells
    alone say them (`units_in_cells` of a first reading); `flags`: see `LetteredCells`."""

    def __init__(
        self,
        asking: Asking,
        words: Mapping[str, str],
        units: Mapping[tuple[int, int], str] | None = None,
        marks: Marks | None = None,
        *,
        flags: bool = False,
    ) -> None:
        self.asking, self.words = asking, words
        self.marks, self.letters = marks or Marks(()), LetteredCells(asking, flags)
        self.remarks = Remarks(asking, self.marks)
        self.tables = Tables(words, units or {})
        self.stretches = Stretches(asking)
        self.rows: list[Row] = []
        self.sensory_titles: list[int] = []
        self.faults: list[Fault] = []
        self.notes: list[Note] = []
        self.outside, self.legend = Outside(asking), Legend(asking)
        self.dates, self.person, self.temperatures = StudyDates(), Person(), Temperatures()
        self.parts, self.crossings = Parts(self.marks), Crossings(asking)
        self.impressions = Impressions()
        self.unread: list[Kind | None] = []
        self.unread_rows = UnreadRows(asking)
        self.said: list[tuple[Part, int, str]] = []
        self.left_out: list[tuple[int, str]] = []
        self.below_lines: set[int] = set()
        self.site_labels = SiteLabels()
        self._kind: Kind | None = None
        self._other, self._aside = False, False
        self.other_rows = OtherRows(asking)
        self._context: Context | None = None
        self._own: Context | None = None
        self._table: Table | None = None
        self._units_may_follow = False

    def _refuse(self, line: Line, fault: Fault, above: Context | None) -> None:
        """A row that cannot be read: a fault, unless a person says to leave it out. The rows below
        one that names a nerve are not of the nerve above it."""
        for cell in line.words[:2]:
            self.outside.nerves.opens(line.number, cell, headed=True)
        if not self._leaves_heading(above):
            text = quoted(" ".join(line.words), _MOST_QUOTED)
            given = self.asking.ask(f"row:{line.number}", "unread_row", ("leave-out",), line.number,
                                    None, written=text, problem=fault.problem,
                                    remedy=fault.remedy)  # fmt: skip
            if given is None:
                self.faults.append(fault)
                return
        self._leave_out(line.number, " ".join(line.words), above)

    def _leave_out(self, line: int, text: str, above: Context | None) -> None:
        self.left_out.append((line, text))
        self.unread.append(above.kind or self._kind if above else self._kind)

    def _leaves_heading(self, context: Context | None) -> bool:
        """Whether a person said to leave out what stands under a heading that is not understood."""
        if context is None or not context.rest:
            return False
        return self.asking.answers.get(f"heading:{context.line}") == "leave-out"

    def _misread(self, context: Context) -> None:
        """A heading of which words are not understood: a fault, unless it is to be left out."""
        words = quoted(with_words_as_signs(context.rest))
        given = self.asking.ask(f"heading:{context.line}", "unread_heading", ("leave-out",),
                                context.line, None, written=quoted(context.written, _MOST_QUOTED),
                                words=words)  # fmt: skip
        if given is None:
            self.faults.append(
                Fault("report.heading", line=context.line, words=words,
                      heading=quoted(context.written))
            )  # fmt: skip

    def _pass_over(self, line: Line) -> None:
        headed, aside = (self._own or self._context) is not None, self._aside
        named = aside and self.parts.leaves(line)
        if not aside and self._looks_like_row(line):
            self.unread.append(self._kind)
        row = is_numbers(line) and not aside and not self._other
        if row:
            self.unread_rows.takes(line, self._kind)
        self.outside.passes_over(line.number, " ".join(line.words), headed=headed, heard=named,
                                 opens=not aside, row=row)  # fmt: skip

    def _looks_like_row(self, line: Line) -> bool:
        """Whether a line that was not read names a nerve and holds numbers."""
        text = " ".join(line.words)
        named = any(read_context(one, line.number, self._kind) for one in (line.words[0], text))
        return named and not self._other and any(sign.isdigit() for sign in text)
