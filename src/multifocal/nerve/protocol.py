"""What a laboratory does to a person: which nerves it stimulates where, and how."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from multifocal import body
from multifocal.arguments import checks_fields
from multifocal.fault import Fault
from multifocal.frozen import FrozenDict
from multifocal.nerve.noise import AMPLIFIER, Noise
from multifocal.nerve.stimulus import SUPRAMAXIMAL, Stimulus

Limb = str
LIMBS: tuple[Limb, ...] = ("arm", "leg")
USUAL_STIMULI = 20
"""F waves vary from one to the next, so a laboratory gives about so many stimuli."""


@checks_fields
@dataclass(frozen=True)
class MotorRun:
    """A muscle recorded while its nerve is stimulated at these sites, by id, distal first."""

    muscle: str
    sites: tuple[str, ...]
    side: body.Side = "right"

    @property
    def nerve(self) -> str:
        """The nerve that is stimulated."""
        return body.muscle(self.muscle).stem or ""


@checks_fields
@dataclass(frozen=True)
class FWaveRun:
    """So many supramaximal stimuli at one site of a muscle's nerve, one F sweep each."""

    muscle: str
    site: str
    stimuli: int = USUAL_STIMULI
    side: body.Side = "right"


@checks_fields
@dataclass(frozen=True)
class SensoryRun:
    """A sensory study by id, at its own site and then at these others of the same nerve."""

    study: str
    beyond: tuple[str, ...] = ()
    side: body.Side = "right"


@checks_fields
@dataclass(frozen=True)
class Protocol:
    """All that is recorded, in this order: motor responses, F waves, sensory responses.

    `stimuli`: of motor responses, by nerve and site, supramaximal elsewhere. `even`: whether the
    sweeps of a motor run are all as long as its longest, as a laboratory would set it for the
    series. `noise`: of every sweep, the amplifier's unless told; None for none. KeyError for a
    stimulus at a site that there is not.
    """

    motor: tuple[MotorRun, ...] = ()
    f_waves: tuple[FWaveRun, ...] = ()
    sensory: tuple[SensoryRun, ...] = ()
    stimuli: Mapping[tuple[str, str], Stimulus] = field(default_factory=FrozenDict)
    even: bool = False
    noise: Noise | None = AMPLIFIER

    def __post_init__(self) -> None:
        object.__setattr__(self, "stimuli", FrozenDict(self.stimuli))
        for (nerve, site), one in self.stimuli.items():
            body.site(nerve, site)  # KeyError: given nowhere, it would seem supramaximal
            if not isinstance(one, Stimulus):
                given = type(one).__name__
                raise Fault("argument.type", name="stimuli", given=given, wanted="Stimulus")

    @classmethod
    def usual(
        cls,
        limbs: Iterable[Limb] = ("arm",),
        sides: Sequence[body.Side] = body.SIDES,
        stimuli: int = USUAL_STIMULI,
        noise: Noise | None = AMPLIFIER,
    ) -> "Protocol":
        """Every usual study of the limbs, with `stimuli` F sweeps a nerve (0 for none).

        KeyError for an unknown limb.
        """
        each = [(side, usual_studies(limb)) for limb in limbs for side in sides]
        return cls(
            tuple(MotorRun(m, tuple(at), s) for s, u in each for m, at in u["motor"].items()),
            tuple(FWaveRun(m, at, stimuli, s) for s, u in each for m, at in u["f_waves"].items())
            if stimuli
            else (),
            tuple(SensoryRun(one, side=s) for s, u in each for one in u["sensory"]),
            noise=noise,
        )

    def stimulus_at(self, site: body.Site) -> Stimulus:
        """What is delivered to the nerve there."""
        return self.stimuli.get((site.nerve, site.id), SUPRAMAXIMAL)


@cache
def usual_studies(limb: Limb) -> Mapping[str, Any]:
    """The usual motor studies (muscle: sites), F-wave sites and sensory studies of a limb.

    KeyError for anything but arm and leg.
    """
    text = files("multifocal.nerve").joinpath("tables", "studies.toml").read_text(encoding="utf-8")
    return FrozenDict(tomllib.loads(text)[limb])
