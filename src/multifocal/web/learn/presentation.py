"""Turns a page's words into what its template shows: HTML, numbered sources, evidence in words."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from multifocal.sources import Source, source
from multifocal.sources.registry import Evidence
from multifocal.web.learn.content import Block, Page, Paragraph, Term, glossary
from multifocal.web.learn.content.page import DEFAULT_LANGUAGE
from multifocal.web.learn.inline import inline

EVIDENCE: Mapping[Evidence, Promise] = {
    "read": _("read in the source"),
    "abstract": _("read in the abstract or an excerpt"),
    "computed": _("computed by this project"),
    "secondary": _("not yet checked: read in a text that cites it"),
    "general": _("not yet checked: general knowledge"),
    "proposal": _("our own choice"),
}


NO_FIGURE = "learn/chapter_figures/none.html"


@dataclass(frozen=True)
class Citation:
    """A source under its number on this page."""

    number: int
    source: Source

    @property
    def evidence(self) -> Promise:
        """How the project knows it, in the reader's language."""
        return EVIDENCE[self.source.evidence]

    @property
    def unchecked(self) -> bool:
        """Whether the reader must be told that nobody here has read it at its source."""
        return self.source.evidence in ("secondary", "general")


@dataclass(frozen=True)
class ShownParagraph:
    """A paragraph as HTML (or text to be escaped), and the sources that it rests on.

    An `emergency` paragraph carries no mark at all: not of its sources, which stand in the page's
    list, and not of doubt, whatever they are worth.
    """

    html: str
    citations: tuple[Citation, ...]
    emergency: bool = False

    @property
    def marks(self) -> tuple[Citation, ...]:
        """The sources that stand beside the words."""
        return () if self.emergency else self.citations

    @property
    def unchecked(self) -> bool:
        """Whether the words must say that not one of their sources has been read."""
        return not self.emergency and all(citation.unchecked for citation in self.citations)


@dataclass(frozen=True)
class ShownBlock:
    """A heading and its paragraphs: one section, in which a hard word is explained once.

    `figure` names the templates that may hold the section's picture; the first that exists is it.
    """

    id: str
    heading: str
    paragraphs: tuple[ShownParagraph, ...]
    figure: tuple[str, ...] = ()


@dataclass(frozen=True)
class ShownPage:
    """Everything that a template of this room needs. base.html puts the terms' pop-ups on it."""

    page: Page
    groups: Mapping[str, tuple[ShownBlock, ...]]
    citations: tuple[Citation, ...]
    terms: tuple[Term, ...] = ()

    @property
    def reviewed(self) -> datetime.date:
        """When the page was last reviewed: the oldest of its paragraphs' dates."""
        return self.page.reviewed()

    @property
    def review_by(self) -> datetime.date:
        """When it must be reviewed again."""
        return self.page.review_by()


def shown(page: Page) -> ShownPage:
    """The page with its sources numbered in reading order and its hard words explained.

    KeyError on an unknown source or term.
    """
    known = glossary(get_language() or DEFAULT_LANGUAGE)
    terms: dict[str, Term] = {}
    citations = {
        key: Citation(number, source(key)) for number, key in enumerate(page.source_ids(), start=1)
    }

    def paragraph(words: Paragraph, met: dict[str, Term]) -> ShownParagraph:
        # The words are the project's own files and HTML in them is switched off.
        html = mark_safe(inline(words.text, known, met))
        cited = tuple(citations[key] for key in words.sources)
        return ShownParagraph(html, cited, words.emergency)

    def block(words: Block) -> ShownBlock:
        met: dict[str, Term] = {}
        paragraphs = tuple(paragraph(p, met) for p in words.paragraphs)
        terms.update(met)
        figure = f"learn/chapter_figures/{page.name}-{words.id}.html"
        return ShownBlock(words.id, words.heading, paragraphs, (figure, NO_FIGURE))

    groups = {name: tuple(block(b) for b in blocks) for name, blocks in page.groups.items()}
    return ShownPage(page, groups, tuple(citations.values()), tuple(terms.values()))


@dataclass(frozen=True)
class ShownTerm:
    """A glossary entry: its meaning with the sources' numbers, and the terms it points to."""

    term: Term
    meaning: ShownParagraph
    see: tuple[Term, ...]


@dataclass(frozen=True)
class ShownGlossary:
    """The glossary in alphabetical order, and its sources in the order of their numbers."""

    terms: tuple[ShownTerm, ...]
    citations: tuple[Citation, ...]
    reviewed: datetime.date
    review_by: datetime.date


def shown_glossary() -> ShownGlossary:
    """The whole glossary; KeyError on an unknown source or an unknown related term."""
    known = glossary(get_language() or DEFAULT_LANGUAGE)
    keys = dict.fromkeys(key for term in known.values() for key in term.sources)
    citations = {key: Citation(number, source(key)) for number, key in enumerate(keys, start=1)}
    terms = tuple(
        ShownTerm(
            term,
            ShownParagraph(
                term.text, tuple(citations[key] for key in term.sources), term.emergency
            ),
            tuple(known[key] for key in term.see),
        )
        for term in known.values()
    )
    return ShownGlossary(
        terms,
        tuple(citations.values()),
        min(term.reviewed for term in known.values()),
        min(term.review_by for term in known.values()),
    )
