"""From a file's own words to side, nerve, muscle or skin, and site."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from multifocal import body
from multifocal.body import Side
from multifocal.fault import Fault
from multifocal.formats.edf import Facts
from multifocal.study import vocabulary
from multifocal.study.recording import Kind
from multifocal.study.sensory_words import sensory_word
from multifocal.study.vocabulary import normalized

_SIDES: Final[dict[str, Side]] = {
    "r": "right", "rt": "right", "right": "right", "l": "left", "lt": "left", "left": "left",
}  # fmt: skip
_NO_PLACE: Final = frozenset(
    re.findall(
        r"\w+",
        "emg eng nc ncs mnc mncv snc sncv motor sensory cmap snap muscle m f wave waves response"
        " nerve conduction study recording antidromic orthodromic",
    )
)


@dataclass(frozen=True)
class Place:
    """Where a sweep was evoked and recorded."""

    kind: Kind
    side: Side
    nerve: str
    muscle: str | None
    skin: str | None
    site: str


def words_of(text: str) -> list[str]:
    """The words of a label or header, lower case."""
    return [word for word in re.split(r"[\s_,;:()./-]+", text.lower()) if word]


def side_in(text: str) -> Side | None:
    """The side that the words name; None where they name none or both."""
    found = {_SIDES[word] for word in words_of(text) if word in _SIDES}
    return found.pop() if len(found) == 1 else None


@cache
def nerve_in(text: str, *, sensory: bool = False) -> tuple[str | None, str]:
    """The nerve that the words name, and the other words."""
    words = words_of(text)
    for length in (3, 2, 1):
        for at in range(len(words) - length + 1):
            tried = " ".join(words[at : at + length])
            if len(tried) < 3:
                continue
            try:
                word = sensory_word("nerve", tried) if sensory else vocabulary.nerve(tried)
            except Fault:
                continue
            rest = words[:at] + words[at + length :]
            if rest[at : at + 1] in (["nerve"], ["n"]):
                del rest[at]
            return word, " ".join(rest)
    return None, " ".join(words)


def place_of(facts: Facts, label: str, header: str, kind: Kind, sites: Mapping[str, str]) -> Place:
    """Where the sweep belongs; Fault, naming what is missing or not understood.

    `label` is its signal's, `header` the free text about the whole file; `sites` says what words
    of this file mean.
    """
    sensory = kind == "sensory"
    spot = facts.recorded or _spot(label)
    called = facts.words or ""
    called = sites.get(normalized(called), called)
    nerve = (
        nerve_in(facts.nerve or "", sensory=sensory)[0]
        or nerve_in(header, sensory=sensory)[0]
        or (None if sensory else _nerve_of_muscle(spot))
    )
    named, rest = nerve_in(called, sensory=sensory)
    # "fib head" is a site of the fibular nerve, though "fib" alone names the nerve.
    if named is not None and not (nerve and _is_site(called, nerve, sensory)):
        nerve, called = named, sites.get(normalized(rest), rest)
    if nerve is None:
        raise Fault("edf.no_nerve")
    side = facts.side or side_in(label) or side_in(header) or side_in(facts.recorded or "")
    if side is None:
        raise Fault("edf.no_side")
    muscle = None if sensory else vocabulary.muscle(_without_side(spot), nerve)
    skin = sensory_word("skin", _without_side(spot)) if sensory else None
    if not called.strip():
        raise Fault("edf.no_site")
    site = sensory_word("site", called) if sensory else vocabulary.site(called, nerve)
    return Place(kind, side, nerve, muscle, skin, site)


def _is_site(words: str, nerve: str, sensory: bool) -> bool:
    try:
        if sensory:
            sensory_word("site", words)
        else:
            vocabulary.site(words, nerve)
    except Fault:
        return False
    return True


def _spot(label: str) -> str:
    return " ".join(word for word in words_of(label) if word not in _NO_PLACE)


def _without_side(spot: str) -> str:
    return " ".join(word for word in words_of(spot) if word not in _SIDES)


def _nerve_of_muscle(spot: str) -> str | None:
    """The nerve whose own muscle the words name, where there is just one."""
    nerves = set()
    for nerve in vocabulary.nerve_words():
        try:
            muscle = vocabulary.muscle(_without_side(spot), nerve)
        except Fault:
            continue
        if muscle in (one.id for one in body.muscles_of(nerve)):
            nerves.add(nerve)
    return nerves.pop() if len(nerves) == 1 else None
