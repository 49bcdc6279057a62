"""Who is simulated, and what is wrong with their nerves, or merely unusual."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from multifocal import body
from multifocal.frozen import FrozenDict
from multifocal.nerve.axon_loss import AxonLoss
from multifocal.nerve.focus import Focus
from multifocal.nerve.temperature import LimbTemperature


@dataclass(frozen=True)
class Person:
    """`seed` is who it is: the same number has the same nerves, whatever is wrong with them.

    Without a `temperature` the limbs are as warm as published normal values take them to be.
    """

    seed: int = 0
    subject: body.Subject = field(default_factory=body.Subject)
    temperature: LimbTemperature | None = None


ANYONE: Final = Person()


@dataclass(frozen=True)
class Harm:
    """Everything that may hinder an impulse or mislead a study.

    `foci`: of the disease, on motor fibers only, anywhere in the body; `entrapments`: foci that
    harm motor and sensory fibers alike (`entrapment`); `axon_loss`: by side and muscle; `crossing`:
    by side, the share of the units of the ulnar hand muscles that comes down the median nerve
    (`martin_gruber`). The two mappings are copied and cannot be changed.
    """

    foci: tuple[Focus, ...] = ()
    entrapments: tuple[Focus, ...] = ()
    axon_loss: Mapping[tuple[body.Side, str], AxonLoss] = field(default_factory=FrozenDict)
    crossing: Mapping[body.Side, float] = field(default_factory=FrozenDict)

    def __post_init__(self) -> None:
        for name in ("axon_loss", "crossing"):
            object.__setattr__(self, name, FrozenDict(getattr(self, name)))

    @property
    def on_motor(self) -> tuple[Focus, ...]:
        """All foci that motor fibers meet."""
        return (*self.foci, *self.entrapments)


HEALTHY: Final = Harm()
