"""Tables that stand side by side, as right and left arm do: laid one below the other.

A header row whose columns come twice parts into tables at the second coming of its first column.
What stands above and below is dealt out by place, until the next header row.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from multifocal.formats.report.headers import is_header, read_heading
from multifocal.formats.report.laid_by_side import laid_by_side
from multifocal.formats.report.lines import Line
from multifocal.formats.report.places import read_context
from multifocal.formats.report.sided_cells import with_sided_cells
from multifocal.formats.report.table_parts import Part, cell_at, says_side, side_word
from multifocal.formats.report.titles import title_kind

_BEGINS: Final = ("site", "nerve", "segment")
"""What the first column of a table names."""
_NO_HEADING: Final = "…"
"""Stands in a table beside one whose nerve changes: rows below it are not those of the nerve above
it, and the reader asks."""
MOST_HEADS: Final = 3
"""Lines above a header row that may head its tables."""


@dataclass
class _Zone:
    """The lines of one header row: its tables, and what each of them holds so far."""

    parts: tuple[Part, ...]
    lines: list[list[Line]]
    sides: list[str]
    headed: bool = False
    """Whether a heading that holds for all tables came with their sides before the first row."""
    shares: bool = False
    """Whether that heading was one for all of them: then a later one is, too."""


def one_below_the_other(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with tables side by side laid one below the other, and then counted anew; the same
    lines where there are none such."""
    sided = laid_by_side(with_sided_cells(lines))
    starts = {}
    for at, line in enumerate(sided):
        parts = _parts(line)
        if len(parts) > 1 and all(_says_its_own(one, sided, at, parts) for one in parts):
            starts[at] = parts
    if not starts and sided == list(lines):
        return tuple(lines)
    laid = [line for line in _laid(sided, starts) if line.words]
    return tuple(replace(line, number=number) for number, line in enumerate(laid, 1))


def _laid(lines: Sequence[Line], starts: dict[int, tuple[Part, ...]]) -> Iterator[Line]:
    first = {at - _heads(lines, at, parts): at for at, parts in starts.items()}
    zone: _Zone | None = None
    at = 0
    while at < len(lines):
        line = lines[at]
        if zone is not None and (at in first or _ends(line)):
            yield from _emitted(zone)
            zone = None
        if at in first:
            header = first[at]
            zone = _Zone(starts[header], [[] for _ in starts[header]], [""] * len(starts[header]))
            for head in lines[at:header]:
                _head(zone, head)
            if at and all(zone.sides) and _lacks_side(lines[at - 1]):
                _deal(zone, lines[at - 1])
            for part, held in zip(zone.parts, zone.lines, strict=True):
                held.append(part.of(lines[header]))
            at = header + 1
            continue
        if zone is None:
            yield line
        else:
            _deal(zone, line)
        at += 1
    if zone is not None:
        yield from _emitted(zone)


def _emitted(zone: _Zone) -> Iterator[Line]:
    for side, held in zip(zone.sides, zone.lines, strict=True):
        if side and not zone.headed:  # no nerve goes with it: the reader asks of the line
            yield Line(held[0].number, (side,))
        yield from held


def _ends(line: Line) -> bool:
    """Whether a line begins something new, for which the tables above it do not hold."""
    if len(line.words) == 1:
        return title_kind(line.words[0]) is not None and read_context(line.words[0], 0) is None
    return is_header(line.cells)


def _over_each(line: Line, parts: Sequence[Part]) -> Sequence[str]:
    """A line's words where it has one for each table, else (). Words that are told by position
    may stand a little beside their table: those that name nerves or sides go in their order."""
    each = [[cell for cell in part.of(line).cells[len(part.shared) :] if cell] for part in parts]
    if all(len(one) == 1 for one in each):
        return [one[0] for one in each]
    in_order = line.spans is not None and len(line.words) == len(parts)
    if in_order and all(says_side(one) or read_context(one, 0) for one in line.words):
        return line.words
    return ()


def _heads(lines: Sequence[Line], header: int, parts: Sequence[Part]) -> int:
    """How many lines above a header row head its tables each."""
    count = 0
    for line in reversed(lines[max(0, header - MOST_HEADS) : header]):
        if is_header(line.cells) or not _over_each(line, parts):
            break
        count += 1
    return count


def _head(zone: _Zone, line: Line) -> None:
    """A line with a word over each table: a side, which goes with the headings below, or more."""
    for at, text in enumerate(_over_each(line, zone.parts)):
        if says_side(text):
            zone.sides[at] = side_word(text)
        else:
            zone.lines[at].append(Line(line.number, (text,)))


