"""Headings with one space between them: "Dist (mm) Comment" is two columns; no number is lost."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from multifocal.formats.report.headers import is_header, is_unit, read_heading
from multifocal.formats.report.lines import Line

_MOST_WORDS: Final = 12
"""Words of a cell that may be several headings; a longer one is a sentence."""


def with_parted_headings(lines: Sequence[Line]) -> list[Line]:
    """The lines, headings that run together in a header row as cells of their own: behind a unit
    another heading begins. Only where the words can be parted in one way."""
    return [line if line.spans is None else _parted(line) for line in lines]


def _parted(line: Line) -> Line:
    assert line.spans is not None
    cells: list[str] = []
    spans: list[tuple[int, int]] = []
    for cell, (start, end) in zip(line.cells, line.spans, strict=True):
        parts = _parts(cell) if len(cell) == end - start else (cell,)
        for part in parts:
            cells.append(part)
            spans.append((start, start + len(part)) if len(parts) > 1 else (start, end))
            start += len(part) + 1  # noqa: PLW2901
    if len(cells) == len(line.cells) or not is_header(cells):
        return line
    return replace(line, cells=tuple(cells), spans=tuple(spans))


def _parts(cell: str) -> tuple[str, ...]:
    """The headings in a cell: itself where it is one, or is not parted in one way alone."""
    words = cell.split(" ")
    if not 1 < len(words) <= _MOST_WORDS or not any(map(is_unit, words[:-1])):
        return (cell,)
    if read_heading(0, cell).meaning is not None:
        return (cell,)
    ways = _ways(words)
    return ways[0] if len(ways) == 1 else (cell,)


def _ways(words: Sequence[str]) -> list[tuple[str, ...]]:
    """All ways to part the words into headings that are known, each but the last with its unit."""
    ways: list[tuple[str, ...]] = []
    if _is_last(" ".join(words)):
        ways.append((" ".join(words),))
    for at in range(1, len(words)):
        first = " ".join(words[:at])
        if _has_unit(first):
            ways += [(first, *rest) for rest in _ways(words[at:])]
    return ways


def _has_unit(written: str) -> bool:
    heading = read_heading(1, written)
    return heading.meaning is not None and bool(heading.unit)


def _is_last(written: str) -> bool:
    """Whether the words are one heading, with a unit where it needs one: "Peak" behind "Amp (mV)"
    says more of the amplitude, and is no column."""
    heading = read_heading(1, written)
    return heading.meaning is not None and bool(heading.unit or not heading.meaning.units)
