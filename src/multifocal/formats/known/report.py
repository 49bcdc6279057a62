"""Reports of machines, as text or HTML: any layout whose header words are known."""

from multifocal.formats.format import Asked, Format, Reading
from multifocal.formats.machine_reports import reading_of_report
from multifocal.formats.report import is_report


def _read(content: bytes, asked: Asked) -> Reading:
    return reading_of_report(content, asked, FORMAT.name)


FORMAT = Format(
    name="report",
    title="",
    title_key="formats.report",
    suffixes=(),
    media_type="text/html",
    rank=8,
    recognizes=is_report,
    read=_read,
    text=True,
)
"""A table pasted or saved from the program that made it."""
