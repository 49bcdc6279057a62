"""Writes the table that `csv_reading` reads."""

import csv
import io
from collections.abc import Iterable

from multifocal.fault import Fault
from multifocal.study.formats.columns import columns
from multifocal.study.measure import Measure


def write_csv(measures: Iterable[Measure], comments: Iterable[str] = ()) -> str:
    """The table of motor responses, one row each, after `comments` as lines beginning with "#".

    Numbers are written in full, so reading gives them back exactly. Landmarks, and whether
    stimulation was supramaximal, have no column. Fault for a response that is not motor.
    """
    rows = tuple(measures)
    if any(one.kind != "M" or one.muscle is None for one in rows):
        raise Fault("the table holds motor responses only", remedy="Leave the others out")
    wanted = [
        column.name
        for column in columns()
        if not column.optional or any(getattr(one, column.name) is not None for one in rows)
    ]
    page = io.StringIO()
    for comment in comments:
        page.write(f"# {' '.join(comment.split())}\n")
    table = csv.writer(page, lineterminator="\n")
    table.writerow(wanted)
    for one in rows:
        table.writerow(_cell(one, name) for name in wanted)
    return page.getvalue()


def _cell(one: Measure, name: str) -> str:
    if one.absent and name in ("amplitude_mv", "negative_peak_area_mvms"):
        return "NR"
    value = getattr(one, name)
    if value is None:
        return ""
    return repr(float(value)) if isinstance(value, int | float) else str(value)
