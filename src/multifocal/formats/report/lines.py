"""From what was pasted to numbered lines of cells: text, tabs, HTML, or columns of fixed width."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from typing import Final

from multifocal.fault import Fault
from multifocal.formats.report.days import folded
from multifocal.formats.report.labels import labeled_in, ways
from multifocal.formats.report.rtf import is_rtf, text_of_rtf
from multifocal.formats.table.text import (
    MOST_CHARACTERS_A_LINE,
    MOST_ROWS,
    cells_of,
    is_text,
    one_line,
    text_of,
)

# Source of the limits: multifocal-choice-plausible-values.
MOST_SPAN: Final = 100
MOST_LINES_A_CELL: Final = 20
_HTML: Final = re.compile(r"<(table|html|body|meta|div|!doctype|!--startfragment)\b", re.IGNORECASE)
_GAP: Final = re.compile(r"\s{2,}")
_DECIMAL: Final = re.compile(r"(?<=\d),(?=\d)")
_SPACED: Final = re.compile(r"(?<![^\s])[<>≤≥]?\d{1,3},\d{1,3}(?![^\s])")
"""A number with a decimal comma between spaces."""
_TOKEN: Final = re.compile(r"\S+(?: \S+)*")
_NAMES_ELECTRODE: Final = re.compile(r"\s*(rec|ableit|muscle|muskel|m[uú]sc|recueil|reg)", re.I)
_NUMBER_APART: Final = re.compile(r"\s{2,}[<>]?\d+(?:[.,]\d+)?(?=\s{2,}|\s*$)")
_LEAST_NUMBERS: Final = 2
"""Numbers apart in a line of a table, and such lines in it."""
_LEAST_SIGNS: Final = 3
"""Signs that part the cells of a line of a table."""
_HASHES: Final = re.compile(r"^#{1,6}\s+(?=\w)")
_BOLD: Final = re.compile(r"^\s*(?:\*\*|__)(?=\w)([^*]+?)(?:\*\*|__)\s*$")
_MEASURED: Final = re.compile(
    r"(?<![\d.,])\d{1,3},\d{1,3}\s?(?:mV|ms|m/s|cm|mm|[µμu]V)", re.IGNORECASE
)
"""A number with a decimal comma and its unit."""
_RULE: Final = re.compile(r"[\s|:=+-]*")


@dataclass(frozen=True)
class Line:
    """A line with its number, from 1. `spans`: where each cell stands in it, for lines whose
    columns are told by position alone; `close`: its cells stood one space apart, and an empty one
    leaves no trace; `row`: it holds numbers of a response that could not be told apart."""

    number: int
    cells: tuple[str, ...]
    spans: tuple[tuple[int, int], ...] | None = None
    close: bool = False
    row: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The cells that hold something."""
        return tuple(cell for cell in self.cells if cell)


def lines_of(content: bytes) -> tuple[Line, ...]:
    """The lines that hold something. Fault for what is no text, or far too much of it."""
    text = plain_text(content)
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    rows = _whole(rows) if "\t" in text else rows
    if len(rows) > MOST_ROWS:
        raise Fault("table.too_many_rows", count=MOST_ROWS)
    for number, row in enumerate(rows, 1):
        if len(row) > MOST_CHARACTERS_A_LINE:
            raise Fault("table.line_too_long", line=number)
        if not is_text(row):
            raise Fault("table.line_no_text", line=number)
    split = _splitter(rows)
    numbered = (
        split(number, row) for number, row in enumerate(rows, 1) if not _RULE.fullmatch(row)
    )
    return tuple(line for line in numbered if line.words)


