"""A second heading row below headings that stand over several columns each.

"Meas / Norm" or "Ist / Soll" parts measured numbers from limits, "R / L" those of both sides. It is
understood only where it says of every column what stands in it, and of each heading one measured.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from multifocal.fault import Fault
from multifocal.formats.report.headers import is_header
from multifocal.formats.report.lines import Line
from multifocal.formats.report.table_parts import cell_at
from multifocal.study import vocabulary
from multifocal.study.vocabulary import normalized

_MEASURED: Final = frozenset((
    "meas", "measured", "measurement", "result", "results", "value", "patient", "obs", "observed",
    "ist", "istwert", "messwert", "gemessen", "wert", "mesure", "mesuree", "valeur", "medido",
    "medida", "valor", "resultado", "misurato", "misurata", "valore", "risultato", "gemeten",
    "waarde",
))  # fmt: skip
_LIMIT: Final = frozenset((
    "norm", "norms", "normal", "normals", "normal_value", "normal_range", "normal_limit", "limit",
    "ref", "reference", "lln", "uln", "soll", "sollwert", "normwert", "normwerte", "norme",
    "valeur_normale", "valor_normal", "valore_normale", "norma", "referencia", "riferimento",
    "normaal", "normaalwaarde",
))  # fmt: skip
_NORM: Final = "Norm"
"""Heads a column of limits, which no rule needs."""


def with_second_headings(lines: Sequence[Line]) -> list[Line]:
    """The lines, each such row gone and its columns named in the header row above it."""
    told: list[Line] = []
    for line in lines:
        named = _named(told[-1], line) if told else None
        if named is None:
            told.append(line)
        else:
            told[-1] = named
    return told


def _named(header: Line, below: Line) -> Line | None:
    """The header row with a name for every column; None where the row below is none of this kind,
    or leaves a column of a heading open."""
    words = [normalized(cell) for cell in below.cells]
    told = {one for one in words if one}
    of_sides = bool(told) and all(_side(one) for one in told)
    of_limits = told <= _MEASURED | _LIMIT and bool(_LIMIT & told)
    if (
        not (of_sides or of_limits)
        or (header.spans is None) != (below.spans is None)
        or not is_header([cell for cell in header.cells if cell])
    ):
        return None
    names = _names_of_sides if of_sides else _names_of_limits
    if header.spans is not None:
        return _named_by_place(header, below, names)
    cells = [cell_at(header, at) for at in range(max(len(header.cells), len(words)))]
    words += [""] * (len(cells) - len(words))
    starts = [at for at, cell in enumerate(cells) if cell]
    if not starts or any(words[: starts[0]]):
        return None
    for start, stop in zip(starts, [*starts[1:], len(cells)], strict=True):
        under = words[start:stop]
        if not any(under):
            continue
        named = names(cells[start], under)
        if named is None:
            return None
        cells[start:stop] = named
    return replace(header, cells=tuple(cells))


def _named_by_place(
    header: Line, below: Line, names: Callable[[str, Sequence[str]], list[str] | None]
) -> Line | None:
    """As `_named`, where the columns are told by position: each word below belongs to the heading
    that it stands under, or nearest to, and every heading that has any has as many."""
    assert header.spans is not None
    assert below.spans is not None
    under: list[list[int]] = [[] for _ in header.cells]
    for at, (start, end) in enumerate(below.spans):
        gaps = [max(left - end, start - right) for left, right in header.spans]
        nearest = min(gaps)
        if gaps.count(nearest) > 1:
            return None
        under[gaps.index(nearest)].append(at)
    in_order = [at for one in under for at in one] == list(range(len(below.cells)))
    if not in_order or len({len(one) for one in under if one}) != 1:
        return None
    told: list[tuple[str, tuple[int, int]]] = []
    for cell, span, held in zip(header.cells, header.spans, under, strict=True):
        words = [normalized(below.cells[at]) for at in held]
        named = names(cell, words) if held else [cell]
        if named is None:
            return None
        places = [below.spans[at] for at in held] or [span]
        told += zip(named, places, strict=True)
    cells, spans = zip(*told, strict=True)
    return replace(header, cells=cells, spans=spans)


def is_limit(word: str) -> bool:
    """Whether a word heads what is normal, and no column of numbers that were measured."""
    return normalized(word) in _LIMIT


def _names_of_limits(heading: str, under: Sequence[str]) -> list[str] | None:
    """The names of a heading's columns, of which one was measured."""
    if sum(one in _MEASURED for one in under) != 1 or not all(under):
        return None
    return [heading if one in _MEASURED else f"{_NORM} {heading}" for one in under]


def _names_of_sides(heading: str, under: Sequence[str]) -> list[str] | None:
    """The names of a heading's columns, one of each side."""
    sides = [_side(one) for one in under]
    if sorted(sides) != ["left", "right"]:
        return None
    return [f"{side.title()} {heading}" for side in sides]


def _side(word: str) -> str:
    """The side that a word means; "" for another word."""
    try:
        return str(vocabulary.side(word))
    except Fault:
        return ""
