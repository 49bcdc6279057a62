"""XLSX: the table of measures in a workbook."""

from multifocal.fault import Fault
from multifocal.formats.format import Asked, Files, Format, Reading, Wanted
from multifocal.formats.table.losses import losses
from multifocal.formats.table.xlsx import parse_xlsx, xlsx_bytes
from multifocal.study.study import Study


def _recognizes(content: bytes) -> bool:
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Fault("the workbook is of the old XLS format", remedy="Save it as XLSX or CSV UTF-8")
    return content.startswith(b"PK\x03\x04")


def _read(content: bytes, _: Asked) -> Reading:
    return Reading(parse_xlsx(content), FORMAT.name)


def _write(study: Study, wanted: Wanted) -> Files:
    return (xlsx_bytes(study, wanted.comments),), losses(study)


FORMAT = Format(
    name="xlsx",
    title="XLSX",
    suffixes=(".xlsx",),
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    recognizes=_recognizes,
    read=_read,
    write=_write,
    measured=True,
)
