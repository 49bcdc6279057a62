"""Whether a file that is brought in may be another person's: by the name and the date of birth that
it and the diary tell.

Two people's entries in one diary cannot be told apart afterwards, so it is said before they become
one. A name that is told in part, or in another order, is no other name.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from unicodedata import normalize

from multifocal.diary.daily import About
from multifocal.diary.entry import Entry

_BETWEEN_WORDS: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Person:
    """Who is told of, as it was written last; None where it was not told."""

    name: str | None
    born: date | None


def two_people(
    here: Iterable[Entry], there: Iterable[Entry], named: Iterable[Person] = ()
) -> tuple[Person, Person] | None:
    """Who the diary and who the file tell of, where these may be two people; else None.

    `named`: what the file calls its person beside its entries. Also None where one of the two tells
    neither name nor birth, or where both hold the same entry about a person: one of them came from
    the other.
    """
    ours, theirs = _abouts(here), _abouts(there)
    if {one.id for one in ours} & {one.id for one in theirs}:
        return None
    mine, other = _persons(ours), [*named, *_persons(theirs)]
    if not _names_differ(mine, other) and not _births_differ(mine, other):
        return None
    return _last(mine), _last(other)


def _abouts(entries: Iterable[Entry]) -> list[Entry]:
    """What was told of a person, what was written last at the end."""
    some = [one for one in entries if isinstance(one.content, About)]
    return sorted(some, key=lambda one: (one.current.written, one.id))


def _persons(some: Iterable[Entry]) -> list[Person]:
    abouts = (one.content for one in some)
    return [Person(one.name, one.born) for one in abouts if isinstance(one, About)]


def _names_differ(ours: list[Person], theirs: list[Person]) -> bool:
    here, there = ([_words(one.name) for one in some if one.name] for some in (ours, theirs))
    return bool(here and there) and not any(a <= b or b <= a for a in here for b in there)


def _births_differ(ours: list[Person], theirs: list[Person]) -> bool:
    here, there = ({one.born for one in some if one.born} for some in (ours, theirs))
    return bool(here and there) and not here & there


def _words(name: str) -> frozenset[str]:
    return frozenset(_BETWEEN_WORDS.split(normalize("NFC", name).lower())) - {""}


def _last(some: list[Person]) -> Person:
    names = [one.name for one in some if one.name]
    births = [one.born for one in some if one.born]
    return Person(names[-1] if names else None, births[-1] if births else None)
