"""What an examiner fills in: grades and feeling by name, a line of findings, a setting."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from multifocal import body
from multifocal.body import SIDES
from multifocal.localize import (
    Complaint,
    MuscleFinding,
    SkinFinding,
    Weakness,
    complaints,
    read_weakness,
)

GRADES: Final = ("5", "4+", "4", "4-", "3", "2", "1", "0")
"""What the list offers; a line of findings takes every other grade too."""
FEELINGS: Final = ("normal", "less")
GRADE, FEELING = "grade", "feeling"


def field_name(kind: str, side: str, target: str) -> str:
    """The name of a field: `grade-right-fdi`."""
    return f"{kind}-{side}-{target}"


def ticked_by(keys: Iterable[str]) -> tuple[Complaint, ...]:
    """What a patient ticked on `/dots`, in the order of that page; words that it has not are left
    out."""
    known = set(keys)
    return tuple(one for key, one in complaints().items() if key in known)


@dataclass(frozen=True)
class Filled:
    """What was sent: the line, the setting, and the other fields by name. Health facts: they come
    by POST, are read, answered and forgotten."""

    line: str
    setting: str
    fields: Mapping[str, str]

    def weakness(self) -> Weakness:
        """All findings together; what is left open was not tested.

        Fault for a line that is not understood, and where it contradicts the list.
        """
        typed = read_weakness(self.line) if self.line.strip() else Weakness()
        muscles = [
            MuscleFinding(side, one.id, grade)
            for side in SIDES
            for one in body.muscles()
            if (grade := self.fields.get(field_name(GRADE, side, one.id))) in GRADES
        ]
        skin = [
            SkinFinding(side, one.id, "less" if felt == "less" else "normal")
            for side in SIDES
            for one in body.skin_areas()
            if (felt := self.fields.get(field_name(FEELING, side, one.id))) in FEELINGS
        ]
        return Weakness(
            (*typed.muscles, *muscles), (*typed.skin, *skin), typed.tasks, typed.remarks
        )
