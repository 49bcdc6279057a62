"""Reads the report of a machine: any of the usual layouts, to rows of the project's own table."""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from multifocal.fault import Fault
from multifocal.formats.report import cells as cell_words
from multifocal.formats.report.columns_used import ColumnsUsed
from multifocal.formats.report.distances import Distances, order
from multifocal.formats.report.f_places import FPlaces, is_lone
from multifocal.formats.report.fitting import fit_of
from multifocal.formats.report.headers import is_header, read_heading
from multifocal.formats.report.lines import Line, is_html, lines_of, plain_text
from multifocal.formats.report.lone import one_nerve_a_line
from multifocal.formats.report.marks import Marks
from multifocal.formats.report.missing_cells import MissingCells
from multifocal.formats.report.places import Context
from multifocal.formats.report.profile import NO_PROFILE, Profile
from multifocal.formats.report.questions import Asking
from multifocal.formats.report.row import Row, key_of
from multifocal.formats.report.row_values import RESPONSE, RowValues
from multifocal.formats.report.rows import Rows
from multifocal.formats.report.rtf import is_rtf
from multifocal.formats.report.same_site import SameSite
from multifocal.formats.report.sensory_places import completed_places
from multifocal.formats.report.side_by_side import one_below_the_other, text_of_lines
from multifocal.formats.report.site_beside import sites_by_others
from multifocal.formats.report.understood import MappedHeading, Note, Understood
from multifocal.formats.report.unknown_places import UnknownPlaces, knows_nerve
from multifocal.formats.report.usual import DISTAL, USUAL
from multifocal.formats.table.columns import names_columns, read_header
from multifocal.formats.table.text import text_of
from multifocal.study import vocabulary, word_of
from multifocal.study.recording import Kind
from multifocal.study.sensory_words import is_sensory_word, sensory_word

_OF_STIMULUS: Final = (
    *RESPONSE, "f_minimum_ms", "f_mean_ms", "f_persistence_percent", "f_chronodispersion_ms",
)  # fmt: skip
"""What a stimulus gave, of any kind of study."""
_OWN_FAULTS: Final = ("table.column_twice", "table.columns_alike", "table.column_missing",
                      "table.amplitude_missing")  # fmt: skip
_MOST_QUOTED: Final = 200
"""Characters of an examiner's words: they are to be read whole."""


def is_report(content: bytes) -> bool:
    """Whether these bytes hold a header row of a report, and not the project's own table.

    A table with most of its own columns is left to its own reader, which refuses what is wrong in
    it, unless every column that it refuses is one that reports have.
    """
    try:
        text = text_of(content)
        if is_html(text) or is_rtf(text):
            return True
        lines = [line for line in lines_of(content) if not line.words[0].startswith("#")]
    except Fault:
        return False
    if not lines or _is_own(lines[0].cells):
        return False
    return any(is_header(line.cells) for line in lines)


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
    whole = lines_of(content)
    beside = one_below_the_other(whole)
    lines = one_nerve_a_line(beside)
    given = {**profile.answers, **(answers or {})}
    asking, read = _read_rows(lines, given, profile)
    sure, units = sites_by_others(read.rows, asking), read.tables.units_in_cells
    if units or sure:
        told = {**given, **{question: one.answer for question, one in sure.items()}}
        asking, read = _read_rows(lines, told, profile, units)
    assembled = _Assembled(asking, read)
    for question, one in sure.items():
        asking.answered.pop(question, None)  # no person said it
        words = {"written": one.row.site, "site": word_of("site", one.answer)}
        words["beside"] = word_of("site", one.beside)
        assembled.notes.append(Note("site_beside", one.row.line, words))
    if beside != whole:
        assembled.notes.append(Note("side_by_side"))
    if lines != beside:
        assembled.notes.append(Note("parted"))
    return assembled.understood()


def report_text(content: bytes) -> str:
    """The text of a report with its lines as they are counted: tables of a page as lines, those
    that stand side by side one below the other, and a line of several nerves as one for each."""
    whole = lines_of(content)
    lines = one_nerve_a_line(one_below_the_other(whole))
    if lines != whole:
        return text_of_lines(lines)
    return plain_text(content)


