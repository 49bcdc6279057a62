"""Which rows the words of a line name: side, nerve and site, in any order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from multifocal.fault import Fault
from multifocal.formats.report.row import Row
from multifocal.study import vocabulary
from multifocal.study.sensory_words import is_sensory_word, sensory_word
from multifocal.study.vocabulary import normalized

_LONGEST: Final = 4
"""Words of the longest phrase that is looked for."""
_SHORT: Final = 2
"""Letters of a word that names something only in capitals: "BE" is a site and "be" is none."""
_ENDS: Final = re.compile(r"\s*;\s*|(?<=[.!?])\s+")
_SHORTENED: Final = frozenset((
    "stim", "dist", "prox", "resp", "med", "lat", "uln", "izq", "izqu", "izda", "izdo", "dcha",
    "dcho", "dch", "der", "inf", "sup", "submax", "supramax", "max", "temp", "pat", "approx",
))  # fmt: skip
"""Words whose point ends no sentence, beside those of two letters."""
_NEXT: Final = 2
"""Words behind a side of two small letters up to its nerve: "li n medianus"."""


@dataclass(frozen=True)
class Named:
    """Sides and nerves that a line names; none of a kind: it may be any. `words`: all its words,
    in which a site is looked for by the nerve of each row."""

    sides: frozenset[str] = frozenset()
    nerves: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()

    @property
    def is_of_one(self) -> bool:
        """Whether it names one side and one nerve."""
        return len(self.sides) == len(self.nerves) == 1

    def sites(self, row: Row) -> frozenset[str]:
        """The sites of the row's nerve that are named; a word with several meanings names all."""
        nerve = row.context.nerve or ""
        meant_by_words: set[str] = set()
        taken: set[int] = set()
        for first, phrase, places in _phrases(self.words):
            if taken.isdisjoint(places) and first not in taken:
                meant = _sites(phrase, nerve, sensory=row.context.kind == "sensory")
                if meant:
                    meant_by_words |= meant
                    taken |= set(places)
        return frozenset(meant_by_words)

    def holds(self, row: Row, *, by_site: bool) -> bool:
        """Whether the row is of side and nerve that are named; `by_site`: and of the site."""
        context = row.context
        if self.sides and context.side is not None and context.side not in self.sides:
            return False
        if self.nerves and _nerve(context.nerve or "") not in self.nerves:
            return False
        return not by_site or _site(row) in self.sites(row)


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of a line, each of which may name another nerve; a point behind a short word,
    as in "Rt. median", ends none."""
    held = ""
    for part in _ENDS.split(text):
        held = f"{held} {part}" if held else part
        last = normalized(held.rsplit(" ", 1)[-1])
        if held.endswith(".") and (len(last) <= _SHORT or last in _SHORTENED):
            continue
        yield held
        held = ""
    if held:
        yield held


def named_in(text: str) -> Named:
    """What the words name of side and nerve, and the words."""
    found = list(re.finditer(r"\w+", text))
    plain = [normalized(one[0]) for one in found]
    words = [
        word
        for at, (one, word) in enumerate(zip(found, plain, strict=True))
        if not _is_article(text, one)
        and (len(one[0]) > _SHORT or one[0].isupper() or _is_short_side(text, one, plain[at + 1 :]))
    ]
    sides = {vocabulary.side(one) for one in words if _is_side(one)}
    phrases = [phrase for _, phrase, _ in _phrases(tuple(words))]
    nerves = {_nerve(one) for one in phrases if _is_nerve(one)}
    return Named(frozenset(sides), frozenset(nerves), tuple(words))


def _is_article(text: str, word_there: re.Match[str]) -> bool:
    """Whether a word is the German article, and not the Spanish "der." for a side."""
    return word_there[0] == "der" and text[word_there.end() : word_there.end() + 1] not in (
        ".",
        ")",
    )


def _is_short_side(text: str, word_there: re.Match[str], following: Sequence[str]) -> bool:
    """Whether a word of two letters is a side, and not "re" or "li" of something else: "Rt", "re.",
    or with its nerve behind it."""
    if not _is_side(normalized(word_there[0])):
        return False
    sign = text[word_there.end() : word_there.end() + 1]
    named = any(_is_nerve(one) for one in following[:_NEXT])
    return sign != ":" and (sign == "." or word_there[0][0].isupper() or named)


def _phrases(words: tuple[str, ...]) -> list[tuple[int, str, range]]:
    """Its phrases with their places, long ones first."""
    return [
        (first, "_".join(words[first : first + length]), range(first, first + length))
        for length in range(min(_LONGEST, len(words)), 0, -1)
        for first in range(len(words) - length + 1)
    ]


def _sites(phrase: str, nerve: str, *, sensory: bool) -> frozenset[str]:
    if sensory:
        known = is_sensory_word("site", phrase)
        return frozenset((sensory_word("site", phrase),)) if known else frozenset()
    try:
        nerve = vocabulary.nerve(nerve)
        return frozenset((vocabulary.site(phrase, nerve),))
    except Fault as fault:
        ambiguous = fault.key.startswith("study.ambiguous")
        return frozenset(vocabulary.choices_of(phrase, nerve) if ambiguous else ())


def _site(row: Row) -> str:
    try:
        return vocabulary.site(row.site, vocabulary.nerve(row.context.nerve or ""))
    except Fault:
        return row.site


def _is_side(word: str) -> bool:
    try:
        vocabulary.side(word)
    except Fault:
        return False
    return True


def _is_nerve(phrase: str) -> bool:
    return phrase in vocabulary.nerve_words() or phrase in vocabulary.nerve_aliases()


def _nerve(word: str) -> str:
    try:
        return vocabulary.nerve(word)
    except Fault:
        return normalized(word)
