"""Reference values: named tables of the limits of normal."""

from multifocal.study.reference.limits import (
    DEFAULT_REFERENCE,
    Limits,
    ReferenceTable,
    reference_names,
    reference_table,
)

__all__ = ["DEFAULT_REFERENCE", "Limits", "ReferenceTable", "reference_names", "reference_table"]
