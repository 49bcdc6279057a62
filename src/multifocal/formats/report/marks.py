"""Marks beside the cells of a report, as * and ¹ and (a), and the lines that explain them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from multifocal.formats.report import cells as cell_words
from multifocal.formats.report.headers import is_header
from multifocal.formats.report.letters import is_lettered, without_flag
from multifocal.formats.report.lines import Line
from multifocal.study.technique_words import technique_said, without_technique
from multifocal.study.vocabulary import says_no_response

_RAISED: Final = dict(zip("¹²³⁴⁵⁶⁷⁸⁹⁰ᵃᵇᶜᵈᵉᶠ", "1234567890abcdef", strict=True))
_STARS: Final = r"\*+|†+|‡+|§+|#+|\^+|¶+"
_RAISED_ONE: Final = f"[{''.join(_RAISED)}]"
_BOXED: Final = rf"[(\[]\s?(?:{_STARS}|[a-zA-Z]|\d)\s?[)\]]"
_MARK: Final = rf"{_STARS}|{_RAISED_ONE}|{_BOXED}"
_TRAILING: Final = re.compile(rf"(?P<plain>.*?\S)\s*(?P<mark>{_MARK}|(?<=\d)\s?[a-z]\)?)")
_LEADING: Final = re.compile(rf"(?P<mark>{_STARS})\s*(?P<plain>\S.*)")
_LONE: Final = re.compile(_MARK)
_NUMBER_LETTER: Final = re.compile(r"(?P<plain>[<>]?[\d.,]*\d)\s?(?P<mark>[A-Za-z]{1,6})\)?")
_LABEL: Final = r"(?:\w[\w ]{1,24}:\s*)?"
_EXPLAINS: Final = re.compile(
    rf"(?:^\s*{_LABEL}|(?<=[\s;,/])|(?<=[\s;,/][(\[]))"
    rf"(?P<mark>{_MARK}|\w{{1,6}}(?=\s*=)|(?:\w\)|\b[a-z\d](?=\s)|\w(?=[:.]\s)))"
    r"\s*[)\]]?\s*(?:[=:–-]+\s*)?(?P<what>[^\W\d].*)"
)  # fmt: skip
_CERTAIN: Final = re.compile(rf"\s*(?:{_STARS}|\w{{1,6}}\s*=)")
_MARK_AT_END: Final = re.compile(rf"(?P<what>.+?)\s*[=:–-]?\s*(?P<mark>{_MARK})[\s.)]*")


@dataclass(frozen=True)
class Explanation:
    """What a line says of a mark. `what`: its words; `written`: the whole line."""

    line: int
    sign: str
    what: str
    written: str


def sign_of(mark: str) -> str:
    """The mark without brackets and raised letters: "(*)" as "*", "¹" as "1"."""
    return "".join(_RAISED.get(one, one) for one in mark.strip("()[] "))


class Marks:
    """Takes marks and words of technique off the cells of rows, and keeps where they stood.

    A letter or number counts as a mark only where a line explains it with words of technique.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self.explanations: dict[int, tuple[Explanation, ...]] = {}
        self.on: dict[int, list[str]] = {}
        self.beside_numbers: dict[str, list[int]] = {}
        self.said: dict[int, list[str]] = {}
        for line in lines:
            found = () if is_row(line) else tuple(_explanations(line))
            if found:
                self.explanations[line.number] = found
        self._signs = {one.sign for each in self.explanations.values() for one in each}

    def take(self, line: Line) -> Line:
        """The line with plain cells, if it is one of a row or a heading."""
        if line.number in self.explanations:
            return line
        header, row = is_header(line.cells), is_row(line)
        cells: list[str] = []
        spans: list[tuple[int, int]] = []
        for at, written in enumerate(line.cells):
            plain = self._without_words(line.number, written) if row and written else written
            plain = self._without_marks(line.number, plain, header=header)
            if row and written and (technique_said(plain) or _LONE.fullmatch(plain)):
                plain = ""  # nothing but a remark, whatever column it stands under
            cells.append(plain)
            if line.spans is not None:
                start, end = line.spans[at]
                if plain == written:  # a heading may have more words than stand there
                    spans.append((start, end))
                    continue
                start += max(written.find(plain), 0)
                spans.append((start, start + len(plain) if plain else end))
        if line.spans is None:
            return replace(line, cells=tuple(cells))
        held = [pair for pair in zip(cells, spans, strict=True) if pair[0]]
        return replace(line, cells=tuple(one for one, _ in held), spans=tuple(s for _, s in held))

    def _without_words(self, number: int, written: str) -> str:
        """The cell without words of technique in brackets or at its end."""
        if technique_said(written) is None:
            return written
        self.said.setdefault(number, []).append(written)
        plain = without_technique(written)
        if not technique_said(plain):
            return plain
        words = written.split(" ")
        short = (" ".join(words[:end]) for end in range(len(words) - 1, 0, -1))
        return next((one for one in short if not technique_said(one)), written).rstrip(" ,;:–-")

    def _without_marks(self, number: int, written: str, *, header: bool) -> str:
        if _LONE.fullmatch(written) or written in self._signs:
            self._note(number, sign_of(written))
            return written
        plain = written
        while True:
            found = self._mark_on(plain)
            if found is None:
                break
            plain, sign = found
            self._note(number, sign)
            if cell_words.is_number(plain) or says_no_response(plain):
                self.beside_numbers.setdefault(sign, []).append(number)
        return written if header else plain

    def _mark_on(self, cell: str) -> tuple[str, str] | None:
        """The cell without one mark, and the mark; None where it has none."""
        for pattern in (_TRAILING, _NUMBER_LETTER, _LEADING):
            found = pattern.fullmatch(cell)
            if found:
                sign = sign_of(found["mark"])
                if sign in self._signs or (re.fullmatch(_STARS, sign) and _joins(found["plain"])):
                    return found["plain"], sign
        for sign in self._signs:
            if cell.endswith(f" {sign}") and len(sign) > 1:
                return cell[: -len(sign)].strip(), sign
        return None

    def _note(self, number: int, sign: str) -> None:
        signs = self.on.setdefault(number, [])
        if sign not in signs:
            signs.append(sign)


