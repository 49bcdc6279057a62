"""A row as the project's own table has it, from its context and the cells that are its own."""

import contextlib
from collections.abc import Mapping

from multifocal.fault import Fault
from multifocal.formats.report.places import Context
from multifocal.formats.report.row import Row
from multifocal.formats.report.usual import DISTAL
from multifocal.study import vocabulary
from multifocal.study.sensory_words import is_sensory_word, sensory_word


def is_late(cells: Mapping[str, str]) -> bool:
    """Whether these cells are of F waves alone, or of motor responses and F waves."""
    return any(name.startswith("f_") for name in cells)


def own_row(row: Row, cells: Mapping[str, str]) -> Mapping[str, str]:
    """The row by the names of the project's columns, with kind, side, nerve, electrode and site."""
    context = row.context
    named = {"side": context.side or "", "nerve": context.nerve or "", "site": row.site}
    f_only = is_late(cells) and not any(name in cells for name in ("latency_ms", "amplitude_mv"))
    with contextlib.suppress(Fault):
        named["nerve"] = (
            context.nerve or "" if context.kind == "sensory" else vocabulary.nerve(named["nerve"])
        )
    if context.kind == "sensory":
        return {**named, **cells, "kind": "sensory", "skin": context.skin or "", "muscle": ""}
    if f_only:
        site = row.site or ("" if context.kind == "F" else _f_site(context))
        return {**named, **cells, "kind": "F", "muscle": context.muscle or "", "site": site,
                "distance_mm": ""}  # fmt: skip
    return {**named, **cells, "muscle": context.muscle or ""}


def place_of(row: Row, cells: Mapping[str, str]) -> tuple[str, ...]:
    """What there can be one row of: kind, side, nerve, electrode and site."""
    named = own_row(row, cells)
    nerve, skin = named["nerve"], named.get("skin", "")
    if row.context.kind == "sensory":
        nerve = sensory_word("nerve", nerve) if is_sensory_word("nerve", nerve) else nerve
        skin = sensory_word("skin", skin) if is_sensory_word("skin", skin) else skin
    kind = "F" if is_late(cells) else str(row.context.kind)
    return kind, named["side"], nerve, named.get("muscle", ""), skin, named["site"]


def _f_site(context: Context) -> str:
    """Where F waves are studied that stand in a motor table without a site."""
    try:
        return DISTAL.get(vocabulary.nerve(context.nerve or ""), "")
    except Fault:
        return ""
