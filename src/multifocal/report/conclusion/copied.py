"""The conclusion in about six lines to copy: plain, or as rich text for a word processor.

Whatever is copied out of the page carries what it rests on: rules, reading, limits, every
precondition that nobody answered, and every line of a pasted report that was not read.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from multifocal.report.conclusion.conclusion import Conclusion
from multifocal.report.conclusion.facts import Fact
from multifocal.report.conclusion.lines import Line
from multifocal.words import language as spoken
from multifocal.words import listed_clauses, say

RTF_TYPE: Final = "application/rtf"
_PLAIN: Final = 0x80


def copied_lines(summary: Conclusion, language: str | None = None) -> tuple[tuple[str, str], ...]:
    """Each line's heading and text, in order."""
    language = language or spoken()

    def head(name: str) -> str:
        return say(f"report.conclusion.head.{name}", language)

    facts = _facts((*summary.facts, *summary.rules), language)
    first = say(
        "report.conclusion.copy.first",
        language,
        facts=facts,
        grades=summary.grades,
        draft=summary.draft,
    )
    lines = [
        (say("report.conclusion.copy.study", language), first),
        (head("blocks"), _joined(summary.blocks, language)),
        (head("unjudged"), _joined(summary.unjudged, language)),  # before "no segment meets ..."
        (head("blocks"), "" if summary.blocks else summary.none),
        (head("large"), _joined(summary.large, language)),
        _folded((
            (head("other"), " ".join((*summary.open, *summary.other))),
            (head("sensory"), summary.sensory),
            (head("f"), summary.f_waves),
        ), language),
        (head("category"), _category(summary, language)),
        _folded((
            (head("unstated"), _ended(summary.unstated, language)),
            (head("not_tested"), " ".join(summary.not_tested)),
            (head("unread"), _ended(summary.unread, language)),
        ), language),
    ]  # fmt: skip
    return tuple((name, text) for name, text in lines if text)


def _folded(parts: Iterable[tuple[str, str]], language: str) -> tuple[str, str]:
    """Several headings with their texts in the line of the first; those without a text left out."""
    (name, first), *others = [part for part in parts if part[1]]
    return name, " ".join((first, *(_line(*one, language) for one in others)))


def _ended(parts: Sequence[str], language: str) -> str:
    """Clauses as a sentence of their own, "" for none."""
    if not parts:
        return ""
    return say("report.conclusion.copy.ended", language, clauses=listed_clauses(parts, language))


def copied_text(one: Conclusion, language: str | None = None) -> str:
    """As plain text, a line each."""
    language = language or spoken()
    return "\n".join(_line(name, text, language) for name, text in copied_lines(one, language))


def copied_rtf(one: Conclusion, language: str | None = None) -> bytes:
    """As rich text, headings bold; pure ASCII, as the format asks."""
    language = language or spoken()
    paragraphs = []
    for name, text in copied_lines(one, language):
        heading = f"\\b {_escaped(say('report.conclusion.copy.head', language, name=name))}\\b0  "
        paragraphs.append(f"{heading}{_escaped(text)}\\par")
    body = "\n".join(paragraphs)
    return f"{{\\rtf1\\ansi\\deff0{{\\fonttbl{{\\f0 Arial;}}}}\\fs20\n{body}\n}}\n".encode("ascii")


def _line(name: str, text: str, language: str) -> str:
    return f"{say('report.conclusion.copy.head', language, name=name)} {text}"


def _facts(facts: Sequence[Fact], language: str) -> str:
    said = (
        say("report.conclusion.copy.fact", language, name=one.name, value=one.value)
        for one in facts
    )
    return listed_clauses(said, language)


def _joined(lines: Sequence[Line], language: str) -> str:
    return " ".join(
        say("report.conclusion.copy.segment", language, text=one.text, why=one.why).strip()
        for one in lines
    )


def _category(one: Conclusion, language: str) -> str:
    if one.category is None:
        return one.no_category
    asked = [name for each in one.decides for name in each.names]
    said = say("report.conclusion.copy.category", language, verdict=one.category.verdict)
    if not asked:
        return said
    items = listed_clauses(asked, language)
    return say("report.conclusion.copy.decided", language, category=said, items=items)


def _escaped(text: str) -> str:
    """Text as RTF: its own signs escaped, all beyond ASCII as signed 16-bit numbers."""
    parts = []
    for sign in text:
        if sign in "\\{}":
            parts.append(f"\\{sign}")
        elif ord(sign) < _PLAIN:
            parts.append(sign)
        else:
            units = sign.encode("utf-16-le")
            for at in range(0, len(units), 2):
                parts.append(f"\\u{int.from_bytes(units[at : at + 2], 'little', signed=True)}?")
    return "".join(parts)
