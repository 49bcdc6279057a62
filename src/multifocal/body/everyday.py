"""Everyday tasks as shares of muscles."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from multifocal.body.known import known
from multifocal.body.tables import table
from multifocal.frozen import FrozenDict


@dataclass(frozen=True)
class Task:
    """An everyday task; `weights` say how much of it each muscle does and sum to 1."""

    id: str
    name: str
    weights: Mapping[str, float]
    source: str


@cache
def _tasks() -> Mapping[str, Task]:
    tasks: dict[str, Task] = {}
    for key, row in table("tasks").items():
        weights: dict[str, float] = {}
        for part in row["parts"]:
            for member in part["among"]:
                share = part["share"] / len(part["among"])
                weights[member] = weights.get(member, 0.0) + share
        tasks[key] = Task(key, f"body.task.{key}", FrozenDict(weights), row["source"])
    return FrozenDict(tasks)


def tasks() -> tuple[Task, ...]:
    """Every task."""
    return tuple(_tasks().values())


def task(task_id: str) -> Task:
    """The task of that id; KeyError if there is none."""
    return known("task", task_id, _tasks())
