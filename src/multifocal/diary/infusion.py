"""An infusion as it was planned and as it went. What is written is never judged: no dose is."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal, get_args

from multifocal.diary.checks import between, choice, count_of, needed, refuse, several, words
from multifocal.diary.symptom import SIGNS, Sign
from multifocal.diary.when import When
from multifocal.fault import Fault
from multifocal.frozen import FrozenDict

InfusionStatus = Literal["planned", "given", "missed", "late"]
"""Late: received, on a later day than planned."""
Route = Literal["intravenous", "subcutaneous"]
DoseUnit = Literal["g", "mg", "mL", "g/kg"]
WeightUnit = Literal["kg", "lb"]
RateUnit = Literal["mL/h", "mL/min", "mL/kg/h", "mL/kg/min", "drops/min"]
ReactionKind = Literal[
    "headache", "nausea", "chills", "flushing", "tiredness", "aches", "rash", "swelling_at_needle",
    "blood_pressure", "sign", "other",
]  # fmt: skip
INFUSION_STATUSES: Final[tuple[InfusionStatus, ...]] = get_args(InfusionStatus)
ROUTES: Final[tuple[Route, ...]] = get_args(Route)
DOSE_UNITS: Final[tuple[DoseUnit, ...]] = get_args(DoseUnit)
WEIGHT_UNITS: Final[tuple[WeightUnit, ...]] = get_args(WeightUnit)
RATE_UNITS: Final[tuple[RateUnit, ...]] = get_args(RateUnit)
REACTION_KINDS: Final[tuple[ReactionKind, ...]] = get_args(ReactionKind)

# Source of the limits: multifocal-choice-plausible-values. They catch slips of the pen and say
# nothing about what anyone should receive.
MOST_DOSE: Final = {"g": 1_000, "mg": 1_000_000, "mL": 10_000, "g/kg": 10}
WEIGHT_LIMITS: Final = {"kg": (2, 400), "lb": (4, 900)}
MOST_RATE: Final = 10_000
MOST_MINUTES: Final = 7 * 24 * 60
MOST_HOURS: Final = 24 * 10
NOT_OF_MISSED: Final = FrozenDict(
    {"dose": None, "dose_unit": None, "ended": None, "rate_steps": ()}
)
"""What an infusion that was missed cannot have, and what stands there then."""


@dataclass(frozen=True)
class RateStep:
    """How fast it ran, and for how long (None: not said)."""

    rate: Decimal
    unit: RateUnit
    minutes: int | None = None

    def __post_init__(self) -> None:
        refuse(
            needed("rate", self.rate), between("rate", self.rate, 0, MOST_RATE),
            choice("unit", self.unit, RATE_UNITS), needed("unit", self.unit),
            between("minutes", self.minutes, 0, MOST_MINUTES),
        )  # fmt: skip


@dataclass(frozen=True)
class Reaction:
    """A reaction; `sign` where it is one of the graded list."""

    reaction: ReactionKind
    sign: Sign | None = None
    words: str | None = None

    def __post_init__(self) -> None:
        refuse(
            choice("reaction", self.reaction, REACTION_KINDS), needed("reaction", self.reaction),
            choice("sign", self.sign, SIGNS), words("words", self.words),
            needed("sign", self.sign) if self.reaction == "sign" else [],
            needed("words", self.words) if self.reaction == "other" else [],
        )  # fmt: skip


@dataclass(frozen=True)
class Infusion:
    """One infusion; the entry's own `when` is its start, or the day for which it is planned.

    Dose and weight stand with the unit in which they were written. Lots are kept for recalls. One
    that was missed has neither dose nor rates nor end: what stands there was that of the plan or of
    the last time.
    """

    status: InfusionStatus
    route: Route | None = None
    product: str | None = None
    lots: tuple[str, ...] = ()
    dose: Decimal | None = None
    dose_unit: DoseUnit | None = None
    weight: Decimal | None = None
    weight_unit: WeightUnit | None = None
    ended: When | None = None
    planned_for: When | None = None
    rate_steps: tuple[RateStep, ...] = ()
    premedication: tuple[str, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    words: str | None = None

    def __post_init__(self) -> None:
        unit, weighed = self.dose_unit or "", self.weight_unit or ""
        least, most = WEIGHT_LIMITS.get(weighed, (0, 0))
        refuse(
            choice("status", self.status, INFUSION_STATUSES), needed("status", self.status),
            choice("route", self.route, ROUTES), words("product", self.product),
            several("lots", self.lots),
            choice("dose_unit", self.dose_unit, DOSE_UNITS),
            needed("dose_unit", self.dose_unit) if self.dose is not None else [],
            needed("dose", self.dose) if self.dose_unit is not None else [],
            between("dose", self.dose, 0, MOST_DOSE[unit], above=True)
            if unit in MOST_DOSE else [],
            choice("weight_unit", self.weight_unit, WEIGHT_UNITS),
            needed("weight_unit", self.weight_unit) if self.weight is not None else [],
            needed("weight", self.weight) if self.weight_unit is not None else [],
            between("weight", self.weight, least, most) if most else [],
            count_of("rate_steps", self.rate_steps), several("premedication", self.premedication),
            count_of("reactions", self.reactions), words("words", self.words),
        )  # fmt: skip
        if self.status == "missed":
            for name, nothing in NOT_OF_MISSED.items():
                object.__setattr__(self, name, nothing)

    @property
    def received(self) -> bool:
        """Whether it ran, on its day or later."""
        return self.status in ("given", "late")

    def faults_at(self, started: When) -> list[Fault]:
        """What does not fit the start: an end before it, or many days after it."""
        if self.ended is None:
            return []
        days = self.ended.days_since(started)
        if 0 <= days <= MOST_HOURS / 24:
            return []
        return [Fault("diary.ended", column="ended")]
