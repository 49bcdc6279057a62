"""What was understood of a report: shown before anything is evaluated."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Final

from multifocal.fault import Fault, together
from multifocal.formats.edf import Remark
from multifocal.formats.edf.remark import placed
from multifocal.formats.report.questions import Question
from multifocal.formats.table.columns import columns
from multifocal.formats.table.reading import study_of_table
from multifocal.study.study import Study
from multifocal.study.vocabulary import MISSING
from multifocal.words import day_said, say

FIRST_SCREEN: Final = (
    "temperature_differs", "temperature_of_which", "temperature_unread", "distance_unread",
    "crossing_unknown", "said_sensory", "said_f", "told_twice", "impression", "row_left_out",
    "row_unread", "row_below_line",
    "row_lacks_cell", "columns_unread", "f_latency_aside", "same_site", "number_left_out",
    "word_left_out", "numbers_left_out", "row_not_recorded", "row_undone",
    "unnamed_left_out",
)  # fmt: skip
"""Notes of what was not used and may change how the numbers are to be judged."""
_OF_ROWS: Final = ("line:", "side-line:", "row:", "rows:", "heading:", "moved:", "lone:",
                    "other-rows:")  # fmt: skip
"""How the ids of questions begin on which it depends whether rows are read."""
MOST_QUOTED: Final = 200
"""Characters of an examiner's words: they are to be read whole."""


@dataclass(frozen=True)
class MappedColumn:
    """A column of the report and what it fills. `column` None: left out, for the reason `why`
    (`report_reading.why.WHY`); `factor`: what its numbers were multiplied with."""

    line: int
    written: str
    column: str | None
    why: str = ""
    unit: str = ""
    factor: float = 1.0


@dataclass(frozen=True)
class MappedHeading:
    """A heading and the rows that it holds for."""

    line: int
    written: str
    side: str | None
    nerve: str | None
    spot: str | None
    kind: str | None
    rows: int


@dataclass(frozen=True)
class Note:
    """Something that was taken for granted or seen; `key` of `report_reading.note`."""

    key: str
    line: int | None = None
    parameters: Mapping[str, str | float] | None = None

    @property
    def text(self) -> str:
        """The sentence, in the language that is spoken here."""
        return say(f"report_reading.note.{self.key}", **(self.parameters or {}))


