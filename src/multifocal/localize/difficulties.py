"""What may be hard: tasks and parts of the body, each standing for muscles of `body`."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from multifocal import body
from multifocal.body import SIDES, Side
from multifocal.frozen import FrozenDict

Kind = Literal["task", "part"]


@dataclass(frozen=True)
class Difficulty:
    """A task or a part of the body that may be hard.

    `group` is the part of the list that a task stands in (hand, arm, leg; a part's own id for a
    part), `muscles` the ids of the muscles that it needs, in the order of `body`, `shares` how much
    of it each does: those of `body`'s task, or equal ones, which sum to 1. `task`: the id of that
    task, None where it stands for muscles alone.
    """

    kind: Kind
    id: str
    group: str
    muscles: tuple[str, ...]
    shares: tuple[float, ...]
    source: str
    task: str | None = None


@dataclass(frozen=True)
class Complaint:
    """A difficulty on one side."""

    difficulty: Difficulty
    side: Side

    @property
    def key(self) -> str:
        """Kind, id and side: `task-zip-right`."""
        return f"{self.difficulty.kind}-{self.difficulty.id}-{self.side}"


@cache
def difficulties() -> tuple[Difficulty, ...]:
    """Every task, then every part. ValueError where a row of the table names no muscle."""
    text = files("multifocal.localize").joinpath("difficulties.toml").read_text("utf-8")
    table = tomllib.loads(text)
    complaints = (
        *(_difficulty("task", r, r["group"], _task(r)) for r in table["task"]),
        *(_difficulty("part", r, r["id"], _moving(r["movements"])) for r in table["part"]),
    )
    for one in complaints:
        if not one.muscles:
            raise ValueError(f"{one.kind} {one.id} names no muscle")
    return complaints


def _difficulty(
    kind: Kind, row: Mapping[str, str], group: str, muscles: tuple[str, ...]
) -> Difficulty:
    weights = body.task(row["task"]).weights if "task" in row else {}
    shares = tuple(weights.get(one, 1 / len(muscles)) for one in muscles)
    return Difficulty(kind, row["id"], group, muscles, shares, row["source"], row.get("task"))


def _task(row: Mapping[str, object]) -> tuple[str, ...]:
    match row:
        case {"task": str(key)}:
            wanted = body.task(key).weights
            return tuple(one.id for one in body.muscles() if one.id in wanted)
        case {"everyday": list(keys)}:
            spoken = {f"body.everyday.{key}" for key in keys}
            return tuple(one.id for one in _whole_muscles() if one.everyday in spoken)
        case {"movements": list(keys)}:
            return _moving(keys)
    raise ValueError(f"a task needs task, everyday or movements: {row!r:.80}")


def _moving(movements: Sequence[str]) -> tuple[str, ...]:
    wanted = {f"body.movement.{key}" for key in movements}
    return tuple(one.id for one in _whole_muscles() if one.movement in wanted)


def _whole_muscles() -> tuple[body.Muscle, ...]:
    """Without the heads that the table names beside their muscle: nobody's knee is named twice."""
    return tuple(one for one in body.muscles() if one.part_of is None)


@cache
def complaints() -> Mapping[str, Complaint]:
    """Every difficulty on either side, by its key."""
    every = (Complaint(one, side) for one in difficulties() for side in SIDES)
    return FrozenDict({one.key: one for one in every})
