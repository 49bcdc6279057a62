"""Files that are no study, by what they begin with: named for what they are, with the way out."""

import re
from typing import Final

from multifocal.fault import Fault
from multifocal.formats.workbook.locks import protected
from multifocal.formats.workbook.ole import ole_kind

_BEGINNINGS: Final[tuple[tuple[bytes, str, str], ...]] = (
    (b"%PDF", "formats.picture", "PDF"),
    (b"\x89PNG", "formats.picture", "PNG"),
    (b"\xff\xd8\xff", "formats.picture", "JPEG"),
    (b"GIF8", "formats.picture", "GIF"),
    (b"II*\0", "formats.picture", "TIFF"),
    (b"MM\0*", "formats.picture", "TIFF"),
    (b"\x1f\x8b", "formats.packed", "gzip"),
    (b"BZh", "formats.packed", "bzip2"),
    (b"\xfd7zXZ", "formats.packed", "xz"),
    (b"7z\xbc\xaf", "formats.packed", "7z"),
    (b"Rar!", "formats.packed", "RAR"),
    (b"\x28\xb5\x2f\xfd", "formats.packed", "zstd"),
    (b"SQLite format 3", "formats.database", "SQLite"),
    (b"MIME-Version:", "formats.kept_page", "MHTML"),
    (b"From: <Saved by", "formats.kept_page", "MHTML"),
)
_PAGE: Final = re.compile(rb"<(!doctype\s+html|html|head|body|table|meta|style|div|x?html:)", re.I)
_OLE: Final = {
    "document": "formats.old_document",
    "mail": "formats.mail",
    "other": "formats.old_office",
}


def check_no_stranger(content: bytes) -> None:
    """Fault for content that is known to be something else than a study."""
    for beginning, fault, name in _BEGINNINGS:
        if content.startswith(beginning):
            raise Fault(fault, format=name)
    if content[128:132] == b"DICM":
        raise Fault("formats.dicom")
    kind = ole_kind(content)
    if kind == "protected":
        raise protected()
    if kind in _OLE:
        raise Fault(_OLE[kind])
    _check_markup(content)


def _check_markup(content: bytes) -> None:
    begin = content[:4096].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf")
    begin = begin.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").lstrip()
    if not begin.startswith(b"<"):
        return
    if b"urn:schemas-microsoft-com:office:spreadsheet" in begin:
        raise Fault("formats.excel_2003")
    if _PAGE.search(begin) and re.search(rb"<table[\s>]", content.replace(b"\0", b""), re.I):
        return  # a report may stand in it
    if _PAGE.search(begin):
        raise Fault("formats.web_page")
    raise Fault("formats.xml")