def _deal(zone: _Zone, line: Line) -> None:
    """A row of the tables, or a heading: one without a side holds for all of them."""
    begins = all(len(one) < 2 for one in zone.lines)
    if _lacks_side(line) and (begins or zone.shares):
        zone.headed, zone.shares = zone.headed or begins, True
        for at, side in enumerate(zone.sides):
            zone.lines[at].append(Line(line.number, (f"{side} {line.words[0]}".strip(),)))
        return
    own_headings = _over_each(line, zone.parts)
    if own_headings and all(read_context(text, 0) for text in own_headings):
        zone.headed = zone.headed or all(len(one) < 2 for one in zone.lines)
        for at, text in enumerate(own_headings):
            context = read_context(text, 0)
            side = zone.sides[at] if context and context.side is None else ""
            zone.lines[at].append(Line(line.number, (f"{side} {text}".strip(),)))
        return
    if len(line.words) == 1 and read_context(line.words[0], 0) is not None:
        for at, part in enumerate(zone.parts):
            words = part.of(line).words
            zone.lines[at].append(Line(line.number, words or (_NO_HEADING,)))
        return
    for at, part in enumerate(zone.parts):
        own = part.of(line)
        if any(cell_at(own, place) for place in range(len(part.shared), len(own.cells))):
            zone.lines[at].append(own)


def _lacks_side(line: Line) -> bool:
    """Whether a line is the heading of a nerve that does not say its side."""
    context = read_context(line.words[0], 0) if len(line.words) == 1 else None
    return context is not None and context.side is None


def _says_its_own(part: Part, lines: Sequence[Line], header: int, parts: Sequence[Part]) -> bool:
    """Whether a table says for itself which side or nerve it is of: in a column, in its corner,
    above it or in the line below. Else tables side by side would be taken for one nerve."""
    own = part.of(lines[header]).cells
    names = {one.meaning.name for at, cell in enumerate(own)
             if (one := read_heading(at, cell)).meaning}  # fmt: skip
    if names & {"nerve", "side"} or (own and read_context(own[0], 0) is not None):
        return True
    above = lines[header - _heads(lines, header, parts) : header]
    at = parts.index(part)
    texts = [_over_each(one, parts)[at] for one in above]
    if header + 1 < len(lines):
        below = _over_each(lines[header + 1], parts)
        texts += [below[at]] if below else []
    return any(says_side(text) or read_context(text, 0) is not None for text in texts)


def _parts(line: Line) -> tuple[Part, ...]:
    """The tables of a header row; () for one that is none or begins one table."""
    if not is_header(line.cells):
        return ()
    headings = [read_heading(at, cell) for at, cell in enumerate(line.cells)]
    names = [
        one.meaning.name if one.meaning else "site" if _is_corner(one.written) else ""
        for one in headings
    ]
    begins = [at for at, name in enumerate(names) if name in _BEGINS and name == _first(names)]
    if len(begins) > 1:
        ends = (*begins[1:], len(names))
        parts = [range(a, b) for a, b in zip(begins, ends, strict=True)]
        parts[0] = range(0, parts[0].stop)
        if not all(_is_table(line.cells[one.start : one.stop]) for one in parts):
            return ()
        return tuple(Part(one, _spans(line, one), last=one is parts[-1]) for one in parts)
    return ()


def _is_corner(text: str) -> bool:
    """Whether the first cell of a header row is the heading of its table."""
    return bool(text) and read_context(text, 0) is not None


def _is_table(cells: Sequence[str]) -> bool:
    return is_header(cells[1:] if _is_corner(cells[0]) else cells)


def _first(names: Sequence[str]) -> str:
    return next((name for name in names if name in _BEGINS), "")


def _spans(line: Line, cells: range) -> tuple[float, float] | None:
    """From the middle of the gap before a table to that of the gap behind it."""
    if line.spans is None:
        return None
    low = 0.0 if cells.start == 0 else _gap(line, cells.start)
    high = float("inf") if cells.stop >= len(line.cells) else _gap(line, cells.stop)
    return low, high


def _gap(line: Line, at: int) -> float:
    assert line.spans is not None
    return (line.spans[at - 1][1] + line.spans[at][0]) / 2.0


def text_of_lines(lines: Sequence[Line]) -> str:
    """The lines as text again, each at its number: cells by tabs, or where they stood."""
    rows: list[str] = []
    for line in lines:
        rows += [""] * (line.number - 1 - len(rows))
        if line.spans is None:
            rows.append("\t".join(line.cells))
            continue
        row = ""
        for cell, (start, _) in zip(line.cells, line.spans, strict=True):
            row = f"{row.ljust(start)}{cell}"
        rows.append(row)
    return "\n".join(rows) + "\n"
