"""Reads the citations, TOML tables under `citations/`, one table a source, keyed by its id."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Evidence = Literal["read", "abstract", "secondary", "general", "computed", "proposal"]
"""How the project knows it.

`read` in the source itself; `abstract` in its abstract or an excerpt only; `secondary` in a text
that cites it; `general` knowledge not yet checked against the source; `computed` by this project;
`proposal` a modelling choice.
"""


@dataclass(frozen=True)
class Source:
    """One citation. What is not `verified` and no choice of ours is shown as not yet checked."""

    id: str
    title: str
    authors: str
    year: int
    where: str
    evidence: Evidence
    doi: str | None = None
    note: str | None = None

    @property
    def verified(self) -> bool:
        """Whether the numbers were read in the source itself or computed by this project."""
        return self.evidence in ("read", "abstract", "computed")


@cache
def _registry() -> dict[str, Source]:
    sources: dict[str, Source] = {}
    for page in sorted(files("multifocal.sources").joinpath("citations").iterdir(), key=str):
        if page.name.endswith(".toml"):
            for key, fields in tomllib.loads(page.read_text(encoding="utf-8")).items():
                if key in sources:
                    raise ValueError(f"source {key!r} stands twice ({page.name})")
                sources[key] = Source(id=key, **fields)
    return sources


def source(source_id: str) -> Source:
    """The source of that id; KeyError if there is none."""
    return _registry()[source_id]


def all_sources() -> tuple[Source, ...]:
    """Every source, by id."""
    return tuple(_registry()[key] for key in sorted(_registry()))
