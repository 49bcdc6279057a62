"""Reference values: named tables of the limits of normal, and a laboratory's own."""

from multifocal.reference.beside import limit_of_f, limit_of_sensory
from multifocal.reference.limits import Limits, ReferenceTable, Row
from multifocal.reference.sensory_limits import Limit, SensoryLimits, SensoryRow
from multifocal.reference.tables import DEFAULT_REFERENCE, reference_names, reference_table

__all__ = [
    "DEFAULT_REFERENCE",
    "Limit",
    "Limits",
    "ReferenceTable",
    "Row",
    "SensoryLimits",
    "SensoryRow",
    "limit_of_f",
    "limit_of_sensory",
    "reference_names",
    "reference_table",
]
