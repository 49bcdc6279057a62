"""Who is simulated, and what is wrong with their nerves, or merely unusual."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from multifocal import body
from multifocal.arguments import checks_fields
from multifocal.fault import Fault
from multifocal.frozen import FrozenDict
from multifocal.nerve.axon_loss import AxonLoss
from multifocal.nerve.focus import Focus
from multifocal.nerve.temperature import LimbTemperature
from multifocal.nerve.whole_nerve import SLOWEST


@checks_fields
@dataclass(frozen=True)
class Person:
    """`seed` is who it is: the same number has the same nerves, whatever is wrong with them.

    Without a `temperature` the limbs are as warm as published normal values take them to be.
    `varied_units`: whether units' potentials differ as much as single ones are published to, some
    of them polyphasic; without it they are nearly alike. Fault for a seed that is no whole number
    from 0 on.
    """

    seed: int = 0
    subject: body.Subject = field(default_factory=body.Subject)
    temperature: LimbTemperature | None = None
    varied_units: bool = False

    def __post_init__(self) -> None:
        if not isinstance(self.seed, int | np.integer) or self.seed < 0:
            raise Fault("nerve.seed", seed=str(self.seed))


ANYONE: Final = Person()


@checks_fields
@dataclass(frozen=True)
class Harm:
    """Everything that may hinder an impulse or mislead a study.

    `foci`: of the disease, on motor fibers only (but for cut axons, mechanism `axon`), anywhere in
    the body; `entrapments`: foci that
    harm motor and sensory fibers alike (`entrapment`); `axon_loss`: by side and muscle; `crossing`:
    by side, the share of the units of the ulnar hand muscles that comes down the median nerve
    (`martin_gruber`); `velocity_left`: the share of its velocity that the whole nerve keeps, every
    one, motor and sensory (`whole_nerve`). The two mappings are copied and cannot be changed. Fault
    for a share of velocity outside 0.1 to 1, for a share that crosses outside 0 to 1, and for sides
    and muscles that are none: their harm would be met by nobody.
    """

    foci: tuple[Focus, ...] = ()
    entrapments: tuple[Focus, ...] = ()
    axon_loss: Mapping[tuple[body.Side, str], AxonLoss] = field(default_factory=FrozenDict)
    crossing: Mapping[body.Side, float] = field(default_factory=FrozenDict)
    velocity_left: float = 1.0

    def __post_init__(self) -> None:
        if not SLOWEST <= self.velocity_left <= 1.0:
            raise Fault("nerve.velocity_left", least=SLOWEST)
        for name in ("axon_loss", "crossing"):
            object.__setattr__(self, name, FrozenDict(getattr(self, name)))
        for whose, loss in self.axon_loss.items():
            if not (_is_muscle(whose) and isinstance(loss, AxonLoss)):
                raise Fault("nerve.axon_loss", whose=repr(whose))
        for side, share in self.crossing.items():
            if side not in body.SIDES:
                raise Fault("nerve.crossing_side", side=repr(side))
            if not 0.0 <= share <= 1.0:
                raise Fault("nerve.crossing_share")

    @property
    def on_motor(self) -> tuple[Focus, ...]:
        """All foci that motor fibers meet."""
        return (*self.foci, *self.entrapments)

    @property
    def on_sensory(self) -> tuple[Focus, ...]:
        """All foci that sensory fibers meet."""
        return (*(one for one in self.foci if one.mechanism == "axon"), *self.entrapments)


def _is_muscle(whose: object) -> bool:
    """Whether it is a side and a muscle, as `axon_loss` is asked for."""
    if not (isinstance(whose, tuple) and len(whose) == 2 and whose[0] in body.SIDES):
        return False
    return bool(body.muscle(whose[1]))


HEALTHY: Final = Harm()
