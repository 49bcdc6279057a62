"""What the simulation says about one setting: the numbers behind the moving picture."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from multifocal import body
from multifocal.criteria import Evaluation, evaluate
from multifocal.frozen import frozen
from multifocal.nerve import Ability, Conduction, Focus, MotorPool, Passage, ability
from multifocal.study import ClinicalPicture, Study
from multifocal.web.inside.course import course
from multifocal.web.site.ulnar_study import (
    SIDE,
    UlnarStudy,
    attacked,
    healthy_study,
    ulnar_study,
)

FELT = ("fdi", "adductor_pollicis", "lumbricals_3_4", "adm")
TASKS = ("zip", "key_turn")

FIRST_MM, LAST_MM, STEP_MM = 100, 790, 5
"""Where the focus can be put: mm from the cord, from above Erb's point to beyond the wrist."""
MOST_DAMAGE = 100
PEOPLE = 6
NO_CROSSING = ClinicalPicture(no_crossing_in_forearm=True)
"""True of the simulated people here; a laboratory would have to check."""


@dataclass(frozen=True)
class Setting:
    """What the visitor chose: the middle of the focus (mm from the cord), the share of damaged
    spots in percent, and which of the simulated people."""

    at_mm: int = 645
    damage: int = 20
    person: int = 0


@dataclass(frozen=True)
class Story:
    """One setting, answered. `healthy` is the same person's study without the focus.

    `stopped`: how many of the pool's fibers are; `late_ms`: extra time of those that come late.
    """

    setting: Setting
    focus: Focus
    pool: MotorPool
    fates: Conduction
    stretches: tuple[Passage, ...]
    stopped: int
    late_ms: np.ndarray
    strength: Mapping[str, float]
    abilities: tuple[Ability, ...]
    study: UlnarStudy
    healthy: UlnarStudy

    @cached_property
    def judged(self) -> Evaluation:
        """The study judged by the rules that `/workup` uses."""
        return evaluate(Study(measures=self.study.measures, clinical=NO_CROSSING))


def mm_of(site_id: str) -> float:
    """Where a stimulation site lies, mm from the cord."""
    way = body.path("adm", SIDE)
    return way.length_mm - way.mm_from_muscle(body.site("ulnar", site_id).place_on(way))


def muscle_mm() -> float:
    """Where the little finger's muscle lies, mm from the cord."""
    return body.path("adm", SIDE).length_mm


@lru_cache(maxsize=256)
def tell(setting: Setting) -> Story:
    """Simulate a setting. The same setting always gives the same answer."""
    made = attacked(setting.at_mm, setting.damage, setting.person)
    needed = {m for task in TASKS for m in body.task(task).weights} | set(FELT)
    # first, as it solves the fibers of all muscles in one go
    strength = made.strength(sorted(needed), SIDE)
    fates = made.fates("adm", SIDE)
    (ulnar,) = fates.parts
    story = Story(
        setting=setting,
        focus=made.harm.foci[0],
        pool=ulnar.pool,
        fates=ulnar.fate,
        stretches=ulnar.passages,
        stopped=fates.stopped,
        late_ms=fates.late_ms,
        strength=strength,
        abilities=tuple(ability(body.task(task), strength) for task in TASKS),
        study=ulnar_study(made),
        healthy=healthy_study(setting.person),
    )
    return frozen(story)


def warm() -> None:
    """Make the first answers quick: compile or load the solver, draw the units of every muscle."""
    tell(Setting())
    course()
