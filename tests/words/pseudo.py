"""A language that no one speaks: every sentence of the catalogs and of the content files with
accents on its letters, so that whatever is shown without them came past the catalogs.

It runs in a process of its own, because much is said once and kept.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib import import_module
from importlib.resources.abc import Traversable
from types import SimpleNamespace
from typing import Any, Final

from multifocal.words import catalog

_PLAIN: Final = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MARKED: Final = "áƀćđéƒğĥíĵķłɱńóþɋŕšťúνẃжýžÁƁĆĐÉƑĞĤÍĴĶŁḾŃÓÞɊŔŠŤÚѴẂЖÝŽ"
_ACCENTS: Final = str.maketrans(_PLAIN, _MARKED)
_AS_IT_IS: Final = re.compile(
    r"""\{[^{}]*\}          # a placeholder
    | </?\w+>               # a part of a sentence
    | \]\([^)]*\)           # where a link of Markdown leads
    | `[^`]*`               # code
    | https?://\S+ | \S+@\S+""",
    re.VERBOSE,
)
_READ: Final = frozenset(
    {"title", "description", "heading", "fold_label", "text", "word", "said", "alt"}
)
"""Fields of content files that are shown."""

STRAY: Final = re.compile(r"(?<![\w&#.{/-])[A-Za-z]{2,}(?![\w(}/]|\.\w)")


def accented(text: str) -> str:
    """The text with accents on every letter but those of placeholders, markup, code and links."""
    made, at = [], 0
    for found in _AS_IT_IS.finditer(text):
        made += [text[at : found.start()].translate(_ACCENTS), found[0]]
        at = found.end()
    return "".join([*made, text[at:].translate(_ACCENTS)])


def speak() -> None:
    """Every catalog and content file that is read from now on is accented."""
    plain = catalog._sentences

    def pseudo(page: Traversable, language: str) -> dict[str, tuple[str, ...]]:
        return {key: tuple(map(accented, said)) for key, said in plain(page, language).items()}

    catalog._sentences = pseudo
    content = SimpleNamespace(loads=lambda text: _content(tomllib.loads(text)))
    for name in ("glossary", "page", "phone_numbers"):
        module = import_module(f"multifocal.web.site.content.{name}")
        module.tomllib = content  # type: ignore[attr-defined]


def _content(value: Any, shown: bool = False) -> Any:
    if isinstance(value, dict):
        return {key: _content(one, key in _READ) for key, one in value.items()}
    if isinstance(value, list):
        return [_content(one, shown) for one in value]
    return accented(value) if shown and isinstance(value, str) else value


def strays(text: str) -> Iterator[str]:
    """Words of a shown text that no catalog said."""
    yield from STRAY.findall(re.sub(r"https?://\S+|\S+@\S+", " ", text))


class _Shown(HTMLParser):
    """What a page shows or says aloud, piece by piece; not code, scripts, or what is in a language
    of its own (citations keep their titles)."""

    _VOID: Final = frozenset({"meta", "link", "img", "input", "br", "hr", "path", "use", "circle",
                              "rect", "line", "ellipse", "polygon", "wbr", "stop"})  # fmt: skip
    _ALOUD: Final = ("aria-label", "aria-description", "title", "alt", "placeholder", "label")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._within = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        apart = tag in ("script", "style", "code", "textarea", "cite")
        apart = apart or "citation" in (given.get("class") or "")
        if tag not in self._VOID and (self._within or apart):
            self._within += 1
        if self._within:
            return
        self.pieces += [given[name] or "" for name in self._ALOUD if name in given]
        for name, value in attrs:
            selector = (value or "").startswith((".", "#"))
            view = name == "data-view"  # names of steps, for a script
            if name.startswith("data-") and value and " " in value and not (selector or view):
                self.pieces += _values(value)
        if tag == "meta" and given.get("name") == "description":
            self.pieces.append(given["content"] or "")

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._VOID and self._within:
            self._within -= 1

    def handle_data(self, data: str) -> None:
        if not self._within:
            self.pieces.append(data)


def _values(attribute: str) -> list[str]:
    """The texts of a data attribute, which may be JSON."""
    if not attribute.startswith("{"):
        return [attribute]
    return [str(value) for value in json.loads(attribute).values()]


def shown(html: str) -> list[str]:
    """The pieces of text of a page that a reader meets."""
    reader = _Shown()
    reader.feed(html)
    return reader.pieces
