"""What a report's lines say of fibers that cross in a forearm: asked, of each side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from multifocal.fault import Fault
from multifocal.formats.report.questions import Asking
from multifocal.formats.report.row import Row
from multifocal.formats.report.scope import named_in, sentences_of
from multifocal.formats.report.understood import Note
from multifocal.study import vocabulary
from multifocal.study.technique_words import names_crossing

_SIDES: Final[Mapping[str, tuple[str, ...]]] = {
    "right": ("right",),
    "left": ("left",),
    "both": ("right", "left"),
}
_ORDER: Final = ("yes", "possible", "no")
"""Which goes before which, of several that are said of one side."""
_MOST_QUOTED: Final = 160
"""Characters: who answers must read what the line says."""


@dataclass
class Crossings:
    """Collects the lines that name crossing fibers, and settles what they say of each side.

    A "no evidence of" is asked as a "present" is: what else stands in the line is not understood.
    """

    asking: Asking
    named: dict[int, str] = field(default_factory=dict)

    def hears(self, number: int, text: str) -> None:
        """A line that names crossing fibers."""
        self.named[number] = text

    def settle(self, rows: Sequence[Row]) -> tuple[Mapping[int, str], Sequence[Note]]:
        """What is said of the side ("yes", "no", "possible") by the line of a row, and what there
        is to say. Rows of the ulnar nerve alone: of others no verdict hangs on it."""
        ulnar = [row for row in rows if row.context.kind != "sensory" and _is_ulnar(row)]
        sides, notes = self.said({str(row.context.side) for row in ulnar})
        known = {row.line: sides[side] for row in ulnar if (side := str(row.context.side)) in sides}
        return known, notes

    def said(self, there: set[str]) -> tuple[Mapping[str, str], Sequence[Note]]:
        """The same by side. `there`: the sides of which a response of the ulnar nerve is there."""
        sides: dict[str, str] = {}
        notes: list[Note] = []
        for line, text in self.named.items():
            told = self._statement(line, text, there)
            for side in told.sides:
                sides[side] = min(sides.get(side, told.answer), told.answer, key=_ORDER.index)
            if told.note:
                notes.append(Note(f"crossing_{told.note}", line, {"written": text}))
        return sides, notes

    def _statement(self, line: int, text: str, there: set[str]) -> "_Statement":
        if not there:
            return _Statement("nothing")
        heard = [one for one in sentences_of(text) if names_crossing(one)] or [text]
        named = {str(side) for one in heard for side in named_in(one).sides}
        sides = named or (there if len(there) == 1 else set())
        words: dict[str, str | float] = {"written": f"'{text[:_MOST_QUOTED]}'"}
        if sides:
            key = f"crossing_{next(iter(sides)) if len(sides) == 1 else 'both'}"
            choices: tuple[str, ...] = ("present", "excluded", "unknown")
        else:
            key, choices = "crossing", ("right", "left", "both", "excluded", "unknown")
        given = self.asking.ask(f"crossing:{line}", key, choices, line, None, **words)
        if given is None:
            return _Statement("")
        if given == "unknown":
            return _Statement("unknown", tuple(sides or there), "possible")
        if given == "excluded":
            return _Statement("excluded", tuple(sides or there), "no")
        return _Statement("present", tuple(sides) or _SIDES[given], "yes")


@dataclass(frozen=True)
class _Statement:
    """What was answered of a line: its note, and what it says of which sides."""

    note: str
    sides: tuple[str, ...] = ()
    answer: str = ""


def _is_ulnar(row: Row) -> bool:
    try:
        return vocabulary.nerve(row.context.nerve or "") == "ulnar"
    except Fault:
        return False
