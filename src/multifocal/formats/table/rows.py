"""One row of the table: its cells to a `Measure`."""

import re
from collections.abc import Mapping
from typing import Final

from multifocal.fault import Fault, quoted
from multifocal.formats.table.columns import Column
from multifocal.formats.table.decimals import Decimals
from multifocal.formats.workbook.cells import Suspect
from multifocal.study import vocabulary
from multifocal.study.measure import Measure

_RESPONSE: Final = (
    "latency_ms",
    "amplitude_mv",
    "negative_peak_area_mvms",
    "negative_peak_duration_ms",
)
_ANSWERS: Final = (*_RESPONSE, "sensory_amplitude_uv")

NO_RESPONSE: Final = "no response"


def measure_of(
    cells: Mapping[str, str], numbers: Mapping[str, Column], decimals: Decimals
) -> Measure:
    """The response of one row.

    `cells` by column name; `numbers` the columns that hold numbers; `decimals` their decimal sign.
    Fault for words and numbers that cannot be meant.
    """
    side = vocabulary.side(cells["side"])
    nerve = vocabulary.nerve(cells["nerve"])
    muscle = vocabulary.muscle(cells["muscle"], nerve)
    site = vocabulary.site(cells["site"], nerve)
    found = {name: cell(cells.get(name, ""), column, decimals) for name, column in numbers.items()}
    marked = [name for name in _RESPONSE if found[name] == NO_RESPONSE]
    present = [name for name in _RESPONSE if isinstance(found[name], float)]
    if marked and present:
        raise _contradiction(cells, marked, present)

    def number(name: str) -> float | None:
        value = found.get(name)
        return value if isinstance(value, float) else None

    return Measure(
        side=side,
        nerve=nerve,
        muscle=muscle,
        site=site,
        latency_ms=number("latency_ms"),
        amplitude_mv=number("amplitude_mv"),
        negative_peak_area_mvms=number("negative_peak_area_mvms"),
        negative_peak_duration_ms=number("negative_peak_duration_ms"),
        distance_mm=number("distance_mm"),
        absent=bool(marked),
        temperature_c=number("temperature_c"),
        peak_to_peak_mv=None if marked else number("peak_to_peak_mv"),
        supramaximal=yes_or_no(cells.get("supramaximal", ""), "supramaximal"),
        no_response_checked=yes_or_no(cells.get("no_response_checked", ""), "no_response_checked"),
    )


_YES_OR_NO: Final = {
    "": None, "yes": True, "y": True, "true": True, "1": True, "supra": True, "supramaximal": True,
    "no": False, "n": False, "false": False, "0": False, "submaximal": False, "unknown": None,
}  # fmt: skip


def yes_or_no(typed: str, column: str) -> bool | None:
    """True, False, or None for an empty cell; Fault for another word."""
    word = vocabulary.normalized(typed)
    if word not in _YES_OR_NO:
        raise Fault(
            f"{quoted(typed)} is neither yes nor no",
            remedy="Write yes or no; leave the cell empty if it is not known",
            column=column,
        )
    return _YES_OR_NO[word]


_CALLED: Final = {
    "latency_ms": "a latency",
    "amplitude_mv": "an amplitude",
    "negative_peak_area_mvms": "an area",
    "negative_peak_duration_ms": "a duration",
}


def _contradiction(cells: Mapping[str, str], marked: list[str], present: list[str]) -> Fault:
    """Says which cell clashes: the number beside an absent amplitude, else the lone NR."""
    if "amplitude_mv" in marked or ("amplitude_mv" not in present and len(marked) > len(present)):
        clashing = present[0]
        problem = f"this row says no response but has {_CALLED[clashing]}"
    else:
        clashing = marked[0]
        seen = "amplitude_mv" if "amplitude_mv" in present else present[0]
        problem = (
            f"this row has {_CALLED[seen]}, but {quoted(cells[clashing])} as"
            f" {_CALLED[clashing]} says no response"
        )
    return Fault(
        problem,
        remedy="Write NR and no numbers where no response came; else the numbers, and leave"
        " a cell empty where one is not known",
        column=clashing,
    )


def cell(typed: str, column: Column, decimals: Decimals) -> float | str | None:
    """A number, `NO_RESPONSE`, or None for an empty cell."""
    sound(typed, column.name)
    word = typed.strip()
    if not word:
        return None
    answers = column.name in _ANSWERS
    if answers and vocabulary.says_no_response(word):
        return NO_RESPONSE
    number = decimals.number(typed, column)
    if number is None:
        remedy = _wanted(column)
        if not decimals.comma and re.fullmatch(r"[+-]?\d*,\d+", word, re.ASCII):
            remedy = "Write a decimal point, or separate the columns with semicolons"
        raise Fault(f"{quoted(word)} is not a number", remedy=remedy, column=column.name)
    if number == 0 and answers:
        return NO_RESPONSE
    if number < 0:
        raise Fault(f"{quoted(word)} is negative", remedy=_wanted(column), column=column.name)
    if not column.least <= number <= column.most or (number == 0 and not column.zero):
        raise Fault(
            f"{quoted(word)} is not plausible",
            remedy=f"Give a number {_range(column)}; check the unit",
            column=column.name,
        )
    return number


def sound(typed: str, column: str | None = None) -> None:
    """Fault where the cell of a workbook must not be used."""
    if isinstance(typed, Suspect):
        raise Fault(typed.problem, remedy=typed.remedy, column=column)


def _wanted(column: Column) -> str:
    others = "; NR for no response" if column.name in _ANSWERS else ""
    return f"Give a number {_range(column)}{others}; leave the cell empty if it is not known"


def _range(column: Column) -> str:
    low = f"from {column.least:g}" if column.least or column.zero else "above 0"
    return f"{low} up to {column.most:g}"
