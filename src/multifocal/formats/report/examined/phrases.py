"""The words of `words.toml`: what a column holds, what a cell says, which muscle is meant."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from multifocal import body
from multifocal.body import Side
from multifocal.fault import Fault
from multifocal.study import vocabulary
from multifocal.study.vocabulary import normalized

_DASHES: Final = frozenset(("", "-", "--", "–", "—"))
_LETTERS_AS_SIDES: Final[Mapping[str, Side]] = {"d": "right", "g": "left"}
"""Of French, at an end of a muscle's name; "i" of Spanish may be a number there."""

_WITH_LATERAL: Final = ("gastrocnemius", "quadriceps", "triceps", "fibularis", "deltoid")
"""Muscles behind whose name "L" may be lateral or long as well as left."""


@cache
def _page() -> Mapping[str, Mapping[str, list[str]]]:
    page = files("multifocal.formats.report.examined").joinpath("words.toml")
    found: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(page.read_text(encoding="utf-8"))
    return found


@cache
def _by_phrase(section: str) -> Mapping[str, str]:
    return {phrase: name for name, phrases in _page()[section].items() for phrase in phrases}


def column_of(phrase: str) -> str | None:
    """What a column with these normalized words above it holds; None where it is not known."""
    return _by_phrase("columns").get(phrase)


def title_of(text: str) -> str | None:
    """What a part with this title is of: strength, count or area; None for another, or several."""
    words = set(normalized(text).split("_"))
    if any(word.startswith("munix") for word in words):
        return None  # an index of motor units, no number of them
    named = [name for name, known in _page()["titles"].items() if words & set(known)]
    return named[0] if len(named) == 1 else None


def plain(text: str) -> str:
    """A cell in lower case, without accents and with single spaces; signs stay."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return " ".join(bare.replace("\u2212", "-").split()).strip(" ;,").removesuffix(".")


def nothing(cell: str) -> bool:
    """Whether a plain cell says that nothing was recorded. A dash does: it may mean none, too."""
    return cell in _DASHES or cell in _page()["cells"]["nothing"]


def is_among(cell: str, *lists: str) -> bool:
    """Whether a plain cell is whole one of the words of these lists, after a word of degree or
    not."""
    first, _, rest = cell.partition(" ")
    found = (word for name in lists for word in _page()["cells"][name])
    words = {word.removesuffix(".") for word in found}
    return cell in words or (rest in words and first in _page()["cells"]["modest"])


def side_of(text: str) -> Side | None:
    """The side that the words mean, whole; None where they mean none."""
    try:
        return vocabulary.side(text)
    except Fault:
        return None


def side_above(phrase: str) -> Side | None:
    """The side that a column's heading of one word means."""
    for side, words in _page()["sides"].items():
        if phrase in words:
            return side_of(side)
    return side_of(phrase)


@cache
def _muscle_phrases() -> Mapping[str, str]:
    known = {one.id: one.id for one in body.muscles()}
    own = {normalized(phrase): name for phrase, name in _by_phrase("muscles").items()}
    return {**vocabulary.muscle_full_names(), **vocabulary.muscle_aliases(), **own, **known}


def muscle_of(text: str) -> tuple[Side | None, str | None]:
    """Side and muscle that a cell such as "R. First dorsal interosseous" names, each None where it
    names none that is sure."""
    words = [word for word in normalized(text).split("_") if word]
    sides: list[Side] = []
    for at in (0, -1):
        side = side_of(words[at]) if len(words) > 1 else None
        if side is None and len(words) > 1 and "_".join(words) not in _muscle_phrases():
            side = _LETTERS_AS_SIDES.get(words[at])
        if side is not None:
            del words[at]
            sides.append(side)
    if words and words[0] in ("m", "musculus", "muscle", "muskel", "musculo"):
        words = words[1:]
    muscle = _muscle_phrases().get("_".join(words)) or _muscle_phrases().get("".join(words))
    if muscle in _WITH_LATERAL and re.search(r"\bl\.?$", text.strip(), re.IGNORECASE):
        sides = []
    return (sides[0] if len(set(sides)) == 1 else None), muscle


def nerves_in(text: str) -> frozenset[str]:
    """The nerves of motor studies that the words name."""
    words = normalized(text).split("_")
    nerves: set[str] = set()
    for length in (3, 2, 1):
        for first in range(len(words) - length + 1):
            try:
                nerves.add(vocabulary.nerve("_".join(words[first : first + length])))
            except Fault:
                continue
        if nerves:
            break
    return frozenset(nerves)


@cache
def nerves_of(muscle: str) -> tuple[str, ...]:
    """The nerves of motor studies that supply a muscle; () for one that a table cannot hold."""
    return tuple(
        one for one in vocabulary.nerve_words() if muscle in {m.id for m in body.muscles_of(one)}
    )
