"""Small files made to cost much: by name, each the content of one."""

import io
import random
import zipfile
from collections.abc import Callable, Sequence

from tests.formats.workbook.books import (
    HEADER,
    MAIN,
    PACKAGE,
    REL,
    ROWS,
    ods,
    ods_table,
    parts,
    sheet,
    zipped,
)

MANY = 1_000_000
SHEET = "xl/worksheets/sheet1.xml"


def raw(data: str | bytes) -> str | bytes:
    """A sheet whose rows are given as they stand."""
    if isinstance(data, bytes):
        return data
    return f'<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData></worksheet>'


def one(content: str | bytes, how: int = zipfile.ZIP_DEFLATED, **more: object) -> bytes:
    return zipped(parts({"Sheet1": content}, **more), how)  # type: ignore[arg-type]


def with_strings(
    strings: str, rows: str = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
) -> bytes:
    return one(raw(rows), strings=f'<sst xmlns="{MAIN}">{strings}</sst>')


def with_styles(inside: str) -> bytes:
    return one(sheet(ROWS), styles=f'<styleSheet xmlns="{MAIN}">{inside}</styleSheet>')


def doctype(encoding: str, before: int = 0) -> bytes:
    """A sheet that defines entities which multiply, after so many spaces."""
    page = (
        f'<?xml version="1.0" encoding="{encoding}"?>{" " * before}<!DOCTYPE x [<!ENTITY a "xxxx">'
        + "".join(
            f'<!ENTITY {b} "{f"&{a};" * 50}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
        )
        + f']><worksheet xmlns="{MAIN}"><sheetData><row><c t="str"><v>&i;</v></c></row></sheetData>'
        "</worksheet>"
    )
    return one(page.encode("utf-16" if encoding == "UTF-16" else encoding))


def lines(sign: str, *rows: Sequence[str]) -> bytes:
    return "\n".join(sign.join(row) for row in rows).encode()


def lying_size() -> bytes:
    honest = one(raw(" " * 30_000_000))
    return honest.replace((30_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))


def overlapping() -> bytes:
    """Twenty sheets, one piece of the file: every entry of the directory leads to it."""
    members = parts({f"s{at}": "x" for at in range(20)})
    members[SHEET] = raw('<row><c t="str"><v>x</v></c></row>' * 50_000)
    content = bytearray(zipped(members))
    begin = content.index(b"PK\x03\x04")
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        big = archive.getinfo(SHEET)
    at = 0
    while (at := content.find(b"PK\x01\x02", at)) >= 0:
        name = bytes(
            content[at + 46 : at + 46 + int.from_bytes(content[at + 28 : at + 30], "little")]
        )
        if name.startswith(b"xl/worksheets/"):
            content[at + 42 : at + 46] = big.header_offset.to_bytes(4, "little")
            content[at + 16 : at + 20] = big.CRC.to_bytes(4, "little")
            content[at + 20 : at + 24] = big.compress_size.to_bytes(4, "little")
            content[at + 24 : at + 28] = big.file_size.to_bytes(4, "little")
        at += 4
    assert begin == 0
    return bytes(content)


def damaged(at: int) -> bytes:
    content = bytearray(zipped(parts({"Sheet1": sheet(ROWS)})))
    noise = random.Random(at)
    for _ in range(30):
        content[noise.randrange(len(content))] = noise.randrange(256)
    return bytes(content)


def repeated(rows: int, columns: int, inside: str) -> bytes:
    return ods(
        ods_table(
            ROWS,
            more=f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell'
            f' table:number-columns-repeated="{columns}"{inside}</table:table-row>',
        )
    )


