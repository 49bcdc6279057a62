"""Whether the numbers of a report fit the columns they stand under: some swaps show in them."""

import itertools
from collections.abc import Mapping, Sequence
from typing import Final

from multifocal.formats.report.cells import number
from multifocal.formats.report.questions import Asking

# Area over amplitude times duration: 1 is a rectangle, which no peak exceeds; 0.64 a half sine.
# Source: multifocal-choice-plausible-values.
_FULLNESS: Final = (0.1, 1.1)

# Amplitude and duration change places where the one seems to shorten to less than half, and the
# other not to fall: a block lengthens a response. Source: multifocal-choice-plausible-values.
_SHORTENS: Final = 0.5
_AS_LARGE: Final = 0.9

# An amplitude so many times that of every other response is one that was written wrong, where the
# area stays: a point or a digit is lost tenfold. Source: multifocal-choice-plausible-values.
_APART: Final = 5.0

Cells = Mapping[str, str]


def fit_of(
    asking: Asking, groups: Sequence[Sequence[Cells]], lines: Mapping[int, int]
) -> list[tuple[int, str]]:
    """Asks where latencies fall from distal to proximal, an area is not one of its peak, or a
    response shortens as amplitudes fall. Line and column of each number that is left out."""
    gone: list[tuple[int, str]] = []
    for group in groups:
        seen = None
        for before, after in itertools.pairwise(group):
            if _are_swapped(before, after):
                _ask(asking, "amplitude_mv", lines[id(after)], "swapped")
        for cells in group:
            latency = number(cells.get("latency_ms", ""))
            falls = latency is not None and seen is not None and latency <= seen
            if falls and _ask(asking, "latency_ms", lines[id(cells)], "falls"):
                gone.append((lines[id(cells)], "latency_ms"))
                latency = None
            seen = latency if latency is not None else seen
            area = number(cells.get("negative_peak_area_mvms", ""))
            amplitude = number(cells.get("amplitude_mv", ""))
            duration = number(cells.get("negative_peak_duration_ms", ""))
            if area and amplitude and duration:
                low, high = _FULLNESS
                if not low <= area / (amplitude * duration) <= high:
                    at_fault = _out_of_line(cells, group)
                    column, what = (
                        ("amplitude_mv", "amplitude")
                        if at_fault == "amplitude_mv"
                        else ("negative_peak_area_mvms", "area")
                    )
                    if _ask(asking, column, lines[id(cells)], what):
                        gone.append((lines[id(cells)], column))
    return gone


def _out_of_line(cells: Cells, group: Sequence[Cells]) -> str | None:
    """Which of amplitude and area is several times that of every other response of the nerve, where
    the other one is not: a digit or a point was lost there."""
    out = []
    for name in ("amplitude_mv", "negative_peak_area_mvms"):
        own = number(cells.get(name, ""))
        others = [number(one.get(name, "")) for one in group if one is not cells]
        ratios = [own / one for one in others if own and one]
        if ratios and (min(ratios) > _APART or max(ratios) < 1 / _APART):
            out.append(name)
    return out[0] if len(out) == 1 else None


def _are_swapped(before: Cells, after: Cells) -> bool:
    durations = [number(one.get("negative_peak_duration_ms", "")) for one in (before, after)]
    amplitudes = [number(one.get("amplitude_mv", "")) for one in (before, after)]
    (long, short), (first, second) = durations, amplitudes
    if not (long and short and first and second):
        return False
    return short < _SHORTENS * long and second >= _AS_LARGE * first


def _ask(asking: Asking, column: str, line: int, what: str) -> bool:
    """Asks, and tells whether the number is to be left out."""
    choices = ("as-written",) if what == "swapped" else ("as-written", "leave-out")
    return asking.ask(f"fit:{line}:{what}", f"fit_{what}", choices, line, column) == "leave-out"
