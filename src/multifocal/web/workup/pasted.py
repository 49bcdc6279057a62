"""A machine's report, pasted: what was understood of it, and what is still asked."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from multifocal.fault import Fault
from multifocal.formats import (
    Profile,
    Question,
    Remark,
    Understood,
    parse_profile,
    profile_toml,
    read_report,
)
from multifocal.formats.report import days_offered, report_text
from multifocal.formats.report.understood import FIRST_SCREEN
from multifocal.formats.table.csv_reading import COUNTED, NOT_READ, NOT_READ_ROWS, NOT_USED
from multifocal.study import word_of
from multifocal.web.workup.columns import label_of
from multifocal.words import day_said, listed, say

_CELL_SIGNS = re.compile(r'[",;|\s]+')
_THESE_ROWS = "rows"
MOST_PROFILE_BYTES = 100_000  # as formats.report.profile


@dataclass(frozen=True)
class PresentedChoice:
    """One answer: the value that the button sends, and its words; `ticked`: one of several that
    was chosen and not yet sent."""

    value: str
    words: str
    ticked: bool = False


@dataclass(frozen=True)
class PresentedQuestion:
    """A question and its answers; `rows`: those of which several may be chosen, by their heading,
    sent by `rows_value`, which says `rows_words`; `chosen`: the words of the answer that was
    given; `field`: what stands behind the name of the answers' field where it may stay open."""

    id: str
    text: str
    line: int | None
    choices: tuple[PresentedChoice, ...]
    chosen: str = ""
    field: str = ""
    rows: tuple[tuple[str, tuple[PresentedChoice, ...]], ...] = ()
    rows_value: str = ""
    rows_words: str = ""


@dataclass(frozen=True)
class PresentedHeading:
    """A heading of the report and the rows it holds for, in words."""

    written: str
    meaning: str
    rows: int


@dataclass(frozen=True)
class PresentedPaste:
    """What was understood of a report, for the page."""

    questions: tuple[PresentedQuestion, ...]
    offered: tuple[PresentedQuestion, ...]
    answered: tuple[PresentedQuestion, ...]
    headings: tuple[PresentedHeading, ...]
    columns: tuple[tuple[tuple[str, ...], str], ...]
    left_out: tuple[str, ...]
    notes: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    problems: tuple[Fault, ...]
    answers: tuple[str, ...]
    profile: str
    count: int
    mark: str


