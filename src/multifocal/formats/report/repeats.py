"""Lines that tell by themselves what a table has too, as a comment below it does."""

from collections.abc import Mapping, Sequence

from multifocal.formats.report.own_rows import is_late, place_of
from multifocal.formats.report.row import Row
from multifocal.formats.report.understood import MOST_QUOTED, Note


class Repeats:
    """Leaves out what is told twice, says so, and counts by part what is lost by that."""

    def __init__(self) -> None:
        self.notes: list[Note] = []
        self.unread = {"sensory": 0, "F": 0}

    def without(self, rows: Sequence[Row], cells: Mapping[int, Mapping[str, str]]) -> list[Row]:
        """The rows without such lines, `cells` by their lines; of two such lines that differ
        neither is read."""
        places: dict[tuple[str, ...], list[Row]] = {}
        for row in rows:
            places.setdefault(place_of(row, cells[row.line]), []).append(row)
        left_out: set[int] = set()
        for each in places.values():
            lone = [row for row in each if row.table.line == row.line]
            if len(each) == 1 or not lone:
                continue
            alike = all(cells[row.line] == cells[lone[0].line] for row in lone)
            kept = lone[:1] if len(lone) == len(each) and alike else []
            left_out |= {row.line for row in lone if row not in kept}
            for row in lone:
                if row not in kept:
                    words = {"written": row.context.written[:MOST_QUOTED]}
                    self.notes.append(Note("told_twice", row.line, words))
            if len(lone) == len(each) and not kept:
                self.unread["F" if is_late(cells[lone[0].line]) else "sensory"] += len(lone)
        return [row for row in rows if row.line not in left_out]
