"""What else a diary holds: supplies, medicines, notes, visits, scores, and who it is about."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal, get_args

from multifocal.body import SIDES, Side
from multifocal.diary.checks import (
    MOST_LETTERS_OF_A_NOTE,
    between,
    choice,
    day_plausible,
    needed,
    refuse,
    words,
)
from multifocal.diary.symptom import REGIONS, Region
from multifocal.fault import Fault

SupplyChange = Literal["received", "used", "counted"]
MedicineChange = Literal["started", "changed", "stopped", "taken"]
VisitStatus = Literal["planned", "happened", "missed"]
Standing = Literal["diagnosed", "suspected", "not_looked_at"]
Course = Literal["steps", "slowly", "suddenly", "steady", "better"]
Examined = Literal["normal", "reduced", "increased", "absent", "not_examined"]
"""`not_examined` was said; None was not said. Neither is normal."""
Answer = Literal["yes", "no", "unsure"]
SUPPLY_CHANGES: Final[tuple[SupplyChange, ...]] = get_args(SupplyChange)
MEDICINE_CHANGES: Final[tuple[MedicineChange, ...]] = get_args(MedicineChange)
VISIT_STATUSES: Final[tuple[VisitStatus, ...]] = get_args(VisitStatus)
STANDINGS: Final[tuple[Standing, ...]] = get_args(Standing)
COURSES: Final[tuple[Course, ...]] = get_args(Course)
EXAMINED: Final[tuple[Examined, ...]] = get_args(Examined)
ANSWERS: Final[tuple[Answer, ...]] = get_args(Answer)

MOST_NUMBER: Final = 1_000_000
_SINCE: Final = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


@dataclass(frozen=True)
class Supply:
    """What came, was used or was counted of one thing in stock."""

    item: str
    change: SupplyChange
    amount: Decimal
    unit: str | None = None
    lot: str | None = None
    expires: date | None = None

    def __post_init__(self) -> None:
        refuse(
            needed("item", self.item), words("item", self.item),
            choice("change", self.change, SUPPLY_CHANGES), needed("change", self.change),
            needed("amount", self.amount), between("amount", self.amount, 0, MOST_NUMBER),
            words("unit", self.unit), words("lot", self.lot),
            day_plausible("expires", self.expires),
        )  # fmt: skip


@dataclass(frozen=True)
class Medicine:
    """Another medicine, with its dose as it was written."""

    name: str
    change: MedicineChange
    dose: str | None = None

    def __post_init__(self) -> None:
        refuse(
            needed("name", self.name), words("name", self.name), words("dose", self.dose),
            choice("change", self.change, MEDICINE_CHANGES), needed("change", self.change),
        )  # fmt: skip


@dataclass(frozen=True)
class Note:
    """Free text; `question` where it is one for the doctor. It is never searched for signs."""

    text: str
    question: bool = False

    def __post_init__(self) -> None:
        refuse(needed("text", self.text), words("text", self.text, MOST_LETTERS_OF_A_NOTE))


@dataclass(frozen=True)
class Visit:
    """A visit: to whom, and what was said there."""

    who: str
    status: VisitStatus
    text: str | None = None

    def __post_init__(self) -> None:
        refuse(
            needed("who", self.who), words("who", self.who),
            choice("status", self.status, VISIT_STATUSES), needed("status", self.status),
            words("text", self.text, MOST_LETTERS_OF_A_NOTE),
        )  # fmt: skip


@dataclass(frozen=True)
class Score:
    """The number of a scale that was answered elsewhere: its name and the number, no items."""

    name: str
    number: Decimal

    def __post_init__(self) -> None:
        refuse(
            needed("name", self.name), words("name", self.name),
            needed("number", self.number),
            between("number", self.number, -MOST_NUMBER, MOST_NUMBER),
        )  # fmt: skip


@dataclass(frozen=True)
class About:
    """Whose diary it is and how it began. Of several, see `oneself`.

    `since`: a year, a month or a day ("2021", "2021-03"). What follows `first_region` is what was
    examined or asked: None is not examined or not known, and never normal.
    """

    name: str | None = None
    born: date | None = None
    standing: Standing | None = None
    since: str | None = None
    course: Course | None = None
    first_side: Side | None = None
    first_region: Region | None = None
    reflexes: Examined | None = None
    feeling: Examined | None = None
    speech_or_swallowing: Answer | None = None
    stiffness: Answer | None = None
    worse_in_cold: Answer | None = None
    relatives: Answer | None = None
    conduction_study: Answer | None = None

    def __post_init__(self) -> None:
        refuse(
            words("name", self.name), day_plausible("born", self.born),
            choice("standing", self.standing, STANDINGS), choice("course", self.course, COURSES),
            [Fault("diary.since", column="since")]
            if self.since is not None and not _since(self.since) else [],
            choice("first_side", self.first_side, SIDES),
            choice("first_region", self.first_region, REGIONS),
            choice("reflexes", self.reflexes, EXAMINED), choice("feeling", self.feeling, EXAMINED),
            *(choice(name, getattr(self, name), ANSWERS)
              for name in ("speech_or_swallowing", "stiffness", "worse_in_cold", "relatives",
                           "conduction_study")),
        )  # fmt: skip


def _since(text: str) -> bool:
    if not _SINCE.fullmatch(text):
        return False
    try:
        day = date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return not day_plausible("since", day)
