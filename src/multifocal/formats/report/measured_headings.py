"""A second heading row that parts measured numbers from limits: "Meas / Norm", "Ist / Soll".

A heading stands over several columns there, and the row below it says which of them was measured.
Only where it names one measured column, and limits in all others, is it understood.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from multifocal.formats.report.headers import is_header
from multifocal.formats.report.lines import Line
from multifocal.formats.report.table_parts import cell_at
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


def with_measured_headings(lines: Sequence[Line]) -> list[Line]:
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
    or does not say of each heading over several columns which of them was measured."""
    words = [normalized(cell) for cell in below.cells]
    if (
        header.spans is not None
        or below.spans is not None
        or not {one for one in words if one} <= _MEASURED | _LIMIT
        or not _LIMIT & set(words)
        or not is_header([cell for cell in header.cells if cell])
    ):
        return None
    cells = [cell_at(header, at) for at in range(max(len(header.cells), len(words)))]
    words += [""] * (len(cells) - len(words))
    starts = [at for at, cell in enumerate(cells) if cell]
    for at, start in enumerate(starts):
        stop = starts[at + 1] if at + 1 < len(starts) else len(cells)
        under = range(start, stop)
        if not any(words[one] for one in under):
            continue
        measured = [one for one in under if words[one] in _MEASURED]
        if len(measured) != 1 or not all(words[one] for one in under):
            return None
        heading = cells[start]
        for one in under:
            cells[one] = heading if one == measured[0] else f"{_NORM} {heading}"
    if not starts or any(words[at] for at in range(starts[0])):
        return None
    return replace(header, cells=tuple(cells))
