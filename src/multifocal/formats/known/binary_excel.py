"""XLSB: the table of measures in a binary workbook of Excel; read, not written."""

from multifocal.formats.format import Asked, Format, Reading
from multifocal.formats.table.workbooks import parse_workbook
from multifocal.formats.workbook import read_other, workbook_kind


def _read(content: bytes, _: Asked) -> Reading:
    study, remarks = parse_workbook(read_other(content, FORMAT.title))
    return Reading(study, FORMAT.name, remarks)


def _recognizes(content: bytes) -> bool:
    return workbook_kind(content) == "xlsb"


FORMAT = Format(
    name="xlsb",
    title="XLSB",
    suffixes=(".xlsb",),
    media_type="application/vnd.ms-excel.sheet.binary.macroenabled.12",
    recognizes=_recognizes,
    read=_read,
    measured=True,
)
