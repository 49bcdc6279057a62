"""Reads the anatomy's TOML tables, each once a process."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "tables"


@cache
def table(name: str) -> dict[str, Any]:
    """The table `tables/NAME.toml` as it stands, keyed by id."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def limbs(name: str) -> dict[str, Any]:
    """The tables `NAME_arm` and `NAME_leg` as one; ValueError if an id stands in both."""
    arm, leg = table(f"{name}_arm"), table(f"{name}_leg")
    if twice := arm.keys() & leg.keys():
        raise ValueError(f"{name} stand twice: {sorted(twice)}")
    return {**arm, **leg}
