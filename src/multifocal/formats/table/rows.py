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
from multifocal.study.recording import Crossing

_RESPONSE: Final = (
    "latency_ms",
    "amplitude_mv",
    "negative_peak_area_mvms",
    "negative_peak_duration_ms",
)
_ANSWERS: Final = (
    *_RESPONSE, "sensory_amplitude_uv", "sensory_peak_to_peak_uv", "peak_latency_ms",
)  # fmt: skip

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
    values = {name: cell(cells.get(name, ""), column, decimals) for name, column in numbers.items()}
    marked = [name for name in _RESPONSE if values[name] == NO_RESPONSE]
    present = [name for name in _RESPONSE if isinstance(values[name], float)]
    if marked and present:
        raise _contradiction(cells, marked, present)

    def number(name: str) -> float | None:
        value = values.get(name)
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
        crossing_in_forearm=crossing(cells.get("crossing_in_forearm", "")),
    )


_YES_OR_NO: Final = {
    "": None, "yes": True, "y": True, "true": True, "1": True, "supra": True, "supramaximal": True,
    "no": False, "n": False, "false": False, "0": False, "submaximal": False, "unknown": None,
}  # fmt: skip


def yes_or_no(typed: str, column: str) -> bool | None:
    """True, False, or None for an empty cell; Fault for another word."""
    word = vocabulary.normalized(typed)
    if word not in _YES_OR_NO:
        raise Fault("table.yes_or_no", word=quoted(typed), column=column)
    return _YES_OR_NO[word]


def crossing(typed: str) -> Crossing | None:
    """What a cell says of fibers that cross in the forearm; Fault for a word that is none."""
    if vocabulary.normalized(typed) == "possible":
        return "possible"
    return yes_or_no(typed, "crossing_in_forearm")


_LATENCY, _AMPLITUDE, _AREA, _DURATION = _RESPONSE
_NUMBER_BESIDE_NONE: Final = {
    _LATENCY: "table.none_but.latency",
    _AREA: "table.none_but.area",
    _DURATION: "table.none_but.duration",
}
_NONE_BESIDE: Final = {
    (_AMPLITUDE, _LATENCY): "table.amplitude_but_none.latency",
    (_AMPLITUDE, _AREA): "table.amplitude_but_none.area",
    (_AMPLITUDE, _DURATION): "table.amplitude_but_none.duration",
    (_LATENCY, _AREA): "table.latency_but_none.area",
    (_LATENCY, _DURATION): "table.latency_but_none.duration",
    (_AREA, _LATENCY): "table.area_but_none.latency",
    (_AREA, _DURATION): "table.area_but_none.duration",
    (_DURATION, _LATENCY): "table.duration_but_none.latency",
    (_DURATION, _AREA): "table.duration_but_none.area",
}
"""By the number that is there, and the cell that says no response."""


def _contradiction(cells: Mapping[str, str], marked: list[str], present: list[str]) -> Fault:
    """Says which cell clashes: the number beside an absent amplitude, else the lone NR."""
    if "amplitude_mv" in marked or ("amplitude_mv" not in present and len(marked) > len(present)):
        return Fault(_NUMBER_BESIDE_NONE[present[0]], column=present[0])
    clashing = marked[0]
    seen = "amplitude_mv" if "amplitude_mv" in present else present[0]
    return Fault(_NONE_BESIDE[seen, clashing], typed=quoted(cells[clashing]), column=clashing)


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
        if not decimals.comma and re.fullmatch(r"[+-]?\d*,\d+", word, re.ASCII):
            raise Fault("table.decimal_comma", number=quoted(word), column=column.name)
        raise _number_at_fault(_NOT_A_NUMBER, word, column)
    if number == 0 and answers:
        return NO_RESPONSE
    if number < 0 <= column.least:
        raise _number_at_fault(_NEGATIVE, word, column)
    if not column.least <= number <= column.most or (number == 0 and not column.zero):
        raise _number_at_fault(_NOT_PLAUSIBLE, word, column)
    return number


def sound(typed: str, column: str | None = None) -> None:
    """Fault where the cell of a workbook must not be used."""
    if isinstance(typed, Suspect):
        raise typed.fault.placed(column=column)


_NOT_A_NUMBER: Final = {
    "answer": "table.not_a_number.answer",
    "above": "table.not_a_number.above",
    "from": "table.not_a_number.from",
}
_NEGATIVE: Final = {
    "answer": "table.negative.answer",
    "above": "table.negative.above",
    "from": "table.negative.from",
}
_NOT_PLAUSIBLE: Final = {
    "answer": "table.not_plausible.above",
    "above": "table.not_plausible.above",
    "from": "table.not_plausible.from",
}


def _number_at_fault(faults: Mapping[str, str], word: str, column: Column) -> Fault:
    """The fault that fits what the column may hold: an answer (NR), or a range with or without its
    lower end."""
    holds = "from" if column.least or column.zero else "above"
    if column.name in _ANSWERS:
        holds = "answer"
    return Fault(
        faults[holds],
        number=quoted(word),
        least=column.least,
        most=column.most,
        column=column.name,
    )
