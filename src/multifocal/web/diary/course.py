"""What is said of each series of measured strength, with its charts."""

from collections.abc import Sequence
from dataclasses import dataclass

from multifocal.diary import Entry, in_order
from multifocal.figures import Figure
from multifocal.report.diary.charts import diary_charts
from multifocal.report.diary.strength_lines import (
    StrengthLine,
    ordered_series,
    said_once,
    strength_lines,
)


@dataclass(frozen=True)
class Course:
    """One series: its words, and its charts: strength with infusions, then cycles where there are
    any."""

    id: str
    line: StrengthLine
    charts: tuple[Figure, ...]


def present_course(entries: Sequence[Entry]) -> tuple[tuple[Course, ...], tuple[str, ...]]:
    """The longest series of measured strength, the longest first, of two hands the weaker one; and
    what several of them say word for word."""
    every = in_order(entries)
    lines, shared = said_once(strength_lines(every))
    courses = tuple(
        Course(f"series-{number}", line, diary_charts(every, series))
        for number, (line, series) in enumerate(
            zip(lines, ordered_series(every), strict=False), start=1
        )
    )
    return courses, shared
