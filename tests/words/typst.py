"""Words that a Typst template says itself, instead of taking them from its data."""

import re
from dataclasses import dataclass, field
from typing import Final

_STATEMENT: Final = re.compile(r"(let|set|show|import)\b")
_BLOCK: Final = re.compile(r"(if|for|while)\b")
_ELSE: Final = re.compile(r"\s*else\b")
_NAME: Final = re.compile(r"[A-Za-z_][\w-]*")
_FIELD: Final = re.compile(r"\.[A-Za-z_][\w-]*")
_STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
_PROSE: Final = re.compile(r"[A-Za-z]{2,} +[A-Za-z]{2,}")


@dataclass
class Template:
    """A template that is walked through, text and code by turns."""

    source: str
    text: list[str] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)

    def strays(self) -> list[str]:
        """Words in its text, and strings in its code that read as prose."""
        self._text(0, "")
        words = re.findall(r"[A-Za-z]{2,}", "".join(self.text))
        return [*words, *(one for one in self.strings if _PROSE.search(one))]

    def _text(self, at: int, end: str) -> int:
        while at < len(self.source):
            sign = self.source[at]
            if sign == end:
                self.text.append(" ")
                return at + 1
            if sign == "\\":
                at += 2
            elif self.source.startswith("//", at):
                at = self._line_end(at)
            elif sign == "#":
                at = self._expression(at + 1)
            elif sign == "[":
                at = self._text(at + 1, "]")
            else:
                self.text.append(sign)
                at += 1
        return at

    def _expression(self, at: int) -> int:
        if _STATEMENT.match(self.source, at):
            return self._code(at, "\n")
        if _BLOCK.match(self.source, at):
            at = self._text(self._code(at, "["), "]")
            while more := _ELSE.match(self.source, at):
                at = self._text(self._code(more.end(), "["), "]")
            return at
        name = _NAME.match(self.source, at)
        at = name.end() if name else at
        while at < len(self.source):
            if more := _FIELD.match(self.source, at):
                at = more.end()
            elif self.source[at] == "(":
                at = self._code(at + 1, ")")
            elif self.source[at] == "[":
                at = self._text(at + 1, "]")
            else:
                break
        return at

    def _code(self, at: int, end: str) -> int:
        while at < len(self.source):
            sign = self.source[at]
            if sign == end:
                return at + 1
            if sign == '"' and (string := _STRING.match(self.source, at)):
                self.strings.append(string[0])
                at = string.end()
            elif self.source.startswith("//", at):
                at = self._line_end(at)
            elif sign in "({":
                at = self._code(at + 1, {"(": ")", "{": "}"}[sign])
            elif sign == "[":
                at = self._text(at + 1, "]")
            else:
                at += 1
        return at

    def _line_end(self, at: int) -> int:
        end = self.source.find("\n", at)
        return len(self.source) if end < 0 else end


def template_strays(template: str) -> list[str]:
    """The words that a template says itself."""
    return Template(template).strays()
