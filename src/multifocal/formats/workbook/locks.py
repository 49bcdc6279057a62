"""Whether a workbook is locked by a password, where the library that reads it does not say."""

import re
from typing import Final

from multifocal.fault import Fault
from multifocal.formats.workbook.archive import Archive
from multifocal.formats.workbook.limits import Budget

_MANIFEST: Final = "META-INF/manifest.xml"
_SECTOR: Final = 512
# BIFF8: the beginning of the workbook's globals, perhaps WriteProtect, then FilePass ([MS-XLS]).
_FILE_PASS: Final = re.compile(
    rb"\x09\x08..\x00\x06\x05\x00.{12}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL
)


def is_locked(content: bytes) -> bool:
    """Whether these bytes of an XLS or ODS workbook are encrypted."""
    if content.startswith(b"PK"):
        try:
            archive = Archive(content, Budget())
            if _MANIFEST not in archive:
                return False
            return b"encryption-data" in b"".join(archive.pieces(_MANIFEST))
        except Fault:
            return False
    return any(one.start() % _SECTOR == 0 for one in _FILE_PASS.finditer(content))


def protected() -> Fault:
    """What is said of a workbook that is locked by a password."""
    return Fault("workbook.protected")
