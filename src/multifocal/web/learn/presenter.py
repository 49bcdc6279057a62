"""The glossary as its template shows it: meanings with their sources, related words."""

import datetime
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import get_language

from multifocal.sources import source
from multifocal.web.site.content import Term, glossary
from multifocal.web.site.content.page import DEFAULT_LANGUAGE
from multifocal.web.site.presenter import Citation, PresentedParagraph


@dataclass(frozen=True)
class PresentedTerm:
    """A glossary entry: its meaning with the sources' numbers, and the terms it points to."""

    term: Term
    meaning: PresentedParagraph
    see: tuple[Term, ...]


@dataclass(frozen=True)
class PresentedGlossary:
    """The glossary in alphabetical order, and its sources in the order of their numbers."""

    terms: tuple[PresentedTerm, ...]
    citations: tuple[Citation, ...]
    reviewed: datetime.date
    review_by: datetime.date

    def letters(self) -> list[tuple[str, list[PresentedTerm]]]:
        """The terms under the letters that they begin with."""
        return [
            (letter, list(terms))
            for letter, terms in groupby(self.terms, lambda shown: shown.term.word[0].upper())
        ]


def present_glossary() -> PresentedGlossary:
    """The whole glossary; KeyError on an unknown source or an unknown related term."""
    known = glossary(get_language() or DEFAULT_LANGUAGE)
    keys = dict.fromkeys(key for term in known.values() for key in term.sources)
    citations = {key: Citation(number, source(key)) for number, key in enumerate(keys, start=1)}
    terms = tuple(
        PresentedTerm(
            term,
            PresentedParagraph(
                term.text, tuple(citations[key] for key in term.sources), term.emergency
            ),
            tuple(known[key] for key in term.see),
        )
        for term in known.values()
    )
    return PresentedGlossary(
        terms,
        tuple(citations.values()),
        min(term.reviewed for term in known.values()),
        min(term.review_by for term in known.values()),
    )
