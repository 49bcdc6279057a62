"""How hard a text is to read: the Flesch-Kincaid grade (Kincaid and others, 1975).

Syllables: pyphen's hyphenation never splits off a single letter, so it counts too few; groups of
vowels miss a few borders between vowels. The larger of the two is taken, so that the grade errs
upward, on the strict side.
"""

import re
from collections.abc import Iterable

import pyphen

_HYPHENS = pyphen.Pyphen(lang="en_US")
_SILENT = re.compile(r"(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=[^aeiouytd])ed$")
_SILENT_PLURAL = re.compile(r"(?<=[^aeiouysxzcghl])es$|(?<=[aeiouy]l)es$")


def syllables(word: str) -> int:
    """How many syllables a word has, at least one."""
    small = word.lower()
    spoken = _SILENT_PLURAL.sub("s", _SILENT.sub("", small))
    return max(1, len(re.findall(r"[aeiouy]+", spoken)), len(_HYPHENS.positions(small)) + 1)


def grade(paragraphs: Iterable[str]) -> float:
    """The school grade in which such a text is read with ease."""
    sentences = [s for p in paragraphs for s in re.split(r"(?<=[.?!])\s+", p) if s.strip()]
    words = [w for s in sentences for w in re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", s)]
    parts = sum(map(syllables, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * parts / len(words) - 15.59
