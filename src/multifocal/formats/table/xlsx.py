"""The table as a spreadsheet (XLSX): the first sheet that holds a header, read and written.

A workbook is a ZIP archive; what it would unpack to is looked at before anything is unpacked.
"""

import io
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

from multifocal.fault import Fault
from multifocal.formats.table.reading import NumberedCells, study_of_table
from multifocal.formats.table.writing import table_of
from multifocal.study.study import Study

# Source of the limits: multifocal-choice-plausible-values.
MOST_BYTES: Final = 5_000_000
MOST_UNPACKED: Final = 20_000_000
MOST_FILES: Final = 500
MOST_ROWS: Final = 10_000
MOST_COLUMNS: Final = 200
MOST_SHEETS: Final = 20
MOST_EMPTY_ROWS: Final = 1_000
_SAVE_AS: Final = "Save the sheet again as XLSX, or as CSV UTF-8"


def parse_xlsx(content: bytes) -> Study:
    """The study in the bytes of a workbook: the first sheet with anything in it.

    Fault, with the sheet's row as line, for what is not understood.
    """
    import openpyxl  # noqa: PLC0415  (a quarter of a second, for those who need it)

    _look(content)
    try:
        book = openpyxl.load_workbook(
            io.BytesIO(content), read_only=True, data_only=True, keep_links=False
        )
        rows = _rows(book)
    except Fault:
        raise
    except Exception:  # openpyxl raises whatever broken XML brings about
        raise Fault("the workbook is broken", remedy=_SAVE_AS) from None
    if not rows:
        raise Fault("the workbook is empty", remedy="Give a header and one row a stimulation site")
    width = len(rows[0][1])
    padded = [(number, cells + [""] * (width - len(cells))) for number, cells in rows]
    return study_of_table(padded[0], padded[1:], comma=True)


def _look(content: bytes) -> None:
    """Fault for what is no workbook, or would be far larger unpacked than a study is."""
    if len(content) > MOST_BYTES:
        raise Fault(
            f"the workbook is larger than {MOST_BYTES // 1_000_000} MB",
            remedy="Give one person's study, one row a stimulation site",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inside = archive.infolist()
            if len(inside) > MOST_FILES or sum(one.file_size for one in inside) > MOST_UNPACKED:
                raise Fault("the workbook unpacks to far too much", remedy=_SAVE_AS)
            if any(one.flag_bits & 1 for one in inside):
                raise Fault("the workbook is encrypted", remedy="Save it without a password")
            if "[Content_Types].xml" not in archive.namelist():
                raise Fault("the file is a ZIP archive but no workbook", remedy=_SAVE_AS)
            for one in inside:
                _unpack(archive, one)
    except Fault:
        raise
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError):
        raise Fault("the workbook is broken", remedy=_SAVE_AS) from None
    except Exception as error:  # zlib.error and its like have no common ancestor
        if isinstance(error, Fault):
            raise
        raise Fault("the workbook is broken", remedy=_SAVE_AS) from None


def _unpack(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> None:
    """Unpacks one member to nowhere: its stated size may lie, and XML entities may multiply."""
    seen = 0
    with archive.open(one) as stream:
        while chunk := stream.read(1 << 16):
            seen += len(chunk)
            if seen > MOST_UNPACKED:
                raise Fault("the workbook unpacks to far too much", remedy=_SAVE_AS)
            if b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk:
                raise Fault("the workbook brings definitions of its own", remedy=_SAVE_AS)


def _rows(book: Any) -> list[NumberedCells]:
    for sheet in list(book.worksheets)[:MOST_SHEETS]:
        found: list[NumberedCells] = []
        empty = 0
        sheet.reset_dimensions()  # what the file says of its size may be wrong
        for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
            if len(values) > MOST_COLUMNS:
                raise Fault(
                    f"the row has more than {MOST_COLUMNS} cells", remedy=_SAVE_AS, line=number
                )
            cells = [_text(value) for value in values]
            while cells and not cells[-1].strip():
                cells.pop()
            if not cells:
                empty += 1
                if empty > MOST_EMPTY_ROWS:
                    break
                continue
            if cells[0].lstrip().startswith("#"):
                continue
            found.append((number, cells))
            if len(found) > MOST_ROWS + 1:
                raise Fault(
                    f"the table has more than {MOST_ROWS} rows",
                    remedy="Give one person's study, one row a stimulation site",
                )
        if found:
            return found
    return []


def _text(value: object) -> str:
    """A cell as it would stand in a CSV table."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)


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
    try:
        return float(word) if word else None
    except ValueError:
        return word
