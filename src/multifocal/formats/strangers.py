"""Files that are no study, by what they begin with: named for what they are, with the way out."""

import re
from typing import Final

from multifocal.fault import Fault
from multifocal.formats.workbook.locks import protected
from multifocal.formats.workbook.ole import ole_kind

_AS_TABLE: Final = "Save the table as XLSX or CSV UTF-8"
_GIVE: Final = "Give CSV, XLSX, JSON or EDF+"
_UNPACK: Final = "Unpack it and give the file that is inside"
_BEGINNINGS: Final[tuple[tuple[bytes, str, str], ...]] = (
    (b"%PDF", "a document or a picture (PDF)", _GIVE),
    (b"\x89PNG", "a document or a picture (PNG)", _GIVE),
    (b"\xff\xd8\xff", "a document or a picture (JPEG)", _GIVE),
    (b"GIF8", "a document or a picture (GIF)", _GIVE),
    (b"II*\0", "a document or a picture (TIFF)", _GIVE),
    (b"MM\0*", "a document or a picture (TIFF)", _GIVE),
    (b"{\\rtf", "a document or a picture (RTF)", _GIVE),
    (b"\x1f\x8b", "packed (gzip)", _UNPACK),
    (b"BZh", "packed (bzip2)", _UNPACK),
    (b"\xfd7zXZ", "packed (xz)", _UNPACK),
    (b"7z\xbc\xaf", "packed (7z)", _UNPACK),
    (b"Rar!", "packed (RAR)", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "packed (zstd)", _UNPACK),
    (b"SQLite format 3", "a database (SQLite)", _GIVE),
    (b"MIME-Version:", "a web page (MHTML)", f"Open it in a spreadsheet program. {_AS_TABLE}"),
    (b"From: <Saved by", "a web page (MHTML)", f"Open it in a spreadsheet program. {_AS_TABLE}"),
)
_PAGE: Final = re.compile(rb"<(!doctype\s+html|html|head|body|table|meta|style|div|x?html:)", re.I)
_OLE: Final = {
    "document": ("a document of an old office program", _AS_TABLE),
    "mail": ("a mail with perhaps a study in it", "Save the attachment and give that"),
    "other": ("of an old office format", _AS_TABLE),
}


def check_no_stranger(content: bytes) -> None:
    """Fault for content that is known to be something else than a study."""
    for beginning, name, remedy in _BEGINNINGS:
        if content.startswith(beginning):
            raise Fault(f"the file is {name}", remedy=remedy)
    if content[128:132] == b"DICM":
        raise Fault("the file is DICOM", remedy="Export the study as EDF+ or as a table")
    kind = ole_kind(content)
    if kind == "protected":
        raise protected()
    if kind in _OLE:
        name, remedy = _OLE[kind]
        raise Fault(f"the file is {name}", remedy=remedy)
    _check_markup(content)


def _check_markup(content: bytes) -> None:
    begin = content[:4096].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf")
    begin = begin.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").lstrip()
    if not begin.startswith(b"<"):
        return
    if b"urn:schemas-microsoft-com:office:spreadsheet" in begin:
        raise Fault("the file is a workbook in the XML of Excel 2003", remedy=_AS_TABLE)
    if _PAGE.search(begin):
        raise Fault(
            "the file is a web page, whatever its name ends in",
            remedy=f"Open it in a spreadsheet program. {_AS_TABLE}",
        )
    raise Fault("the file is XML of a kind that is not read here", remedy=_GIVE)
