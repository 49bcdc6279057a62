"""What a judged study says, first and in few words."""

from multifocal.report.conclusion.conclusion import Conclusion, concluded, decides
from multifocal.report.conclusion.copied import RTF_TYPE, copied_rtf, copied_text
from multifocal.report.conclusion.facts import Fact
from multifocal.report.conclusion.lines import Line

__all__ = [
    "RTF_TYPE", "Conclusion", "Fact", "Line", "concluded", "copied_rtf", "copied_text", "decides",
]  # fmt: skip
