"""The table of set, rule, limit, source and how verified is what the rule sets say, whole."""

import importlib
import importlib.util
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from multifocal import criteria
from multifocal.criteria import Threshold, criteria_names, criteria_set
from multifocal.sources import source

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reading-a-study.md").read_text(encoding="utf-8")
CELLS = 7


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_rules", ROOT / "scripts" / "docs_rules.py")
    assert spec is not None and spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


@pytest.fixture(scope="module")
def rows() -> list[list[str]]:
    found = re.search(r"<!-- made: rules -->\n(.*?)<!-- end -->", PAGE, re.DOTALL)
    assert found is not None
    _, _, *lines = found[1].strip().splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_the_page_has_the_table_that_the_sets_make_now(script: ModuleType) -> None:
    assert f"<!-- made: rules -->\n{script.table()}\n<!-- end -->" in PAGE


def test_every_set_every_source_and_every_way_of_verifying_is_named(rows: list[list[str]]) -> None:
    assert {row[0] for row in rows} == {
        criteria_set(name).title for name in criteria_names(research=True)
    }
    for row in rows:
        assert len(row) == CELLS
        assert source(row[5].strip("`")) and row[6]


def test_a_set_says_read_only_where_its_standing_does(rows: list[list[str]]) -> None:
    said = {criteria_set(name).title: criteria_set(name) for name in criteria_names(research=True)}
    for row in rows:
        standing = said[row[0]].standing
        assert row[6].startswith("read") <= (standing == "read"), row
        if standing == "research":
            assert row[6] == "ours"


def _thresholds(value: Any) -> Iterator[Threshold]:
    if isinstance(value, Threshold):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _thresholds(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from _thresholds(one)


def _module(name: str) -> ModuleType:
    for one in pkgutil.walk_packages(criteria.__path__, "multifocal.criteria."):
        module = importlib.import_module(one.name)
        if getattr(getattr(module, "_SET", None), "name", None) == name:
            return module
    return importlib.import_module("multifocal.criteria.efns_pns_2010.constants")


@pytest.mark.parametrize("name", criteria_names(research=True))
def test_no_limit_of_a_set_is_missing_from_the_table(
    script: ModuleType, rows: list[list[str]], name: str
) -> None:
    """Every threshold that its module holds, but for those that only say which limit holds."""
    shown = {row[3] for row in rows if row[0] == criteria_set(name).title}
    module = _module(name)
    wanted = {
        f"{script.COMPARED[one.comparison]} {one.value:g} {one.unit}".rstrip()
        for key, value in vars(module).items()
        if key != "MEDIUM_DISTAL"
        for one in _thresholds(value)
    }
    assert wanted <= shown
    assert wanted or name == "extended"  # which borrows its limits
