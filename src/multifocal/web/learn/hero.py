"""The three choices under the first picture, and what the engine said of each."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from multifocal.words import say


@dataclass(frozen=True)
class Choice:
    """A nerve, whole or with a damaged spot: fibers of the muscle between thumb and index finger's
    nerve, how many of them are stopped or late, what is left of the muscle's force and of the
    strength that a zipper takes, in percent of the healthy one's."""

    id: str
    damage_percent: int
    fibers: int
    stopped: int
    late: int
    muscle_percent: int
    zip_percent: int

    @property
    def label(self) -> str:
        """What it is chosen by."""
        return say(f"learn.hero.{self.id}")

    @property
    def said(self) -> str:
        """What happens then."""
        return say(
            f"learn.hero.{self.id}.said",
            fibers=self.fibers,
            stopped=self.stopped,
            late=self.late,
            zip=self.zip_percent,
        )


@dataclass(frozen=True)
class Hero:
    """Where the spot lies, mm from the cord, and the choices, the whole nerve first."""

    at_mm: int
    choices: tuple[Choice, ...]


@cache
def hero() -> Hero:
    """What hero.toml keeps."""
    text = files("multifocal.web.learn").joinpath("hero.toml").read_text(encoding="utf-8")
    rows: Mapping[str, Any] = tomllib.loads(text)
    choices = (Choice(id=key, **rows[key]) for key in ("whole", "partly", "damaged"))
    return Hero(rows["at_mm"], tuple(choices))
