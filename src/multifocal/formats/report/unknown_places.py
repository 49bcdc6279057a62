"""Rows whose site or electrode is no word that is known: each may be left out, and is named."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from multifocal.fault import Fault, quoted
from multifocal.formats.report.places import Context
from multifocal.formats.report.questions import Asking
from multifocal.formats.report.row import Row, key_of
from multifocal.formats.report.understood import Note
from multifocal.study import vocabulary
from multifocal.study.sensory_words import Topic, is_sensory_word


def rows_without(
    rows: Sequence[Row], leaves: Callable[[Row], bool], refused: Sequence[int] = ()
) -> list[Row]:
    """The rows that stay. A distance of the row behind one that is left out was measured from
    there, and is not known any more. `refused`: lines of rows that were left out before; one of
    another table, or above the heading of the row behind it, is of other responses."""
    kept: list[Row] = []
    broken: set[tuple[object, ...]] = set()
    before = 0
    for row in rows:
        key = key_of(row.context)
        begins = max(before, row.table.line, _heading_above(row))
        if any(begins < line < row.line for line in refused):
            broken.add(key)
        before = row.line
        if leaves(row):
            broken.add(key)
            continue
        if key in broken:
            broken.discard(key)
            row = replace(row, distance="", velocity="")  # noqa: PLW2901
        kept.append(row)
    return kept


def _heading_above(row: Row) -> int:
    """The line of the heading that the row stands under; 0 where its own cells say its nerve."""
    return row.context.line if row.context.line < row.line else 0


@dataclass
class UnknownPlaces:
    """Asks of each such row whether it is to be left out, so that none stops its report."""

    asking: Asking
    notes: list[Note] = field(default_factory=list)
    left_out: list[Row] = field(default_factory=list)

    def without(self, rows: Sequence[Row], refused: Sequence[int] = ()) -> list[Row]:
        """The rows that stay. `refused`: lines of rows that were left out before."""
        return rows_without(
            rows, lambda row: bool(word := _unknown(row)) and self._leaves(row, word), refused
        )

    def is_left_out(self, row: Row) -> bool:
        """Whether a person said to leave the row out, whatever else is to be asked of it; so is one
        whose nerve is not known, of which nothing else is asked."""
        if row.context.nerve is not None and not knows_nerve(row.context):
            self._leaves(row, row.context.nerve)
            return True
        told = self.asking.answers.get(f"row:{_asked_at(row)}") == "leave-out"
        return told and self._leaves(row, _unknown(row) or row.site)

    def _leaves(self, row: Row, word: str) -> bool:
        """Whether a person leaves the row out: one whose nerve is not known with those below it
        that name none."""
        words = {"word": quoted(word), "heading": row.context.written}
        line, key = _asked_at(row), "unknown_place" if _knows(row) else "unknown_nerve"
        given = self.asking.ask(f"row:{line}", key, ("leave-out",), line, None, **words)
        if given is None:
            return False
        self.left_out.append(row)
        self.notes.append(Note("row_left_out", row.line, words))
        return True


def knows_nerve(context: Context) -> bool:
    """Whether the nerve of a heading or a cell is one that is known, motor or sensory."""
    nerve = context.nerve or ""
    if is_sensory_word("nerve", nerve):
        return True
    try:
        vocabulary.nerve(nerve)
    except Fault:
        return False
    return True


def _knows(row: Row) -> bool:
    """Whether the nerve of a row is one that its kind of study knows."""
    if row.context.kind == "sensory":
        return is_sensory_word("nerve", row.context.nerve or "")
    return knows_nerve(row.context)


def _asked_at(row: Row) -> int:
    """The line that is asked about: of rows of an unknown nerve the first, which names it."""
    return row.line if _knows(row) else row.context.line


def _unknown(row: Row) -> str:
    """The word of nerve, electrode or site that is not known; "" where all are."""
    if row.context.kind == "sensory":
        if not is_sensory_word("nerve", row.context.nerve or ""):
            return row.context.nerve or ""
        skin = row.context.skin or ""
        words: tuple[tuple[Topic, str], ...] = (("site", row.site), ("skin", skin))
        return next((one for topic, one in words if one and not is_sensory_word(topic, one)), "")
    try:
        nerve = vocabulary.nerve(row.context.nerve or "")
    except Fault:
        return row.context.nerve or ""
    try:
        vocabulary.muscle(row.context.muscle or "", nerve)
    except Fault as fault:
        if row.context.muscle and fault.key.startswith(("study.muscle", "study.not_supplied")):
            return row.context.muscle
    try:
        vocabulary.site(row.site, nerve)
    except Fault as fault:
        return row.site if fault.key.startswith("study.site_unknown") else ""
    return ""
