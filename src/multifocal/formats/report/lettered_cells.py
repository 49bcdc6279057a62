"""Cells of numbers that hold letters: asked about with what they may mean, and never dropped."""

from dataclasses import dataclass, field

from multifocal.fault import quoted
from multifocal.formats.report.headers import Heading
from multifocal.formats.report.letters import with_digits, without_flag, without_outer
from multifocal.formats.report.questions import Asking
from multifocal.formats.report.understood import Note


@dataclass
class LetteredCells:
    """Settles them. `flags`: whether the report marks numbers by H and L, so that one that touches
    a number is such a mark."""

    asking: Asking
    flags: bool = False
    notes: list[Note] = field(default_factory=list)

    def settled(self, line: int, heading: Heading, text: str) -> str:
        """The cell as a number, where a person says which; "" as long as it is asked, and for one
        that is left out. Other cells as they are."""
        if heading.meaning is None or heading.meaning.units is None:
            return text
        flagged = without_flag(text)
        if flagged is not None and self.flags:
            return flagged
        digits = with_digits(text, heading)
        if digits is None and flagged is None:
            return text
        return self._asked(line, heading, text, digits, flagged or without_outer(text, heading))

    def _asked(
        self, line: int, heading: Heading, text: str, digits: str | None, bare: str | None
    ) -> str:
        """The number that is meant: with digits for the letters, or without a flag."""
        words = {"written": quoted(text), "heading": quoted(heading.written)}
        readings = {"as-digits": digits, "without-letter": bare}
        known = {choice: number for choice, number in readings.items() if number}
        words |= {choice.replace("-", "_"): number for choice, number in known.items()}
        given = self.asking.ask(f"letters:{line}:{heading.at + 1}", "letters",
                                (*known, "leave-out"), line, None, **words)  # fmt: skip
        if given == "leave-out":
            self.notes.append(Note("number_left_out", line, words))
        return known.get(given or "", "")
