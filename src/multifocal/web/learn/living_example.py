"""The three simulated nerve studies of /diagnosis, computed by the model of /inside."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse

from multifocal.figures import Figure
from multifocal.web.inside.story import RECORDED, Setting, tell
from multifocal.web.inside.telling import told

# Source of the choice: multifocal-choice-example-study. The two blocks stop the same fibers, so
# that the only thing that differs is what the usual test can see.
SETTINGS = {
    "healthy": Setting(damage=0),
    "forearm": Setting(at_mm=645, damage=30),
    "upper-arm": Setting(at_mm=385, damage=30),
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
    return tuple(_study(key, setting, language) for key, setting in SETTINGS.items())


def _study(key: str, setting: Setting, language: str) -> ExampleStudy:
    _, figure = told(tell(setting), language).answers[RECORDED.index(MUSCLE)]
    chosen = urlencode({"at": setting.at_mm, "damage": setting.damage})
    return ExampleStudy(key, figure, f"{reverse('inside:page')}?{chosen}#try")
