"""The conclusion in about six lines to copy: plain, or as rich text for a word processor.

Whatever is copied out of the page carries what it rests on: rules, reading, limits and every
precondition that nobody answered.
"""

from collections.abc import Sequence
from typing import Final

from multifocal.report.conclusion.conclusion import Conclusion
from multifocal.report.conclusion.facts import Fact
from multifocal.report.conclusion.lines import Line
from multifocal.words import language as spoken
from multifocal.words import listed_clauses, say

RTF_TYPE: Final = "application/rtf"
_PLAIN: Final = 0x80


def copied_lines(one: Conclusion, language: str | None = None) -> tuple[tuple[str, str], ...]:
    """Each line's heading and text, in order."""
    language = language or spoken()

    def head(name: str) -> str:
        return say(f"report.conclusion.head.{name}", language)

    rules = _facts(one.rules, language)
    study = _facts(one.facts, language)
    blocks = _joined(one.blocks, language) if one.blocks else one.none
    lines = [
        (say("report.conclusion.copy.study", language), study),
        (say("report.conclusion.copy.rules", language), rules),
        (head("blocks"), blocks),
        *([(head("large"), _joined(one.large, language))] if one.large else []),
        (head("other"), " ".join((*one.open, *one.other))),
        (say("report.conclusion.copy.values", language), _values(one, language)),
        (head("category"), _category(one, language)),
        (head("unstated"), listed_clauses(one.unstated, language)),
        (head("not_tested"), " ".join(one.not_tested)),
    ]
    last = say("report.conclusion.copy.last", language, grades=one.grades, draft=one.draft)
    return (*((name, text) for name, text in lines if text), ("", last))


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
        paragraphs.append(f"{heading if name else ''}{_escaped(text)}\\par")
    body = "\n".join(paragraphs)
    return f"{{\\rtf1\\ansi\\deff0{{\\fonttbl{{\\f0 Arial;}}}}\\fs20\n{body}\n}}\n".encode("ascii")


def _line(name: str, text: str, language: str) -> str:
    if not name:
        return text
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


def _values(one: Conclusion, language: str) -> str:
    parts = {"sensory": one.sensory, "f": one.f_waves}
    return " ".join(
        say(
            "report.conclusion.copy.value",
            language,
            name=say(f"report.conclusion.head.{name}", language),
            text=text,
        )
        for name, text in parts.items()
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
