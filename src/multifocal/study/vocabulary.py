"""The words of the table and what technicians type for them."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from multifocal import body
from multifocal.body import SIDES, Side
from multifocal.fault import Fault, Phrase, quoted
from multifocal.study.crossover import crossover_muscles
from multifocal.study.site_phrases import site_of_phrase
from multifocal.words import say

_NO_LETTER_OR_DIGIT: Final = re.compile(r"[^a-z0-9]+")
_NONE_OF: Final = re.compile(r"\s*[(\[]?\b0\s*(?:/|of|von|de|sur)\s*\d{1,3}[)\]]?\s*$")
"""Behind a word, how many stimuli gave nothing: "absent (0/16)"."""
_APOSTROPHES: Final = str.maketrans("", "", "'’ʼ`´")
_LETTERS: Final = str.maketrans({"ø": "o", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "đ": "d"})
"""Letters of the Latin alphabets that are no letter with an accent: "højre", "łokieć", "altı"."""

_TELLING_SIGNS: Final = str.maketrans(
    {sign: f" {word} " for signs, word in (("%％", "percent"), ("Δ∆", "delta"), ("?？", "doubt"))
     for sign in signs}
)  # fmt: skip
_SIGN_OF: Final = {"percent": "%", "delta": "Δ", "doubt": "?"}


def normalized(word: str) -> str:
    """Lower case, letters without accents and digits, all between them one "_", µ as u."""
    bare = unicodedata.normalize("NFKD", word.translate(_APOSTROPHES)).casefold()
    if not bare.isascii():  # no accent to take off: a cell may have thousands of letters
        bare = "".join(sign for sign in bare if not unicodedata.combining(sign))
        bare = bare.translate(_LETTERS)
    return _NO_LETTER_OR_DIGIT.sub("_", bare.replace("μ", "u")).strip("_")


def with_words_as_signs(text: str) -> str:
    """Words of `with_signs_as_words` as the signs that were typed."""
    return " ".join(_SIGN_OF.get(word, word) for word in text.split(" "))


def with_signs_as_words(typed: str) -> str:
    """The text with each sign that makes a name another thing's as a word: "% Elbow" is a share of
    something, "Δ Elbow" a difference, and "Elbow?" may be another site."""
    return typed.translate(_TELLING_SIGNS)


def _understood(typed: str) -> str:
    """The normalized word without "the", and one spelled letter by letter put together: "B/E"."""
    parts = [one for one in normalized(with_signs_as_words(typed)).split("_") if one != "the"]
    spelled = len(parts) > 1 and all(len(part) == 1 for part in parts)
    return ("" if spelled else "_").join(parts)


@cache
def _vocabulary() -> Mapping[str, Mapping[str, Mapping[str, object]]]:
    words, sites = (
        tomllib.loads(files("multifocal.study").joinpath(name).read_text(encoding="utf-8"))
        for name in ("vocabulary.toml", "sites.toml")
    )
    return {**words, **sites, "ambiguous": {**words["ambiguous"], **sites["ambiguous"]}}


@cache
def _aliases(topic: str) -> Mapping[str, str]:
    return {word: str(meaning) for word, meaning in _vocabulary()[topic].items()}


def _of_nerve(topic: str, what: str, nerve: str) -> Mapping[str, str]:
    """What the vocabulary says of words beside that one nerve: words, or keys of faults."""
    words = _vocabulary()[topic][what].get(nerve, {})
    assert isinstance(words, Mapping)
    return words


def _ask_if_ambiguous(
    topic: Literal["site", "muscle"], nerve: str, typed: str, *words: str
) -> None:
    choices = _of_nerve("ambiguous", topic, nerve)
    for word in words:
        if word in choices:
            raise Fault(choices[word], typed=quoted(typed), nerve=nerve, column=topic)


def side(typed: str) -> Side:
    """The side meant; Fault if it is neither."""
    word = _understood(typed)
    word = _aliases("side").get(word, word)
    for one in SIDES:
        if one == word:
            return one
    raise _unknown("side", typed, SIDES)


def side_under(heading: str, typed: str) -> str:
    """What a cell of a side's column means where the column's heading alone tells its language, as
    E under "Lado"; else the cell as it stands."""
    under = _vocabulary()["side_under"].get(normalized(heading), {})
    assert isinstance(under, Mapping)
    return str(under.get(normalized(typed), typed))


@cache
def side_words() -> frozenset[str]:
    """The single words of all that is typed for a side: a text without one of them names none."""
    return frozenset(word for typed in (*SIDES, *_aliases("side")) for word in typed.split("_"))


@cache
def nerve_words() -> tuple[str, ...]:
    """Nerves that motor studies name, in `body`'s order."""
    return tuple(nerve.id for nerve in body.nerves() if nerve.recordable)


def nerve(typed: str) -> str:
    """The nerve meant; Fault if the word is not known."""
    word = _understood(typed)
    for ending in ("_nerve", "_n"):
        word = word.removesuffix(ending)
    for beginning in ("nervus_", "n_"):
        word = word.removeprefix(beginning)
    word = _aliases("nerve").get(word, word)
    if word not in nerve_words():
        raise _unknown("nerve", typed, nerve_words())
    return word


def nerve_aliases() -> tuple[str, ...]:
    """What is typed for nerves of motor studies, beside their own words."""
    return tuple(_aliases("nerve"))


def choices_of(typed: str, nerve_id: str) -> tuple[str, ...]:
    """The sites that a word with several meanings on a nerve may mean; () if it has one or none."""
    word = _understood(typed)
    meant = _site_word(word, nerve_id)
    choices = _vocabulary()["choices"].get(nerve_id, {})
    assert isinstance(choices, Mapping)
    found = choices.get(word) or choices.get(meant) or ()
    assert isinstance(found, Sequence)
    return tuple(found)


