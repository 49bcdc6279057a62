"""Words of a report for side, nerve, muscle, skin, site and stretch, in any order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from multifocal import body
from multifocal.body import Side
from multifocal.fault import Fault, quoted
from multifocal.formats.report.heading_words import (
    without_elision,
    without_fillers,
    without_phrases,
)
from multifocal.formats.report.lines import Line
from multifocal.formats.report.questions import Asking
from multifocal.formats.report.titles import F_WAVE, KINDS, OF_F
from multifocal.study import vocabulary
from multifocal.study.recording import Kind
from multifocal.study.sensory_words import Topic, is_sensory_word, sensory_word
from multifocal.study.vocabulary import normalized, with_signs_as_words

_TEMPERATURE: Final = re.compile(
    r"(?:\b(?:skin\s+|limb\s+)?\w*temp\w*\.?\s*[:=]?\s*(?P<told>\d{2}(?:[.,]\d+)?)"
    r"(?:\s*[°º]?\s*C\b|\s*[°º]|(?![\w.,]|\s*[°º]?\s*F\b|\s*[-–/]\s*\d)))|"
    r"\b(?P<bare>\d{2}(?:[.,]\d+)?)(?:\s*[°º]\s*|(?<=\d)|(?<=[.,]\d)\s)C\b", re.IGNORECASE,
)  # fmt: skip
_NUMBER: Final = re.compile(r"(?<![^\W_])\d+[.,]\d|(?<![^\W_])\d{2}")
_NUMBERED: Final = re.compile(r"^\s*(\d{1,2}\s*[.)]|[sp]\d\s*[:.])\s*")
_LABELED: Final = re.compile(
    r"(?:(?:stim(?:ulation|ulus)?\.?\s*(?:site|point)?|site|point|s)\s*#?\d{1,2}(?:\s*[:.)=–-]\s*|\s+)|"
    r"[ap]\d{1,2}\s*[:.)=]\s*)(?P<site>\D.*)",
    re.IGNORECASE,
)
"""A site behind the number of its stimulus: "Stim 1: Wrist", "S2 elbow", "A1: wrist"."""
COUNTED: Final = re.compile(r"(?P<number>\d{1,2})\s+(?P<site>\D.*)")
"""A site with its number before it."""
_R_RECORDS: Final = re.compile(r"(?<=\w)([\s\-–—,;/(]+)r\s*[:=]", re.IGNORECASE)
"""The R of "Median - R: APB", which records and is no side."""
_SHORT_SIDE: Final = re.compile(r"(?<!\w)(der|sin)(?=\s*(?:[.,;:(\[/)–—-]|$))", re.IGNORECASE)
"""The short side of "Mediano sin. (FDI)": before a sign or at the end, where it is no article and
no "without"."""
_SIDES: Final = {"der": "derecho", "sin": "sinistro"}
_OF_ARTICLE: Final = frozenset(("hand", "arm", "bein", "seite", "rechten", "linken"))
"""What follows the German article in "Medianus der linken Hand"."""
_DIGIT: Final = re.compile(r"\(\s*(i{1,3}|iv|v)\s*\)", re.IGNORECASE)
"""The finger of "Ulnaire D (V)"."""
_BETWEEN: Final = re.compile(r"\s*(?:-{1,2}>?|–|—|→|>|/|\bto\b|\bbis\b|\bà\b|\ba\b)\s*")


@dataclass(frozen=True)
class Context:
    """What a heading says of the rows below it; None: it does not say. `skin` is of sensory rows.

    `rest`: words of it that were not understood; `site`: one that stands beside the nerve.
    """

    line: int = 0
    written: str = ""
    side: Side | None = None
    nerve: str | None = None
    kind: Kind | None = None
    muscle: str | None = None
    skin: str | None = None
    site: str | None = None
    rest: str = ""
    temperature: str = ""


def with_temperature(line: Line) -> Line:
    """A heading with a temperature in a cell of its own, as one of one cell that says both."""
    heads = [one for one in line.words if not _TEMPERATURE.fullmatch(one.strip("() "))]
    if not heads or len(heads) != len(line.words) - 1:
        return line
    context = read_context(" ".join(heads), line.number)
    if context is None:
        return line
    if len(heads) > 1 and (context.rest or context.site or _NUMBER.search(" ".join(heads))):
        return line  # a row, or not understood
    return Line(line.number, (" ".join(line.words),))


def read_context(text: str, line: int, kind: Kind | None = None) -> Context | None:
    """What a heading such as "Right Ulnar Motor (Abd Dig Minimi)" says; None if it names no nerve.

    `kind`: that of the title above, which a word in the heading overrules.
    """
    warm = _TEMPERATURE.search(text)
    written, text = text, without_elision(text)
    plain = _DIGIT.sub(r"( digit \1)", _R_RECORDS.sub(r"\1rec ", _NUMBERED.sub("", text)))
    plain = _SHORT_SIDE.sub(lambda found: _SIDES[found[0].casefold()], plain)
    words = normalized(with_signs_as_words(_TEMPERATURE.sub(" ", plain))).split("_")
    words = [word for word in words if word]
    if F_WAVE.search(text.casefold()):
        kind = "F"
        words = [one for one in words if one not in OF_F]
    named = [KINDS[word] for word in words if word in KINDS]
    if named:
        kind = named[0]
        words = [word for word in words if word not in KINDS]
    span = _nerve_span(words)
    if span is None:
        return None
    first, last, nerve = span
    before, after = words[:first], words[last:]
    side, before, after = _side_of(before, after)
    if side and after and _side(after, len(after) - 1) == side:  # "Median.L to APB.L"
        after = after[:-1]
    rest = [*without_fillers(before), *without_fillers(after)]
    warmth = (warm["told"] or warm["bare"]) if warm else ""
    context = Context(line, written, side, nerve, kind, temperature=warmth)
    found = _with_rest(context, rest)
    if found.rest:
        more = _with_rest(context, [*without_phrases(before), *without_phrases(after)])
        found = found if more.rest else more
    return found


def of_late_response(context: Context) -> Context:
    """The context of a cell that names a nerve and F alone, "F Median", as one of F waves."""
    words = context.rest.split()
    if "f" not in words or context.kind not in (None, "M"):
        return context
    words.remove("f")
    return replace(context, kind="F", rest=" ".join(words))


def _nerve_span(words: Sequence[str]) -> tuple[int, int, str] | None:
    """Where the longest word for a nerve stands, and the word, as typed."""
    for length in range(min(4, len(words)), 0, -1):
        for first in range(len(words) - length + 1):
            phrase = "_".join(words[first : first + length])
            if phrase in _nerve_phrases():
                return first, first + length, phrase
    return None


@cache
def _nerve_phrases() -> frozenset[str]:
    found = set(vocabulary.nerve_words()) | set(vocabulary.nerve_aliases())
    found |= {"radial", "lat_plantar", "med_plantar"}
    from multifocal.study.sensory_words import sensory_phrases  # noqa: PLC0415

    return frozenset(found | set(sensory_phrases("nerve")))


def _side_of(before: list[str], after: list[str]) -> tuple[Side | None, list[str], list[str]]:
    """The side that stands nearest the nerve, and the other words."""
    for words, order in ((before, range(len(before) - 1, -1, -1)), (after, range(len(after)))):
        for at in order:
            side = _side(words, at)
            if side is None:
                continue
            rest = [*words[:at], *words[at + 1 :]]
            return (side, rest, after) if words is before else (side, before, rest)
    return None, before, after


def side_cell(typed: str) -> Side:
    """The side that a cell of the side's column means; Fault where it means none."""
    return vocabulary.side(_SHORT_SIDE.sub(lambda found: _SIDES[found[0].casefold()], typed))


