"""Lines of a report outside its tables: none is passed over where rows after it depend on it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from multifocal.body import Side
from multifocal.fault import Fault, quoted
from multifocal.formats.report.nerve_lines import AS_NAMED, NerveLines
from multifocal.formats.report.other_parts import is_other_part
from multifocal.formats.report.questions import Asking
from multifocal.formats.report.report_titles import is_report_title
from multifocal.formats.report.table_parts import says_side, side_word
from multifocal.formats.report.understood import Note
from multifocal.formats.report.unread_motor import measured_count
from multifocal.study import vocabulary

_PERSON: Final = re.compile(
    r"\s*(pat(ient(in)?|iente|\.)?|(sur|last|first|full|family)?\s?name|nachname|vorname|nom|nombre|"
    r"pat\w*\.?[\s-]*(nr|no|number)|(pat\w*\.?[\s-]*)?id|mrn|dob|born|birth\s?date|"
    r"date of birth|geb\w*|paziente|cognome|nome|nat[oa]|data di nascita|codice fiscale|naam|"
    r"voornaam|achternaam|data de nascimento)"
    r"\b(\s+\w+)?\s*(\.\s*)?(:|=|\d|$)", re.IGNORECASE,
)  # fmt: skip
_NUMBERED: Final = re.compile(
    r"\b(patient(in)?|person|subject|study|visit|session|exam\w*|untersuchung|examen|visita?|visite)"
    r"\s*(no\.?|nr\.?|#)?\s*\d+\b", re.IGNORECASE,
)  # fmt: skip
_DATE: Final = re.compile(
    r"\b(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./-]\d{1,2}[./-](\d{4}|\d{2})|"
    r"\d{1,2}\.?\s+[a-zäéû]{3,10}\.?\s+\d{4}|[a-zäéû]{3,10}\.?\s+\d{1,2},?\s+\d{4})\b", re.I,
)  # fmt: skip
_PAGE: Final = re.compile(r"\b(page|seite|p[aá]gina)\s*\d+(\s*(of|von|de|/)\s*\d+)?", re.IGNORECASE)
_SIDE: Final = re.compile(
    r"\b(right|left|rechts|links|rechte[rsn]?|linke[rsn]?|droite?|gauche|derech[oa]|izquierd[oa]|"
    r"contra-?lateral\w*|kontra-?lateral\w*|ipsi-?lateral\w*|opposite|other\s+side|gegenseite|"
    r"andere\s+seite|destr[oa]|sinistr[oa]|direit[oa]|esquerd[oa]|rt|lt)\b|"
    r"^\s*([rl]|re|li)\b", re.IGNORECASE,
)  # fmt: skip
_SAYS_A_SIDE_IN: Final = 4
"""Words up to which a line with a side may be a heading; a longer one is a sentence."""
_MOST_QUOTED: Final = 160
"""Letters of a line that is quoted: one that tells two nerves is to name both."""
_MEASURED: Final = 3
"""Numbers with a unit of a response from which on a line tells responses, and no person."""
_OF_A_LINE: Final = ("line:", "side-line:", "lone:", "note:", "nr")
"""How the ids of questions begin that a line arose."""


def _short(text: str) -> str:
    return text if len(text) <= _MOST_QUOTED else f"{text[:_MOST_QUOTED]}…"


def names_person(text: str) -> bool:
    """Whether a line begins as one that says who the person is."""
    return _PERSON.match(text) is not None


def is_numbered(text: str) -> bool:
    """Whether a line is the number of a person, a visit or a page and no more: "Visit 2"."""
    plain = text.strip(" .:")
    return any(one.fullmatch(plain) is not None for one in (_NUMBERED, _PAGE))


def may_say_side(text: str) -> bool:
    """Whether a line is short and names a side, as a heading does."""
    return len(text.split()) <= _SAYS_A_SIDE_IN and _SIDE.search(text) is not None


@dataclass(frozen=True)
class OutsideLine:
    """A line that was not understood. `first`: it stands before every heading and row; `heard`:
    what it says of stimuli was."""

    number: int
    text: str
    first: bool
    private: bool = False
    heard: bool = False


class Outside:
    """Keeps the lines that are no part of a table, and stops where rows depend on one of them."""

    def __init__(self, asking: Asking) -> None:
        self.asking = asking
        self.lines: list[OutsideLine] = []
        self.faults: list[Fault] = []
        self._open: list[OutsideLine] = []
        self._strangers: list[Fault] = []
        self._persons: set[str] = set()
        self._days: set[str] = set()
        self._rows = False
        self.nerves = NerveLines(asking)
        self.leaves = False
        """Whether rows are left out, as a person said of a line above them."""
        self.side: Side | None = None
        """The side of rows whose heading says none, as a line above them says it."""

    def sees(self, number: int, text: str) -> bool:
        """Takes note of persons and days that a line outside a table names, and tells whether the
        line is about the person or the study, not about a nerve."""
        days = {re.sub(r"\W+", " ", one[0]).casefold() for one in _DATE.finditer(text)}
        person = names_person(text)
        numbered = _NUMBERED.search(text)
        names = {" ".join(_PAGE.sub("", text).casefold().split())} if person else set()
        if numbered and not person:
            names.add(" ".join(numbered[0].casefold().split()))
        if self._rows:
            if names - self._persons:
                self._strangers.append(Fault("report.two_persons", line=number))
            elif days - self._days:
                self._strangers.append(Fault("report.two_days", line=number))
            elif is_other_part(text):
                self._strangers.append(Fault("report.other_part", line=number, title=quoted(text)))
        self._persons |= names
        self._days |= days
        return person

    def is_of_person(self, number: int, words: Sequence[str]) -> bool:
        """Whether the cells of a line among rows name a person, as "Patient ID: 12" does."""
        about = re.match(r"[^\d]*[:=]", words[0]) and _PERSON.match(words[0])
        return bool(about) and self.sees(number, " ".join(words))

    def passes_over(
        self,
        number: int,
        text: str,
        *,
        headed: bool,
        private: bool = False,
        heard: bool = False,
        opens: bool = True,
        row: bool = False,
    ) -> None:
        """A line that is not understood. `headed`: a heading above it holds for rows below it;
        `opens`: whether rows below may depend on it; `row`: whether it is a row of numbers, which
        is quoted at the very top too, as a line with several measured numbers is."""
        heard = heard or is_report_title(text)
        told = row or measured_count(text) >= _MEASURED
        line = OutsideLine(number, text, not (headed or self._rows or told), private, heard)
        self.lines.append(line)
        if private or not opens or self.nerves.opens(number, text, headed=headed):
            return
        if headed or may_say_side(text):
            self._open.append(line)

    def understands_heading(self) -> None:
        """A heading that is understood: what stood above it says nothing of the rows below, unless
        it may have named their side."""
        self._open = [one for one in self._open if may_say_side(one.text)]
        self.nerves.ends()
        self.leaves = False

    def meets_row(self, heading: str, *, own: bool, sided: bool) -> None:
        """A row of responses. `heading`: what holds for it; `own`: its own cells say its nerve;
        `sided`: it has a side."""
        self._rows = True
        self.faults += self._strangers
        told = {one.line for one in self._strangers}
        self._strangers = []
        for line in () if own else self._open:
            if not sided and says_side(line.text):
                self._ask_side(line, heading)
            elif line.number not in told and self.asking.answers.get("lines") != "leave-out":
                given = self.asking.ask(
                    f"line:{line.number}", "line", ("leave-out", "leave-rows-out"), line.number,
                    None, written=quoted(_short(line.text)), heading=quoted(_short(heading)),
                )  # fmt: skip
                self.leaves = self.leaves or given == "leave-rows-out"
        if own:
            self.leaves = False
            self.nerves.ends()
        else:
            self._open = []

    def _ask_side(self, line: OutsideLine, heading: str) -> None:
        """Asks whether a line that says a side and no more, "LEFT ARM", holds for rows below it."""
        words = {"written": quoted(_short(line.text)), "heading": quoted(_short(heading))}
        given = self.asking.ask(f"side-line:{line.number}", "side_line", ("as-side", "leave-out"),
                                line.number, None, **words)  # fmt: skip
        self.side = vocabulary.side(side_word(line.text)) if given == "as-side" else None

    def ends_side(self) -> None:
        """A heading with a side of its own, or a title: what a line above said holds no more."""
        self.side = None

    def unread(self) -> tuple[OutsideLine, ...]:
        """The lines that were left out: none that was heard, and none that is asked about."""
        asking = self.asking
        # a line that a person said to leave out was not read, after all
        told = [
            one
            for one in asking.answered.values()
            if not one.id.startswith(("line:", "lone:")) or asking.answers[one.id] == AS_NAMED
        ]
        each = (*asking.questions.values(), *told)
        asked = {one.line for one in each if one.id.startswith(_OF_A_LINE)}
        return tuple(one for one in self.lines if not one.heard and one.number not in asked)

    def notes(self) -> tuple[Note, ...]:
        """The lines that were left out, quoted; what stands at the very top, or names the person,
        may be private and is only counted."""
        return tuple(
            Note("not_read", one.number, {"written": _short(one.text)})
            for one in self.unread()
            if not (one.first or one.private or names_person(one.text))
        )
