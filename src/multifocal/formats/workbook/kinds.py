"""What kind of workbook, or of other archive, a file is, by the names of the parts in it."""

import io
import zipfile
from typing import Final

from multifocal.fault import Fault
from multifocal.formats.workbook.limits import MOST_BYTES, MOST_MEMBERS
from multifocal.formats.workbook.ole import ole_kind

ODS: Final = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
_OTHERS: Final = (
    ("word/", "workbook.word"),
    ("ppt/", "workbook.presentation"),
    ("index/", "workbook.numbers"),
    ("meta-inf/manifest.mf", "workbook.java"),
    ("meta-inf/container.xml", "workbook.book"),
    ("content.xml", "workbook.opendocument"),
)


def workbook_kind(content: bytes) -> str | None:
    """ "xlsx", "xlsb", "ods" or "xls"; None for content that is neither archive nor compound file.

    Fault, naming what it is, for an archive of something else. One that is broken is an "xlsx".
    """
    if ole_kind(content) == "xls":
        return "xls"
    if not content.startswith(b"PK\x03\x04"):
        return None
    if ODS in content[:200]:
        return "ods"
    names = _names(content)
    if any(name.startswith("xl/") and name.endswith("workbook.bin") for name in names):
        return "xlsb"
    if names and not any(name.startswith("xl/") for name in names):
        for begin, fault in _OTHERS:
            if any(one.startswith(begin) for one in names):
                raise Fault(fault)
        if "[content_types].xml" not in names:
            raise Fault("workbook.zip")
    return "xlsx"


def _names(content: bytes) -> tuple[str, ...]:
    """The names in an archive, small letters; none where it is broken or far too large."""
    if len(content) > MOST_BYTES or content.count(b"PK\x01\x02") > MOST_MEMBERS:
        return ()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return tuple(name.replace("\\", "/").lower() for name in archive.namelist())
    except Exception:  # whatever a broken directory brings about
        return ()
