"""What is shown of a judged study: one presented form for page, terminal and printed sheet."""

from multifocal.report.conclusion import Conclusion, copied_rtf, copied_text
from multifocal.report.pdf import study_pdf
from multifocal.report.presented import PresentedStudy, present_study
from multifocal.report.series import series_title

__all__ = [
    "Conclusion",
    "PresentedStudy",
    "copied_rtf",
    "copied_text",
    "present_study",
    "series_title",
    "study_pdf",
]
