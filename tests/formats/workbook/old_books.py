"""Compound files (OLE), old workbooks (BIFF8) and binary ones (XLSB), made record by record."""

import struct
from collections.abc import Sequence

from tests.formats.workbook.books import zipped

SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file with these streams, each in whole sectors of its own."""
    padded = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    table = [FAT, END]
    entries = [entry("Root Entry", 5, END, 0, 1 if streams else FREE)]
    body = b""
    for at, (name, data) in enumerate(padded.items(), 1):
        first, count = len(table), -(-len(data) // SECTOR)
        table += [*range(first + 1, first + count), END]
        body += data.ljust(count * SECTOR, b"\0")
        entries.append(entry(name, 2, first, len(data), FREE, at + 1 if at < len(padded) else FREE))
    directory = b"".join(entries).ljust(SECTOR, b"\0")
    assert len(table) <= 128 and len(directory) == SECTOR
    head = struct.pack(
        "<8s16sHHHHH6xIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, 4096, END, 0, END, 0, 0,
    )  # fmt: skip
    head = head.ljust(SECTOR, b"\xff")
    fat = struct.pack(f"<{len(table)}I", *table).ljust(SECTOR, b"\xff")
    return head + fat + directory + body


def entry(name: str, kind: int, first: int, size: int, child: int, right: int = FREE) -> bytes:
    told = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16xIQQIQ", told, len(told), kind, 1, FREE, right, child, 0, 0, 0, first, size
    )


def record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def biff(rows: Sequence[Sequence[object]], *, locked: bool = False) -> bytes:
    """The stream of a BIFF8 workbook with one sheet."""
    cells = b""
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            place = struct.pack("<HHH", row, column, 0)
            if isinstance(value, str):
                text = value.encode("latin-1")
                cells += record(0x0204, place + struct.pack("<HB", len(text), 0) + text)
            elif value is not None:
                cells += record(0x0203, place + struct.pack("<d", float(value)))  # type: ignore[arg-type]
    sheet = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    sheet += (
        record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, 20, 0)) + cells + record(0x0A, b"")
    )
    begin = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    if locked:
        begin += record(0x002F, struct.pack("<HHHH", 1, 1, 1, 0) + bytes(48))
    begin += record(0x0042, struct.pack("<H", 1200))
    name = b"Sheet1"
    place = len(begin) + 4 + 8 + len(name) + 4
    begin += record(0x0085, struct.pack("<IBBBB", place, 0, 0, len(name), 0) + name)
    return begin + record(0x0A, b"") + sheet


def xls(rows: Sequence[Sequence[object]], *, locked: bool = False) -> bytes:
    return compound({"Workbook": biff(rows, locked=locked)})


def brt(kind: int, data: bytes = b"") -> bytes:
    number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = len(data), b""
    while True:
        length += bytes([size & 0x7F | (0x80 if size > 0x7F else 0)])
        size >>= 7
        if not size:
            return number + length + data


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(rows: Sequence[Sequence[object]]) -> bytes:
    """A binary workbook with one sheet."""
    cells = b""
    for row, values in enumerate(rows):
        cells += brt(0, struct.pack("<IIHHB", row, 0, 300, 0, 0) + struct.pack("<I", 0))
        for column, value in enumerate(values):
            place = struct.pack("<II", column, 0)
            if isinstance(value, str):
                cells += brt(6, place + wide(value))
            elif value is not None:
                cells += brt(5, place + struct.pack("<d", float(value)))  # type: ignore[arg-type]
    dimension = brt(148, struct.pack("<IIII", 0, len(rows) - 1, 0, 8))
    sheet = brt(129) + dimension + brt(145) + cells + brt(146) + brt(130)
    bundle = brt(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("Sheet1"))
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/worksheet" Target="worksheets/sheet1.bin"/></Relationships>'
    )
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.bin": brt(131) + brt(143) + bundle + brt(144) + brt(132),
            "xl/_rels/workbook.bin.rels": relations,
            "xl/worksheets/sheet1.bin": sheet,
        }
    )
