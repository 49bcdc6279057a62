"""Findings and cautions in words: message keys and parameters to sentences."""

from typing import Final

from multifocal.study.finding import Caution, Finding
from multifocal.words import say

_KEYS: Final = {
    "nerve": "study.nerve.{}",
    "side": "study.side.{}",
    "muscle": "body.muscle.{}",
    "site": "body.site.{}",
    "distal_site": "body.site.{}",
    "proximal_site": "body.site.{}",
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


_OWN_WORDS: Final = {"at_fibular_head": "study.site.at_fibular_head"}
"""Words that `body` has no name for."""


def said(what: Finding | Caution, language: str = "en") -> str:
    """The sentence of a finding or caution."""
    words = {
        name: word_of(name, str(value), language) if name in _KEYS else value
        for name, value in what.parameters.items()
    }
    return say(what.message, language, **words)


def word_of(kind: str, word_id: str, language: str = "en") -> str:
    """What people call a nerve, side, muscle, site or entrapment."""
    key = _OWN_WORDS.get(word_id) or _KEYS[kind].format(word_id)
    return say(key, language) if word_id else ""


def choice_said(choice: str, language: str = "en") -> str:
    """The sentence of one of this project's choices, by its source id."""
    return say(f"study.choice.{choice.removeprefix('multifocal-choice-')}", language)
