"""The table as a spreadsheet (XLSX), written."""

import io
from collections.abc import Iterable
from typing import Any

from multifocal.formats.table.writing import table_of
from multifocal.study.study import Study


def xlsx_bytes(study: Study, comments: Iterable[str] = ()) -> bytes:
    """The table as a workbook, after `comments` as rows that begin with "#". Fault as in CSV."""
    import openpyxl  # noqa: PLC0415

    header, rows = table_of(study)
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "study"
    for comment in comments:
        sheet.append([f"# {' '.join(comment.split())}"])
    sheet.append(header)
    for row in rows:
        sheet.append([_value(word) for word in row])
    page = io.BytesIO()
    book.save(page)
    return page.getvalue()


def _value(word: str) -> float | str | None:
    """A number with the 15 digits that a spreadsheet keeps: more of them, of microvolts as a binary
    fraction, would drift with every reading and writing."""
    try:
        return float(f"{float(word):.15g}") if word else None
    except ValueError:
        return word