@dataclass(frozen=True)
class Understood:
    """A report as it was understood.

    `rows`: its line in the report, and its cells by column of the table; `lines_passed_over`: how
    many lines were no part of a table and were not read. `faults`: what cannot be understood, each
    with line and column. `offered`: questions that may stay without an answer. `on`: the day of the
    study, None where it is not known; `dated`: line, label and date where it stands. `person`: what
    is known of age, sex and height, by column of the table. `sensory_unread`, `f_waves_unread`:
    rows of such responses that were not read, `motor_unread`: other rows, of nerves that are not
    known; `block_denied`, `block_stated`: lines of its examiner
    that say there is no block, and that there is one.
    """

    columns: tuple[MappedColumn, ...]
    headings: tuple[MappedHeading, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]
    questions: tuple[Question, ...] = ()
    answered: tuple[Question, ...] = ()
    notes: tuple[Note, ...] = ()
    faults: tuple[Fault, ...] = ()
    lines_passed_over: int = 0
    offered: tuple[Question, ...] = ()
    on: date | None = None
    dated: tuple[int, str, str] | None = None
    person: Mapping[str, str] = field(default_factory=dict)
    sensory_unread: int = 0
    f_waves_unread: int = 0
    motor_unread: int = 0
    block_denied: int = 0
    block_stated: int = 0

    @cached_property
    def table(self) -> tuple[list[str], list[tuple[int, list[str]]]]:
        """Header and rows of the project's own table; day and person stand in the first row alone,
        where one cell mends them."""
        used = {name for _, cells in self.rows for name, cell in cells.items() if cell}
        if self.on is not None:
            used.add("date")
        used |= set(self.person)
        header = [one.name for one in columns() if not one.optional or one.name in used]
        once = {"date": str(self.on or ""), **self.person}
        dated = [{**cells, **({} if at else once)} for at, (_, cells) in enumerate(self.rows)]
        return header, [
            (line, [cells.get(name, "") for name in header])
            for (line, _), cells in zip(self.rows, dated, strict=True)
        ]

    @property
    def waits(self) -> bool:
        """Whether no row is read yet, and an answer is asked for on which rows depend."""
        return not self.rows and any(one.id.startswith(_OF_ROWS) for one in self.questions)

    @cached_property
    def problems(self) -> tuple[Fault, ...]:
        """Everything that is wrong with the rows, each with its line and column."""
        faults = [*self.faults]
        if self.rows or not (faults or self.waits):
            try:
                self._read()
            except Fault as fault:
                faults += fault.each
        open_ = {MISSING.get(one.column or "") for one in self.questions}
        faults = [one for one in faults if one.key not in open_]  # asked, and so not told twice
        return tuple(sorted(faults, key=lambda one: one.line or 0))

    def _read(self) -> tuple[Study, tuple[Remark, ...]]:
        header, rows = self.table
        return study_of_table((rows[0][0] if rows else 1, header), rows, comma=True)

    def study(self) -> Study:
        """The study. One Fault carries all that is asked and all that is wrong."""
        asked = [one.fault for one in self.questions]
        if asked or self.problems:
            raise together([*asked, *self.problems])
        return replace(
            self._read()[0],
            sensory_unread=self.sensory_unread,
            f_waves_unread=self.f_waves_unread,
            motor_unread=self.motor_unread,
            block_denied=self.block_denied,
            block_stated=self.block_stated,
        )

    def remarks(self) -> tuple[Remark, ...]:
        """What was mapped, taken for granted and left out, as sentences."""
        mapped = [one for one in self.columns if one.column and one.column != one.written]
        unmapped = [one for one in self.columns if not one.column]
        remarks = [
            Remark(
                say(
                    "report_reading.mapped"
                    if column.factor == 1
                    else "report_reading.mapped.factor",
                    written=column.written,
                    column=column.column,
                    factor=column.factor,
                ),
                placed("line", column.line),
            )
            for column in mapped
        ]
        remarks += [
            Remark(
                say(f"report_reading.why.{one.why}", written=one.written), placed("line", one.line)
            )
            for one in unmapped
        ]
        if self.dated is not None and self.on is not None:
            line, label, written = self.dated
            day = day_said(self.on)
            text = say("report_reading.dated", label=label, written=written, day=day)
            remarks.append(Remark(text, placed("line", line)))
        for one in self.offered:
            line = one.line or 1
            text = say("report_reading.offered", question=one.text, ways=one.ways)
            remarks.append(Remark(text, placed("line", line), _doubt_of_day(one, line)))
        remarks += [_remark_of(note) for note in self.notes]
        if self.lines_passed_over:
            remarks.append(Remark(say("report_reading.passed_over", count=self.lines_passed_over)))
        return tuple(remarks)


def _doubt_of_day(asked: Question, line: int) -> str:
    """What goes with every answer while a day is written and not known: it is none that was not
    stated. "" for a question of another kind."""
    if not asked.key.startswith(("date_order", "study_date")):
        return ""
    text = asked.text
    if asked.key == "date_order":
        text = say("report_reading.two_days", **asked.parameters)
    return say("remarks.unread.said", line=line, text=text)


def _remark_of(note: Note) -> Remark:
    unread = ""
    if note.key in FIRST_SCREEN:
        unread = say("remarks.unread.said", line=note.line or 1, text=note.text)
    elif note.key == "not_read":
        unread = say("remarks.unread", line=note.line, written=(note.parameters or {})["written"])
    return Remark(note.text, placed("line", note.line) if note.line else "", unread)