def _joins(plain: str) -> bool:
    """Whether a star may hang on this: "Patient #" is a word of its own."""
    return any(sign.isalnum() for sign in plain) and not plain.endswith("#")


def _is_number(text: str) -> bool:
    plain = cell_words.is_number(cell_words.plain_number(text))
    return plain or is_lettered(text) or without_flag(text) is not None


def is_row(line: Line) -> bool:
    """Whether a cell of the line, without marks, is a number or says that there is no response."""
    for cell in line.cells[1:] if len(line.words) > 1 else ():
        bare = re.sub(rf"\s*(?:{_MARK})\s*", "", cell)
        if _is_number(bare) or says_no_response(bare):
            return True
    return False


def _explanations(line: Line) -> Iterator[Explanation]:
    """What the line explains; a later mark in it needs words of technique, here or there."""
    text = " ".join(line.words)
    technique = technique_said(text) is not None
    parts: list[tuple[str, str]] = []
    rest = text
    while found := _EXPLAINS.search(rest):
        mark, what = found["mark"], found["what"]
        following = _next_mark(what)
        parts.append((mark, what[:following].strip(" ;,/([")))
        rest = what[following:] if following < len(what) else ""
    certain = _CERTAIN.match(text) is not None
    found_end = _MARK_AT_END.fullmatch(text) if not parts and technique else None
    if found_end:
        parts.append((found_end["mark"], found_end["what"]))
    for mark, what in parts:
        star = re.fullmatch(_STARS, sign_of(mark)) is not None
        if technique_said(what) or (certain and (star or _is_word_of(mark, text))):
            yield Explanation(line.number, sign_of(mark.rstrip(").")), what, text)


def _is_word_of(mark: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(mark)}\s*=", text) is not None


def _next_mark(what: str) -> int:
    """Where the next mark of the same line begins."""
    found = re.search(rf"[\s;,/]+[(\[]?(?:{_STARS}|{_RAISED_ONE}|{_BOXED}|\w{{1,6}}\s*=)", what)
    return found.start() if found else len(what)
