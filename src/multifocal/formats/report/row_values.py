"""What the cells of a report's row say: a number in the table's unit, no response, or nothing."""

import re
from collections.abc import Sequence
from typing import Final

from multifocal.fault import quoted
from multifocal.formats.report import cells as cell_words
from multifocal.formats.report.columns_used import ColumnsUsed
from multifocal.formats.report.legend import Legend
from multifocal.formats.report.none_but import ANSWERS, RESPONSE, NoneBut
from multifocal.formats.report.questions import Asking
from multifocal.formats.report.row import Row
from multifocal.formats.report.understood import Note
from multifocal.study.vocabulary import (
    is_short_for_none,
    may_say_no_response,
    normalized,
    says_no_response,
)

_AMPLITUDES: Final = tuple(one for one in ANSWERS if "latency" not in one)
_STRONG: Final = "supramaximal"
_FRACTION: Final = re.compile(r"(\d{1,3})\s*/\s*(\d{1,3})")


class RowValues:
    """Reads the cells of rows by the columns that are used, and keeps what there is to say."""

    def __init__(self, asking: Asking, used: ColumnsUsed, legend: Legend) -> None:
        self.asking, self.used, self.legend = asking, used, legend
        self.both = NoneBut(asking)
        self._several_zeros = False
        self.notes: list[Note] = []

    def of(self, rows: Sequence[Row]) -> dict[int, dict[str, str]]:
        """The values of each row, by its line and by column of the table, as text."""
        zeros = [row for row in rows if any(cell_words.is_zero(text) for _, text in row.cells)]
        self._several_zeros = len(zeros) > 1
        read = {row.line: self._read(row) for row in rows}
        self.both.meets([(row, read[row.line]) for row in rows])
        settled = {row.line: self._settled(row, read[row.line]) for row in rows}
        self.notes += self.both.notes
        return settled

    def _read(self, row: Row) -> dict[str, str]:
        kind = row.context.kind or "M"
        uses = self.used.of(row.table, kind)
        cells: dict[str, str] = {}
        none_came = row.no_response or any(says_no_response(typed) for _, typed in row.cells)
        if none_came and not self.legend.no_response():
            return cells
        for heading, written in row.cells:
            use = uses.get(heading.at)
            if use is None:
                continue
            typed = written if use.column == _STRONG else self._said(row.line, written)
            if cell_words.nothing(typed):
                continue
            if use.column == "f_persistence_percent" and (parts := _FRACTION.fullmatch(typed)):
                came, given = int(parts[1]), int(parts[2])
                cells["f_sweeps"] = str(given)
                cells[use.column] = f"{100 * came / given:g}%" if given else typed
                continue
            strong = use.column == _STRONG
            cells[use.column] = (
                cell_words.yes_or_no(typed) if strong else cell_words.scaled(typed, use.factor)
            )
        return self._with_zeros(row.line, cells)

    def _settled(self, row: Row, cells: dict[str, str]) -> dict[str, str]:
        """The values of a row with what a person says where they contradict each other."""
        kind = row.context.kind or "M"
        if row.no_response and not self.legend.no_response():
            return cells
        cells, silent = self.both.settled(row, cells)
        if row.context.temperature and (cells or silent) and kind != "F":
            cells.setdefault("temperature_c", row.context.temperature)
        if silent and kind != "F":
            name = "sensory_amplitude_uv" if kind == "sensory" else "amplitude_mv"
            cells[name] = cells.get(name) or "NR"
        elif silent:
            cells["f_minimum_ms"] = cells.get("f_minimum_ms") or "NR"
        if kind == "sensory" and "NR" in cells.values():
            cells = {name: "NR" if says_no_response(text) else text for name, text in cells.items()}
        return cells

    def _said(self, line: int, typed: str) -> str:
        """The cell, with what a person answers of words such as "nicht ableitbar"."""
        if says_no_response(typed):
            return typed
        if not may_say_no_response(typed):
            return self._with_more(line, typed) if _begins_with_none(typed) else typed
        if is_short_for_none(typed):
            return self._short(line, typed)
        if "?" in typed:
            return self._with_more(line, typed)
        given = self.asking.ask("nr-words", "nr_words", ("no-response", "not-recorded"), line, None,
                                written=quoted(typed))  # fmt: skip
        return "NR" if given == "no-response" else ""

    def _with_more(self, line: int, typed: str) -> str:
        """What words mean that say no response and more than that: "absent (edema)", "NR?"."""
        given = self.asking.ask(f"nr-words:{normalized(typed)}", "nr_words",
                                ("no-response", "not-recorded"), line, None,
                                written=quoted(typed))  # fmt: skip
        return "NR" if given == "no-response" else ""

    def _short(self, line: int, typed: str) -> str:
        """What an abbreviation such as "n.e." means, asked for each of them by itself."""
        choices = ("no-response", "not-recorded", "leave-out")
        words = {"written": quoted(typed)}
        given = self.asking.ask(f"nr-words:{normalized(typed)}", "nr_short", choices, line, None,
                                **words)  # fmt: skip
        if given == "leave-out":
            note = Note("word_left_out", line, words)
            self.notes += [] if note in self.notes else [note]
        return "NR" if given == "no-response" else ""

    def _with_zeros(self, line: int, cells: dict[str, str]) -> dict[str, str]:
        """The cells, with what a bare 0 means, which machines print both for no response and for
        what was not recorded. Of a response that was not recorded nothing stays."""
        zeros = [name for name, text in cells.items() if cell_words.is_zero(text)]
        asked = [name for name in zeros if name in ANSWERS]
        measured = [name for name in cells if name in RESPONSE]
        came = any(cells.get(name) and name not in zeros for name in _AMPLITUDES)
        if came and not asked:
            # no response that came has an area or a duration of 0
            left_out = [name for name in zeros if name in RESPONSE]
            self.notes += [Note("zero_left_out", line, {"column": name}) for name in left_out]
            return {name: text for name, text in cells.items() if name not in left_out}
        if not asked and not (zeros and all(name in zeros for name in measured)):
            return cells
        asked = asked or [name for name in zeros if name in RESPONSE]
        if not asked:
            return cells
        given = self._zero_said(line, asked[0])
        if given == "no-response":
            told = {name: "NR" if name in asked else text for name, text in cells.items()}
            return {name: text for name, text in told.items() if name not in zeros or text == "NR"}
        return {
            name: text
            for name, text in cells.items()
            if name not in zeros and (came or name not in RESPONSE)
        }

    def _zero_said(self, line: int, column: str) -> str | None:
        """What a person says of a bare 0: of all of them, or of that of one row."""
        own, choices = f"zero:{line}", ("no-response", "not-recorded")
        if own not in self.asking.answers:
            more = ("each",) if self._several_zeros else ()
            given = self.asking.ask("zero", "zero", (*choices, *more), line, column)
            if given != "each":
                return given
        return self.asking.ask(own, "zero", choices, line, column)


def _begins_with_none(typed: str) -> bool:
    """Whether words without a number begin with those for no response, and go on."""
    words = typed.split()
    if any(sign.isdigit() for sign in typed):
        return False
    heads = (" ".join(words[:end]).rstrip(" ,;:.(-–") for end in range(1, len(words)))
    return any(
        says_no_response(head) or (may_say_no_response(head) and not is_short_for_none(head))
        for head in heads
    )
