"""Words of sensory rows: nerve, skin recorded, and site stimulated (or the reverse)."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from multifocal.fault import Fault, quoted
from multifocal.study.vocabulary import MISSING, normalized, with_signs_as_words

Topic = Literal["nerve", "skin", "site"]
_UNKNOWN: Final = {
    "nerve": "study.nerve_unknown.sensory",
    "skin": "study.skin_unknown.sensory",
    "site": "study.site_unknown.sensory",
}


@cache
def _page() -> Mapping[str, Mapping[str, list[str]]]:
    page = files("multifocal.study").joinpath("sensory_words.toml")
    return tomllib.loads(page.read_text(encoding="utf-8"))


@cache
def sensory_ids(topic: Topic) -> tuple[str, ...]:
    """The ids that a sensory row may hold."""
    return tuple(_page()[topic])


def sensory_phrases(topic: Topic) -> tuple[str, ...]:
    """Everything that is understood for a topic."""
    return tuple(_aliases(topic))


@cache
def _aliases(topic: Topic) -> Mapping[str, str]:
    return {other: word for word, others in _page()[topic].items() for other in (word, *others)}


def is_sensory_word(topic: Topic, typed: str) -> bool:
    """Whether a nerve, skin or site of a sensory row is meant."""
    return _plain(topic, typed) in _aliases(topic)


def sensory_word(topic: Topic, typed: str) -> str:
    """The nerve, skin or site of a sensory row that is meant; Fault if it is not known."""
    word = _plain(topic, typed)
    meant = _aliases(topic).get(word)
    if meant is None:
        known = sensory_ids(topic)
        if not word:
            raise Fault(MISSING[topic], known=known, column=topic)
        raise Fault(_UNKNOWN[topic], typed=quoted(typed), known=known, column=topic)
    return meant


def _plain(topic: Topic, typed: str) -> str:
    word = normalized(with_signs_as_words(typed))
    if topic == "nerve":
        for ending in ("_nerve", "_n"):
            word = word.removesuffix(ending)
    return word
