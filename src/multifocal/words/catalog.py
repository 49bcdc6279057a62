"""gettext catalogs read through Babel: `locale/LANG/LC_MESSAGES/*.po`, one file a topic.

The catalogs are read as text, once a process, so nothing compiled is shipped or goes stale.
A key is a dotted name (`study.floor.not_met`); its English sentence is a translation too.
Placeholders are `str.format` fields with units in their names.
"""

from functools import cache
from importlib.resources import files

from babel.messages.pofile import read_po

DEFAULT_LANGUAGE = "en"


@cache
def _catalog(language: str) -> dict[str, str]:
    folder = files("multifocal.words").joinpath("locale", language, "LC_MESSAGES")
    sentences: dict[str, str] = {}
    for page in sorted(folder.iterdir(), key=str):
        if not page.name.endswith(".po"):
            continue
        with page.open("rb") as stream:
            for message in read_po(stream, locale=language, abort_invalid=True):
                if message.id:
                    key = str(message.id)
                    if key in sentences:
                        raise ValueError(f"message {key!r} stands twice ({page.name})")
                    sentences[key] = str(message.string)
    return sentences


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a catalog."""
    return tuple(sorted(p.name for p in files("multifocal.words").joinpath("locale").iterdir()))


def keys(language: str = DEFAULT_LANGUAGE) -> frozenset[str]:
    """Every message key of a language."""
    return frozenset(_catalog(language))


def say(key: str, language: str = DEFAULT_LANGUAGE, /, **parameters: object) -> str:
    """The sentence of `key` with its parameters filled in.

    A key that a language lacks is said in English; KeyError if English lacks it too.
    """
    sentence = _catalog(language).get(key) if language in languages() else None
    return (sentence or _catalog(DEFAULT_LANGUAGE)[key]).format(**parameters)
