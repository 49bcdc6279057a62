"""The study in a machine's report, be it a text or a sheet of a workbook."""

from collections.abc import Sequence

from multifocal.fault import Fault, together
from multifocal.formats.edf import Remark
from multifocal.formats.format import Asked, Reading
from multifocal.formats.report import read_report, report_in_tabs
from multifocal.formats.report.lines import is_html
from multifocal.formats.table.text import text_of
from multifocal.formats.table.workbooks import parse_workbook
from multifocal.formats.workbook import Tab


def reading_of_report(
    content: bytes, asked: Asked, name: str, remarks: tuple[Remark, ...] = ()
) -> Reading:
    """The study in a report's text; Fault for what is not understood, and for what is asked."""
    understood = read_report(content, asked.answers, asked.profile)
    if not understood.rows and any(one.key == "report.broken_cells" for one in understood.faults):
        raise together(understood.faults)
    if not understood.rows and not understood.waits:
        raise Fault("formats.web_page" if is_html(text_of(content)) else "report.nothing")
    return Reading(understood.study(), name, (*understood.remarks(), *remarks))


def reading_of_workbook(tabs: Sequence[Tab], asked: Asked, name: str) -> Reading:
    """The study in a workbook: of a report, or else of the project's own table."""
    report = report_in_tabs(tabs)
    if report is not None:
        return reading_of_report(report.text, asked, name, report.remarks)
    study, remarks = parse_workbook(tabs)
    return Reading(study, name, remarks)