@dataclass(frozen=True)
class Pasted:
    """A report, its answers, and the texts that the page's box holds of it.

    `text`: the report itself, as lines of cells; `table`: its rows as the project's own table;
    `ticked`: rows that are chosen on the page, of questions that are not answered yet; `beside`:
    what there is to say of the file that it comes from.
    """

    understood: Understood
    answers: Mapping[str, str]
    text: str
    ticked: frozenset[str] = frozenset()
    beside: tuple[str, ...] = ()

    @property
    def waiting(self) -> bool:
        """Whether something is still asked."""
        return bool(self.understood.questions)

    @property
    def table(self) -> str:
        """The rows as the project's own table, for the box."""
        header, rows = self.understood.table
        page = io.StringIO()
        writer = csv.writer(page, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([_with_point(cell) for cell in cells] for _, cells in rows)
        return page.getvalue() + "".join(f"{line}\n" for line in self._comments())

    def _comments(self) -> Iterable[str]:
        """The lines that were not read, kept in the box for the result's page to name them."""
        for one in self.understood.notes:
            if one.key == "not_read":
                text = str((one.parameters or {}).get("written", ""))
                yield f"{NOT_READ} {one.line}: {_plain(text)}"
            elif one.key in FIRST_SCREEN:
                yield f"{NOT_USED} {one.line}: {_plain(one.text)}"
        counts = {kind: getattr(self.understood, name) for kind, name in COUNTED.items()}
        yield from (f"{NOT_READ_ROWS}: {kind} {count}" for kind, count in counts.items() if count)

    @property
    def profile_text(self) -> str:
        """The answers that hold for every report of the laboratory, to keep."""
        each = (*self.understood.questions, *self.understood.answered)
        return profile_toml(self.answers, {one.id: one for one in each})

    def blamed(self) -> Sequence[Fault]:
        """The problems, with the lines of `table` in place of the report's."""
        at = {line: row for row, (line, _) in enumerate(self.understood.rows, 2)}
        return [
            one.placed(line=at.get(one.line or 0), column=one.column)
            for one in self.understood.problems
        ]


def _plain(text: str) -> str:
    """The text without signs that part cells: the page's grid holds no table with those in it."""
    return " ".join(_CELL_SIGNS.sub(" ", text).split())


def _with_point(cell: str) -> str:
    """A number with a decimal point; what may be a comma between thousands stays as it is."""
    plain = re.fullmatch(r"[+-]?(\d*,\d{1,2}|\d*,\d{4,}|0,\d+)", cell)
    return cell.replace(",", ".") if plain else cell


def mark_of(text: str) -> str:
    """By which answers are known to be those to this very text, however a browser ends its lines:
    a 0 that was no response in one report may be none in the next."""
    return sha256("\n".join(text.split()).encode()).hexdigest()[:16]


def read_paste(
    content: bytes,
    answers: Iterable[str],
    profile: bytes | None = None,
    ticked: Iterable[str] = (),
    beside: Iterable[Remark] = (),
) -> Pasted:
    """What is understood of a report; Fault for what is no text, and for a profile at fault.

    `ticked`: rows that are chosen; they answer where the button beside them was pressed. `beside`:
    what there is to say of the file that it comes from.
    """
    chosen = list(ticked)
    given = dict(one.split("=", 1) for one in answers if "=" in one)
    for id_ in [one for one, word in given.items() if word == _THESE_ROWS]:
        rows = [one.split("=", 1)[1] for one in chosen if one.startswith(f"{id_}=")]
        given.pop(id_)
        if rows:
            given[id_] = "+".join(dict.fromkeys(rows))
    kept = Profile() if profile is None else parse_profile(profile)
    every = {**kept.answers, **given}
    understood = read_report(content, every, Profile(columns=kept.columns))
    said = tuple(one.text for one in beside)
    return Pasted(understood, every, report_text(content), frozenset(chosen), said)


def present_paste(pasted: Pasted) -> PresentedPaste:
    """What the page shows of it."""
    understood = pasted.understood
    header, rows = understood.table
    aside = [one for one in understood.columns if not one.column and one.why != "asked"]
    mapped: dict[str, dict[str, None]] = {}
    for one in understood.columns:
        if one.column:
            mapped.setdefault(_filled(one.column, one.factor), {})[one.written] = None
    left_out = dict.fromkeys(
        say(f"report_reading.why.{one.why}", written=one.written) for one in aside
    )
    passed = understood.lines_passed_over
    notes = [
        say("workup.pasted.at_line", line=one.line, text=one.text) if one.line else one.text
        for one in understood.notes
    ]
    columns = [(tuple(written), name) for name, written in mapped.items()]
    if understood.dated is not None and understood.on is not None:
        _, label, written = understood.dated
        day = day_said(understood.on)
        columns.append(((f"{label} {written}",), say("workup.pasted.day", day=day)))
    notes += pasted.beside
    if passed:
        notes.append(say("report_reading.passed_over", count=passed))
    return PresentedPaste(
        questions=tuple(_question(one, "", pasted.ticked) for one in understood.questions),
        offered=tuple(_offered(one, waiting=pasted.waiting) for one in understood.offered),
        answered=tuple(
            _question(one, one.label(pasted.answers[one.id])) for one in understood.answered
        ),
        headings=tuple(
            PresentedHeading(one.written, _place(one.side, one.nerve, one.spot, one.kind), one.rows)
            for one in understood.headings
        ),
        columns=tuple(columns),
        left_out=tuple(left_out),
        notes=tuple(notes),
        header=tuple(label_of(name) for name in header),
        rows=tuple((line, tuple(cells)) for line, cells in rows),
        problems=understood.problems if pasted.waiting else (),
        answers=tuple(f"{id_}={word}" for id_, word in pasted.answers.items()),
        profile=pasted.profile_text if understood.answered else "",
        count=len(rows),
        mark=mark_of(pasted.text),
    )


def _question(
    question: Question, chosen: str, ticked: frozenset[str] = frozenset()
) -> PresentedQuestion:
    choices: list[PresentedChoice] = []
    rows: dict[str, list[PresentedChoice]] = {}
    for choice in question.choices:
        value = f"{question.id}={choice}"
        if choice in question.rows:
            heading, site = question.row_of(choice)
            rows.setdefault(heading, []).append(PresentedChoice(value, site, value in ticked))
        else:
            choices.append(PresentedChoice(value, question.label(choice)))
    return PresentedQuestion(
        question.id, question.text, question.line, tuple(choices), chosen,
        rows=tuple((heading, tuple(each)) for heading, each in rows.items()),
        rows_value=f"{question.id}={_THESE_ROWS}",
        rows_words=question.rows_label if rows else "",
    )  # fmt: skip


def _offered(question: Question, *, waiting: bool) -> PresentedQuestion:
    """A question about the day. Once nothing else is asked the page holds the table in place of the
    report, and the answer is the day itself."""
    asked = _question(question, "")
    if waiting:
        return asked
    choices = tuple(
        PresentedChoice(day, one.words)
        for day, one in zip(days_offered(question), asked.choices, strict=True)
    )
    return replace(asked, choices=choices, field="_day")


def _filled(column: str | None, factor: float) -> str:
    name, times = label_of(column or ""), f"{factor:g}"
    return name if factor in (1, 1000) else say("workup.pasted.times", name=name, factor=times)


def _place(side: str | None, nerve: str | None, spot: str | None, kind: str | None) -> str:
    words = []
    for topic, one in (("side", side), ("nerve", nerve), ("muscle", spot)):
        try:
            words.append(word_of(topic, one) if one else "")
        except (KeyError, LookupError, ValueError):
            words.append(one or "")
    if kind in ("F", "sensory"):
        words.append(say(f"workup.pasted.kind.{kind.lower()}"))
    return listed(word for word in words if word)
