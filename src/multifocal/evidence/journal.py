"""Finished patients, one JSON line each, appended: what is done stays done."""

from collections.abc import Mapping
from math import isfinite
from pathlib import Path
from typing import Any, Final

from multifocal import __version__
from multifocal.evidence.patient_evaluation import COLUMNS, GRADED, REACHES, RULE_SETS
from multifocal.evidence.record_file import RecordFile
from multifocal.evidence.virtual_patients import GROUPS, Group

FORMAT: Final = "multifocal-patients"
VERSION: Final = 1
Key = tuple[Group, int]


class Journal(RecordFile[Key]):
    """The file of finished patients of one seed.

    Used as `with Journal(path, seed) as journal`; faults as in `RecordFile`.
    """

    def __init__(self, path: Path, seed: int) -> None:
        header = {
            "format": FORMAT,
            "version": VERSION,
            "made_by": f"multifocal {__version__}",
            "seed": seed,
            "judges": list(RULE_SETS),
            "columns": list(COLUMNS),
        }
        super().__init__(path, header, _key)


def _key(record: object) -> Key | None:
    if not (isinstance(record, dict) and is_patient(record)):
        return None
    return record["group"], record["number"]


def is_patient(record: Mapping[Any, Any]) -> bool:
    """Whether it is what `evaluate_patient` gives, as far as counting relies on it."""
    if record.get("group") not in GROUPS:
        return False
    number, said, rows = (record.get(name) for name in ("number", "categories", "segments"))
    return (
        isinstance(number, int)
        and isinstance(said, dict)
        and all(
            isinstance(said.get(reach), dict)
            and all(isinstance(said[reach].get(name), str) for name in GRADED)
            for reach in REACHES
        )
        and isinstance(rows, list)
        and all(_is_segment(row) for row in rows)
    )


def _is_segment(row: object) -> bool:
    if not isinstance(row, list) or len(row) != len(COLUMNS):
        return False
    said = dict(zip(COLUMNS, row, strict=True))
    return (
        isinstance(said["reach"], int)
        and all(_is_number(said[name]) for name in COLUMNS[COLUMNS.index("stopped_share") : -1])
        and 0 <= (said["stopped_share"] or 0) <= 1
        and isinstance(said["answers"], str)
        and len(said["answers"]) == len(RULE_SETS)
    )


def _is_number(value: object) -> bool:
    return value is None or (isinstance(value, int | float) and isfinite(value))
