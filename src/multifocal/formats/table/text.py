"""From bytes to a table of cells: size, encoding, lines, comments, and what is no text at all."""

import csv
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from multifocal.fault import Fault

# Source of the limits: multifocal-choice-plausible-values. A study of a whole body has 100 rows.
MOST_BYTES: Final = 1_000_000
"""Larger tables are refused before they are read."""
MOST_ROWS: Final = 10_000
MOST_CHARACTERS_A_LINE: Final = 10_000
MOST_LINES_A_ROW: Final = 50

NumberedCells = tuple[int, list[str]]
NumberedLine = tuple[int, str]

_DELIMITERS: Final = (",", ";", "\t")
_SEP: Final = re.compile(r"""\s*["']?sep=(.?)["']?[,;\s]*""", re.IGNORECASE)
_NOT_SEEN: Final = dict.fromkeys(
    (0xAD, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF)
)
"""Signs of no width, which copying from a page or a document leaves behind."""
_NEW_PAGE: Final = re.compile(r"(?:^|(?<=\n))\f+")
"""How programs that take the text out of a PDF begin a page."""
_ERROR: Final = re.compile(r"#([\w/]+[!?]|N/A|NV|REF|SPILL|CALC|FIELD)", re.IGNORECASE)


@dataclass(frozen=True)
class TextTable:
    """The cells of a text table. `faults`: lines that could not be split; `passed_over`: numbers of
    lines below the header that were taken for comments though they have several cells; `comments`:
    all comments below the header."""

    delimiter: str
    header: NumberedCells
    rows: list[NumberedCells]
    faults: tuple[Fault, ...] = ()
    passed_over: tuple[int, ...] = ()
    comments: tuple[NumberedLine, ...] = ()


def table_of_text(content: bytes, is_header: Callable[[Sequence[str]], bool]) -> TextTable:
    """The table in these bytes, without blank lines and comments.

    A line that begins with "#" is a comment unless it can be a row; above the table it can be one
    where `is_header` says of its cells that they name columns. Fault if the content is empty, too
    large or no text.
    """
    lines = _logical(_physical(text_of(content)))
    delimiter = None
    if lines and (said := _SEP.fullmatch(lines[0][1])):  # a spreadsheet program's own note
        lines.pop(0)
        delimiter = said[1] if said[1] in (*_DELIMITERS, "|") and said[1] else None
    for place, (number, line) in enumerate(lines):
        sign = delimiter or _delimiter_of(line)
        if not _marked(line) or is_header(_split(line, sign) or ()):
            header = cells_of(number, line, sign)
            return _with_rows(sign, (number, header), lines[place + 1 :])
    raise Fault("table.empty")


def _with_rows(
    delimiter: str, header: NumberedCells, lines: Sequence[tuple[int, str]]
) -> TextTable:
    rows: list[NumberedCells] = []
    faults: list[Fault] = []
    passed_over: list[int] = []
    comments: list[NumberedLine] = []
    for number, line in lines:
        if _marked(line):
            cells = _split(line, delimiter) or [line]
            if not can_be_row(cells, len(header[1])):
                comments.append((number, line))
                if sum(bool(cell.strip()) for cell in cells) > 1:
                    passed_over.append(number)
                continue
        try:
            rows.append((number, cells_of(number, line, delimiter)))
        except Fault as fault:
            faults.append(fault)
        if len(rows) > MOST_ROWS:
            raise Fault("table.too_many_rows", count=MOST_ROWS)
    return TextTable(delimiter, header, rows, tuple(faults), tuple(passed_over), tuple(comments))


def can_be_row(cells: Sequence[str], width: int) -> bool:
    """Whether cells of which the first begins with "#" may be a row of a table of that width: a
    spreadsheet's error stands there (#N/A, #REF!), or the row is whole."""
    if is_error(cells[0]):
        return True
    return len(cells) >= width and any(cell.strip() for cell in cells[1:])


def is_error(cell: str) -> bool:
    """Whether a spreadsheet says in the cell that something went wrong: #N/A, #REF!, #BEZUG!."""
    return _ERROR.fullmatch(cell.strip().strip("'")) is not None


