"""One paragraph's Markdown to HTML: emphasis, links, and hard words that open their meaning.

`[words](term:ID)` becomes a button at the term's first use in a section and plain words later. The
full stop or bracket beside it is held on its line: browsers may break a line at either side of a
button.
A link to another site tells it nothing of the reader.
"""

import re
from collections.abc import Mapping, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from multifocal.web.site.content import Term

SCHEME = "term:"

_HELD = re.compile(
    r"""(?P<before>(?:[(\["'“‘]|&quot;)*)
        (?P<word>(?P<dress><(?:strong|em)>)?<button\ [^>]*class="term".*?</button>(?(dress)</\w+>))
        (?P<after>(?:[.,;:!?)\]"'”’…]|&quot;)*)""",
    re.VERBOSE,
)

_markdown = MarkdownIt("commonmark", {"html": False})


def inline(text: str, glossary: Mapping[str, Term], met: dict[str, Term]) -> str:
    """The paragraph as HTML; HTML in `text` is shown as text.

    `met` holds the terms that the section has explained so far and grows by those of this
    paragraph. KeyError where the glossary lacks a term.
    """
    (block,) = _markdown.parseInline(text)
    tokens = _with_buttons(block.children or [], glossary, met)
    return _HELD.sub(_held, _markdown.renderer.render(tokens, _markdown.options, {}))


def marked_terms(text: str) -> tuple[str, ...]:
    """The ids of the terms that a paragraph marks, in order, repetitions included."""
    (block,) = _markdown.parseInline(text)
    return tuple(filter(None, (_term_id(token) for token in block.children or [])))


def _term_id(token: Token) -> str | None:
    href = str(token.attrGet("href") or "") if token.type == "link_open" else ""
    return href.removeprefix(SCHEME) if href.startswith(SCHEME) else None


def _with_buttons(
    tokens: Sequence[Token], glossary: Mapping[str, Term], met: dict[str, Term]
) -> list[Token]:
    made: list[Token] = []
    closing: str | None = None  # links do not nest, so one open term is all there can be
    for token in tokens:
        key = _term_id(token)
        if key is not None:
            term = glossary[key]
            first = key not in met
            met[key] = term
            closing = "</button>" if first else ""
            if first:
                made.append(_raw(f'<button type="button" class="term" {_opens(term)}>'))
        elif token.type == "link_close" and closing is not None:
            if closing:
                made.append(_raw(closing))
            closing = None
        else:
            if "://" in str(token.attrGet("href") or ""):
                token.attrSet("rel", "noreferrer")
            made.append(token)
    return made


def _held(found: re.Match[str]) -> str:
    attached = found["before"] or found["after"]
    return f'<span class="held">{found[0]}</span>' if attached else found[0]


def _opens(term: Term) -> str:
    return f'popovertarget="term-{term.id}"'  # the id is checked where the glossary is read


def _raw(html: str) -> Token:
    return Token("html_inline", "", 0, content=html)
