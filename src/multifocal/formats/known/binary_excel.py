"""XLSB: the table of measures, or a report, in a binary workbook of Excel; read, not written."""

from multifocal.formats.format import Asked, Format, Reading
from multifocal.formats.machine_reports import reading_of_workbook
from multifocal.formats.workbook import read_other, workbook_kind


def _read(content: bytes, asked: Asked) -> Reading:
    return reading_of_workbook(read_other(content, FORMAT.title), asked, FORMAT.name)


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
