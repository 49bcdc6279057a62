"""The rows of a report, put together to rows of the project's own table."""

from collections.abc import Mapping, Sequence
from typing import Final

from multifocal.body import Side
from multifocal.fault import Fault, quoted
from multifocal.formats.report import cells as cell_words
from multifocal.formats.report.columns_used import ColumnsUsed
from multifocal.formats.report.distances import Distances, order
from multifocal.formats.report.f_places import FPlaces, is_lone
from multifocal.formats.report.fitting import fit_of
from multifocal.formats.report.missing_cells import MissingCells
from multifocal.formats.report.none_but import RESPONSE
from multifocal.formats.report.own_rows import is_late, own_row
from multifocal.formats.report.questions import Asking
from multifocal.formats.report.repeats import Repeats
from multifocal.formats.report.row import Row, key_of
from multifocal.formats.report.row_values import RowValues
from multifocal.formats.report.rows import Rows
from multifocal.formats.report.same_site import SameSite
from multifocal.formats.report.sensory_places import completed_places
from multifocal.formats.report.understood import MOST_QUOTED, MappedHeading, Note, Understood
from multifocal.formats.report.unknown_places import UnknownPlaces, knows_nerve
from multifocal.formats.report.unsaid import Unsaid

_OF_STIMULUS: Final = (
    *RESPONSE, "f_minimum_ms", "f_mean_ms", "f_persistence_percent", "f_chronodispersion_ms",
)  # fmt: skip
"""What a stimulus gave, of any kind of study."""


