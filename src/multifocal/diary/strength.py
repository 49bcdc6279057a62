"""How strong: measured, by movement, or by what a hand can still do."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final, Literal, get_args

from multifocal import body
from multifocal.body import SIDES, Side
from multifocal.diary.checks import between, choice, count_of, needed, refuse, words
from multifocal.study.examined import MRC_GRADES, MrcGrade

ForceKind = Literal["grip", "key_pinch", "tip_pinch", "tripod_pinch"]
ForceUnit = Literal["kg", "lb", "N", "kPa", "mmHg", "psi", "bar"]
"""As the device shows it. Never converted: pressure of a bulb and force of a handle are two
things."""
Device = Literal["dynamometer", "vigorimeter", "pinch_gauge", "other"]
"""A vigorimeter measures the pressure of a rubber bulb."""
Ease = Literal["easy", "hard", "cannot"]

FORCE_KINDS: Final[tuple[ForceKind, ...]] = get_args(ForceKind)
FORCE_UNITS: Final[tuple[ForceUnit, ...]] = get_args(ForceUnit)
DEVICES: Final[tuple[Device, ...]] = get_args(Device)
EASES: Final[tuple[Ease, ...]] = get_args(Ease)

# Source of the limits: multifocal-choice-plausible-values.
MOST_FORCE: Final = {"kg": 150, "lb": 330, "N": 1500, "kPa": 300, "mmHg": 2300, "psi": 45, "bar": 3}
MOST_TRIES: Final = 10


@dataclass(frozen=True)
class Force:
    """Grip or pinch of one hand: every try as the device showed it, in its own unit.

    `cold`: whether the room or the hand was cold (None: not said). `position` is the handle's or
    the bulb's, in the reader's words. A try of 0 is a measure; one that was not made is left out.
    """

    measure: ForceKind
    side: Side
    unit: ForceUnit
    tries: tuple[Decimal, ...]
    device: Device | None = None
    device_name: str | None = None
    position: str | None = None
    cold: bool | None = None

    def __post_init__(self) -> None:
        most = MOST_FORCE.get(self.unit, 0)
        refuse(
            choice("measure", self.measure, FORCE_KINDS), needed("measure", self.measure),
            choice("side", self.side, SIDES), needed("side", self.side),
            choice("unit", self.unit, FORCE_UNITS), needed("unit", self.unit),
            choice("device", self.device, DEVICES),
            needed("tries", self.tries), count_of("tries", self.tries, MOST_TRIES),
            [f for one in self.tries for f in between("tries", one, 0, most)] if most else [],
            words("device_name", self.device_name), words("position", self.position),
        )  # fmt: skip

    @property
    def best(self) -> Decimal:
        """The strongest try."""
        return max(self.tries)

    @property
    def series(self) -> tuple[str, ...]:
        """Only what agrees in this may stand on one curve: another device is another scale."""
        device = self.device_name or self.device or ""
        return self.measure, self.side, self.unit, device.casefold().strip()


@cache
def movements() -> tuple[str, ...]:
    """Ids of the movements that muscles of `body` make, in its order; said as
    `body.movement.ID`."""
    every = (one.movement.removeprefix("body.movement.") for one in body.muscles())
    return tuple(dict.fromkeys(every))


@dataclass(frozen=True)
class MovementStrength:
    """One movement of one side: an examiner's MRC grade, or how it goes; at least one of them."""

    movement: str
    side: Side
    mrc: MrcGrade | None = None
    ease: Ease | None = None

    def __post_init__(self) -> None:
        refuse(
            choice("movement", self.movement, movements()), needed("movement", self.movement),
            choice("side", self.side, SIDES), needed("side", self.side),
            choice("mrc", self.mrc, MRC_GRADES), choice("ease", self.ease, EASES),
            needed("ease", self.ease or self.mrc),
        )  # fmt: skip


@cache
def task_ids() -> tuple[str, ...]:
    """Ids of `body`'s tasks; said as `body.task.ID`."""
    return tuple(one.id for one in body.tasks())


@dataclass(frozen=True)
class TaskEase:
    """A task: one of `body`'s, one of the person's own, or an own one that is like one of `body`'s.

    `side` where it is done with one hand.
    """

    ease: Ease
    task: str | None = None
    own: str | None = None
    side: Side | None = None

    def __post_init__(self) -> None:
        refuse(
            choice("ease", self.ease, EASES), needed("ease", self.ease),
            choice("task", self.task, task_ids()), words("own", self.own),
            needed("task", self.task or self.own), choice("side", self.side, SIDES),
        )  # fmt: skip
