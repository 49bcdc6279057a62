"""The project's colors: one table for drawings, style sheets, printed sheets and docs."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

from multifocal.frozen import FrozenDict

Theme = Literal["light", "dark", "print", "share", "chart", "picture", "picture-dark"]


@cache
def palette(theme: Theme = "light") -> Mapping[str, str]:
    """Colors by name, as `#rrggbb`. In print and share what is not their own is as in light."""
    text = files("multifocal.figures").joinpath("palette.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    return FrozenDict((tables["light"] if theme in ("print", "share") else {}) | tables[theme])
