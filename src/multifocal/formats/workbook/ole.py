"""Compound files (OLE): the old formats of office programs, and what modern ones lock away.

The directory is 128 bytes an entry and begins at a multiple of that, so its names are found without
following chains of sectors that a hostile file may close to a ring.
"""

from typing import Final

MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY: Final = 128
_NAMES: Final = {
    "EncryptedPackage": "protected",
    "Workbook": "xls",
    "Book": "xls",
    "WordDocument": "document",
    "PowerPoint Document": "document",
    "VisioDocument": "document",
    "__properties_version1.0": "mail",
}


def ole_kind(content: bytes) -> str | None:
    """ "protected", "xls", "document", "mail", "other"; None where it is no compound file."""
    if not content.startswith(MAGIC[:4]):
        return None
    names = set()
    for name, kind in _NAMES.items():
        sought = name.encode("utf-16-le") + b"\0\0"
        at = content.find(sought)
        while at >= 0:
            length = int.from_bytes(content[at + 64 : at + 66], "little")
            if at % _ENTRY == 0 and length == len(sought) and content[at + 66 : at + 67] in _TYPES:
                names.add(kind)
                break
            at = content.find(sought, at + 1)
    return next((kind for kind in _NAMES.values() if kind in names), "other")


_TYPES: Final = (b"\x01", b"\x02", b"\x05")
