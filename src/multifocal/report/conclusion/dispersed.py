"""Whether a response is spread out in time, by the limits of the set that judged its segment."""

from collections.abc import Mapping
from typing import Final

from multifocal.criteria import Finding, SegmentVerdict

_EXCEEDED: Final[Mapping[str, str]] = {
    "at_most": "not_met", "less_than": "not_met", "more_than": "met", "at_least": "met",
}  # fmt: skip
"""What is answered of a number beyond its limit, by how it is compared."""


def dispersed_over(verdict: SegmentVerdict) -> float | None:
    """The rise of the duration, in percent, that is exceeded; None where none is, or where the area
    falls by as much as the set asks for, or is not known."""
    if verdict.block != "not_met" or verdict.segment.area_reduction_percent is None:
        return None
    areas = [one for one in verdict.findings if _compares(one, "area_reduction_percent")]
    if not areas or any(one.status != "not_met" for one in areas):
        return None
    exceeded = [
        one.threshold.value
        for one in verdict.findings
        if one.threshold is not None
        if _compares(one, "duration_increase_percent")
        if one.status == _EXCEEDED[one.threshold.comparison]
    ]
    return min(exceeded, default=None)


def _compares(finding: Finding, number: str) -> bool:
    return finding.threshold is not None and number in finding.numbers
