"""Simulated studies with waveforms, for trying the page. Labelled as simulated wherever shown."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from multifocal import body
from multifocal.frozen import frozen
from multifocal.nerve import (
    Experiment,
    Focus,
    Harm,
    LimbTemperature,
    MotorRun,
    Noise,
    Person,
    Protocol,
)
from multifocal.nerve.noise import SINGLE_SWEEP, Sizes
from multifocal.study import Study
from multifocal.web.site.language import say_later

SITES: Final = ("wrist", "below_elbow", "above_elbow", "axilla")
PERSON: Final = 4
ARTIFACT_UV: Final = 6000.0
DISTURBED: Final = Sizes(6.0, hum_uv=500.0, drift_uv=100.0, artifact_uv=ARTIFACT_UV)
LOST, LOST_UV = "axilla", 900.0
"""The site whose latency and duration are lost in noise."""


@dataclass(frozen=True)
class Example:
    """One simulated study: what it is called, how much of the forearm's nodes is damaged."""

    name: str
    severity: float = 0.0
    extent_mm: float = 20.0
    disturbed: bool = False

    def noise(self, site: str) -> Noise:
        """The amplifier's noise and an artifact; where asked, hum, drift, and a noisy site."""
        if not self.disturbed:
            return Noise(replace(SINGLE_SWEEP, artifact_uv=ARTIFACT_UV))
        return Noise(replace(DISTURBED, broadband_uv=LOST_UV) if site == LOST else DISTURBED)


EXAMPLES: Final[dict[str, Example]] = {
    "block": Example(say_later("workup.example.block"), severity=0.2),
    "healthy": Example(say_later("workup.example.healthy")),
    "disturbed": Example(say_later("workup.example.disturbed"), disturbed=True),
}


@cache
def example_study(name: str) -> Study:
    """The study of that name; KeyError for another."""
    wanted = EXAMPLES[name]
    harm = Harm()
    if wanted.severity:
        place = body.path("adm").place_at(180)
        harm = Harm((Focus(place, wanted.severity, wanted.extent_mm, seed=PERSON),))
    person = Person(PERSON, temperature=LimbTemperature())
    each = (
        Experiment(person, harm, Protocol((MotorRun("adm", (one,)),), noise=wanted.noise(one)))
        for one in SITES
    )
    return frozen(Study(recordings=tuple(sweep for made in each for sweep in made.recordings)))