@cache
def muscle_words(nerve_id: str) -> tuple[str, ...]:
    """Muscles recorded with a nerve: its own in `body`'s order, then those of crossover checks."""
    return (*(one.id for one in body.muscles_of(nerve_id)), *crossover_muscles(nerve_id))


@cache
def muscle_full_names() -> Mapping[str, str]:
    """The muscles of `body` by their full names, where a name is that of one alone."""
    found: dict[str, str] = {}
    for one in body.muscles():
        name = normalized(say(one.name))
        found[name] = one.id if name not in found else ""
    return {name: muscle_id for name, muscle_id in found.items() if muscle_id}


def muscle_aliases() -> Mapping[str, str]:
    """What technicians type for muscles, beside the words of `body` and its full names."""
    return _aliases("muscle")


def muscle(typed: str, nerve_id: str) -> str:
    """The muscle meant.

    Fault if the word is not known, or the muscle is neither one of that nerve nor recorded with it
    to find fibers that cross over.
    """
    word = _understood(typed)
    for beginning in ("m_", "musculus_", "muscle_", "musculo_"):
        word = word.removeprefix(beginning)
    known = {one.id: one for one in body.muscles()}
    if word in known:
        meant = word
    else:
        meant = _aliases("muscle").get(word) or muscle_full_names().get(word) or word
    _ask_if_ambiguous("muscle", nerve_id, typed, word, meant)
    if meant not in known:
        raise _unknown("muscle", typed, muscle_words(nerve_id), nerve_id)
    if meant not in muscle_words(nerve_id):
        raise _not_supplied(typed, meant, nerve_id)
    return meant


def _site_word(word: str, nerve_id: str) -> str:
    """The vocabulary's own word for what was typed, on that nerve."""
    own = _of_nerve("one_nerve", "site", nerve_id)
    meant = _aliases("site").get(word) or site_of_phrase(word, nerve_id) or word
    return own.get(word) or own.get(meant) or meant


def site(typed: str, nerve_id: str) -> str:
    """The stimulation site meant; Fault if the nerve has none of that name, or several."""
    word = _understood(typed)
    meant = _site_word(word, nerve_id)
    _ask_if_ambiguous("site", nerve_id, typed, word, meant)
    try:
        return body.site(nerve_id, meant).id
    except KeyError:
        sites = tuple(one.id for one in body.sites(nerve_id))
        instead = _of_nerve("instead", "site", nerve_id).get(meant)
        if instead is None:
            raise _unknown("site", typed, sites, nerve_id) from None
        raise Fault(instead, typed=quoted(typed), nerve=nerve_id, column="site") from None


def says_no_response(typed: str) -> bool:
    """Whether the cell says in words that no response came; with a question mark it does not."""
    if "?" in typed:
        return False
    words = _vocabulary()["no_response"]["words"]
    assert isinstance(words, list)
    return normalized(_NONE_OF.sub("", typed)) in words


def may_say_no_response(typed: str) -> bool:
    """Whether the cell says what is said of a response that did not come, and also of one that
    could not be recorded: it is asked, which. So is "NR?"."""
    words = _vocabulary()["no_response"]["asked"]
    assert isinstance(words, list)
    if "?" in typed and says_no_response(typed.replace("?", "")):
        return True
    return normalized(_NONE_OF.sub("", typed)) in words or is_short_for_none(typed)


def is_short_for_none(typed: str) -> bool:
    """Whether the cell is an abbreviation or a sign that may say that no response came, that it was
    not done, or anything else that its laboratory means by it: "n.e.", "k.A.", "x"."""
    words = _vocabulary()["no_response"]["short"]
    assert isinstance(words, list)
    return normalized(typed) in words


def _not_supplied(typed: str, meant: str, nerve_id: str) -> Fault:
    """The fault of a muscle that is known and no muscle of that nerve."""
    own = tuple(one.id for one in body.muscles_of(nerve_id))
    others = [one for one in nerve_words() if meant in (m.id for m in body.muscles_of(one))]
    said: str | Phrase = quoted(typed)
    if normalized(typed) != meant:
        said = Phrase.of("study.meant", typed=quoted(typed), meant=meant)
    if not others:
        return Fault(
            "study.not_supplied.at_all", nerve=nerve_id, muscle=said, own=own, column="muscle"
        )
    other: str | Phrase = others[0]
    if len(others) > 1:  # no muscle has more than two
        other = Phrase.of("study.either", one=others[0], other=others[1])
    return Fault(
        "study.not_supplied", nerve=nerve_id, muscle=said, other=other, own=own, column="muscle"
    )


MISSING: Final = {
    "side": "study.side_missing",
    "nerve": "study.nerve_missing",
    "muscle": "study.muscle_missing",
    "skin": "study.skin_missing",
    "site": "study.site_missing",
}
"""Faults of cells that are empty and must not be."""
_UNKNOWN: Final = {"side": "study.side_unknown", "nerve": "study.nerve_unknown"}
_UNKNOWN_OF_NERVE: Final = {"muscle": "study.muscle_unknown", "site": "study.site_unknown"}


def _unknown(topic: str, typed: str, known: tuple[str, ...], nerve: str | None = None) -> Fault:
    if not typed.strip():
        return Fault(MISSING[topic], known=known, column=topic)
    said = quoted(typed)
    if nerve is None:
        return Fault(_UNKNOWN[topic], typed=said, known=known, column=topic)
    return Fault(_UNKNOWN_OF_NERVE[topic], typed=said, nerve=nerve, known=known, column=topic)
