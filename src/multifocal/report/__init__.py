"""What is shown of a judged study: one presented form for page, terminal and printed sheet."""

from multifocal.report.pdf import study_pdf
from multifocal.report.presented import PresentedStudy, present_study
from multifocal.report.series import series_title

__all__ = ["PresentedStudy", "present_study", "series_title", "study_pdf"]
