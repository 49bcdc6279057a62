"""What the words of a report say of a stimulus: submaximal, stopped, of no use, or supramaximal."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from multifocal.study.vocabulary import normalized

Technique = Literal[
    "submaximal", "stopped", "unusable", "unclear", "supramaximal", "all_supramaximal"
]
"""`unclear`: the words speak of it, and what they say is not sure."""

_CLAUSES: Final = re.compile(r"[.;,:()\[\]–—!?]+|\s-+\s|\n")
_BRACKETED: Final = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_NEAR: Final = 4
"""Words before another that may turn it into its opposite."""
_ANSWER: Final = 3
"""Words of a clause that answers the one before it: "supramaximal: not reached"."""
_STIMULUS: Final = ("stim", "reiz", "estim")


_BEGINNINGS: Final = ("submaximal", "supramaximal", "crossing")
"""Lists of `all`."""


@cache
def _lists() -> Mapping[str, tuple[str, ...]]:
    """The words of all languages, by list."""
    page = files("multifocal.study").joinpath("technique_words.toml")
    joined: dict[str, tuple[str, ...]] = {}
    for language in tomllib.loads(page.read_text(encoding="utf-8")).values():
        for name, words in language.items():
            joined[name] = (*joined.get(name, ()), *words)
    return joined


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """Finds a word of the list in normalized text; in a list of `all` its beginning."""
    rest = "[^_]*" if name in _BEGINNINGS else ""
    ways = "|".join(
        one.replace("*", "[^_]*") + rest for one in sorted(_lists()[name], key=len, reverse=True)
    )
    return re.compile(rf"(?:^|(?<=_))(?:{ways})(?=_|$)")


def _has(name: str, text: str) -> bool:
    return _pattern(name).search(text) is not None


def _denied(text: str, name: str, near: int = _NEAR) -> list[bool]:
    """For each word of the list in the text, whether one that denies it stands shortly before."""
    return [
        _has("not", "_".join(text[: one.start()].strip("_").split("_")[-near:]))
        for one in _pattern(name).finditer(text)
    ]


def technique_said(text: str) -> Technique | None:
    """What the text says of how a stimulus or a response was; None where it says nothing of it.

    A "not" before "submaximal", a "perhaps", an exception: `unclear`. Supramaximal only where every
    word is understood.
    """
    clauses = [one for one in map(normalized, _CLAUSES.split(text)) if one]
    clauses = [one for one in clauses if not _is_of_effort(one)]
    sub = [one for one in clauses if _has("submaximal", one) or any(_denied(one, "maximal", 2))]
    supra = [at for at, one in enumerate(clauses) if _has("supramaximal", one)]
    if sub:
        sure = all(not any(_denied(one, "submaximal")) and not _has("perhaps", one) for one in sub)
        return "submaximal" if sure and not supra else "unclear"
    if supra:
        return _of_supramaximal(clauses, supra)
    if any(_is_stopped(one) for one in clauses):
        return "stopped"
    return "unusable" if any(_is_unusable(one) for one in clauses) else None


def says_refused(text: str) -> bool:
    """Whether the words say that a person refused: it may be that no stimulus was given, or that it
    was not made stronger, or that the study ended there."""
    return technique_said(text) == "stopped" and _has("refused", normalized(text))


def without_technique(text: str) -> str:
    """The text without brackets, and parts between commas and colons, that speak of technique; as
    it stands where nothing else is in it."""
    plain = _BRACKETED.sub(lambda found: "" if technique_said(found[1]) else found[0], text).strip()
    if technique_said(plain):
        parts = [one for one in re.split(r"\s*[:;,]\s*", plain) if not technique_said(one)]
        plain = " ".join(parts)
    return plain or text


def names_crossing(text: str) -> bool:
    """Whether the words name fibers that cross between nerves, there or excluded."""
    return _has("crossing", normalized(text))


def without_crossing(text: str) -> str:
    """The text without brackets that name crossing fibers, and without the words that do."""
    plain = _BRACKETED.sub(lambda found: "" if names_crossing(found[1]) else found[0], text)
    if not names_crossing(plain):
        return plain.strip()
    return " ".join(_pattern("crossing").sub("", normalized(plain)).replace("_", " ").split())


def _is_of_effort(clause: str) -> bool:
    """Whether it speaks of a muscle's effort or a reflex, for which submaximal is usual."""
    return _has("of_effort", clause) and not any(one in clause for one in _STIMULUS)


def _of_supramaximal(clauses: Sequence[str], supra: Sequence[int]) -> Technique | None:
    for at in supra:
        after = clauses[at + 1] if at + 1 < len(clauses) else ""
        answered = len(after.split("_")) <= _ANSWER and _has("not", after)
        if _has("perhaps", clauses[at]):
            return "unclear"
        if _has("not", clauses[at]) or answered:
            return "submaximal"
    if any(_is_stopped(one) for one in clauses):
        return "stopped"
    words = [word for one in clauses for word in _words(one)]
    if any(_has("doubt", one) or _has("not", one) for one in clauses):
        return "unclear"
    known = ("supramaximal", "every", "of_stimuli")
    if not all(any(_pattern(name).fullmatch(word) for name in known) for word in words):
        return None
    every = any(_pattern("every").fullmatch(word) for word in words)
    return "all_supramaximal" if every else "supramaximal"


def _words(clause: str) -> Iterator[str]:
    """Its words; one that a hyphen parts is one."""
    joined = _pattern("supramaximal").sub(lambda found: found[0].replace("_", ""), clause)
    return iter(joined.split("_"))


def _is_stopped(clause: str) -> bool:
    if not all(_denied(clause, "stopped", 2) or [True]):
        return True
    if any(_denied(clause, "limit")):
        return True
    return any(
        _has("not", "_".join(clause[one.end() :].strip("_").split("_")[:2]))
        for one in _pattern("limit").finditer(clause)
    )


def _is_unusable(clause: str) -> bool:
    if not all(_denied(clause, "unusable", 2) or [True]) or any(_denied(clause, "of_use", 3)):
        return True
    return any(
        _has("bad", "_".join(clause[one.end() :].strip("_").split("_")[:2]))
        for one in _pattern("technically").finditer(clause)
    )


def is_about_limits(text: str) -> bool:
    """Whether the words of a mark speak of limits of normal, and of nothing else that counts."""
    plain = normalized(text)
    return _OF_LIMITS.search(text) is not None and not _has("of_response", plain)


_OF_LIMITS: Final = re.compile(
    r"abnormal|outside|limit|normal|patholog|above|below|high|low|auff[aä]llig|anormal|hors|"
    r"reference|grenz|norm", re.IGNORECASE,
)  # fmt: skip


def names_a_response(text: str) -> bool:
    """Whether the words speak of a stimulus or what was recorded, at all."""
    return _has("of_response", normalized(text))
