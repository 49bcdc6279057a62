"""The day of the study, said beside a table that has none: put into the table, where it is seen."""

import csv
import io
from datetime import date

from multifocal.web.workup.columns import rows_of_grid

FIELD = "{answer}_day"
"""The name of the field that says it, beside that of the answers."""


def with_day(text: str, said: str) -> str:
    """The table with the day in its first row; as it is where it holds a day, is no table of the
    page's grid, or `said` is no day."""
    try:
        day = date.fromisoformat(said) if len(said) == 10 else None
    except ValueError:
        day = None
    rows = rows_of_grid(text)
    if day is None or not rows:
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    table = {
        at: next(csv.reader([line]))
        for at, line in enumerate(lines, 1)
        if line.strip() and not line.lstrip().startswith("#")
    }
    header = table[min(table)]
    if "date" not in (cell.strip().lower() for cell in header):
        width = len(header)
        for cells in table.values():
            cells.extend([""] * (width - len(cells)))
            cells.append("date" if cells is header else "")
    column = [cell.strip().lower() for cell in header].index("date")
    if any(table[at][column].strip() for at in rows if column < len(table[at])):
        return text
    first = table[min(rows)]
    first += [""] * (column + 1 - len(first))
    first[column] = day.isoformat()
    return "\n".join(_line(table[at]) if at in table else line for at, line in enumerate(lines, 1))


def _line(cells: list[str]) -> str:
    page = io.StringIO()
    csv.writer(page, lineterminator="").writerow(cells)
    return page.getvalue()
