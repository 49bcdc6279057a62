"""The person in the lines around a report's tables: age, sex and height, where they are sure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from multifocal.formats.report.labels import Column, Labeled, labeled_in, unread_in
from multifocal.formats.report.lines import Line
from multifocal.formats.report.understood import Note

_LETTERS: Final = re.compile(r"[^\W\d_]{2}|\d")


@dataclass
class Person:
    """Collects what is labelled as the person's, and settles on what no line contradicts."""

    labeled: list[tuple[int, Labeled]] = field(default_factory=list)
    missed: list[tuple[int, Column]] = field(default_factory=list)
    _above: Line | None = None

    def sees(self, line: Line) -> bool:
        """Takes note of what a line outside the tables says of the person, and tells whether it
        says nothing else."""
        above, self._above = self._above, line
        text = "  ".join(line.words)
        found = list(labeled_in(text))
        rest = text
        for one in sorted(found, key=lambda one: -one.start):
            rest = f"{rest[: one.start]} {rest[one.end :]}"
        whole = bool(found) and not _LETTERS.search(rest)
        if not found and above is not None:
            found = _below(above, line)
            whole = len(found) == len(line.words)
        self.labeled += [(line.number, one) for one in found]
        if found or above is None or not _below(above, line):
            self.missed += [(line.number, one) for one in unread_in(text)]
        return bool(found) and whole

    def settle(self) -> tuple[Mapping[Column, str], Sequence[Note]]:
        """The columns that are known, and what there is to say."""
        known: dict[Column, str] = {}
        notes: list[Note] = []
        names: tuple[Column, ...] = ("age_years", "sex", "height_cm")
        for column in names:
            said = [(line, one) for line, one in self.labeled if one.column == column]
            values = {one.value for _, one in said if one.value is not None}
            if len(values) == 1:
                known[column] = values.pop()
                line, first = next((line, one) for line, one in said if one.value is not None)
                notes.append(Note(f"person_{column}", line, {"written": first.written}))
            elif said:
                line, first = said[0]
                key = "person_differs" if values else "person_unread"
                notes.append(Note(key, line, {"written": first.written, "column": column}))
            elif missed := [line for line, one in self.missed if one == column]:
                # the line may hold a name, and is not quoted
                notes.append(Note("person_missed", missed[0], {"column": column}))
        return known, notes


def _below(above: Line, line: Line) -> list[Labeled]:
    """What stands in a line below one of labels, cell by cell."""
    if len(above.words) < 2 or len(above.cells) != len(line.cells):
        return []
    if any(sign.isdigit() for cell in above.cells for sign in cell):
        return []
    found: list[Labeled] = []
    for label, cell in zip(above.cells, line.cells, strict=True):
        found += list(labeled_in(f"{label.strip(':')}: {cell}")) if cell else []
    return found