def _side(words: Sequence[str], at: int) -> Side | None:
    """The side that a word means; "D" and "G" of French too, unless a finger's number follows."""
    if words[at] == "der" and _OF_ARTICLE & set(words[at + 1 :]):
        return None
    try:
        return vocabulary.side(words[at])
    except Fault:
        pass
    number = at + 1 < len(words) and re.fullmatch(r"\d+|i{1,3}|iv|v", words[at + 1])
    if number:
        return None
    return {"d": "right", "g": "left"}.get(words[at])  # type: ignore[return-value]


def _with_rest(context: Context, words: Sequence[str]) -> Context:
    """The context with muscle or skin and site out of the words that are left."""
    if not words:
        return context
    for cut in range(len(words), -1, -1):
        first, second = "_".join(words[:cut]), "_".join(words[cut:])
        found = _spots(context, first, second)
        if found is not None:
            return found
    return replace(context, rest=" ".join(words))


def _spots(context: Context, first: str, second: str) -> Context | None:
    motor = context.kind in (None, "M", "F")
    for kind in ("M", "sensory"):
        if (kind == "sensory" and context.kind in ("M", "F")) or (kind == "M" and not motor):
            continue
        for spot, site in ((first, second), (second, first)):
            muscle = skin = None
            if spot:
                muscle = _muscle(spot, context) if kind == "M" else None
                skin = spot if kind == "sensory" and is_sensory_word("skin", spot) else None
                if muscle is None and skin is None:
                    continue
            if site and not _is_site(site, context, kind):
                continue
            named: Kind | None = context.kind or (("sensory" if skin else "M") if spot else None)
            return replace(context, kind=named, muscle=muscle, skin=skin, site=site or None)
    return None


