"""Whether the numbers of a report fit the columns they stand under: some swaps show in them."""

from collections.abc import Mapping, Sequence
from typing import Final

from multifocal.formats.report.cells import number
from multifocal.formats.report.questions import Asking

# Area over amplitude times duration: 1 is a rectangle, which no peak exceeds; 0.64 a half sine.
# Source: multifocal-choice-plausible-values.
_FULLNESS: Final = (0.1, 1.1)

Cells = Mapping[str, str]


def fit_of(asking: Asking, groups: Sequence[Sequence[Cells]], lines: Mapping[int, int]) -> None:
    """Asks where latencies fall from distal to proximal, or an area is not one of its peak."""
    for group in groups:
        seen = None
        for cells in group:
            latency = number(cells.get("latency_ms", ""))
            if latency is not None and seen is not None and latency <= seen:
                _ask(asking, "latency_ms", lines[id(cells)], "falls")
            seen = latency if latency is not None else seen
            area = number(cells.get("negative_peak_area_mvms", ""))
            amplitude = number(cells.get("amplitude_mv", ""))
            duration = number(cells.get("negative_peak_duration_ms", ""))
            if area and amplitude and duration:
                low, high = _FULLNESS
                if not low <= area / (amplitude * duration) <= high:
                    _ask(asking, "negative_peak_area_mvms", lines[id(cells)], "area")


def _ask(asking: Asking, column: str, line: int, what: str) -> None:
    asking.ask(f"fit:{line}:{what}", f"fit_{what}", ("as-written",), line, column)
