"""Rows of numbers below a header that nobody understands: named, asked about, and counted."""

import re
from collections.abc import Sequence
from typing import Final

from multifocal.fault import quoted
from multifocal.formats.report import cells as cell_words
from multifocal.formats.report.lines import Line
from multifocal.formats.report.questions import Asking
from multifocal.study.recording import Kind

_LEAST: Final = 3
"""Numbers one after another of such a row."""
_GAP: Final = 2
"""Lines from one row to the next up to which they are of one table."""
_MOST_QUOTED: Final = 120
_DECIMAL: Final = re.compile(r"\d{1,3}[.,]\d{1,3}")


def is_numbers(line: Line) -> bool:
    """Whether a line has as many numbers, each a cell of its own, with nothing but empty cells
    between them: a row of a table, and not "Age 41, height 180, weight 72". In a line of one cell
    they stand a space apart behind a word, one with a decimal point: "Elbow 7.9 3.9 5.9", also
    behind the number or day of the row."""
    if line.row:
        return True
    cells, run = line.cells, 0
    if len(line.words) == 1:
        cells = tuple(line.words[0].split())
        if cells[0][:1].isdigit():
            cells = cells[1:]
        begins = bool(cells) and cells[0][:1].isalpha()
        if not begins or not any(map(_DECIMAL.fullmatch, cells)):
            return False
    for cell in cells:
        if cell_words.is_number(cell_words.plain_number(cell)):
            run += 1
            if run >= _LEAST:
                return True
        elif not cell_words.nothing(cell):
            run = 0
    return False


class UnreadRows:
    """Keeps the rows outside every table that was understood."""

    def __init__(self, asking: Asking) -> None:
        self.asking = asking
        self._rows: list[tuple[int, str, Kind | None]] = []

    def takes(self, line: Line, kind: Kind | None) -> None:
        """A row. `kind`: that of the title above it."""
        self._rows.append((line.number, " ".join(line.words), kind))

    def settle(self) -> int:
        """Asks about each table of them, but for those below a title of sensory responses or F
        waves, which have questions of their own. How many rows there are."""
        rows = [(number, text) for number, text, kind in self._rows if kind not in ("sensory", "F")]
        for table in _tables(rows):
            first, last = table[0], table[-1]
            self.asking.ask(
                f"rows:{first[0]}", "unread_rows", ("leave-out",), first[0], None,
                lines=f"{first[0]}–{last[0]}" if len(table) > 1 else str(first[0]),
                written=quoted(first[1], _MOST_QUOTED),
            )  # fmt: skip
        return len(rows)


def _tables(rows: Sequence[tuple[int, str]]) -> list[list[tuple[int, str]]]:
    tables: list[list[tuple[int, str]]] = []
    for row in rows:
        if tables and row[0] - tables[-1][-1][0] <= _GAP:
            tables[-1].append(row)
        else:
            tables.append([row])
    return tables
