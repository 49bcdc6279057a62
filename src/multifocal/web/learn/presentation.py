"""Turns a page's words into what its template shows: HTML, numbered sources, evidence in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt

from multifocal.sources import Source, source
from multifocal.sources.registry import Evidence
from multifocal.web.learn.content import Block, Page, Paragraph

EVIDENCE: Mapping[Evidence, Promise] = {
    "read": _("read in the source"),
    "computed": _("computed by this project"),
    "secondary": _("not yet checked: read in a text that cites it"),
    "general": _("not yet checked: general knowledge"),
    "proposal": _("our own choice"),
}

_markdown = MarkdownIt("commonmark", {"html": False})


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
    """A paragraph as HTML and the sources that it rests on."""

    html: SafeString
    citations: tuple[Citation, ...]

    @property
    def unchecked(self) -> bool:
        """Whether not one of its sources has been read, so that the words must say so."""
        return all(citation.unchecked for citation in self.citations)


@dataclass(frozen=True)
class ShownBlock:
    """A heading and its paragraphs."""

    id: str
    heading: str
    paragraphs: tuple[ShownParagraph, ...]


@dataclass(frozen=True)
class ShownPage:
    """Everything that a template of this room needs."""

    page: Page
    groups: Mapping[str, tuple[ShownBlock, ...]]
    citations: tuple[Citation, ...]


def shown(page: Page) -> ShownPage:
    """The page with its sources numbered in reading order; KeyError on an unknown source."""
    citations = {
        key: Citation(number, source(key)) for number, key in enumerate(page.source_ids(), start=1)
    }

    def paragraph(words: Paragraph) -> ShownParagraph:
        # The words are the project's own files and HTML in them is switched off.
        html = mark_safe(_markdown.renderInline(words.text))
        return ShownParagraph(html, tuple(citations[key] for key in words.sources))

    def block(words: Block) -> ShownBlock:
        return ShownBlock(words.id, words.heading, tuple(paragraph(p) for p in words.paragraphs))

    groups = {name: tuple(block(b) for b in blocks) for name, blocks in page.groups.items()}
    return ShownPage(page, groups, tuple(citations.values()))
