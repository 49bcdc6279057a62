"""Rows that say that no response came and have numbers of a response too: which is right is asked.

A machine leaves its markers where nothing came, and a person a word where a response is small. Rows
that do so in the same columns are asked about together, and row by row where a person says so.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from multifocal.fault import quoted
from multifocal.formats.report import cells as cell_words
from multifocal.formats.report.questions import Asking
from multifocal.formats.report.row import Row, Table
from multifocal.formats.report.understood import Note
from multifocal.study.vocabulary import says_no_response
from multifocal.words import listed_clauses

ANSWERS: Final = ("latency_ms", "amplitude_mv", "sensory_amplitude_uv", "peak_latency_ms",
                  "peak_to_peak_mv", "sensory_peak_to_peak_uv")  # fmt: skip
"""Columns of which each says by itself whether a response came."""
RESPONSE: Final = (*ANSWERS, "negative_peak_area_mvms", "negative_peak_duration_ms")
"""Columns of what was recorded of one response, motor or sensory."""
_CHOICES: Final = ("no-response", "numbers", "not-recorded")
_ASIDE: Final = ("distance", "velocity", "delta", "segment")
"""Columns without one of the table that say nothing of a response."""
_EACH: Final = "each"
_LEAST_TOGETHER: Final = 2
_MOST_NAMED: Final = 6
"""Rows of one kind that are named in their question."""
_Kind = tuple[bool, tuple[str, ...], tuple[str, ...], bool]


class NoneBut:
    """Settles such rows. `notes`: what was left out, as a person said."""

    def __init__(self, asking: Asking) -> None:
        self.asking = asking
        self.notes: list[Note] = []
        self._alike: dict[_Kind, list[Row]] = {}

    def meets(self, rows: Sequence[tuple[Row, dict[str, str]]]) -> None:
        """All rows of the report with their values, before the first is settled."""
        for row, cells in rows:
            if not row.undone and (kind := _kind(row, cells)) is not None:
                self._alike.setdefault(kind, []).append(row)

    def settled(self, row: Row, cells: dict[str, str]) -> tuple[dict[str, str], bool]:
        """The values, and whether the row itself says that no response came."""
        if row.undone and (row.no_response or any(map(says_no_response, cells.values()))):
            return self._undone(row, cells)
        kind = _kind(row, cells)
        if kind is None:
            return cells, row.no_response
        _, none, came, _ = kind
        words = {"written": _written(row), "values": _values(row)}
        given = self._answer(row, kind, words)
        gone = none if given == "numbers" else (*came, *none)
        kept = {name: text for name, text in cells.items() if name not in gone}
        if given is None or given == "numbers":
            return kept, False
        key = "numbers_left_out" if given == "no-response" else "row_not_recorded"
        self.notes.append(Note(key, row.line, words))
        return kept, given == "no-response"

    def _undone(self, row: Row, cells: dict[str, str]) -> tuple[dict[str, str], bool]:
        """The same of a row that says, too, that the stimulus was not given or not recorded."""
        words = {"written": _written(row), "values": _values(row), "undone": quoted(row.undone)}
        given = self.asking.ask(f"undone:{row.line}", "undone", ("no-response", "not-recorded"),
                                row.line, None, **words)  # fmt: skip
        kept = {name: text for name, text in cells.items() if name not in RESPONSE}
        if given == "not-recorded":
            self.notes.append(Note("row_undone", row.line, words))
        return kept, given == "no-response"

    def _answer(self, row: Row, kind: _Kind, words: dict[str, str]) -> str | None:
        """What a person says of a row: of it alone, or of all its like."""
        alike, own = self._alike.get(kind, []), f"none-but:{row.line}"
        column = kind[1][0] if kind[1] else None
        if len(alike) >= _LEAST_TOGETHER and own not in self.asking.answers:
            named = listed_clauses(
                f"{_written(one)}: {_values(one)}" for one in alike[:_MOST_NAMED]
            )
            given = self.asking.ask(f"none-but:{alike[0].line}:rows", "none_but_rows",
                                    (*_CHOICES, _EACH), alike[0].line, column, count=len(alike),
                                    rows=named)  # fmt: skip
            if given != _EACH:
                return given
        return self.asking.ask(own, "none_but", _CHOICES, row.line, column, **words)


def _kind(row: Row, cells: dict[str, str]) -> _Kind | None:
    """Of which columns a row says that none came, and of which it has numbers; None for a row that
    does not contradict itself."""
    came = tuple(one for one in RESPONSE if _is_measured(cells.get(one, "")))
    none = tuple(one for one in RESPONSE if says_no_response(cells.get(one, "")))
    if row.context.kind == "F" or not came or not (none or row.no_response):
        return None
    return (row.context.kind == "sensory", none, came, row.no_response)


def undone_said(cells: Mapping[int, str], table: Table) -> str:
    """The words of a row that say that its stimulus was not given or its response not recorded, be
    it in a column of the response or a comment; "" where none do. A distance or a temperature that
    was not recorded is another thing."""
    for column in table.headings:
        meaning, text = column.meaning, cells.get(column.at, "")
        of_response = meaning is None or meaning.column in (None, *RESPONSE)
        aside = meaning is not None and meaning.name in _ASIDE
        if of_response and not aside and cell_words.undone(text):
            return text
    return ""


def _written(row: Row) -> str:
    return quoted(row.written or row.site)


def _values(row: Row) -> str:
    return row.values or listed_clauses(text for _, text in row.cells)


def _is_measured(text: str) -> bool:
    return cell_words.is_number(text) and not cell_words.is_zero(text)
