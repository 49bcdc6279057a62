"""What the simulation says about one setting: the numbers behind the moving picture."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from multifocal import body
from multifocal.criteria import Evaluation, evaluate
from multifocal.frozen import frozen
from multifocal.measuring import measure_all
from multifocal.nerve import (
    Ability,
    Conduction,
    Experiment,
    Focus,
    Harm,
    MotorPool,
    MotorRun,
    Passage,
    Person,
    Protocol,
    ability,
)
from multifocal.study import ClinicalPicture, Measure, Recording, Study
from multifocal.web.inside.course import course

SIDE: body.Side = "right"
SITES = ("wrist", "below_elbow", "above_elbow", "axilla", "erb")
RECORDED = ("adm", "fdi")
FELT = ("fdi", "adductor_pollicis", "lumbricals_3_4", "adm")
TASKS = ("zip", "key_turn")

FIRST_MM, LAST_MM, STEP_MM = 100, 790, 5
"""Where the focus can be put: mm from the cord, from above Erb's point to beyond the wrist."""
MOST_DAMAGE = 100
EXTENT_MM = 20.0
PEOPLE = 6
NO_CROSSING = ClinicalPicture(no_crossing_in_forearm=True)
"""True of the simulated people here; a laboratory would have to check."""
PROTOCOL = Protocol(tuple(MotorRun(muscle, SITES, SIDE) for muscle in RECORDED))


@dataclass(frozen=True)
class Setting:
    """What the visitor chose: the middle of the focus (mm from the cord), the share of damaged
    spots in percent, and which of the simulated people."""

    at_mm: int = 645
    damage: int = 20
    person: int = 0


@dataclass(frozen=True)
class Story:
    """One setting, answered. Recordings and measures are by (muscle, site).

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
    recordings: Mapping[tuple[str, str], Recording]
    healthy: Mapping[tuple[str, str], Recording]

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """The nerve study that a laboratory would make of it."""
        return measure_all(self.recordings.values())

    @cached_property
    def healthy_measures(self) -> tuple[Measure, ...]:
        """The same study without the focus."""
        return _healthy_measures(self.setting.person)

    @cached_property
    def judged(self) -> Evaluation:
        """The study judged by the rules that `/workup` uses."""
        return evaluate(Study(measures=self.measures, clinical=NO_CROSSING))

    def spots(self) -> tuple[int, int]:
        """Damaged spots and all spots of the attacked stretch, over all fibers of the pool."""
        whole = Focus(self.focus.place, 1.0, self.focus.extent_mm, seed=self.focus.seed)
        count = [sum(len(x.at) for x in f.on(self.pool)) for f in (self.focus, whole)]
        return count[0], count[1]


def mm_of(site_id: str) -> float:
    """Where a stimulation site lies, mm from the cord."""
    way = body.path("adm", SIDE)
    return way.length_mm - way.mm_from_muscle(body.site("ulnar", site_id).place_on(way))


def muscle_mm() -> float:
    """Where the little finger's muscle lies, mm from the cord."""
    return body.path("adm", SIDE).length_mm


@lru_cache(maxsize=8)
def _healthy(person: int) -> Mapping[tuple[str, str], Recording]:
    return frozen(_by_place(Experiment(Person(person), protocol=PROTOCOL)))


@lru_cache(maxsize=8)
def _healthy_measures(person: int) -> tuple[Measure, ...]:
    return frozen(measure_all(_healthy(person).values()))


def _by_place(made: Experiment) -> Mapping[tuple[str, str], Recording]:
    return {(one.muscle or "", one.site): one for one in made.motor}


@lru_cache(maxsize=256)
def tell(setting: Setting) -> Story:
    """Simulate a setting. The same setting always gives the same answer."""
    way = body.path("adm", SIDE)
    place = way.place_at(way.length_mm - setting.at_mm)
    focus = Focus(place, setting.damage / 100, EXTENT_MM, seed=setting.person)
    made = Experiment(Person(setting.person), Harm((focus,)), PROTOCOL)
    needed = {m for task in TASKS for m in body.task(task).weights} | set(FELT)
    # first, as it solves the fibers of all muscles in one go
    strength = made.strength(sorted(needed), SIDE)
    fates = made.fates("adm", SIDE)
    (ulnar,) = fates.parts
    story = Story(
        setting=setting,
        focus=focus,
        pool=ulnar.pool,
        fates=ulnar.fate,
        stretches=ulnar.passages,
        stopped=fates.stopped,
        late_ms=fates.late_ms,
        strength=strength,
        abilities=tuple(ability(body.task(task), strength) for task in TASKS),
        recordings=_by_place(made),
        healthy=_healthy(setting.person),
    )
    return frozen(story)


def warm() -> None:
    """Make the first answers quick: compile or load the solver, draw the units of every muscle."""
    tell(Setting())
    course()
