"""Reports of machines, as text or HTML: any layout whose header words are known."""

from multifocal.fault import Fault, together
from multifocal.formats.format import Asked, Format, Reading
from multifocal.formats.report import is_report, read_report
from multifocal.formats.report.lines import is_html
from multifocal.formats.table.text import text_of


def _read(content: bytes, asked: Asked) -> Reading:
    understood = read_report(content, asked.answers, asked.profile)
    if not understood.rows and any(one.key == "report.broken_cells" for one in understood.faults):
        raise together(understood.faults)
    if not understood.rows and not understood.waits:
        raise Fault("formats.web_page" if is_html(text_of(content)) else "report.nothing")
    return Reading(understood.study(), FORMAT.name, understood.remarks())


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