def text_of(content: bytes) -> str:
    """The text in these bytes, UTF-8 or UTF-16, without the signs of a new page that stand at the
    beginning of lines; Fault where it is neither, or too much."""
    if len(content) > MOST_BYTES:
        raise Fault("table.too_large", most_mb=MOST_BYTES // 1_000_000)
    wide = wide_encoding(content)
    if wide is None and b"\x00" in content:
        raise Fault("table.binary")
    try:
        return _NEW_PAGE.sub("", content.decode(wide or "utf-8").translate(_NOT_SEEN))
    except UnicodeDecodeError as error:
        at = None if wide else content.count(b"\n", 0, error.start) + 1
        name = "UTF-16" if wide else "UTF-8"
        raise Fault("table.encoding", encoding=name, line=at) from None


def wide_encoding(content: bytes) -> str | None:
    """UTF-16 by its mark, or by a beginning in which every other byte is 0; else None."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    begin = content[:64]
    if len(begin) >= 8 and len(content) % 2 == 0:
        for code, signs, rest in (
            ("utf-16-le", begin[::2], begin[1::2]),
            ("utf-16-be", begin[1::2], begin[::2]),
        ):
            if not any(rest) and all(32 <= sign < 127 or sign in b"\t\r\n" for sign in signs):
                return code
    return None


def _physical(text: str) -> list[tuple[int, str]]:
    """Lines with their numbers, from 1. Fault for what is far too long or no text."""
    lines = []
    # Not str.splitlines: that also splits at characters which a cell may hold.
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if len(line) > MOST_CHARACTERS_A_LINE:
            raise Fault("table.line_too_long", line=number)
        if not is_text(line):
            raise Fault("table.line_no_text", line=number)
        lines.append((number, line))
    return lines


def is_text(words: str) -> bool:
    """Whether every sign can be printed, or is a tab or a space of any width."""
    return words.isprintable() or all(
        sign.isprintable() or sign == "\t" or unicodedata.category(sign) == "Zs" for sign in words
    )


def _logical(lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Lines without the blank ones; those with an open quotation mark go on in the next."""
    rows: list[tuple[int, str]] = []
    at = 0
    while at < len(lines):
        number, line = lines[at]
        at += 1
        if not line.strip(" \t,;"):
            continue
        if line.count('"') % 2 and not _marked(line):
            end = _end_of_quotation(lines, at)
            if end is not None:
                line = "\n".join(text for _, text in lines[at - 1 : end])
                at = end
        rows.append((number, line))
    return rows


def _end_of_quotation(lines: Sequence[tuple[int, str]], at: int) -> int | None:
    """How many lines there are up to the one that closes the quotation mark left open by the line
    before the one at this place; None where a row would have to be too long for it."""
    length = len(lines[at - 1][1])
    for end, (_, line) in enumerate(lines[at : at + MOST_LINES_A_ROW], at + 1):
        length += 1 + len(line)
        if length > MOST_CHARACTERS_A_LINE:
            return None
        if line.count('"') % 2:
            return end
    return None


def _marked(line: str) -> bool:
    """Whether the line begins as a comment does."""
    return line.lstrip(' \t"').startswith("#")


def _delimiter_of(line: str) -> str:
    return max(_DELIMITERS, key=re.sub(r'"[^"]*"', "", line).count)


def _split(line: str, delimiter: str) -> list[str] | None:
    try:
        return cells_of(0, line, delimiter)
    except Fault:
        return None


def cells_of(number: int, line: str, delimiter: str) -> list[str]:
    """The cells of a line of CSV, their own line ends as spaces. Fault, naming the line, where a
    quotation mark is not closed."""
    try:
        found = list(csv.reader([line], delimiter=delimiter, strict=True, skipinitialspace=True))
    except csv.Error:
        found = []
    if len(found) != 1:
        raise Fault("table.quotation_mark", line=number)
    return [one_line(cell) for cell in found[0]]


def one_line(cell: str) -> str:
    """The cell with its line ends as spaces, and without signs of no width."""
    plain = cell.translate(_NOT_SEEN)
    return re.sub(r"\s*[\r\n\v\f]+\s*", " ", plain) if not plain.isprintable() else plain
