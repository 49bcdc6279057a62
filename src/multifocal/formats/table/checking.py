"""Every fault of a row's cells, each by itself, so that all are told at once."""

from collections.abc import Callable, Mapping
from typing import Final, TypeVar

from multifocal.fault import Fault
from multifocal.formats.table.beside_rows import grade, is_inched, needle, needs, origin
from multifocal.formats.table.columns import Column
from multifocal.formats.table.decimals import Decimals
from multifocal.formats.table.rows import cell, crossing, sound, yes_or_no
from multifocal.formats.table.special_rows import PERSON, kind_of, with_f_absent
from multifocal.formats.table.text import is_text
from multifocal.study import vocabulary
from multifocal.study.sensory_words import sensory_word

Found = TypeVar("Found")
_TRUTHS: Final = ("supramaximal", "no_response_checked")


def cell_faults(
    cells: Mapping[str, str], numbers: Mapping[str, Column], decimals: Decimals
) -> list[Fault]:
    """What is wrong with the cells of a row, by column; not how they go together.

    Cells of the person and the day are looked at once for the whole table, not here.
    """
    faults: list[Fault] = []
    here: dict[str, str] = {}
    for name, typed in cells.items():
        if _tried(faults, _text, typed, name) is not None:
            here[name] = typed
    kind = _tried(faults, kind_of, here)
    if kind is not None:
        _words(faults, here, cells, sensory=kind == "sensory")
    for name, read in (("strength_mrc", grade), ("needle", needle)):
        if name in here:
            _tried(faults, read, here[name])
    for name in _TRUTHS:
        if name in here:
            _tried(faults, yes_or_no, here[name], name)
    if "crossing_in_forearm" in here:
        _tried(faults, crossing, here["crossing_in_forearm"])
    if kind != "sensory":
        plain = _tried(faults, with_f_absent, here)
        here = dict(
            plain or {name: typed for name, typed in here.items() if name != "f_minimum_ms"}
        )
    for name, column in numbers.items():
        if name in here and name not in PERSON:
            _tried(faults, cell, here[name], column, decimals)
    order = {name: at for at, name in enumerate(cells)}
    return sorted(faults, key=lambda fault: order.get(fault.column or "", len(order)))


def _words(
    faults: list[Fault], here: Mapping[str, str], cells: Mapping[str, str], *, sensory: bool
) -> None:
    """The faults of side, nerve and place. `here`: the cells that hold text at all."""
    if "side" in here:
        _tried(faults, vocabulary.side, here["side"])
    if sensory:
        for name in ("nerve", "site", "skin"):
            if name in here or name not in cells:
                _tried(faults, sensory_word, name, here.get(name, ""))
    elif "nerve" in here:
        nerve = _tried(faults, vocabulary.nerve, here["nerve"])
        site = origin if is_inched(cells) else vocabulary.site
        for name, meant in (("muscle", vocabulary.muscle), ("site", site)):
            if nerve is not None and name in here and needs(cells, name):
                _tried(faults, meant, here[name], nerve)


def _tried(found: list[Fault], work: Callable[..., Found], *given: object) -> Found | None:
    """What the work gives; None, with its fault among the others, where it raises one."""
    try:
        return work(*given)
    except Fault as fault:
        found.append(fault)
        return None


def _text(typed: str, column: str) -> str:
    sound(typed, column)
    if not is_text(typed):
        raise Fault("table.cell_no_text", column=column)
    return typed
