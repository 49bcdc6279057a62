"""Tables of both sides under one header row, laid one below the other with the side in each row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Final

from multifocal.formats.report.headers import is_header, read_heading
from multifocal.formats.report.lines import Line
from multifocal.formats.report.placed_columns import ends_table, in_columns
from multifocal.formats.report.places import Context, read_context
from multifocal.formats.report.sided_columns import parts_by_side
from multifocal.formats.report.table_parts import Part, cell_at
from multifocal.formats.report.titles import title_kind
from multifocal.study.technique_words import technique_said
from multifocal.study.vocabulary import normalized

_NO_HEADING: Final = "…"
"""Stands where it is not known of which nerve the rows below are: the reader asks."""
_MOST_WORDS: Final = 7
"""Words of a heading; a longer line is a sentence, which is of all tables."""
_LASTING: Final = ("nerve", "recording")
"""Columns in common whose empty cells mean the one above."""


@dataclass
class _Tables:
    """The lines of one header row: those of each side, and what is said of both behind them."""

    parts: tuple[Part, ...]
    lasting: tuple[bool, ...]
    lines: list[list[Line]]
    held: list[str]
    after: list[Line] = field(default_factory=list)

    def takes(self, line: Line) -> None:
        """One more line below the header row."""
        whole = len(line.words) == 1
        heading = read_context(line.words[0], 0) if whole else None
        if whole and (_is_said(line.words[0]) or (heading and heading.rest)):
            self.after.append(line)
        elif heading is not None:
            self.held = [""] * len(self.held)
            text = line.words[0] if heading.side is None else _NO_HEADING
            self._add_to_each(Line(line.number, (text,)))
        elif any(part.holds(line) for part in self.parts):
            self._hold(line)
            for part, own in zip(self.parts, self.lines, strict=True):
                if part.holds(line):
                    own.append(part.row(line, self.held))
        elif whole:
            self._add_to_each(line)
        else:
            self._hold(line)
            for part, own in zip(self.parts, self.lines, strict=True):
                own.append(part.row(line, self.held))

    def _add_to_each(self, line: Line) -> None:
        for own in self.lines:
            own.append(line)

    def _hold(self, line: Line) -> None:
        """Keeps what the rows below it have in common with this one, as its nerve."""
        shared = [cell_at(line, at) for at in self.parts[0].shared]
        self.held = [
            (cell or above) if lasts else ""
            for cell, above, lasts in zip(shared, self.held, self.lasting, strict=True)
        ]


def laid_by_side(paste: Sequence[Line]) -> list[Line]:
    """The lines with the tables of each side one below the other, not counted anew; the same lines
    where no header row has columns of both sides."""
    lines = in_columns(paste)
    laid: list[Line] = []
    tables: _Tables | None = None
    heading: Context | None = None
    for at, line in enumerate(lines):
        above = lines[at - 1] if at else None
        parts = parts_by_side(line, above)
        over = _heading_above(lines[:at]) if parts else None
        if parts and (
            (over is not None and over.side is not None)
            or _rows_say_sides(lines[at + 1 :], parts[0].shared)
        ):
            parts = ()  # which side is meant is not clear
        next_ = parts_by_side(lines[at + 1], line) if at + 1 < len(lines) else ()
        heads = bool(next_) and not parts_by_side(lines[at + 1], None)
        if tables is not None and (parts or heads or ends_table(line)):
            laid += _laid(tables, heading)
            tables = None
        if parts:
            if laid and laid[-1] is above and not parts_by_side(line, None):
                laid[-1:] = _beside_sides(above, parts)
            tables, heading = _begun(line, parts), over
        elif tables is not None:
            tables.takes(line)
        else:
            laid.append(line)
    if tables is not None:
        laid += _laid(tables, heading)
    return laid


def _rows_say_sides(lines: Sequence[Line], shared: Sequence[int]) -> bool:
    """Whether a row below the header row names a side of its own, which may contradict that of its
    columns."""
    rows = takewhile(lambda line: not ends_table(line), lines)
    cells = (cell_at(row, at) for row in rows if len(row.words) > 1 for at in shared)
    return any((found := read_context(cell, 0)) and found.side for cell in cells if cell)


def _begun(header: Line, parts: tuple[Part, ...]) -> _Tables:
    shared = parts[0].shared
    names = [read_heading(at, header.cells[at]).meaning for at in shared]
    lasting = tuple(one is not None and one.name in _LASTING for one in names)
    return _Tables(parts, lasting, [[one.header(header)] for one in parts], [""] * len(shared))


def _laid(tables: _Tables, heading: Context | None) -> Iterator[Line]:
    """Its lines, side by side no more. `heading`: the one that stands above the header row, which
    holds for the first rows of each side, whatever heading the side before ended with."""
    changes = any(len(row.words) == 1 and _names_nerve(row) for row in tables.lines[0][1:])
    for at, (header, *rows) in enumerate(tables.lines):
        if at and changes and rows and not _names_nerve(rows[0]):
            yield Line(header.number, (heading.written if heading else _NO_HEADING,))
        yield header
        yield from rows
    yield from tables.after


def _names_nerve(line: Line) -> bool:
    return any(read_context(word, 0) is not None for word in line.words)


def _beside_sides(line: Line, parts: Sequence[Part]) -> list[Line]:
    """What the line with the sides says beside them, as a title in its corner."""
    shared = [cell_at(line, at) for at in parts[0].shared]
    words = tuple(cell for cell in shared if cell)
    return [replace(line, cells=words)] if words else []


def _heading_above(lines: Sequence[Line]) -> Context | None:
    """The heading that holds behind these lines; None where a title or a header row came since."""
    for line in reversed(lines):
        if len(line.words) > 1:
            if is_header(line.cells):
                return None
            continue
        heading = read_context(line.words[0], line.number)
        if heading is not None or title_kind(line.words[0]) is not None:
            return heading
    return None


def _is_said(text: str) -> bool:
    """Whether a line is a sentence, or tells of a stimulus, and no heading."""
    return len(normalized(text).split("_")) > _MOST_WORDS or technique_said(text) is not None
