"""How spots in several nerves add up: one made-up course, each stage simulated."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from multifocal import body
from multifocal.nerve import Experiment, Focus, Harm, ability

# (muscle on whose way it lies, side, mm from the cord, share of damaged nodes), stage by stage: an
# invented example (multifocal-choice-course) that keeps to what is published: it begins in one
# hand, other nerves follow, arms before legs, one side more (van-asseldonk-2003, clinical.md 4).
STAGES: tuple[tuple[tuple[str, body.Side, float, float], ...], ...] = (
    (("adm", "right", 640.0, 0.15),),
    (("adm", "right", 640.0, 0.25), ("apb", "right", 405.0, 0.20)),
    (
        ("adm", "right", 640.0, 0.25),
        ("apb", "right", 405.0, 0.25),
        ("eip", "left", 340.0, 0.25),
    ),
    (
        ("adm", "right", 640.0, 0.30),
        ("apb", "right", 405.0, 0.25),
        ("eip", "left", 340.0, 0.30),
        ("edb", "right", 700.0, 0.20),
    ),
)
FOOT = "ta"


@dataclass(frozen=True)
class Stage:
    """The foci so far, and what each side can still do: shares of normal, by side."""

    foci: tuple[tuple[str, Focus], ...]
    zipping: Mapping[body.Side, float]
    foot: Mapping[body.Side, float]


@lru_cache(maxsize=1)
def course() -> tuple[Stage, ...]:
    """The stages, in order. A spot keeps its own fibers' fates from stage to stage."""
    return tuple(_stage(rows) for rows in STAGES)


def _stage(rows: tuple[tuple[str, body.Side, float, float], ...]) -> Stage:
    foci = []
    for seed, (muscle, side, at_mm, severity) in enumerate(rows):
        way = body.path(muscle, side)
        foci.append((muscle, Focus(way.place_at(way.length_mm - at_mm), severity, seed=seed)))
    task = body.task("zip")
    zipping: dict[body.Side, float] = {}
    foot: dict[body.Side, float] = {}
    made = Experiment(harm=Harm(tuple(focus for _, focus in foci)))
    for side in body.SIDES:
        found = made.strength([*task.weights, FOOT], side)
        zipping[side] = ability(task, found).share
        foot[side] = found[FOOT]
    return Stage(tuple(foci), zipping, foot)
