"""Reads the glossary: hard words, how they are said aloud, and what they mean in plain words."""

import datetime
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from multifocal.web.site.content.page import DEFAULT_LANGUAGE

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Term:
    """A hard word.

    `said` tells how it is spoken, the stressed part in capitals. `forms` are its other forms in
    running text ("antibodies"); `see` are ids of related terms. An `everyday` word may stand in
    a text unmarked, because most readers know it. The meaning of an `emergency` term never stands
    beside a mark of doubt (see `Paragraph`).
    """

    id: str
    word: str
    said: str
    text: str
    sources: tuple[str, ...]
    reviewed: datetime.date
    review_by: datetime.date
    forms: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    everyday: bool = False
    emergency: bool = False

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise ValueError(f"a term's id is small letters, digits and hyphens: {self.id!r:.80}")


def _term(fields: Mapping[str, Any]) -> Term:
    lists = {key: tuple(fields.get(key, ())) for key in ("sources", "forms", "see")}
    return Term(**{**fields, **lists})


@cache
def glossary(language: str = DEFAULT_LANGUAGE) -> Mapping[str, Term]:
    """Every term by its id, in alphabetical order of its word.

    In English where the language has no glossary yet. ValueError where an id stands twice.
    """
    folder = files("multifocal.web.site.content")
    place = folder.joinpath(language, "glossary.toml")
    if not place.is_file():
        place = folder.joinpath(DEFAULT_LANGUAGE, "glossary.toml")
    made = [_term(fields) for fields in tomllib.loads(place.read_text(encoding="utf-8"))["term"]]
    found = {term.id: term for term in sorted(made, key=lambda term: term.word.casefold())}
    if len(found) != len(made):
        raise ValueError("a term stands twice in the glossary")
    return found
