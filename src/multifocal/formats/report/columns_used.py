"""Which columns of a report's tables fill which of the project's table, and in which unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from multifocal.fault import Fault, quoted
from multifocal.formats.report.cells import number
from multifocal.formats.report.headers import Heading, no_unit, unit_key
from multifocal.formats.report.questions import Asking
from multifocal.formats.report.row import Table
from multifocal.formats.report.rows import Rows
from multifocal.formats.report.two_latencies import are_onset_and_end
from multifocal.formats.report.understood import MOST_QUOTED, MappedColumn, Note
from multifocal.study.recording import Kind
from multifocal.study.vocabulary import normalized
from multifocal.words import listed, listed_clauses

_SENSORY: Final = {
    "amplitude_mv": "sensory_amplitude_uv", "peak_to_peak_mv": "sensory_peak_to_peak_uv",
}  # fmt: skip
"""What sensory rows hold in place of a motor column."""
_MICROVOLTS: Final = tuple(_SENSORY.values())
"""In µV, where the motor columns are in mV."""
_NOT_SENSORY: Final = ("plain_area", "negative_area", "plain_duration")
_MOTOR_ONLY_NOT: Final = ("peak_latency",)
# Numbers that leave no doubt of a unit that is not written.
# Source: multifocal-choice-plausible-values.
_SURE: Final = {
    "latency_ms": (0.4, 200.0), "peak_latency_ms": (0.4, 200.0),
    "negative_peak_duration_ms": (0.5, 60.0), "temperature_c": (15.0, 45.0),
    "f_minimum_ms": (5.0, 200.0), "f_mean_ms": (5.0, 200.0), "f_chronodispersion_ms": (0.0, 60.0),
    "f_persistence_percent": (0.0, 100.0), "f_sweeps": (1.0, 1000.0),
}  # fmt: skip
_SURE_MILLIVOLTS: Final = (0.5, 40.0)
_MOST_OF_SKIN: Final = 1.0
"""mV, the plausible limit of a sensory response: larger numbers beside motor ones are of µV."""

# Motor responses of a table that are all below this by the unit of its header are asked about: so
# small a one is hardly told from noise, and µV for mV is an easy slip.
# Source: multifocal-choice-plausible-values.
_LEAST_MILLIVOLTS: Final = 0.1
_IN_MICROVOLTS: Final = ("uv", "uvms")
"""Units, as `unit_key` writes them, that are asked about."""


_TIMES: Final = ("first", "second", "third", "fourth")
"""How often columns of one table may come."""
_LEAST_ALIKE: Final = 2
"""Meanings whose columns come several times, which makes them those of sides or days."""


def _most_exact(headings: Sequence[Heading]) -> list[Heading]:
    """The columns that say most of several with one meaning."""
    plain = {"plain_area", "plain_duration", "plain_amplitude"}
    exact = [
        one for one in headings if not one.vague and one.meaning and one.meaning.name not in plain
    ]
    return exact or list(headings)


@dataclass(frozen=True)
class Use:
    """What one header cell fills in rows of one kind."""

    column: str
    factor: float


Uses = Mapping[int, Use]
"""By the header cell's place."""


