"""From which muscle and site F waves are, where a report does not say it: as the motor study of
their nerve and side. Where that leaves it open it is asked; a line by itself may be left out."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from multifocal import body
from multifocal.fault import Fault, quoted
from multifocal.formats.report.questions import Asking
from multifocal.formats.report.row import Row
from multifocal.formats.report.understood import Note
from multifocal.formats.report.usual import DISTAL, USUAL
from multifocal.study import vocabulary, word_of

_LEAVE_OUT: Final = "leave-out"
_USUAL_SITE: Final = "wrist-or-ankle"
_MOST_QUOTED: Final = 120


def is_lone(row: Row) -> bool:
    """Whether a row is a line by itself that tells F waves."""
    return row.table.line == row.line and row.context.kind == "F"


@dataclass
class FPlaces:
    """Settles rows of F waves. `rows`: all of the report, the motor ones with their muscles;
    `left_out`: line and text of those that a person said to leave out."""

    asking: Asking
    rows: Sequence[Row]
    notes: list[Note] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)

    def settled(self, row: Row) -> Row | None:
        """The row with muscle and site, each "" as long as it is asked; None for a row that is left
        out. A row of other responses stays as it is."""
        nerve = _nerve(row)
        if row.context.kind != "F" or (nerve is None and not is_lone(row)):
            return row
        if nerve is None:  # no nerve that has F waves
            self.left_out.append((row.line, row.context.written))
            return None
        muscle, site = self._muscle(row, nerve), self._site(row, nerve)
        if _LEAVE_OUT in (muscle, site):
            self.left_out.append((row.line, row.context.written))
            return None
        if muscle and site and not (row.context.muscle and row.site):
            words = {
                "written": row.context.written[:_MOST_QUOTED],
                "muscle": _said("muscle", muscle),
                "site": _said("site", site),
            }
            self.notes.append(Note("f_understood", row.line, words))
        return replace(row, site=site, context=replace(row.context, muscle=muscle or None))

    def _muscle(self, row: Row, nerve: str) -> str:
        if row.context.muscle:
            return row.context.muscle
        recorded = tuple(dict.fromkeys(str(one.context.muscle) for one in self._motor(row, nerve)))
        if len(recorded) == 1:
            return recorded[0]
        usual = USUAL.get(nerve, ())
        if not is_lone(row) and len(usual) == 1:
            return usual[0]
        if not is_lone(row) or self.asking.answers.get(f"muscle:{nerve}") in usual:
            return self.asking.ask(f"muscle:{nerve}", "muscle", usual, row.line, "muscle",
                                   nerve=nerve) or ""  # fmt: skip
        return self._ask(row, "muscle", (*(recorded or usual), _LEAVE_OUT), nerve)

    def _site(self, row: Row, nerve: str) -> str:
        """The usual distal site, where the motor study has it; no F wave is told to be from
        elsewhere, or its line would name that place."""
        usual = DISTAL.get(nerve)
        if row.site:
            return row.site
        if usual and (not is_lone(row) or self.asking.answers.get("f-site") == _USUAL_SITE):
            return usual
        if usual and any(_site(one) == usual for one in self._motor(row, nerve)):
            return usual
        sites = (usual,) if usual else tuple(one.id for one in body.sites(nerve))
        return self._ask(row, "site", (*sites, _LEAVE_OUT), nerve)

    def _ask(self, row: Row, topic: str, choices: tuple[str, ...], nerve: str) -> str:
        words = {"written": quoted(row.context.written, _MOST_QUOTED), "nerve": nerve}
        given = self.asking.ask(f"lone-{topic}:{row.line}", f"lone_{topic}", choices, row.line,
                                topic, **words)  # fmt: skip
        return given or ""

    def _motor(self, row: Row, nerve: str) -> list[Row]:
        """The rows of that nerve's motor study on that side."""
        side = row.context.side
        of_nerve = [each for each in self.rows if not is_lone(each) and _nerve(each) == nerve]
        return [
            each
            for each in of_nerve
            if each.context.kind == "M" and each.context.muscle and each.context.side == side
        ]


def _nerve(row: Row) -> str | None:
    try:
        return vocabulary.nerve(row.context.nerve or "")
    except Fault:
        return None


def _site(row: Row) -> str:
    try:
        return vocabulary.site(row.site, _nerve(row) or "")
    except Fault:
        return row.site


def _said(topic: str, word: str) -> str:
    """A muscle or site in words; as it stands where it is none that is known."""
    try:
        return word_of(topic, word)
    except (KeyError, LookupError, ValueError):
        return word
