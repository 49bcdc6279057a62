"""What parts beside nerve conduction say of muscles and nerves, as rows of the table."""

from dataclasses import dataclass

from multifocal.formats.report.examined.phrases import nerves_of
from multifocal.formats.report.understood import Note
from multifocal.words import listed


@dataclass(frozen=True)
class Entry:
    """One value. `column` of the table; `of`: side and muscle, or side, nerve and site; `where`:
    the same as written; `of_five`: a grade that says itself that it is one of the MRC."""

    column: str
    of: tuple[str, ...]
    value: str
    where: str
    of_five: bool = False


class Entries:
    """Collects them; what two lines say differently of one place is left out."""

    def __init__(self) -> None:
        self._all: list[tuple[Entry, int, int]] = []

    def add(self, entry: Entry, line: int, part: int) -> None:
        """An entry with its line and that of its part."""
        self._all.append((entry, line, part))

    def all_of_five(self, part: int) -> bool:
        """Whether every grade of a part says that it is one of the MRC."""
        return all(one.of_five for one, _, at in self._all if at == part)

    def settle(
        self, without: set[int]
    ) -> tuple[list[tuple[int, dict[str, str]]], dict[int, str], list[Note]]:
        """The rows, the places that were read by part, and what is contradictory. `without`: parts
        that are left out."""
        used = [(one, line, part) for one, line, part in self._all if part not in without]
        values: dict[tuple[str, tuple[str, ...]], set[str]] = {}
        for one, _, _ in used:
            values.setdefault((one.column, one.of), set()).add(one.value)
        torn = {place for place, said in values.items() if len(said) > 1}
        rows: dict[tuple[str, ...], tuple[int, dict[str, str]]] = {}
        read: dict[int, list[str]] = {}
        notes: dict[tuple[str, tuple[str, ...]], Note] = {}
        for entry, line, part in used:
            if (entry.column, entry.of) in torn:
                notes[entry.column, entry.of] = Note(
                    "examined_differs", line, {"written": entry.where, "column": entry.column}
                )
                continue
            _, cells = rows.setdefault(entry.of, (line, _named(entry.of)))
            cells[entry.column] = entry.value
            read.setdefault(part, []).append(entry.where)
        places = {part: listed(dict.fromkeys(where)) for part, where in read.items()}
        return list(rows.values()), places, list(notes.values())


def _named(of: tuple[str, ...]) -> dict[str, str]:
    if len(of) == 3:
        return {"side": of[0], "nerve": of[1], "site": of[2]}
    return {"side": of[0], "nerve": nerves_of(of[1])[0], "muscle": of[1]}
