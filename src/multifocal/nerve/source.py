"""Where a muscle's response comes from: its units, that run one way or, some of them, another."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from multifocal import body
from multifocal.fault import Fault
from multifocal.nerve.focus import Focus
from multifocal.nerve.force import force
from multifocal.nerve.noise import AMPLIFIER, Noise, with_noise
from multifocal.nerve.pool import MotorPool
from multifocal.nerve.stimulation import stimulate
from multifocal.nerve.stimulus import SUPRAMAXIMAL, Stimulus
from multifocal.study import Recording


@dataclass(frozen=True)
class Part:
    """Units of a muscle that run one way; `crosses`: from one nerve to another in the forearm."""

    pool: MotorPool
    crosses: bool = False


@dataclass(frozen=True)
class Source:
    """All units of a muscle, by the ways they run; no part is empty.

    `checks`: sites of another nerve that a study has to stimulate too.
    """

    parts: tuple[Part, ...]
    checks: tuple[body.Site, ...] = ()

    @classmethod
    def of(cls, pool: MotorPool) -> "Source":
        """The usual one: all units come down the muscle's own nerve."""
        return cls((Part(pool),))

    def force(self, foci: Sequence[Focus] = ()) -> float:
        """Greatest voluntary force as a share of normal."""
        # rounded as `force` is, so that healthy parts sum to exactly the whole
        return round(sum(force(part.pool, foci) for part in self.parts), 12)

    def stimulate(
        self,
        site: body.Site,
        foci: Sequence[Focus] = (),
        stimulus: Stimulus = SUPRAMAXIMAL,
        noise: Noise | None = AMPLIFIER,
        *,
        least_ms: float = 0.0,
    ) -> Recording:
        """The muscle's response to a stimulus at a site of its nerve, or of one that gives to it.

        Noise, length and faults as in `stimulate`. Where fibers cross over, a stimulus that spreads
        to the neighboring nerve fires that nerve's crossing fibers anyway, so `spread` is left out.
        """
        if not self.checks:
            (part,) = self.parts
            return stimulate(part.pool, site, foci, stimulus, noise, least_ms=least_ms)
        given = replace(stimulus, spread=0.0)
        responses = [
            stimulate(part.pool, site, foci, given, noise=None, least_ms=least_ms)
            for part in self.parts
            if site.is_on(part.pool.way)
        ]
        if not responses:
            raise Fault(
                "nerve.site_off_way",
                nerve=site.nerve,
                site=site.id,
                muscle=self.parts[0].pool.muscle,
            )
        total = np.zeros(max(one.samples_mv.size for one in responses))
        for one in responses:
            total[: one.samples_mv.size] += one.samples_mv
        whole = replace(responses[0], samples_mv=total)
        return with_noise(whole, noise, self.parts[0].pool.person, stimulus.seed_words)
