"""What a visitor of the lab can set, and the address that holds it."""

from dataclasses import dataclass, fields
from functools import cache
from typing import Final
from urllib.parse import urlencode

from multifocal import body
from multifocal.nerve import DEFAULT_EXTENT_MM, may_cross, recordable_muscles, usual_studies
from multifocal.nerve.entrapment import DEFAULT_SEVERITY
from multifocal.nerve.focus import Mechanism
from multifocal.nerve.temperature import STANDARD_SKIN_C

MOST_FOCI: Final = 5
MUSCLES: Final = recordable_muscles()
F_WAVE_MUSCLES: Final = ("apb", "adm", "fdi", "edb", "ah")
"""Muscles of hand and foot. Nearer to the cord, F waves run into the M response."""


@dataclass(frozen=True)
class FocusSetting:
    """One focus: mm from the muscle, share of damage in percent, length in mm, mechanism, and for
    cut axons the days since."""

    at_mm: int
    severity: int
    extent_mm: int = int(DEFAULT_EXTENT_MM)
    mechanism: Mechanism = "paranode"
    days: int = 0


@dataclass(frozen=True)
class Setting:
    """Everything that decides a simulation. Shares are in percent.

    `crossing`: of the units, Martin-Gruber; `entrapment` and `pressed`: where and how severe it is;
    `stimulus`, `strength`, `spread`: a site whose stimulus is not as it should be, its strength as
    a share of the one that fires all fibers, and the share of the neighboring nerve's fibers that
    fire too. `every`: all sites of the nerve instead of the usual ones. `velocity`: what the whole
    nerve keeps of its velocity; `varied`: whether units' potentials differ as single ones do.
    `probe` and `charge`: a stimulator so many mm from the muscle, 0 for none, and its strength.
    """

    muscle: str = "adm"
    side: body.Side = "right"
    foci: tuple[FocusSetting, ...] = ()
    temperature_c: float = STANDARD_SKIN_C
    person: int = 0
    height_cm: int = 175
    every: bool = False
    crossing: int = 0
    entrapment: str = ""
    pressed: int = round(100 * DEFAULT_SEVERITY)
    stimulus: str = ""
    strength: int = 100
    spread: int = 0
    velocity: int = 100
    varied: bool = False
    probe: int = 0
    charge: int = 100

    @property
    def nerve(self) -> str:
        """The nerve that is stimulated."""
        return body.muscle(self.muscle).stem or ""

    @property
    def subject(self) -> body.Subject:
        """Whose limb it is, as far as lengths need it."""
        return body.Subject(height_cm=float(self.height_cm))

    @property
    def way(self) -> body.Path:
        """From the cord to the muscle."""
        return body.path(self.muscle, self.side, self.subject)

    @property
    def may_cross(self) -> bool:
        """Whether Martin-Gruber fibers can lead to the muscle."""
        return may_cross(self.muscle)

    @property
    def pressed_here(self) -> body.Entrapment | None:
        """The entrapment, None where none is set or the way does not pass it."""
        segments = self.way.segments
        return next(
            (e for e in body.entrapments() if e.id == self.entrapment and e.segment in segments),
            None,
        )

    def sites(self) -> tuple[body.Site, ...]:
        """Where the nerve is stimulated, distal to proximal."""
        usual = usual_sites(self.muscle)
        return tuple(
            one
            for one in body.stimulation_sites(self.nerve, self.muscle)
            if self.every or one in usual or one.id == self.stimulus
        )

    def query(self) -> str:
        """The setting as the query of an address: the muscle, the side, and what is not usual."""
        pairs: list[tuple[str, object]] = [("muscle", self.muscle), ("side", self.side)]
        for k, one in enumerate(self.foci, start=1):
            pairs += [(f"at{k}", one.at_mm), (f"severity{k}", one.severity)]
            pairs += [(f"extent{k}", one.extent_mm), (f"mechanism{k}", one.mechanism)]
            pairs += [(f"days{k}", one.days)] if one.days else []
        usual = Setting()
        for field in fields(self)[3:]:
            value = getattr(self, field.name)
            if value != getattr(usual, field.name):
                shown = f"{value:g}" if isinstance(value, float) else value
                pairs.append((field.name, 1 if value is True else shown))
        return urlencode(pairs)


@cache
def usual_sites(muscle: str) -> tuple[body.Site, ...]:
    """The sites of the muscle's usual study, distal to proximal."""
    found = body.muscle(muscle)
    usual = usual_studies(body.nerve(found.nerve).limb)["motor"][muscle]
    return tuple(body.site(found.stem or "", one) for one in usual)


START: Final = Setting(foci=(FocusSetting(at_mm=180, severity=20),))
"""What the lab shows first: one focus in the forearm."""

# Studies to begin with, by name: each teaches one thing (lab.start.NAME says which).
STARTS: Final[dict[str, Setting]] = {
    "forearm": START,
    "two": Setting(foci=(FocusSetting(180, 8), FocusSetting(460, 8))),
    "proximal": Setting(foci=(FocusSetting(660, 40),)),
    "slow": Setting(foci=(FocusSetting(180, 50, 150, "patches"),)),
    "distal": Setting(foci=(FocusSetting(40, 70, 60, "patches"),)),
    "cmt": Setting(velocity=35),
    "fresh": Setting(foci=(FocusSetting(250, 70, 20, "axon", 2),)),
    "old": Setting(foci=(FocusSetting(250, 70, 20, "axon", 400),)),
    "moved": Setting(foci=(FocusSetting(180, 20),), probe=260),
    "crossing": Setting(crossing=40),
    "elbow": Setting(entrapment="ulnar_elbow", pressed=50),
    "tunnel": Setting("apb", entrapment="median_wrist", pressed=50),
    "weak": Setting(stimulus="erb", strength=70),
    "spread": Setting("apb", stimulus="wrist", spread=60),
    "cold": Setting("apb", temperature_c=25.0),
    "warm": Setting(foci=(FocusSetting(180, 12),), temperature_c=36.0),
}
