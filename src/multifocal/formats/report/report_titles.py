"""A report's own title, "Nerve conduction report": no loss where it is not read."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Final

from multifocal.study.vocabulary import normalized

_MOST_WORDS: Final = 8
_APOSTROPHES: Final = str.maketrans("'’", "  ")


@cache
def _words(name: str) -> frozenset[str]:
    page = files("multifocal.formats.report").joinpath("report_titles.toml")
    languages = tomllib.loads(page.read_text(encoding="utf-8")).values()
    return frozenset(word for language in languages for word in language[name])


def is_report_title(text: str) -> bool:
    """Whether every word of a line is one of a report's title, and one of them says of what."""
    words = normalized(text.translate(_APOSTROPHES)).split("_")
    if len(words) > _MOST_WORDS or not _words("core").intersection(words):
        return False
    return set(words) <= _words("core") | _words("beside")
