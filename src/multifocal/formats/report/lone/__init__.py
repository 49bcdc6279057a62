"""Lines of a report that tell one response each, or judge responses in words."""

from multifocal.formats.report.lone.parted import one_nerve_a_line
from multifocal.formats.report.lone.response import (
    LoneResponse,
    begins_with_f,
    has_numbers,
    is_not_done,
    lone_response,
)
from multifocal.formats.report.lone.words import Part, named_parts, parts_with_verdict

__all__ = [
    "LoneResponse",
    "Part",
    "begins_with_f",
    "has_numbers",
    "is_not_done",
    "lone_response",
    "named_parts",
    "one_nerve_a_line",
    "parts_with_verdict",
]
