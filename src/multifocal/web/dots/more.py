"""The form of what to add for the appointment, as it was filled in where it comes back."""

from dataclasses import dataclass

from django.http import QueryDict

from multifocal.web.dots.forms import ASKED, COURSES, KNOWN, LINES, READY_QUESTIONS
from multifocal.web.dots.presenter import Option
from multifocal.words import say


@dataclass(frozen=True)
class Line:
    """An answer of one line: its question, an example, what it holds and how much it may."""

    key: str
    label: str
    example: str
    value: str
    most: int


@dataclass(frozen=True)
class Choice:
    """A question and its answers, of which one can be picked."""

    key: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class PresentedMore:
    """Everything that this form asks."""

    since: Line
    choices: tuple[Choice, ...]
    lines: tuple[Line, ...]
    questions: tuple[Option, ...]
    words: str
    own_signs: tuple[Option, ...]
    """Whether these words tell of a sign that cannot wait."""


def present_more(said: QueryDict) -> PresentedMore:
    """The form with what was said in it."""
    since, *lines = (
        Line(key, say(f"dots.more.{key}"), say(f"dots.more.{key}.example"), said.get(key, ""), most)
        for key, most in LINES.items()
    )
    course = tuple(
        Option(key, say(f"dots.course.{key}"), said.get("course") == key) for key in COURSES
    )
    asked = (
        Choice(key, say(f"dots.more.{key}"),
               tuple(Option(value, str(word), said.get(key) == value) for value, word in KNOWN))
        for key in ASKED
    )  # fmt: skip
    picked = said.getlist("question")
    return PresentedMore(
        since,
        (Choice("course", say("dots.more.course"), course), *asked),
        tuple(lines),
        tuple(Option(key, say(f"dots.question.{key}"), key in picked) for key in READY_QUESTIONS),
        said.get("words", ""),
        tuple(Option(value, str(word), said.get("own_signs") == value) for value, word in KNOWN),
    )


def blank_more() -> PresentedMore:
    """The form with nothing in it."""
    return present_more(QueryDict())
