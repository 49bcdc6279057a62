"""The charts of a diary, of its first series: strength with the infusions, cycles overlaid."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

import numpy as np

from multifocal.diary import Entry, Infusion, in_order
from multifocal.diary.cycles import Series, courses, cycles, received_infusions
from multifocal.figures import Figure
from multifocal.figures.strength import Overlaid, cycles_overlaid, strength_over_time
from multifocal.report.diary.strength_lines import ordered_series, series_name
from multifocal.words import day_said, listed, say

# Source: multifocal-choice-diary-band.
BAND_PERCENT: Final = (10.0, 90.0)
LEAST_FOR_BAND: Final = 10
LEAST_FOR_PERCENT: Final = 2
"""Measures: the only one is its own best, and says nothing."""
MOST_IN_A_TAG: Final = 8
"""Infusions of a course whose doses stand at its line."""


def diary_charts(entries: Sequence[Entry], series: Series | None = None) -> tuple[Figure, ...]:
    """Both charts of a series, by default the first one; none where nothing was measured.
    Entries of one range of days, in order."""
    every = ordered_series(entries)
    if not every:
        return ()
    series = series or next(iter(every))
    name, sessions = series_name(series, entries), every[series]
    values = [one.value for one in sessions]
    band = None
    if len(values) >= LEAST_FOR_BAND:
        low, high = np.percentile(values, BAND_PERCENT)
        band = (float(low), float(high))
    received = received_infusions(entries)
    infusions = [one.when.day for one in received]
    missed = [one.when.day for one in in_order(entries)
              if isinstance(one.content, Infusion) and one.content.status == "missed"]  # fmt: skip
    first, last = day_said(sessions[0].when.day), day_said(sessions[-1].when.day)
    over_time = strength_over_time(
        say("report.diary.chart.time", name=name, first=first, last=last,
            count=len(sessions), infusions=len(infusions), missed=len(missed)),
        {
            "value": series[2],
            "infusion": say("diary.kind.infusion"),
            "missed": say("report.diary.chart.missed"),
            "band": say(
                "report.diary.chart.band", percent=round(BAND_PERCENT[1] - BAND_PERCENT[0])
            ),
            "day": say("report.diary.column.day"),
            "caption": name,
        },
        [(one.when.day, one.value) for one in sessions],
        infusions,
        band,
        {one.when.day: dose for one in received if (dose := _dose(one))},
        missed,
        day_said,
        {one[-1].when.day: tag for one in courses(received) if (tag := _tag(one))},
    )  # fmt: skip
    some = [one for one in cycles(entries, series) if one.points]
    if not some or len(sessions) < LEAST_FOR_PERCENT:
        return (over_time,)
    overlaid = cycles_overlaid(
        say("report.diary.chart.cycles", name=name, count=len(some)),
        {
            "percent": say("report.diary.chart.percent"),
            "days": say("report.diary.chart.days"),
            "cycle": say("report.diary.chart.cycle"),
            "caption": name,
        },
        [
            Overlaid(
                day_said(one.start.day),
                tuple((p.days, p.percent_of_best) for p in one.points),
                one is some[-1],
            )
            for one in some
        ],
    )
    return over_time, overlaid


def _tag(course: Sequence[Entry]) -> str:
    """What was infused in a course: "2 × 80 g". Empty where a dose of it is not written down, and
    where it is a row of small ones."""
    doses = [_dose(one) for one in course]
    if not all(doses) or len(doses) > MOST_IN_A_TAG:
        return ""
    runs = [(dose, len(list(some))) for dose, some in groupby(doses)]
    return listed(
        dose if count == 1 else say("report.diary.chart.times", count=count, dose=dose)
        for dose, count in runs
    )


def _dose(entry: Entry) -> str:
    content = entry.content
    if not isinstance(content, Infusion) or content.dose is None:
        return ""
    return f"{content.dose} {content.dose_unit}"
