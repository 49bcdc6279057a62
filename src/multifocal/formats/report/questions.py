"""What a report leaves open: asked once each, with the answers to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from multifocal.fault import Fault, Parameter
from multifocal.words import say

OPTIONS: Final = ("area", "duration")
"""Questions with an option of their own on the command line."""

_SAID: Final = frozenset(
    ("area", "duration", "sensory_amplitude", "sensory_latency", "amplitude_unit",
     "distance_unit", "distance_from", "distance", "line", "note", "nr",
     "fit_swapped", "sensory_unread", "zero", "kind", "side", "f_site", "fit_falls", "fit_area")
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
    def text(self) -> str:
        """The question, in the language that is spoken here."""
        return say(f"report_reading.ask.{self.key}", **self.parameters)

    def label(self, choice: str) -> str:
        """The words of one answer."""
        if self.key in _SAID:
            return say(f"report_reading.answer.{self.key}.{choice.replace('-', '_')}")
        return choice.replace("_", " ")

    @property
    def fault(self) -> Fault:
        """The same for a command line, which cannot ask: it names the option that answers."""
        ways = " / ".join(self.option(choice) for choice in self.choices)
        asked: Parameter = self.text
        return Fault("report.ask", line=self.line, column=self.column, question=asked, ways=ways)

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
        given = self.answers.get(id_)
        if given in choices:
            self.answered[id_] = question
            return given
        self.questions.setdefault(id_, question)
        return None
