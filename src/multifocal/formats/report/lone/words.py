"""Words of a line that tells a response by itself, or judges responses without a number."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from multifocal.study.vocabulary import normalized

Part = Literal["sensory", "F"]
Measured = Literal[
    "minimum", "mean", "dispersion", "persistence", "stimuli",
    "amplitude", "onset", "peak", "latency", "velocity", "distance",
]  # fmt: skip
"""What a number of such a line may be."""

OF: Final[Mapping[Part, tuple[Measured, ...]]] = {
    "F": ("minimum", "mean", "dispersion", "persistence", "stimuli"),
    "sensory": ("amplitude", "onset", "peak", "latency", "velocity", "distance"),
}
_LONGEST: Final = 5
"""Words of the longest phrase."""
_SILENT: Final = ("fillers", "judged")
_PARTS: Final[Mapping[Part, str]] = {"sensory": "sensory", "F": "f"}


@cache
def _lists() -> Mapping[str, tuple[str, ...]]:
    """The words of all languages, by list."""
    page = files("multifocal.formats.report.lone").joinpath("words.toml")
    joined: dict[str, tuple[str, ...]] = {}
    for language in tomllib.loads(page.read_text(encoding="utf-8")).values():
        for name, words in language.items():
            joined[name] = (*joined.get(name, ()), *words)
    return joined


def labels_in(text: str, part: Part) -> list[tuple[Measured, ...]] | None:
    """What the words beside a number name, each phrase with all that it may mean; None where any
    word is none that is known, or a sign such as < makes the number another thing."""
    if re.search(r"[<>≤≥~±≈?*↑↓=]|\d", text):
        return None
    words = [one for one in normalized(text).split("_") if one]
    labels: list[tuple[Measured, ...]] = []
    at = 0
    while at < len(words):
        length, meant = _phrase(words[at:], part)
        if not length:
            return None
        if meant:
            labels.append(meant)
        at += length
    return labels


def _phrase(words: Sequence[str], part: Part) -> tuple[int, tuple[Measured, ...]]:
    """The longest known phrase that the words begin with: its length, and what it may mean."""
    for length in range(min(_LONGEST, len(words)), 0, -1):
        phrase = "_".join(words[:length])
        meant = tuple(one for one in OF[part] if phrase in _lists()[one])
        if meant or any(phrase in _lists()[name] for name in _SILENT):
            return length, meant
    return 0, ()


def words_of(name: str) -> tuple[str, ...]:
    """The phrases of one list, of all languages."""
    return _lists()[name]


def says_not_done(text: str) -> bool:
    """Whether the words say that a response was not looked for, and no more."""
    return normalized(text) in _lists()["not_done"]


def named_parts(text: str) -> tuple[Part, ...]:
    """The parts of a study that the words name: sensory responses, F waves."""
    return tuple(one for one, name in _PARTS.items() if _has(name, normalized(text)))


def parts_with_verdict(text: str) -> tuple[Part, ...]:
    """The parts of a study that the words judge without a number; () where they say no more than
    the title of a part does, or speak of the bedside or of limits."""
    plain = normalized(text)
    if any(sign.isdigit() for sign in text) or _has("values", plain) or _has("bedside", plain):
        return ()
    return named_parts(text) if _has("judgement", plain, beginnings=True) else ()


def _has(name: str, plain: str, *, beginnings: bool = False) -> bool:
    return any(re.search(one, plain) for one in _patterns(name, beginnings))


@cache
def _patterns(name: str, beginnings: bool) -> tuple[str, ...]:
    rest = "" if beginnings else "(?=_|$)"
    return tuple(_each(_lists()[name], rest))


def _each(words: Sequence[str], rest: str) -> Iterator[str]:
    for one in words:
        yield rf"(?:^|_){re.escape(one)}{rest}"
