"""What a report's marks, remarks and lines say of its stimuli, and on which rows it hangs.

A response whose stimulus was submaximal or stopped gets `supramaximal` no; what is of no use, and
what is not understood, is asked. No marked number is read as if it had no mark.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from multifocal.body import SIDES
from multifocal.fault import Fault, quoted
from multifocal.formats.report.marks import Explanation, Marks
from multifocal.formats.report.places import Context, read_context
from multifocal.formats.report.questions import Asking
from multifocal.formats.report.row import Row, key_of
from multifocal.formats.report.scope import named_in, sentences_of
from multifocal.formats.report.understood import Note
from multifocal.study import vocabulary, word_of
from multifocal.study.technique_words import (
    Technique,
    is_about_limits,
    names_a_response,
    says_refused,
    technique_said,
)
from multifocal.study.vocabulary import normalized
from multifocal.words import listed

Effect = Literal["no", "yes", "leave-out"]
_WEAK: Final = ("stopped", "unusable")
"""What in a free line may be of the person or of the whole day."""
_SHORT: Final = 8
"""Words up to which a free line with such words is taken for one on the rows above it."""
_MOST_QUOTED: Final = 120
"""Letters of a line that is asked about."""
_MOST_ROWS: Final = 40
"""Rows that are offered one by one: those of two arms, up to Erb."""
_ANSWERS: Final[dict[str, Effect]] = {"submaximal": "no", "leave-out": "leave-out"}


@dataclass(frozen=True)
class FreeLine:
    """A line outside the rows. `above`: the row right above a line that hangs on it by its place;
    `heading`: what held there; `heads`: it is itself a heading."""

    line: int
    text: str
    said: Technique
    heading: Context | None
    above: int | None = None
    heads: bool = False


@dataclass(frozen=True)
class _Meant:
    """The rows that a sentence may mean. `some`: it names a side, nerve or site; `sure`: it can
    mean no others."""

    rows: tuple[Row, ...]
    some: bool
    sure: bool


class Remarks:
    """Collects what is said while a report is read, and settles it once its rows are known.
    `beside_rows`: what a column of remarks says of a row, by its line."""

    def __init__(self, asking: Asking, marks: Marks) -> None:
        self.asking, self.marks = asking, marks
        self.free: list[FreeLine] = []
        self.explained: list[Explanation] = []
        self.submaximal_cells: set[int] = set()
        self.beside_rows: dict[int, str] = {}
        self.notes: list[Note] = []
        self._effects: dict[int, Effect] = {}

    def hears(
        self, number: int, text: str, *, heading: Context | None, above: int | None, beside: bool
    ) -> Technique | None:
        """Takes note of a free line that speaks of a stimulus, and tells what it says. `beside`: it
        stands before every row, or among what is no nerve conduction."""
        said = technique_said(text)
        if said is None or said == "supramaximal":
            return None
        if said in _WEAK and not self._is_of_rows(text, above=above, beside=beside):
            return None
        self.free.append(FreeLine(number, text, said, heading, above))
        return said

    def _is_of_rows(self, text: str, *, above: int | None, beside: bool) -> bool:
        if beside:
            return False
        return above is not None or len(text.split()) <= _SHORT or names_a_response(text)

    def heads(self, number: int, text: str) -> None:
        """A heading that says of all its rows how they were."""
        said = technique_said(text)
        if said is not None and said != "supramaximal":
            self.free.append(FreeLine(number, text, said, None, heads=True))

    def explains(self, explanations: Sequence[Explanation]) -> None:
        """A line that explains marks."""
        self.explained += explanations

    def settle(self, rows: Sequence[Row]) -> dict[int, Effect]:
        """What is to become of rows, by their line."""
        for one in self.free:
            if one.said == "all_supramaximal":
                self._all(one, rows)
        for line in self.submaximal_cells:
            self._effects[line] = "no"
        self._cells(rows)
        for explanation in self.explained:
            self._mark(explanation, rows)
        for one in self.free:
            if one.said != "all_supramaximal":
                self._line(one, rows)
        self._unexplained(rows)
        return self._effects

    def _put(self, rows: Sequence[Row], effect: Effect) -> None:
        """A row that is left out stays so, and "no" is not overturned by "yes"."""
        for row in rows:
            before = self._effects.get(row.line)
            if before == "leave-out" or (before == "no" and effect == "yes"):
                continue
            self._effects[row.line] = effect

    def _all(self, spoken: FreeLine, rows: Sequence[Row]) -> None:
        """All stimuli supramaximal: where the line stands before all rows or after them, for else
        it may be meant for spoken limb."""
        if any(row.line < spoken.line for row in rows) and any(
            row.line > spoken.line for row in rows
        ):
            self.notes.append(Note("supramaximal_unread", spoken.line, {"written": spoken.text}))
            return
        self._put(rows, "yes")
        self.notes.append(Note("supramaximal_all", spoken.line, {"written": spoken.text}))

    def _cells(self, rows: Sequence[Row]) -> None:
        by_text: dict[str, list[Row]] = {}
        for row in rows:
            for text in self.marks.said.get(row.line, ()):
                by_text.setdefault(text, []).append(row)
        for row in rows:
            text = self.beside_rows.get(row.line, "")
            if text not in by_text and _names_other_side(text, row.context):
                self._ask_what(row.line, text, [row])
        for text, held in by_text.items():
            self._hang(held[0].line, text, technique_said(text), held)

    def _hang(self, line: int, text: str, said: Technique | None, rows: Sequence[Row]) -> None:
        """What is said of rows that are known. Where nothing was recorded there is no stimulus of
        which it could be said."""
        unrecorded = [row for row in rows if row.is_unrecorded]
        if unrecorded and said is not None and said != "supramaximal":
            self._note("unrecorded", line, text, unrecorded)
            rows = [row for row in rows if not row.is_unrecorded]
        if not rows:
            return
        if said == "stopped" and says_refused(text):
            self._ask_what(line, text, rows)
        elif said in ("submaximal", "stopped"):
            self._put(rows, "no")
            self._note("submaximal", line, text, rows)
        elif said == "supramaximal":
            self._put(rows, "yes")
            self._note("supramaximal", line, text, rows)
        elif said is not None:
            self._ask_what(line, text, rows)

    def _note(self, key: str, line: int, text: str, rows: Sequence[Row]) -> None:
        self.notes.append(Note(key, line, {"written": text, "where": _where(rows)}))

    def _ask_what(self, line: int, text: str, rows: Sequence[Row]) -> None:
        each, labels = _choices(rows if len(rows) > 1 else ())
        given = self.asking.ask(
            f"note:{line}", "mark", (*each, "as-headed", "submaximal", "leave-out"), line, None,
            written=quoted(text, _MOST_QUOTED), where=_where(rows), **labels,
        )  # fmt: skip
        if given in _ANSWERS:
            self._put(rows, _ANSWERS[given])
        elif given != "as-headed":
            self._put(_chosen(given, each), "no")

    def _mark(self, explanation: Explanation, rows: Sequence[Row]) -> None:
        """A mark with its explanation; what speaks of limits of normal alone changes nothing."""
        held = [row for row in rows if explanation.sign in self.marks.on.get(row.line, ())]
        over = [
            row
            for row in rows
            if row.context.line != row.line
            and explanation.sign in (*self.marks.on.get(row.context.line, ()),
                             *self.marks.on.get(row.table.line, ()))
        ]  # fmt: skip
        said = technique_said(explanation.what)
        others = {
            each.what
            for each in self.explained
            if each.sign == explanation.sign and each.what != explanation.what
        }
        if not held and not over:
            if said in ("submaximal", "unclear"):
                self._ask_where(FreeLine(explanation.line, explanation.written, said, None), rows)
        elif said is None and is_about_limits(explanation.what):
            return
        elif over or (others and said):
            self._ask_where(
                FreeLine(explanation.line, explanation.written, said or "unclear", None),
                held or over,
            )
        elif said is None:
            self._ask_what(explanation.line, explanation.written, held)
        else:
            self._hang(explanation.line, explanation.written, said, held)

    def _line(self, spoken: FreeLine, rows: Sequence[Row]) -> None:
        if spoken.heads:
            held = [row for row in rows if row.context.line == spoken.line]
            if held:
                self._ask_where(spoken, held)
                return
        each = [self._meant(spoken, one, rows) for one in _heard_in(spoken.text)]
        if spoken.above is not None and not any(one.some for one in each):
            above = [row for row in rows if row.line == spoken.above]
            if above:
                self._hang(spoken.line, spoken.text, spoken.said, above)
                return
        meant = [row for row in rows if any(row in one.rows for one in each)]
        if all(one.sure for one in each) and not says_refused(spoken.text):
            self._hang(spoken.line, spoken.text, spoken.said, meant)
        else:
            self._ask_where(spoken, meant or rows)

    def _meant(self, spoken: FreeLine, sentence: str, rows: Sequence[Row]) -> _Meant:
        """The rows that a sentence may mean; sure where it names one nerve and its site, or the
        site alone under the heading of that nerve, or in a study that has no other."""
        named = named_in(sentence)
        # a line behind all rows may be of any; one between them is of the heading above it
        between = spoken.heading if any(row.line > spoken.line for row in rows) else None
        under = [row for row in rows if between and row.context.line == between.line]
        free = not (named.sides or named.nerves)
        of_heading = [row for row in under if named.sites(row)] if free else []
        near = of_heading or rows
        some_site = any(named.sites(row) for row in near)
        some = bool(named.sides or named.nerves or some_site)
        of_named = [row for row in near if named.holds(row, by_site=some_site)]
        keys = {key_of(row.context) for row in of_named}
        above = spoken.heading and key_of(spoken.heading)
        sure = some_site and len(keys) == 1 and (
            named.is_of_one or above in keys or len({key_of(row.context) for row in rows}) == 1
        )  # fmt: skip
        return _Meant(tuple(of_named if some else under or rows), some, sure)

    def _ask_where(self, spoken: FreeLine, rows: Sequence[Row]) -> None:
        each, labels = _choices(rows)
        given = self.asking.ask(
            f"note:{spoken.line}", "remark", (*each, "all", "none"), spoken.line, None,
            written=quoted(spoken.text, _MOST_QUOTED), **labels,
        )  # fmt: skip
        effect: Effect = "leave-out" if spoken.said == "unusable" else "no"
        if given == "all":
            self._put(rows, effect)
        elif given != "none":
            self._put(_chosen(given, each), effect)

    def _unexplained(self, rows: Sequence[Row]) -> None:
        """Says of a mark beside numbers that no line explains it."""
        known = {one.sign for one in self.explained}
        lines = {row.line for row in rows}
        for sign, places in self.marks.beside_numbers.items():
            read = [line for line in places if line in lines]
            if read and sign not in known:
                self.notes.append(Note("mark_unexplained", read[0], {"sign": sign}))


def _heard_in(text: str) -> Sequence[str]:
    """The sentences of a line that speak of a stimulus; the whole line where none does alone."""
    return [one for one in sentences_of(text) if technique_said(one)] or [text]


def _choices(rows: Sequence[Row]) -> tuple[dict[str, Row], dict[str, str]]:
    """The rows that may be chosen, by their answers, and the words of each: site and heading."""
    each = {f"row-{row.line}": row for row in rows} if len(rows) <= _MOST_ROWS else {}
    labels: dict[str, str] = {}
    for choice, row in each.items():
        name = choice.replace("-", "_")
        labels[name], labels[f"{name}_of"] = _site(row), _heading(row)
    return each, labels


def _chosen(given: str | None, each: Mapping[str, Row]) -> list[Row]:
    return [each[one] for one in (given or "").split("+") if one]


def _site(row: Row) -> str:
    """The site in words; as it is written where it is none that is known."""
    try:
        return word_of("site", row.site)
    except (KeyError, LookupError, ValueError):
        return row.site


def _heading(row: Row) -> str:
    """The heading as written, behind its side where that stands in a column of its own."""
    context = row.context
    own = read_context(context.written, row.line)
    if context.side not in SIDES or (own is not None and own.side):
        return context.written
    return f"{word_of('side', context.side)} {context.written}"


def _place(row: Row) -> str:
    return f"{_heading(row)}: {_site(row)}" if row.site else _heading(row)


def _where(rows: Sequence[Row]) -> str:
    return listed(dict.fromkeys(_place(row) for row in rows))


def _names_other_side(text: str, context: Context) -> bool:
    """Whether a remark names the side that its row is not of: "left side!" beside a right nerve."""
    for word in normalized(text).split("_"):
        try:
            side = vocabulary.side(word) if len(word) > 1 else context.side
        except Fault:
            continue
        if context.side and side != context.side:
            return True
    return False
