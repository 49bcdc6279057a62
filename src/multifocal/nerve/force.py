"""How strong a muscle still is, and what that means for everyday tasks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from multifocal import body
from multifocal.arguments import names_arguments
from multifocal.nerve.focus import Focus
from multifocal.nerve.limb_force import weighted_range
from multifocal.nerve.pool import MotorPool
from multifocal.nerve.stimulation import conduction

# Least share of normal force for each MRC grade, strongest first: a proposal of this project
# (source multifocal-choice-mrc), to be flagged as such wherever it shows.
MRC_FROM = (
    ("5", 0.80),
    ("4+", 0.55),
    ("4", 0.25),
    ("4-", 0.10),
    ("3", 0.03),
    ("2", 0.01),
    ("1", 0.0),
)


@names_arguments
def force(pool: MotorPool, foci: Sequence[Focus] = ()) -> float:
    """Greatest voluntary force as a share of normal: the twitches of the units that still conduct.

    At the rates of a full effort, below 40 a second, a fiber that conducts once conducts each
    time (refractory periods of transmission near block are a few ms; physiology.md 2.3).
    """
    # rounded so that the twitches of all units, which sum to 1, are exactly the whole
    return round(float(pool.twitch[conduction(pool, foci).arrives].sum()), 12)


def mrc_grade(share: float) -> str:
    """The MRC grade that a share of normal force roughly stands for (a proposal, unverified)."""
    if share <= 0.0:
        return "0"
    return next(grade for grade, least in MRC_FROM if share > least)


@dataclass(frozen=True)
class Ability:
    """How well a task can be done: weighted force of its muscles, 1 is normal.

    `low` and `high`: what it would be if each weight, a proposal, were half or twice as large.
    """

    task: str
    share: float
    weakest: str
    """The muscle that costs the task most; equals any of them where nothing is lost."""
    low: float
    high: float


def ability(task: body.Task, strength: Mapping[str, float]) -> Ability:
    """How well a task can be done with these forces; KeyError if a muscle of it is missing."""
    lost = {m: weight * (1.0 - strength[m]) for m, weight in task.weights.items()}
    low, high = weighted_range(task.weights, strength)
    return Ability(task.id, 1.0 - sum(lost.values()), max(lost, key=lambda m: lost[m]), low, high)
