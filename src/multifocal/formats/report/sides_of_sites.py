"""A side that stands beside the site of a row, "Wrist (R)", where its heading says none."""

import re
from dataclasses import replace
from typing import Final

from multifocal.body import Side
from multifocal.fault import Fault
from multifocal.formats.report.places import Context, is_site
from multifocal.study import vocabulary

_IN_BRACKETS: Final = re.compile(r"\s*[(\[]\s*(?P<side>[^\W\d_]+)\.?\s*[)\]]\s*")
_LEAST_LETTERS: Final = 2
"""Letters of a side outside brackets: a bare L or R behind a site may be anything."""


def with_side_of_site(text: str, context: Context) -> tuple[str, Context]:
    """The site without the side beside it, and the heading with that side; both as they are where
    the heading says a side, the words are a site whole, or no site is left."""
    if context.side is not None or context.nerve is None or is_site(text, context):
        return text, context
    for site, side in _ways(text):
        if side is not None and is_site(site, context):
            return site, replace(context, side=side)
    return text, context


def _ways(text: str) -> list[tuple[str, Side | None]]:
    found = _IN_BRACKETS.search(text)
    ways = [(f"{text[: found.start()]} {text[found.end() :]}".strip(), _side(found["side"]))] \
        if found else []  # fmt: skip
    first, _, rest = text.partition(" ")
    before, _, last = text.rpartition(" ")
    for word, site in ((first, rest), (last, before)):
        if len(word.strip(".,:")) >= _LEAST_LETTERS:
            ways.append((site.strip(" ,:-"), _side(word.strip(".,:"))))
    return ways


def _side(word: str) -> Side | None:
    try:
        return vocabulary.side(word)
    except Fault:
        return None
