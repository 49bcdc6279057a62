"""Reads the shipped reference tables, one TOML file a table, `tables/NAME.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from importlib.resources import files
from typing import Any, Final

from multifocal.frozen import FrozenDict
from multifocal.reference.beside import sensory_row
from multifocal.reference.limits import Limits, ReferenceTable, Row
from multifocal.sources import source

DEFAULT_REFERENCE: Final = "aanem-2016"
"""The limits of normal that are taken where none are named."""
_LIMITS: Final = tuple(one.name for one in fields(Limits))


@cache
def _tables() -> Mapping[str, ReferenceTable]:
    tables = {}
    for page in sorted(files("multifocal.reference").joinpath("tables").iterdir(), key=str):
        if page.name.endswith(".toml"):
            content = tomllib.loads(page.read_text(encoding="utf-8"))
            name = page.name.removesuffix(".toml")
            tables[name] = ReferenceTable(
                name=name,
                title=content["title"],
                source=source(content["source"]),
                rows=tuple(_row(row, content["source"]) for row in content["motor"]),
                sensory=tuple(
                    sensory_row(row, content["source"]) for row in content.get("sensory", ())
                ),
            )
    return FrozenDict(tables)


def _row(row: dict[str, Any], table_source: str) -> Row:
    limits = Limits(**{name: row.pop(name) for name in _LIMITS if name in row})
    return Row(limits=limits, source=row.pop("source", table_source), **row)


def reference_names() -> tuple[str, ...]:
    """Names of the tables, the default one first."""
    return (DEFAULT_REFERENCE, *(name for name in _tables() if name != DEFAULT_REFERENCE))


def reference_table(name: str) -> ReferenceTable:
    """The table of that name; KeyError if there is none."""
    return _tables()[name]
