"""Printable pages for a doctor, and the judged study that page and paper both show."""

from multifocal.report.judged import Judged, judged, series_title
from multifocal.report.pdf import study_pdf

__all__ = ["Judged", "judged", "series_title", "study_pdf"]
