"""What the page asks: tasks and parts of the body, each standing for muscles of `body`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from multifocal import body
from multifocal.body import SIDES, Side
from multifocal.frozen import FrozenDict

Kind = Literal["task", "part"]

READY_QUESTIONS = ("weak", "shared", "study", "normal", "feeling", "else", "sooner")
"""Questions that the visitor may put on the page for the appointment."""


@dataclass(frozen=True)
class Ask:
    """A task or a part of the body that may be hard; `name` is a message key.

    `group` is the part of the list that a task stands in (hand, arm, leg; a part's own id for a
    part), `muscles` the ids of the muscles that it needs, in the order of `body`.
    """

    kind: Kind
    id: str
    group: str
    muscles: tuple[str, ...]
    source: str

    @property
    def name(self) -> str:
        """Its name's message key."""
        return f"dots.{self.kind}.{self.id}"


@dataclass(frozen=True)
class Choice:
    """Something that is hard on one side; `key` is its word in the form."""

    ask: Ask
    side: Side

    @property
    def key(self) -> str:
        """Kind, id and side: `task-zip-right`."""
        return f"{self.ask.kind}-{self.ask.id}-{self.side}"


@cache
def asks() -> tuple[Ask, ...]:
    """Every task, then every part. ValueError where a row of the table names no muscle."""
    text = files("multifocal.web.dots").joinpath("asking.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    found = (
        *(Ask("task", r["id"], r["group"], _task(r), r["source"]) for r in table["task"]),
        *(Ask("part", r["id"], r["id"], _part(r), r["source"]) for r in table["part"]),
    )
    for one in found:
        if not one.muscles:
            raise ValueError(f"{one.kind} {one.id} names no muscle")
    return found


def _task(row: Mapping[str, object]) -> tuple[str, ...]:
    match row:
        case {"task": str(key)}:
            wanted = body.task(key).weights
            return tuple(one.id for one in body.muscles() if one.id in wanted)
        case {"everyday": list(keys)}:
            spoken = {f"body.everyday.{key}" for key in keys}
            return tuple(one.id for one in _whole_muscles() if one.everyday in spoken)
    raise ValueError(f"a task needs task or everyday: {row!r:.80}")


def _part(row: Mapping[str, list[str]]) -> tuple[str, ...]:
    wanted = {f"body.movement.{key}" for key in row["movements"]}
    return tuple(one.id for one in _whole_muscles() if one.movement in wanted)


def _whole_muscles() -> tuple[body.Muscle, ...]:
    """Without the heads that the table names beside their muscle: nobody's knee is named twice."""
    return tuple(one for one in body.muscles() if one.part_of is None)


@cache
def choices() -> Mapping[str, Choice]:
    """Everything that can be chosen, by its key."""
    every = (Choice(ask, side) for ask in asks() for side in SIDES)
    return FrozenDict({one.key: one for one in every})
