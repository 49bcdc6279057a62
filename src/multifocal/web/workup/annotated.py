"""What annotations of a file of waveforms leave open: asked on the page beside the curves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from multifocal.formats import Question

_FIELD: Final = "annotation-"
"""How the names of the fields begin."""


@dataclass(frozen=True)
class PresentedAnnotation:
    """A question with its field's name, and its answers: value, words, whether it was given."""

    field: str
    text: str
    choices: tuple[tuple[str, str, bool], ...]


def is_annotation(key: str) -> bool:
    """Whether a field answers a question about an annotation: of the file that the page carried."""
    return key.startswith(_FIELD)


def annotation_answers(data: Mapping[str, str]) -> Mapping[str, str]:
    """The answers that were sent, by the ids of their questions; what stays open has none."""
    return {
        key.removeprefix(_FIELD): value
        for key, value in data.items()
        if is_annotation(key) and value
    }


def present_annotations(
    questions: Sequence[Question], answers: Mapping[str, str]
) -> tuple[PresentedAnnotation, ...]:
    """The questions in the order of the file's records."""
    return tuple(
        _presented(question, answers.get(question.id))
        for question in sorted(questions, key=lambda each: each.line or 0)
    )


def _presented(question: Question, given: str | None) -> PresentedAnnotation:
    choices = tuple(
        (choice, question.label(choice), choice == given) for choice in question.choices
    )
    return PresentedAnnotation(f"{_FIELD}{question.id}", question.text, choices)
