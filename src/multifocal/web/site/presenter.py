"""Turns a page's words into what its template shows: HTML, numbered sources, evidence in words."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from multifocal.sources import Source, source
from multifocal.sources.registry import Evidence
from multifocal.web.site.content import Block, Page, Paragraph, Term, glossary
from multifocal.web.site.content.page import DEFAULT_LANGUAGE
from multifocal.web.site.inline import inline
from multifocal.web.site.language import say_later
from multifocal.words import listed

EVIDENCE: Mapping[Evidence, str] = {
    "read": say_later("site.evidence.read"),
    "abstract": say_later("site.evidence.abstract"),
    "computed": say_later("site.evidence.computed"),
    "secondary": say_later("site.evidence.secondary"),
    "general": say_later("site.evidence.general"),
    "proposal": say_later("site.evidence.proposal"),
}


@dataclass(frozen=True)
class Citation:
    """A source under its number on this page."""

    number: int
    source: Source

    @property
    def evidence(self) -> str:
        """How the project knows it, in the reader's language."""
        return EVIDENCE[self.source.evidence]

    @property
    def unchecked(self) -> bool:
        """Whether the reader must be told that nobody here has read it at its source."""
        return self.source.evidence in ("secondary", "general")


@dataclass(frozen=True)
class PresentedParagraph:
    """A paragraph as HTML (or text to be escaped), and the sources that it rests on.

    An `emergency` paragraph carries no mark at all: not of its sources, which stand in the page's
    list, and not of doubt, whatever they are worth.
    """

    html: str
    citations: tuple[Citation, ...]
    emergency: bool = False

    @property
    def marks(self) -> tuple[Citation, ...]:
        """The sources that stand beside the words, in the order of their numbers."""
        return () if self.emergency else tuple(sorted(self.citations, key=lambda c: c.number))

    @property
    def numbers(self) -> str:
        """The numbers of these sources, as they are read out."""
        return listed(str(citation.number) for citation in self.marks)

    @property
    def unchecked(self) -> bool:
        """Whether the words must say that not one of their sources has been read."""
        return not self.emergency and all(citation.unchecked for citation in self.citations)


@dataclass(frozen=True)
class PresentedBlock:
    """A heading and its paragraphs: one section, in which a hard word is explained once.

    `figure` names the templates that may hold the section's picture; the first that exists is it,
    and the last one, which is empty, always does.
    """

    id: str
    heading: str
    paragraphs: tuple[PresentedParagraph, ...]
    figure: tuple[str, ...] = ()
    lead: int | None = None
    fold: int | None = None
    fold_label: str = ""

    @property
    def opening(self) -> tuple[PresentedParagraph, ...]:
        """The paragraphs before the list or the fold; all of them where there is neither."""
        return self.paragraphs[: self.lead if self.fold is None else self.fold]

    @property
    def folded(self) -> tuple[PresentedParagraph, ...]:
        """The paragraphs that stay folded until the reader asks for them."""
        return () if self.fold is None else self.paragraphs[self.fold :]

    @property
    def items(self) -> tuple[PresentedParagraph, ...]:
        """The paragraphs that are items of a list."""
        return () if self.lead is None else self.paragraphs[self.lead :]


@dataclass(frozen=True)
class PresentedPage:
    """A page's words, ready to be shown. base.html puts the terms' pop-ups on it."""

    page: Page
    groups: Mapping[str, tuple[PresentedBlock, ...]]
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


def present_page(page: Page, figures: str = "") -> PresentedPage:
    """The page with its sources numbered in reading order and its hard words explained.

    `figures` is the folder of templates that holds pictures of sections, if there is one: each in
    `PAGE-SECTION.html`, with an empty `none.html` for sections without.
    KeyError on an unknown source or term.
    """
    known = glossary(get_language() or DEFAULT_LANGUAGE)
    terms: dict[str, Term] = {}
    citations = {
        key: Citation(number, source(key)) for number, key in enumerate(page.source_ids(), start=1)
    }

    def paragraph(words: Paragraph, met: dict[str, Term]) -> PresentedParagraph:
        # The words are the project's own files and HTML in them is switched off.
        html = mark_safe(inline(words.text, known, met))
        cited = tuple(citations[key] for key in words.sources)
        return PresentedParagraph(html, cited, words.emergency)

    def block(words: Block) -> PresentedBlock:
        met: dict[str, Term] = {}
        paragraphs = tuple(paragraph(p, met) for p in words.paragraphs)
        terms.update(met)
        names = (f"{page.name}-{words.id}", "none") if figures else ()
        pictures = tuple(f"{figures}/{name}.html" for name in names)
        return PresentedBlock(
            words.id,
            words.heading,
            paragraphs,
            pictures,
            words.lead,
            words.fold,
            words.fold_label,
        )

    groups = {name: tuple(block(b) for b in blocks) for name, blocks in page.groups.items()}
    return PresentedPage(page, groups, tuple(citations.values()), tuple(terms.values()))
