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
from multifocal.web.inside.state import Setting
from multifocal.web.site.ulnar_study import (
    SIDE,
    UlnarStudy,
    healthy_study,
    ulnar_experiment,
    ulnar_study,
)

FELT = ("fdi", "adductor_pollicis", "lumbricals_3_4", "adm")
TASKS = ("zip", "key_turn")

NO_CROSSING = ClinicalPicture(no_crossing_in_forearm=True)
"""True of the simulated people here; a laboratory would have to check."""


@dataclass(frozen=True)
class AttackedNerve:
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
    def evaluation(self) -> Evaluation:
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
def simulate_attack(setting: Setting) -> AttackedNerve:
    """Simulate a setting. The same setting always gives the same answer."""
    made = ulnar_experiment(setting.at_mm, setting.damage, setting.person)
    needed = {m for task in TASKS for m in body.task(task).weights} | set(FELT)
    # first, as it solves the fibers of all muscles in one go
    strength = made.strength(sorted(needed), SIDE)
    fates = made.fates("adm", SIDE)
    (ulnar,) = fates.parts
    attacked = AttackedNerve(
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
    return frozen(attacked)


def warm() -> None:
    """Make the first answers quick: compile or load the solver, draw the units of every muscle."""
    simulate_attack(Setting())
    course()
