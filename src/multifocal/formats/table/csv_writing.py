"""Writes the table that `csv_reading` reads."""

import csv
import io
from collections.abc import Iterable

from multifocal.formats.table.writing import table_of
from multifocal.study.measure import Measure
from multifocal.study.study import Study


def write_csv(measures: Iterable[Measure], comments: Iterable[str] = ()) -> str:
    """The table of measures, one row each, after `comments` as lines beginning with "#".

    Numbers are written in full, so reading gives them back exactly. Landmarks have no column.
    Fault for a motor response without a muscle and a sensory one without skin.
    """
    return write_csv_study(Study(tuple(measures)), comments)


def write_csv_study(study: Study, comments: Iterable[str] = ()) -> str:
    """The same with the study's F waves, person and day."""
    header, rows = table_of(study)
    page = io.StringIO()
    for comment in comments:
        page.write(f"# {' '.join(comment.split())}\n")
    table = csv.writer(page, lineterminator="\n")
    table.writerow(header)
    table.writerows(rows)
    return page.getvalue()
