"""The data of the rig, read once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def skeleton() -> dict[str, Any]:
    """Bones and flesh: skeleton.toml."""
    return _read("skeleton.toml")


@cache
def poses() -> dict[str, Any]:
    """Angles of joints: poses.toml."""
    return _read("poses.toml")


@cache
def art() -> dict[str, Any]:
    """What is drawn by hand: art.toml."""
    return _read("art.toml")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))
