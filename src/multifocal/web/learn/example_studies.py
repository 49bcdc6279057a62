"""The three simulated nerve studies of /diagnosis, computed by the model of /inside."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse

from multifocal.figures import Figure
from multifocal.web.site.ulnar_study import (
    healthy_study,
    present_responses,
    ulnar_experiment,
    ulnar_study,
)


@dataclass(frozen=True)
class Attack:
    """Where the nerve is struck, mm from the cord, and how many of the nodes there, percent."""

    at_mm: int
    damage: int


# Source of the choice: multifocal-choice-example-study. The two blocks stop the same fibers, so
# that the only thing that differs is what the usual test can see.
ATTACKS = {
    "healthy": Attack(645, 0),
    "forearm": Attack(645, 30),
    "upper-arm": Attack(385, 30),
}
MUSCLE = "adm"


@dataclass(frozen=True)
class ExampleStudy:
    """One study: the responses of the little finger's muscle, and where to change the setting."""

    id: str
    figure: Figure
    address: str


@lru_cache(maxsize=8)
def example_studies(language: str) -> tuple[ExampleStudy, ...]:
    """The studies in order; computed once a process and language, under a second when warm."""
    return tuple(_study(key, attack, language) for key, attack in ATTACKS.items())


def _study(key: str, attack: Attack, language: str) -> ExampleStudy:
    made = ulnar_study(ulnar_experiment(attack.at_mm, attack.damage))
    figure = present_responses(made, healthy_study(), MUSCLE, language)
    chosen = urlencode({"at": attack.at_mm, "damage": attack.damage})
    return ExampleStudy(key, figure, f"{reverse('inside:page')}?{chosen}#try")
