"""Findings and cautions in words: message keys and parameters to sentences."""

from typing import Final

from multifocal.criteria.finding import Caution, Finding
from multifocal.study.sentences import word_of
from multifocal.words import say

_PLACES: Final = frozenset(
    ("nerve", "side", "muscle", "skin", "site", "distal_site", "proximal_site", "higher_site")
)
_KEYS: Final = {
    "why": "study.measuring.reason.{}",
    "would_be": "{}",
    "entrapment": "body.entrapment.{}",
    "evidence": "{}",
    "reason": "study.efns.reason.{}",
    "what": "study.what.{}",
    "because": "study.because.{}",
    "rule": "study.rule.{}",
    "grade": "study.grade.{}",
    "best": "study.grade.{}",
    "least": "study.grade.{}",
    "item": "study.item_name.{}",
}
"""Parameters that hold an id, and the key of the id's word."""


def said(what: Finding | Caution, language: str | None = None) -> str:
    """The sentence of a finding or caution."""
    words = {name: _word(name, value, language) for name, value in what.parameters.items()}
    return say(what.message, language, **words)


def choice_said(choice: str, language: str | None = None) -> str:
    """The sentence of one of this project's choices, by its source id."""
    return say(f"study.choice.{choice.removeprefix('multifocal-choice-')}", language)


def _word(name: str, value: str | float, language: str | None) -> str | float:
    if name in _PLACES:
        return word_of(name, str(value), language)
    if name in _KEYS:
        return say(_KEYS[name].format(value), language) if value else ""
    return value
