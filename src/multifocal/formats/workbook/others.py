"""XLS, XLSB and ODS, read by python-calamine in a child process with a memory limit and a clock.

That library tells neither formulas nor how a number is shown, nor which rows are hidden, so a 0,
which may be a formula that was never worked out, is not taken for a number.
"""

import importlib.util
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from multifocal.fault import Fault
from multifocal.formats.workbook.cells import Number, Sheet, Suspect, Tab, letters
from multifocal.formats.workbook.limits import (
    MOST_BYTES,
    MOST_CHARACTERS,
    MOST_COLUMNS,
    broken,
    too_much,
)
from multifocal.formats.workbook.locks import is_locked, protected
from multifocal.formats.workbook.sheet import digits

_SECONDS: Final = 10.0
"""The clock on the wall, for a machine with other work; the child's own, of work, is 1 s."""
_CHILD: Final = Path(__file__).with_name("child.py")


def read_other(content: bytes, title: str) -> tuple[Tab, ...]:
    """The tabs of a workbook that is no XLSX; `title` names its format in faults."""
    if len(content) > MOST_BYTES:
        raise Fault("workbook.too_large", most_mb=MOST_BYTES // 1_000_000)
    if is_locked(content):
        raise protected()
    answer = _asked(content, title)
    if answer.get("fault") == "protected":
        raise protected()
    if answer.get("fault") == "large":
        raise too_much()
    if "sheets" not in answer:
        raise broken()
    return tuple(_tab(one) for one in answer["sheets"])


def _asked(content: bytes, title: str) -> Mapping[str, Any]:
    unread = Fault("workbook.not_here", format=title)
    able = all(importlib.util.find_spec(name) for name in ("resource", "python_calamine"))
    if not able or not sys.executable:
        raise unread
    try:
        done = subprocess.run(
            [sys.executable, "-P", str(_CHILD)],
            input=content,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise too_much() from None
    except OSError:
        raise unread from None
    try:
        answer: Mapping[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise too_much() from None  # killed by its limits, or by the library
    if answer.get("fault") == "library":
        raise unread
    return answer


def _tab(answer: Mapping[str, Any]) -> Tab:
    row, column = answer["begin"]
    rows: list[tuple[int, list[str]]] = []
    for at, values in enumerate(answer["rows"], row):
        cells = [_text(value, at, column + place) for place, value in enumerate(values)]
        while cells and not cells[-1].strip():
            cells.pop()
        if not cells:
            continue
        if column + len(cells) > MOST_COLUMNS:
            raise Fault("workbook.too_many_cells", count=MOST_COLUMNS, line=at + 1)
        rows.append((at + 1, [""] * column + cells))
    sheet = Sheet(tuple(rows))

    def read(most_rows: int | None) -> Sheet:
        return sheet if most_rows is None else Sheet(sheet.rows[:most_rows], whole=False)

    return Tab(answer["name"], answer["hidden"], read, sees_formats=False)


def _text(value: object, row: int, column: int) -> str:
    address = f"{letters(column)}{row + 1}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        if value == 0:
            return Suspect(address, Fault("workbook.cell_0", cell=address))
        return Number(digits(value))
    if isinstance(value, Mapping):
        return str(value["date"])
    word = "" if value is None else str(value)
    if len(word) > MOST_CHARACTERS:
        return Suspect(address, Fault("workbook.cell_too_long", cell=address))
    return word
