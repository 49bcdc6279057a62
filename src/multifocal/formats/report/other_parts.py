"""Titles of what is not this person on this day: another time, another person, what is normal."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Final

from multifocal.study.vocabulary import normalized

_MOST_WORDS: Final = 6
_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


@cache
def _title() -> re.Pattern[str]:
    page = files("multifocal.formats.report").joinpath("other_parts.toml")
    lists = tomllib.loads(page.read_text(encoding="utf-8"))
    one = {name: f"(?:{'|'.join(patterns)})" for name, patterns in lists.items()}
    treated = (
        rf"{one['before_or_after']} (?:{one['articles']} )?(?:{one['which']} )?"
        rf"{one['treatment']}(?: \w+)?"
    )
    return re.compile("|".join((treated, one["times"], one["persons"], one["norms"])))


def is_other_part(text: str) -> bool:
    """Whether a short line is the title of another time's, another person's or nobody's numbers.
    Rows below such a line, where others stand above it, are not of one person on one day."""
    plain = " ".join(normalized(_BRACKETS.sub(" ", text)).split("_"))
    return len(plain.split()) <= _MOST_WORDS and _title().fullmatch(plain) is not None
