"""XLSX: the table of measures, or a report, in a workbook."""

from multifocal.formats.format import Asked, Files, Format, Reading, Wanted
from multifocal.formats.machine_reports import reading_of_workbook
from multifocal.formats.table.losses import losses
from multifocal.formats.table.xlsx import xlsx_bytes
from multifocal.formats.workbook import read_xlsx, workbook_kind
from multifocal.study.study import Study


def _read(content: bytes, asked: Asked) -> Reading:
    return reading_of_workbook(read_xlsx(content), asked, FORMAT.name)


def _write(study: Study, wanted: Wanted) -> Files:
    return (xlsx_bytes(study, wanted.comments),), losses(study)


def _recognizes(content: bytes) -> bool:
    return workbook_kind(content) == "xlsx"


FORMAT = Format(
    name="xlsx",
    title="XLSX",
    suffixes=(".xlsx",),
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    recognizes=_recognizes,
    read=_read,
    write=_write,
    beside=True,
    measured=True,
)
