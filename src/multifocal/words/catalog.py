"""gettext catalogs read through Babel: `locale/LANG/LC_MESSAGES/*.po`, one file a topic.

The catalogs are read as text, once a process, so nothing compiled is shipped or goes stale: a
topic when the first of its keys is asked for, so that a command does not wait for all of them.
A key is a dotted name (`study.floor.not_met`); its English sentence is a translation too.
Placeholders are `str.format` fields with units in their names. A key with plural forms chooses
one by its parameter `count`, as the language's own rule (Plural-Forms) has it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from importlib.resources import files
from importlib.resources.abc import Traversable
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


class _Pages(Mapping[str, tuple[str, ...]]):
    """The sentences of a language. A key is looked for in the page that its first two parts name,
    then in that of its first part, and in all pages only where it is in neither; ValueError where a
    key then stands twice."""

    def __init__(self, language: str) -> None:
        self._language = language
        folder = files("multifocal.words").joinpath("locale", language, "LC_MESSAGES")
        self._paths = {
            one.name.removesuffix(".po"): one
            for one in sorted(folder.iterdir(), key=str)
            if one.name.endswith(".po")
        }
        self._read: dict[str, dict[str, tuple[str, ...]]] = {}
        self._whole: dict[str, tuple[str, ...]] | None = None

    def __getitem__(self, key: str) -> tuple[str, ...]:
        first, *more = key.split(".")[:2]
        for topic in ("_".join((first, *more)), first):
            if self._whole is None and topic in self._paths:
                found = self._page(topic).get(key)
                if found is not None:
                    return found
        return self._all()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def _page(self, topic: str) -> dict[str, tuple[str, ...]]:
        if topic not in self._read:
            self._read[topic] = _sentences(self._paths[topic], self._language)
        return self._read[topic]

    def _all(self) -> dict[str, tuple[str, ...]]:
        if self._whole is None:
            whole: dict[str, tuple[str, ...]] = {}
            for topic in self._paths:
                page = self._page(topic)
                if twice := whole.keys() & page.keys():
                    raise ValueError(f"message {min(twice)!r} stands twice ({topic}.po)")
                whole |= page
            self._whole = whole
        return self._whole


def _sentences(page: Traversable, language: str) -> dict[str, tuple[str, ...]]:
    """The sentences of one `.po` file; ValueError where a key stands twice in it."""
    from babel.messages.pofile import read_po  # noqa: PLC0415  (slow to load)

    sentences: dict[str, tuple[str, ...]] = {}
    with page.open("rb") as stream:
        for message in read_po(stream, locale=language, abort_invalid=True):
            if not message.id:
                continue
            key = str(message.id if isinstance(message.id, str) else message.id[0])
            if key in sentences:
                raise ValueError(f"message {key!r} stands twice ({page.name})")
            said = message.string
            sentences[key] = (said,) if isinstance(said, str) else tuple(said or ())
    return sentences


@dataclass(frozen=True)
class _Forms:
    """Which form of a sentence a count takes; the rule is read with the first that has forms."""

    language: str

    def __call__(self, count: int) -> int:
        return _plural(self.language)(count)


@cache
def catalog(language: str) -> Catalog:
    """All `.po` files of a language as one."""
    return Catalog(_Pages(language), _Forms(language))


@cache
def _plural(language: str) -> Callable[[int], int]:
    from babel.messages.plurals import get_plural  # noqa: PLC0415  (slow to load)

    return c2py(get_plural(language).plural_expr)


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
