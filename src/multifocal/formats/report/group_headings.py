"""A heading over several columns, each with its own name in the row below, as merged cells give it.

"Nerve | Site | Latency | CMAP" over " | | ms | Amp (mV) | Area (mVms)" is one header row in two.
The names of a group's columns begin with the group's: under "Previous" or "Norm" they stay another
thing's. Only between cells that are parted by signs; by position nothing shows how far it reaches.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from multifocal.formats.report import cells as cell_words
from multifocal.formats.report.headers import is_header, is_unit
from multifocal.formats.report.lines import Line
from multifocal.study.vocabulary import normalized

_OF_RESPONSE: Final = frozenset((
    "cmap", "cmaps", "map", "msap", "mrp", "m_wave", "m_response", "motor", "motor_response",
    "response", "responses", "compound_muscle_action_potential", "potential", "values",
    "muskelantwort", "antwort", "potenzial", "reponse", "respuesta", "risposta", "resposta",
))  # fmt: skip
"""Groups that say no more than that their columns are of the response."""
_LEAST_HEADINGS: Final = 2


def with_group_headings(lines: Sequence[Line]) -> list[Line]:
    """The lines, the two rows of such a header as one, on the line of the second."""
    told: list[Line] = []
    for line in lines:
        cells = _together(told[-1], line) if told else None
        if cells is None:
            told.append(line)
        else:
            told[-1] = replace(line, cells=cells)
    return told


def _together(above: Line, below: Line) -> tuple[str, ...] | None:
    """The headings of both rows; None where the first has no heading over several columns, or a
    column has two names that do not belong together."""
    if above.spans is not None or below.spans is not None or below.number != above.number + 1:
        return None
    if len(above.words) < _LEAST_HEADINGS:
        return None  # a title
    width = max(len(above.cells), len(below.cells))
    first, second = ((*one.cells, *[""] * (width - len(one.cells))) for one in (above, below))
    if any(cell_words.is_number(one) for one in (*first, *second)):
        return None
    names: list[str] = []
    group, groups = "", 0
    for at, (over, under) in enumerate(zip(first, second, strict=True)):
        wide = at + 1 < width and not first[at + 1] and _is_name(second[at + 1])
        if over:
            group = over if wide and _is_name(under) else ""
            groups += bool(group)
        elif not under:
            group = ""
        if group:
            names.append(under if normalized(group) in _OF_RESPONSE else f"{group} {under}")
        elif over and under and not is_unit(under):
            return None
        else:
            unit = under.strip("()[] ") if over and under else ""
            names.append(f"{over} ({unit})" if unit else over or under)
    return tuple(names) if groups and is_header([one for one in names if one]) else None


def _is_name(cell: str) -> bool:
    return bool(cell) and not is_unit(cell)
