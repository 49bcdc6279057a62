"""Simulated weak patients as lines of a file: findings as an examiner types them, and the truth.

Drawing a patient costs far more than asking localize about one, so the patients of a seed are kept
and asked again whenever localize changes.
"""

from pathlib import Path
from typing import Any, Final

from multifocal import __version__
from multifocal.body import SIDES
from multifocal.evidence.record_file import RecordFile
from multifocal.evidence.weakness.patients import CONDITIONS, KINDS, Condition, WeakPatient
from multifocal.localize import SkinFinding, Weakness, read_weakness

FORMAT: Final = "multifocal-weak-patients"
VERSION: Final = 1
Key = tuple[Condition, int]
_AND, _THEN = ", ", "; "  # of the grammar of findings, which is no language


class WeakPatients(RecordFile[Key]):
    """The file of the patients of one seed, as `with WeakPatients(path, seed) as patients`."""

    def __init__(self, path: Path, seed: int) -> None:
        header = {
            "format": FORMAT,
            "version": VERSION,
            "made_by": f"multifocal {__version__}",
            "seed": seed,
        }
        super().__init__(path, header, key_of)


def key_of(record: object) -> Key | None:
    """Condition and number of a record, None if it is none."""
    if not isinstance(record, dict) or record.get("condition") not in CONDITIONS:
        return None
    number = record.get("number")
    return (record["condition"], number) if isinstance(number, int) else None


def record_of(condition: Condition, number: int, patient: WeakPatient) -> dict[str, Any]:
    """The line of a patient."""
    return {
        "condition": condition,
        "number": number,
        "kind": patient.kind,
        "findings": written(patient.weakness),
        "places": [[side, segment, sorted(behind)] for side, segment, behind in patient.places],
    }


def patient_of(record: dict[str, Any]) -> WeakPatient:
    """The patient of a line; ValueError (a Fault is one) or KeyError for a line that is none."""
    if record["kind"] not in KINDS:
        raise ValueError("no such kind")
    return WeakPatient(
        record["kind"],
        read_weakness(record["findings"]),
        tuple((side, segment, frozenset(behind)) for side, segment, behind in record["places"]),
    )


def written(weakness: Weakness) -> str:
    """Muscles and skin as `read_weakness` reads them."""
    parts = []
    for side in SIDES:
        muscles = [f"{one.muscle} {one.grade}" for one in weakness.muscles if one.side == side]
        skin = [one for one in weakness.skin if one.side == side]
        own = [_AND.join(muscles), _felt("numb", skin, "less"), _felt("feeling normal", skin)]
        if any(own):
            parts.append(f"{side[0].upper()}: " + _THEN.join(one for one in own if one))
    return _THEN.join(parts)


def _felt(word: str, skin: list[SkinFinding], feeling: str = "normal") -> str:
    areas = [one.skin for one in skin if one.feeling == feeling]
    return f"{word}: {_AND.join(areas)}" if areas else ""
