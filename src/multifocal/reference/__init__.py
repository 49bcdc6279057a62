"""Reference values: named tables of the limits of normal, and a laboratory's own."""

from multifocal.reference.limits import Limits, ReferenceTable, Row, SensoryLimits
from multifocal.reference.tables import DEFAULT_REFERENCE, reference_names, reference_table

__all__ = [
    "DEFAULT_REFERENCE",
    "Limits",
    "ReferenceTable",
    "Row",
    "SensoryLimits",
    "reference_names",
    "reference_table",
]
