"""Run by itself in a process of its own: reads a workbook from standard input by python-calamine
and prints its sheets as JSON. That library may take all memory, or abort: here it may.

Imports nothing of the house, so that it starts quickly.
"""

import datetime
import json
import resource
import sys
from typing import Any

MOST_MEMORY = 300_000_000
MOST_SECONDS = 1
MOST_ROWS = 10_001
MOST_COLUMNS = 200
MOST_SHEETS = 20
MOST_CELLS = 200_000
MOST_CHARACTERS = 10_000
MOST_TEXT = 2_000_000


def limited() -> None:
    """No more memory, time or files for this process."""
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        resource.setrlimit(what, (most, most))


def plain(value: Any) -> Any:
    """A cell as JSON has it."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, datetime.datetime):
        return {"date": value.date().isoformat()}
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return {"date": str(value)}
    if isinstance(value, int | float):
        return float(value)
    return str(value)[: MOST_CHARACTERS + 1]


def sheets(content: bytes) -> dict[str, Any]:
    """Every sheet's name, whether it is hidden, its rows and where they begin."""
    import io  # noqa: PLC0415

    import python_calamine  # noqa: PLC0415

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    except python_calamine.PasswordError:
        return {"fault": "protected"}
    read: list[dict[str, Any]] = []
    cells = text = 0
    for meta in book.sheets_metadata[:MOST_SHEETS]:
        if meta.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(meta.name)
        cells += sheet.height * sheet.width
        if sheet.width > MOST_COLUMNS or sheet.height > MOST_ROWS or cells > MOST_CELLS:
            return {"fault": "large"}
        rows = [[plain(cell) for cell in row] for row in sheet.to_python(skip_empty_area=True)]
        text += sum(len(cell) for row in rows for cell in row if isinstance(cell, str))
        if text > MOST_TEXT:
            return {"fault": "large"}
        hidden = meta.visible != python_calamine.SheetVisibleEnum.Visible
        begin = list(sheet.start or (0, 0))
        read.append({"name": meta.name, "hidden": hidden, "begin": begin, "rows": rows})
    return {"sheets": read}


def main() -> None:
    """Standard input to standard output."""
    limited()
    try:
        answer = sheets(sys.stdin.buffer.read())
    except ImportError:
        answer = {"fault": "library"}
    except BaseException:  # a panic of the library is no Exception
        answer = {"fault": "broken"}
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