STRING = ' office:value-type="string"><text:p>x</text:p></table:table-cell>'
HOSTILE: dict[str, Callable[[], bytes]] = {
    "a million cells": lambda: one(raw("<row>" + "<c><v>1</v></c>" * MANY + "</row>")),
    "rows of a hundred cells": lambda: one(
        raw(("<row>" + "<c><v>1</v></c>" * 100 + "</row>") * 10_000)
    ),
    "a million rows": lambda: one(raw('<row><c t="str"><v>x</v></c></row>' * 500_000)),
    "a million empty rows": lambda: one(raw("<row/>" * 2 * MANY)),
    "the two corners": lambda: one(
        raw(
            '<row r="1"><c r="A1"><v>1</v></c></row>'
            '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        )
    ),
    "beyond the last cell": lambda: one(
        raw('<row r="9999999"><c r="ZZZ9999999"><v>1</v></c></row>')
    ),
    "sparse in A": lambda: one(
        raw("".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, MANY, 50)))
    ),
    "DOCTYPE": lambda: doctype("UTF-8"),
    "DOCTYPE in UTF-16": lambda: doctype("UTF-16"),
    "DOCTYPE in Latin-1": lambda: doctype("ISO-8859-1"),
    "DOCTYPE in EBCDIC": lambda: doctype("cp037"),
    "DOCTYPE in UTF-7": lambda: doctype("UTF-7"),
    **{f"DOCTYPE after {n}": lambda n=n: doctype("UTF-8", n) for n in (65_490, 65_495, 131_000)},
    "30 MB of spaces": lambda: one(raw(" " * 30_000_000)),
    "30 MB of zeros": lambda: one(b"\0" * 30_000_000),
    "packed with bzip2": lambda: one(raw(" " * 30_000_000), zipfile.ZIP_BZIP2),
    "packed with LZMA": lambda: one(raw(" " * 30_000_000), zipfile.ZIP_LZMA),
    "a size that lies": lying_size,
    "overlapping parts": overlapping,
    "100,000 members": lambda: zipped({f"{n:05}": b"" for n in range(45_000)}, zipfile.ZIP_STORED),
    "shared strings in pieces": lambda: with_strings("<si>" + "<r><t>x</t></r>" * MANY + "</si>"),
    "a million shared strings": lambda: with_strings("<si><t>x</t></si>" * MANY),
    "one string of 19 MB": lambda: with_strings(f"<si><t>{'x' * 19_000_000}</t></si>"),
    "one string everywhere": lambda: with_strings(
        f"<si><t>{'x' * 9_000}</t></si>",
        '<row><c t="s"><v>0</v></c></row>' * 100_000,
    ),
    "one wide string everywhere": lambda: with_strings(
        f"<si><t>{chr(0xFDFA) * 9_000}</t></si>",
        '<row><c t="s"><v>0</v></c></row>' * 100_000,
    ),
    "inline string in pieces": lambda: one(
        raw('<row><c t="inlineStr"><is>' + "<t>x</t>" * MANY + "</is></c></row>")
    ),
    "a million merged cells": lambda: one(
        sheet(ROWS).replace(
            "</sheetData>",
            "</sheetData><mergeCells>"
            + '<mergeCell ref="A1:XFD1048576"/>' * MANY
            + "</mergeCells>",
        )
    ),
    "a million styles": lambda: with_styles(
        "<cellXfs>" + '<xf numFmtId="9"/>' * MANY + "</cellXfs>"
    ),
    "a million formats": lambda: with_styles(
        "<numFmts>"
        + "".join(f'<numFmt numFmtId="{n}" formatCode="{"[" * 20}"/>' for n in range(250_000))
        + "</numFmts>"
    ),
    "hidden columns": lambda: one(
        sheet(ROWS, before="<cols>" + '<col min="1" max="16384" hidden="1"/>' * 250_000 + "</cols>")
    ),
    "deep": lambda: one(raw("<a>" * 200_000)),
    "many names": lambda: one(raw("".join(f"<a{n}/>" for n in range(MANY)))),
    "many attributes": lambda: one(raw("<a " + " ".join(f'a{n}=""' for n in range(MANY)) + "/>")),
    "many namespaces": lambda: one(raw("".join(f'<a xmlns:n{n}="{n}"/>' for n in range(300_000)))),
    "one tag without end": lambda: one(raw('<a b="' + "x" * 19_000_000)),
    "one comment without end": lambda: one(raw("<!--" + "-x" * 9_000_000)),
    "references to signs": lambda: one(
        raw('<row><c t="str"><v>' + "&#65;" * 3_000_000 + "</v></c></row>")
    ),
    "many sections": lambda: one(
        raw('<row><c t="str"><v>' + "<![CDATA[x]]>" * MANY + "</v></c></row>")
    ),
    "long numbers": lambda: one(raw(f"<row><c><v>{'9' * 9_000}</v></c></row>" * 2_000)),
    "a hundred thousand sheets": lambda: zipped(
        parts({"Sheet1": sheet(ROWS)})
        | {
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>'
            + '<sheet name="x" sheetId="1" r:id="rId1"/>' * 200_000
            + "</sheets></workbook>"
        }
    ),
    "relations": lambda: zipped(
        parts({"Sheet1": sheet(ROWS)})
        | {
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
            + "".join(
                f'<Relationship Id="{n}" Type="{REL}/worksheet" Target="{"../" * 10}x"/>'
                for n in range(150_000)
            )
            + "</Relationships>"
        }
    ),
    "a table of quotation marks": lambda: (b'"' + b"x" * 9_000 + b"\n") * 110,
    "short quotation marks": lambda: b'"\n' * 499_000,
    "faults in every cell": lambda: lines(",", HEADER, *[["?"] * 9] * 9_999),
    "two cells of a comment": lambda: b"#" + b"a,b\n#" * 200_000,
    "numbers of many signs": lambda: lines(";", HEADER, ["1.111" * 200] * 9),
    "waves of thousands": lambda: b"side;right\ntime_ms;\n" + b"1.200;1.200\n" * 300_000,
    "ODS, corner": lambda: repeated(1_048_570, 1, STRING),
    "ODS, all cells": lambda: repeated(1_048_570, 16_384, STRING),
    "ODS, wide": lambda: repeated(1, 2_000_000_000, STRING),
    "ODS, 400 MB": lambda: ods(ods_table([["x" * 400_000_000]])),
    "ODS, many rows": lambda: ods("<table:table><table:table-row/>" * 2 * MANY),
    **{f"damaged {n}": lambda n=n: damaged(n) for n in range(5)},
}
