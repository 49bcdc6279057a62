"""Reads the report of a machine: any of the usual layouts, to rows of the project's own table."""

from collections.abc import Mapping, Sequence
from typing import Final

from multifocal.fault import Fault
from multifocal.formats.report.assembled import Assembled
from multifocal.formats.report.broken_cells import with_whole_rows
from multifocal.formats.report.columns_of_people import faults_of_people
from multifocal.formats.report.glued_headings import with_parted_headings
from multifocal.formats.report.group_headings import with_group_headings
from multifocal.formats.report.headers import is_header, read_heading
from multifocal.formats.report.labelled_headings import with_labelled_headings
from multifocal.formats.report.letters import has_flags
from multifocal.formats.report.lines import (
    Line,
    is_html,
    lines_of,
    plain_text,
    without_bold,
    without_hashes,
)
from multifocal.formats.report.lone import one_nerve_a_line
from multifocal.formats.report.marks import Marks
from multifocal.formats.report.motor_lines import motor_lines_as_rows
from multifocal.formats.report.profile import NO_PROFILE, Profile
from multifocal.formats.report.questions import Asking
from multifocal.formats.report.rows import Rows
from multifocal.formats.report.rtf import is_rtf
from multifocal.formats.report.second_headings import with_second_headings
from multifocal.formats.report.side_by_side import one_below_the_other, text_of_lines
from multifocal.formats.report.single_spaces import with_single_spaces
from multifocal.formats.report.site_beside import sites_by_others
from multifocal.formats.report.site_labels import SiteLabels
from multifocal.formats.report.turned_tables import with_turned_tables
from multifocal.formats.report.understood import Note, Understood
from multifocal.formats.report.unit_rows import with_words_of_unit_rows
from multifocal.formats.report.unnamed_sites import with_named_sites
from multifocal.formats.table.columns import names_columns, read_header
from multifocal.formats.table.text import text_of
from multifocal.study import word_of

_OWN_FAULTS: Final = ("table.column_twice", "table.columns_alike", "table.column_missing",
                      "table.amplitude_missing")  # fmt: skip
_LEAST_BARS: Final = 2
"""Signs "|" in a line of a table that they part, and such lines in it."""


def is_report(content: bytes) -> bool:
    """Whether these bytes hold a header row of a report, and not the project's own table.

    A table with most of its own columns is left to its own reader, which refuses what is wrong in
    it, unless every column that it refuses is one that reports have.
    """
    try:
        text = text_of(content)
        if is_html(text) or is_rtf(text):
            return True
        told = _with_headings(without_bold(lines_of(content)))
        lines = [line for line in told if not line.words[0].startswith("#")]
    except Fault:
        return False
    if not lines or (_is_parted(text, lines[0]) and _is_own(lines[0].cells)):
        return False
    if any(is_header(line.cells) for line in lines):
        return True
    try:
        whole = with_whole_rows(lines)
    except Fault:
        return True  # and is refused as a report
    laid = motor_lines_as_rows(one_below_the_other(with_turned_tables(whole)))
    return any(is_header(line.cells) for line in laid)


def _is_parted(text: str, line: Line) -> bool:
    """Whether the cells of a line are parted by a sign that the project's own table may have:
    neither by position nor by bars, as in Markdown."""
    return (
        line.spans is None
        and sum(row.count("|") >= _LEAST_BARS for row in text.split("\n")) < _LEAST_BARS
    )


def _is_own(cells: Sequence[str]) -> bool:
    faults = read_header(cells).faults
    if not faults:
        return True
    if not names_columns(cells):
        return False
    headings = [read_heading(at, cell) for at, cell in enumerate(cells) if cell]
    understood = all(one.meaning for one in headings)
    # a machine writes "Latency (ms)", and its columns that nobody knows are left out
    of_machine = not any(_writes_as_table(one.written) for one in headings)
    lacks = all(one.key == "table.column_missing" for one in faults)
    if lacks and of_machine and is_header(cells):
        return False  # "Nerve  Site  Lat (ms)": its headings and cells say side and muscle
    own = all(one.key in _OWN_FAULTS for one in faults)
    return own or not (understood or of_machine)


def _writes_as_table(heading: str) -> bool:
    """Whether a heading is written as the project's own table writes it: latency_ms."""
    return "_" in heading


def read_report(
    content: bytes, answers: Mapping[str, str] | None = None, profile: Profile = NO_PROFILE
) -> Understood:
    """What is understood of a report.

    `answers`: what a person said to its questions, by their ids; they go before those of
    `profile`, a laboratory's. Fault where the content is no text at all.
    """
    try:
        whole = with_whole_rows(_with_headings(without_bold(without_hashes(lines_of(content)))))
    except Fault as fault:
        if fault.key != "report.broken_cells":
            raise
        return Understood((), (), (), faults=(fault,))
    turned = with_turned_tables(whole)
    beside = one_below_the_other(turned)
    lines = one_nerve_a_line(beside)
    rows = motor_lines_as_rows(lines)
    given = {**profile.answers, **(answers or {})}
    asking, read = _read_rows(rows, given, profile)
    sure, units = sites_by_others(read.rows, asking), read.tables.units_in_cells
    if units or sure:
        told = {**given, **{question: one.answer for question, one in sure.items()}}
        asking, read = _read_rows(rows, told, profile, units)
    read.faults += faults_of_people(rows)
    assembled = Assembled(asking, read)
    for question, one in sure.items():
        asking.answered.pop(question, None)  # no person said it
        words = {"written": one.row.site, "site": word_of("site", one.answer)}
        words["beside"] = word_of("site", one.beside)
        assembled.notes.append(Note("site_beside", one.row.line, words))
    if any(line.close for line in whole):
        assembled.notes.append(Note("close"))
    if turned != whole:
        assembled.notes.append(Note("turned"))
    if beside != turned:
        assembled.notes.append(Note("side_by_side"))
    if lines != beside:
        assembled.notes.append(Note("parted"))
    if rows != lines:
        assembled.notes.append(Note("motor_lines"))
    return assembled.understood()


def report_text(content: bytes) -> str:
    """The text of a report with its lines as they are counted: tables of a page as lines, those
    of sites as columns turned, those that stand side by side one below the other, and a line of
    several nerves as one for each."""
    whole = tuple(_with_headings(lines_of(content)))
    lines = one_nerve_a_line(one_below_the_other(with_turned_tables(whole)))
    if lines != whole:
        return text_of_lines(lines)
    return plain_text(content)


def _with_headings(lines: Sequence[Line]) -> list[Line]:
    """The lines, each header row with a heading for every column."""
    apart = with_single_spaces(lines)
    parted = with_words_of_unit_rows(with_parted_headings(with_labelled_headings(apart)))
    return with_named_sites(with_group_headings(with_second_headings(parted)))


def _read_rows(
    lines: Sequence[Line],
    answers: Mapping[str, str],
    profile: Profile,
    units: Mapping[tuple[int, int], str] | None = None,
) -> tuple[Asking, Rows]:
    asking = Asking(answers)
    read = Rows(asking, profile.columns, units, Marks(lines), flags=has_flags(lines))
    read.site_labels = SiteLabels(lines)
    for line in lines:
        read.add(line)
    return asking, read