def _muscle(word: str, context: Context) -> str | None:
    try:
        return vocabulary.muscle(word, vocabulary.nerve(context.nerve or ""))
    except Fault:
        return None


def is_site(text: str, context: Context) -> bool:
    """Whether the words are a site of the nerve, be it one of several that they may mean."""
    return context.nerve is not None and _is_site(
        normalized(text), context, "sensory" if context.kind == "sensory" else "M"
    )


def _is_site(word: str, context: Context, kind: str) -> bool:
    if kind == "sensory":
        return is_sensory_word("site", word)
    try:
        vocabulary.site(word, vocabulary.nerve(context.nerve or ""))
    except Fault as fault:
        return fault.key.startswith("study.ambiguous")
    return True


def spot_of(text: str, context: Context) -> Context:
    """The context with what a cell of the recording column says: a muscle, or skin."""
    motor = muscle_of(text, context)
    if context.kind in ("M", "F") or (context.kind is None and motor):
        return replace(context, kind=context.kind or "M", muscle=motor or text, skin=None)
    if context.kind == "sensory" or is_sensory_word("skin", text):
        return replace(context, kind="sensory", skin=text, muscle=None)
    return replace(context, muscle=text)


def muscle_of(text: str, context: Context) -> str | None:
    """The muscle of the nerve that the words name, as in "Abductor digiti minimi (ADM)" the name or
    what stands in brackets beside it; None for other words."""
    for part in (text, *re.split(r"\s*[()]\s*", text)) if context.nerve else ():
        motor = _muscle(part, context) if part else None
        if motor:
            return motor
    return None


def site_word(text: str, context: Context, asking: Asking, line: int) -> str:
    """The site that a cell means, or the cell as it stands where the table is to refuse it.

    A word with several meanings on that nerve is asked about.
    """
    plain = _without_number(text, context)
    if context.kind == "sensory" and is_sensory_word("site", plain):
        return sensory_word("site", plain)
    if context.kind == "sensory" or context.nerve is None:
        return plain
    counted = COUNTED.fullmatch(plain)
    if counted and not is_site(plain, context) and is_site(counted["site"], context):
        plain = counted["site"]  # "1 WRIST"
    try:
        nerve = vocabulary.nerve(context.nerve)
        return vocabulary.site(plain, nerve)
    except Fault as fault:
        if not fault.key.startswith("study.ambiguous"):
            return plain
        choices = tuple(one for one in vocabulary.choices_of(plain, nerve))
        word = normalized(plain)
        given = asking.ask(f"site:{nerve}:{word}", "site", choices, line, "site",
                           word=quoted(plain), nerve=nerve)  # fmt: skip
        return given or plain


def _without_number(text: str, context: Context) -> str:
    """The words of a site without the number of its stimulus before them."""
    plain = _NUMBERED.sub("", text).strip(" *")
    labeled = _LABELED.fullmatch(plain)
    if labeled and not is_site(plain, context) and is_site(labeled["site"], context):
        return labeled["site"]
    return plain


def ends_of(text: str) -> Iterator[tuple[str, str]]:
    """The two ends of a stretch such as "Wrist-B Elbow", by every sign that may stand between."""
    for found in _BETWEEN.finditer(text):
        first, second = text[: found.start()].strip(), text[found.end() :].strip()
        if first and second:
            yield first, second


def end_of(text: str, context: Context, asking: Asking, line: int) -> str | None:
    """The site at one end of a stretch, "recording" for the electrode, None if neither."""
    plain = _without_number(text, context)
    if context.kind == "sensory":
        if context.skin and _same("skin", plain, context.skin):
            return "recording"
        if is_sensory_word("site", plain):
            return sensory_word("site", plain)
        return "recording" if is_sensory_word("skin", plain) else None
    if context.nerve is None:
        return None
    try:
        nerve = vocabulary.nerve(context.nerve)
    except Fault:
        return None
    word = site_word(plain, context, asking, line)
    if any(word == one.id for one in body.sites(nerve)):
        return word
    return "recording" if _muscle(plain, context) else None


def distance_rank(site: str, context: Context) -> int:
    """How far from the muscle a site of the nerve lies, in the nerve's own order; -1: not known."""
    try:
        nerve = vocabulary.nerve(context.nerve or "")
        return [one.id for one in body.sites(nerve)].index(vocabulary.site(site, nerve))
    except (Fault, ValueError):
        return -1


def _same(topic: Topic, one: str, other: str) -> bool:
    return (
        is_sensory_word(topic, one)
        and is_sensory_word(topic, other)
        and sensory_word(topic, one) == sensory_word(topic, other)
    )
