"""Writes the table that `csv_reading` reads."""

import csv
import io
from collections.abc import Iterable

from multifocal.formats.table.csv_reading import COUNTED, NOT_READ_ROWS
from multifocal.formats.table.writing import table_of
from multifocal.study.measure import Measure
from multifocal.study.study import Study


def rows_not_read(study: Study) -> tuple[str, ...]:
    """Comments below the table that count a report's rows that were not read, by kind."""
    counts = {kind: getattr(study, name) for kind, name in COUNTED.items()}
    return tuple(f"{NOT_READ_ROWS}: {kind} {count}" for kind, count in counts.items() if count)


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
    for line in rows_not_read(study):
        page.write(f"{line}\n")
    return page.getvalue()
