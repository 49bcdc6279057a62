"""What a report leaves open: asked once each, with the answers to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from multifocal.fault import Fault, Parameter
from multifocal.study import word_of
from multifocal.words import day_said, listed, say

OPTIONS: Final = ("area", "duration")
"""Questions with an option of their own on the command line."""

_ABBREVIATED: Final = 4
"""Letters up to which a word for a muscle is its abbreviation."""
_ROW: Final = "row-"
"""How answers begin that name a row by its line."""
_LINE: Final = "line-"
"""How answers begin of which one row alone can be given."""
_SAID: Final = frozenset(
    ("area", "duration", "sensory_amplitude", "sensory_latency", "amplitude_unit",
     "distance_unit", "distance_from", "distance", "line", "note", "nr",
     "fit_swapped", "sensory_unread", "sensory_place", "zero", "kind", "side", "unread_row",
     "unread_heading", "fit_falls", "fit_area", "fit_amplitude", "date_order", "mark", "remark",
     "nr_words", "microvolts", "unknown_place", "unknown_nerve",
     "lone_side", "lone_heading", "f_unit", "crossing",
     "crossing_right", "crossing_left", "crossing_both", "misplaced", "moved", "short_rows",
     "temperature_limb", "area_unit", "same_site", "velocity", "letters", "unread_rows",
     "which_columns", "nr_short", "first_latency", "amplitude_signs", "none_but", "none_but_rows",
     "undone", "unnamed_column", "side_line", "line_nerve", "other_rows")
)  # fmt: skip
"""Questions whose answers have sentences; those of the others are words of the table."""


@dataclass(frozen=True)
class Question:
    """One doubt. `id`: its name, as an answer gives it; `choices`: the answers that there are;
    `line`: where it arose; `key`: its sentence in the catalogs (`report_reading.ask.KEY`)."""

    id: str
    key: str
    choices: tuple[str, ...]
    line: int | None = None
    column: str | None = None
    parameters: Mapping[str, str | float] = field(default_factory=dict)

    @property
    def rows(self) -> tuple[str, ...]:
        """The answers that name one row each: several may be given, with "+" between."""
        return tuple(one for one in self.choices if one.startswith(_ROW))

    def takes(self, given: str | None) -> bool:
        """Whether this is an answer: one of the choices, or several of the rows."""
        if given in self.choices:
            return True
        parts = (given or "").split("+")
        return len(set(parts)) == len(parts) and set(parts) <= set(self.rows)

    @property
    def text(self) -> str:
        """The question, in the language that is spoken here."""
        words = dict(self.parameters)
        if self.key == "which_column":
            words["name"] = say(f"report_reading.column.{words['name']}")
        return say(f"report_reading.ask.{self.key}", **words)

    def label(self, choice: str) -> str:
        """The words of one answer, or of several rows."""
        if "+" in choice:
            return listed(self.label(one) for one in choice.split("+"))
        if self.key in _SAID:
            if choice.startswith(_ROW):
                return ": ".join(part for part in self.row_of(choice) if part)
            if choice.startswith(_LINE):
                return str(self.parameters[choice.replace("-", "_")])
            key = f"report_reading.answer.{self.key}.{choice.replace('-', '_')}"
            return say(key, **self.parameters)
        if choice == "leave-out":
            rows = ".rows" if self.key == "muscle_word" else ""
            return say(f"report_reading.answer.leave_out{rows}")
        if self.key.startswith("study_date"):
            return day_said(date.fromisoformat(choice))
        return self._word_of(choice)

    def _word_of(self, choice: str) -> str:
        """A word of the table, or a column of the report, as it is shown."""
        if self.key == "which_column":
            place = choice.rsplit("_", 1)[1]
            words = {"written": self.parameters[choice], "place": place}
            return say("report_reading.answer.which_column", **words)
        if self.key in ("muscle", "muscle_word", "lone_muscle") and len(choice) <= _ABBREVIATED:
            return choice.upper()  # as the field writes APB and ADM
        return word_of("muscle", choice) if self.key == "muscle_word" else choice.replace("_", " ")

    @property
    def rows_label(self) -> str:
        """What is said of the rows that are chosen."""
        return say(f"report_reading.answer.{self.key}.rows")

    def row_of(self, choice: str) -> tuple[str, str]:
        """The heading and the site of a row that may be chosen, in words."""
        name = choice.replace("-", "_")
        return str(self.parameters[f"{name}_of"]), str(self.parameters[name])

    @property
    def fault(self) -> Fault:
        """The same for a command line, which cannot ask: it names the option that answers."""
        asked: Parameter = self.text
        return Fault(
            "report.ask", line=self.line, column=self.column, question=asked, ways=self.ways
        )

    @property
    def ways(self) -> str:
        """How the command line is told each of the answers."""
        rows = [
            f"{self.option(one) if at == 0 else one} ({self.label(one)})"
            for at, one in enumerate(self.rows)
        ]
        several = ["+".join(self.rows[:2])] if len(self.rows) > 1 else []
        others = [one for one in self.choices if one not in self.rows]
        return " / ".join((*rows, *(self.option(choice) for choice in (*several, *others))))

    def option(self, choice: str) -> str:
        """How the command line is told."""
        if self.id in OPTIONS:
            return f"--{self.id} {choice}"
        return f"--answer {self.id}={choice}"


class Asking:
    """Collects what is asked while a report is read, and knows the answers that were given."""

    def __init__(self, answers: Mapping[str, str]) -> None:
        self.answers = answers
        self.questions: dict[str, Question] = {}
        self.offered: dict[str, Question] = {}
        self.answered: dict[str, Question] = {}

    def ask(
        self,
        id_: str,
        key: str,
        choices: tuple[str, ...],
        line: int | None = None,
        column: str | None = None,
        **parameters: str | float,
    ) -> str | None:
        """The answer that was given; None where there is none yet, and it is asked."""
        question = Question(id_, key, choices, line, column, parameters)
        return self._answer_to(question, self.questions)

    def offer(
        self,
        id_: str,
        key: str,
        choices: tuple[str, ...],
        line: int | None = None,
        **parameters: str | float,
    ) -> str | None:
        """As `ask`, of what may stay unknown: the study is read without an answer."""
        return self._answer_to(Question(id_, key, choices, line, None, parameters), self.offered)

    def _answer_to(self, question: Question, still_open: dict[str, Question]) -> str | None:
        given = self.answers.get(question.id)
        if given is not None and question.takes(given):
            self.answered[question.id] = question
            return given
        still_open.setdefault(question.id, question)
        return None