class Assembled:
    """The rows of a report with the columns of the project's table."""

    def __init__(self, asking: Asking, read: Rows) -> None:
        self.asking, self.read = asking, read
        self.used = ColumnsUsed(asking, read)
        self.distances = Distances(asking, read)
        self.same = SameSite(asking)
        self.missing, self.unknown = MissingCells(asking), UnknownPlaces(asking)
        self.values = RowValues(asking, self.used, read.legend)
        self.unsaid, self.repeats = Unsaid(asking, read.stretches), Repeats()
        self.notes: list[Note] = [*read.notes]
        self.cells: dict[int, dict[str, str]] = {}
        self.aside = False
        self.unread = {kind: read.unread.count(kind) for kind in ("sensory", "F")}

    def understood(self) -> Understood:
        rows = self.missing.without(self.read.rows)
        self.notes += self.missing.notes
        rows = [row for row in rows if not self.unknown.is_left_out(row)]
        rows = [row if is_lone(row) else self.unsaid.settled(row) for row in rows]
        self.notes += self.unsaid.notes
        gone = {row.line for row in self.unsaid.left_out}
        rows = [row for row in rows if row.line not in gone]
        rows = self._settled_f_waves(rows)
        self.cells |= self.values.of(rows)
        self.notes += self.values.notes
        self._heed_remarks(rows)
        self._heed_crossings(rows)
        self._warm(rows)
        rows = [completed_places(row, self.asking) if _lacks_place(row) else row for row in rows]
        rows = [row for row in rows if self._says_anything(row) and self._is_placed(row)]
        rows = [row for row in rows if not self._lacks_f_latency(row)]
        rows = self.same.without(rows)
        self.notes += self.same.notes
        refused = [line for line, _ in self.read.left_out]
        refused += [row.line for row in self.unknown.left_out]
        rows = self.unknown.without(rows, refused)
        self.notes += self.unknown.notes
        for line, text in self.read.left_out:
            key = "row_below_line" if line in self.read.below_lines else "row_unread"
            self.notes.append(Note(key, line, {"written": text[:MOST_QUOTED]}))
        left_out = (*self.unknown.left_out, *self.missing.left_out, *self.unsaid.left_out)
        for kind in self.unread:
            self.unread[kind] += sum(row.context.kind == kind for row in left_out)
        rows = self.repeats.without(rows, self.cells)
        self.notes += self.repeats.notes
        for kind, lost in self.repeats.unread.items():
            self.unread[kind] += lost
        for group in _groups(rows):
            self.distances.add([(row, _latency(self.cells[row.line])) for row in group])
        self.distances.settle()
        for row in rows:
            self.cells[row.line]["distance_mm"] = self.distances.of.get(row.line, "")
        placed = [[self.cells[row.line] for row in group] for group in _groups(rows, placed=True)]
        lines = {id(self.cells[row.line]): row.line for row in rows}
        self._leave_numbers(rows, fit_of(self.asking, placed, lines))
        self._hear_words(rows)
        self._miss_sensory(rows)
        self.used.say_left_out(self.read.tables.all)
        self.notes += (*self.read.letters.notes, *self.read.impressions.notes())
        self.notes += self.read.outside.notes()
        examined, notes, examined_columns = self.read.parts.settle()
        self.notes += notes
        self.notes += [
            Note("far_end", line, {"written": written[:40]})
            for line, written in self.read.stretches.in_place_of_site
        ]
        self._miss_amplitudes(rows)
        motor_unread = self.read.unread_rows.settle() + self.used.rows_unread
        columns = (*self.used.mapped.values(), *self.distances.mapped, *examined_columns)
        dated = self.read.dates.settle(self.asking)
        person, said = self.read.person.settle()
        self.notes += [*dated.notes, *said]
        return Understood(
            columns=tuple(sorted(columns, key=lambda one: one.line)),
            headings=self._headings(rows),
            rows=(*((row.line, own_row(row, self.cells[row.line])) for row in rows), *examined),
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
            motor_unread=motor_unread,
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

    def _leave_numbers(self, rows: Sequence[Row], gone: Sequence[tuple[int, str]]) -> None:
        """Leaves numbers out that fit nothing beside them, and names each under its heading."""
        for row in rows:
            for column in (one for line, one in gone if line == row.line):
                number = self.cells[row.line].pop(column, "")
                uses = self.used.of(row.table, row.context.kind or "M")
                at = next((at for at, use in uses.items() if use.column == column), None)
                headings = [one.written for one in row.table.headings if one.at == at]
                words = {"written": quoted(number), "heading": quoted("".join(headings))}
                self.notes.append(Note("number_left_out", row.line, words))

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

    def _hear_words(self, rows: Sequence[Row]) -> None:
        """Quotes what a line judges without numbers. Where no row of that part was read it counts
        as one that was not: what the study shows of it is not known, and not none."""
        read = {"F" if is_late(self.cells[row.line]) else row.context.kind for row in rows}
        for part, line, text in self.read.said:
            self.unread[part] += part not in read
            if not text:  # quoted with the impression that it stands in
                continue
            key = "not_read" if part in read else f"said_{part.lower()}"
            self.notes.append(Note(key, line, {"written": text[:MOST_QUOTED]}))

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
        if row.context.kind != "F" or is_late(self.cells[row.line]) or "latency_ms" not in cells:
            return False
        self.unread["F"] += 1
        written = f"{row.context.written} {cells['latency_ms']}"
        self.notes.append(Note("f_latency_aside", row.line, {"written": written}))
        return True

    def _headings(self, rows: Sequence[Row]) -> tuple[MappedHeading, ...]:
        """The headings, each with its rows. Those whose own cells say their nerve go together by
        side, nerve, muscle and kind, and the first of them stands for all; those of both sides
        under one heading stand apart."""
        by_heading: dict[tuple[int, str, Side | None], list[Row]] = {}
        own = {row.line for row in rows if row.context.line == row.line}
        alike: dict[tuple[object, ...], tuple[int, str]] = {}
        for row in rows:
            heading = (row.context.line, row.context.written)
            if row.context.line in own:
                key = (row.table.line, *key_of(row.context), row.context.kind)
                heading = alike.setdefault(key, heading)
            by_heading.setdefault((*heading, row.context.side), []).append(row)
        return tuple(
            MappedHeading(line, written, each[0].context.side, each[0].context.nerve,
                          each[0].context.muscle or each[0].context.skin, each[0].context.kind,
                          len(each))
            for (line, written, _), each in by_heading.items()
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
