"""Evaluated studies as tidy rows: one a segment and set, and one a study."""

from multifocal.report.tidy.parquet import require_parquet, tidy_parquet
from multifocal.report.tidy.redcap import redcap_contents, redcap_files
from multifocal.report.tidy.rows import (
    SEGMENT_COLUMNS,
    TABLE_VERSION,
    fault_row,
    segment_rows,
    study_columns,
    study_row,
)
from multifocal.report.tidy.writing import tidy_csv, tidy_xlsx

__all__ = [
    "SEGMENT_COLUMNS", "TABLE_VERSION", "fault_row", "redcap_contents", "redcap_files",
    "require_parquet", "segment_rows", "study_columns", "study_row", "tidy_csv", "tidy_parquet",
    "tidy_xlsx",
]  # fmt: skip
