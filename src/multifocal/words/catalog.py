"""gettext catalogs read through Babel: `locale/LANG/LC_MESSAGES/*.po`, one file a topic.

The catalogs are read as text, once a process, so nothing compiled is shipped or goes stale.
A key is a dotted name (`study.floor.not_met`); its English sentence is a translation too.
Placeholders are `str.format` fields with units in their names. A key with plural forms chooses
one by its parameter `count`, as the language's own rule (Plural-Forms) has it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from importlib.resources import files
from typing import Final

from multifocal.words.language import DEFAULT_LANGUAGE
from multifocal.words.language import language as spoken

COUNT: Final = "count"


@dataclass(frozen=True)
class Catalog:
    """A language's sentences by key, each with its plural forms (one form where it has none)."""

    sentences: Mapping[str, tuple[str, ...]]
    form_of: Callable[[int], int]

    def sentence(self, key: str, parameters: Mapping[str, object]) -> str | None:
        """The sentence of `key` before its parameters are filled in; None if it is not here."""
        forms = self.sentences.get(key)
        if forms is None or not all(forms):
            return None
        if len(forms) == 1:
            return forms[0]
        count = parameters[COUNT]
        if not isinstance(count, int):
            raise TypeError(f"{key}: count is a whole number, not {type(count).__name__}")
        return forms[self.form_of(count)]


@cache
def catalog(language: str) -> Catalog:
    """All `.po` files of a language as one; ValueError where a key stands twice."""
    from babel.messages.plurals import get_plural  # noqa: PLC0415  (slow to load)
    from babel.messages.pofile import read_po  # noqa: PLC0415

    folder = files("multifocal.words").joinpath("locale", language, "LC_MESSAGES")
    sentences: dict[str, tuple[str, ...]] = {}
    for page in sorted(folder.iterdir(), key=str):
        if not page.name.endswith(".po"):
            continue
        with page.open("rb") as stream:
            for message in read_po(stream, locale=language, abort_invalid=True):
                if not message.id:
                    continue
                key = str(message.id if isinstance(message.id, str) else message.id[0])
                if key in sentences:
                    raise ValueError(f"message {key!r} stands twice ({page.name})")
                said = message.string
                sentences[key] = (said,) if isinstance(said, str) else tuple(said or ())
    return Catalog(sentences, c2py(get_plural(language).plural_expr))


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a catalog."""
    return tuple(sorted(p.name for p in files("multifocal.words").joinpath("locale").iterdir()))


def keys(language: str = DEFAULT_LANGUAGE) -> frozenset[str]:
    """Every message key of a language."""
    return frozenset(catalog(language).sentences)


def unfilled(key: str, language: str | None = None, /, **parameters: object) -> str:
    """The sentence of `key` with its placeholders still open; errors as in `say`."""
    language = language or spoken()
    sentence = catalog(language).sentence(key, parameters) if language in languages() else None
    if sentence is None:
        sentence = catalog(DEFAULT_LANGUAGE).sentence(key, parameters)
    if sentence is None:
        raise KeyError(key)
    return sentence


def say(key: str, language: str | None = None, /, **parameters: object) -> str:
    """The sentence of `key` with its parameters filled in, in the language that is spoken here
    (`speaking`) unless another is named.

    A key that a language lacks is said in English; KeyError if English lacks it too.
    """
    return unfilled(key, language, **parameters).format(**parameters)
