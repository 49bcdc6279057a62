"""Simulated studies with waveforms, for trying the page. Labelled as simulated wherever shown."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Final

import numpy as np
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from multifocal import body
from multifocal.frozen import frozen
from multifocal.nerve import Focus, motor_pool, stimulate
from multifocal.study import Recording, Study

SITES: Final = ("wrist", "below_elbow", "above_elbow", "axilla")
SHOWN_MS: Final = 50.0
NOISE_MV: Final = 0.006
PERSON: Final = 4


@dataclass(frozen=True)
class Sample:
    """One simulated study: what it is called, how much of the forearm's nodes is damaged."""

    name: Promise
    severity: float = 0.0
    extent_mm: float = 20.0
    disturbed: bool = False


SAMPLES: Final[dict[str, Sample]] = {
    "block": Sample(_("a block in the forearm"), severity=0.2),
    "healthy": Sample(_("a healthy nerve")),
    "disturbed": Sample(_("a healthy nerve with drift, hum and noise"), disturbed=True),
}


@cache
def sample_study(name: str) -> Study:
    """The study of that name; KeyError for another."""
    wanted = SAMPLES[name]
    pool = motor_pool("adm", seed=PERSON)
    foci = []
    if wanted.severity:
        foci = [Focus(pool.way.place_at(180), wanted.severity, wanted.extent_mm, seed=PERSON)]
    rng = np.random.default_rng(PERSON)
    sweeps = [
        _recorded(stimulate(pool, body.site("ulnar", site), foci), rng, wanted.disturbed, site)
        for site in SITES
    ]
    return frozen(Study(recordings=tuple(sweeps), subject=body.Subject()))


def _recorded(one: Recording, rng: np.random.Generator, disturbed: bool, site: str) -> Recording:
    """The simulated sweep as an amplifier would give it: noise, a stimulus artifact, a shorter
    sweep; with hum and drift where asked, and one site lost in noise."""
    times = one.times_ms
    kept = times <= SHOWN_MS
    noise = NOISE_MV * (60.0 if disturbed and site == "axilla" else 1.0)
    wave = one.samples_mv + rng.normal(0.0, noise, times.size)
    wave = wave + np.where(times >= 0, 6.0 * np.exp(-np.maximum(times, 0.0) / 0.12), 0.0)
    if disturbed:
        wave = wave + 0.5 * np.sin(2 * np.pi * 0.05 * times + rng.uniform(0, 6.3)) + 0.015 * times
    return replace(one, samples_mv=wave[kept], temperature_c=33.5)
