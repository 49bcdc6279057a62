"""Where a muscle's response comes from: its units, that run one way or, some of them, another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from multifocal import body
from multifocal.nerve.focus import Focus
from multifocal.nerve.force import force
from multifocal.nerve.noise import AMPLIFIER, Noise
from multifocal.nerve.pool import MotorPool
from multifocal.nerve.stimulation import stimulate
from multifocal.nerve.stimulus import SUPRAMAXIMAL, Stimulus
from multifocal.study import Recording


@dataclass(frozen=True)
class Part:
    """Units of a muscle that run one way; `crosses`: from one nerve to another in the forearm."""

    pool: MotorPool
    crosses: bool = False


class Source(Protocol):
    """All units of a muscle, whichever ways they run. Nobody asks which kind it is."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """The units by way; none is empty."""
        ...

    @property
    def checks(self) -> tuple[body.Site, ...]:
        """Sites of another nerve that a study has to stimulate too."""
        ...

    def force(self, foci: Sequence[Focus] = ()) -> float:
        """Greatest voluntary force as a share of normal."""
        ...

    def stimulate(
        self,
        site: body.Site,
        foci: Sequence[Focus] = (),
        stimulus: Stimulus = SUPRAMAXIMAL,
        noise: Noise | None = AMPLIFIER,
        *,
        least_ms: float = 0.0,
    ) -> Recording:
        """The muscle's response to a stimulus, as `stimulate` gives it. Fault if nothing of the
        muscle passes the site."""
        ...


@dataclass(frozen=True)
class OneWay:
    """The usual source: all units come down the muscle's own nerve."""

    pool: MotorPool

    @property
    def parts(self) -> tuple[Part, ...]:
        """All units as one part."""
        return (Part(self.pool),)

    @property
    def checks(self) -> tuple[body.Site, ...]:
        """None is needed."""
        return ()

    def force(self, foci: Sequence[Focus] = ()) -> float:
        """Greatest voluntary force as a share of normal."""
        return force_of(self.parts, foci)

    def stimulate(
        self,
        site: body.Site,
        foci: Sequence[Focus] = (),
        stimulus: Stimulus = SUPRAMAXIMAL,
        noise: Noise | None = AMPLIFIER,
        *,
        least_ms: float = 0.0,
    ) -> Recording:
        """The muscle's response to a stimulus at a site of its nerve, as `stimulate` gives it."""
        return stimulate(self.pool, site, foci, stimulus, noise, least_ms=least_ms)


def force_of(parts: Iterable[Part], foci: Sequence[Focus] = ()) -> float:
    """Force of all parts together, as a share of the whole muscle's normal one."""
    # rounded as `force` is, so that healthy parts sum to exactly the whole
    return round(sum(force(part.pool, foci) for part in parts), 12)