def without_hashes(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines without the signs "#" that begin a heading in Markdown or a comment; as they are
    where the sign stands elsewhere too, for then it is a mark that its line explains."""
    cells = [cell for line in lines for cell in line.cells]
    if any("#" in _HASHES.sub("", cell) for cell in cells):
        return tuple(lines)
    return tuple(
        replace(line, cells=(_HASHES.sub("", line.cells[0]), *line.cells[1:])) for line in lines
    )


def without_bold(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with "**Right median**" of Markdown as "Right median"; a lone sign stays a mark."""
    return tuple(
        replace(line, cells=tuple(_BOLD.sub(r"\1", cell) for cell in line.cells)) for line in lines
    )


def plain_text(content: bytes) -> str:
    """The text in these bytes: of a page or of rich text its tables, as lines of cells."""
    text = text_of(content)
    if is_html(text):
        return text_of_html(text)
    return text_of_rtf(text) if is_rtf(text) else text


def is_html(text: str) -> bool:
    """Whether the text begins as a page or as a piece of one does."""
    return text.lstrip().startswith("<") and _HTML.search(text[:4096]) is not None


def _splitter(rows: Sequence[str]):  # type: ignore[no-untyped-def]
    """How the cells of these lines are told apart: by tab, "|", ";", comma or position."""
    if any("\t" in row for row in rows):
        spaced = _spaced(rows)
        return lambda number, row: (
            _positioned(number, row)
            if number in spaced
            else Line(number, _of_person(row) or _cells(number, row, "\t"))
        )
    if sum(row.count("|") >= 2 for row in rows) >= 2:
        return lambda number, row: Line(number, _piped(row))
    for sign in (";", ","):
        if _parts_tables(rows, sign):
            return lambda number, row: Line(
                number, (sign not in row and _of_person(row)) or _cells(number, row, sign)
            )
    return _positioned


def _of_person(row: str) -> tuple[str, ...]:
    """The cells of a line without a sign that parts, which says the person's age, sex or height,
    or a limb's temperature, behind gaps; none for another."""
    parts = tuple(_plain(one) for one in _GAP.split(row.strip()))
    if "\t" in row or len(parts) < 2:
        return ()
    warm = any(_warmth().match(folded(one)) for one in parts)
    return parts if warm or any(labeled_in("  ".join(parts))) else ()


def _warmth() -> re.Pattern[str]:
    """ "Limb temp: 33" at the beginning of a cell."""
    return re.compile(rf"(?:[^\W\d_]+\s+)?(?:{ways('temperature')})(?![^\W_])\D{{0,20}}\d{{2}}")


def _spaced(rows: Sequence[str]) -> set[int]:
    """Lines, from 1, of blocks without a tab that are tables of aligned columns: among tables with
    tabs a report may have one without."""
    numbers: set[int] = set()
    block: list[int] = []
    for number, row in enumerate([*rows, ""], 1):
        if row.strip():
            block.append(number)
            continue
        texts = [rows[one - 1] for one in block]
        tables = sum(len(_NUMBER_APART.findall(text)) >= _LEAST_NUMBERS for text in texts)
        if tables >= _LEAST_NUMBERS and not any("\t" in text for text in texts):
            numbers |= set(block)
        block = []
    return numbers


def _parts_tables(rows: Sequence[str], sign: str) -> bool:
    """Whether a sign parts the cells of the tables: several lines have it, and not just sentences
    between more lines whose columns are told by position."""
    parted = sum(_parting(row, sign) >= _LEAST_SIGNS for row in rows)
    spaced = sum(
        len(_GAP.findall(row.strip())) >= _LEAST_SIGNS - 1 and _parting(row, sign) < _LEAST_SIGNS
        for row in rows
    )
    return parted >= _LEAST_NUMBERS and parted >= spaced


def _parting(row: str, sign: str) -> int:
    """How often the sign stands in a line to part its cells: in a line of aligned columns a comma
    within a number does not, and neither does one of a number with its unit."""
    gaps = len(_GAP.findall(row.strip())) > 1 or len(_SPACED.findall(row)) >= _LEAST_NUMBERS
    decimal = len(_DECIMAL.findall(row)) if sign == "," and gaps else 0
    measured = len(_MEASURED.findall(row)) if sign == "," and not decimal else 0
    return row.count(sign) - decimal - measured


def _whole(rows: list[str]) -> list[str]:
    """The lines, a quoted cell of several of them in the first; the others are empty."""
    joined = list(rows)
    at = 0
    while at < len(joined):
        end = at
        while joined[at].count('"') % 2 and end + 1 < min(at + MOST_LINES_A_CELL, len(joined)):
            end += 1
            joined[at] = f"{joined[at]} {joined[end]}"
            joined[end] = ""
        if joined[at].count('"') % 2 and end > at:  # never closed: the lines as they were
            joined[at : end + 1] = rows[at : end + 1]
            end = at
        at = end + 1
    return joined


def _cells(number: int, row: str, sign: str) -> tuple[str, ...]:
    try:
        cells = cells_of(number, row, sign)
    except Fault:
        if sign != "\t":
            raise
        cells = row.split("\t")  # a sign of inches, or of a word
    return tuple(_plain(cell) for cell in cells)


def _piped(row: str) -> tuple[str, ...]:
    return tuple(
        _plain(cell) for cell in row.strip().removeprefix("|").removesuffix("|").split("|")
    )


def _positioned(number: int, row: str) -> Line:
    found = list(_TOKEN.finditer(row.expandtabs()))
    return Line(number, tuple(_plain(one[0]) for one in found), tuple(one.span() for one in found))


def _plain(cell: str) -> str:
    return " ".join(one_line(cell).split())


class _Tables(HTMLParser):
    """Rows of tables as lines of cells, and the paragraphs between them as lines of their own.

    A cell over several rows or columns stands in the first of them; the others are empty.
    """

    _BLOCKS: Final = frozenset(("p", "div", "h1", "h2", "h3", "h4", "li", "caption", "pre"))
    _UNSEEN: Final = frozenset(("style", "script", "head", "title"))

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._row: list[str] | None = None
        self._cell: list[str] | None = None
        self._loose: list[str] = []
        self._span = (1, 1)
        self._held: dict[int, int] = {}
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._UNSEEN:
            self._unseen += 1
        elif tag == "tr":
            self._end_loose()
            self._row = []
        elif tag in ("td", "th"):
            self._end_cell()
            self._row = [] if self._row is None else self._row
            self._cell = []
            span = dict(attrs)
            self._span = (_count(span.get("colspan")), _count(span.get("rowspan")))
        elif tag == "br":
            self._text("\n")
        elif tag in self._BLOCKS:
            self._text("\n") if self._cell is not None else self._end_loose()

    def handle_endtag(self, tag: str) -> None:
        if tag in self._UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag == "tr":
            self._end_row()
        elif tag == "table":
            self._end_row()
            self._held = {}
        elif tag in self._BLOCKS and self._cell is None:
            self._end_loose()

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._text(data)

    def _text(self, data: str) -> None:
        (self._loose if self._cell is None else self._cell).append(data)

    def _end_loose(self) -> None:
        for text in "".join(self._loose).split("\n"):
            if text.strip() and self._row is None:
                self.rows.append([text])
        self._loose = []

    def _fill_held(self, row: list[str]) -> None:
        while self._held.get(len(row), 0):
            self._held[len(row)] -= 1
            row.append("")

    def _end_cell(self) -> None:
        if self._cell is None or self._row is None:
            return
        self._fill_held(self._row)
        columns, rows = self._span
        for extra in range(columns):
            if rows > 1:
                self._held[len(self._row)] = rows - 1
            self._row.append("" if extra else "".join(self._cell))
        self._cell = None

    def _end_row(self) -> None:
        self._end_cell()
        if self._row is not None:
            self._fill_held(self._row)
            self.rows.append(self._row)
        self._row = None

    def close(self) -> None:
        super().close()
        self._end_row()
        self._end_loose()


def _count(typed: str | None) -> int:
    return min(int(typed), MOST_SPAN) if typed and typed.isdecimal() and int(typed) else 1


def text_of_html(text: str) -> str:
    """The tables of a page as lines separated by tabs, and what stands between them."""
    page = _Tables()
    page.feed(text)
    page.close()
    lines: list[str] = []
    for row in page.rows:
        cells = [[_plain(part) for part in cell.split("\n") if part.strip()] for cell in row]
        if len(row) > 1 and len(cells[0]) > 1 and _NAMES_ELECTRODE.match(cells[0][-1]):
            # a heading of several lines that stands beside the rows it heads
            lines += cells[0]
            cells[0] = []
        lines.append("\t".join(" ".join(parts) for parts in cells))
    # a page of one column has no tab: without one its commas would be taken for separators
    return "\n".join(line if "\t" in line else f"{line}\t" for line in lines) + "\n"
