"""Two latencies of one response, as LAT1 and LAT2: onset and end where the duration says so.

A machine's LAT2 may be the end of the response or its peak. Where in each row of a table the
duration is what lies between the two, the first is the onset and the second the end.
"""

from collections.abc import Sequence
from typing import Final

from multifocal.formats.report.cells import number
from multifocal.formats.report.row import Row, Table

_ROUNDED_MS: Final = 0.15
"""What three numbers with one decimal may differ by."""
_LEAST_ROWS: Final = 2


def are_onset_and_end(rows: Sequence[Row], table: Table) -> bool:
    """Whether every row of the table with a response says so, and at least two do."""
    each = [_numbers(row) for row in rows if row.table.line == table.line and row.cells]
    told = [one for one in each if one]
    return len(told) >= _LEAST_ROWS and all(_agrees(one) for one in told)


def _numbers(row: Row) -> dict[str, float]:
    """Its two latencies and its duration, in ms, as far as they are numbers."""
    by_name: dict[str, float] = {}
    for heading, text in row.cells:
        name = heading.meaning.name if heading.meaning else ""
        name = "duration" if name.endswith("_duration") else name
        value = number(text)
        if name in ("first_latency", "second_latency", "duration") and value is not None:
            by_name[name] = value * (heading.factor or 1.0)
    return by_name


def _agrees(told: dict[str, float]) -> bool:
    if set(told) != {"first_latency", "second_latency", "duration"}:
        return False
    between = told["second_latency"] - told["first_latency"]
    return abs(between - told["duration"]) <= _ROUNDED_MS
