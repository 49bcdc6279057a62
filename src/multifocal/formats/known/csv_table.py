"""CSV: the table of measures."""

from multifocal.formats.format import Asked, Files, Format, Reading, Wanted
from multifocal.formats.report.prose import prose_fault
from multifocal.formats.table.csv_reading import parse_csv_with_remarks
from multifocal.formats.table.csv_writing import write_csv_study
from multifocal.formats.table.losses import losses
from multifocal.study.study import Study


def _recognizes(_: bytes) -> bool:
    return True  # asked last


def _read(content: bytes, _: Asked) -> Reading:
    fault = prose_fault(content)
    if fault is not None:
        raise fault
    study, remarks = parse_csv_with_remarks(content)
    return Reading(study, FORMAT.name, remarks)


def _write(study: Study, wanted: Wanted) -> Files:
    return (write_csv_study(study, wanted.comments).encode(),), losses(study)


FORMAT = Format(
    name="csv",
    title="CSV",
    suffixes=(".csv", ".txt"),
    media_type="text/csv; charset=utf-8",
    rank=9,
    recognizes=_recognizes,
    read=_read,
    write=_write,
    beside=True,
    measured=True,
    text=True,
)
