"""The report of a diary: one presented form for page, print and PDF."""

from multifocal.report.diary.options import PAPERS, SECTIONS, ReportOptions
from multifocal.report.diary.pdf import diary_pdf
from multifocal.report.diary.presented import PresentedDiary, present_diary
from multifocal.report.diary.protect import protect_pdf

__all__ = [
    "PAPERS",
    "SECTIONS",
    "PresentedDiary",
    "ReportOptions",
    "diary_pdf",
    "present_diary",
    "protect_pdf",
]
