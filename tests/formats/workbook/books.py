"""Workbooks made part by part, as programs write them and as hostile hands do."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_REL = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

HEADER = [
    "side", "nerve", "muscle", "site", "latency_ms", "amplitude_mv", "negative_peak_area_mvms",
    "negative_peak_duration_ms", "distance_mm",
]  # fmt: skip
WRIST: list[object] = ["right", "ulnar", "adm", "wrist", 3.0, 8.0, 30.0, 6.0, 65]
ELBOW: list[object] = ["right", "ulnar", "adm", "below_elbow", 6.9, 3.6, 14.0, 6.6, 220]
ROWS: tuple[list[object], ...] = ([*HEADER], WRIST, ELBOW)


def column(at: int) -> str:
    return chr(65 + at)


def cell(value: object, address: str) -> str:
    """A cell; a string that begins with "<" stands for a whole cell, {at} for its address."""
    if isinstance(value, str) and value.startswith("<"):
        return value.replace("{at}", address)
    if value is None:
        return ""
    if isinstance(value, str):
        return f'<c r="{address}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{address}"><v>{value}</v></c>'


def sheet(
    rows: Sequence[Sequence[object]],
    *,
    space: str = MAIN,
    before: str = "",
    hidden: Sequence[int] = (),
) -> str:
    """A sheet's XML; `before`: what stands before its rows; `hidden`: numbers of hidden rows."""
    told = "".join(
        f'<row r="{number}" hidden="{int(number in hidden)}">'
        + "".join(cell(one, f"{column(at)}{number}") for at, one in enumerate(row))
        + "</row>"
        for number, row in enumerate(rows, 1)
    )
    return f'<worksheet xmlns="{space}">{before}<sheetData>{told}</sheetData></worksheet>'


def zipped(members: dict[str, bytes | str], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w", how) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return page.getvalue()


def parts(
    sheets: dict[str, str | bytes],
    *,
    states: Sequence[str] = (),
    styles: str = "",
    strings: str | bytes = "",
    space: str = MAIN,
    rel: str = REL,
    book: str = "",
) -> dict[str, bytes | str]:
    """The parts of a workbook with these sheets; `book`: more inside the workbook part."""
    tags, relations = "", ""
    found: dict[str, bytes | str] = {"[Content_Types].xml": "<Types/>"}
    for at, (name, content) in enumerate(sheets.items(), 1):
        state = f' state="{states[at - 1]}"' if at <= len(states) else ""
        tags += f'<sheet name="{escape(name)}" sheetId="{at}"{state} r:id="rId{at}"/>'
        relations += (
            f'<Relationship Id="rId{at}" Type="{rel}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        )
        found[f"xl/worksheets/sheet{at}.xml"] = content
    for name, content in (("styles", styles), ("sharedStrings", strings)):
        if content:
            relations += f'<Relationship Id="{name}" Type="{rel}/{name}" Target="/xl/{name}.xml"/>'
            found[f"xl/{name}.xml"] = content
    found["xl/workbook.xml"] = (
        f'<workbook xmlns="{space}" xmlns:r="{rel}">{book}<sheets>{tags}</sheets></workbook>'
    )
    found["xl/_rels/workbook.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>'
    )
    found["_rels/.rels"] = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r" Type="{rel}/officeDocument"'
        f' Target="xl/workbook.xml"/></Relationships>'
    )
    return found


def workbook(*rows: Sequence[object], **more: object) -> bytes:
    """A workbook with one sheet."""
    return zipped(parts({"Sheet1": sheet(rows or ROWS)}, **more))  # type: ignore[arg-type]


def styles(*formats: str) -> str:
    """Styles whose number n has the n-th format code; the first is plain."""
    codes = "".join(
        f'<numFmt numFmtId="{170 + at}" formatCode="{escape(code, {chr(34): "&quot;"})}"/>'
        for at, code in enumerate(formats)
    )
    cells = '<xf numFmtId="0"/>' + "".join(
        f'<xf numFmtId="{170 + at}"/>' for at in range(len(formats))
    )
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{codes}</numFmts>'
        f'<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs>{cells}</cellXfs></styleSheet>'
    )


def ods(content: str, **members: str) -> bytes:
    """An OpenDocument spreadsheet with this table inside."""
    page = io.BytesIO()
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    with zipfile.ZipFile(page, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.spreadsheet"
        )
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}>'
            f"<office:body><office:spreadsheet>{content}</office:spreadsheet></office:body>"
            "</office:document-content>",
        )
        space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
        manifest = f'<manifest:manifest xmlns:manifest="{space}"/>'
        archive.writestr("META-INF/manifest.xml", members.get("manifest", manifest))
    return page.getvalue()


def ods_table(rows: Sequence[Sequence[object]], name: str = "Sheet1", more: str = "") -> str:
    """A table of an OpenDocument spreadsheet; `more`: what stands after its rows."""
    told = ""
    for row in rows:
        told += "<table:table-row>"
        for one in row:
            if one is None:
                told += "<table:table-cell/>"
            elif isinstance(one, str):
                told += (
                    '<table:table-cell office:value-type="string">'
                    f"<text:p>{escape(one)}</text:p></table:table-cell>"
                )
            else:
                told += f'<table:table-cell office:value-type="float" office:value="{one}"/>'
        told += "</table:table-row>"
    return f'<table:table table:name="{name}">{told}{more}</table:table>'