class ColumnsUsed:
    """Decides for each table and kind of row, once, and keeps what there is to say of it."""

    def __init__(self, asking: Asking, read: Rows) -> None:
        self.asking, self.rows, self.filled = asking, read.rows, read.tables.filled
        self.unnamed = read.tables.unnamed
        self.mapped: dict[tuple[int, int], MappedColumn] = {}
        self.notes: dict[tuple[str, int], Note] = {}
        self.faults: list[Fault] = []
        self.rows_unread = 0
        self._uses: dict[tuple[int, Kind], Uses] = {}

    def of(self, table: Table, kind: Kind) -> Uses:
        """The header cells that fill columns in rows of a kind."""
        key = (table.line, kind)
        if key not in self._uses:
            self._uses[key] = self._decide(table, kind)
        return self._uses[key]

    def say_left_out(self, tables: Sequence[Table]) -> None:
        """Names the columns that fill nothing, where they hold anything."""
        for table in tables:
            self._ask_unnamed(table)
            for heading in table.headings:
                if (
                    not heading.written
                    or (table.line, heading.at) in self.mapped
                    or heading.at not in self.filled[table.line]
                ):
                    continue
                name = heading.meaning.name if heading.meaning else "unknown"
                if name in ("site", "nerve", "side", "recording", "segment", "site1", "site2",
                            "no_response", "kind", "distance", "submaximal"):  # fmt: skip
                    continue
                ends = are_onset_and_end(self.rows, table)
                read = any(line == table.line for line, _ in self._uses)
                if heading.meaning and heading.meaning.column and not read:
                    self._left(table, heading, "no_row")
                    continue
                why = {
                    "velocity": "velocity",
                    "delta": "delta",
                    "second_latency": "end_latency" if ends else "unknown",
                    "unknown": "unknown",
                    "remark": "remark",
                }.get(name, "not_needed")
                self._left(table, heading, why)

    def _ask_unnamed(self, table: Table) -> None:
        """Asks of columns without a heading that hold numbers: under a heading that stands over two
        columns they may be those of the other arm, and a block among them."""
        numbers = self.unnamed.get(table.line)
        if not numbers or not any(row.table.line == table.line for row in self.rows):
            return
        words = {"written": quoted(listed_clauses(numbers), MOST_QUOTED)}
        id_ = f"unnamed:{table.line}"
        given = self.asking.ask(id_, "unnamed_column", ("leave-out",), table.line, None, **words)
        if given:
            self.notes["unnamed", table.line] = Note("unnamed_left_out", table.line, words)

    def _left(self, table: Table, one: Heading, why: str) -> None:
        self.mapped[table.line, one.at] = MappedColumn(table.line, one.written, None, why, one.unit)

    def _decide(self, table: Table, kind: Kind) -> Uses:
        uses: dict[int, Use] = {}
        groups: dict[str, list[Heading]] = {}
        for heading in table.headings:
            if (
                heading.meaning
                and heading.meaning.column
                and heading.meaning.name not in ("distance", "second_latency")
                and heading.at in self.filled[table.line]
            ):
                groups.setdefault(heading.meaning.column, []).append(heading)
        alike = self._alike(table, kind, groups)
        for column, headings in groups.items():
            chosen = alike[column] if column in alike else self._one_of(table, column, headings)
            if chosen is not None:
                use = self._use(table, chosen, kind)
                if use is not None:
                    uses[chosen.at] = use
                    self.mapped[table.line, chosen.at] = MappedColumn(
                        table.line,
                        chosen.written,
                        use.column,
                        "",
                        chosen.unit,
                        use.factor,
                    )
        return uses

    def _one_of(self, table: Table, column: str, headings: Sequence[Heading]) -> Heading | None:
        """The one that says most of several columns with one meaning; asked about where two do."""
        named = _most_exact(headings)
        chosen: Heading | None = named[0]
        if len(named) > 1:
            words = {normalized(f"{one.written} {one.at + 1}"): one for one in named}
            given = self.asking.ask(
                f"column:{table.line}:{column}", "which_column", tuple(words), table.line, column,
                name=column, **{choice: one.written for choice, one in words.items()},
            )  # fmt: skip
            chosen = words[given] if given else None
        self._leave_others(table, headings, chosen)
        return chosen

    def _leave_others(
        self, table: Table, headings: Sequence[Heading], chosen: Heading | None
    ) -> None:
        """Says why columns of one meaning are left out: because another is more exact, or since a
        person chose another, whose numbers this one does not repeat."""
        named = _most_exact(headings)
        for one in headings:
            if one is not chosen:
                why = "not_chosen" if chosen else "asked"
                self._left(table, one, why if one in named else "other_column")

    def _alike(
        self, table: Table, kind: Kind, groups: Mapping[str, Sequence[Heading]]
    ) -> Mapping[str, Heading | None]:
        """Of columns of several meanings that all come as many times, as those of two sides do, the
        ones that a person chooses, all of one time: nothing of one side is mixed with another."""
        several = {
            column: named
            for column, headings in groups.items()
            if len(named := _most_exact(headings)) > 1
        }
        counts = {len(named) for named in several.values()}
        if len(several) < _LEAST_ALIKE or len(counts) > 1 or max(counts) > len(_TIMES):
            return {}
        count = counts.pop()
        times = {
            time: [named[at] for named in several.values()]
            for at, time in enumerate(_TIMES[:count])
        }
        words = {time: listed(str(one.at + 1) for one in each) for time, each in times.items()}
        written = listed(one.written for one in times["first"])
        given = self.asking.ask(
            f"columns:{table.line}", "which_columns", tuple(times), table.line, None,
            written=quoted(written), count=count, **words,
        )  # fmt: skip
        chosen = dict(zip(several, times[given], strict=True)) if given else {}
        for column in several:
            self._leave_others(table, groups[column], chosen.get(column))
        if given:
            self._count_unread(table, kind, [one for t in times if t != given for one in times[t]])
        return {column: chosen.get(column) for column in several}

    def _count_unread(self, table: Table, kind: Kind, columns: Sequence[Heading]) -> None:
        """Names the numbers of columns that were not chosen, and counts their rows as not read."""
        places = {one.at for one in columns}
        rows = [
            (row.line, [text for one, text in row.cells if one.at in places and number(text)])
            for row in self.rows
            if row.table.line == table.line and (row.context.kind or "M") == kind
        ]
        said = [f"{line}: {' '.join(texts)}" for line, texts in rows if texts]
        if said:
            self.rows_unread += len(said)
            self.notes[f"columns {kind}", table.line] = Note(
                "columns_unread", table.line, {"written": listed_clauses(said)[:MOST_QUOTED]}
            )

    def _use(self, table: Table, heading: Heading, kind: Kind) -> Use | None:
        meaning = heading.meaning
        assert meaning is not None
        assert meaning.column is not None
        only_other = _NOT_SENSORY if kind == "sensory" else _MOTOR_ONLY_NOT
        if meaning.name in only_other:
            self._left(table, heading, "not_needed")
            return None
        column: str | None = meaning.column
        if meaning.name == "first_latency" and kind != "sensory":
            if not self._is_onset(table, heading):
                return None
        elif meaning.name == "signed_amplitude":
            column = self._signed(table, heading)
            if column is None:
                return None
        elif meaning.asks and meaning.name != "first_latency":
            given = self.asking.ask(
                meaning.asks, meaning.asks, ("negative-peak", "total"), table.line, meaning.column,
                written=heading.written,
            )  # fmt: skip
            if given != "negative-peak":
                self._left(table, heading, "total" if given else "asked")
                return None
        factor = heading.factor
        if factor is None:
            factor = self._without_unit(table, heading, meaning.column, kind)
        elif kind == "M" and unit_key(heading.unit) in _IN_MICROVOLTS:
            factor = self._in_microvolts(table, factor)
        if kind == "sensory":
            signed = meaning.name == "signed_amplitude"
            column = _SENSORY[column or ""] if signed else self._sensory(table, heading)
        if factor is None or column is None:
            unsaid = self.asking.answers.get("area-unit") == "leave-out"
            without = unsaid and meaning.column == "negative_peak_area_mvms"
            self._left(table, heading, "no_unit" if without else "asked")
            return None
        if meaning.name == "plain_amplitude" and kind != "sensory":
            self.notes["plain_amplitude", table.line] = Note(
                "plain_amplitude", table.line, {"written": heading.written}
            )
        return Use(column, factor * (1000 if column in _MICROVOLTS else 1))

    def _is_onset(self, table: Table, heading: Heading) -> bool:
        """Whether the first of two latencies is that of the onset: where the numbers prove it, or a
        person says so."""
        if are_onset_and_end(self.rows, table):
            self.notes["first_latency", table.line] = Note(
                "first_latency", table.line, {"written": heading.written}
            )
            return True
        given = self.asking.ask(
            "first-latency", "first_latency", ("onset", "leave-out"), table.line, "latency_ms",
            written=heading.written,
        )  # fmt: skip
        if given != "onset":
            self._left(table, heading, "not_onset" if given else "asked")
        return given == "onset"

    def _signed(self, table: Table, heading: Heading) -> str | None:
        """The column of amplitudes that are headed with plus and minus, as a person says."""
        given = self.asking.ask(
            "amplitude-signs", "amplitude_signs", ("peak-to-peak", "baseline-to-peak"),
            table.line, "amplitude_mv", written=heading.written,
        )  # fmt: skip
        if given is None:
            self._left(table, heading, "asked")
            return None
        return "peak_to_peak_mv" if given == "peak-to-peak" else "amplitude_mv"

    def _sensory(self, table: Table, heading: Heading) -> str | None:
        """The column of sensory rows; None where it is asked whether onset or peak is meant."""
        assert heading.meaning is not None
        column = heading.meaning.column
        if heading.meaning.name == "plain_amplitude":
            return self._sensory_amplitude(table, heading)
        if column == "latency_ms" and heading.vague:
            given = self.asking.ask(
                "sensory-latency", "sensory_latency", ("onset", "peak"), table.line, column,
                written=heading.written,
            )  # fmt: skip
            return {"onset": "latency_ms", "peak": "peak_latency_ms"}.get(given or "")
        return _SENSORY.get(column or "", column)

    def _sensory_amplitude(self, table: Table, one: Heading) -> str | None:
        given = self.asking.ask(
            "sensory-amplitude", "sensory_amplitude", ("onset-to-peak", "peak-to-peak"),
            table.line, "sensory_amplitude_uv", written=one.written,
        )  # fmt: skip
        if given is None:
            return None
        return "sensory_amplitude_uv" if given == "onset-to-peak" else "sensory_peak_to_peak_uv"

    def _in_microvolts(self, table: Table, factor: float) -> float | None:
        """The factor of a motor column in µV; asked where that makes all its responses too small
        to be any."""
        amplitudes = [
            (one, value)
            for row in self.rows
            if row.table.line == table.line
            for one, text in row.cells
            if one.meaning and one.meaning.column == "amplitude_mv" and unit_key(one.unit) == "uv"
            if (value := number(text)) is not None
        ]
        largest = max((value for _, value in amplitudes), default=None)
        if largest is None or not 0 < largest * factor < _LEAST_MILLIVOLTS:
            return factor
        given = self.asking.ask(
            f"microvolts:{table.line}", "microvolts", ("mV", "uV"), table.line, "amplitude_mv",
            written=amplitudes[0][0].written, largest=f"{largest:g}", mv=f"{largest * factor:g}",
        )  # fmt: skip
        return {"mV": 1.0, "uV": factor}.get(given or "")

    def _without_unit(
        self, table: Table, heading: Heading, column: str, kind: Kind
    ) -> float | None:
        """The factor of a column whose unit is not written, where its numbers leave no doubt."""
        numbers = self._numbers(table, heading, kind)
        if heading.unit:
            self.faults.append(no_unit(heading).placed(line=table.line, column=column))
            return None
        if column in _SURE:
            low, high = _SURE[column]
            if all(low <= value <= high for value in numbers):
                self._note_unit(table, heading, column)
                return 1.0
        elif column in ("amplitude_mv", "peak_to_peak_mv"):
            low, high = _SURE_MILLIVOLTS
            if kind == "M" and numbers and low <= max(numbers) <= high:
                self._note_unit(table, heading, column)
                return 1.0
            mixed = kind == "sensory" and bool(self._numbers(table, heading, "M"))
            if mixed and numbers and min(numbers) > _MOST_OF_SKIN:
                words = {"written": heading.written, "unit": "µV"}
                self.notes[f"unit_sensory {heading.at}", table.line] = Note(
                    "unit", table.line, words
                )
                return 0.001
            of = "sensory_amplitude_uv" if mixed else column
            given = self.asking.ask(
                f"unit:{table.line}:{of}", "amplitude_unit", ("mV", "uV"), table.line, column,
                written=heading.written,
            )  # fmt: skip
            return {"mV": 1.0, "uV": 0.001}.get(given or "")
        elif column == "negative_peak_area_mvms":
            given = self.asking.ask(
                "area-unit", "area_unit", ("mVms", "uVms", "leave-out"), table.line, column,
                written=heading.written,
            )  # fmt: skip
            return {"mVms": 1.0, "uVms": 0.001}.get(given or "")
        self.faults.append(no_unit(heading).placed(line=table.line, column=column))
        return None

    def _numbers(self, table: Table, heading: Heading, kind: Kind) -> list[float]:
        """What rows of this kind have in a column."""
        return [
            value
            for row in self.rows
            if row.table.line == table.line and (row.context.kind or "M") == kind
            for one, text in row.cells
            if one.at == heading.at and (value := number(text))
        ]

    def _note_unit(self, table: Table, heading: Heading, column: str) -> None:
        unit = {"mv": "mV", "ms": "ms", "c": "°C", "percent": "%", "sweeps": ""}[
            column.rsplit("_", 1)[1]
        ]
        if unit:
            self.notes[f"unit {heading.at}", table.line] = Note(
                "unit", table.line, {"written": heading.written, "unit": unit}
            )