def _read_rows(
    lines: Sequence[Line],
    answers: Mapping[str, str],
    profile: Profile,
    units: Mapping[tuple[int, int], str] | None = None,
) -> tuple[Asking, Rows]:
    asking = Asking(answers)
    read = Rows(asking, profile.columns, units, Marks(lines))
    for line in lines:
        read.add(line)
    return asking, read


class _Assembled:
    """The rows of a report with the columns of the project's table."""

    def __init__(self, asking: Asking, read: Rows) -> None:
        self.asking, self.read = asking, read
        self.used = ColumnsUsed(asking, read)
        self.distances = Distances(asking, read)
        self.same = SameSite(asking)
        self.missing, self.unknown = MissingCells(asking), UnknownPlaces(asking)
        self.values = RowValues(asking, self.used, read.legend)
        self.notes: list[Note] = []
        self.cells: dict[int, dict[str, str]] = {}
        self.aside = False
        self.unread = {kind: read.unread.count(kind) for kind in ("sensory", "F")}

    def understood(self) -> Understood:
        rows = self.missing.without(self.read.rows)
        self.notes += self.missing.notes
        rows = [row for row in rows if not self.unknown.is_left_out(row)]
        rows = [row if is_lone(row) else self._settled(row) for row in rows]
        rows = self._settled_f_waves(rows)
        for row in rows:
            self.cells[row.line] = self.values.of(row)
        self.notes += self.values.notes
        self._heed_remarks(rows)
        self._heed_crossings(rows)
        self._warm(rows)
        rows = [completed_places(row, self.asking) if _lacks_place(row) else row for row in rows]
        rows = [row for row in rows if self._says_anything(row) and self._is_placed(row)]
        rows = [row for row in rows if not self._lacks_f_latency(row)]
        rows = self.same.without(rows)
        self.notes += self.same.notes
        gone = [line for line, _ in self.read.left_out]
        gone += [row.line for row in self.unknown.left_out]
        rows = self.unknown.without(rows, gone)
        self.notes += self.unknown.notes
        for line, text in self.read.left_out:
            self.notes.append(Note("row_unread", line, {"written": text[:_MOST_QUOTED]}))
        left_out = (*self.unknown.left_out, *self.missing.left_out)
        for kind in self.unread:
            self.unread[kind] += sum(row.context.kind == kind for row in left_out)
        rows = self._without_repeats(rows)
        for group in _groups(rows):
            self.distances.add([(row, _latency(self.cells[row.line])) for row in group])
        self.distances.settle()
        for row in rows:
            self.cells[row.line]["distance_mm"] = self.distances.of.get(row.line, "")
        placed = [[self.cells[row.line] for row in group] for group in _groups(rows, placed=True)]
        fit_of(self.asking, placed, {id(self.cells[row.line]): row.line for row in rows})
        self._hear_words(rows)
        self._miss_sensory(rows)
        self.used.say_left_out(self.read.tables.all)
        self.notes += self.read.impressions.notes()
        self.notes += self.read.outside.notes()
        examined, notes, examined_columns = self.read.parts.settle()
        self.notes += notes
        self.notes += [
            Note("far_end", line, {"written": written[:40]})
            for line, written in self.read.stretches.in_place_of_site
        ]
        self._miss_amplitudes(rows)
        columns = (*self.used.mapped.values(), *self.distances.mapped, *examined_columns)
        dated = self.read.dates.settle(self.asking)
        person, said = self.read.person.settle()
        self.notes += [*dated.notes, *said]
        return Understood(
            columns=tuple(sorted(columns, key=lambda one: one.line)),
            headings=self._headings(rows),
            rows=(*((row.line, self._row(row)) for row in rows), *examined),
            questions=tuple(self.asking.questions.values()),
            answered=tuple(self.asking.answered.values()),
            notes=(*self.used.notes.values(), *self.distances.notes, *self.notes),
            faults=(*self.read.faults, *self.read.outside.faults, *self.used.faults),
            lines_passed_over=len(self.read.outside.unread()),
            offered=tuple(self.asking.offered.values()),
            on=dated.day,
            person={str(name): text for name, text in person.items()},
            sensory_unread=self.unread["sensory"],
            f_waves_unread=self.unread["F"],
            block_denied=self.read.impressions.count("denied"),
            block_stated=self.read.impressions.count("stated"),
            dated=None if dated.at is None else (dated.at.line, dated.at.label, dated.at.written),
        )

    def _settled_f_waves(self, rows: Sequence[Row]) -> list[Row]:
        """The rows with muscle and site of F waves as the motor study of their nerve has them, and
        without those that a person says to leave out."""
        late = FPlaces(self.asking, rows)
        settled = [late.settled(row) for row in rows]
        self.notes += late.notes
        self.unread["F"] += len(late.left_out)
        for line, text in late.left_out:
            self.read.outside.passes_over(line, text, headed=True, opens=False)
        return [row for row in settled if row is not None]

    def _warm(self, rows: Sequence[Row]) -> None:
        """Gives rows that have none the temperature of their limb."""
        warmth, notes = self.read.temperatures.settle(rows, self.asking)
        self.notes += notes
        for line, celsius in warmth.items():
            if any(name in self.cells[line] for name in _OF_STIMULUS):
                self.cells[line].setdefault("temperature_c", celsius)

    def _heed_crossings(self, rows: Sequence[Row]) -> None:
        """Writes what lines say of crossing fibers beside the responses of their side."""
        said, notes = self.read.crossings.settle(rows)
        self.notes += notes
        for line, answer in said.items():
            if any(name in self.cells[line] for name in _OF_STIMULUS):
                self.cells[line].setdefault("crossing_in_forearm", answer)

    def _heed_remarks(self, rows: Sequence[Row]) -> None:
        """Writes what marks, remarks and lines say of the stimuli beside the responses, and leaves
        out the numbers that a person says are of no use."""
        remarks = self.read.remarks
        for line, effect in remarks.settle(rows).items():
            cells = self.cells.get(line, {})
            if effect == "leave-out":
                self.cells[line] = {k: v for k, v in cells.items() if k not in _OF_STIMULUS}
            elif any(name in cells for name in _OF_STIMULUS) and (
                effect == "no" or not cells.get("supramaximal")
            ):
                cells["supramaximal"] = effect
        self.notes += remarks.notes

    def _without_repeats(self, rows: Sequence[Row]) -> list[Row]:
        """The rows without lines that tell by themselves what a table has too, as a comment below
        it does; of two such lines that differ neither is read."""
        places: dict[tuple[str, ...], list[Row]] = {}
        for row in rows:
            places.setdefault(self._place(row), []).append(row)
        left_out: set[int] = set()
        for each in places.values():
            lone = [row for row in each if row.table.line == row.line]
            if len(each) == 1 or not lone:
                continue
            alike = all(self.cells[row.line] == self.cells[lone[0].line] for row in lone)
            kept = lone[:1] if len(lone) == len(each) and alike else []
            left_out |= {row.line for row in lone if row not in kept}
            for row in lone:
                if row not in kept:
                    words = {"written": row.context.written[:_MOST_QUOTED]}
                    self.notes.append(Note("told_twice", row.line, words))
            if len(lone) == len(each) and not kept:
                self.unread["F" if self._is_late(lone[0]) else "sensory"] += len(lone)
        return [row for row in rows if row.line not in left_out]

    def _place(self, row: Row) -> tuple[str, ...]:
        """What there can be one row of: kind, side, nerve, electrode and site."""
        cells = self._row(row)
        nerve, skin = cells["nerve"], cells.get("skin", "")
        if row.context.kind == "sensory":
            nerve = sensory_word("nerve", nerve) if is_sensory_word("nerve", nerve) else nerve
            skin = sensory_word("skin", skin) if is_sensory_word("skin", skin) else skin
        kind = "F" if self._is_late(row) else str(row.context.kind)
        return kind, cells["side"], nerve, cells.get("muscle", ""), skin, cells["site"]

    def _hear_words(self, rows: Sequence[Row]) -> None:
        """Quotes what a line judges without numbers. Where no row of that part was read it counts
        as one that was not: what the study shows of it is not known, and not none."""
        read = {"F" if self._is_late(row) else row.context.kind for row in rows}
        for part, line, text in self.read.said:
            self.unread[part] += part not in read
            if not text:  # quoted with the impression that it stands in
                continue
            key = "not_read" if part in read else f"said_{part.lower()}"
            self.notes.append(Note(key, line, {"written": text[:_MOST_QUOTED]}))

    def _is_late(self, row: Row) -> bool:
        """Whether the row is of F waves alone, or of motor responses and F waves."""
        return any(name.startswith("f_") for name in self.cells[row.line])

    def _miss_sensory(self, rows: Sequence[Row]) -> None:
        """Asks where the report has a sensory part of which no row was read."""
        if any(row.context.kind == "sensory" for row in rows) or self.aside:
            return
        for title in self.read.sensory_titles:
            unread = [one for one in self.read.outside.lines if one.number > title]
            if any(sign.isdigit() for one in unread for sign in one.text):
                self.asking.ask("sensory", "sensory_unread", ("leave-out",), title)

    def _miss_amplitudes(self, rows: Sequence[Row]) -> None:
        """A fault for each table of motor responses of which no column is the amplitude."""
        for table in self.read.tables.all:
            named = {one.meaning.column for one in table.headings if one.meaning}
            lines = [row.line for row in rows if row.table.line == table.line]
            motor = [row.line for row in rows if row.context.kind == "M" and row.line in lines]
            latencies = any("latency_ms" in self.cells[line] for line in motor)
            if latencies and "amplitude_mv" not in named:
                self.used.faults.append(
                    Fault("report.no_amplitude", line=table.line, column="amplitude_mv")
                )

    def _settled(self, row: Row) -> Row:
        """The row with side, kind and muscle, asked about where its heading does not say them."""
        context = row.context
        if context.side is None and context.nerve is not None and knows_nerve(context):
            side = self.asking.ask(f"side:{context.line}", "side", ("right", "left"), context.line,
                                   "side", written=context.written[:40])  # fmt: skip
            context = replace(context, side=side)  # type: ignore[arg-type]
        if context.kind is None:
            context = replace(context, kind=self._kind_of(row))
        if context.kind in (None, "M") and context.muscle is None and context.nerve is not None:
            context = replace(context, muscle=self._muscle_of(context))
        if context.kind == "sensory" and context.skin is None:
            context = replace(context, skin=self._skin_of(row))
        return replace(row, context=context)

    def _kind_of(self, row: Row) -> Kind | None:
        """Motor or sensory where the heading does not say it."""
        names = {one.meaning.column for one, _ in row.cells if one.meaning}
        if names and all((name or "").startswith("f_") for name in names):
            return "F"
        amplitudes = [
            one for one, _ in row.cells if one.meaning and one.meaning.column == "amplitude_mv"
        ]
        try:
            vocabulary.nerve(row.context.nerve or "")
        except Fault:
            return "sensory"
        if any(one.factor == 1 for one in amplitudes) or row.context.muscle:
            return "M"
        given = self.asking.ask(
            f"kind:{row.table.line}", "kind", ("motor", "sensory"), row.table.line, "kind"
        )
        return None if given is None else ("M" if given == "motor" else "sensory")

    def _muscle_of(self, context: Context) -> str | None:
        """The muscle of a motor study that names none: the usual one, told; asked of several."""
        try:
            nerve = vocabulary.nerve(context.nerve or "")
        except Fault:
            return None
        usual = USUAL.get(nerve, ())
        if len(usual) == 1:
            words = {"nerve": nerve, "muscle": word_of("muscle", usual[0])}
            told = Note("muscle_understood", context.line, words)
            self.notes += [] if told in self.notes else [told]
            return usual[0]
        return self.asking.ask(f"muscle:{nerve}", "muscle", usual, context.line,
                               "muscle", nerve=nerve)  # fmt: skip

    def _skin_of(self, row: Row) -> str | None:
        """The electrode's place that a stretch names beside the site."""
        for one in self.read.stretches.known:
            if one.line == row.line:
                return self.read.stretches.skin_beside(one.written, row.site, row.context)
        return None

    def _says_anything(self, row: Row) -> bool:
        """Whether the row is of a stimulus: it has a site, or numbers."""
        return bool(self.cells[row.line] or (row.site and row.context.kind != "F"))

    def _is_placed(self, row: Row) -> bool:
        """Whether a sensory row has its places; one without is set aside, and said."""
        context = row.context
        if not _lacks_place(row):
            return True
        self.unread["sensory"] += 1
        self.aside = True
        place = row.site or context.skin or ""
        written = " ".join((context.written, place)).strip()
        self.notes.append(Note("sensory_aside", row.line, {"written": written}))
        return False

    def _lacks_f_latency(self, row: Row) -> bool:
        """Whether a row of F waves has but a latency in the column of motor responses, which need
        not be the shortest F latency: it counts as one that was not read."""
        cells = self.cells[row.line]
        if row.context.kind != "F" or self._is_late(row) or "latency_ms" not in cells:
            return False
        self.unread["F"] += 1
        written = f"{row.context.written} {cells['latency_ms']}"
        self.notes.append(Note("f_latency_aside", row.line, {"written": written}))
        return True

    def _row(self, row: Row) -> Mapping[str, str]:
        context, cells = row.context, self.cells[row.line]
        named = {"side": context.side or "", "nerve": context.nerve or "", "site": row.site}
        f_only = any(name.startswith("f_") for name in cells) and not any(
            name in cells for name in ("latency_ms", "amplitude_mv")
        )
        with contextlib.suppress(Fault):
            named["nerve"] = (
                context.nerve or ""
                if context.kind == "sensory"
                else vocabulary.nerve(named["nerve"])
            )
        if context.kind == "sensory":
            return {**named, **cells, "kind": "sensory", "skin": context.skin or "", "muscle": ""}
        if f_only:
            site = row.site or ("" if context.kind == "F" else self._f_site(context))
            return {**named, **cells, "kind": "F", "muscle": context.muscle or "", "site": site,
                    "distance_mm": ""}  # fmt: skip
        return {**named, **cells, "muscle": context.muscle or ""}

    def _f_site(self, context: Context) -> str:
        """Where F waves are studied that stand in a motor table without a site."""
        try:
            return DISTAL.get(vocabulary.nerve(context.nerve or ""), "")
        except Fault:
            return ""

    def _headings(self, rows: Sequence[Row]) -> tuple[MappedHeading, ...]:
        by_heading: dict[tuple[int, str], list[Row]] = {}
        for row in rows:
            by_heading.setdefault((row.context.line, row.context.written), []).append(row)
        return tuple(
            MappedHeading(line, written, each[0].context.side, each[0].context.nerve,
                          each[0].context.muscle or each[0].context.skin, each[0].context.kind,
                          len(each))
            for (line, written), each in by_heading.items()
        )  # fmt: skip


def _lacks_place(row: Row) -> bool:
    placed = row.site and row.context.skin
    return row.context.kind == "sensory" and not placed and knows_nerve(row.context)


def _groups(rows: Sequence[Row], *, placed: bool = False) -> list[list[Row]]:
    """The rows of each nerve and electrode, from distal to proximal.

    `placed`: without those of which it is not known where they lie.
    """
    groups: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        if row.context.kind != "F" and not (placed and order(row) < 0):
            key = key_of(row.context)
            groups.setdefault(
                (*key, row.site) if row.context.kind == "sensory" else key, []
            ).append(row)
    return [sorted(group, key=order) for group in groups.values()]


def _latency(cells: Mapping[str, str]) -> float | None:
    return cell_words.number(cells.get("latency_ms", ""))
